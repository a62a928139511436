"""Write a whole file or nothing."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from skjuts.adapters.files.reading import describe_fault
from skjuts.core.kernel.errors import InvalidField


def require_writable(path: Path) -> None:
    """Raise `InvalidField` when a file could not be written there; asked before long work begins."""
    folder = path.absolute().parent
    if path.is_dir():
        raise _unwritable(path, "det är en mapp")
    if not folder.is_dir():
        raise _unwritable(path, f"mappen {folder} finns inte")
    if not os.access(folder, os.W_OK):
        raise _unwritable(path, "rättigheter saknas")


def write_whole(path: Path, data: bytes) -> None:
    """Write through a temporary file in the same folder that then takes the name.

    Whatever happens, a file holds its old content or the whole new one. A device or a pipe is
    written straight to. Raises `InvalidField` when the file cannot be written.
    """
    require_writable(path)
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as fault:
        raise _unwritable(path, describe_fault(fault)) from None


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _unwritable(path: Path, why: str) -> InvalidField:
    return InvalidField(
        f"Filen {path} går inte att skriva: {why}.",
        field=str(path),
        remedy="Välj en mapp som finns och som du får skriva i.",
    )
