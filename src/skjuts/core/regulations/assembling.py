"""One book of many files: a head, the region's own tables, and the country's where the region is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skjuts.core.rules import BadRuleBook, Document, Fault, RuleBook, read_book
from skjuts.core.rules.forms.document import Node, Path

SECTIONS = ("facts", "parameters", "tables")
NEIGHBOURS = ("facts_from", "parts", "shared")


@dataclass(frozen=True, slots=True)
class BookFiles:
    """What a book is written in, already read.

    `families` declare facts and parameters, `parts` are the region's own, `shared` the country's:
    of a shared file only what no part and no earlier shared file says is taken.
    """

    head: Document
    families: Sequence[Document]
    parts: Sequence[Document]
    shared: Sequence[Document]


def list_neighbours(head: Document, key: str) -> list[str]:
    """The files that a head names under `facts_from`, `parts` or `shared`, as written."""
    named = head.root.get(key) if isinstance(head.root, Mapping) else None
    return [str(one) for one in (named if isinstance(named, list) else [named]) if one]


def assemble_book(files: BookFiles) -> RuleBook:
    """The book of these files. Raises `BadRuleBook`; each fault's place begins with the file's name."""
    merged = _Merged(files.head)
    for part in files.parts:
        merged.add(part, is_shared=False)
    for one in files.shared:
        merged.add(one, is_shared=True)
    faults = [*merged.faults]
    try:
        book = read_book(merged.as_document(), files.families)
    except BadRuleBook as refusal:
        faults += [merged.place(fault) for fault in refusal.faults]
    if faults:
        raise BadRuleBook(faults)
    return book


class _Merged:
    """The sections of all files in one document, with who wrote what."""

    def __init__(self, head: Document) -> None:
        self.faults: list[Fault] = []
        self._source = head.source
        self._sections: dict[str, dict[str, Node]] = {name: {} for name in SECTIONS}
        self._lines: dict[Path, int] = dict(head.lines)
        self._owners: dict[tuple[str, str], str] = {}
        root = head.root if isinstance(head.root, Mapping) else {}
        self._head = {key: node for key, node in root.items() if key not in {*NEIGHBOURS, *SECTIONS}}
        self.add(Document({key: root[key] for key in SECTIONS if key in root}, head.lines, head.source))

    def add(self, document: Document, *, is_shared: bool = False) -> None:
        """Add a file's sections; twice the same id is a fault unless the later one is shared."""
        for section, id_, node in self._list_entries(document):
            if id_ in self._sections[section]:
                if not is_shared:
                    self._note_twice(document, section, id_)
                continue
            self._sections[section][id_] = node
            self._owners[section, id_] = document.source
            self._take_lines(document, (section, id_))

    def as_document(self) -> Document:
        """Everything as one written book."""
        return Document({**self._head, **self._sections}, self._lines, self._source)

    def place(self, fault: Fault) -> Fault:
        """The fault with the name of the file that it stands in."""
        words = {"tables": "tabellen", "parameters": "parametern", "facts": "uppgiften"}
        for (section, id_), source in self._owners.items():
            if f"{fault.place},".startswith(f"{words[section]} {id_},"):
                return Fault(f"{source}: {fault.place}", fault.message, fault.remedy, fault.line)
        return Fault(f"{self._source}: {fault.place}", fault.message, fault.remedy, fault.line)

    def _list_entries(self, document: Document) -> Iterator[tuple[str, str, Node]]:
        root = document.root if isinstance(document.root, Mapping) else {}
        self._note_strangers(document, root)
        for section in SECTIONS:
            entries = root.get(section)
            if isinstance(entries, Mapping):
                for id_, node in entries.items():
                    yield section, id_, node

    def _note_strangers(self, document: Document, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in {*SECTIONS, "facts_from"}:
                message = f"”{key}” betyder ingenting i en del av en bok."
                remedy = f"Skriv något av {', '.join(SECTIONS)}."
                self.faults.append(Fault(document.source, message, remedy, document.lines.get((key,), 0)))

    def _note_twice(self, document: Document, section: str, id_: str) -> None:
        earlier = self._owners[section, id_]
        message = f"{id_} står redan i {earlier}."
        line = document.lines.get((section, id_), 0)
        self.faults.append(Fault(document.source, message, "Låt en av filerna säga det.", line))

    def _take_lines(self, document: Document, path: Path) -> None:
        size = len(path)
        self._lines.update({at: line for at, line in document.lines.items() if at[:size] == path})
