"""What differs between two versions, and what an edit did: grouped by rule or amount, in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.models import RuleBookEdit, RuleBookStatus
from skjuts.apps.rulebooks.presenters.books import tell_day, tell_moment
from skjuts.apps.rulebooks.presenters.tables import write_value
from skjuts.core.rules import (
    EVIDENCE_NAMES,
    STATUS_NAMES,
    BookStatus,
    Evidence,
    Parameter,
    RuleBook,
)
from skjuts.core.rules.analysis import BookChange, ChangeKind
from skjuts.core.rules.reasons import fill_reason
from skjuts.web.elements import Occurrence, TagColour

_VALUE = re.compile(r"values\.(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One rule, amount or part of the head that differs."""

    title: str
    kind: str
    colour: TagColour
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of the head, of the amounts, or of one table."""

    title: str
    changes: tuple[Change, ...]
    is_table: bool


def show_changes(
    changes: Iterable[BookChange], book: RuleBook, old: RuleBook | None = None
) -> list[ChangeGroup]:
    """Changes in the order of the book: head, facts and amounts, then table by table.

    With the `old` book at hand an amount is shown by its times, else field by field.
    """
    groups: dict[str, dict[str, list[BookChange]]] = {}
    tables: set[str] = set()
    for one in changes:
        thing = one.row if one.part == "tables" else one.id
        title = _name_group(one, book, old)
        groups.setdefault(title, {}).setdefault(thing, []).append(one)
        if one.part == "tables":
            tables.add(title)
    return [
        ChangeGroup(
            title,
            tuple(_show_change(thing, found, book, old) for thing, found in things.items()),
            title in tables,
        )
        for title, things in groups.items()
    ]


def show_history(
    steps: Iterable[RuleBookStatus], edits: Iterable[RuleBookEdit], book: RuleBook
) -> list[Occurrence]:
    """Steps and edits of a version, the latest first."""
    told = [(one.at, _show_step(one)) for one in steps] + [(one.at, _show_edit(one, book)) for one in edits]
    return [shown for _at, shown in sorted(told, key=lambda pair: pair[0], reverse=True)]


def read_changes(edit: RuleBookEdit) -> list[BookChange]:
    """The changes that an edit made."""
    return [BookChange(**{**one, "kind": ChangeKind(one["kind"])}) for one in edit.changes]


def _show_change(thing: str, found: list[BookChange], book: RuleBook, old: RuleBook | None) -> Change:
    kinds = {one.kind for one in found}
    kind = next((one for one in (ChangeKind.ADDED, ChangeKind.REMOVED) if one in kinds), found[0].kind)
    colours: dict[ChangeKind, TagColour] = {
        ChangeKind.ADDED: "success",
        ChangeKind.REMOVED: "danger",
        ChangeKind.CHANGED: "info",
        ChangeKind.MOVED: "neutral",
    }
    words = {
        ChangeKind.ADDED: _("ny"),
        ChangeKind.REMOVED: _("borttagen"),
        ChangeKind.CHANGED: _("ändrad"),
        ChangeKind.MOVED: _("flyttad"),
    }
    fields = tuple(
        FieldChange(
            _name_field(one, book, old), _say(one, one.before, old or book), _say(one, one.after, book)
        )
        for one in found
        if one.before or one.after
    )
    if old and found[0].part == "parameters":
        fields = tuple(_compare_values(old.parameters.get(thing), book.parameters.get(thing))) or fields
    return Change(_name_thing(thing, found[0], book, old), words[kind], colours[kind], fields)


def _compare_values(old: Parameter | None, new: Parameter | None) -> Iterator[FieldChange]:
    """The values of an amount by the day on which they begin."""
    before, after = _list_values(old) if old else {}, _list_values(new) if new else {}
    for first in sorted({*before, *after}):
        was, is_now = before.get(first, ""), after.get(first, "")
        if was != is_now:
            day = tell_day(dt.date.fromisoformat(first)) if first else ""
            yield FieldChange(_("värdet från %(day)s") % {"day": day} if day else _("värdet"), was, is_now)


def _list_values(parameter: Parameter) -> dict[str, str]:
    found = {}
    for number, one in enumerate(parameter.values):
        first = one.validity.starts.isoformat() if one.validity.starts else ""
        until = (
            _(", till och med %(day)s") % {"day": tell_day(one.validity.ends)} if one.validity.ends else ""
        )
        found[first] = f"{write_value(parameter, number)}{one.provenance.mark}{until}"
    return found


def _say(change: BookChange, text: str, book: RuleBook) -> str:
    """A field's content in words: codes and names in braces by what people call them."""
    last = change.column.rpartition(".")[2]
    if last == "evidence" and text:
        return EVIDENCE_NAMES[Evidence(text)]
    if last == "status" and text:
        return STATUS_NAMES[BookStatus(text)]
    return fill_reason(text, lambda name: _find_name(name, book))


