"""Searching for a patient in one box; every person shown is an entry in the access log."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, record_access, record_list
from skjuts.apps.registry.facts.identities import Systems
from skjuts.apps.registry.facts.questions import PatientQuestion, read_question
from skjuts.apps.registry.policies.patients import require_reader
from skjuts.apps.registry.queries.patients import PatientHit, find_patients, get_systems
from skjuts.apps.registry.services.patients.tallying import tally_lookups
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.services.guesses import GuessLimit, note_miss, require_guess_left

UNKNOWN_IDENTITIES = GuessLimit("registry.unknown_identity", most=30)
"""Numbers that nobody has. Whoever registers new patients all day looks for each of them in vain, once."""


def search_patients(
    actor: Actor, *, text: str, today: dt.date, reason: str = Reason.SEARCH, context: str = ""
) -> list[PatientHit]:
    """Whom the text finds within the actor's reach, the best first.

    Raises `InvalidField` at `q`, and `TooManyGuesses` when the account has tried many numbers in vain.
    """
    require_reader(actor)
    question = read_question(text, _systems_of(actor, text), on=today)
    # No savepoint of its own: what could be shown without its entry in the log takes the page with it.
    with transaction.atomic(savepoint=False):
        hits = _find(actor, question)
        _log(actor, hits, reason=reason, context=context)
        tally_lookups(actor)
    return hits


def _systems_of(actor: Actor, text: str) -> Systems:
    """The authority's; not asked for when no number stands in the text."""
    return get_systems(actor.authority_id) if any(one.isdigit() for one in text) else Systems(())


def _find(actor: Actor, question: PatientQuestion) -> list[PatientHit]:
    if question.identities:
        require_guess_left(UNKNOWN_IDENTITIES, str(actor.account_id))
    hits = find_patients(actor, question)
    if question.identities and not hits:
        note_miss(UNKNOWN_IDENTITIES, str(actor.account_id))
    return hits


def _log(actor: Actor, hits: list[PatientHit], *, reason: str, context: str) -> None:
    """An entry for each person shown, or one that nobody was."""
    shown = [(one.patient.authority_id, one.patient.id) for one in hits]
    if shown:
        record_list(actor, action=Access.SEARCH, patients=shown, reason=reason, context=context)
    else:
        record_access(
            actor, action=Access.SEARCH, authority_id=actor.authority_id, reason=reason, context=context
        )
