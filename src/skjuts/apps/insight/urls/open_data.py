"""Open data for anybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from skjuts.apps.insight.views import open_data

FILES = "<slug:authority>/<slug:dataset>/<int:version>/<slug:table>"

app_name = "open-data"
urlpatterns: list[URLPattern] = [
    path("", open_data.sets, name="sets"),
    path("katalog.jsonld", open_data.catalogue, name="catalogue"),
    path("<slug:authority>/<slug:dataset>/", open_data.one_set, name="set"),
    path(f"{FILES}.csv", open_data.table, name="table"),
    path(f"{FILES}.csv-metadata.json", open_data.metadata, name="metadata"),
]
