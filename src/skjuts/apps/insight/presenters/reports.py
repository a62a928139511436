"""The month's report as a letter, and the page where it is wished for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.insight.facts.leading import LeaderFigures
from skjuts.apps.insight.models import ReportSubscription, SentReport
from skjuts.apps.insight.presenters.kinds_of_figures import FigureKind, list_kinds
from skjuts.apps.insight.presenters.leading import tell
from skjuts.apps.insight.presenters.words import name_month
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.web.elements import Column, Fact, Status
from skjuts.web.formatting import format_moment
from skjuts.web.languages import page_language


@dataclass(frozen=True, slots=True)
class MonthLetter:
    """A month's report as a letter: no person, and nothing that is about few of them."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class SentRow:
    """A report that was sent."""

    month: str
    href: str
    when: str
    status: Status


def list_figures() -> list[tuple[str, str]]:
    """Figures to choose among."""
    return [(kind.slug, kind.title) for kind in list_kinds()]


def write_letter(
    figures: LeaderFigures, chosen: Sequence[str], people: Mapping[str, int], public_url: str
) -> MonthLetter:
    """The letter of a month. `people`: by figure, how many patients it is about."""
    month = name_month(figures.month)
    kinds = [kind for kind in list_kinds() if kind.slug in set(chosen)]
    address = f"{public_url}{reverse('insight:home')}?manad={figures.month}"
    paper = f"{public_url}{reverse('insight:report-pdf')}?manad={figures.month}"
    lines = [
        *tell(figures),
        "",
        *(_write_line(kind, figures, people.get(kind.slug, 0)) for kind in kinds),
        "",
        _("Orsaker, trend och vad varje siffra är: %(address)s") % {"address": address},
        _("Rapporten att skriva ut: %(address)s") % {"address": paper},
        "",
        _("Du får brevet för att du har bett om det. Avsluta det här: %(address)s") % {
            "address": f"{public_url}{reverse('insight:reports')}"
        },
        "",
    ]  # fmt: skip
    return MonthLetter(_("Sjukresorna i %(month)s") % {"month": month}, "\n".join(lines))


def show_subscription(found: ReportSubscription | None) -> tuple[Fact, ...]:
    """What has been wished for."""
    if found is None:
        return ()
    names = dict(list_figures())
    day = (
        _("Så snart månaden är slutfakturerad")
        if found.day is None
        else _("Den %(day)s i månaden") % {"day": found.day}
    )
    return (
        Fact(_("Siffror i rapporten"), ", ".join(names[one] for one in found.figures if one in names)),
        Fact(_("När den kommer"), day),
        Fact(_("Första månaden"), name_month(found.first_month)),
    )


def list_sent_columns() -> tuple[Column, ...]:
    """Headings of what was sent."""
    return Column(_("Månad")), Column(_("Skickad")), Column(_("Läge"))


def show_sent(rows: Iterable[SentReport]) -> list[SentRow]:
    """What was sent, the latest first."""
    return [
        SentRow(
            month=name_month(one.month).capitalize(),
            href=f"{reverse('insight:home')}?manad={one.month}",
            when=format_moment(timezone.localtime(one.sent_at), page_language()),
            status=Status(_("Lämnad till utskick"), "success")
            if one.is_sent
            else Status(_("Ingen e-postadress i registret"), "warning"),
        )
        for one in rows
    ]


def _write_line(kind: FigureKind, figures: LeaderFigures, people: int) -> str:
    if people < LEAST_PEOPLE:
        return _("%(title)s: så få resenärer att siffran bara visas på sidan") % {"title": kind.title}
    months = kind.pick(figures.ledgers)
    now, before = (
        kind.read(months[month]) if month in months else None for month in (figures.month, figures.compared)
    )
    return _("%(title)s: %(now)s (%(compared)s: %(before)s)") % {
        "title": kind.title,
        "now": "–" if now is None else kind.write(now),
        "compared": name_month(figures.compared),
        "before": "–" if before is None else kind.write(before),
    }
