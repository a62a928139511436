"""Errors in the reader's language: core writes Swedish sentences, and here they become messages.

The sentence's template is what the catalogue knows it by; values are put in afterwards.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext

from skjuts.core.kernel.errors import SkjutsError


class ToldError(NamedTuple):
    """What happened, and what to do; '' when there is nothing more to say."""

    message: str
    remedy: str

    @property
    def text(self) -> str:
        """Both, one after the other."""
        return " ".join(one for one in self if one)


def tell_error(error: SkjutsError) -> ToldError:
    """The error's sentences in the language of this request."""
    told = [gettext(one) if one else "" for one in error.templates]
    return ToldError(*(one % error.values if error.values else one for one in told))
