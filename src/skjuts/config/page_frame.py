"""What every page's frame shows: who is there, by which assignment, and where they may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The template context `page`. No query of its own: error pages are drawn when the database is gone."""
    return {"page": None, "actor": getattr(request, "actor", None)}
