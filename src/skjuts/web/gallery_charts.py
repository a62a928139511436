"""The charts of the component page: one of each, with invented figures that test their edges."""

from __future__ import annotations

from skjuts.web.charts import (
    Bar,
    Basis,
    Caption,
    Change,
    ControlPoint,
    Drawing,
    Estimate,
    Series,
    Total,
    UnitValue,
    choose_amounts,
    draw_bars,
    draw_control,
    draw_intervals,
    draw_lines,
    draw_multiples,
    draw_stacked,
    draw_strip,
    draw_waterfall,
)
from skjuts.web.formatting import format_number

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
COUNTS = (812, 798, 840, 775, 829, 801, 786, 819, 805, 833, None, None, 790, 822, 808, 941, 815, 797)
OUTLIER = COUNTS.index(941)
LATER = (655, 671, 640, 662, 629, 668)


def list_drawings() -> tuple[Drawing, ...]:
    """Every kind of chart."""
    return (
        _lines(),
        _control(),
        _waterfall(),
        _small_changes(),
        _stacked(),
        _multiples(),
        _strip(),
        _bars(),
        _changes(),
    )


def _whole(value: float) -> str:
    return format_number(value, "sv")


def _percent(value: float) -> str:
    return f"{format_number(value, 'sv', 1)} %"


def _basis(unit: str, period: str = "januari till december 2025") -> Basis:
    return Basis(unit, period, "utan dialysresor, utan asylboenden", "påhittade tal", "bokfört")


def _lines() -> Drawing:
    pooled = (410, 425, 431, 470, 502, 488, None, 530, 574, 602, 655, 690)
    settled: tuple[None, ...] = (None,) * 9
    return draw_lines(
        Caption(
            "Resor per månad",
            "Samordnade resor har ökat från 410 till 690 i månaden medan ensamresorna minskat. De tre sista "
            "månaderna väntar på fakturor och har ett intervall.",
            _basis("resor"),
        ),
        moments=MONTHS,
        series=(
            Series("Samordnade", pooled, (*settled, 580, 611, 624), (*settled, 624, 699, 756)),
            Series("Ensamma", (980, 955, 940, 902, 880, 861, None, 840, 790, 762, 715, 688)),
            Series("Bomkörningar", (61, 58, 66, 49, 52, 47, None, 44, 41, 43, 39, 36)),
        ),
        write=_whole,
    )


def _control() -> Drawing:
    moments = [f"{month} {year}" for year in ("2024", "2025") for month in MONTHS]
    return draw_control(
        Caption(
            "Resor med taxi ensam, per månad",
            "April 2025 ligger utanför gränserna. Nivån sjönk när reglerna skärptes i juli 2025; därefter är "
            "ingen månad mer än slumpen.",
            _basis("resor", "januari 2024 till december 2025"),
        ),
        points=[
            *(ControlPoint(moments[k], value, 811, 718, 904) for k, value in enumerate(COUNTS[:OUTLIER])),
            ControlPoint(moments[OUTLIER], COUNTS[OUTLIER], 811, 718, 904, signal="utanför gränserna"),
            *(ControlPoint(moments[k], COUNTS[k], 811, 718, 904) for k in range(OUTLIER + 1, len(COUNTS))),
            ControlPoint(moments[len(COUNTS)], LATER[0], 654, 595, 713, change="skärpta regler"),
            *(
                ControlPoint(moments[k], one, 654, 595, 713, value_low=one - 3 * k, value_high=one + 3 * k)
                for k, one in enumerate(LATER[1:], start=len(COUNTS) + 1)
            ),
        ],
        write=_whole,
    )


def _waterfall() -> Drawing:
    amounts = choose_amounts([3_480_000_00])
    return draw_waterfall(
        Caption(
            "Varför kostnaden ändrades",
            "Kostnaden steg med 0,40 miljoner kronor. Resorna blev färre, men längre och dyrare.",
            _basis(amounts.unit, "mars 2025 mot mars 2024"),
        ),
        start=Total("Mars 2024", 2_480_000_00),
        changes=(
            Change("antal resor", -420_000_00, -510_000_00, -330_000_00),
            Change("fördelning mellan färdsätt, avstånd och slag", 310_000_00, 240_000_00, 380_000_00),
            Change("resornas längd", 205_000_00, 150_000_00, 260_000_00),
            Change("samordning", -60_000_00, -110_000_00, -10_000_00),
            Change("avtalens index", 95_000_00),
            Change("pris utöver index", 270_000_00, 190_000_00, 350_000_00),
        ),
        end=Total("Mars 2025", 2_880_000_00, 2_790_000_00, 2_990_000_00),
        write=amounts.write,
        columns=("Vad", "Kostnad och ändring", "95 % intervall"),
    )


