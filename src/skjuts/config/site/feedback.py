"""What readers tell of accessibility: a form, and a letter in the outbox that nothing can lose."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext_lazy as _

from skjuts.apps.audit.models import Message
from skjuts.apps.audit.services.enqueuing import enqueue_message
from skjuts.apps.tenancy.scope import entering
from skjuts.web.fields import EmailField, LongTextField, PageForm, TextField

KEY = "accessibility:"
MOST_AN_HOUR = 60
"""The form is open to anyone, programs included; more than this is nobody's honest report."""


class FeedbackForm(PageForm):
    """What does not work; who tells is nobody's business unless they want an answer."""

    text = LongTextField(
        label=_("Vad fungerar inte för dig?"),
        hint=_("Berätta gärna vilket hjälpmedel du använder. Skriv inget om någon annan person."),
        missing=_("Skriv vad som inte fungerar."),
        rows=6,
        limit=4000,
    )
    page = TextField(label=_("På vilken sida?"), required=False, max_length=200)
    email = EmailField(label=_("E-post"), hint=_("Bara om du vill ha svar."), required=False, max_length=200)


def has_had_enough(*, authority_id: int, now: dt.datetime) -> bool:
    """Whether the last hour brought more than anybody reads."""
    with entering(authorities=[authority_id]):
        recent = Message.objects.filter(
            channel="mail", key__startswith=KEY, created_at__gt=now - dt.timedelta(hours=1)
        )
        return recent.count() >= MOST_AN_HOUR


def send_feedback(*, authority_id: int, to: str, text: str, page: str, answer_to: str) -> None:
    """Enqueue the letter. The middleware's key keeps a form that is sent twice from being two letters."""
    lines = (text, f"Sida: {page or 'inte angiven'}", f"Svar till: {answer_to or 'vill inte ha svar'}")
    with entering(authorities=[authority_id]):
        enqueue_message(
            channel="mail",
            key=f"{KEY}{uuid.uuid4()}",
            authority_id=authority_id,
            payload={"to": to, "subject": "Synpunkt på tillgängligheten", "text": "\n\n".join(lines)},
        )
