"""The packaged rule books: a folder of regions, each with a head that names its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from skjuts.adapters.files.rule_books import read_document
from skjuts.core.regulations.assembling import BookFiles, assemble_book, list_neighbours
from skjuts.core.regulations.care_options import CareCatalogue, read_catalogue
from skjuts.core.regulations.cases import Case, read_cases
from skjuts.core.regulations.library import Regulations
from skjuts.core.regulations.vocabulary import Vocabulary, read_vocabulary
from skjuts.core.rules import Document, RuleBook

HEAD = "book.yaml"
CASES = "cases.yaml"
VOCABULARY = ("facts.yaml", "fee_facts.yaml")
CARE_OPTIONS = "care_options.yaml"


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


def read_shared_vocabulary(folder: Path) -> Vocabulary:
    """The facts that the books of a folder share. Raises `UnreadableInput` and `BadRuleBook`."""
    return read_vocabulary(read_document(folder / name) for name in VOCABULARY)


def read_worked_cases(head: Path, book: RuleBook) -> tuple[Case, ...]:
    """The worked cases beside a book's head; none when it has no such file.

    Raises `UnreadableInput` and `BadCase`.
    """
    if not (head.parent / CASES).exists():
        return ()
    return read_cases(_read_neighbour(head, CASES), book)


def find_care_options(head: Path) -> CareCatalogue | None:
    """What care there is without a trip, as listed beside a book's head; None when nobody listed it.

    Raises `UnreadableInput` and `BadCatalogue`.
    """
    if not (head.parent / CARE_OPTIONS).exists():
        return None
    return read_catalogue(_read_neighbour(head, CARE_OPTIONS))


def _read_neighbour(head: Path, name: str) -> Document:
    """A file beside the head, called by its name in the folder of regions."""
    path = (head.parent / name).resolve()
    return replace(read_document(path), source=f"{path.parent.name}/{path.name}")
