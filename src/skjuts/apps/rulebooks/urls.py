"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "rulebooks"
urlpatterns: list[URLPattern] = []
