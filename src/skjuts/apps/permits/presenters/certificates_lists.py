"""The lists of certificates: the reader's drafts, what the unit has issued, and what was taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.presenters.certificates import ListedCertificate, list_columns, show_row
from skjuts.apps.registry.models import PatientProfile
from skjuts.web.elements import Column, Pagination, Tab, paginate

OFFERED = ("draft", "issued", "withdrawn", "superseded")
"""The states that have a list of their own."""


@dataclass(frozen=True, slots=True)
class CertificateList:
    """A page of a list."""

    state: str
    tabs: tuple[Tab, ...]
    columns: tuple[Column, ...]
    rows: tuple[ListedCertificate, ...]
    part: Pagination


def choose_state(told: str, *, may_draft: bool) -> str:
    """The list that was asked for, else the first that the reader has."""
    offered = OFFERED if may_draft else OFFERED[1:]
    return told if told in offered else offered[0]


def read_number(told: str) -> int:
    """The page that was asked for, from 1."""
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < len("10000") else 1


def show_list(
    rows: Sequence[Certificate],
    who: Mapping[UUID, PatientProfile],
    counts: Mapping[str, int],
    *,
    state: str,
    number: int,
    size: int,
) -> CertificateList:
    """The page: `rows` are those of page `number`."""
    words = {
        "draft": _("Mina utkast"),
        "issued": _("Enhetens intyg"),
        "withdrawn": _("Återkallade"),
        "superseded": _("Ersatta"),
    }
    here = reverse("permits:certificates")
    return CertificateList(
        state=state,
        tabs=tuple(
            Tab(words[one], f"{here}?visa={one}", one == state, counts.get(one, 0))
            for one in OFFERED
            if one in counts or one in {state, "issued"}
        ),
        columns=list_columns(),
        rows=tuple(show_row(one, who) for one in rows),
        part=paginate(
            number=number,
            size=size,
            total=counts.get(state, 0),
            address=lambda page: f"{here}?visa={state}&sida={page}",
        ),
    )
