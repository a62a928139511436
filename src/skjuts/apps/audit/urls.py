"""Addresses of the app, below /logg/."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.audit.views import extracts, flow, reviews

app_name = "audit"
urlpatterns: list[URLPattern] = [
    path("", reviews.reviews, name="reviews"),
    path("granskning/<uuid:review_id>/", reviews.review, name="review"),
    path("granskning/<uuid:review_id>/ta/", reviews.take, name="take"),
    path("granskning/<uuid:review_id>/avsluta/", reviews.close, name="close"),
    path("granskning/<uuid:review_id>/fall/<uuid:item_id>/", reviews.case, name="case"),
    path("larm/", reviews.alerts, name="alerts"),
    path("larm/<uuid:alert_id>/granska/", reviews.begin_alert, name="open-alert"),
    path("utdrag/", extracts.find, name="find-patient"),
    path("utdrag/<uuid:patient_id>/", extracts.extract, name="extract"),
    path("utdrag/<uuid:patient_id>/pdf/", extracts.extract_pdf, name="extract-pdf"),
    path("leveranser/", flow.flow, name="flow"),
    path("leveranser/<uuid:delivery_id>/igen/", flow.retry_parked, name="retry-delivery"),
    path("meddelanden/<uuid:message_id>/igen/", flow.retry_dead, name="retry-message"),
    path("meddelanden/<uuid:message_id>/stryk/", flow.drop_dead, name="drop-message"),
]
