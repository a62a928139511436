"""A problem from a file, in any of the formats we read."""

from __future__ import annotations

from pathlib import Path

from skjuts.adapters.files import DEFAULT_LIMIT_BYTES, read_bounded
from skjuts.cli.input_format import InputFormat
from skjuts.cli.travel import require_no_roads, travel_beside
from skjuts.core.kernel.errors import UnreadableInput
from skjuts.core.planning.formats import read_problem
from skjuts.core.planning.formats.foreign import detect_format, read_foreign
from skjuts.core.planning.problem import Problem

_BLANK = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first sign of a day: the byte order mark and white space."""


def read_problem_file(
    path: Path,
    input_format: InputFormat = InputFormat.AUTO,
    limit_bytes: int = DEFAULT_LIMIT_BYTES,
    roads: str | None = None,
) -> Problem:
    """Read a problem; raises a subclass of `InvalidInput`, or `Upstream` when roads give no answer.

    `roads` is the folder of road builds or the address of a road server, for days driven on roads.
    """
    data = read_bounded(path, limit_bytes)
    if not data.strip(_BLANK):
        raise UnreadableInput(
            f"Filen {path} är tom.", field=str(path), remedy="Välj en fil med en dag i, eller gör en på nytt."
        )
    if input_format is InputFormat.SKJUTS or (input_format is InputFormat.AUTO and _is_json(data)):
        return read_problem(data, travel_beside(path, roads))
    require_no_roads(roads)
    text = _as_text(data, path)
    chosen = detect_format(text) if input_format is InputFormat.AUTO else input_format.value
    return read_foreign(text, path.stem, chosen)


def _is_json(data: bytes) -> bool:
    return data[:1024].lstrip(_BLANK).startswith((b"{", b"["))


def _as_text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"Filen {path} är inte text i UTF-8.", field=str(path)) from None
