"""The schemas say what the readers do."""

from __future__ import annotations

import json

import pytest

from skjuts.core.planning.formats import schema


@pytest.mark.parametrize("kind", ["problem", "plan"])
def test_a_schema_names_its_dialect_and_every_part_that_it_refers_to(kind: str) -> None:
    """Other programs' validators stop at a reference that leads nowhere."""
    document = schema(kind)
    text = json.dumps(document)
    referred = {part.split('"')[0] for part in text.split("#/$defs/")[1:]}
    assert document["$schema"].endswith("2020-12/schema")
    assert referred == set(document["$defs"])


def test_the_problem_schema_refuses_unknown_fields_everywhere() -> None:
    """A misspelt rule must not be a rule that silently does not hold."""
    objects = [part for part in schema("problem")["$defs"].values() if part.get("type") == "object"]
    assert len(objects) > 10
    assert all(part["additionalProperties"] is False for part in objects)


def test_a_schema_of_another_kind_does_not_exist() -> None:
    """Two kinds of document, no more."""
    with pytest.raises(KeyError):
        schema("räkning")
