"""A form's field as its component shows it: all worked out, the template only loops and asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape

type FieldKind = Literal[
    "input", "textarea", "select", "radios", "checkboxes", "checkbox", "file", "person", "interval", "hidden"
]
type FieldWidth = Literal["xs", "s", "m", "full"]

KINDS: tuple[tuple[type[forms.Widget], FieldKind], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.Widget, "input"),
)
"""Widgets and the component that shows each; the first that fits."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of several; `hint` says more about it on a card of its own."""

    id: str
    value: str
    label: str
    hint: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One input of several that are a field together."""

    id: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field as it is shown. `attributes` goes on the input itself."""

    kind: FieldKind
    id: str
    name: str
    label: str
    hint: str
    errors: tuple[str, ...]
    value: str
    optional: bool
    options: tuple[Option, ...] = ()
    width: FieldWidth = "full"
    suffix: str = ""
    cards: bool = False
    limit: int | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    search_href: str = ""
    query: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def hint_id(self) -> str:
        """The element that explains the field; the id that Django names in aria-describedby."""
        return f"{self.id}_helptext"

    @property
    def error_id(self) -> str:
        """The element that says what is wrong."""
        return f"{self.id}_error"

    @property
    def described_by(self) -> str:
        """The ids that describe the field, the error first since it is what one must hear."""
        return " ".join(
            identifier
            for identifier, present in ((self.error_id, self.errors), (self.hint_id, self.hint))
            if present
        )


def show_field(bound: BoundField | FieldView) -> FieldView:
    """Work out how a bound field is shown."""
    if isinstance(bound, FieldView):
        return bound
    declared = bound.field
    kind: FieldKind = getattr(declared, "kind", None) or _kind(declared.widget)
    identifier = bound.auto_id or f"id_{bound.html_name}"
    return FieldView(
        kind=kind,
        id=identifier,
        name=bound.html_name,
        label=conditional_escape(bound.label),
        hint=str(bound.help_text),
        errors=tuple(str(error) for error in bound.errors),
        value=_text(bound),
        optional=not declared.required,
        options=tuple(_options(bound, identifier))
        if kind in {"select", "radios", "checkboxes", "person"}
        else (),
        width=getattr(declared, "width", "full"),
        suffix=str(getattr(declared, "suffix", "")),
        cards=getattr(declared, "cards", False),
        limit=getattr(declared, "limit", None),
        attributes=_attributes(bound, kind),
        search_href=str(getattr(declared, "search_href", "")),
        query=_query(bound),
        parts=tuple(_parts(bound, identifier)) if kind == "interval" else (),
    )


def list_form_errors(form: forms.BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form: each sentence and the address of its field, '' for the form as a whole."""
    found = [(str(error), "") for error in form.non_field_errors()]
    for bound in form:
        view = show_field(bound)
        found += [(f"{view.label}: {error}", f"#{_first_control(view)}") for error in view.errors]
    return found


def _first_control(view: FieldView) -> str:
    several = view.kind in {"radios", "checkboxes"}
    if view.parts:
        return view.parts[0].id
    return view.options[0].id if several and view.options else view.id


def _kind(widget: forms.Widget) -> FieldKind:
    return next(kind for widget_class, kind in KINDS if isinstance(widget, widget_class))


def _text(bound: BoundField) -> str:
    value = bound.value()
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return "on" if value else ""
    if isinstance(value, (list, tuple, set)) or bound.field.widget.needs_multipart_form:
        return ""
    written = bound.field.widget.format_value(value)
    return "" if written is None else str(written)


def _parts(bound: BoundField, identifier: str) -> Iterator[Part]:
    widget = bound.field.widget
    value = bound.value()
    texts = value if isinstance(value, list) else widget.decompress(value)
    for suffix, text in zip(widget.widgets_names, texts, strict=True):
        yield Part(f"{identifier}{suffix}", f"{bound.html_name}{suffix}", text or "")


def _options(bound: BoundField, identifier: str) -> Iterator[Option]:
    value = bound.value()
    many = isinstance(value, (list, tuple, set))
    chosen = {str(each) for each in value} if many else {"" if value is None else str(value)}
    hints = getattr(bound.field, "hints", {})
    for number, (raw, label) in enumerate(getattr(bound.field, "choices", ())):
        text = "" if raw is None else str(raw)
        # A label that is marked up stays so; a lazy one is said now.
        said = label if isinstance(label, str) else str(label)
        yield Option(f"{identifier}_{number}", text, said, str(hints.get(raw, "")), text in chosen)


def _attributes(bound: BoundField, kind: FieldKind) -> dict[str, str]:
    widget = bound.field.widget
    given: dict[str, Any] = {**widget.attrs, **bound.field.widget_attrs(widget)}
    if kind == "input":
        given.setdefault("type", getattr(widget, "input_type", "text"))
    return {name: str(value) for name, value in given.items() if value not in {None, False}}


def _query(bound: BoundField) -> str:
    name = getattr(bound.field, "query_name", None)
    if name is None or not bound.form.is_bound:
        return ""
    return str(bound.form.data.get(name(bound.html_name), ""))
