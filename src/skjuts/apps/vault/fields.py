"""Model fields for what must not be read in a copy of the database."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from skjuts.apps.vault.sealing import seal, unseal

INDEX_BYTES = 16


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python.

    It cannot be searched: put a blind index (`vault.blind_index`) beside it. The table's and the column's
    names are authenticated with the value, so renaming either takes a data migration.
    """

    description = "Krypterad text"

    @property
    def place(self) -> str:
        """What the value is bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> str | None:  # noqa: ANN401  (Django's own signature)
        """Encrypt on the way in."""
        return None if value is None else seal(str(value), place=self.place)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else unseal(value, place=self.place)

    def get_lookup(self, lookup_name: str) -> Any:  # noqa: ANN401  (Django's own signature)
        """Only null or not can be asked for: the same text never looks the same twice."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search by its blind index")
        return super().get_lookup(lookup_name)


class BlindIndexField(models.BinaryField):
    """The blind index of an encrypted value: compared for equality, and nothing else."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  (Django's own options)
        options["max_length"] = INDEX_BYTES
        super().__init__(**options)

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401  (Django's own signature)
        """Psycopg hands back memoryviews; either goes in."""
        return bytes(value) if isinstance(value, memoryview) else super().get_prep_value(value)

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> bytes | None:  # noqa: ANN401
        """Bytes, whatever the driver gives."""
        return None if value is None else bytes(value)
