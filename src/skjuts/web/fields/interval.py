"""A value that is known to lie between two ends, with where that is known from."""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from skjuts.web.fields.text import Worded

SPACES = str.maketrans({"\u202f": "", "\u00a0": "", " ": "", "\u2212": "-", ",": "."})
LEAST, MOST, SOURCE = "least", "most", "source"


class Interval(NamedTuple):
    """From least to most; `source` is '' where nobody has measured it: an assumption."""

    least: float
    most: float
    source: str = ""


class IntervalWidget(forms.MultiWidget):
    """Least, most and source as three inputs, `<name>_least` and so on."""

    def __init__(self) -> None:
        super().__init__({one: forms.TextInput() for one in (LEAST, MOST, SOURCE)})

    def decompress(self, value: Any) -> list[str]:
        """The three texts of a value that was set by us."""
        if not value:
            return ["", "", ""]
        ends = [write_end(float(one)) for one in value[:2]]
        return [*ends, value[2] if len(value) > len(ends) else ""]


class IntervalField(Worded, forms.Field):
    """From least to most, in a unit; one end alone is a certain value, none at all is not known."""

    kind = "interval"
    widget = IntervalWidget
    missing = _("Skriv minst och högst.")
    default_error_messages = {
        "invalid": _("Skriv tal, till exempel 12 eller 7,5."),
        "order": _("Det minsta får inte vara större än det högsta."),
        "min_value": _("Värdet får vara minst %(limit_value)s."),
        "max_value": _("Värdet får vara högst %(limit_value)s."),
        "long": _("Skriv källan med högst 200 tecken."),
    }

    def __init__(
        self, *, least: float | None = None, most: float | None = None, decimals: int = 0, **kwargs: Any
    ) -> None:
        """`least` and `most` are the ends that can be believed; `decimals` how the value is written."""
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.least, self.most, self.decimals = least, most, decimals

    def to_python(self, value: Any) -> Interval | None:
        """Read the ends; `ValidationError` when they are no numbers in order."""
        if value is None or isinstance(value, Interval):
            return value
        low, high, source = (str(one or "").strip() for one in value)
        if not low and not high:
            return None
        if len(source) > 200:  # noqa: PLR2004 - as the message says
            raise ValidationError(self.error_messages["long"], code="long")
        ends = self._read(low or high), self._read(high or low)
        if ends[0] > ends[1]:
            raise ValidationError(self.error_messages["order"], code="order")
        return Interval(*ends, source)

    def validate(self, value: Any) -> None:
        """Refuse ends beyond what can be believed."""
        if value is None:
            super().validate(value)
            return
        if self.least is not None and value.least < self.least:
            limit = write_end(self.least)
            raise ValidationError(
                self.error_messages["min_value"], code="min_value", params={"limit_value": limit}
            )
        if self.most is not None and value.most > self.most:
            limit = write_end(self.most)
            raise ValidationError(
                self.error_messages["max_value"], code="max_value", params={"limit_value": limit}
            )

    def _read(self, text: str) -> float:
        try:
            found = float(text.translate(SPACES))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not isfinite(found):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def write_end(value: float) -> str:
    """An end as people type it: `7,5`."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
