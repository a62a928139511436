"""Open data as pages: inside the house, and for anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.insight.facts.open_data import LICENCE, LICENCE_NAME, OpenTable
from skjuts.apps.insight.models import Publication, PublicationStep
from skjuts.apps.insight.presenters.words import name_month
from skjuts.web.elements import Column, Fact, Link, Status
from skjuts.web.formatting import format_date, format_number
from skjuts.web.languages import page_language, said_in

PREVIEWED = 12

type Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication in the list inside."""

    title: str
    href: str
    period: str
    prepared: str
    status: Status


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table's first rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    told: str


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """A publication inside the house."""

    title: str
    about: str
    status: Status
    facts: tuple[Fact, ...]
    tables: tuple[TablePreview, ...]
    public_href: str


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set in the public list: its latest version."""

    title: str
    about: str
    href: str
    publisher: str
    period: str
    updated: str


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version of a set: its files, or why it has none any longer."""

    title: str
    period: str
    published: str
    files: tuple[Link, ...]
    withdrawn: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A set for anybody: what it is and its versions."""

    title: str
    about: str
    facts: tuple[Fact, ...]
    columns: tuple[Fact, ...]
    versions: tuple[PublicVersion, ...]


def list_publication_columns() -> tuple[Column, ...]:
    """Headings of the list inside."""
    return Column(_("Datamängd")), Column(_("Period")), Column(_("Förberedd")), Column(_("Läge"))


def show_publications(rows: Iterable[Publication], today: dt.date) -> list[PublicationRow]:
    """The authority's publications."""
    return [
        PublicationRow(
            title=_name(one),
            href=reverse("insight:publication", args=[one.id]),
            period=_period(one),
            prepared=format_date(timezone.localdate(one.prepared_at), page_language()),
            status=name_standing(one, today),
        )
        for one in rows
    ]


def show_publication(found: Publication, today: dt.date) -> PublicationPage:
    """A publication with its tables' first rows."""
    steps = {one.kind: one for one in found.steps.all()}
    is_public = name_standing(found, today).colour == "success"
    return PublicationPage(
        title=_name(found),
        about=found.about,
        status=name_standing(found, today),
        facts=tuple(_list_facts(found, steps)),
        tables=tuple(_preview(OpenTable.read(one)) for one in found.tables),
        public_href=_address(found) if is_public else "",
    )


def name_standing(found: Publication, today: dt.date) -> Status:
    """Where a publication stands."""
    kinds = {one.kind for one in found.steps.all()}
    if PublicationStep.Kind.WITHDRAWN in kinds:
        return Status(_("Tillbakadragen"), "danger")
    if PublicationStep.Kind.PUBLISHED not in kinds:
        return Status(_("Väntar på en andra granskning"), "warning")
    if today < found.free_on:
        day = format_date(found.free_on, page_language())
        return Status(_("Hålls inne till %(day)s") % {"day": day}, "info")
    return Status(_("Publicerad"), "success")


def show_sets(found: Sequence[Publication]) -> list[PublicSet]:
    """The latest version of each set that anybody may read."""
    latest: dict[tuple[int, str], Publication] = {}
    for one in sorted(found, key=lambda one: one.version):
        latest[one.authority_id, one.name] = one
    return [
        PublicSet(
            title=one.title,
            about=one.about,
            href=_address(one),
            publisher=one.authority.name,
            period=_period(one),
            updated=format_date(one.free_on, page_language()),
        )
        for one in sorted(latest.values(), key=lambda one: (one.authority.name, one.title))
    ]


def show_set(versions: Sequence[Publication]) -> PublicPage:
    """A set and its versions, the latest first."""
    newest = versions[0]
    tables = [OpenTable.read(one) for one in newest.tables]
    columns = {column.name: column.about for table in tables for column in table.columns}
    return PublicPage(
        title=newest.title,
        about=newest.about,
        facts=(
            Fact(_("Utgivare"), newest.authority.name),
            Fact(_("Licens"), LICENCE_NAME, href=LICENCE, note=_("Får användas fritt, utan villkor.")),
            Fact(_("Vilka resor"), said_in(newest.population)),
            Fact(_("Källa"), said_in(newest.source)),
            Fact(
                _("Små tal"),
                _("Celler med färre än fem resenärer är dolda, och fler, så att ingen går att räkna ut."),
            ),
        ),
        columns=tuple(Fact(said_in(name), said_in(about)) for name, about in columns.items()),
        versions=tuple(_show_version(one) for one in versions),
    )


