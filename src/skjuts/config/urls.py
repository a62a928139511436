"""Every address of the house. The matrix of rights (tests/app/test_rights.py) lists them all."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("skjuts.apps.registry.urls.identity")),
    path("", include("skjuts.apps.registry.urls")),
    path("", include("skjuts.apps.rulebooks.urls")),
    path("utbildning/", include("skjuts.apps.training.urls")),
    path("resor/", include("skjuts.apps.permits.urls")),
    path("uppfoljning/", include("skjuts.apps.insight.urls")),
    path("oppna-data/", include("skjuts.apps.insight.urls.open_data")),
    path("egenavgifter/", include("skjuts.apps.bookings.urls")),
    path("logg/", include("skjuts.apps.audit.urls")),
    path("filer/", include("skjuts.apps.vault.urls")),
    path("api/v1/", include("skjuts.machine.urls")),
    path("", include("skjuts.config.site.urls")),
]
if not settings.IS_PRODUCTION:
    urlpatterns += [
        path("", include("skjuts.rehearsal.personas.urls")),
        path("", include("skjuts.rehearsal.planned_day.urls")),
    ]

handler400 = "skjuts.config.errors.bad_request"
handler403 = "skjuts.config.errors.forbidden"
handler404 = "skjuts.config.errors.not_found"
handler500 = "skjuts.config.errors.server_error"
