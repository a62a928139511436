"""Zip files of courses: bounded, and nothing in them reaches outside."""

from __future__ import annotations

import io
import zipfile

import pytest

from skjuts.apps.training.errors import BadCourseArchive
from skjuts.apps.training.packing import MOST_BYTES_IN_FILE, MOST_FILES, pack_course, unpack_course

FILES = {"course.toml": 'id = "åäö"\n', "sv/pages/01-en.md": "+++\n+++\n"}


def zipped(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_course_when_packed_and_unpacked_then_the_same() -> None:
    """And packed twice, the same bytes: two exports can be compared."""
    assert unpack_course(pack_course(FILES)) == FILES
    assert pack_course(FILES) == pack_course(dict(reversed(FILES.items())))


def test_course_when_in_a_folder_then_the_folder_is_taken_off() -> None:
    """Most programs put a folder around what they zip."""
    inside = {f"ratt_resa/{path}": text.encode() for path, text in FILES.items()}
    assert unpack_course(zipped(inside)) == FILES


@pytest.mark.parametrize(
    "entries",
    [
        {"course.toml": b"x", "../course.toml": b"x"},
        {"course.toml": b"x", "/etc/passwd.md": b"x"},
        {"course.toml": b"x", "a\\b.md": b"x"},
        {"course.toml": b"x", "run.py": b"x"},
        {"course.toml": b"\xff\xfe"},
        {"other.toml": b"x"},
        {},
        {"course.toml": b"0" * (MOST_BYTES_IN_FILE + 1)},
        {f"f{number}.md": b"" for number in range(MOST_FILES + 1)},
        {"course.toml": b"x"} | {f"f{number}.md": b"0" * MOST_BYTES_IN_FILE for number in range(20)},
    ],
    ids=["up", "root", "backslash", "program", "bytes", "no head", "empty", "large", "many", "bomb"],
)
def test_archive_when_it_is_no_bounded_course_then_refused(entries: dict[str, bytes]) -> None:
    """An upload is somebody else's file."""
    with pytest.raises(BadCourseArchive):
        unpack_course(zipped(entries))


def test_archive_when_damaged_then_refused() -> None:
    """A cut transfer, and what is no zip at all."""
    whole = pack_course(FILES)
    for data in (b"", b"PK", whole[: len(whole) // 2]):
        with pytest.raises(BadCourseArchive):
            unpack_course(data)


def test_archive_when_its_directory_lies_about_a_size_then_refused() -> None:
    """The bound is on what is read, not on what is promised."""
    data = zipped({"course.toml": b"0" * (MOST_BYTES_IN_FILE + 10)})
    true, lie = (MOST_BYTES_IN_FILE + 10).to_bytes(4, "little"), (10).to_bytes(4, "little")
    with pytest.raises(BadCourseArchive):
        unpack_course(data.replace(true, lie))
