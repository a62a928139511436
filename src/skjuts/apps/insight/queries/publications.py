"""Publications of open data: the authority's own, and those that everybody may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from skjuts.apps.insight.facts.open_data import Measures, OpenColumn, OpenTable, align_totals, form_table
from skjuts.apps.insight.models import Publication, PublicationStep
from skjuts.apps.insight.policies import require_read
from skjuts.apps.insight.queries.ledger import ORDINARY
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import entering
from skjuts.core.followup.months import Month, write_month
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.trip_warehouses import TripWarehouse

if TYPE_CHECKING:
    from skjuts.core.followup.population import Population

MONTH = OpenColumn("manad", "Månaden då resorna gjordes, ÅÅÅÅ-MM.", "string")
MODE = OpenColumn("fardsatt", "Färdsättet som kördes, med liggarens kod.", "string")
AREA = OpenColumn("kommun", "Resenärens hemkommun, fyrsiffrig kommunkod.", "string")
CATEGORY = OpenColumn("slag", "Varför resan gjordes, med liggarens kod.", "string")


def list_publications(actor: Actor) -> list[Publication]:
    """The authority's publications with their steps, the latest first."""
    require_read(actor)
    rows = Publication.objects.filter(authority_id=actor.authority_id).defer("tables")
    return list(rows.prefetch_related("steps"))


def get_publication(actor: Actor, publication_id: UUID) -> Publication:
    """One publication; raises NotFound."""
    require_read(actor)
    rows = Publication.objects.filter(authority_id=actor.authority_id, id=publication_id)
    found = rows.prefetch_related("steps").first()
    if found is None:
        raise NotFound
    return found


def form_tables(trips: TripWarehouse, first: Month, last: Month) -> list[OpenTable]:
    """The tables of a period, asked of the ledger: ordinary budget, dialysis with it, asylum not."""
    months = range(first, last + 1)
    by_mode = {
        (write_month(month), key): told
        for month in months
        for key, told in _measure(trips, ORDINARY.within(month, month), "travel_mode").items()
    }
    areas = _list_values(trips, ORDINARY.within(first, last), "area")
    by_area = {
        (area, key): told
        for area in areas
        for key, told in _measure(trips, _within(first, last, area), "category").items()
    }
    return align_totals(
        [
            form_table("resor-per-manad", "Sjukresor per månad och färdsätt", (MONTH, MODE), by_mode),
            form_table("resor-per-kommun", "Sjukresor per kommun och slag", (AREA, CATEGORY), by_area),
        ]
    )


def list_free(today: dt.date, authority: Authority | None = None) -> list[Publication]:
    """What everybody may read: published, not taken back, and its day has come. Without its tables."""
    with _entering(authority):
        return list(_free(today).filter(**_of(authority)).defer("tables").select_related("authority"))


def list_described(today: dt.date) -> list[Publication]:
    """The same with their tables, to describe what is in them."""
    with _entering(None):
        return list(_free(today).select_related("authority"))


def list_versions(today: dt.date, authority: Authority, name: str) -> list[Publication]:
    """The versions of a set that everybody has been able to read, those taken back with them."""
    with _entering(authority):
        rows = _ever_free(today).filter(authority=authority, name=name).order_by("-version")
        return list(rows.prefetch_related("steps").select_related("authority"))


def get_free_table(
    today: dt.date, authority: Authority, name: str, version: int, table: str
) -> tuple[Publication, OpenTable]:
    """A published table, for anybody. Raises NotFound."""
    with _entering(authority):
        found = _free(today).filter(authority=authority, name=name, version=version).first()
    tables = [OpenTable.read(one) for one in found.tables] if found else []
    told = next((one for one in tables if one.name == table), None)
    if found is None or told is None:
        raise NotFound
    return found, told


def get_authority(slug: str) -> Authority:
    """An authority by the name in its address. Raises NotFound."""
    found = Authority.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def _entering(authority: Authority | None) -> AbstractContextManager[None]:
    ids: Iterable[int] = [authority.id] if authority else list(Authority.objects.values_list("id", flat=True))
    return entering(authorities=ids)


def _of(authority: Authority | None) -> dict[str, Authority]:
    return {"authority": authority} if authority else {}


def _ever_free(today: dt.date) -> QuerySet[Publication]:
    published = PublicationStep.objects.filter(
        publication=OuterRef("pk"), kind=PublicationStep.Kind.PUBLISHED
    )
    return Publication.objects.filter(Exists(published), free_on__lte=today)


def _free(today: dt.date) -> QuerySet[Publication]:
    withdrawn = PublicationStep.objects.filter(
        publication=OuterRef("pk"), kind=PublicationStep.Kind.WITHDRAWN
    )
    return _ever_free(today).exclude(Exists(withdrawn))


def _within(first: Month, last: Month, area: str) -> Population:
    from skjuts.core.followup.population import Population

    return Population(first=first, last=last, only=(("area", (area,)),))


def _measure(trips: TripWarehouse, population: Population, cut: str) -> dict[str, Measures]:
    from skjuts.core.followup.ledger import questions

    people = {
        row[cut]: row["patients"] for row in trips.answer("trips", questions.count_people, population, (cut,))
    }
    rows = trips.answer("cells", questions.list_totals, population, (cut,))
    return {
        row[cut]: Measures(row["trips"], row["cost_ore"], row["person_m"], people.get(row[cut], 0))
        for row in rows
    }


def _list_values(trips: TripWarehouse, population: Population, cut: str) -> list[str]:
    from skjuts.core.followup.ledger import questions

    return [row[cut] for row in trips.answer("cells", questions.list_totals, population, (cut,))]
