"""A version tried before it is decided on: worked cases, gaps and overlaps, whom it touches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.presenters.books import tell_day
from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.presenters.trials import MOST_LISTED, show_cases, show_findings, show_impact
from skjuts.apps.rulebooks.queries.books import find_in_force, get_version, read_book
from skjuts.apps.rulebooks.services.suggesting import suggest_day
from skjuts.apps.rulebooks.views.heading import get_drafted, show_version
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.ports.past_matters import Impact, Question, past_matters
from skjuts.core.regulations.case_files import try_cases
from skjuts.core.rules.analysis import check_book, compare_books
from skjuts.web.elements import Column

MOST_MATTERS, MOST_IN_PATIENCE = 400, 2_000
"""Decided matters that are put to both books while the page is waited for: some two and some ten seconds."""


@require_GET
def cases(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The worked cases, tried now."""
    found = get_version(actor_in(request), version_id)
    tried = try_cases(read_book(found), found.cases, found.fee_cases)
    base = found.based_on
    before = try_cases(read_book(base), base.cases, base.fee_cases) if base else ()
    failing = sum(not one.holds for one in tried)
    context = {"groups": show_cases(tried, before), "total": len(tried), "failing": failing}
    return show_version(request, found, "book-cases", context)


@require_GET
def findings(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Gaps, overlaps, rows that never count, and what lacks law or source."""
    found = get_drafted(request, version_id)
    book = read_book(found)
    groups = show_findings(found.id, check_book(book, timezone.localdate()), book)
    return show_version(request, found, "findings", {"groups": groups})


@require_GET
def impact(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What the version would have said of decided matters, beside the version that it takes the place of."""
    found = get_drafted(request, version_id)
    base = found.based_on or _find_in_force(found)
    most = MOST_IN_PATIENCE if request.GET.get("fler") == "1" else MOST_MATTERS
    context: dict[str, object] = {
        "base": base,
        "most": most,
        "most_in_patience": MOST_IN_PATIENCE,
        "most_listed": MOST_LISTED,
    }
    if base is not None and base.id != found.id:
        day = _choose_day(request, found, base)
        question = Question(
            authority_id=found.authority_id,
            kinds=tuple(found.kinds),
            old=read_book(base),
            new=read_book(found),
            day=day,
            most=most,
        )
        came = past_matters.get().weigh_again(question)
        names = _name(request, found, came)
        context |= {
            "shown": show_impact(came, (question.old, question.new), names),
            "day": day,
            "day_told": tell_day(day),
            "may_name": past_matters.get().may_name(actor_in(request), found.authority_id),
            "is_named": request.GET.get("namn") == "1",
            "answered": _list_answered(base.label),
            "counted": _list_counted(_("Enhet")),
            "counted_places": _list_counted(_("Kommun")),
        }
    return show_version(request, found, "impact", context)


def _list_answered(label: str) -> tuple[Column, ...]:
    before = _("Svaret med version %(label)s") % {"label": label}
    words = list_columns(before, _("Svaret med den här versionen"), _("Åt vilket håll"))
    return (*words, Column(_("Ärenden"), numeric=True))


def _list_counted(first: str) -> tuple[Column, ...]:
    numbers = (Column(one, numeric=True) for one in (_("Utvidgas"), _("Skärps"), _("Oklart")))
    return (*list_columns(first), *numbers)


def _find_in_force(version: RuleBookVersion) -> RuleBookVersion | None:
    return find_in_force(version.authority_id, version.kinds[0], timezone.localdate())


def _choose_day(request: HttpRequest, version: RuleBookVersion, base: RuleBookVersion) -> dt.date:
    """The day asked for, else the first on which all that the version changes holds."""
    try:
        chosen = parse_date(request.GET.get("dag", ""))
    except ValueError:
        chosen = None
    if chosen:
        return chosen
    changes = compare_books(read_book(base), read_book(version))
    starts = [one.after for one in changes if one.part == "parameters" and one.column.endswith(".from")]
    days = [dt.date.fromisoformat(one) for one in starts if one]
    return max([suggest_day(version, timezone.localdate()), *days])


def _name(request: HttpRequest, version: RuleBookVersion, came: Impact) -> Mapping[UUID, str]:
    """Whom the listed matters are about, when somebody with the right asks."""
    if request.GET.get("namn") != "1":
        return {}
    ids = [one.matter_id for one in came.shifts[:MOST_LISTED]]
    return past_matters.get().name_matters(actor_in(request), ids, context=f"rule_book:{version.id}")
