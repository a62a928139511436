"""Bad rows are refused with the row, the column and what to do; never with a traceback."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.kernel.errors import (
    DuplicateId,
    ImpossibleWindow,
    InvalidField,
    InvalidInput,
    MatrixHole,
    NegativeLoad,
    TooLargeInput,
    UnknownReference,
    UnreadableInput,
)
from skjuts.core.planning.formats.foreign import read_foreign
from tests.unit.planning.foreign.tiny_instances import FORMATS, read_tiny, spoil_line


@pytest.mark.parametrize(
    ("format_name", "line", "old", "new", "error", "field"),
    [
        ("cordeau", 1, "2 2 480 3 30", "2 2 480 3", UnreadableInput, "rad 1"),
        ("cordeau", 1, "2 2", "2 7", InvalidField, "rad 1, kolumn beställningar"),
        ("cordeau", 1, "2 2", "0 2", InvalidField, "rad 1, kolumn fordon"),
        ("cordeau", 1, "2 2", "999999999 2", TooLargeInput, "rad 1, kolumn fordon"),
        ("cordeau", 1, "480 3", "480 3.5", InvalidField, "rad 1, kolumn platser"),
        ("cordeau", 1, "480 3", "480 99999", InvalidField, "rad 1, kolumn platser"),
        ("cordeau", 1, "2 2", "1e999999999 2", InvalidField, "rad 1, kolumn fordon"),
        ("cordeau", 3, "3   1", "3  99999", InvalidField, "rad 3, kolumn last"),
        ("hdarp", 2, "480 2", "480 99999", InvalidField, "rad 2, kolumn sits"),
        ("cordeau", 3, "3.000", "tre", InvalidField, "rad 3, kolumn x"),
        ("cordeau", 3, "3.000", "nan", InvalidField, "rad 3, kolumn x"),
        ("cordeau", 3, "3.000", "1e9", InvalidField, "koordinater"),
        ("cordeau", 3, "1440", "-1", InvalidField, "rad 3, kolumn l"),
        ("cordeau", 3, "1440", "999999", InvalidField, "rad 3, kolumn l"),
        ("cordeau", 3, "1440", "1440 9", UnreadableInput, "rad 3"),
        ("cordeau", 4, "60    75", "75    60", ImpossibleWindow, "rad 4, kolumn e"),
        ("cordeau", 4, "60    75", "60.00001 60.00002", ImpossibleWindow, "rad 4, kolumn e"),
        ("cordeau", 2, "0   480", "480 0", ImpossibleWindow, "rad 2, kolumn e"),
        ("cordeau", 3, "3   1", "3  -1", NegativeLoad, "rad 3, kolumn last"),
        ("cordeau", 3, "3   1", "3   0", NegativeLoad, "rad 3, kolumn last"),
        ("cordeau", 5, "-1", "-2", InvalidField, "rad 5, kolumn last"),
        ("cordeau", 4, "2", "1", DuplicateId, "rad 4, kolumn id"),
        ("cordeau", 4, "2", "9", InvalidField, "rad 4, kolumn id"),
        ("hdarp", 3, "360 1 6 0 1", "360 1 6 0", UnreadableInput, "rad 3"),
        ("hdarp", 3, "360 1", "360 -1", InvalidField, "rad 3, kolumn vårdare"),
        ("hdarp", 1, "2 2", "90 2", UnreadableInput, "rad 2"),
        ("hdarp", 5, "30", "-30", InvalidField, "rad 5, kolumn åktid"),
        ("lilim", 1, "\t2", "\t0", InvalidField, "rad 1, kolumn fart"),
        ("lilim", 3, "\t4", "\t40", UnknownReference, "rad 3, kolumn lämnas"),
        ("lilim", 3, "\t0\t4", "\t0\t2", InvalidField, "rad 4, kolumn hämtas"),
        ("lilim", 3, "\t0\t4", "\t3\t0", InvalidField, "rad 3, kolumn hämtas"),
        ("sartori", 5, "SIZE: 5", "SIZE: 6", InvalidField, "rad 5, kolumn SIZE"),
        ("sartori", 10, "CAPACITY: 40", "CAPACITY: många", InvalidField, "rad 10, kolumn CAPACITY"),
        ("sartori", 10, "CAPACITY", "PLATSER", InvalidField, "CAPACITY"),
        ("sartori", 17, "EDGES", "KANTER", UnreadableInput, "EDGES"),
        ("sartori", 18, "0 4 7 9 12", "0 4 7 9", MatrixHole, "rad 18"),
        ("sartori", 18, "0 4", "0 -4", MatrixHole, "rad 18"),
        ("sartori", 18, "0 4", "0 inf", MatrixHole, "rad 18"),
        ("sartori", 18, "0 4", "0 x", InvalidField, "rad 18"),
        ("sartori", 22, "12 9 8 3 0", "", MatrixHole, "EDGES"),
    ],
)
def test_row_when_spoilt_is_refused_with_its_place(
    format_name: str, line: int, old: str, new: str, error: type[InvalidInput], field: str
) -> None:
    """The sender can mend the file without asking us."""
    with pytest.raises(error) as caught:
        read_foreign(spoil_line(read_tiny(format_name), line, old, new), "x", format_name)
    assert type(caught.value) is error
    assert caught.value.field == field
    assert caught.value.message.endswith(".")
    assert caught.value.remedy


@pytest.mark.parametrize("format_name", FORMATS)
def test_file_when_cut_anywhere_is_refused_or_read_whole(format_name: str) -> None:
    """Half a file is not half a day."""
    lines = read_tiny(format_name).splitlines()
    whole = {"cordeau": len(lines) - 1, "hdarp": len(lines) - 1, "sartori": len(lines) - 1}
    for count in range(whole.get(format_name, len(lines))):
        with pytest.raises(InvalidInput):
            read_foreign("\n".join(lines[:count]), "x", format_name)


@settings(max_examples=200, deadline=None)
@given(
    format_name=st.sampled_from(FORMATS),
    at=st.floats(0, 1),
    junk=st.text(st.sampled_from("0123456789.-e \n\tNODES:å\x00"), max_size=8),
)
def test_file_when_anything_is_put_in_is_read_or_refused(format_name: str, at: float, junk: str) -> None:
    """Whatever the file holds, the answer is a problem or an error that a person can act on."""
    text = read_tiny(format_name)
    cut = int(at * len(text))
    with suppress(InvalidInput):
        assert read_foreign(text[:cut] + junk + text[cut:], "x", format_name).requests
