"""The rule books that hold in the demonstration: taken over, proposed and approved by the services.

The regions' own personas write and approve at home. Bergs kommun is written for by the region that assesses
for it, and approved by its own invented administrator; Västernorrland has two invented people of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from skjuts.apps.registry.models import Account, Assignment, Authority, StaffMember, Unit
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.services.begin_book import begin_draft, take_over_book
from skjuts.apps.rulebooks.services.decide_book import approve_book, propose_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.rules.editing import remove_row
from skjuts.rehearsal.personas.people import ISSUER, ORGANISATION
from skjuts.rehearsal.universe.at_work import get_actor

DRAFT = "Förslag som prövas (påhittat)"
"""A draft of the region's own that is left as one, for the workshop to try on past matters."""
DROPPED = ("fits_public_transport", "cannot_board")
"""What it leaves out: that who cannot climb a step need not go by bus, as if every bus had a low floor."""
WHY = "Påhittat beslut för demonstrationen."
OFFICE = "Kansliet"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who writes or approves: a persona by slug, or somebody invented at the authority's office."""

    slug: str
    given_name: str = ""
    family_name: str = ""
    role: Role = Role.AUTHORITY_ADMIN


@dataclass(frozen=True, slots=True)
class HeldBook:
    """A book of the program that an authority has put in force."""

    authority: str
    book: str
    kinds: tuple[str, ...]
    writer: Keeper
    approver: Keeper


OFFICER = Keeper("handlaggare")
HELD = (
    HeldBook(
        "jamtland-harjedalen", "jamtland_harjedalen", ("patient_trip",), OFFICER, Keeper("administrator")
    ),
    HeldBook(
        "bergs-kommun",
        "sweden",
        ("paratransit", "national_paratransit"),
        OFFICER,
        Keeper("berg-admin", "Anna-Lisa", "Fjällgren"),
    ),
    HeldBook(
        "vasternorrland",
        "vasternorrland",
        ("patient_trip",),
        Keeper("vn-regler", "Hans", "Forsell", Role.SUPPORT_OFFICER),
        Keeper("vn-admin", "Eva-Britt", "Nordlander"),
    ),
)


def put_books_in_force(opened_on: dt.date) -> None:
    """Put every book in force from the day on which the authorities opened; those that are stay."""
    for held in HELD:
        authority = Authority.objects.get(slug=held.authority)
        with entering(authorities=list(Authority.objects.values_list("id", flat=True))):
            if RuleBookVersion.objects.filter(authority=authority, book=held.book).exists():
                continue
            writer = _get_actor(held.writer, authority, opened_on)
            approver = _get_actor(held.approver, authority, opened_on)
        _put_in_force(held, authority, (writer, approver), opened_on)


def write_trial_draft(opened_on: dt.date, now: dt.datetime) -> None:
    """Let the officer begin a draft with one rule fewer than the book in force; one that is there stays."""
    held = HELD[0]
    authority = Authority.objects.get(slug=held.authority)
    with entering(authorities=[authority.id]):
        versions = RuleBookVersion.objects.filter(authority=authority, book=held.book)
        if versions.filter(label=DRAFT).exists():
            return
        current = versions.get(state=RuleBookVersion.State.APPROVED)
        writer = _get_actor(held.writer, authority, opened_on)
    with acting(writer):
        draft = begin_draft(actor=writer, version_id=current.id, label=DRAFT, now=now)
        edit_draft(
            actor=writer,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: remove_row(book, *DROPPED),
            now=now,
        )


def _put_in_force(
    held: HeldBook, authority: Authority, people: tuple[Actor, Actor], opened_on: dt.date
) -> None:
    writer, approver = people
    at = timezone.make_aware(dt.datetime.combine(opened_on, dt.time(9)))
    with acting(writer):
        draft = take_over_book(
            actor=writer,
            authority_id=authority.id,
            book_id=held.book,
            kinds=held.kinds,
            label=str(opened_on.year),
            now=at,
        )
        propose_book(
            actor=writer,
            version_id=draft.id,
            revision=draft.revision,
            reason=WHY,
            from_day=opened_on,
            now=at + dt.timedelta(hours=1),
            today=opened_on,
        )
    with acting(approver):
        approve_book(
            actor=approver,
            version_id=draft.id,
            revision=draft.revision,
            reason=WHY,
            from_day=opened_on,
            now=at + dt.timedelta(hours=2),
            today=opened_on,
        )


def _get_actor(keeper: Keeper, authority: Authority, day: dt.date) -> Actor:
    if keeper.given_name:
        held = _place_keeper(keeper, authority, day)
    else:
        held = Assignment.objects.get(account__issuer=ISSUER, account__subject=keeper.slug)
    return get_actor(held, day)


def get_keeper(keeper: Keeper, authority: Authority, day: dt.date) -> Actor:
    """Somebody who was invented at an authority's office before."""
    with entering(authorities=[authority.id]):
        held = Assignment.objects.get(authority=authority, staff__hsa_id=f"{ORGANISATION}-R-{keeper.slug}")
    return get_actor(held, day)


def _place_keeper(keeper: Keeper, authority: Authority, day: dt.date) -> Assignment:
    """Somebody invented at the authority's office."""
    hsa_id = f"{ORGANISATION}-R-{keeper.slug}"
    unit, _ = Unit.objects.get_or_create(
        authority=authority,
        hsa_id=f"{ORGANISATION}-O-{authority.slug}",
        defaults={"kind": Unit.Kind.OFFICE, "name": f"{OFFICE}, {authority.name}", "opened_on": day},
    )
    account, _ = Account.objects.get_or_create(issuer=ISSUER, subject=hsa_id, defaults={"hsa_id": hsa_id})
    staff, _ = StaffMember.objects.get_or_create(
        authority_id=authority.id,
        hsa_id=hsa_id,
        defaults={
            "account": account,
            "given_name": keeper.given_name,
            "family_name": keeper.family_name,
            "profession": "Handläggare",
        },
    )
    return Assignment.objects.get_or_create(
        authority_id=authority.id,
        staff=staff,
        unit=unit,
        defaults={"account": account, "roles": [keeper.role.value], "valid_from": day},
    )[0]
