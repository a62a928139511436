"""How often an answer at the sign-in's return may be wrong, by address and by account.

An answer to a sign-in that this browser never began is a guess (or an old tab); ten of them close the
address to more, and to nothing else. Who began at the sign-in page is counted apart and more generously,
because a whole ward may share one address: nobody locks a ward out by sending strange answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.socialaccount.internal.statekit import get_states
from django.http import HttpRequest

from skjuts.apps.registry.services.admit import Vouched
from skjuts.apps.registry.sign_in_errors import SignInCancelled, SignInRefused
from skjuts.apps.vault.addresses import address_of
from skjuts.apps.vault.services.guesses import GuessLimit, note_miss, require_guess_left

STRAY = GuessLimit("sign_in.stray", most=10)
BEGUN = GuessLimit("sign_in.begun", most=60)
REFUSED = GuessLimit("sign_in.refused", most=10)


@contextmanager
def counting_answers(request: HttpRequest) -> Iterator[None]:
    """Count answers that do not hold. Raises `TooManyGuesses` before looking at one too many."""
    limit = BEGUN if request.GET.get("state", "") in get_states(request) else STRAY
    with _counting(limit, address_of(request)):
        yield


@contextmanager
def counting_refusals(vouched: Vouched) -> Iterator[None]:
    """Count how often somebody whom a provider vouches for is not let in. Raises `TooManyGuesses`."""
    with _counting(REFUSED, f"{vouched.issuer} {vouched.subject}"):
        yield


@contextmanager
def _counting(limit: GuessLimit, subject: str) -> Iterator[None]:
    require_guess_left(limit, subject)
    try:
        yield
    except SignInCancelled:
        raise
    except SignInRefused:
        note_miss(limit, subject)
        raise
