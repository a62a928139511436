"""A draft changed and changed back. Every saved edit keeps the book before it, and what it altered."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from skjuts.apps.rulebooks.models import RuleBookEdit, RuleBookVersion
from skjuts.apps.rulebooks.policies import require_write_books
from skjuts.apps.rulebooks.queries.books import find_undoable, read_book
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.rulebooks.services.book_steps import get_locked_version
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import DuplicateId, InvalidTransition
from skjuts.core.rules import RuleBook, decode_book, encode_book, hash_book
from skjuts.core.rules.analysis import compare_books
from skjuts.core.rules.editing import change_edition


@transaction.atomic
def edit_draft(
    *,
    actor: Actor,
    version_id: UUID,
    revision: int,
    change: Callable[[RuleBook], RuleBook],
    now: dt.datetime,
) -> RuleBookVersion:
    """Change a draft that stands at `revision`; what alters nothing is not saved.

    `change` is one of `core.rules.editing`. A fact check holds for the rules that were checked: it goes when
    they change. Raises `BookChanged` when somebody else has saved meanwhile, and
    what the change raises when the book would no longer be sound.
    """
    version = _get_draft(actor, version_id, revision)
    old = read_book(version)
    new = _date_change(old, change(old), now)
    if hash_book(new) != version.digest:
        _save(version, old, new, actor, now)
    return version


@transaction.atomic
def undo_edit(*, actor: Actor, version_id: UUID, revision: int, now: dt.datetime) -> RuleBookVersion:
    """Take back the newest edit that stands; again for the one before it. Both stay in the history."""
    version = _get_draft(actor, version_id, revision)
    last = find_undoable(version)
    if last is None:
        raise InvalidTransition("Det finns ingen ändring att ångra.")
    _save(version, read_book(version), decode_book(last.before.encode()), actor, now, undoes=last)
    return version


def _date_change(old: RuleBook, new: RuleBook, now: dt.datetime) -> RuleBook:
    """What the head may say after a change of the rules: updated today, and checked by nobody since."""
    if all(one.part == "book" for one in compare_books(old, new)):
        return new
    today = timezone.localdate(now).isoformat()
    return change_edition(new, {"updated": today, "fact_checked": "", "fact_checker": ""})


def _get_draft(actor: Actor, version_id: UUID, revision: int) -> RuleBookVersion:
    version = get_locked_version(actor, version_id, revision=revision)
    require_write_books(actor, version.authority_id)
    if version.state != RuleBookVersion.State.DRAFT:
        raise InvalidTransition
    return version


def _save(
    version: RuleBookVersion,
    old: RuleBook,
    new: RuleBook,
    actor: Actor,
    now: dt.datetime,
    *,
    undoes: RuleBookEdit | None = None,
) -> None:
    before = version.content
    version.content, version.digest = encode_book(new).decode(), hash_book(new)
    version.label, version.title = new.edition.version, new.edition.title
    version.revision += 1
    try:
        with transaction.atomic():
            version.save(update_fields=["content", "digest", "label", "title", "revision"])
    except IntegrityError as error:
        raise DuplicateId("Det finns redan en version med det namnet.", field="version") from error
    RuleBookEdit.objects.create(
        authority_id=version.authority_id,
        version=version,
        revision=version.revision,
        changes=[dataclasses.asdict(one) for one in compare_books(old, new)],
        before=before,
        undoes=undoes,
        by_staff=actor.staff_id,
        signed=sign(actor),
        at=now,
    )
