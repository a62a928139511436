"""Versions of rule books, from the actor's scope; and the book that holds on a day.

Books are read once per process and digest: the text of a version is long, and the same text never changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from skjuts.apps.rulebooks.models import RuleBookEdit, RuleBookStatus, RuleBookVersion
from skjuts.apps.rulebooks.policies import may_read_drafts
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound
from skjuts.core.kernel.kept import Kept
from skjuts.core.rules import RuleBook, decode_book

KEPT = 64
HEAVY = ("content", "cases", "fee_cases")
State = RuleBookVersion.State
_books: Kept[str, RuleBook] = Kept(KEPT)


def versions_of(actor: Actor) -> QuerySet[RuleBookVersion]:
    """The versions that the actor may see: approved ones, and everything where they work with the books."""
    drafting = [one for one in actor.authorities if may_read_drafts(actor, one)]
    seen = Q(state=State.APPROVED) | Q(authority_id__in=drafting)
    rows = RuleBookVersion.objects.filter(seen, authority_id__in=actor.authorities)
    return rows.select_related("authority").defer(*HEAVY)


def list_versions(actor: Actor) -> list[RuleBookVersion]:
    """List the versions that are not discarded, the newest first."""
    return list(versions_of(actor).exclude(state=State.DISCARDED).order_by("-begun_at", "id"))


def get_version(actor: Actor, version_id: UUID) -> RuleBookVersion:
    """Get a version that the actor may see."""
    found = versions_of(actor).filter(id=version_id).select_related("based_on").first()
    if found is None:
        raise NotFound
    return found


def list_relatives(actor: Actor, version: RuleBookVersion) -> list[RuleBookVersion]:
    """List the other versions of the same book that one may compare with, the newest first."""
    rows = versions_of(actor).filter(authority_id=version.authority_id, book=version.book)
    return list(rows.exclude(id=version.id).exclude(state=State.DISCARDED).order_by("-begun_at", "id"))


def list_proposed(actor: Actor) -> list[RuleBookVersion]:
    """List the versions of the actor's own authority that wait for approval, the longest wait first."""
    rows = RuleBookVersion.objects.filter(authority_id=actor.authority_id, state=State.PROPOSED)
    return list(rows.defer(*HEAVY).order_by("begun_at", "id"))


def list_own_drafts(actor: Actor) -> list[RuleBookVersion]:
    """List the drafts that the actor began or wrote in, the latest begun first."""
    rows = RuleBookVersion.objects.filter(authority_id__in=actor.authorities, state=State.DRAFT)
    written = RuleBookEdit.objects.filter(by_staff=actor.staff_id).values("version")
    mine = rows.filter(Q(begun_by_staff=actor.staff_id) | Q(pk__in=written))
    return list(mine.defer(*HEAVY).order_by("-begun_at", "id"))


def list_steps(version: RuleBookVersion) -> list[RuleBookStatus]:
    """List the steps that a version took, in order."""
    return list(version.statuses.all())


def list_edits(version: RuleBookVersion, limit: int) -> list[RuleBookEdit]:
    """List the last edits of a version, the newest first, without the books before them."""
    return list(version.edits.defer("before").select_related("undoes").order_by("-revision")[:limit])


def find_undoable(version: RuleBookVersion) -> RuleBookEdit | None:
    """Find the newest edit that takes nothing back and has not been taken back itself."""
    rows = RuleBookEdit.objects.filter(version=version, undoes=None, undone_by=None)
    return rows.order_by("-revision").first()


def list_writers(version: RuleBookVersion) -> set[UUID]:
    """The people who began a version, wrote in it or proposed it: none of them approves it."""
    edits = RuleBookEdit.objects.filter(version=version).values_list("by_staff", flat=True)
    proposed = RuleBookStatus.objects.filter(version=version, verb="propose").values_list(
        "by_staff", flat=True
    )
    return {version.begun_by_staff, *edits, *proposed}


def read_book(version: RuleBookVersion) -> RuleBook:
    """The book of a version. Costs a query only when this process has not read the same text before."""
    return _books.get(version.digest, lambda: decode_book(version.content.encode()))


def list_approved(authority_ids: Iterable[int]) -> list[RuleBookVersion]:
    """List the approved versions of authorities, the latest first day first."""
    rows = RuleBookVersion.objects.filter(authority_id__in=list(authority_ids), state=State.APPROVED)
    return list(rows.defer(*HEAVY).order_by("-in_force_from", "-approved_at"))


def find_in_force(authority_id: int, kind: str, day: dt.date) -> RuleBookVersion | None:
    """Find the version by which a kind of matter is tried on a day."""
    rows = RuleBookVersion.objects.filter(
        authority_id=authority_id, state=State.APPROVED, kinds__contains=[kind], in_force_from__lte=day
    )
    return rows.defer(*HEAVY).order_by("-in_force_from", "-approved_at").first()


class AuthorityRuleBooks:
    """The books in force, as `core.ports.rule_books` asks for them; within the caller's scope."""

    def find_book(self, authority_id: int, kind: str, day: dt.date) -> RuleBook | None:
        """The authority's book for a kind of permit on a day; None when none is in force."""
        found = find_in_force(authority_id, kind, day)
        return read_book(found) if found else None
