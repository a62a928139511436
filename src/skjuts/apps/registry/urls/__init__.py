"""Addresses of the app; one module for each of its parts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from skjuts.apps.registry.views import assigning, imports, onboarding, sign_in, staff, start, units

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("patienter/", include("skjuts.apps.registry.urls.patients")),
    path("sok/", start.search, name="search"),
    path("logga-in/", sign_in.sign_in, name="sign-in"),
    path("logga-ut/", sign_in.sign_out, name="sign-out"),
    path("logga-ut/overallt/", sign_in.sign_out_everywhere, name="sign-out-everywhere"),
    path("inloggning/", sign_in.session, name="session"),
    path("uppdrag/valj/", sign_in.choose_assignment, name="choose-assignment"),
    path("enheter/", units.units, name="units"),
    path("enheter/<uuid:unit_id>/", units.unit, name="unit"),
    path("personal/", staff.staff, name="staff"),
    path("personal/<uuid:staff_id>/", staff.staff_member, name="staff-member"),
    path("personal/<uuid:staff_id>/nytt-uppdrag/", assigning.give, name="assignment-new"),
    path("personal/<uuid:staff_id>/logga-ut/", assigning.end_sessions, name="staff-end-sessions"),
    path("personal/<uuid:staff_id>/koppla-loss/", assigning.release, name="staff-release"),
    path("uppdrag/", staff.assignments, name="assignments"),
    path("uppdrag/<uuid:assignment_id>/", staff.assignment, name="assignment"),
    path("uppdrag/<uuid:assignment_id>/andra/", assigning.change, name="assignment-change"),
    path("uppdrag/<uuid:assignment_id>/pausa/", assigning.suspend, name="assignment-suspend"),
    path("uppdrag/<uuid:assignment_id>/aterta/", assigning.resume, name="assignment-resume"),
    path("uppdrag/<uuid:assignment_id>/avsluta/", assigning.end, name="assignment-end"),
    path("inlasning/", imports.imports, name="imports"),
    path("inlasning/mall/<slug:kind>.csv", imports.template, name="import-template"),
    path("inlasning/<uuid:import_id>/", imports.show, name="import"),
    path("inlasning/<uuid:import_id>/las-in/", imports.apply, name="import-apply"),
    path("inlasning/<uuid:import_id>/kasta/", imports.discard, name="import-discard"),
    path("inforande/", onboarding.onboarding, name="onboarding"),
    path("inforande/huvudmannen/", onboarding.authority, name="authority"),
    path("inforande/<slug:slug>/notera/", onboarding.note, name="onboarding-note"),
    path("samverkan/", onboarding.cooperations, name="cooperations"),
    path("samverkan/avsluta/", onboarding.end, name="cooperation-end"),
]
