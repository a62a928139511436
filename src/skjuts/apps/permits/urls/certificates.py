"""What care does: certificates, drafts and ward rounds."""

from __future__ import annotations

from django.urls import URLPattern

PATHS: list[URLPattern] = []
