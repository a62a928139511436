"""Roles that an assignment may carry, and the tasks that one authority may do for another.

A role is what a person does at a unit; what it may do stands in each app's `policies.py`. A task is
what a cooperation row lets the operator's staff do in another authority's name.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does at a unit."""

    CARE_STAFF = "care_staff", _("Vårdpersonal")
    UNIT_MANAGER = "unit_manager", _("Enhetschef")
    SUPPORT_OFFICER = "support_officer", _("Handläggare i stödfunktionen")
    CASE_OFFICER = "case_officer", _("Handläggare")
    BOOKING_AGENT = "booking_agent", _("Beställningsmottagare")
    COURSE_AUTHOR = "course_author", _("Kursförfattare")
    COURSE_REVIEWER = "course_reviewer", _("Kursgranskare")
    REGISTRAR = "registrar", _("Registeransvarig")
    LOG_REVIEWER = "log_reviewer", _("Logggranskare")
    PROTECTED_DESK = "protected_desk", _("Handläggare för skyddade personer")
    CONTROLLER = "controller", _("Controller")
    LEADER = "leader", _("Ledare")
    AUTHORITY_ADMIN = "authority_admin", _("Administratör för huvudmannen")
    SYSTEM_ADMIN = "system_admin", _("Driftansvarig")


class Task(TextChoices):
    """What an operator may do in another authority's name."""

    ASSESS = "assess", _("Bedöma")
    BOOK = "book", _("Boka")
    PLAN = "plan", _("Planera")
    SETTLE = "settle", _("Reglera")


ROLES_OF_TASK: dict[Task, frozenset[Role]] = {
    Task.ASSESS: frozenset({Role.CASE_OFFICER, Role.SUPPORT_OFFICER}),
    Task.BOOK: frozenset({Role.BOOKING_AGENT}),
    Task.PLAN: frozenset(),
    Task.SETTLE: frozenset(),
}
"""Which roles a cooperation widens. Roles that guard an authority (logs, protected persons) stay at home."""
