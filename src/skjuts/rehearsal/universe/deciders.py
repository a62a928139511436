"""Who certifies, decides and books in the demonstration, by which rights, models and settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from skjuts.apps.permits.codes import ListedCode
from skjuts.apps.permits.models import DecisionRight, Outcome, PermitKindChoice, Responsibility
from skjuts.apps.permits.services.import_codes import take_in_codes
from skjuts.apps.permits.services.order_delegation import NewRight, grant_right, set_responsibility
from skjuts.apps.permits.services.set_permits import propose_setting
from skjuts.apps.registry.models import Assignment, Authority, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.rehearsal.personas.people import ISSUER
from skjuts.rehearsal.universe.at_work import get_actor
from skjuts.rehearsal.universe.colleagues import place_colleague
from skjuts.rehearsal.universe.rules import Keeper, get_keeper
from skjuts.rehearsal.universe.schooling import delegate, is_trained, learn_changes, take_whole_course

HOME, SERVED = "jamtland-harjedalen", "bergs-kommun"
TRAINED_DAYS_AGO = 190
PRICES = {
    "public_transport": {"start_ore": 4_000, "km_ore": 110},
    "private_car": {"start_ore": 0, "km_ore": 185},
    "patient_shuttle_line": {"start_ore": 15_000, "km_ore": 300},
    "feeder_taxi": {"start_ore": 22_000, "km_ore": 400},
    "shared_taxi": {"start_ore": 6_000, "km_ore": 1_250},
    "taxi_alone": {"start_ore": 6_000, "km_ore": 2_300},
    "wheelchair_vehicle": {"start_ore": 11_000, "km_ore": 2_900},
    "stretcher_transport": {"start_ore": 65_000, "km_ore": 3_600},
}
"""Invented prices of a trip; a region sets its own."""
CODES = (
    ListedCode("Påhittad lista", "G1", "Går högst några meter", {"walking_limit_m": 20}),
    ListedCode(
        "Påhittad lista", "G2", "Går korta sträckor med rollator", {"walking_limit_m": 150, "aids": "walker"}
    ),
    ListedCode("Påhittad lista", "G3", "Kliver inte upp i en buss", {"boards_steps": False}),
    ListedCode("Påhittad lista", "O1", "Hittar inte själv", {"finds_way": False, "waits_alone": False}),
    ListedCode(
        "Påhittad lista",
        "O2",
        "Behöver någon bredvid sig hela tiden",
        {"is_confused": True, "escorts": 1, "escort_reason": "safety"},
    ),
    ListedCode("Påhittad lista", "S1", "Sitter inte upprätt", {"sits_upright": False, "seats": "lying"}),
    ListedCode("Påhittad lista", "T1", "Trött efter behandling", {}),
)
"""Invented codes, to show how a region's own list works."""


@dataclass(frozen=True, slots=True)
class Deciders:
    """Those who act in the stories."""

    officer: Actor
    second: Actor
    agent: Actor
    certifier: Actor
    clinician: Actor
    clinic_nurse: Actor

    def get_handler(self, by: str) -> Actor:
        """Who handles a matter, as a story names them."""
        return {"officer": self.officer, "agent": self.agent, "clinician": self.clinician}[by]


def appoint_deciders(opened_on: dt.date, now: dt.datetime) -> Deciders:
    """Give rights, models and settings from the day on which the house opened; those that stand stay."""
    authorities = {one.slug: one for one in Authority.objects.filter(slug__in=(HOME, SERVED))}
    with entering(authorities=[one.id for one in authorities.values()]):
        people = {slug: _persona(slug) for slug in ("handlaggare", "handlaggare-tva", "bestallning")}
        nurse = _place("lilla", ("Elin", "Wallström", "Sjuksköterska"), "Medicinavdelningen", opened_on)
        clinician = _place("clinic", ("Gustav", "Lindh", "Tandläkare"), "Dialysmottagningen", opened_on)
        clinic_nurse = _place(
            "clinic-nurse", ("Siv", "Hallin", "Sjuksköterska"), "Dialysmottagningen", opened_on
        )
    _school(nurse, now)
    _school(clinic_nurse, now)
    home = authorities[HOME]
    admin = get_actor(_persona_in(home, "administrator"), opened_on)
    berg = get_keeper(Keeper("berg-admin"), authorities[SERVED], opened_on)
    if not _is_ordered(home):
        _order(admin, [*people.values(), clinician], home, opened_on)
        _order(berg, [people["handlaggare"], people["handlaggare-tva"]], authorities[SERVED], opened_on)
        Authority.objects.filter(pk=home.id).update(
            settings={**home.settings, "permits": {"four_eyes": ["denied"], "trip_prices": PRICES}}
        )
        with acting(admin):
            take_in_codes(actor=admin, codes=CODES, now=now)
        _propose_setting(get_actor(people["handlaggare"], timezone.localdate(now)), now)
    today = timezone.localdate(now)
    return Deciders(
        officer=get_actor(people["handlaggare"], today),
        second=get_actor(people["handlaggare-tva"], today),
        agent=get_actor(people["bestallning"], today),
        certifier=get_actor(nurse, today),
        clinician=get_actor(clinician, today),
        clinic_nurse=get_actor(clinic_nurse, today),
    )


