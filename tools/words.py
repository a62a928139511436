"""The words of the project, read from docs/glossary.toml, and the names that contradict them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

GLOSSARY = Path("docs/glossary.toml")
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: its Swedish name, its identifier, and the words that must not name it."""

    swedish: str
    identifier: str
    definition: str
    source: str
    forbidden: tuple[str, ...]
    allowed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Terms that belong together, in the order of the file."""

    title: str
    terms: tuple[Term, ...]


def read_glossary(root: Path) -> list[Section]:
    """Read the sections of docs/glossary.toml."""
    data = tomllib.loads((root / GLOSSARY).read_text(encoding="utf-8"))
    return [Section(row["title"], tuple(_term(term) for term in row["term"])) for row in data["section"]]


def _term(row: dict[str, Any]) -> Term:
    return Term(
        swedish=row["swedish"],
        identifier=row["identifier"],
        definition=row["definition"],
        source=row["source"],
        forbidden=tuple(row.get("not", ())),
        allowed_in=tuple(row.get("allowed_in", ())),
    )


def split_words(name: str) -> tuple[str, ...]:
    """Split an identifier into its words, in lower case: `maxRide_s` is max, ride, s."""
    return tuple(word.lower() for part in name.split("_") for word in _WORD.findall(part))


def contains_words(name: str, phrase: str) -> bool:
    """Tell whether the words of `phrase`, or its plural, stand next to each other among those of `name`."""
    words, wanted = _fenced(name), _fenced(phrase)
    return wanted in words or f"{wanted[:-1]}s_" in words


@cache
def _fenced(name: str) -> str:
    return f"_{'_'.join(split_words(name))}_"


def list_names(source: str) -> Iterator[tuple[int, str]]:
    """List the names that a file gives to things, with their lines; those it only uses are others' choice."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def list_contradictions(root: Path, path: Path, sections: list[Section]) -> list[str]:
    """List the names in a file, its own included, that the glossary forbids."""
    where = path.relative_to(root)
    names = [(1, part) for part in (*where.parts[:-1], where.stem)]
    names += list_names(path.read_text(encoding="utf-8"))
    return [
        f"{where}:{line} {name}: say {term.identifier}, not {forbidden}"
        for section in sections
        for term in section.terms
        if not any(where.is_relative_to(folder) for folder in term.allowed_in)
        for forbidden in term.forbidden
        for line, name in names
        if contains_words(name, forbidden)
    ]
