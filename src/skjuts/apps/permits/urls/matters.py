"""What officers do: the queue, the three panes, the decision, the permit."""

from __future__ import annotations

from django.urls import URLPattern

PATHS: list[URLPattern] = []