def _order(admin: Actor, holders: list[Assignment], authority: Authority, opened_on: dt.date) -> None:
    """Everybody's right to decide, and who decides where."""
    at = timezone.make_aware(dt.datetime.combine(opened_on, dt.time(10)))
    with acting(admin):
        for number, holder in enumerate(holders, start=1):
            new = NewRight(
                holder_id=holder.id,
                kinds=PermitKindChoice.values,
                outcomes=Outcome.values,
                point=f"4.{number}",
                valid_from=opened_on,
            )
            grant_right(actor=admin, new=new, now=at, today=opened_on)
        if authority.slug == HOME:
            _set_models(admin, opened_on, at)


def _set_models(admin: Actor, opened_on: dt.date, at: dt.datetime) -> None:
    """The centre approves at first; then the central unit decides, but one clinic tries deciding itself."""
    clinic = Unit.objects.get(authority_id=admin.authority_id, name__startswith="Dialysmottagningen")
    model = Responsibility.Model
    steps = (
        (model.CENTRE_APPROVES, None, 0, "Påhittat beslut: ordningen när plattformen öppnade."),
        (model.CENTRAL_DECIDES, None, 240, "Påhittat beslut: bedömningen samlas på ett ställe."),
        (model.CLINIC_DECIDES, clinic.id, 240, "Påhittat beslut: kliniken prövar att besluta själv."),
    )
    for chosen, unit_id, days, reason in steps:
        set_responsibility(
            actor=admin,
            kind="patient_trip",
            model=chosen,
            unit_id=unit_id,
            in_force_from=opened_on + dt.timedelta(days=days),
            reason=reason,
            now=at,
            today=opened_on,
        )


def _propose_setting(officer: Actor, now: dt.datetime) -> None:
    """A proposal that waits for the administrator: partly granted matters, too, are to be made by two."""
    today = timezone.localdate(now)
    next_month = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    with acting(officer):
        propose_setting(
            actor=officer,
            name="four_eyes",
            value={kind: ["partly", "denied"] for kind in PermitKindChoice.values},
            in_force_from=next_month,
            reason="Påhittat förslag: delvisa bifall har överklagats mer än andra beslut.",
            now=now,
            today=today,
        )


def _is_ordered(authority: Authority) -> bool:
    with entering(authorities=[authority.id]):
        return DecisionRight.objects.filter(authority=authority).exists()


def _school(nurse: Assignment, now: dt.datetime) -> None:
    if is_trained(nurse):
        return
    moment = now - dt.timedelta(days=TRAINED_DAYS_AGO)
    take_whole_course(nurse, moment, fails_first=False)
    learn_changes(nurse, now - dt.timedelta(days=6))
    delegate(nurse, moment + dt.timedelta(days=1), now)


def _place(key: str, told: tuple[str, str, str], unit: str, opened_on: dt.date) -> Assignment:
    found = Unit.objects.get(authority__slug=HOME, name__startswith=unit)
    return place_colleague(key, told, found, opened_on)


def _persona(slug: str) -> Assignment:
    return Assignment.objects.select_related("staff").get(account__issuer=ISSUER, account__subject=slug)


def _persona_in(authority: Authority, slug: str) -> Assignment:
    with entering(authorities=[authority.id]):
        return _persona(slug)
