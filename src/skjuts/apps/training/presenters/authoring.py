"""What the pages of the course's authors and reviewers show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content import Course, render_sentence
from skjuts.apps.training.models import CourseStatus, CourseVersion
from skjuts.apps.training.policies import may_author, may_review
from skjuts.apps.training.presenters.words import language, name_kinds, tell_date, tell_moment
from skjuts.apps.training.queries.drafts import DraftItems, DraftPage
from skjuts.apps.training.queries.statistics import QuestionFigures, TestFigures
from skjuts.apps.training.workflow import COURSE
from skjuts.web.elements import Fact, FieldConflict, Occurrence, Status, Tab, TagColour
from skjuts.web.fields import PageForm
from skjuts.web.formatting import format_number, format_share

COLOURS: dict[str, TagColour] = {
    "draft": "info",
    "in_review": "accent",
    "published": "success",
    "retired": "neutral",
}
FEWEST_ANSWERS = 30
"""Below this a question's figures say little."""
WEAK, EASY, HARD = 0.15, 0.95, 0.3


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list."""

    id: str
    title: str
    version: str
    status: Status
    since: str
    takers: int
    kind: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of a version with what belongs to it."""

    slug: str
    title: str
    minutes: int
    exercises: int
    questions: int


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version with what can be done with it."""

    id: str
    title: str
    version: str
    status: Status
    facts: tuple[Fact, ...]
    tabs: tuple[Tab, ...]
    pages: tuple[PageLine, ...]
    other_files: tuple[str, ...]
    faults: tuple[str, ...]
    steps: tuple[Occurrence, ...]
    can_edit: bool
    can_draft: bool
    can_submit: bool
    can_review: bool
    is_waiting_for_another: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A question's figures in words."""

    question: str
    html: str
    asked: int
    share: str
    discrimination: str
    remark: Status | None


def show_version_row(version: CourseVersion) -> VersionRow:
    """A version in the list."""
    return VersionRow(
        id=str(version.id),
        title=version.title,
        version=version.version,
        status=show_state(version),
        since=tell_date(timezone.localdate(version.published_at or version.created_at)),
        takers=getattr(version, "takers", 0),
        kind=_("Fortbildning") if version.is_retraining else _("Kurs"),
    )


def show_state(version: CourseVersion) -> Status:
    """The state of a version."""
    return Status(str(CourseVersion.State(version.state).label), COLOURS[version.state])


def list_tabs(version: CourseVersion, current: str) -> tuple[Tab, ...]:
    """The views of a version."""
    names = {
        "training:version": _("Innehåll"),
        "training:figures": _("Statistik"),
        "training:difference": _("Skillnader"),
    }
    return tuple(
        Tab(label, reverse(name, args=[version.id]), current=name == current) for name, label in names.items()
    )


def show_version(
    version: CourseVersion,
    actor: Actor,
    pages: Iterable[PageLine],
    *,
    writers: set[Any],
    steps: Sequence[CourseStatus],
    faults: tuple[str, ...],
) -> VersionPage:
    """The page of a version."""
    verbs = COURSE.list_verbs(version.state)
    authors = may_author(actor, version.authority_id)
    reviews = may_review(actor, version.authority_id, written_by=writers)
    known = (f"{version.languages[0]}/pages/", f"{version.languages[0]}/questions/")
    return VersionPage(
        id=str(version.id),
        title=version.title,
        version=version.version,
        status=show_state(version),
        facts=tuple(_facts(version)),
        tabs=list_tabs(version, "training:version"),
        pages=tuple(pages),
        other_files=tuple(path for path in sorted(version.files) if not path.startswith(known)),
        faults=faults,
        steps=tuple(_occurrence(one) for one in steps),
        can_edit=authors and version.state == CourseVersion.State.DRAFT,
        can_draft=authors and version.state != CourseVersion.State.DRAFT,
        can_submit=authors and "submit" in verbs and not faults,
        can_review=reviews and "publish" in verbs,
        is_waiting_for_another="publish" in verbs and not reviews,
    )


def list_page_lines(
    pages: Iterable[DraftPage], items: Mapping[str, tuple[DraftItems, DraftItems]]
) -> list[PageLine]:
    """The pages with how many exercises and questions each has."""
    return [
        PageLine(
            slug=page.slug,
            title=page.row.title if page.row else page.slug,
            minutes=page.row.minutes if page.row else 0,
            exercises=len(items[page.slug][0].rows or ()),
            questions=len(items[page.slug][1].rows or ()),
        )
        for page in pages
    ]


