"""Addresses of the house itself."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.config.site import appearance, health

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("sprak/", appearance.set_language, name="set-language"),
    path("visning/", appearance.set_appearance, name="set-appearance"),
]
