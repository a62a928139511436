"""No two things of a kind under the same id."""

from __future__ import annotations

from skjuts.core.kernel.errors import DuplicateId


def require_distinct_ids(field: str, ids: list[str]) -> None:
    """Raise `DuplicateId` naming the second row that uses an id."""
    first_row: dict[str, int] = {}
    for row, name in enumerate(ids):
        if name in first_row:
            raise DuplicateId(
                f"Id ”{name}” används två gånger, på rad {first_row[name]} och {row} i {field}.",
                field=f"{field}[{row}].id",
            )
        first_row[name] = row
