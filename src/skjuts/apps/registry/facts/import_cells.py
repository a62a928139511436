"""Cells of the imported files, read one by one. Each reader raises `BadCell` with what to do."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_files import heading_key
from skjuts.apps.registry.models import Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import parse_hsa_id

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?")
_SPLIT = re.compile(r"[,;/|\n]+")

UNIT_KINDS: dict[str, Unit.Kind] = {
    **{heading_key(kind.value): kind for kind in Unit.Kind},
    **{heading_key(str(kind.label)): kind for kind in Unit.Kind},
    heading_key("vård"): Unit.Kind.CARE,
    heading_key("central"): Unit.Kind.CENTRE,
    heading_key("bedömning"): Unit.Kind.ASSESSMENT,
}
ROLES: dict[str, Role] = {
    **{heading_key(role.value): role for role in Role},
    **{heading_key(str(role.label)): role for role in Role},
}


class BadCell(Exception):
    """A cell that cannot be used: what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what)


def read_hsa_id(text: str) -> str:
    """An HSA-id, or '' for an empty cell."""
    if not text:
        return ""
    try:
        return parse_hsa_id(text)
    except InvalidField:
        raise BadCell(
            _("HSA-id har inte rätt form."), _("Skriv SE, tio siffror, bindestreck och resten.")
        ) from None


def read_day(text: str) -> dt.date | None:
    """A day as 2026-03-01 or 20260301; None for an empty cell."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        day = dt.date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise BadCell(_("Datumet går inte att läsa."), _("Skriv år, månad och dag: 2026-03-01."))
    return day


def read_email(text: str) -> str:
    """An e-mail address, or ''."""
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise BadCell(_("E-postadressen har inte rätt form."), _("Rätta eller töm cellen.")) from None
    return text


def read_unit_kind(text: str) -> str:
    """The kind of a unit by one of its names."""
    kind = UNIT_KINDS.get(heading_key(text))
    if kind is None:
        raise BadCell(_("Enhetstypen är okänd."), _("Skriv vård, central, bedömning eller kansli."))
    return kind.value


def read_roles(text: str) -> tuple[str, ...]:
    """Roles by their names or codes, in the order of their list."""
    told = [heading_key(one) for one in _SPLIT.split(text) if one.strip()]
    if not told or any(one not in ROLES for one in told):
        names = ", ".join(str(role.label) for role in Role)
        raise BadCell(_("Rollen är okänd."), _("Välj bland: %(names)s.") % {"names": names})
    found = {ROLES[one] for one in told}
    return tuple(role.value for role in Role if role in found)


def read_text(text: str, most: int) -> str:
    """Text of at most so many characters, without what cannot be printed."""
    if len(text) > most:
        raise BadCell(_("Texten är för lång."), _("Högst %(most)d tecken.") % {"most": most})
    if not text.isprintable():
        raise BadCell(_("Texten har tecken som inte går att visa."), _("Skriv om cellen för hand."))
    return text
