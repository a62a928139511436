"""What letters say about delegations, certificates of training and changed rules; in Swedish."""

from __future__ import annotations

from collections.abc import Iterable

from skjuts.apps.registry.models import Delegation, StaffMember
from skjuts.apps.registry.services.tell_staff import tell_staff
from skjuts.apps.training.models import CourseVersion, TrainingCertificate

GREETING = "Logga in i Skjuts och välj Min utbildning för att se mer."


def tell_of_delegation(message: str, delegation: Delegation, reason: str) -> None:
    """Tell the holder that a delegation was granted or withdrawn, or has ended."""
    subjects = {
        "delegation_granted": "Du får intyga sjukresor",
        "delegation_withdrawn": "Din delegation är återkallad",
        "delegation_expired": "Din delegation har gått ut",
    }
    lines = [
        f"Enhet: {delegation.unit.name}",
        f"Gäller: {_kinds(delegation.kinds)}",
        f"Från och med {delegation.valid_from:%Y-%m-%d} till och med {delegation.valid_to:%Y-%m-%d}.",
        *([f"Skäl: {reason}"] if reason else []),
    ]
    _tell(delegation.holder.staff, f"{message}:{delegation.id}", subjects[message], lines)


def tell_of_ending(certificate: TrainingCertificate, days_ahead: int) -> bool:
    """Tell the holder that a certificate of training ends soon."""
    lines = [
        f"Ditt kursbevis gäller till och med {certificate.valid_to:%Y-%m-%d}.",
        "Gör provet igen före dess, så behåller du rätten att intyga.",
    ]
    key = f"training_certificate_ends:{certificate.id}:{days_ahead}"
    return _tell(certificate.staff, key, "Ditt kursbevis går snart ut", lines)


def tell_of_change(version: CourseVersion, staff: StaffMember) -> bool:
    """Tell an issuer that rules change, and what she cannot certify until she has learnt them."""
    lines = [
        f"{version.title}, ungefär {version.minutes} minuter.",
        f"Från och med {version.in_force_from:%Y-%m-%d} kan du inte intyga"
        f" {_kinds(version.touches).lower()} förrän du har gjort den."
        if version.touches
        else "Fortbildningen påverkar inte vad du får intyga.",
    ]
    return _tell(staff, f"retraining:{version.id}:{staff.id}", "Regler för sjukresor ändras", lines)


def _kinds(kinds: Iterable[str]) -> str:
    wanted = set(kinds)
    names = {"trip": "Sjukresa", "escort": "Ledsagare", "ride_alone": "Ensamåkning"}
    return ", ".join(name for kind, name in names.items() if kind in wanted)


def _tell(staff: StaffMember, key: str, subject: str, lines: Iterable[str]) -> bool:
    return tell_staff(staff=staff, key=key, subject=subject, text="\n".join([*lines, "", GREETING, ""]))
