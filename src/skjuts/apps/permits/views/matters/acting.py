"""What every page of the officer reads from its request, and how a refusal is shown at its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.services.attachments import store_attachment
from skjuts.core.kernel.errors import Conflict, InvalidInput, UpstreamUnavailable
from skjuts.web.fields import PageForm


@dataclass(frozen=True, slots=True)
class Acting:
    """Who asks, and when."""

    actor: Actor
    now: dt.datetime
    today: dt.date


def acting_in(request: HttpRequest) -> Acting:
    """The actor and the moment of a request; the door let nobody in without an assignment."""
    now = timezone.now()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Acting(actor, now, timezone.localdate(now))


def show(
    request: HttpRequest, page: str, context: dict[str, Any], form: PageForm | None = None
) -> HttpResponse:
    """A page; with status 422 when its form has to be mended."""
    status = 200 if form is None else form.answer_status
    return render(request, f"permits/matters/{page}.html", context, status=status)


def attempt[T](form: PageForm, service: Callable[[], T]) -> T | None:
    """Run a service for a form that is whole; its refusal is shown at the field. None when it was refused."""
    if not form.is_valid():
        return None
    try:
        return service()
    except (InvalidInput, Conflict, UpstreamUnavailable) as refusal:
        form.add_refusal(refusal)
        return None


def version_in(request: HttpRequest) -> int:
    """The version of the matter that the page showed; -1, which no matter has, when it says none."""
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() else -1


def store_file(form: PageForm, at: Acting, *, authority_id: int, is_guarded: bool) -> tuple[UUID, ...]:
    """Keep the form's file, if there is one."""
    file = form.cleaned_data.get("file")
    if file is None:
        return ()
    stored = store_attachment(
        at.actor,
        authority_id=authority_id,
        name=file.name,
        content=file.read(),
        now=at.now,
        is_guarded=is_guarded,
    )
    return (stored.id,)
