"""Who may do what between need and permit. may_ answers; require_ raises. No queries.

Besides the role: the responsibility model in force for kind, unit and day says who handles a matter, and a
named right by the delegation order who decides it. Protected persons are the desk's, in the database too.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from skjuts.apps.permits.models import Application, Certificate, Responsibility
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.policies.patients import may_identify
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

Model = Responsibility.Model
HANDLING_ROLES = {
    Model.CENTRE_APPROVES: (Role.BOOKING_AGENT, Role.CASE_OFFICER),
    Model.CENTRAL_DECIDES: (Role.CASE_OFFICER,),
    Model.CLINIC_DECIDES: (Role.CARE_STAFF, Role.UNIT_MANAGER),
}
ASKERS = (
    Role.BOOKING_AGENT,
    Role.CASE_OFFICER,
    Role.CARE_STAFF,
    Role.SUPPORT_OFFICER,
    Role.PROTECTED_DESK,
)
"""Who may ask what a person may ride."""


def may_certify_for(actor: Actor, patient: Patient) -> bool:
    """Care staff at home, for a patient whom they may know; the right to certify is `training`'s."""
    return (
        actor.has(Role.CARE_STAFF)
        and actor.authority_id == patient.authority_id
        and may_identify(actor, patient)
    )


def require_certify_for(actor: Actor, patient: Patient) -> None:
    """Raise NotAllowed unless the actor may write a certificate for the patient."""
    _require(allowed=may_certify_for(actor, patient))


def may_read_certificate(actor: Actor, certificate: Certificate) -> bool:
    """The care unit that wrote it. Those who handle the matter read what it released to them there."""
    return (
        actor.has(Role.CARE_STAFF, Role.UNIT_MANAGER, Role.PROTECTED_DESK)
        and actor.authority_id == certificate.authority_id
        and (actor.unit_id == certificate.unit_id or certificate.authority_id in actor.desks)
    )


def require_read_certificate(actor: Actor, certificate: Certificate) -> None:
    """Raise NotAllowed unless the actor may read the certificate."""
    _require(allowed=may_read_certificate(actor, certificate))


def may_list_certificates(actor: Actor) -> bool:
    """Those who work at a care unit see its certificates."""
    return actor.has(Role.CARE_STAFF, Role.UNIT_MANAGER)


