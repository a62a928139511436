"""The operator's page: how the house is doing, in words, and what to do about what is not well."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from skjuts.apps.tenancy.roles import Role
from skjuts.config.site.health import HEARTBEAT_S, SCHEMA, can_read_keys
from skjuts.config.site.metrics_house import Heap, HouseFigures, read_house
from skjuts.core.kernel.errors import NotAllowed
from skjuts.web.elements import Column, Status
from skjuts.web.formatting import NO_BREAK_SPACE, format_duration

MINUTE_S, HOUR_S, DAY_S = 60.0, 3600.0, 86_400.0
NOTHING = Heap()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the house: its state, the figure it is judged by, and what to do ('' when it is well)."""

    name: str
    status: Status
    told: str
    remedy: str = ""


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The page, for the operators."""
    if not request.actor.has(Role.SYSTEM_ADMIN):  # type: ignore[attr-defined]
        raise NotAllowed
    parts = list(list_parts(read_house(now_s=time.time())))
    return render(
        request,
        "site/pages/health.html",
        {"columns": list_columns(), "parts": parts, "ill": count_ill(parts)},
    )


def list_columns() -> tuple[Column, ...]:
    """The columns of the table."""
    return Column(_("Del")), Column(_("Läge")), Column(_("Just nu")), Column(_("Gör så här"))


def count_ill(parts: list[Part]) -> int:
    """How many parts somebody has to do something about."""
    return sum(part.remedy != "" for part in parts)


def list_parts(told: HouseFigures) -> Iterator[Part]:
    """Every part, the foundations first."""
    yield _database()
    yield _keys()
    yield _worker(told)
    yield _jobs(told)
    yield _outbox(told)
    yield _deliveries(told)
    yield _sealing(told)
    yield _backup(told)
    yield _restored(told)


def _database() -> Part:
    waiting = SCHEMA.count_waiting()
    return _judge(
        _("Databas"),
        ngettext("%d ändring av tabellerna saknas", "%d ändringar av tabellerna saknas", waiting) % waiting
        if waiting
        else _("Svarar, och tabellerna är programmets"),
        _("Kör skjuts migrate med DATABASE_OWNER_URL satt.") if waiting else "",
        is_serious=True,
    )


def _keys() -> Part:
    is_well = can_read_keys()
    return _judge(
        _("Nyckelfil"),
        _("Läsbar, och hör till databasen") if is_well else _("Går inte att läsa"),
        ""
        if is_well
        else _(
            "Lägg tillbaka nyckelfilen innan någon process startas om: krypterade fält går inte att läsa."
        ),
        is_serious=True,
    )


def _worker(told: HouseFigures) -> Part:
    beat = told.heartbeat_age_s
    is_well = beat is not None and beat < HEARTBEAT_S
    said = _("Har aldrig hört av sig") if beat is None else _("Hörde av sig för {age} sedan")
    return _judge(
        _("Jobbprocess"),
        said.format(age=_age(beat or 0)),
        ""
        if is_well
        else _("Starta skjuts worker. Brev, påminnelser och försegling väntar tills den är igång."),
        is_serious=True,
    )


def _jobs(told: HouseFigures) -> Part:
    waiting, failed = told.jobs.get("todo", NOTHING), told.jobs.get("failed", NOTHING)
    said = ngettext("%d jobb i kö", "%d jobb i kö", waiting.count) % waiting.count
    if waiting.oldest_s:
        said += _(", det äldsta har väntat i {age}").format(age=_age(waiting.oldest_s))
    if failed.count:
        said += ngettext("; %d har misslyckats", "; %d har misslyckats", failed.count) % failed.count
    remedy = ""
    if waiting.oldest_s > 5 * MINUTE_S:
        remedy = _("Kön växer: starta fler jobbprocesser, och se i loggen vilka jobb som tar tid.")
    elif failed.count:
        remedy = _("Se i loggen varför de misslyckades (job_failed), rätta orsaken och köa dem igen.")
    return _judge(_("Jobbkö"), said, remedy, is_serious=waiting.oldest_s > HOUR_S)


def _outbox(told: HouseFigures) -> Part:
    waiting, dead = told.messages.get("waiting", NOTHING), told.messages.get("dead", NOTHING)
    said = ngettext("%d meddelande väntar", "%d meddelanden väntar", waiting.count) % waiting.count
    if dead.count:
        said += ngettext("; %d gick inte att skicka", "; %d gick inte att skicka", dead.count) % dead.count
    remedy = ""
    if dead.count:
        remedy = _(
            "Kontrollera mottagaren och skicka om meddelandena, eller stryk dem: resten av kön väntar."
        )
    elif waiting.oldest_s > 10 * MINUTE_S:
        remedy = _(
            "Kontrollera postservern (SKJUTS_MAIL). Meddelandena ligger kvar och skickas när den svarar."
        )
    return _judge(_("Utgående meddelanden"), said, remedy, is_serious=waiting.oldest_s > DAY_S)


def _deliveries(told: HouseFigures) -> Part:
    waiting = told.deliveries.get("waiting", NOTHING)
    parked = told.deliveries.get("parked", NOTHING)
    said = ngettext("%d händelse väntar", "%d händelser väntar", waiting.count) % waiting.count
    if parked.count:
        said += ngettext("; %d är parkerad", "; %d är parkerade", parked.count) % parked.count
    return _judge(
        _("Händelser mellan delarna"),
        said,
        _("En mottagare har misslyckats fem gånger. Rätta orsaken (delivery_failed i loggen) och släpp den.")
        if parked.count
        else "",
        is_serious=False,
    )


def _sealing(told: HouseFigures) -> Part:
    said = _("{count} rader den senaste minuten").format(count=told.logged_a_minute)
    if told.seal_lag_s >= 1:
        said += _(", den äldsta oförseglade är {age} gammal").format(age=_age(told.seal_lag_s))
    return _judge(
        _("Åtkomstlogg"),
        said,
        _("Förseglingen ligger efter: se att jobbprocessen är igång och att ingen transaktion hänger.")
        if told.seal_lag_s > 5 * MINUTE_S
        else "",
        is_serious=told.seal_lag_s > HOUR_S,
    )


def _backup(told: HouseFigures) -> Part:
    age = told.backup_age_s
    if age is None:
        return _judge(
            _("Säkerhetskopia"),
            _("Ingen finns i mappen SKJUTS_BACKUPS"),
            _("Ta en med skjuts backup create, och låt det ske varje natt."),
            is_serious=True,
        )
    return _judge(
        _("Säkerhetskopia"),
        _("Den senaste är {age} gammal").format(age=_age(age)),
        _("Se varför natten gick utan kopia, och ta en med skjuts backup create.")
        if age > 26 * HOUR_S
        else "",
        is_serious=age > 3 * DAY_S,
    )


def _restored(told: HouseFigures) -> Part:
    age = told.restored_age_s
    return _judge(
        _("Prov av säkerhetskopia"),
        _("Ingen kopia har provats")
        if age is None
        else _("Den senaste provades för {age} sedan").format(age=_age(age)),
        _("Kör skjuts backup verify: en kopia som ingen har återställt är en förhoppning.")
        if age is None or age > 90 * DAY_S
        else "",
        is_serious=False,
    )


def _judge(name: str, said: str, remedy: str, *, is_serious: bool) -> Part:
    if not remedy:
        return Part(name, Status(_("Bra"), "success", "circle-check"), said)
    if is_serious:
        return Part(name, Status(_("Åtgärda nu"), "danger", "octagon-alert"), said, remedy)
    return Part(name, Status(_("Se över"), "warning", "triangle-alert"), said, remedy)


def _age(seconds: float) -> str:
    days = int(seconds // DAY_S)
    if days:
        return ngettext("%d dygn", "%d dygn", days) % days
    if seconds < 90:  # noqa: PLR2004  (shorter is said in seconds)
        return f"{int(seconds)}{NO_BREAK_SPACE}s"
    return format_duration(int(seconds), (get_language() or "sv")[:2])
