"""What every object of the JSON forms has in common."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[str, Meta(min_length=1, max_length=200)]


class Form(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """An object of a form: fixed fields, and none beside them.

    Subclasses say `frozen` and `kw_only` again, for type checkers that do not inherit them.
    """
