"""What the pages of a ward round show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.presenters.certificates import tell_days, tell_mode
from skjuts.apps.permits.presenters.certificates_drafts import Places, list_left
from skjuts.apps.permits.services.certify import RoundAnswer
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.registry.models import Patient, PatientProfile
from skjuts.apps.tenancy.swedish_order import swedish_key
from skjuts.apps.training.presenters.words import tell_date
from skjuts.web.elements import Column
from skjuts.web.told import tell_error


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A draft: `mark` names it and its version, `left` what is missing, `trouble` why it was not issued.

    `href`: the whole draft; `edit_href`: what differs, in the row.
    """

    id: str
    mark: str
    href: str
    edit_href: str
    name: str
    born: str
    mode: str
    needs: str
    valid: str
    left: tuple[str, ...]
    trouble: str


@dataclass(frozen=True, slots=True)
class Round:
    """The table. `kinds`: what its drafts would certify."""

    columns: tuple[Column, ...]
    rows: tuple[RoundRow, ...]
    kinds: frozenset[str]
    may_issue: bool


def name_people(
    ward: Iterable[Patient],
    who: Mapping[UUID, PatientProfile],
    latest: Mapping[UUID, Certificate],
) -> list[tuple[str, str]]:
    """Id and label of those to choose among: name, birth, and when they were certified last."""
    known = sorted((one.id for one in ward if one.id in who), key=lambda one: swedish_key(who[one].name))
    return [(str(one), _label(who[one], latest.get(one))) for one in known]


def show_round(
    rows: Sequence[Certificate],
    who: Mapping[UUID, PatientProfile],
    answers: Iterable[RoundAnswer],
    places: Places,
) -> Round:
    """The drafts, with what became of those that were just tried."""
    troubles = {one.certificate_id: tell_error(one.trouble).text for one in answers if one.trouble}
    contents = [CertificateContent.decode(one.content) for one in rows]
    shown = tuple(
        _row(
            row,
            content,
            who.get(row.patient_id),
            tuple(link.label for link in list_left(content, places)),
            troubles.get(row.id, ""),
        )
        for row, content in zip(rows, contents, strict=True)
    )
    columns = (
        Column(_("Utfärda"), hidden_label=True),
        Column(_("Patient")),
        Column(_("Färdsätt")),
        Column(_("Ledsagare och plats")),
        Column(_("Gäller")),
        Column(_("Kvar att fylla i")),
        Column(_("Ändra"), hidden_label=True),
    )
    kinds = frozenset(kind for content in contents for kind in content.kinds)
    return Round(columns, shown, kinds, any(not one.left for one in shown))


def _row(
    row: Certificate,
    content: CertificateContent,
    profile: PatientProfile | None,
    left: tuple[str, ...],
    trouble: str,
) -> RoundRow:
    escorts = _("ledsagare: %(count)s") % {"count": content.escorts} if content.escorts else ""
    alone = _("åker ensam") if content.ride_alone_reason else ""
    return RoundRow(
        id=str(row.id),
        mark=f"{row.id}:{row.version}",
        edit_href=f"{reverse('permits:ward-round-row', args=[row.id])}#rad-{row.id}",
        href=reverse("permits:certificate-draft", args=[row.id]),
        name=profile.name if profile else _("Skyddad person"),
        born=profile.born if profile else "",
        mode=tell_mode(content),
        needs=", ".join(one for one in (escorts, alone) if one) or "–",
        valid=tell_days(content.valid_from, content.valid_to, content.trips),
        left=left,
        trouble=trouble,
    )


def _label(profile: PatientProfile, last: Certificate | None) -> str:
    label = f"{profile.name}, {profile.born}" if profile.born else profile.name
    if last is None or last.issued_at is None:
        return label
    told = _("intyg utfärdat %(day)s") % {"day": tell_date(last.issued_at.date())}
    return f"{label} ({told})"
