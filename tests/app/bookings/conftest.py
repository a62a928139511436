"""The world of every test here. Models are imported late: Django is set up after this file is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.app.permits.world import World


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """A region from ward to officer, inside its scope."""
    from tests.app.permits.world import open_world

    with open_world() as opened:
        yield opened
