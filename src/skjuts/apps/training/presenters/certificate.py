"""The certificate of training on paper, and what an open check of its code says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.training.content import Course
from skjuts.apps.training.models import TrainingCertificate
from skjuts.apps.training.presenters.words import tell_date
from skjuts.apps.training.queries.checking import CheckedCertificate
from skjuts.web.elements import Fact, Status

CODE_GROUP = 4


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """The certificate."""

    id: str
    holder: str
    authority: str
    course: str
    facts: tuple[Fact, ...]
    code: str
    check_address: str
    status: Status


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What the paper should say; no name, only the end of the HSA-id."""

    status: Status
    facts: tuple[Fact, ...]


def show_certificate(
    row: TrainingCertificate, course: Course, *, today: dt.date, check_address: str
) -> CertificatePage:
    """The certificate of training."""
    topics = ", ".join(topic.title for topic in course.topics)
    return CertificatePage(
        id=str(row.id),
        holder=row.staff.name,
        authority=row.authority.name,
        course=course.title,
        facts=(
            Fact(_("HSA-id"), row.staff.hsa_id),
            Fact(_("Kurs"), f"{course.title} ({course.version})"),
            Fact(_("Godkänt prov"), tell_date(timezone.localdate(row.issued_at))),
            Fact(_("Giltigt till och med"), tell_date(row.valid_to)),
            Fact(_("Innehåll"), topics),
        ),
        code=group_code(row.check_code),
        check_address=check_address,
        status=_status(row.valid_to, today),
    )


def show_check(found: CheckedCertificate, today: dt.date) -> CheckPage:
    """What an open check says."""
    return CheckPage(
        status=_status(found.valid_to, today),
        facts=(
            Fact(_("Kurs"), f"{found.course} ({found.version})"),
            Fact(_("Utfärdat av"), found.authority),
            Fact(_("Godkänt prov"), tell_date(timezone.localdate(found.issued_at))),
            Fact(_("Giltigt till och med"), tell_date(found.valid_to)),
            Fact(_("HSA-id slutar på"), found.hsa_suffix, note=_("Jämför med personens tjänstekort.")),
        ),
    )


def group_code(code: str) -> str:
    """The code in groups of four, as it is read aloud."""
    return "-".join(code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP))


def _status(valid_to: dt.date, today: dt.date) -> Status:
    if valid_to >= today:
        return Status(_("Giltigt"), "success", "badge-check")
    return Status(_("Har gått ut"), "danger", "clock-alert")
