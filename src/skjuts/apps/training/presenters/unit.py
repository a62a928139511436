"""The page of a unit's head: who has learnt what, who may certify, and granting with one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.registry.models import Delegation
from skjuts.apps.training.presenters.words import name_kinds, show_kind, tell_date
from skjuts.apps.training.queries.register import KINDS, Holder
from skjuts.apps.training.rights import Grant, Moment
from skjuts.web.elements import Status
from skjuts.web.fields import PageForm

SOON_DAYS = 60
USUAL_DAYS = 365


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A delegation that holds or will."""

    id: str
    kinds: str
    days: str


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A person at the unit. `form` is None where nothing can be granted, or where nobody draws forms."""

    assignment_id: str
    name: str
    profession: str
    training: Status
    note: str
    rights: tuple[Status, ...]
    grants: tuple[GrantRow, ...]
    can_be_granted: bool
    form: PageForm | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The unit's people, and the counts above them."""

    unit: str
    rows: tuple[HolderRow, ...]
    issuers: int
    trained: int
    softening: str


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that was refused, and whose row it belongs to."""

    assignment_id: UUID
    form: PageForm


type FormMaker = Callable[[str, dict[str, object]], PageForm]
"""Makes the form of a row, from its prefix and what stands in it at first."""


@dataclass(frozen=True, slots=True)
class Granting:
    """Who would grant, how the page's forms are made, and the one that was refused."""

    granter: UUID
    make_form: FormMaker | None = None
    sent: SentForm | None = None


def show_unit(
    unit: str,
    holders: Sequence[Holder],
    begun: Mapping[UUID, str],
    moment: Moment,
    granting: Granting,
) -> UnitPage:
    """The page; `begun` says by staff how far the untrained have come."""
    return UnitPage(
        unit=unit,
        rows=tuple(_row(one, begun, moment, granting) for one in holders),
        issuers=sum(bool(one.allowed) for one in holders),
        trained=sum(_last_day(one, moment) is not None for one in holders),
        softening=_softening(holders, moment),
    )


def first_values(holder: Holder, moment: Moment) -> dict[str, object]:
    """What stands in a row's form: the kinds not yet granted, from today until the training ends."""
    last = moment.day + dt.timedelta(days=USUAL_DAYS)
    ends = _last_day(holder, moment) or _softening_ends(holder, moment)
    granted = {kind for grant in _living(holder, moment) for kind in grant.kinds}
    return {
        "kinds": [kind for kind in KINDS if kind not in granted],
        "valid_from": moment.day,
        "valid_to": min(last, ends) if ends else last,
    }


def _row(holder: Holder, begun: Mapping[UUID, str], moment: Moment, granting: Granting) -> HolderRow:
    assignment = holder.assignment
    can_be_granted = _can_be_granted(holder, moment, granting.granter)
    is_sent = granting.sent is not None and granting.sent.assignment_id == assignment.id
    return HolderRow(
        assignment_id=str(assignment.id),
        name=assignment.staff.name,
        profession=assignment.staff.profession,
        training=_training(holder, begun, moment),
        note=_last_day_note(holder, moment),
        rights=tuple(_rights(holder)),
        grants=tuple(
            GrantRow(
                str(grant.id),
                name_kinds(grant.kinds),
                _("%(first)s till %(last)s")
                % {"first": tell_date(grant.valid_from), "last": tell_date(grant.valid_to)},
            )
            for grant in _living(holder, moment)
        ),
        can_be_granted=can_be_granted,
        form=_form(holder, moment, granting, can_be_granted=can_be_granted),
        is_open=is_sent,
    )


def _can_be_granted(holder: Holder, moment: Moment, granter: UUID) -> bool:
    granted = {kind for grant in _living(holder, moment) for kind in grant.kinds}
    has_ground = _last_day(holder, moment) is not None or holder.standing.is_softened(moment)
    return holder.assignment.staff_id != granter and has_ground and not granted >= set(KINDS)


def _form(holder: Holder, moment: Moment, granting: Granting, *, can_be_granted: bool) -> PageForm | None:
    if granting.sent is not None and granting.sent.assignment_id == holder.assignment.id:
        return granting.sent.form
    if not can_be_granted or granting.make_form is None:
        return None
    return granting.make_form(str(holder.assignment.id), first_values(holder, moment))


def _rights(holder: Holder) -> list[Status]:
    told = {**dict.fromkeys(holder.allowed), **holder.hindrances}
    return [show_kind(kind, told[kind]) for kind in Delegation.Kind.values if kind in told]


def _living(holder: Holder, moment: Moment) -> list[Grant]:
    """The delegations that hold or will: neither withdrawn nor ended."""
    living = [
        one for one in holder.standing.grants if one.withdrawn_at is None and one.valid_to >= moment.day
    ]
    return sorted(living, key=lambda one: one.valid_from)


def _last_day(holder: Holder, moment: Moment) -> dt.date | None:
    return max((one.valid_to for one in holder.standing.trainings if one.holds(moment)), default=None)


def _softening_ends(holder: Holder, moment: Moment) -> dt.date | None:
    return max((one.valid_to for one in holder.standing.softenings if one.holds(moment)), default=None)


def _training(holder: Holder, begun: Mapping[UUID, str], moment: Moment) -> Status:
    last = _last_day(holder, moment)
    if last is not None:
        is_soon = (last - moment.day).days <= SOON_DAYS
        return Status(_("Godkänd"), "warning" if is_soon else "success", "badge-check")
    if holder.standing.trainings:
        return Status(_("Beviset har gått ut"), "danger", "clock-alert")
    progress = begun.get(holder.assignment.staff_id)
    return Status(progress, "info", "book-open") if progress else Status(_("Inte påbörjad"), "neutral")


def _last_day_note(holder: Holder, moment: Moment) -> str:
    last = _last_day(holder, moment)
    return _("till och med %(day)s") % {"day": tell_date(last)} if last else ""


def _softening(holders: Sequence[Holder], moment: Moment) -> str:
    ends = max(filter(None, (_softening_ends(one, moment) for one in holders)), default=None)
    if ends is None:
        return ""
    return _("Enheten har en mjukare övergång till och med %(day)s: du kan delegera utan kursbevis.") % {
        "day": tell_date(ends)
    }


def tell_progress(read: int, pages: int) -> str:
    """How far somebody has come who is not done."""
    return ngettext("Har läst %(read)s av %(pages)s sida", "Har läst %(read)s av %(pages)s sidor", pages) % {
        "read": read,
        "pages": pages,
    }
