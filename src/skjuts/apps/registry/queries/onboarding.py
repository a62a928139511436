"""How far the actor's authority has come on its way in: what the registers themselves can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Assignment, Authority, Cooperation, OnboardingNote, StaffMember, Unit
from skjuts.apps.registry.policies.staff import require_onboard
from skjuts.apps.registry.queries.staff import list_unmanaged_units
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import SetUpStep, list_modules

MOST_NAMED = 5
GUARDS = {
    Role.LOG_REVIEWER: "log-reviewer",
    Role.PROTECTED_DESK: "protected-desk",
    Role.REGISTRAR: "registrar",
    Role.SUPPORT_OFFICER: "support",
}
"""Roles that somebody must have before the first patient, and their steps."""


def list_steps(actor: Actor, today: dt.date) -> list[SetUpStep]:
    """Every step in order, those of other apps included, with what people have said of the manual ones."""
    require_onboard(actor)
    steps = [*_own_steps(actor, today)]
    for module in list_modules("onboarding"):
        steps += module.set_up_steps(actor, today)
    said = {one.step: one.is_done for one in list_notes(actor).values()}
    judged = [_with_note(one, is_done=said.get(one.slug, False)) for one in steps]
    return sorted(judged, key=lambda one: one.order)


def list_notes(actor: Actor) -> dict[str, OnboardingNote]:
    """What has been said, by step."""
    notes = OnboardingNote.objects.filter(authority_id=actor.authority_id)
    return {one.step: one for one in notes.select_related("written_by__staff")}


def _with_note(step: SetUpStep, *, is_done: bool) -> SetUpStep:
    """A person's word settles manual steps, and steps that the authority says it does not need."""
    if step.is_done or not is_done:
        return step
    return SetUpStep(
        step.slug,
        step.title,
        step.text,
        is_done=True,
        href=step.href,
        action=step.action,
        is_manual=step.is_manual,
        order=step.order,
    )


@dataclass(frozen=True, slots=True)
class Present:
    """What the registers hold of an authority that is on its way in."""

    organisation_number: str
    has_units: bool
    has_staff: bool
    has_signed_in: bool
    cooperates: bool


def _read_present(actor: Actor, today: dt.date) -> Present:
    """One question for all of it."""
    mine = Q(authority=OuterRef("pk"))
    colleagues = StaffMember.objects.filter(mine).exclude(pk=actor.staff_id)
    found = Authority.objects.filter(pk=actor.authority_id).annotate(
        has_units=Exists(Unit.objects.filter(mine, kind=Unit.Kind.CARE, closed_on=None)),
        has_staff=Exists(colleagues.filter(left_on=None)),
        has_signed_in=Exists(colleagues.filter(account__isnull=False)),
        cooperates=Exists(_cooperations_in_force(today)),
    )
    return Present(*found.values_list(*(one.name for one in fields(Present))).get())


def _cooperations_in_force(today: dt.date) -> QuerySet[Cooperation]:
    return Cooperation.objects.filter(
        Q(operator=OuterRef("pk")) | Q(authority=OuterRef("pk")), in_force_from__lte=today
    ).filter(Q(in_force_to=None) | Q(in_force_to__gte=today))


def _own_steps(actor: Actor, today: dt.date) -> Iterator[SetUpStep]:
    present = _read_present(actor, today)
    yield _authority(present)
    yield from _registers(actor, present, today)
    yield from _people(actor, today)
    yield _identity(present)
    yield _cooperation(present)
    yield from _promises()


def _authority(present: Present) -> SetUpStep:
    return SetUpStep(
        "authority",
        _("Uppgifter om huvudmannen"),
        _("Namn och organisationsnummer. De står på beslut, bevis och loggutdrag."),
        is_done=bool(present.organisation_number),
        href=reverse("registry:authority"),
        action=_("Fyll i uppgifterna"),
        order=10,
    )


