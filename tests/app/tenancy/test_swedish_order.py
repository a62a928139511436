"""Swedish order in the database and in Python is one order."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from skjuts.apps.registry.models import Assignment, StaffMember, Unit
from skjuts.apps.tenancy.swedish_order import SwedishOrder, swedish_key

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


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (
            StaffMember.objects.order_by(SwedishOrder("family_name"), SwedishOrder("given_name"), "id"),
            "staff_member_by_name",
        ),
        (
            Assignment.objects.order_by(
                SwedishOrder("staff__family_name"), SwedishOrder("staff__given_name"), "id"
            ),
            "staff_member_by_name",
        ),
        (Unit.objects.order_by(SwedishOrder("name"), "id"), "unit_by_name"),
    ],
)
def test_page_in_swedish_order_when_the_register_is_large_is_read_from_an_index(
    rows: QuerySet[StaffMember] | QuerySet[Assignment] | QuerySet[Unit], index: str
) -> None:
    """Fifty of five thousand are read as fifty; here the database is told that reading all is dear."""
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_sort = off")
    assert index in rows[:50].explain()