def _find_name(name: str, book: RuleBook) -> str:
    known = book.parameters.get(name) or book.every_fact.get(name)
    return f"({known.name})" if known else f"{{{name}}}"


def _name_group(change: BookChange, book: RuleBook, old: RuleBook | None) -> str:
    if change.part == "tables":
        table = book.tables.get(change.id) or (old and old.tables.get(change.id))
        return table.name if table else change.id
    return {"book": _("Bokens huvud"), "parameters": _("Belopp och gränser"), "facts": _("Uppgifter")}[
        change.part
    ]


def _name_thing(thing: str, change: BookChange, book: RuleBook, old: RuleBook | None) -> str:
    for one in (book, old):
        if one and change.part == "parameters" and thing in one.parameters:
            return one.parameters[thing].name
        if one and change.part == "facts" and thing in one.facts:
            return one.facts[thing].name
    if change.part == "tables":
        return _("Raden %(row)s") % {"row": thing} if thing else _("Tabellen")
    return thing or _("Boken")


def _name_field(change: BookChange, book: RuleBook, old: RuleBook | None) -> str:
    value = _VALUE.fullmatch(change.column)
    if value:
        return _("Värde %(number)s, %(field)s") % {
            "number": int(value[1]) + 1,
            "field": _name_word(value[2]),
        }
    where, _dot, name = change.column.partition(".")
    fact = book.every_fact.get(name) or (old and old.every_fact.get(name))
    if where in {"when", "then"} and fact:
        label = fact.name
        return _("ger %(name)s") % {"name": label} if where == "then" else label
    if change.kind is ChangeKind.MOVED:
        return _("plats")
    return _name_word(change.column)


def _name_word(field: str) -> str:
    words = {
        "value": _("värdet"),
        "from": _("från och med"),
        "to": _("till och med"),
        "law": _("stöd"),
        "source": _("källa"),
        "evidence": _("hur säkert"),
        "reason": _("skäl"),
        "title": _("titel"),
        "version": _("versionens namn"),
        "status": _("läge"),
        "updated": _("uppdaterad"),
        "valid.from": _("gäller från och med"),
        "valid.to": _("gäller till och med"),
        "fact_checked": _("faktagranskad"),
        "fact_checker": _("faktagranskad av"),
        "editor": _("redaktör"),
        "next_review": _("nästa granskning"),
        "note": _("anmärkning"),
    }
    return words.get(field, field)


def _show_step(step: RuleBookStatus) -> Occurrence:
    words = {
        "begin": (_("Utkastet påbörjades"), "file-plus"),
        "discard": (_("Utkastet kasserades"), "trash-2"),
        "propose": (_("Föreslogs"), "send"),
        "take_back": (_("Förslaget togs tillbaka"), "undo-2"),
        "send_back": (_("Skickades tillbaka"), "undo-2"),
        "approve": (_("Godkändes"), "badge-check"),
        "withdraw": (_("Återtogs innan den började gälla"), "circle-x"),
    }
    title, icon = words[step.verb]
    return Occurrence(
        tell_moment(step.at), step.at.isoformat(), title, step.reason, step.signed, icon, "accent"
    )


def _show_edit(edit: RuleBookEdit, book: RuleBook) -> Occurrence:
    told = [
        f"{group.title}, {change.title} ({change.kind}): {_tell_fields(change)}".rstrip(": ")
        for group in show_changes(read_changes(edit), book)
        for change in group.changes
    ]
    title = _("Ändring %(number)s") % {"number": edit.revision}
    icon = "pencil"
    if edit.undoes:
        title, icon = _("Ångrade ändring %(number)s") % {"number": edit.undoes.revision}, "undo-2"
    return Occurrence(
        tell_moment(edit.at), edit.at.isoformat(), title, "; ".join(told), edit.signed, icon, "neutral"
    )


def _tell_fields(change: Change) -> str:
    return ", ".join(f"{one.label} {one.before or '–'} → {one.after or '–'}" for one in change.fields)
