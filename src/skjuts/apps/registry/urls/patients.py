"""Addresses about patients."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.registry.views.patients import editing, guarding, page, parts, representing, searching

ONE = "<uuid:patient_id>/"
urlpatterns: list[URLPattern] = [
    path("", searching.search, name="patient-search"),
    path("ny/", page.new, name="patient-new"),
    path(ONE, page.patient, name="patient"),
    path(f"{ONE}skal/", searching.give_reason, name="patient-reason"),
    path(f"{ONE}enhet/", page.relate, name="patient-relate"),
    path(f"{ONE}andra/", editing.edit, name="patient-edit"),
    path(f"{ONE}identitet/", parts.new_identity, name="patient-identity"),
    path(f"{ONE}telefon/", parts.new_phone, name="patient-phone"),
    path(f"{ONE}telefon/<uuid:phone_id>/bort/", parts.drop_phone, name="patient-phone-remove"),
    path(f"{ONE}adress/", parts.new_address, name="patient-address"),
    path(f"{ONE}adress/<uuid:address_id>/avsluta/", parts.drop_address, name="patient-address-end"),
    path(f"{ONE}foretradare/", representing.new_representative, name="patient-representative"),
    path(
        f"{ONE}foretradare/<uuid:representative_id>/avsluta/",
        representing.withdraw,
        name="patient-representative-end",
    ),
    path(
        f"{ONE}foretradare/<uuid:representative_id>/fullmakt/", representing.mandate, name="patient-mandate"
    ),
    path(f"{ONE}skydda/", guarding.protect, name="patient-protect"),
    path(f"{ONE}hav-skydd/", guarding.lift, name="patient-lift"),
    path(f"{ONE}sla-ihop/", guarding.merge, name="patient-merge"),
    path(f"{ONE}sla-ihop/<uuid:merge_id>/upphav/", guarding.undo, name="patient-merge-undo"),
]
