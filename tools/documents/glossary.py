"""GLOSSARY.md: the binding words, from docs/glossary.toml."""

from __future__ import annotations

from pathlib import Path

from tools.words import Section, Term, read_glossary

ROOT = Path(__file__).parents[2]

HEAD = """\
# Glossary

Generated from `docs/glossary.toml` by `./run docs`; binding. One word per concept, never two: the last column
names what the code must not call it, and a test reads every identifier against it. Where two identifiers
stand, they go with the two Swedish words in the same order.

Verbs: `get_` must exist, `find_` may be None, `list_` gives all. A change of state is a verb of the trade
(`decide`, `withdraw`, `divert`). Units stand in names unless the type says them: `_s` seconds, `_m` metres,
`_ore` öre.
"""


def write_glossary() -> str:
    """Return the page: a table per section."""
    return "\n".join([HEAD, *(_table(section) for section in read_glossary(ROOT))])


def _table(section: Section) -> str:
    rows = [
        f"## {section.title}",
        "",
        "| Swedish | identifier | meaning | source | never |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*rows, *(_row(term) for term in section.terms), ""])


def _row(term: Term) -> str:
    names = " / ".join(name if "(" in name else f"`{name}`" for name in term.identifier.split(" / "))
    never = ", ".join(term.forbidden)
    return f"| {term.swedish} | {names} | {term.definition} | {term.source} | {never} |"