def require_list_certificates(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may see the unit's certificates."""
    _require(allowed=may_list_certificates(actor))


def may_certify_at_all(actor: Actor) -> bool:
    """Writes certificates, as far as `training` finds that the right holds."""
    return actor.has(Role.CARE_STAFF)


def require_certify_at_all(actor: Actor) -> None:
    """Raise NotAllowed unless the actor writes certificates."""
    _require(allowed=may_certify_at_all(actor))


def may_edit_draft(actor: Actor, certificate: Certificate) -> bool:
    """Whoever began the draft, by the same assignment."""
    return actor.assignment_id == certificate.issuer_id


def require_edit_draft(actor: Actor, certificate: Certificate) -> None:
    """Raise NotAllowed unless the draft is the actor's own."""
    _require(allowed=may_edit_draft(actor, certificate))


def may_withdraw_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Whoever issued it, and the head of the unit."""
    is_head = actor.has(Role.UNIT_MANAGER) and actor.unit_id == certificate.unit_id
    return is_head or may_edit_draft(actor, certificate)


def require_withdraw_certificate(actor: Actor, certificate: Certificate) -> None:
    """Raise NotAllowed unless the actor may withdraw it."""
    _require(allowed=may_withdraw_certificate(actor, certificate))


def may_receive(actor: Actor, authority_id: int) -> bool:
    """Enters applications that came on paper or by phone, in an authority's name."""
    is_receiver = actor.has(Role.CASE_OFFICER, Role.BOOKING_AGENT, Role.PROTECTED_DESK)
    return is_receiver and actor.reaches(authority_id)


def require_receive(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may enter applications there."""
    _require(allowed=may_receive(actor, authority_id))


def may_queue(actor: Actor) -> bool:
    """Sees a queue: those who may come to handle matters by some model."""
    return actor.has(*(role for roles in HANDLING_ROLES.values() for role in roles), Role.PROTECTED_DESK)


def require_queue(actor: Actor) -> None:
    """Raise NotAllowed unless the actor has a queue."""
    _require(allowed=may_queue(actor))


def may_review_permits(actor: Actor) -> bool:
    """Sees the permits that come to an end, whatever unit they came from."""
    return actor.has(Role.CASE_OFFICER, Role.BOOKING_AGENT, Role.PROTECTED_DESK)


def require_review_permits(actor: Actor) -> None:
    """Raise NotAllowed unless the actor looks after permits."""
    _require(allowed=may_review_permits(actor))


def may_handle(actor: Actor, application: Application, model: str) -> bool:
    """Reads, completes and assesses the matter: by the model, in reach, at the unit if it decides."""
    if not actor.reaches(application.authority_id):
        return False
    if model == Model.CLINIC_DECIDES:
        return actor.unit_id == application.unit_id and actor.has(*HANDLING_ROLES[Model.CLINIC_DECIDES])
    is_desk = application.is_guarded and application.authority_id in actor.desks
    return is_desk or actor.has(*HANDLING_ROLES[Model(model)])


def require_handle(actor: Actor, application: Application, model: str) -> None:
    """Raise NotAllowed unless the actor handles the matter."""
    _require(allowed=may_handle(actor, application, model))


def may_decide_against_issuers(actor: Actor, issuers: Collection[UUID]) -> bool:
    """Nobody decides on what they have certified themselves. `issuers`: ids of staff."""
    return actor.staff_id not in issuers


def may_ask_to_ride(actor: Actor, authority_id: int) -> bool:
    """Asks what a person may ride on a day; the answer holds no health."""
    return actor.has(*ASKERS) and actor.reaches(authority_id)


def require_ask_to_ride(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may ask."""
    _require(allowed=may_ask_to_ride(actor, authority_id))


def may_use_permit(actor: Actor, authority_id: int) -> bool:
    """Counts trips on a permit: those who book."""
    return actor.has(Role.BOOKING_AGENT, Role.CASE_OFFICER, Role.PROTECTED_DESK) and actor.reaches(
        authority_id
    )


def require_use_permit(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor counts trips there."""
    _require(allowed=may_use_permit(actor, authority_id))


def may_order_delegation(actor: Actor, authority_id: int) -> bool:
    """Keeps the board's delegation order and the responsibility model."""
    return actor.has(Role.AUTHORITY_ADMIN) and actor.authority_id == authority_id


def require_order_delegation(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor keeps the delegation order."""
    _require(allowed=may_order_delegation(actor, authority_id))


def may_propose_setting(actor: Actor, authority_id: int) -> bool:
    """Proposes what shall hold for permits at home: those who report to the board."""
    return may_report(actor) and actor.authority_id == authority_id


def require_propose_setting(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may propose settings."""
    _require(allowed=may_propose_setting(actor, authority_id))


def may_approve_setting(actor: Actor, authority_id: int) -> bool:
    """Approves settings at home; never one's own proposal, which the service holds."""
    return may_order_delegation(actor, authority_id)


def require_approve_setting(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may approve settings."""
    _require(allowed=may_approve_setting(actor, authority_id))


def may_report(actor: Actor) -> bool:
    """Takes the list of delegated decisions to the board, and follows up overrides."""
    return actor.has(Role.AUTHORITY_ADMIN, Role.CASE_OFFICER, Role.SUPPORT_OFFICER)


def require_report(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may report."""
    _require(allowed=may_report(actor))


def may_print_vouchers(actor: Actor, unit_id: UUID) -> bool:
    """The unit's head, for the unit's own drawer."""
    return actor.has(Role.UNIT_MANAGER, Role.BOOKING_AGENT) and actor.unit_id == unit_id


def require_print_vouchers(actor: Actor, unit_id: UUID) -> None:
    """Raise NotAllowed unless the actor may print and take away the unit's vouchers."""
    _require(allowed=may_print_vouchers(actor, unit_id))


def may_enter_voucher(actor: Actor, authority_id: int) -> bool:
    """Enters what was ridden on paper while nothing worked."""
    return actor.has(Role.CARE_STAFF, Role.BOOKING_AGENT, Role.CASE_OFFICER) and actor.reaches(authority_id)


def require_enter_voucher(actor: Actor, authority_id: int) -> None:
    """Raise NotAllowed unless the actor may enter vouchers."""
    _require(allowed=may_enter_voucher(actor, authority_id))


def _require(*, allowed: bool) -> None:
    if not allowed:
        raise NotAllowed
