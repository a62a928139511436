"""Read a whole file, unless it is larger than agreed."""

from __future__ import annotations

from pathlib import Path

from skjuts.core.kernel.errors import TooLargeInput, UnreadableInput

DEFAULT_LIMIT_BYTES = 512 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def read_bounded(path: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> bytes:
    """The bytes of a file of at most `limit_bytes`.

    Raises `TooLargeInput`, before reading when the size is known, and `UnreadableInput` when the
    file is missing, closed to us or not a file. Pipes are read up to the limit.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > limit_bytes:
                raise _too_large(path, size, limit_bytes)
            data = file.read(limit_bytes + 1)
    except OSError as fault:
        raise UnreadableInput(
            f"Filen {path} går inte att läsa: {describe_fault(fault)}.", field=str(path)
        ) from None
    if len(data) > limit_bytes:
        raise _too_large(path, len(data), limit_bytes)
    return data


def describe_fault(fault: OSError) -> str:
    """What the operating system objects to, in Swedish where it is one of the usual faults."""
    for kind, text in _FAULTS:
        if isinstance(fault, kind):
            return text
    return (fault.strerror or "okänt fel").lower()


_FAULTS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "den finns inte"),
    (PermissionError, "rättigheter saknas"),
    (IsADirectoryError, "det är en mapp"),
    (NotADirectoryError, "en del av sökvägen är ingen mapp"),
)


def _too_large(path: Path, size: int, limit_bytes: int) -> TooLargeInput:
    return TooLargeInput(
        f"Filen {path} är minst {-(-size // _MEGABYTE)} MB; högst {limit_bytes // _MEGABYTE} MB läses.",
        field=str(path),
        remedy="Kontrollera att det är rätt fil, lägg restiderna i en egen matrisfil, eller höj gränsen.",
    )
