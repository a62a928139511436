"""The wall inside the wall: rows about protected persons, which only their authority's desk can reach.

A subject (a patient) stays visible by its code name. What identifies it lies in rows of other tables that
repeat the subject's `is_guarded`; a foreign key over both columns, with `on update cascade`, keeps the copies
true. So the moment a subject is guarded, every row about it is gone for everybody but the desk, raw SQL
included, in the same statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

DESK = "authority_id = any ((select tenancy_desk())::bigint[])"
UNGUARDED = "not is_guarded"


class ProtectedSubject(Operation):
    """A table of subjects: anyone in reach may see and guard one, only the desk may change a guarded one."""

    reversible = True

    def __init__(self, name: str) -> None:
        self.name = name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's writer of migrations."""
        return type(self).__name__, [self.name], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Let the rows be pointed at together with their flag."""
        table = _table(to_state, app_label, self.name)
        reach = f"({UNGUARDED} or {DESK})"
        policy = f'on "{table}" as restrictive for'
        for statement in (
            f'alter table "{table}" add constraint "{table}_guard" unique (id, is_guarded)',
            f"create policy guard_change {policy} update using {reach} with check (true)",
            f"create policy guard_delete {policy} delete using {reach}",
        ):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the policies down."""
        table = _table(from_state, app_label, self.name)
        for policy in ("guard_change", "guard_delete"):
            schema_editor.execute(f'drop policy if exists {policy} on "{table}"')
        schema_editor.execute(f'alter table "{table}" drop constraint if exists "{table}_guard" cascade')

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Let {self.name} be guarded"


class ProtectedRows(Operation):
    """Tables whose guarded rows only the desk reaches. They stand inside `TenantTables` already.

    `subject`: the field that points at the guarded subject, '' when the rows carry a flag of their own.
    `columns`: the flags; a row is guarded when any of them is set. The first follows the subject.
    """

    reversible = True

    def __init__(
        self, names: Sequence[str], subject: str = "", columns: Sequence[str] = ("is_guarded",)
    ) -> None:
        self.names = list(names)
        self.subject = subject
        self.columns = list(columns)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's writer of migrations."""
        return type(self).__name__, [self.names, self.subject, self.columns], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Raise the inner wall."""
        unguarded = " and ".join(f"not {column}" for column in self.columns)
        reach = f"(({unguarded}) or {DESK})"
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            table = model._meta.db_table
            schema_editor.execute(
                f'create policy protected_desk on "{table}" as restrictive using {reach} with check {reach}'
            )
            if self.subject:
                schema_editor.execute(_followed(model, self.subject, self.columns[0]))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it down."""
        for name in self.names:
            table = _table(from_state, app_label, name)
            schema_editor.execute(f'drop policy if exists protected_desk on "{table}"')

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Keep protected persons' rows of {', '.join(self.names)} for the desk"


def _table(state: Any, app_label: str, name: str) -> str:
    return str(state.apps.get_model(app_label, name)._meta.db_table)


def _followed(model: Any, subject: str, column: str) -> str:
    field = model._meta.get_field(subject)
    table, target = model._meta.db_table, field.related_model._meta.db_table
    return (
        f'alter table "{table}" add constraint "{table}_{field.column}_guard"'
        f' foreign key ("{field.column}", {column}) references "{target}" (id, is_guarded)'
        " on update cascade"
    )
