"""Addresses of the API."""

from __future__ import annotations

from skjuts.machine.api import NAMESPACE, list_urls

app_name = NAMESPACE
urlpatterns = list_urls()
