"""Addresses of the house itself."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from skjuts.config.site import accessibility, appearance, gallery, health, health_page, metrics

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/details", health.details, name="health-details"),
    path("metrics", metrics.metrics, name="metrics"),
    path("drift/", health_page.show, name="house-health"),
    path("sprak/", appearance.set_language, name="set-language"),
    path("visning/", appearance.set_appearance, name="set-appearance"),
    path("tillganglighet/", accessibility.show, name="accessibility"),
    path("tillganglighet/synpunkt/", accessibility.feedback, name="accessibility-feedback"),
]
if not settings.IS_PRODUCTION:
    urlpatterns += [
        path("komponenter/", gallery.show, name="gallery"),
        path("komponenter/personer/", gallery.people, name="gallery-people"),
    ]
