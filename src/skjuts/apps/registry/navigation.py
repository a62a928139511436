"""Places of the registers in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.policies.patients import READERS
from skjuts.apps.registry.policies.staff import KEEPERS
from skjuts.apps.registry.policies.staff import READERS as STAFF_READERS
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import Entry

_STAFF = frozenset({*STAFF_READERS, Role.UNIT_MANAGER})

ENTRIES = (
    Entry(_("Start"), "registry:start", "house", order=0),
    Entry(_("Patienter"), "registry:patient-search", "users", roles=frozenset(READERS), order=10),
    Entry(_("Enheter"), "registry:units", "building-2", group="registers", order=20),
    Entry(_("Personal"), "registry:staff", "users", group="registers", roles=_STAFF, order=30),
    Entry(_("Uppdrag"), "registry:assignments", "id-card", group="registers", roles=_STAFF, order=40),
    Entry(
        _("Läs in från fil"),
        "registry:imports",
        "upload",
        group="registers",
        roles=frozenset(KEEPERS),
        order=50,
    ),
    Entry(
        _("Införande"),
        "registry:onboarding",
        "list-checks",
        group="house",
        roles=frozenset({Role.AUTHORITY_ADMIN}),
        order=10,
    ),
    Entry(
        _("Samverkan"),
        "registry:cooperations",
        "handshake",
        group="house",
        roles=frozenset({Role.AUTHORITY_ADMIN}),
        order=20,
    ),
)
