"""Which format a text is written in, and the reader that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.planning.formats.foreign.cordeau import read_cordeau
from skjuts.core.planning.formats.foreign.hdarp import read_hdarp
from skjuts.core.planning.formats.foreign.lilim import read_lilim
from skjuts.core.planning.formats.foreign.sartori import read_sartori
from skjuts.core.planning.problem import Problem

OWN_FORMAT = "skjuts"
READERS: Mapping[str, Callable[[str, str], Problem]] = MappingProxyType(
    {"cordeau": read_cordeau, "hdarp": read_hdarp, "lilim": read_lilim, "sartori": read_sartori}
)
_HEADER_WIDTHS = {5: "cordeau", 2: "hdarp", 3: "lilim"}


def detect_format(text: str) -> str:
    """Name the format: `skjuts` for JSON, else a key of `READERS`. Raises `UnreadableInput`."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return OWN_FORMAT
    words = next((line.split() for line in text.splitlines() if line.strip()), [])
    if words and all(_is_number(word) for word in words) and len(words) in _HEADER_WIDTHS:
        return _HEADER_WIDTHS[len(words)]
    titles = {line.strip() for line in text.splitlines() if line.strip().isalpha()}
    if {"NODES", "EDGES"} <= titles:
        return "sartori"
    raise UnreadableInput(
        "Filens format känns inte igen.",
        field="rad 1",
        remedy=f"Ange formatet: {', '.join((OWN_FORMAT, *READERS))}.",
    )


def read_foreign(text: str, name: str, format: str) -> Problem:  # noqa: A002 - the command's own word
    """Read a text in the foreign `format` as a problem called `name`. Raises `InvalidInput`."""
    reader = READERS.get(format)
    if reader is None:
        raise UnreadableInput(
            f"Formatet {format} finns inte.", field="format", remedy=f"Välj något av {', '.join(READERS)}."
        )
    return reader(text, name)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
