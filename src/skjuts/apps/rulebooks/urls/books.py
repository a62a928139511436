"""The workbench of rule books."""

from __future__ import annotations

from django.urls import URLPattern

PATHS: list[URLPattern] = []