def _small_changes() -> Drawing:
    amounts = choose_amounts([33_900_000_00])
    return draw_waterfall(
        Caption(
            "Årets kostnad mot förra årets",
            "Kostnaden steg med 0,6 miljoner kronor. Ändringarna är små: axeln börjar inte vid noll.",
            _basis(amounts.unit, "2025 mot 2024"),
        ),
        start=Total("2024", 33_300_000_00),
        changes=(
            Change("antal resor", -1_400_000_00),
            Change("resornas längd", 1_100_000_00),
            Change("avtalens index", 900_000_00),
        ),
        end=Total("2025", 33_900_000_00),
        write=amounts.write,
        columns=("Vad", "Kostnad och ändring", "95 % intervall"),
    )


def _stacked() -> Drawing:
    return draw_stacked(
        Caption(
            "Resor per månad och färdsätt",
            "Sjukreselinjen har vuxit medan taxi ensam minskat. November saknas.",
            _basis("resor"),
        ),
        moments=MONTHS,
        parts=(
            Series("Taxi ensam", (980, 955, 940, 902, 880, 861, 799, 840, 790, 762, None, 688)),
            Series("Samordnad taxi", (410, 425, 431, 470, 502, 488, 380, 530, 574, 602, None, 690)),
            Series("Sjukreselinje", (120, 118, 140, 150, 161, 158, 90, 180, 196, 214, None, 240)),
            Series("Liggande", (38, 41, 36, 44, 39, 35, 31, 40, 42, 37, None, 36)),
        ),
        write=_whole,
    )


def _multiples() -> Drawing:
    places = (
        ("Östersund", (212, 218, 209, 221, 230, 226, 181, 219, 233, 240, 238, 244)),
        ("Åre", (88, 84, 91, 79, 83, 80, 71, 86, 82, 85, 79, 81)),
        ("Härjedalen", (131, 128, 135, 140, 144, 139, 110, 142, 149, 151, 155, 160)),
        ("Strömsund", (96, 99, 94, 90, 97, None, 80, 92, 95, 91, 96, 93)),
        ("Krokom", (71, 69, 75, 77, 73, 70, 61, 74, 78, 76, 80, 79)),
        ("Ragunda, Bräcke och Berg tillsammans", (118, 120, 117, 115, 122, 119, 99, 121, 118, 120, 116, 119)),
    )
    return draw_multiples(
        Caption(
            "Resor per tusen invånare",
            "I Härjedalen har resorna ökat varje kvartal; i övriga kommuner syns ingen ändring.",
            _basis("resor per tusen invånare"),
        ),
        moments=MONTHS,
        panels=[Series(name, values) for name, values in places],
        write=_whole,
        reference=120,
    )


def _strip() -> Drawing:
    values = (4.1, 4.4, 4.5, 4.6, 5.0, 5.1, 5.2, 5.2, 5.3, 5.9, 6.0, 6.4, 6.5, 7.1, 7.7, 9.8, 11.2)
    units = [UnitValue(f"Enhet {k}", value) for k, value in enumerate(values, start=1)]
    return draw_strip(
        Caption(
            "Intyg som ändrades i efterhand, per enhet",
            "Medicinmottagningen ändrade 8,3 % av intygen; hälften av enheterna ändrade färre än 5,6 %.",
            _basis("procent av intygen"),
        ),
        units=[*units, UnitValue("Medicinmottagningen", 8.3)],
        own="Medicinmottagningen",
        write=_percent,
        columns=("Enhet", "Ändrade intyg"),
    )


def _bars() -> Drawing:
    return draw_bars(
        Caption(
            "Utfärdare per enhet",
            "Avdelning 204 har flest som får utfärda intyg.",
            Basis("personer", "1 december 2025", "enheter med utfärdare", "påhittade tal"),
        ),
        bars=(
            Bar("Avdelning 204", 14),
            Bar("Medicinmottagningen", 9),
            Bar("Dialysen", 6),
            Bar("Ortopeden", 2),
        ),
        write=_whole,
        columns=("Enhet", "Utfärdare"),
    )


def _changes() -> Drawing:
    return draw_intervals(
        Caption(
            "Förändring sedan utbildningen infördes",
            "Intygen med fel färdsätt minskade; för väntetiden går ingen skillnad att se.",
            _basis("procent", "oktober 2024 till september 2025"),
        ),
        estimates=(
            Estimate("Fel färdsätt", -31.5, -24.2, -16.8),
            Estimate("Återkallade intyg", -12.1, -6.4, -0.9),
            Estimate("Väntetid i telefon", -7.5, 1.2, 9.8),
        ),
        write=_percent,
        columns=("Mått", "Förändring", "95 % intervall"),
    )
