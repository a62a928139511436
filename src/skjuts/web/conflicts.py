"""Two people change the same thing: what only one of them touched is joined, the rest is asked about.

A form carries the version that it was opened on and, as one hidden value, what stood in it then (`remember`).
When the version has passed, `weigh` compares three sides: before, theirs (saved now) and mine (sent in).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from skjuts.web.elements import FieldConflict

_SALT = "skjuts.web.conflicts"


@dataclass(frozen=True, slots=True)
class Weighed:
    """`values`: the joined sides, mine where both changed. `asked`: what both changed, to choose in."""

    values: dict[str, str]
    asked: tuple[FieldConflict, ...]

    @property
    def settled(self) -> dict[str, str]:
        """What needs no choice; sent along hidden."""
        open_names = {one.name for one in self.asked}
        return {name: value for name, value in self.values.items() if name not in open_names}


def write_values(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as a form sends them: dates in ISO, ticks as `on`, several with commas, nothing as ''."""
    return {name: _write(value) for name, value in values.items()}


def remember(values: Mapping[str, Any]) -> str:
    """What stands in the form now, for a hidden input."""
    return signing.dumps(write_values(values), salt=_SALT, compress=True)


def recall(token: str) -> dict[str, str]:
    """What stood there; nothing when the token is not ours, so that every difference is asked about."""
    try:
        return dict(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return {}


def weigh(form: forms.Form, *, before: Mapping[str, str], theirs: Mapping[str, Any]) -> Weighed:
    """Compare a valid form with what is saved now, field by field."""
    saved, mine = write_values(theirs), write_values(form.cleaned_data)
    values: dict[str, str] = {}
    asked = []
    for name in form.fields:
        was_touched_by_me = mine[name] != before.get(name)
        was_touched_by_them = saved[name] != before.get(name)
        values[name] = mine[name] if was_touched_by_me else saved[name]
        if was_touched_by_me and was_touched_by_them and mine[name] != saved[name]:
            asked.append(_conflict(form, name, mine[name], saved[name]))
    return Weighed(values, tuple(asked))


def _conflict(form: forms.Form, name: str, mine: str, theirs: str) -> FieldConflict:
    field = form.fields[name]
    return FieldConflict(
        name=name,
        label=str(field.label or name),
        mine=_show(field, mine),
        mine_value=mine,
        theirs=_show(field, theirs),
        theirs_value=theirs,
    )


def _show(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    if isinstance(field, forms.ChoiceField):
        named = {str(key): str(label) for key, label in field.widget.choices}
        several = isinstance(field, forms.MultipleChoiceField) and value
        return ", ".join(named.get(one, one) for one in (value.split(",") if several else [value])) or _(
            "(tomt)"
        )
    return value or _("(tomt)")


def _write(value: Any) -> str:  # noqa: ANN401  (whatever a field cleans to)
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ",".join(sorted(str(one) for one in value))
    if isinstance(value, time):
        return f"{value:%H.%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
