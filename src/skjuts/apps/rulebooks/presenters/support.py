"""What the pages of the support function show."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.models import SupportMessage, SupportQuestion
from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.apps.rulebooks.policies import may_answer, may_follow_up
from skjuts.apps.rulebooks.queries.support import Answered, Relief, relief_on
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.charts import Bar, Basis, Caption, Drawing, draw_bars
from skjuts.web.elements import Column, Occurrence, Status
from skjuts.web.formatting import format_date, format_duration, format_moment, format_number
from skjuts.web.navigation import list_modules

STATES = {
    "waiting": ("info", "hourglass"),
    "taken": ("accent", "pencil"),
    "answered": ("success", "circle-check"),
    "withdrawn": ("neutral", "undo-2"),
}
TOPIC_OF_APP = {"training": SupportTopic.COURSE, "rulebooks": SupportTopic.OTHER}
NINE_OF_TEN = 0.9
MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list."""

    id: str
    title: str
    topic: str
    unit: str
    asked: str
    waited: str
    status: Status
    taken_by: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with everything that was said, and what the reader can do."""

    row: QuestionRow
    paragraphs: tuple[tuple[str, ...], ...]
    page: str
    messages: tuple[Occurrence, ...]
    can_answer: bool
    can_take: bool
    can_release: bool
    can_ask_again: bool
    can_withdraw: bool
    can_publish: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How the support function did in a period. Times are written out; None where nothing was answered."""

    answered: int
    median: str | None
    nine_of_ten: str | None
    hours: float
    relief: Relief
    has_assumed: bool
    chart: Drawing | None


def language() -> str:
    """The language of the page."""
    return (get_language() or "sv")[:2]


def show_row(question: SupportQuestion, now: dt.datetime) -> QuestionRow:
    """A question in a list; one that waits shows how long it has waited."""
    ended = question.first_answered_at if question.state == "answered" else now
    since = question.asked_at if question.state == "answered" else question.waiting_since
    colour, icon = STATES[question.state]
    return QuestionRow(
        id=str(question.id),
        title=question.title,
        topic=str(SupportTopic(question.topic).label),
        unit=question.unit.name,
        asked=format_moment(timezone.localtime(question.asked_at), language()),
        waited=format_duration(max(0, int(((ended or now) - since).total_seconds())), language()),
        status=Status(str(SupportQuestion.State(question.state).label), colour, icon),  # type: ignore[arg-type]
        taken_by=question.taken_signed,
    )


def show_question(question: SupportQuestion, actor: Actor, now: dt.datetime) -> QuestionPage:
    """The page of a question."""
    answers, asks = may_answer(actor, question.authority_id), may_follow_up(actor, question.asked_by_id)
    state = question.state
    return QuestionPage(
        row=show_row(question, now),
        paragraphs=show_paragraphs(question.text),
        page=name_page(question.page),
        messages=tuple(_occurrence(one) for one in question.messages.all()),
        can_answer=answers and state in {"waiting", "taken"},
        can_take=answers and state == "waiting",
        can_release=answers and state == "taken",
        can_ask_again=asks and state == "answered",
        can_withdraw=asks and state == "waiting",
        can_publish=answers and question.first_answered_at is not None,
    )


def show_paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """A text as paragraphs of lines; blank lines part them."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(tuple(part.strip().split("\n")) for part in parts if part.strip())


def list_columns(*labels: str) -> tuple[Column, ...]:
    """The heads of a table of words."""
    return tuple(map(Column, labels))


def find_page(address: str) -> str:
    """Find the name of the view behind an address of ours; '' for anything else.

    The address itself may carry a patient's random id and is not kept.
    """
    try:
        return resolve(address.split("?", maxsplit=1)[0]).view_name
    except Resolver404:
        return ""


def name_page(view_name: str) -> str:
    """The page in words: ours, or those of the menu; '' for a page without either."""
    words = {
        "training:page": _("en sida i kursen"),
        "training:result": _("provets resultat"),
        "training:unit": _("enhetens delegationer"),
        "training:register": _("registret över intygsutfärdare"),
        "registry:start": _("startsidan"),
    }
    return words.get(view_name) or _name_place(view_name)


def _name_place(view_name: str) -> str:
    entries = (one for module in list_modules("navigation") for one in module.ENTRIES)
    return next((str(one.label) for one in entries if one.url_name == view_name), "")


def guess_topic(view_name: str) -> str:
    """The topic that a page suggests."""
    return TOPIC_OF_APP.get(view_name.split(":", maxsplit=1)[0], "")


def show_figures(answered: Iterable[Answered], reliefs: list[Relief], today: dt.date) -> Figures:
    """Count a period: waiting times, hours relieved by the value in force on each day, and topics."""
    rows = list(answered)
    waits = sorted((one.answered_at - one.asked_at).total_seconds() for one in rows)
    used = [relief_on(reliefs, timezone.localdate(one.answered_at)) for one in rows]
    counts = Counter(one.topic for one in rows)
    return Figures(
        answered=len(rows),
        median=_time(statistics.median(waits)) if waits else None,
        nine_of_ten=_time(waits[min(len(waits) - 1, int(NINE_OF_TEN * len(waits)))]) if waits else None,
        hours=sum(one.minutes for one in used) / MINUTES_PER_HOUR,
        relief=relief_on(reliefs, today),
        has_assumed=any(one.is_assumed for one in used),
        chart=_draw_topics(counts, rows) if counts else None,
    )


def question_address(question: SupportQuestion) -> str:
    """Where a question stands."""
    return reverse("rulebooks:question", args=[question.id])


def _draw_topics(counts: Mapping[str, int], rows: Sequence[Answered]) -> Drawing:
    days = sorted(timezone.localdate(one.answered_at) for one in rows)
    period = _("%(first)s till %(last)s") % {
        "first": format_date(days[0], language()),
        "last": format_date(days[-1], language()),
    }
    bars = [
        Bar(str(SupportTopic(topic).label), count) for topic, count in sorted(counts.items(), key=_most_first)
    ]
    return draw_bars(
        Caption(
            _("Besvarade frågor per ämne"),
            tell_most(bars),
            Basis(_("frågor"), period, _("besvarade frågor"), _("stödfunktionens frågor")),
        ),
        bars=bars,
        write=lambda value: format_number(value, language()),
        columns=(_("Ämne"), _("Frågor")),
    )


def tell_most(bars: Sequence[Bar]) -> str:
    """Which topics had the most questions; `bars` come with the most first."""
    most = [one.name for one in bars if one.value == bars[0].value]
    told = {"topics": ", ".join(most), "count": int(bars[0].value)}
    if len(most) == 1:
        return _("Flest frågor gällde %(topics)s (%(count)s).") % told
    return _("Flest frågor gällde %(topics)s (%(count)s vardera).") % told


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _time(seconds: float) -> str:
    return format_duration(int(seconds), language())


def _occurrence(message: SupportMessage) -> Occurrence:
    at = timezone.localtime(message.at)
    return Occurrence(
        when=format_moment(at, language()),
        stamp=at.isoformat(),
        title=_("Svar") if message.is_answer else _("Följdfråga"),
        text=message.text,
        actor=message.signed,
        icon="message-square" if message.is_answer else "message-circle-question",
        colour="success" if message.is_answer else "info",
    )