def write_catalogue(found: Sequence[Publication], absolute: Absolute) -> dict[str, Any]:
    """Everything that is published, as DCAT-AP-SE tells it. `absolute` makes an address whole."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": absolute(reverse("open-data:catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": {"@language": "sv", "@value": "Sjukresor: öppna data"},
        "dct:license": {"@id": LICENCE},
        "dcat:dataset": [_describe(one, absolute) for one in found],
    }


def _describe(one: Publication, absolute: Absolute) -> dict[str, Any]:
    tables = [OpenTable.read(told) for told in one.tables]
    return {
        "@id": absolute(_address(one)) + f"#version-{one.version}",
        "@type": "dcat:Dataset",
        "dct:title": {"@language": "sv", "@value": one.title},
        "dct:description": {"@language": "sv", "@value": f"{one.about} {one.population}."},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": one.authority.name},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYearMonth", "@value": _iso(one.first_month)},
            "dcat:endDate": {"@type": "xsd:gYearMonth", "@value": _iso(one.last_month)},
        },
        "dct:issued": {"@type": "xsd:date", "@value": one.free_on.isoformat()},
        "dcat:version": str(one.version),
        "dcat:distribution": [_describe_file(one, table, absolute) for table in tables],
    }


def _describe_file(one: Publication, table: OpenTable, absolute: Absolute) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "sv", "@value": table.title},
        "dcat:downloadURL": {"@id": absolute(_file(one, table, "open-data:table"))},
        "dcat:accessURL": {"@id": absolute(_address(one))},
        "dcat:mediaType": {"@id": "http://www.iana.org/assignments/media-types/text/csv"},
        "dct:license": {"@id": LICENCE},
        "dct:conformsTo": {"@id": "http://www.w3.org/ns/csvw"},
        "foaf:page": {"@id": absolute(_file(one, table, "open-data:metadata"))},
    }


def _iso(month: int) -> str:
    from skjuts.core.followup.months import write_month

    return write_month(month)


def _name(one: Publication) -> str:
    return _("%(title)s, version %(version)s") % {"title": one.title, "version": one.version}


def _period(one: Publication) -> str:
    return f"{name_month(one.first_month)} – {name_month(one.last_month)}"


def _address(one: Publication) -> str:
    return reverse("open-data:set", args=[one.authority.slug, one.name])


def _file(one: Publication, table: OpenTable, address: str) -> str:
    return reverse(address, args=[one.authority.slug, one.name, one.version, table.name])


def _list_facts(found: Publication, steps: dict[str, PublicationStep]) -> Iterable[Fact]:
    language = page_language()
    yield Fact(_("Period"), _period(found))
    yield Fact(_("Vilka resor"), said_in(found.population))
    yield Fact(_("Källa"), said_in(found.source))
    yield Fact(_("Licens"), LICENCE_NAME, href=LICENCE)
    yield Fact(_("Får läsas från"), format_date(found.free_on, language))
    day = format_date(timezone.localdate(found.prepared_at), language)
    yield Fact(_("Förberedd"), day, note=found.signed)
    for kind in PublicationStep.Kind:
        if step := steps.get(kind):
            at = format_date(timezone.localdate(step.taken_at), language)
            yield Fact(str(kind.label), at, note=". ".join(filter(None, (step.signed, step.reason))))


def _preview(table: OpenTable) -> TablePreview:
    numbers = {"integer"}
    columns = tuple(Column(said_in(one.name), numeric=one.datatype in numbers) for one in table.columns)
    rows = tuple(tuple(_write(cell) for cell in row) for row in table.rows[:PREVIEWED])
    count, hidden = len(table.rows), table.hidden
    told = _("%(shown)s av %(rows)s rader visas. %(hidden)s") % {
        "shown": min(PREVIEWED, count),
        "rows": format_number(count, page_language()),
        "hidden": ngettext("%(count)s rad är dold.", "%(count)s rader är dolda.", hidden) % {"count": hidden},
    }
    return TablePreview(table.title, columns, rows, told)


def _write(cell: str | int | None) -> str:
    if cell is None:
        return "–"
    return format_number(cell, page_language()) if isinstance(cell, int) else cell


def _show_version(one: Publication) -> PublicVersion:
    steps = {step.kind: step for step in one.steps.all()}
    withdrawn = steps.get(PublicationStep.Kind.WITHDRAWN)
    tables = [] if withdrawn else [OpenTable.read(told) for told in one.tables]
    files = [
        link
        for table in tables
        for link in (
            Link(
                _("%(title)s (CSV)") % {"title": table.title},
                _file(one, table, "open-data:table"),
                "download",
            ),
            Link(
                _("%(title)s: beskrivning (JSON)") % {"title": table.title},
                _file(one, table, "open-data:metadata"),
                "file-check",
            ),
        )
    ]
    return PublicVersion(
        title=_("Version %(number)s") % {"number": one.version},
        period=_period(one),
        published=format_date(one.free_on, page_language()),
        files=tuple(files),
        withdrawn=withdrawn.reason if withdrawn else "",
    )
