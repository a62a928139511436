"""A travel matrix in a file: two layers of unsigned whole numbers, read where they lie on disk.

Layout: the eight bytes `SKJUTSM1`, the header's length in bytes (unsigned 32 bits, little-endian),
the header (JSON, padded with spaces so that what follows begins at a multiple of 64), the seconds,
then the metres, each places × places row by row, little-endian. Metres are stored in steps of
`unit_m`, rounded to the nearest; the largest number stands for "no road".
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.atomic_file import replacing
from skjuts.adapters.roads.errors import BrokenMatrixFile, MatrixTooLong
from skjuts.core.kernel.errors import UnknownReference, UnreadableInput, UnsupportedVersion
from skjuts.core.network.errors import ProfileMissing
from skjuts.core.network.travel_times import NO_ROAD, Legs, Point, Profile, Provenance

MAGIC = b"SKJUTSM1"
VERSION = 1
ALIGNMENT = 64
MAX_HEADER_BYTES = 100_000_000
ROWS_PER_BLOCK = 256

type NumberType = Literal["uint16", "uint32"]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds. `points` are (lat, lon) in the order of rows and columns."""

    version: int
    dtype: NumberType
    unit_m: int
    profile: Profile
    source: str
    build_id: str
    is_estimate: bool
    points: list[tuple[float, float]]


def write_matrix_file(
    path: Path, points: Sequence[Point], legs: Legs, *, dtype: NumberType, unit_m: int, profile: Profile
) -> None:
    """Write legs between all `points` (shape (points, points, 2)); an existing file is replaced whole.

    Seconds are stored as they are; metres in steps of `unit_m` (10 lets 16 bits reach 655 km).
    Raises `MatrixTooLong` when a figure does not fit, and writes nothing then.
    """
    header = Header(
        VERSION,
        dtype,
        unit_m,
        profile,
        legs.provenance.source,
        legs.provenance.build_id,
        legs.provenance.is_estimate,
        [(point.lat, point.lon) for point in points],
    )
    with replacing(path) as file:
        _write_header(file, header)
        for layer, unit in enumerate((1, unit_m)):
            for first in range(0, len(points), ROWS_PER_BLOCK):
                file.write(_stored(legs.array[first : first + ROWS_PER_BLOCK, :, layer], unit, dtype))


def _write_header(file: BinaryIO, header: Header) -> None:
    text = msgspec.json.encode(header)
    start = len(MAGIC) + 4
    text += b" " * (-(start + len(text)) % ALIGNMENT)
    file.write(MAGIC + len(text).to_bytes(4, "little") + text)


def _stored(figures: NDArray[np.int32], unit: int, dtype: NumberType) -> bytes:
    missing = int(np.iinfo(dtype).max)
    steps = (figures.astype(np.int64) + unit // 2) // unit
    if steps.size and steps.max() >= missing:
        raise MatrixTooLong(
            f"Värdet {int(figures.max())} ryms inte i {dtype} med enheten {unit}.", field="dtype"
        )
    steps[figures == NO_ROAD] = missing
    return steps.astype(np.dtype(dtype).newbyteorder("<")).tobytes()


class MatrixFile:
    """The provider that looks legs up in a file. Knows only the file's own points and profile."""

    def __init__(self, path: Path) -> None:
        header, offset = _read_header(path)
        count = len(header.points)
        number = np.dtype(header.dtype).newbyteorder("<")
        expected = offset + 2 * count * count * number.itemsize
        if path.stat().st_size != expected:
            raise BrokenMatrixFile(
                f"Matrisfilen {path.name} är {path.stat().st_size} byte men ska vara {expected}."
            )
        self._header = header
        self._index = {Point(*point): position for position, point in enumerate(header.points)}
        self._layers = np.memmap(path, dtype=number, mode="r", offset=offset, shape=(2, count, count))

    @property
    def points(self) -> list[Point]:
        """The points of the file, in order."""
        return [Point(*point) for point in self._header.points]

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Look up every pair; see `TravelTimes.legs`. Raises `UnknownReference` for a point not in it."""
        if profile is not self._header.profile:
            raise ProfileMissing(profile)
        rows, columns = self._positions(sources), self._positions(targets)
        missing = np.iinfo(self._header.dtype).max
        array = np.empty((len(sources), len(targets), 2), dtype=np.int32)
        for layer, unit in enumerate((1, self._header.unit_m)):
            stored = self._layers[layer][np.ix_(rows, columns)]
            array[:, :, layer] = np.where(stored == missing, NO_ROAD, stored.astype(np.int64) * unit)
        header = self._header
        return Legs(array, Provenance(header.source, header.build_id, header.is_estimate))

    def _positions(self, points: Sequence[Point]) -> list[int]:
        try:
            return [self._index[point] for point in points]
        except KeyError as unknown:
            point: Point = unknown.args[0]
            raise UnknownReference(
                f"Punkten {point.lat:.5f}, {point.lon:.5f} finns inte i matrisfilen.",
                remedy="Räkna om matrisfilen med alla platser i underlaget.",
            ) from unknown


def _read_header(path: Path) -> tuple[Header, int]:
    start = len(MAGIC) + 4
    try:
        with path.open("rb") as file:
            opening = file.read(start)
            length = int.from_bytes(opening[len(MAGIC) :], "little")
            text = file.read(length) if length <= MAX_HEADER_BYTES else b""
    except OSError as unreadable:
        raise UnreadableInput(f"Matrisfilen {path.name} går inte att läsa.") from unreadable
    if not opening.startswith(MAGIC) or len(text) != length:
        raise BrokenMatrixFile(f"{path.name} är inte en hel matrisfil.")
    try:
        header = msgspec.json.decode(text, type=Header)
    except msgspec.MsgspecError as wrong:
        raise BrokenMatrixFile(f"Matrisfilen {path.name} har ett felaktigt huvud: {wrong}.") from wrong
    if header.version != VERSION:
        raise UnsupportedVersion(
            f"Matrisfilen {path.name} har version {header.version}; här läses {VERSION}."
        )
    return header, start + length
