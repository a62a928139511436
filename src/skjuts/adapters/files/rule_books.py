"""Rule books in YAML: every value as it was written, with its line, so that a fault can be pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from skjuts.adapters.files.reading import read_bounded
from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.rules import Document, RuleBook, read_book, write_book

BOOK_LIMIT_BYTES = 4 * 1024 * 1024
MOST_NODES = 200_000
"""Values in one file, aliases counted each time: a small file may not unfold into a large one."""


def read_rule_book(path: Path) -> RuleBook:
    """The book in a file, with the families of facts that its `facts_from` names beside it.

    Raises `UnreadableInput` when a file is missing or is no YAML, and `BadRuleBook` with every fault
    of the book, each with its line.
    """
    document = read_document(path)
    return read_book(document, [read_document(path.parent / name) for name in _list_families(document)])


def read_document(path: Path) -> Document:
    """A YAML file as texts with their lines. Raises `UnreadableInput`."""
    return parse_document(read_bounded(path, BOOK_LIMIT_BYTES), str(path))


def parse_document(data: bytes, source: str = "") -> Document:
    """YAML as nested mappings, lists and texts: `ja`, `no` and `2021-05-01` stay what was written.

    Raises `UnreadableInput` for what is no YAML, and for a key that stands twice.
    """
    import yaml

    try:
        root = yaml.compose(data, Loader=yaml.CSafeLoader)
        reader = _Reader(source)
        return Document(None if root is None else reader.read(root, ()), reader.lines, source)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        raise UnreadableInput(
            "Filen är ingen YAML som går att läsa.",
            field=f"{source}:{mark.line + 1}" if mark else source,
            remedy="Rätta raden eller den före; oftast är det ett indrag, ett kolon eller ett citattecken.",
        ) from None


def write_rule_book(book: RuleBook) -> bytes:
    """The book as YAML with keys in the order of the form; reading it gives the same book."""
    import yaml

    text: str = yaml.dump(
        write_book(book), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )
    return text.encode()


class _Reader:
    """Turns YAML's nodes into plain data."""

    def __init__(self, source: str) -> None:
        self.lines: dict[tuple[str | int, ...], int] = {}
        self._source = source
        self._count = 0

    def read(self, node: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
        self._count += 1
        if self._count > MOST_NODES:
            raise UnreadableInput("Filen har för många värden.", field=self._source)
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node.id == "mapping":
            return self._read_mapping(node, path)
        if node.id == "sequence":
            return [self.read(one, (*path, i)) for i, one in enumerate(node.value)]
        is_empty = node.tag == "tag:yaml.org,2002:null" and node.value in {"", "~", "null"}
        return None if is_empty else node.value

    def _read_mapping(self, node: Any, path: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in content:
                raise UnreadableInput(
                    f"”{key}” står två gånger.", field=f"{self._source}:{line}", remedy="Ta bort den ena."
                )
            self.lines[(*path, key)] = line
            content[key] = self.read(value_node, (*path, key))
        return content


def _list_families(document: Document) -> list[str]:
    named = document.root.get("facts_from") if isinstance(document.root, dict) else None
    listed = named if isinstance(named, list) else [named]
    return [str(one) for one in listed if one]