def _registers(actor: Actor, present: Present, today: dt.date) -> Iterator[SetUpStep]:
    imports = reverse("registry:imports")
    yield SetUpStep(
        "units", _("Enheter"), _("Läs in vårdenheter, beställningscentral och bedömningsenhet från fil."),
        is_done=present.has_units, href=imports, action=_("Läs in enheter"), order=20,
    )  # fmt: skip
    yield SetUpStep(
        "staff", _("Personal och uppdrag"), _("Läs in personalen och sedan deras uppdrag, också från fil."),
        is_done=present.has_staff, href=imports, action=_("Läs in personal"), order=30,
    )  # fmt: skip
    unmanaged = [one.name for one in list_unmanaged_units(actor, today)[:MOST_NAMED]]
    yield SetUpStep(
        "managers", _("Chef på varje vårdenhet"), _("Chefen delegerar rätten att utfärda intyg."),
        is_done=present.has_units and not unmanaged, href=reverse("registry:units"), action=_("Se enheterna"),
        missing=tuple(unmanaged), order=40,
    )  # fmt: skip


def _people(actor: Actor, today: dt.date) -> Iterator[SetUpStep]:
    texts = {
        Role.REGISTRAR: (_("Registeransvarig"), _("Håller enheter, personal och uppdrag aktuella.")),
        Role.LOG_REVIEWER: (
            _("Logggranskare"),
            _("Granskar vem som har läst om vem. Bör inte vara administratör."),
        ),
        Role.PROTECTED_DESK: (
            _("Skyddade personer"),
            _("Minst en handläggare som får se skyddade uppgifter."),
        ),
        Role.SUPPORT_OFFICER: (_("Stödfunktion"), _("Svarar på frågor från vården.")),
    }
    present = _roles_in_force(actor, today)
    for number, (role, slug) in enumerate(GUARDS.items()):
        title, text = texts[role]
        yield SetUpStep(
            slug, title, text, is_done=role.value in present, href=reverse("registry:staff"),
            action=_("Ge någon uppdraget"), order=50 + number,
        )  # fmt: skip


def _roles_in_force(actor: Actor, today: dt.date) -> set[str]:
    found = (
        Assignment.objects.filter(authority_id=actor.authority_id, suspended_at=None, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .filter(roles__overlap=[one.value for one in GUARDS])
        .values_list("roles", flat=True)
    )
    return {role for roles in found for role in roles}


def _identity(present: Present) -> SetUpStep:
    names = tuple(one.name for one in settings.OIDC_ISSUERS)
    return SetUpStep(
        "identity",
        _("Inloggningen är provad"),
        _("Minst en kollega har loggat in med sin e-legitimation. Anslutna: %(names)s.")
        % {"names": ", ".join(names) or _("ingen ännu")},
        is_done=present.has_signed_in and bool(names),
        order=60,
    )


def _cooperation(present: Present) -> SetUpStep:
    return SetUpStep(
        "cooperation",
        _("Samverkan"),
        _("Arbetar någon annan huvudman åt er, eller ni åt dem? Annars skriver du att det inte behövs."),
        is_done=present.cooperates,
        href=reverse("registry:cooperations"),
        action=_("Se samverkan"),
        order=70,
    )


def _promises() -> Iterator[SetUpStep]:
    """What lies outside the platform: somebody says that it is done, and where it can be read."""
    promised = (
        (
            "impact",
            _("Konsekvensbedömning"),
            _("Gjord enligt dataskyddsförordningen artikel 35. Skriv diarienumret."),
        ),
        (
            "processor",
            _("Personuppgiftsbiträdesavtal"),
            _("Tecknat med den som driver plattformen. Skriv diarienumret."),
        ),
        (
            "fallback",
            _("Reservrutin"),
            _("Vad vården gör när plattformen inte går att nå. Skriv var rutinen finns."),
        ),
    )
    for number, (slug, title, text) in enumerate(promised):
        yield SetUpStep(slug, title, text, is_done=False, is_manual=True, order=80 + number)
