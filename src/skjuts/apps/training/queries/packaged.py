"""The courses that come with the program, as texts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

COURSES = "skjuts.apps.training"
UPDATES = "updates/"


def list_packaged() -> list[dict[str, str]]:
    """List every packaged course and micro-retraining, each as files by path, whole courses first."""
    folders = sorted(
        (one for one in files(COURSES).joinpath("courses").iterdir() if one.is_dir()),
        key=lambda one: one.name,
    )
    found = [split for one in folders for split in split_updates(dict(_texts(one)))]
    return sorted(found, key=lambda texts: "\nupdates = " in texts["course.toml"])


def split_updates(texts: dict[str, str]) -> list[dict[str, str]]:
    """Split the files of a course from those of each micro-retraining below it."""
    names = sorted({path.split("/")[1] for path in texts if path.startswith(UPDATES)})
    own = {path: text for path, text in texts.items() if not path.startswith(UPDATES)}
    below = [f"{UPDATES}{name}/" for name in names]
    return [
        own,
        *(
            {path.removeprefix(folder): text for path, text in texts.items() if path.startswith(folder)}
            for folder in below
        ),
    ]


def _texts(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _texts(one, f"{prefix}{one.name}/")
        elif one.name.endswith((".md", ".toml")):
            yield f"{prefix}{one.name}", one.read_text(encoding="utf-8")
