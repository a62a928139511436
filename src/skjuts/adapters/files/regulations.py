"""The packaged rule books: a folder of regions, each with a head that names its files."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from skjuts.adapters.files.rule_books import read_document
from skjuts.core.ports.packaged_books import PackagedBook
from skjuts.core.regulations.assembling import BookFiles, assemble_book, list_neighbours
from skjuts.core.regulations.care_options import CareCatalogue, read_catalogue
from skjuts.core.regulations.case_files import write_case_file
from skjuts.core.regulations.cases import Case, read_cases
from skjuts.core.regulations.library import Regulations
from skjuts.core.regulations.vocabulary import Vocabulary, read_vocabulary
from skjuts.core.rules import Document, Edition, RuleBook

HEAD = "book.yaml"
CASES = "cases.yaml"
FEE_CASES = "fee_cases.yaml"
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


class RegulationShelf:
    """The books of a folder with their cases (`core.ports.packaged_books`), read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list_editions(self) -> tuple[Edition, ...]:
        """The heads, by region."""
        return tuple(one.book.edition for one in self._books.values())

    def find_book(self, book_id: str) -> PackagedBook | None:
        """The book of that id."""
        return self._books.get(book_id)

    @cached_property
    def _books(self) -> dict[str, PackagedBook]:
        found = [_read_packaged(head) for head in sorted(self._folder.glob(f"*/{HEAD}"))]
        return {one.book.edition.id: one for one in found}


def _read_packaged(head: Path) -> PackagedBook:
    return PackagedBook(read_regulation(head), _read_beside(head, CASES), _read_beside(head, FEE_CASES))


def _read_beside(head: Path, name: str) -> str:
    return write_case_file(_read_neighbour(head, name)) if (head.parent / name).exists() else ""


def _read_neighbour(head: Path, name: str) -> Document:
    """A file beside the head, called by its name in the folder of regions."""
    path = (head.parent / name).resolve()
    return replace(read_document(path), source=f"{path.parent.name}/{path.name}")
