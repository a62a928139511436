"""Every page about a patient begins here: in reach, with a reason, and logged, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.policies.patients import may_identify
from skjuts.apps.registry.queries.patients import (
    PatientFile,
    get_patient,
    is_related_now,
    read_patient_file,
)
from skjuts.apps.registry.services.patients import note_opening
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import NotAllowed

REASONS = "patient_reasons"
"""Session key: by patient, the reason that was given and until when it holds."""
HOLDS = dt.timedelta(minutes=15)
RELATION = Reason.CARE

type PatientView = Callable[..., HttpResponse]
type Reader = Callable[..., PatientFile]
type Decorator = Callable[[PatientView], PatientView]


def with_patient(
    allowed: Callable[[Actor, Patient], bool] = may_identify, *, read: Reader = read_patient_file
) -> Decorator:
    """Give the view the patient's file instead of an id; whoever owes a reason is asked for it first.

    `allowed`: what the actor has to be allowed; without it the patient is not there. `read`: how much of the
    file the view needs.
    """

    def decorate(view: PatientView) -> PatientView:
        @wraps(view)
        def opened(request: HttpRequest, patient_id: UUID, **more: Any) -> HttpResponse:  # noqa: ANN401
            actor = actor_in(request)
            patient = get_patient(actor, patient_id)
            if not (may_identify(actor, patient) and allowed(actor, patient)):
                raise NotAllowed
            is_related = is_related_now(actor, patient)
            reason = RELATION if is_related else find_reason(request, patient.id)
            if not reason:
                return HttpResponseRedirect(reverse("registry:patient-reason", args=[patient.id]))
            if patient.id != patient_id:
                return HttpResponseRedirect(reverse("registry:patient", args=[patient.id]))
            note_opening(actor, patient, reason=reason, context="", is_related=is_related)
            file = read(actor, patient, today=timezone.localdate())
            return view(request, file, **more)

        return opened

    return decorate


def find_reason(request: HttpRequest, patient_id: UUID) -> str:
    """The reason that was given for the patient within the last quarter of an hour, else ''."""
    given = request.session.get(REASONS, {}).get(str(patient_id))
    return given[0] if given and given[1] > timezone.now().timestamp() else ""


def keep_reason(request: HttpRequest, patient_ids: Iterable[UUID], reason: str) -> None:
    """Let the reason hold for these patients; what has run out is forgotten."""
    now = timezone.now()
    held = {key: one for key, one in request.session.get(REASONS, {}).items() if one[1] > now.timestamp()}
    until = (now + HOLDS).timestamp()
    request.session[REASONS] = {**held, **{str(one): [reason, until] for one in patient_ids}}
