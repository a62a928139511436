"""A written book as nested mappings, lists and texts, walked with a note of where one stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules.errors import Fault

type Node = Mapping[str, Node] | list[Node] | str | None
type Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content with all values as texts, the line of each place in it, and the file's name."""

    root: Node
    lines: Mapping[Path, int] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """One place in a document. What is wrong is noted in `faults` and reading goes on."""

    document: Document
    node: Node
    path: Path
    place: str
    faults: list[Fault]

    def note(self, message: str, remedy: str, key: str | int | None = None) -> None:
        """Note a fault here, or at a key of this place."""
        path = self.path if key is None else (*self.path, key)
        while path and path not in self.document.lines:
            path = path[:-1]
        self.faults.append(Fault(self.place, message, remedy, self.document.lines.get(path, 0)))

    def go(self, key: str | int, place: str) -> Cursor:
        """The place under a key; its node is None when it is not there."""
        node: Node = None
        if isinstance(self.node, Mapping) and isinstance(key, str):
            node = self.node.get(key)
        elif isinstance(self.node, list) and isinstance(key, int):
            node = self.node[key]
        return Cursor(self.document, node, (*self.path, key), place, self.faults)

    def require_keys(self, *known: str) -> None:
        """Note every key that means nothing here, so that a misspelling is never dropped in silence."""
        if isinstance(self.node, Mapping):
            for key in self.node:
                if key not in known:
                    self.note(f"”{key}” betyder ingenting här.", f"Skriv något av {', '.join(known)}.", key)

    def list_entries(self, what: str) -> Iterator[tuple[str, Cursor]]:
        """Each key of a mapping with its place, named `what` and the key."""
        if self.node is None:
            return
        if not isinstance(self.node, Mapping):
            self.note("Här ska namn med innehåll stå.", "Skriv namn: innehåll, en per rad.")
            return
        for key in self.node:
            yield key, self.go(key, _join(self.place, f"{what} {key}"))

    def list_items(self, what: str) -> Iterator[tuple[int, Cursor]]:
        """Each item of a list with its place."""
        if self.node is None:
            return
        if not isinstance(self.node, list):
            self.note("Här ska en lista stå.", "Börja varje rad i listan med ett bindestreck.")
            return
        for i in range(len(self.node)):
            yield i, self.go(i, _join(self.place, f"{what} {i + 1}"))

    def find_text(self, key: str) -> str:
        """The text under a key; empty when there is none."""
        node = self.node.get(key) if isinstance(self.node, Mapping) else None
        if node is None:
            return ""
        if not isinstance(node, str):
            self.note(f"”{key}” ska vara en text.", "Skriv texten efter kolonet.", key)
            return ""
        return node.strip()

    def get_text(self, key: str) -> str:
        """The text under a key that must be there."""
        text = self.find_text(key)
        if not text:
            self.note(f"”{key}” saknas.", f"Skriv {key}: och ett värde.")
        return text

    def read[T](self, key: str, reader: Callable[[str], T]) -> T | None:
        """What a reader makes of the text under a key; None when there is none or it cannot be read."""
        text = self.find_text(key)
        return self.try_to(lambda: reader(text), key) if text else None

    def try_to[T](self, make: Callable[[], T], key: str | None = None) -> T | None:
        """Do what may raise `InvalidField`, and note it as a fault here."""
        try:
            return make()
        except InvalidField as fault:
            self.note(fault.message, fault.remedy, key)
            return None

    def read_one_of[E: StrEnum](self, key: str, kinds: type[E], default: E | None = None) -> E:
        """A member of an enumeration; the default (or the first) when the text names none, which is noted."""
        text = self.find_text(key)
        if not text and default is not None:
            return default
        members = {member.value: member for member in kinds}
        if text not in members:
            self.note(f"”{key}” är ”{text}”.", f"Skriv något av {', '.join(members)}.", key)
        return members.get(text, default or next(iter(kinds)))

    def read_day(self, key: str) -> date | None:
        """A day such as 2021-05-01."""
        return self.read(key, parse_day)


def parse_day(text: str) -> date:
    """Read a day. Raises `InvalidField`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidField(
            f"”{text}” är inget datum.", remedy="Skriv år-månad-dag, till exempel 2021-05-01."
        ) from None


def _join(place: str, part: str) -> str:
    return f"{place}, {part}" if place else part
