"""Charts: what is drawn is what was measured, the table says the same, and nothing lacks its basis."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.web.charts import (
    Bar,
    Basis,
    Caption,
    Change,
    ControlPoint,
    Drawing,
    Estimate,
    Picture,
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
from skjuts.web.charts.drawing import MARKED, choose_ticks, push_apart, room_for
from skjuts.web.gallery_charts import list_drawings

BASIS = Basis("resor", "mars 2016", "utan dialysresor", "påhittade tal")
CAPTION = Caption("T", "S", BASIS)
LONG = "fördelning mellan färdsätt, avstånd och slag av resa i hela regionen"
ROUNDING = 1.5
"""Places are whole steps: two of them may each be half a step off."""


def whole(value: float) -> str:
    """A number without decimals."""
    return f"{value:.0f}"


def lines(*values: float | None) -> Drawing:
    """One line over as many moments as there are values."""
    moments = [str(k) for k in range(len(values))]
    return draw_lines(CAPTION, moments=moments, series=[Series("A", values)], write=whole)


def control(*values: float | None, **changed: str) -> Drawing:
    """A control chart with limits 80 to 120; `changed` names changes as `k3="ny taxa"`."""
    points = [
        ControlPoint(
            f"m{k}",
            value,
            100,
            80,
            120,
            signal="utanför" if value is not None and not 80 <= value <= 120 else "",
            change=changed.get(f"k{k}", ""),
        )
        for k, value in enumerate(values)
    ]
    return draw_control(CAPTION, points=points, write=whole)


def waterfall(start: int, *changes: Change) -> Drawing:
    """A waterfall whose end follows from its changes."""
    end = start + sum(change.value for change in changes)
    return draw_waterfall(
        CAPTION,
        start=Total("före", start),
        changes=changes,
        end=Total("efter", end),
        write=whole,
        columns=("Vad", "Belopp", "Intervall"),
    )


@pytest.mark.parametrize("field", ["unit", "period", "population", "source"])
def test_chart_without_its_basis_cannot_be_made(field: str) -> None:
    """A figure that does not say what it is of cannot be judged by its reader."""
    with pytest.raises(ValueError, match=field):
        replace(BASIS, **{field: " "})


@pytest.mark.parametrize("drawing", list_drawings(), ids=lambda one: one.caption.title)
def test_every_kind_of_chart_keeps_its_words_inside_in_both_widths(drawing: Drawing) -> None:
    """Words that are cut off at the edge of a telephone are not read."""
    for picture in (drawing.wide, drawing.slim):
        for label in picture.labels:
            room = room_for([label.text]) - 10
            left = label.x - {"start": 0, "middle": room / 2, "end": room}[label.anchor]
            assert left >= -1, label
            assert left + room <= picture.width + 1, label
            assert 10 <= label.y <= picture.height, label


@pytest.mark.parametrize("drawing", list_drawings(), ids=lambda one: one.caption.title)
def test_every_kind_of_chart_has_a_table_with_as_many_cells_as_heads(drawing: Drawing) -> None:
    """The table is the chart for those who do not see it."""
    assert drawing.table.rows
    assert all(len(row) == len(drawing.table.columns) for row in drawing.table.rows)


@pytest.mark.parametrize(
    ("low", "high"), [(0, 7), (0, 980), (-31.5, 9.8), (0, 0), (3, 3), (0, 0.004), (0, 1e7)]
)
def test_ticks_are_round_evenly_apart_and_hold_the_values(low: float, high: float) -> None:
    """An axis that cuts the values off, or has crooked numbers, misleads."""
    ticks = choose_ticks(low, high, write=repr)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 9
    steps = {round(after - before, 9) for before, after in pairwise(ticks)}
    assert len(steps) == 1


@pytest.mark.parametrize("most", [1.0, 2.0, 3.0])
def test_ticks_of_a_few_whole_things_are_never_written_twice(most: float) -> None:
    """Three questions on a scale of 0, 0, 1, 1 look like a fault in the figures."""
    written = [whole(tick) for tick in choose_ticks(0.0, most, write=whole)]
    assert len(written) == len(set(written)) >= 2


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_places_pushed_apart_lie_apart_and_inside_in_their_order(places: list[int]) -> None:
    """Two names on each other are no names."""
    moved = push_apart(places, 16, most=300)
    order = sorted(range(len(places)), key=lambda k: places[k])
    assert all(moved[after] - moved[before] >= 16 for before, after in pairwise(order))
    assert max(moved) <= 300


def test_line_with_a_missing_value_has_a_gap_and_no_zero() -> None:
    """Not measured is not nothing."""
    drawing = lines(10, None, 30, 20)
    for picture in (drawing.wide, drawing.slim):
        assert picture.curves[0].path.count("M") == 2
        assert len(picture.dots) == 3
    assert drawing.table.rows[1] == ("1", "–")


def test_line_heights_are_proportional_to_the_values() -> None:
    """The eye reads heights."""
    ground, ten, twenty = (dot.y for dot in lines(0, 10, 20).wide.dots)
    assert ground - twenty == pytest.approx(2 * (ground - ten), abs=ROUNDING)


def test_line_of_one_month_is_drawn_as_a_point() -> None:
    """A new measure has one month, and its page must not fall."""
    assert len(lines(7).slim.dots) == 1


def test_interval_of_a_line_is_a_band_and_stands_in_the_table() -> None:
    """What is not settled yet must look so, and be told."""
    series = Series("A", (10, 12, None), (None, 9, None), (None, 15, None))
    drawing = draw_lines(CAPTION, moments=["a", "b", "c"], series=[series], write=whole)
    assert len(drawing.wide.areas) == 1
    assert drawing.table.rows[1] == ("b", "12 (9 – 15)")


def test_control_chart_marks_signals_by_sign_and_by_words() -> None:
    """Colour alone says nothing to many readers, and nothing on a grey copy."""
    drawing = control(100, 95, 141, 104)
    assert [dot.series for dot in drawing.wide.dots] == [1, 1, MARKED, 1]
    assert [row[-1] for row in drawing.table.rows] == ["–", "–", "utanför", "–"]
    assert [label.text for label in drawing.wide.labels if label.strong] == ["141"]


def test_control_chart_draws_limits_anew_at_a_known_change_and_names_it() -> None:
    """Limits over a known change of rules would hide what it did."""
    drawing = control(100, 95, 104, 99, k2="ny taxa")
    assert [line.kind for line in drawing.wide.lines].count("change") == 1
    assert [line.kind for line in drawing.wide.lines].count("limit") == 4
    assert any(label.text == "ny taxa" for label in drawing.slim.labels)


def test_control_chart_shades_missing_months_instead_of_joining_over_them() -> None:
    """A line across months without figures is an invention."""
    drawing = control(100, None, None, 99)
    assert len(drawing.wide.areas) == 1
    assert drawing.wide.curves[0].path.count("M") == 2
    assert any(label.text == "saknas" for label in drawing.wide.labels)


def test_waterfall_that_does_not_add_up_is_refused() -> None:
    """A waterfall that leaks explains nothing."""
    with pytest.raises(ValueError, match="lead from"):
        draw_waterfall(
            CAPTION,
            start=Total("före", 100),
            changes=[Change("antal", 10)],
            end=Total("efter", 111),
            write=whole,
            columns=("Vad", "Belopp", "Intervall"),
        )


@given(st.integers(1, 10**9), st.lists(st.integers(-(10**8), 10**8), max_size=7))
def test_waterfall_bars_begin_where_the_one_before_ended(start: int, moves: list[int]) -> None:
    """The eye follows the steps from the first total to the last."""
    drawing = waterfall(start, *(Change(f"skäl {k}", move) for k, move in enumerate(moves)))
    for picture in (drawing.wide, drawing.slim):
        links = [line for line in picture.lines if line.kind == "link"]
        assert len(links) == len(moves) + 1
        steps = [box for box in picture.boxes if box.series]
        for box, before, after in zip(steps, links, links[1:], strict=False):
            ends = {box.x, box.x + box.width}
            assert min(abs(end - before.x1) for end in ends) <= 1
            assert min(abs(end - after.x1) for end in ends) <= 1


def test_waterfall_of_small_changes_has_points_for_totals_and_says_where_its_axis_begins() -> None:
    """A bar that is cut off tells a lie by its length."""
    drawing = waterfall(33_300, Change("antal", -400), Change("pris", 500))
    assert all(box.series for box in drawing.wide.boxes)
    assert len(drawing.wide.dots) == 2
    assert any("Axeln börjar vid" in label.text for label in drawing.wide.labels)


def test_waterfall_tells_up_and_down_apart_without_colour() -> None:
    """On a grey copy a rise and a fall must not look the same."""
    drawing = waterfall(1000, Change("antal", -400, -500, -300), Change("pris", 500))
    down, up = (box for box in drawing.wide.boxes if box.series)
    assert (down.pattern, up.pattern) == ("stripes", "")
    assert drawing.table.rows[1] == ("antal", "-400", "-500 – -300")
    assert drawing.table.rows[2] == ("pris", "+500", "–")


def test_long_name_is_broken_into_lines_that_keep_every_word() -> None:
    """Swedish reasons are long, and telephones narrow."""
    drawing = waterfall(1000, Change(LONG, 300))
    for picture in (drawing.wide, drawing.slim):
        written = [
            label for label in picture.labels if label.text and label.text in LONG and not label.strong
        ]
        assert len(written) > 1
        assert " ".join(label.text for label in written) == LONG


def test_stacked_parts_add_up_to_the_column_and_touch_each_other() -> None:
    """A gap or an overlap between parts is a figure that is not there."""
    parts = [Series("A", (10, 33)), Series("B", (20, 33)), Series("C", (5, 33))]
    drawing = draw_stacked(CAPTION, moments=["a", "b"], parts=parts, write=whole)
    first, second = drawing.wide.boxes[:3], drawing.wide.boxes[3:]
    for column in (first, second):
        assert all(below.y == above.y + above.height for below, above in pairwise(column))
    assert [row[-1] for row in drawing.table.rows] == ["35", "99"]
    assert len({box.pattern for box in first}) == 3


def test_stacked_month_with_a_missing_part_has_no_column_and_no_total() -> None:
    """Half a column looks like a month that fell."""
    parts = [Series("A", (10, None, 12)), Series("B", (20, 21, 22))]
    drawing = draw_stacked(CAPTION, moments=["a", "b", "c"], parts=parts, write=whole)
    assert len(drawing.wide.boxes) == 4
    assert drawing.table.rows[1] == ("b", "–", "21", "–")


def test_stacked_refuses_more_parts_than_can_be_told_apart() -> None:
    """Six patterns are none."""
    parts = [Series(str(k), (1,)) for k in range(6)]
    with pytest.raises(ValueError, match="told apart"):
        draw_stacked(CAPTION, moments=["a"], parts=parts, write=whole)


def test_strip_has_a_dot_for_each_unit_and_marks_only_the_own() -> None:
    """The own unit is found at once, and no two dots hide each other."""
    units = [UnitValue(f"e{k}", value) for k, value in enumerate((4, 4, 4, 5, 9))]
    drawing = draw_strip(CAPTION, units=units, own="e3", write=whole, columns=("Enhet", "Värde"))
    assert len({(dot.x, dot.y) for dot in drawing.slim.dots}) == 5
    assert [dot.series for dot in drawing.slim.dots].count(MARKED) == 1
    assert any(label.text == "e3 5" for label in drawing.slim.labels)
    with pytest.raises(ValueError, match="no such unit"):
        draw_strip(CAPTION, units=units, own="annan", write=whole, columns=("Enhet", "Värde"))


def test_small_multiples_share_one_scale() -> None:
    """The same height must mean the same in every panel."""
    panels = [Series("A", (10, 20)), Series("B", (10, 40)), Series("C", (20, 20)), Series("D", (5, 10))]
    drawing = draw_multiples(CAPTION, moments=["a", "b"], panels=panels, write=whole)
    for picture in (drawing.wide, drawing.slim):
        heights = [_height_of_last(curve.path, picture, k) for k, curve in enumerate(picture.curves)]
        assert heights[1] == pytest.approx(2 * heights[0], abs=ROUNDING)
        assert heights[0] == pytest.approx(heights[2], abs=ROUNDING)


def _height_of_last(path: str, picture: Picture, panel: int) -> int:
    """How far above its own zero line the last value of a panel lies."""
    zeros = [line.y1 for line in picture.lines if line.kind == "zero"]
    return zeros[panel] - int(path.rsplit(" ", 1)[1])


def test_bar_lengths_are_proportional_and_begin_at_zero() -> None:
    """A bar that does not begin at zero exaggerates."""
    drawing = draw_bars(
        CAPTION, bars=[Bar("a", 10), Bar("b", 5), Bar("c", -5)], write=whole, columns=("Vad", "Antal")
    )
    ten, five, below = drawing.wide.boxes
    assert ten.width == pytest.approx(2 * five.width, abs=ROUNDING)
    assert below.x + below.width == five.x
    assert drawing.table.rows == (("a", "10"), ("b", "5"), ("c", "-5"))


def test_interval_holds_its_estimate_and_shows_the_line_of_no_difference() -> None:
    """Whether the interval holds zero is what the reader asks."""
    drawing = draw_intervals(
        CAPTION, estimates=[Estimate("a", -3, -1, 1)], write=whole, columns=("Mått", "Värde", "Intervall")
    )
    picture = drawing.wide
    (reference,) = [line for line in picture.lines if line.kind == "reference"]
    low, high = map(int, re.match(r"M(\d+) \d+H(\d+)", picture.curves[0].path).groups())  # type: ignore[union-attr]
    assert low < picture.dots[0].x < reference.x1 < high
    assert drawing.table.rows == (("a", "-1", "-3 – 1"),)


@pytest.mark.parametrize(
    ("ore", "unit", "written"),
    [
        (123_456_789_00, "miljoner kronor", "123,5"),
        (2_480_000_00, "miljoner kronor", "2,48"),
        (812_300_00, "tusen kronor", "812"),
        (99_999_00, "kronor", "99\u202f999"),
        (-2_480_000_00, "miljoner kronor", "\u22122,48"),
    ],
)
def test_amounts_have_one_unit_over_a_chart(ore: int, unit: str, written: str) -> None:
    """An axis that changes from thousands to millions is misread."""
    amounts = choose_amounts([ore, 1_00])
    assert amounts.unit == unit
    assert amounts.write(ore) == written
    assert amounts.write(-1) == "0" if unit == "kronor" else not amounts.write(-1).startswith("\u2212")
