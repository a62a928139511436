"""Addresses of the house itself."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.config.site import appearance, health, health_page, metrics

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/details", health.details, name="health-details"),
    path("metrics", metrics.metrics, name="metrics"),
    path("drift/", health_page.show, name="house-health"),
    path("sprak/", appearance.set_language, name="set-language"),
    path("visning/", appearance.set_appearance, name="set-appearance"),
]
