"""Fields of written text."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.web.fields.view import FieldWidth

REQUIRED = _("Fyll i fältet.")
_SWEDISH_CODE = re.compile(r"^(?:SE?[ -]?)?(\d{3})\s?(\d{2})$", re.IGNORECASE)

LENGTHS: dict[str, Any] = {
    "max_length": _("Skriv högst %(limit_value)s tecken; nu är det %(show_value)s."),
    "min_length": _("Skriv minst %(limit_value)s tecken; nu är det %(show_value)s."),
}


class Worded(forms.Field):
    """A field with its hint, width and unit, and our own sentence when it is left empty."""

    width: FieldWidth = "full"
    suffix: str = ""
    missing: ClassVar[Any] = REQUIRED

    def __init__(
        self,
        *,
        hint: Any = "",
        width: FieldWidth | None = None,
        suffix: Any = "",
        missing: Any = "",
        **kwargs: Any,
    ) -> None:
        """`missing` is what to say when nothing was written, such as "Skriv patientens namn."."""
        messages = {"required": missing or self.missing, **LENGTHS, **kwargs.pop("error_messages", {})}
        super().__init__(help_text=hint, error_messages=messages, **kwargs)
        self.width = width or self.width
        self.suffix = suffix


class TextField(Worded, forms.CharField):
    """A line of text."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = autocomplete


class PostalCodeField(TextField):
    """A postal code: a Swedish one in any usual form is kept as `831 34`, another country's as it stands."""

    width: FieldWidth = "xs"

    def to_python(self, value: Any) -> str:
        """Set the space after the third digit."""
        written = super().to_python(value) or ""
        return _SWEDISH_CODE.sub(r"\1 \2", written)


class LongTextField(Worded, forms.CharField):
    """Text over several lines; `limit` characters are counted down under it."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=limit, **kwargs)
        self.limit = limit
        # The count tells; a hard stop in the browser would cut pasted text silently.
        self.widget.attrs = {"rows": rows}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: the server says what is too long."""
        del widget
        return {}


class EmailField(Worded, forms.EmailField):
    """An e-mail address."""

    width: FieldWidth = "m"
    default_error_messages = {"invalid": _("E-postadressen ser inte rätt ut. Skriv den som namn@exempel.se.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}


class WholeNumberField(Worded, forms.IntegerField):
    """A whole number, typed: no arrows that change it when one scrolls."""

    width: FieldWidth = "xs"
    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Skriv ett helt tal."),
        "min_value": _("Talet får vara minst %(limit_value)s."),
        "max_value": _("Talet får vara högst %(limit_value)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
