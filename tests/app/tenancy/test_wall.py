"""The wall between authorities, met with raw SQL: what the pages do right, the database must do too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from skjuts.apps.registry.models import Authority, CareProvider, Unit
from skjuts.apps.tenancy.scope import entering

pytestmark = pytest.mark.django_db

OPENED = dt.date(2026, 1, 1)


@pytest.fixture
def two_regions() -> tuple[Authority, Authority]:
    """Two authorities, with one care unit each."""
    made = []
    for slug in ("norr", "soder"):
        authority = Authority.objects.create(slug=slug, name=slug, kind="region", opened_on=OPENED)
        with entering(authorities=[authority.id]):
            Unit.objects.create(
                authority=authority, kind="care", name=f"Enhet {slug}", hsa_id=f"SE{slug}", opened_on=OPENED
            )
        made.append(authority)
    return made[0], made[1]


def save_at_once(unit: Unit) -> None:
    """Save, with the constraints looked at now instead of at the end of the transaction."""
    unit.save()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def raw_names() -> list[str]:
    """Every unit that the database shows."""
    with connection.cursor() as cursor:
        cursor.execute("select name from registry_unit order by name")
        return [row[0] for row in cursor.fetchall()]


def prepared_statements() -> str:
    """What this connection has prepared."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(statement, '; '), '') from pg_prepared_statements")
        return str(cursor.fetchone()[0])


def test_raw_sql_when_no_authority_is_entered_sees_nothing(two_regions: tuple[Authority, Authority]) -> None:
    """A forgotten scope shows an empty table, never everybody's."""
    assert raw_names() == []


def test_raw_sql_when_one_authority_is_entered_sees_only_its_rows(
    two_regions: tuple[Authority, Authority],
) -> None:
    """The wall is in the database, not in the query."""
    with entering(authorities=[two_regions[0].id]):
        assert raw_names() == ["Enhet norr"]


def test_centre_when_it_works_for_two_authorities_sees_both(two_regions: tuple[Authority, Authority]) -> None:
    """One centre may serve two regions in the same cars."""
    with entering(authorities=[one.id for one in two_regions]):
        assert raw_names() == ["Enhet norr", "Enhet soder"]


def test_prepared_statement_when_another_authority_is_entered_sees_that_ones_rows(
    two_regions: tuple[Authority, Authority],
) -> None:
    """A plan that the connection keeps asks who acts each time that it runs."""
    north, south = two_regions
    with entering(authorities=[north.id]):
        assert [raw_names() for _ in range(8)] == [["Enhet norr"]] * 8
    assert "registry_unit" in prepared_statements()
    with entering(authorities=[south.id]):
        assert raw_names() == ["Enhet soder"]
    assert raw_names() == []


def test_scope_when_an_inner_one_ends_is_as_before(two_regions: tuple[Authority, Authority]) -> None:
    """SET LOCAL outlives a savepoint, so the old value has to be put back."""
    with entering(authorities=[two_regions[0].id]):
        with entering(authorities=[two_regions[1].id]):
            assert raw_names() == ["Enhet soder"]
        assert raw_names() == ["Enhet norr"]
    assert raw_names() == []


def test_write_when_it_names_another_authority_is_refused(two_regions: tuple[Authority, Authority]) -> None:
    """Nobody plants rows behind the wall."""
    with (
        entering(authorities=[two_regions[0].id]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        CareProvider.objects.create(authority=two_regions[1], name="Fel", hsa_id="SE1")


def test_reference_when_it_crosses_authorities_is_refused(two_regions: tuple[Authority, Authority]) -> None:
    """Foreign keys ignore row-level security; the composite ones do not."""
    north, south = two_regions
    with entering(authorities=[north.id, south.id]):
        provider = CareProvider.objects.create(authority=south, name="Söders vård", hsa_id="SE2")
        stranger = Unit(
            authority=north,
            care_provider=provider,
            kind="care",
            name="Blandad",
            hsa_id="SE3",
            opened_on=OPENED,
        )
        with pytest.raises(IntegrityError, match="same_authority"), transaction.atomic():
            save_at_once(stranger)
