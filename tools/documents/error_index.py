"""docs/reference/errors.md: every error that a person or a program can meet, from the error tree."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import skjuts
from skjuts.core.kernel.errors import SkjutsError, list_error_classes

HEAD = """\
# Errors

Generated from the error tree by `./run docs`. A code is stable: it is never renamed and never
reused. A command that fails ends with the exit code of the error's class, prints one message with the field
and the remedy, and leaves nothing half written.

"""


def write_error_index() -> str:
    """Return the page: one section per class, in the order of their codes."""
    return HEAD + "\n".join(_section(one) for one in list_errors())


def list_errors() -> list[type[SkjutsError]]:
    """List the whole tree, with the branches that other folders grow."""
    source = Path(skjuts.__file__).parents[1]
    for path in _list_growing(source):
        importlib.import_module(".".join(path.relative_to(source).with_suffix("").parts))
    ours = (error for error in list_error_classes() if error.__module__.startswith("skjuts."))
    return sorted(ours, key=lambda error: error.code)


def _list_growing(source: Path) -> list[Path]:
    """The files that define errors: classes whose bases are errors, and theirs, until no more are found."""
    classes = {
        (path, node.name): set(map(ast.unparse, node.bases))
        for path in sorted(source.glob("skjuts/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    names = {SkjutsError.__name__}
    while found := {name for (_, name), bases in classes.items() if bases & names} - names:
        names |= found
    return sorted({path for path, name in classes if name in names})


def _section(error: type[SkjutsError]) -> str:
    rows = [f"## `{error.code}`", "", inspect.cleandoc(error.__doc__ or "").strip(), ""]
    rows += [f"- Class `{error.__name__}`, exit code {error.exit_code}"]
    rows += [f"- Says: {error.sentence}"]
    if error.advice:
        rows += [f"- Remedy: {error.advice}"]
    return "\n".join([*rows, ""])
