"""Two invented regions, and an invented person register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from skjuts.adapters.person_register.invented import InventedRegister
    from tests.app.registry.patients.people import Region


@pytest.fixture
def norr(db: None) -> Region:
    """The region that most tests stand in."""
    from tests.app.registry.patients.people import make_region

    return make_region("norr")


@pytest.fixture
def soder(db: None) -> Region:
    """Another one."""
    from tests.app.registry.patients.people import make_region

    return make_region("soder")


@pytest.fixture
def register() -> Iterator[InventedRegister]:
    """The person register in the slot."""
    from skjuts.core.ports.person_register import person_register
    from tests.app.registry.patients.people import make_register

    made = make_register()
    with person_register.holding(made):
        yield made
