"""Addresses of the app, a module for each kind of work."""

from __future__ import annotations

from django.urls import URLResolver, include, path

from skjuts.apps.rulebooks.urls import books, support

app_name = "rulebooks"
urlpatterns: list[URLResolver] = [
    path("stod/", include(support.PATHS)),
    path("regler/", include(books.PATHS)),
]
