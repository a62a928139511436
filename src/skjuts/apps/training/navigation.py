"""Places of training in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.roles import Role
from skjuts.apps.training.policies import READERS_OF_REGISTER
from skjuts.web.navigation import Entry

ENTRIES = (
    Entry(_("Min utbildning"), "training:home", "graduation-cap", "learn", order=10),
    Entry(
        _("Enhetens delegationer"),
        "training:unit",
        "user-check",
        roles=frozenset({Role.UNIT_MANAGER.value}),
        order=10,
    ),
    Entry(
        _("Intygsutfärdare"),
        "training:register",
        "badge-check",
        "registers",
        roles=frozenset(role.value for role in READERS_OF_REGISTER),
        order=20,
    ),
    Entry(
        _("Mjukare övergångar"),
        "training:transitions",
        "hourglass",
        "house",
        roles=frozenset({Role.AUTHORITY_ADMIN.value}),
    ),
    Entry(
        _("Kursredaktionen"),
        "training:versions",
        "file-pen",
        "learn",
        roles=frozenset({Role.COURSE_AUTHOR.value, Role.COURSE_REVIEWER.value}),
        order=40,
    ),
)
