"""What every tenant row has: its authority, and references that cannot cross to another one.

Foreign keys ignore row-level security in PostgreSQL, so a plain one would let a row of authority A
point at a row of authority B. References between tenant rows are therefore composite,
(authority_id, x_id) → (authority_id, id); `row_security.TenantTables` writes them.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models


class TenantRow(models.Model):
    """A row that belongs to one authority."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("registry.Authority", models.PROTECT, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class LooseTenantRow(models.Model):
    """A tenant row of an app below the register of authorities: its authority is a bare number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority_id = models.BigIntegerField()

    class Meta:
        """No table of its own."""

        abstract = True


class TenantForeignKey(models.ForeignKey):
    """A reference to a row of the same authority, held by a composite constraint in the database."""

    tenant_reference: ClassVar[bool] = True

    def __init__(self, to: Any, on_delete: Any, **options: Any) -> None:  # noqa: ANN401  (Django's own signature)
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """As Django stores it in a migration: the composite constraint is implied."""
        name, path, args, options = super().deconstruct()
        options.pop("db_constraint", None)
        return name, path, list(args), options
