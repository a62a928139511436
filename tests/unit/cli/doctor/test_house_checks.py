"""What the doctor says of backups: a fault where something can be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.cli.doctor.findings import State, Surroundings
from skjuts.cli.doctor.house_checks import check_backup
from skjuts.cli.house.plan import HouseFolder
from skjuts.cli.house.reaching import Reached


@pytest.mark.parametrize(("mode", "state"), [("demo", State.UNTRIED), ("production", State.FAULT)])
def test_backup_when_none_was_proved_then_a_fault_only_where_people_are_real(
    mode: str, state: State, tmp_path: Path
) -> None:
    """A stranger who asks the doctor about a fresh demonstration should not read of a fault."""
    (tmp_path / "mode").write_text(f"{mode}\n", encoding="utf-8")
    database = Reached("postgresql://app@localhost/hus", None, None, is_open=True)
    (found,) = check_backup(Surroundings(HouseFolder(tmp_path), {}, database))
    assert found.state is state
    assert bool(found.remedy) is (state is State.FAULT)
