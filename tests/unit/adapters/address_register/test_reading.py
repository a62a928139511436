"""A register in CSV: what gets in, what is left out and why. All names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.adapters.address_register import check_register, load_register
from skjuts.core.kernel.errors import InvalidField, SkjutsError, TooLargeInput, UnreadableInput
from skjuts.core.network.addresses import search_addresses

HEADER = "id;namn;slag;kommun;ort;n;e;andra_namn;hor_till;anvandning"
GOOD_ROWS = [
    "e1;Entré A;entré;Nordmark;Östnäs;6989134,048;348083,148;;u1;",
    "u1;Östnäs sjukhus;enhet;Nordmark;Östnäs;6989134.048;348083.148;Lasarettet|ÖS;;120",
    "a1;Storgatan 1;adress;Nordmark;Östnäs;7005700.0;481600.0;;;",
    "a2;Storgatan 2;adress;Nordmark;Östnäs;7005710.0;481610.0;;;",
]


def _write(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def test_a_sound_register_when_read_then_everything_in_it_can_be_found(tmp_path: Path) -> None:
    """Children may stand before their parents, and decimals may have a comma."""
    index, report = load_register(_write(tmp_path, *GOOD_ROWS))
    assert (report.accepted, report.rejected, len(index)) == (4, 0, 4)
    entrance = search_addresses(index, "lasarettet entré a")[0]
    assert (entrance.id, entrance.parent) == ("e1", "Östnäs sjukhus")
    assert (entrance.point.lat, entrance.point.lon) == pytest.approx((63.0, 12.0), abs=1e-7)


def test_a_register_when_separated_by_commas_and_marked_by_a_spreadsheet_then_it_is_read_too(
    tmp_path: Path,
) -> None:
    """Spreadsheets write a mark before the first column and commas between."""
    path = _write(
        tmp_path,
        "a1,Storgatan 1,adress,Nordmark,7005700.0,481600.0",
        header="id,namn,slag,kommun,n,e",
        encoding="utf-8-sig",
    )
    index, report = load_register(path)
    assert (len(index), report.errors) == (1, [])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";Storgatan 3;adress;Nordmark;;7005700;481600;;;", "id"),
        ("a3;;adress;Nordmark;;7005700;481600;;;", "namn"),
        ("a3;Storgatan 3;villa;Nordmark;;7005700;481600;;;", "slag"),
        ("a3;Storgatan 3;adress;;;7005700;481600;;;", "kommun"),
        ("a3;Storgatan 3;adress;Nordmark;;norr;481600;;;", "n"),
        ("a3;Storgatan 3;adress;Nordmark;;nan;481600;;;", "n"),
        ("a3;Storgatan 3;adress;Nordmark;;63,18;14,63;;;", "n"),
        ("a3;Storgatan 3;adress;Nordmark;;481600;7005700;;;", "n"),
        ("a3;Storgatan 3;adress;Nordmark;;7005700;;;;", "e"),
        ("a3;Storgatan 3;adress;Nordmark;;7005700;481600;;;många", "anvandning"),
        ("a3;Storgatan 3;adress;Nordmark;;7005700;481600;;;" + "9" * 5000, "anvandning"),
        ("a1;Storgatan 3;adress;Nordmark;;7005700;481600;;;", "id"),
        ("e3;Entré C;entré;Nordmark;;7005700;481600;;saknas;", "hor_till"),
        ("e3;Entré C;entré;Nordmark;;7005700;481600;;e3;", "hor_till"),
        ("a3;Storgatan 3;adress;Nordmark;;7005700;481600;;;;;för;många", "sista"),
    ],
)
def test_a_row_when_something_is_wrong_then_it_is_left_out_with_line_and_column(
    tmp_path: Path, row: str, column: str
) -> None:
    """One bad row in a million must not stop the import, nor pass unseen."""
    index, report = load_register(_write(tmp_path, *GOOD_ROWS, row))
    assert len(index) == report.accepted == 4
    assert [(error.line, error.column) for error in report.errors] == [(6, column)]
    assert str(report.errors[0]).startswith(f"Rad 6, kolumn {column}: ")


def test_swapped_coordinates_when_met_then_the_message_says_so(tmp_path: Path) -> None:
    """It is the commonest mistake of all, and otherwise looks like nonsense."""
    report = check_register(_write(tmp_path, "a1;Storgatan 1;adress;Nordmark;;481600;7005700;;;"))
    assert "bytt plats" in report.errors[0].message


def test_a_dry_run_when_compared_with_the_import_then_they_report_the_same(tmp_path: Path) -> None:
    """Whoever tries first must know what will happen."""
    path = _write(tmp_path, *GOOD_ROWS, "x;;;;;;;;;", *GOOD_ROWS)
    assert check_register(path) == load_register(path)[1]


def test_many_bad_rows_when_reported_then_all_are_counted_and_the_first_thousand_told(tmp_path: Path) -> None:
    """A million error lines help nobody and fill the memory."""
    report = check_register(_write(tmp_path, *["x;;;;;;;;;"] * 1500))
    assert (report.rejected, len(report.errors)) == (1500, 1000)


@pytest.mark.parametrize(
    ("header", "encoding", "error"),
    [
        ("id;namn;slag;kommun;n", "utf-8", InvalidField),
        ("", "utf-8", InvalidField),
        (HEADER, "utf-16", UnreadableInput),
    ],
)
def test_a_file_when_it_is_no_register_then_it_is_refused_as_a_whole(
    tmp_path: Path, header: str, encoding: str, error: type[SkjutsError]
) -> None:
    """One clear sentence beats a million row errors."""
    with pytest.raises(error):
        check_register(_write(tmp_path, *GOOD_ROWS, header=header, encoding=encoding))


def test_a_file_when_in_an_older_encoding_then_the_remedy_is_told(tmp_path: Path) -> None:
    """Older systems write Latin-1, where every å is broken UTF-8."""
    with pytest.raises(UnreadableInput) as caught:
        load_register(_write(tmp_path, *GOOD_ROWS, encoding="latin-1"))
    assert "UTF-8" in caught.value.remedy


def test_a_file_when_it_is_not_there_then_it_is_one_error(tmp_path: Path) -> None:
    """A wrong path is the user's to mend."""
    with pytest.raises(UnreadableInput):
        check_register(tmp_path / "saknas.csv")


def test_a_file_when_too_large_then_it_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody picks the wrong file; the machine must survive it."""
    monkeypatch.setattr("skjuts.adapters.address_register.reading.LARGEST_FILE_BYTES", 10)
    with pytest.raises(TooLargeInput):
        load_register(_write(tmp_path, *GOOD_ROWS))
