"""What a new certificate begins with: what the register knows of the patient, and where the nurse works.

Pure. `sources` says beside each field where its value came from, as long as it is the register's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from skjuts.apps.permits.terms import CertificateContent, Direction
from skjuts.apps.registry.facts.identities import LMA_CARD
from skjuts.apps.registry.facts.languages import LANGUAGES
from skjuts.apps.registry.models import PatientAddress
from skjuts.apps.registry.queries.patients import PatientFile
from skjuts.core.rules.record import JsonValue


@dataclass(frozen=True, slots=True)
class Known:
    """What the register says of a patient that a certificate asks for; '' where it says nothing.

    `residence` and `interpreter` are as a certificate has them; `door` is the home's latitude and longitude.
    """

    age: int | None = None
    residence: str = ""
    locality: str = ""
    door: str = ""
    interpreter: str = ""

    @property
    def facts(self) -> Mapping[str, JsonValue]:
        """What rules ask for and no certificate tells."""
        return {"age": self.age}


def read_known(file: PatientFile, today: dt.date, county: str) -> Known:
    """Read it from a patient's file. `county`: the first two digits of the region's municipality codes."""
    profile, home = file.profile, _find_home(file)
    born = dt.date.fromisoformat(profile.born) if profile and profile.born else None
    language = dict(LANGUAGES)[profile.language] if profile and profile.needs_interpreter else ""
    return Known(
        age=_age(born, today) if born else None,
        residence=_residence(file, home, county),
        locality=home.locality if home else "",
        door=home.position if home else "",
        interpreter=str(language).lower(),
    )


def begin_content(known: Known, unit_id: UUID) -> CertificateContent:
    """A visit at the own unit and back, for somebody who lives where the register says."""
    return CertificateContent(
        purpose="care",
        care_region="home",
        care_unit=unit_id,
        residence=known.residence or None,
        interpreter=known.interpreter,
        directions=frozenset({Direction.TO_CARE, Direction.FROM_CARE}),
    )


def tell_sources(content: CertificateContent, known: Known) -> dict[str, str]:
    """By field, where its value came from."""
    told = {}
    if known.residence and content.residence == known.residence:
        told["residence"] = (
            _("Från personregistret: folkbokförd i %(place)s.") % {"place": known.locality}
            if known.locality
            else _("Från registret: patienten har LMA-kort.")
        )
    if known.interpreter and content.interpreter == known.interpreter:
        told["interpreter"] = _("Från patientens sida.")
    return told


def _residence(file: PatientFile, home: PatientAddress | None, county: str) -> str:
    """Nothing while the authority has not said which county it is, or the address is somebody's word."""
    if any(one.system == LMA_CARD and one.given_up_at is None for one in file.identifiers):
        return "asylum_seeker"
    if not county or home is None or home.source != PatientAddress.Source.REGISTER:
        return ""
    return "resident" if home.municipality_code.startswith(county) else "other_region"


def _find_home(file: PatientFile) -> PatientAddress | None:
    homes = [one for one in file.addresses if one.kind == PatientAddress.Kind.REGISTERED]
    return homes[0] if homes else None


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
