"""The address of the planned day."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.rehearsal.planned_day.views import planned_day

app_name = "planned_day"
urlpatterns: list[URLPattern] = [path("demo/dagsplan/", planned_day, name="report")]
