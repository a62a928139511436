"""A course as a zip file: pure, from and to bytes. What is read is bounded before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from skjuts.apps.training.errors import BadCourseArchive

MOST_FILES = 400
MOST_BYTES = 4_000_000
MOST_BYTES_IN_FILE = 300_000
_PATH = re.compile(r"([a-z0-9_-]+/){0,4}[a-z0-9_-]+\.(toml|md)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_course(files: Mapping[str, str]) -> bytes:
    """Write the files as a zip; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), files[path], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack_course(data: bytes) -> dict[str, str]:
    """Read the texts of a course by path; a single folder around them is taken off.

    Raises BadCourseArchive for anything that is not a bounded zip of TOML and Markdown in UTF-8.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _check_size(entries)
            texts = {one.filename: _read(archive, one) for one in entries}
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise BadCourseArchive from error
    return _take_folder_off(texts)


def is_course_path(path: str) -> bool:
    """Whether a file of a course may be called so."""
    return _PATH.fullmatch(path) is not None


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    sizes = [one.file_size for one in entries]
    if len(entries) > MOST_FILES or sum(sizes) > MOST_BYTES or max(sizes, default=0) > MOST_BYTES_IN_FILE:
        raise BadCourseArchive("Filen är för stor för att vara en kurs.")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """The sizes in the directory may lie: never more than was promised is unpacked."""
    with archive.open(entry) as stream:
        data = stream.read(MOST_BYTES_IN_FILE + 1)
    if len(data) > MOST_BYTES_IN_FILE:
        raise BadCourseArchive("Filen är för stor för att vara en kurs.")
    return data.decode()


def _take_folder_off(texts: dict[str, str]) -> dict[str, str]:
    if "course.toml" not in texts:
        tops = {path.split("/", 1)[0] for path in texts}
        if len(tops) == 1 and f"{next(iter(tops))}/course.toml" in texts:
            texts = {path.split("/", 1)[1]: text for path, text in texts.items()}
    stray = next((path for path in texts if not is_course_path(path)), None)
    if stray is not None or "course.toml" not in texts:
        raise BadCourseArchive(field="" if stray is None else "path")
    return texts
