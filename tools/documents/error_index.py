"""docs/reference/errors.md: every error that a person or a program can meet, from the error tree."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import skjuts
from skjuts.core.kernel.errors import SkjutsError, list_error_classes

HEAD = """\
# Errors

Generated from the modules named `errors.py` in `src/skjuts` by `./run docs`. A code is stable: it is never
renamed and never reused. A command that fails ends with the exit code of the error's class, prints one
message with the field and the remedy, and leaves nothing half written.

"""


def write_error_index() -> str:
    """Return the page: one section per class, parents before children."""
    return HEAD + "\n".join(_section(one) for one in list_errors())


def list_errors() -> list[type[SkjutsError]]:
    """List the whole tree, with the branches that other folders grow in an `errors.py` of their own."""
    source = Path(skjuts.__file__).parents[1]
    for path in sorted(source.glob("skjuts/**/errors.py")):
        importlib.import_module(".".join(path.relative_to(source).with_suffix("").parts))
    return list_error_classes()


def _section(error: type[SkjutsError]) -> str:
    rows = [f"## `{error.code}`", "", inspect.cleandoc(error.__doc__ or "").strip(), ""]
    rows += [f"- Class `{error.__name__}`, exit code {error.exit_code}"]
    rows += [f"- Says: {error.sentence}"]
    if error.advice:
        rows += [f"- Remedy: {error.advice}"]
    return "\n".join([*rows, ""])
