"""The demonstration's people never get into production."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.apps import apps

from skjuts.core.kernel.errors import BadConfiguration
from skjuts.rehearsal.personas import apps as personas_apps
from skjuts.rehearsal.personas.people import read_cast


def test_personas_when_in_production_refuse_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may add the app to the list by hand."""
    monkeypatch.setattr(personas_apps, "settings", SimpleNamespace(IS_PRODUCTION=True))
    with pytest.raises(BadConfiguration):
        apps.get_app_config("personas").ready()


def test_personas_when_read_work_at_units_that_exist_by_ids_of_nobody() -> None:
    """The file holds together, and no real organisation is named by its number."""
    cast = read_cast()
    units = {one.key: one for one in cast.units}
    for persona in cast.personas:
        assert persona.hsa_id.startswith("SE0000000000-")
        assert len(persona.hsa_id) <= 31
        assert {one.unit for one in persona.assignments} <= set(units)
