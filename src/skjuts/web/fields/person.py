"""Choosing a person or a place among many: suggestions while one types, a search button without JavaScript.

The browser sends two values: the chosen identifier under the field's name, and what was typed under
`<name>_query`. A view searches for what was typed, hands the hits to `offer`, and shows the form again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from skjuts.web.fields.text import Worded
from skjuts.web.fields.view import FieldWidth


class PersonField(Worded, forms.Field):
    """One person, by a random identifier; `search_href` answers `?q=` with the suggestions as a fragment.

    The fragment is `web/fragments/suggestions.html` with `suggestions`, pairs of identifier and label.
    """

    kind = "person"
    width: FieldWidth = "m"
    missing = _("Sök fram och välj en person.")
    default_error_messages = {"invalid": _("Välj en person bland träffarna.")}

    def __init__(self, *, search_href: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.search_href = search_href
        self.choices: Sequence[tuple[str, str]] = ()

    @staticmethod
    def query_name(name: str) -> str:
        """The name under which the typed text is sent."""
        return f"{name}_query"

    @staticmethod
    def search_name(name: str) -> str:
        """The name of the button that asks for a search instead of sending the form."""
        return f"{name}_search"

    def offer(self, hits: Sequence[tuple[UUID, str]]) -> None:
        """Show these people to choose among."""
        self.choices = [(str(identifier), label) for identifier, label in hits]

    def to_python(self, value: Any) -> UUID | None:
        """Read the identifier of the chosen person."""
        if value in self.empty_values or isinstance(value, UUID):
            return value or None
        try:
            return UUID(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
