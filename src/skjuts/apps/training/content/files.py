"""From texts to rows: one shelf of files that remembers everything that could not be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import msgspec

from skjuts.apps.training.content.problems import Problem

FENCE = "+++\n"
_PLACE = re.compile(r" - at `\$\.?(?P<place>[^`]*)`$")
_COMPLAINTS = (
    (re.compile(r"Object missing required field `(\w+)`"), r"fältet \1 saknas"),
    (re.compile(r"Object contains unknown field `(.+)`"), r"fältet \1 är okänt"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), r"väntade \1 men fick \2"),
    (re.compile(r"Expected `str` matching regex (.+)"), r"värdet har inte formen \1"),
    (re.compile(r"Expected `str` of length >= 1"), "värdet är tomt"),
    (re.compile(r"Expected `int` >= (\d+)"), r"värdet måste vara minst \1"),
    (re.compile(r"Invalid enum value (.+)"), r"värdet \1 är inte tillåtet"),
)


@dataclass(slots=True)
class Shelf:
    """The files of one course by path, and the faults met while reading them."""

    files: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def read_toml[T](self, path: str, shape: type[T]) -> T | None:
        """Read a TOML file into a shape; None when it is missing or faulty, and the fault is remembered."""
        if path not in self.files:
            self.problems.append(Problem(path, "", "file.missing", "filen saknas"))
            return None
        return self._convert(path, self.files[path], shape)

    def read_toml_folder[T](self, folder: str, shape: type[T]) -> dict[str, T]:
        """Read every TOML file of a folder, by the name of the file without its ending."""
        read = {
            PurePosixPath(path).stem: self._convert(path, self.files[path], shape)
            for path in self._list_paths(folder, ".toml")
        }
        return {name: one for name, one in read.items() if one is not None}

    def read_page_folder[T](self, folder: str, shape: type[T]) -> dict[str, tuple[T, str]]:
        """Read every page of a folder: its head between two lines of `+++`, and the Markdown after it."""
        pages: dict[str, tuple[T, str]] = {}
        for path in self._list_paths(folder, ".md"):
            opening, head, body = self._split_page(path)
            if opening is None:
                continue
            row = self._convert(path, head, shape)
            if row is not None:
                pages[PurePosixPath(path).stem] = (row, body)
        return pages

    def _list_paths(self, folder: str, ending: str) -> list[str]:
        return sorted(
            path for path in self.files if re.fullmatch(rf"{folder}/[^/]+{re.escape(ending)}", path)
        )

    def _split_page(self, path: str) -> tuple[str | None, str, str]:
        parts = self.files[path].split(FENCE, 2)
        if len(parts) != 3 or parts[0]:  # noqa: PLR2004 - nothing before the first fence, head, body
            message = "sidan ska börja med ett huvud mellan två rader +++"
            self.problems.append(Problem(path, "", "page.head", message))
            return None, "", ""
        return parts[0], parts[1], parts[2].strip() + "\n"

    def _convert[T](self, path: str, text: str, shape: type[T]) -> T | None:
        try:
            return msgspec.convert(tomllib.loads(text), shape)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(Problem(path, "", "file.toml", f"filen är inte TOML: {error}"))
        except msgspec.ValidationError as error:
            self.problems.append(_explain(path, str(error)))
        return None


def _explain(path: str, complaint: str) -> Problem:
    """Say in Swedish what the reader of rows says in English."""
    found = _PLACE.search(complaint)
    place = found["place"] if found else ""
    text = complaint[: found.start()] if found else complaint
    for pattern, swedish in _COMPLAINTS:
        if pattern.fullmatch(text):
            return Problem(path, place, "field", pattern.sub(swedish, text))
    return Problem(path, place, "field", text)
