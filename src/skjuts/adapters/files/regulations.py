"""The packaged rule books: a folder of regions, each with a head that names its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from skjuts.adapters.files.rule_books import read_document
from skjuts.core.regulations.assembling import BookFiles, assemble_book, list_neighbours
from skjuts.core.regulations.library import Regulations
from skjuts.core.rules import Document, RuleBook

HEAD = "book.yaml"


def read_regulations(folder: Path) -> Regulations:
    """Every book of a folder. Raises `UnreadableInput` and `BadRuleBook`."""
    return Regulations(read_regulation(head) for head in sorted(folder.glob(f"*/{HEAD}")))


def read_regulation(head: Path) -> RuleBook:
    """One book with the files that its head names. Raises `UnreadableInput` and `BadRuleBook`."""
    document = _read_neighbour(head, head.name)
    families, parts, shared = (
        [_read_neighbour(head, name) for name in list_neighbours(document, key)]
        for key in ("facts_from", "parts", "shared")
    )
    return assemble_book(BookFiles(document, families, parts, shared))


def _read_neighbour(head: Path, name: str) -> Document:
    """A file beside the head, called by its name in the folder of regions."""
    path = (head.parent / name).resolve()
    return replace(read_document(path), source=f"{path.parent.name}/{path.name}")
