"""Open data for anybody, without signing in: what there is, and the files under names that stay."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.insight.facts.open_data import TableEdition, describe_table, write_csv
from skjuts.apps.insight.presenters.publications import show_set, show_sets, write_catalogue
from skjuts.apps.insight.queries.publications import (
    get_authority,
    get_free_table,
    list_described,
    list_free,
    list_versions,
)
from skjuts.core.followup.months import write_month
from skjuts.core.kernel.errors import NotFound

FOR_ALL = {"Access-Control-Allow-Origin": "*"}
"""Programs in other pages may read what everybody may read."""


@login_not_required
@require_GET
def sets(request: HttpRequest) -> HttpResponse:
    """Every set that has been published."""
    rows = show_sets(list_free(timezone.localdate()))
    return render(request, "insight/pages/open_data.html", {"rows": rows})


@login_not_required
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    told = write_catalogue(list_described(timezone.localdate()), request.build_absolute_uri)
    return JsonResponse(told, content_type="application/ld+json", headers=FOR_ALL)


@login_not_required
@require_GET
def one_set(request: HttpRequest, authority: str, dataset: str) -> HttpResponse:
    """A set with its versions."""
    versions = list_versions(timezone.localdate(), get_authority(authority), dataset)
    if not versions:
        raise NotFound
    return render(request, "insight/pages/open_data_set.html", {"shown": show_set(versions)})


@login_not_required
@require_GET
def table(request: HttpRequest, authority: str, dataset: str, version: int, table: str) -> HttpResponse:
    """A table as CSV."""
    del request
    _, found = get_free_table(timezone.localdate(), get_authority(authority), dataset, version, table)
    headers = FOR_ALL | {"Content-Disposition": f'attachment; filename="{dataset}-{version}-{table}.csv"'}
    return HttpResponse(write_csv(found), content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@require_GET
def metadata(request: HttpRequest, authority: str, dataset: str, version: int, table: str) -> HttpResponse:
    """What the table's columns mean, as CSV on the Web has it."""
    del request
    publisher = get_authority(authority)
    found, told = get_free_table(timezone.localdate(), publisher, dataset, version, table)
    edition = TableEdition(
        publisher=publisher.name,
        source=found.source,
        period=f"{write_month(found.first_month)}/{write_month(found.last_month)}",
        about=f"{found.about} {found.population.capitalize()}.",
        version=version,
    )
    described = describe_table(told, edition)
    return JsonResponse(described, content_type="application/csvm+json", headers=FOR_ALL)
