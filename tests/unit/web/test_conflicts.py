"""Two windows changed one form: ticks and times are compared and joined as single values are."""

from __future__ import annotations

import datetime as dt

from skjuts.web import fields
from skjuts.web.conflicts import recall, remember, weigh


class NeedsForm(fields.PageForm):
    """Ticks, a time and a line."""

    needs = fields.CheckboxesField(
        label="Behov", choices=(("walker", "Rollator"), ("oxygen", "Syrgas")), required=False
    )
    clock = fields.ClockField(label="Tid", required=False)
    note = fields.TextField(label="Rad", required=False)


def fill(**told: object) -> NeedsForm:
    """A valid form."""
    form = NeedsForm(told)
    assert form.is_valid()
    return form


BEFORE = recall(remember({"needs": ["walker"], "clock": dt.time(8, 15), "note": ""}))


def test_ticks_when_untouched_then_take_what_was_saved() -> None:
    """Whoever did not touch the ticks does not undo another's."""
    weighed = weigh(
        fill(needs=["walker"], clock="8.15", note="mitt"),
        before=BEFORE,
        theirs={"needs": ["walker", "oxygen"], "clock": dt.time(8, 15), "note": ""},
    )
    assert weighed.asked == ()
    assert weighed.values == {"needs": "oxygen,walker", "clock": "08.15", "note": "mitt"}


def test_ticks_when_both_changed_then_both_sides_are_named() -> None:
    """The reader chooses between words, and an empty side says that it is empty."""
    weighed = weigh(
        fill(needs=[], clock="8.15", note=""),
        before=BEFORE,
        theirs={"needs": ["oxygen"], "clock": dt.time(8, 15), "note": ""},
    )
    [asked] = weighed.asked
    assert (asked.mine, asked.theirs, asked.theirs_value) == ("(tomt)", "Syrgas", "oxygen")


def test_ticks_when_a_conflict_was_settled_then_are_read_from_one_value() -> None:
    """What the choice sends is what the form would have sent."""
    assert fill(needs=["oxygen,walker"]).cleaned_data["needs"] == ["oxygen", "walker"]


def test_times_when_written_another_way_then_are_no_change() -> None:
    """8.15 and 08:15 are the same moment."""
    same = {"needs": ["walker"], "clock": dt.time(8, 15), "note": ""}
    assert weigh(fill(needs=["walker"], clock="08:15", note=""), before=BEFORE, theirs=same).asked == ()
