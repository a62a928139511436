"""The ward of every test here. Models are imported late: Django is set up after this file is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.app.training.ward import Ward


@pytest.fixture
def ward(db: None) -> Iterator[Ward]:
    """A ward with its people and a course, inside its region's scope."""
    from tests.app.training.ward import open_ward

    with open_ward() as opened:
        yield opened