def show_figures(figures: Iterable[QuestionFigures], course: Course | None) -> tuple[FigureRow, ...]:
    """The questions, those that tell least first."""
    texts = {question.id: question.text for question in course.questions} if course else {}
    ordered = sorted(figures, key=lambda one: (one.discrimination is None, one.discrimination or 0.0))
    return tuple(
        FigureRow(
            question=one.question,
            html=render_sentence(texts.get(one.question, _("Frågan finns inte i den här versionen"))),
            asked=one.asked,
            share=format_share(one.share, language()),
            discrimination=_tell_discrimination(one),
            remark=_remark(one),
        )
        for one in ordered
    )


def show_totals(figures: TestFigures) -> tuple[Fact, ...]:
    """Attempts, people, and the share that passed."""
    share = format_share(figures.passed / figures.handed_in, language()) if figures.handed_in else "–"
    return (
        Fact(_("Inlämnade prov"), format_number(figures.handed_in, language())),
        Fact(_("Personer"), format_number(figures.people, language())),
        Fact(_("Andel godkända prov"), share),
    )


def list_conflicts(
    form: PageForm, saved: Mapping[str, Any]
) -> tuple[tuple[FieldConflict, ...], tuple[tuple[str, str], ...]]:
    """What differs between a form and what was saved meanwhile, field by field; and what does not."""
    conflicts, same = [], []
    for name, field in form.fields.items():
        if name == "version":
            continue
        mine, theirs = _flat(form.data, name), _flat_value(saved.get(name))
        if mine.replace("\r\n", "\n").strip() == theirs.strip():
            same.append((name, mine))
        else:
            conflicts.append(FieldConflict(name, str(field.label), mine or "–", mine, theirs or "–", theirs))
    return tuple(conflicts), tuple(same)


def _flat(data: Any, name: str) -> str:  # noqa: ANN401 - Django's query dictionary
    return ",".join(data.getlist(name))


def _flat_value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _facts(version: CourseVersion) -> Iterable[Fact]:
    yield Fact(_("Id"), version.slug)
    yield Fact(_("Språk"), ", ".join(version.languages))
    yield Fact(_("Lästid"), _("%(minutes)s min") % {"minutes": version.minutes})
    if version.is_retraining and version.in_force_from:
        yield Fact(_("Hör till"), version.updates)
        yield Fact(_("Gäller från och med"), tell_date(version.in_force_from))
        yield Fact(_("Spärrar"), name_kinds(version.touches) or _("ingenting"))
    if version.rule_book is not None:
        address = reverse("rulebooks:comparison", args=[version.rule_book.id])
        yield Fact(_("Följer av regelboken"), f"{version.rule_book.title} {version.rule_book.label}", address)


def _number(value: float | None) -> str:
    return "–" if value is None else format_number(value, language(), 2)


def _tell_discrimination(one: QuestionFigures) -> str:
    """A dash where a handful of answers would look like knowledge."""
    if one.discrimination is None or one.asked < FEWEST_ANSWERS:
        return "–"
    return format_number(one.discrimination, language(), 2)


def _remark(one: QuestionFigures) -> Status | None:
    if one.asked < FEWEST_ANSWERS:
        return Status(_("För få svar"), "neutral")
    if one.discrimination is not None and one.discrimination < WEAK:
        return Status(_("Skiljer inte ut dem som kan"), "warning", "triangle-alert")
    if one.share > EASY:
        return Status(_("Mycket lätt"), "info")
    return Status(_("Mycket svår"), "warning") if one.share < HARD else None


def _occurrence(row: CourseStatus) -> Occurrence:
    return Occurrence(
        when=tell_moment(row.at),
        stamp=timezone.localtime(row.at).isoformat(),
        title=str(CourseVersion.State(row.state).label),
        text=row.note,
        actor=row.by.staff.name if row.by else _sign(row),
        colour=COLOURS[row.state],
    )


def _sign(row: CourseStatus) -> str:
    is_delivered = row.state == CourseVersion.State.PUBLISHED
    return _("Levererad med Skjuts") if is_delivered else _("Skjuts")
