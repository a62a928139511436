"""Which columns are encrypted: found by walking the models, so that none can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from skjuts.apps.vault.fields import EncryptedTextField


@dataclass(frozen=True, slots=True, order=True)
class EncryptedColumn:
    """One column, and the key by which its rows are told apart."""

    table: str
    column: str
    key: str

    @property
    def place(self) -> str:
        """What its values are bound to."""
        return f"{self.table}.{self.column}"


def list_encrypted_columns() -> list[EncryptedColumn]:
    """Every encrypted column of every installed app, in order of table and column."""
    return sorted(
        EncryptedColumn(model._meta.db_table, str(field.column), str(model._meta.pk.column))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    )
