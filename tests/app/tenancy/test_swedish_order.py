"""Swedish order in the database and in Python is one order."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from skjuts.apps.tenancy.swedish_order import swedish_key

pytestmark = pytest.mark.django_db

NAMES = ["Östersund", "Älvros", "Åre", "Zinkgruvan", "Ede", "Édith", "Alsen", "ånge", "Ytterån"]


def keys(values: list[str]) -> list[str]:
    """What SQL's sv_sort makes of the texts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select sv_sort(value) from unnest(%s::text[]) with ordinality as t(value, n) order by n",
            [values],
        )
        return [row[0] for row in cursor.fetchall()]


def test_names_when_sorted_in_the_database_stand_as_in_a_swedish_register() -> None:
    """Å, Ä, Ö come last, in that order; an accent changes nothing."""
    by_key = dict(zip(NAMES, keys(NAMES), strict=True))
    assert sorted(NAMES, key=by_key.__getitem__) == [
        "Alsen", "Ede", "Édith", "Ytterån", "Zinkgruvan", "ånge", "Åre", "Älvros", "Östersund",
    ]  # fmt: skip


@trying(max_examples=50, deadline=None)
@given(st.lists(st.text("abcxyzåäöÅÄÖéÈüÆøñ -", max_size=12), max_size=8))
def test_key_when_made_by_sql_and_by_python_is_the_same(values: list[str]) -> None:
    """A list sorted by the page and one sorted by the database must not differ."""
    assert keys(values) == [swedish_key(one) for one in values]
