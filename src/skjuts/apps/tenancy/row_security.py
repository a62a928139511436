"""Migration operations that raise the wall around a table.

The tables' owner is not held by it (search through definer functions and bulk import stand on that);
the application's role owns nothing, and a test reads the catalogue to prove it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

OWN_AUTHORITIES = "authority_id = any ((select tenancy_authorities())::bigint[])"
OWN_ACCOUNT = "account_id = (select tenancy_account())"


class TenantTables(Operation):
    """Row-level security on tables, and composite constraints for their tenant references.

    Put it last in the migration that creates the tables. `read_also`: by table, a further condition
    by which a row may be read, such as OWN_ACCOUNT.
    """

    reversible = True

    def __init__(self, names: Sequence[str], read_also: Mapping[str, str] | None = None) -> None:
        self.names = list(names)
        self.read_also = dict(read_also or {})

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's writer of migrations."""
        return type(self).__name__, [self.names], {"read_also": self.read_also} if self.read_also else {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Raise the wall."""
        models = {name: to_state.apps.get_model(app_label, name) for name in self.names}
        for name, model in models.items():
            for statement in _wall(model._meta.db_table, self.read_also.get(name, "")):
                schema_editor.execute(statement)
        # References come when every table has the key that they point at.
        for model in models.values():
            for statement in _references(model):
                schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it down again, tables that remain included."""
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f'drop policy if exists authority_wall on "{table}"')
            schema_editor.execute(f'alter table "{table}" disable row level security')

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Raise the wall between authorities around {', '.join(self.names)}"


class TenantReference(Operation):
    """The composite constraint of one tenant reference that was added later."""

    reversible = True

    def __init__(self, name: str, field: str) -> None:
        self.name = name
        self.field = field

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's writer of migrations."""
        return type(self).__name__, [self.name, self.field], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the constraint."""
        model = to_state.apps.get_model(app_label, self.name)
        schema_editor.execute(_reference(model, model._meta.get_field(self.field)))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The constraint goes with its column."""

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Hold {self.name}.{self.field} to the same authority"


class AppendOnly(Operation):
    """Rows that are never changed or taken away: the application's role may only add and read."""

    reversible = True

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's writer of migrations."""
        return type(self).__name__, [self.names], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the rights away."""
        for name in self.names:
            table = to_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f'revoke update, delete, truncate on "{table}" from skjuts_app')

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Give the rights back."""
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f'grant update, delete on "{table}" to skjuts_app')

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Let {', '.join(self.names)} only grow"


def _wall(table: str, also: str) -> list[str]:
    return [
        f'alter table "{table}" enable row level security',
        f'create policy authority_wall on "{table}" using ({OWN_AUTHORITIES}) with check ({OWN_AUTHORITIES})',
        *([f'create policy own_rows on "{table}" for select using ({also})'] if also else []),
        f'alter table "{table}" add constraint "{table}_tenant" unique (authority_id, id)',
    ]


def _references(model: Any) -> list[str]:
    return [
        _reference(model, one) for one in model._meta.local_fields if getattr(one, "tenant_reference", False)
    ]


def _reference(model: Any, field: Any) -> str:
    table, target = model._meta.db_table, field.related_model._meta.db_table
    return (
        f'alter table "{table}" add constraint "{table}_{field.column}_same_authority"'
        f' foreign key (authority_id, "{field.column}") references "{target}" (authority_id, id)'
        " deferrable initially deferred"
    )
