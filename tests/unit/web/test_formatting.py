"""Numbers, money, days and times look as a Swedish reader expects, and as an English one does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from skjuts.web import formatting

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formatting.format_number(12345.678, "sv", 1), "12\u202f345,7"),
        (formatting.format_number(-5, "sv"), "\u22125"),
        (formatting.format_number(12345.678, "en", 1), "12,345.7"),
        (formatting.format_share(0.125, "sv"), "12\u202f%"),
        (formatting.format_money(123_450, "sv"), "1\u202f234,50\u00a0kr"),
        (formatting.format_money(123_450, "en", whole=True), "SEK\u00a01,234"),
        (formatting.format_distance(7_420, "sv"), "7,4\u00a0km"),
        (formatting.format_distance(74_200, "sv"), "74\u00a0km"),
        (formatting.format_duration(2_700, "sv"), "45\u00a0min"),
        (formatting.format_duration(7_500, "sv"), "2\u00a0tim 5\u00a0min"),
        (formatting.format_duration(7_200, "en"), "2\u00a0h"),
        (formatting.format_day(DAY, "sv"), "fredag 20 november 2026"),
        (formatting.format_day(DAY, "en"), "Friday 20 November 2026"),
        (formatting.format_date(DAY, "sv"), "20 november 2026"),
        (formatting.format_short_date(DAY, "sv"), "2026-11-20"),
        (formatting.format_clock(time(8, 15), "sv"), "kl.\u00a008.15"),
        (formatting.format_clock(time(8, 15), "en"), "08:15"),
        (formatting.format_time(time(8, 15), "sv"), "08.15"),
        (
            formatting.format_moment(datetime(2026, 11, 20, 8, 15, tzinfo=UTC), "sv"),
            "20 november 2026 kl.\u00a008.15",
        ),
        (formatting.format_week(DAY, "sv"), "v.\u00a047"),
    ],
)
def test_value_when_written_follows_the_readers_custom(written: str, expected: str) -> None:
    """A wrong separator turns 1,234 kronor into 1.234."""
    assert written == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kommunallagen 13 kap. 5 § här", "kommunallagen 13\u00a0kap.\u00a05\u00a0§ här"),
        ("lag 1991:419 2 och 3 §§", "lag 1991:419 2 och 3\u00a0§§"),
        ("den 22 november 2026", "den 22\u00a0november 2026"),
        ("on 22 November 2026", "on 22\u00a0November 2026"),
        ("Du får göra 2 enkla resor, 3 mars.", "Du får göra 2 enkla resor, 3\u00a0mars."),
    ],
)
def test_text_when_it_names_law_or_day_keeps_them_on_one_line(text: str, expected: str) -> None:
    """A lone § at the beginning of a line is read as something else."""
    assert formatting.hold_together(text) == expected
