"""What a book declares beside its tables: facts and dated parameters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from skjuts.core.rules.facts import ANY_OF, Fact
from skjuts.core.rules.forms.document import Cursor
from skjuts.core.rules.parameters import DatedValue, Parameter, Validity
from skjuts.core.rules.provenance import Evidence, Provenance
from skjuts.core.rules.values import NO_UNIT, WHOLE, Kind, Unit, read_value

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_FORBIDDEN_IN_NAMES = re.compile(r"[{},]|\boch\b|^eller\b|\beller$", re.IGNORECASE)
_ALTERNATIVES = re.compile(ANY_OF)


def read_fact(id_: str, at: Cursor) -> Fact | None:
    """A declared fact; None when its form is broken, which is noted."""
    require_identifier(id_, at)
    if not isinstance(at.node, Mapping):
        at.note("Uppgiften är inte beskriven.", "Skriv name och kind under den.")
        return None
    at.require_keys("name", "kind", "choices", "unit", "least", "most", "question", "combination")
    kind = at.read_one_of("kind", Kind)
    choices = _read_choices(at.go("choices", at.place), is_wanted=kind in {Kind.CHOICE, Kind.CHOICES})
    unit = read_unit(at)
    least, most = (_read_end(at, key, kind, unit) for key in ("least", "most"))
    name = at.get_text("name")
    return Fact(id_, name, kind, choices, unit, least, most, at.find_text("question"))


def read_parameter(id_: str, at: Cursor) -> Parameter | None:
    """A parameter with its values over time; None when its form is broken, which is noted."""
    require_identifier(id_, at)
    if not isinstance(at.node, Mapping):
        at.note("Parametern är inte beskriven.", "Skriv name, kind och values under den.")
        return None
    at.require_keys("name", "kind", "unit", "values")
    kind, unit = at.read_one_of("kind", Kind), read_unit(at)
    if kind in {Kind.CHOICE, Kind.CHOICES}:
        at.note("En parameter kan inte vara ett val ur en lista.", "Låt raden själv nämna valet.", "kind")
        return None
    found = [_read_dated(one, kind, unit) for _, one in at.go("values", at.place).list_items("värde")]
    values = tuple(one for one in found if one)
    for i, one in enumerate(values):
        if any(one.validity.overlaps(other.validity) for other in values[:i]):
            at.note(
                "Två värden gäller samma dag.", "Låt det äldre sluta dagen innan det nya börjar.", "values"
            )
    return Parameter(id_, at.get_text("name"), kind, values, unit)


def read_validity(at: Cursor) -> Validity:
    """From and to; nothing written means no end."""
    at.require_keys("from", "to")
    return checked_validity(Validity(at.read_day("from"), at.read_day("to")), at)


def checked_validity(validity: Validity, at: Cursor) -> Validity:
    """The same, with a note when it ends before it begins."""
    if validity.starts and validity.ends and validity.starts > validity.ends:
        at.note("Tiden slutar innan den börjar.", "Låt to vara samma dag som from eller senare.")
    return validity


def read_provenance(at: Cursor) -> Provenance:
    """Source and evidence; what has no evidence stated is unverified."""
    return Provenance(at.find_text("source"), at.read_one_of("evidence", Evidence, Evidence.UNVERIFIED))


def read_unit(at: Cursor) -> Unit:
    """What is counted: one word for both forms (`år`), or two (`resa, resor`)."""
    words = [word.strip() for word in at.find_text("unit").split(",") if word.strip()]
    return (words[0], words[-1]) if words else NO_UNIT


def require_identifier(id_: str, at: Cursor) -> None:
    """Note an id that cannot be used in braces and as a key."""
    if not _IDENTIFIER.fullmatch(id_):
        at.note(f"”{id_}” kan inte vara ett id.", "Skriv små bokstäver a–z, siffror och understreck.")


def _read_choices(at: Cursor, *, is_wanted: bool) -> dict[str, str]:
    choices = {}
    for id_, one in at.list_entries("valet"):
        require_identifier(id_, one)
        name = at.find_text(id_)
        if not name or _FORBIDDEN_IN_NAMES.search(name):
            one.note(
                "Valets namn går inte att använda i en cell.", "Skriv ett namn utan komma, klammer och ”och”."
            )
        choices[id_] = name
    if is_wanted and not choices:
        at.note("Valen saknas.", "Räkna upp dem under choices, id: namn.")
    names = [name.casefold() for name in choices.values()]
    if len(set(names)) < len(names):
        at.note("Två val har samma namn.", "Ge varje val ett eget namn.")
    for name in _list_mistakable(names):
        at.note(f"”{name}” kan läsas som flera val.", "Låt inget annat val heta som en del av namnet.")
    return choices


def _list_mistakable(names: list[str]) -> list[str]:
    """Names with an ”eller” of which a part is, or is part of, another name: a list of them is unclear."""
    parts = {name: _ALTERNATIVES.split(name) for name in names}
    counts = Counter(part for each in parts.values() for part in set(each))
    return [name for name, each in parts.items() if len(each) > 1 and any(counts[one] > 1 for one in each)]


def _read_end(at: Cursor, key: str, kind: Kind, unit: Unit) -> int | date | None:
    value = at.read(key, lambda text: read_value(kind, text, unit))
    if isinstance(value, (int, date)) and not isinstance(value, bool):
        return value
    return 0 if key == "least" and kind in WHOLE else None


def _read_dated(at: Cursor, kind: Kind, unit: Unit) -> DatedValue | None:
    at.require_keys("value", "from", "to", "source", "evidence", "law")
    if not at.get_text("value"):
        return None
    value = at.read("value", lambda text: read_value(kind, text, unit))
    validity = checked_validity(Validity(at.read_day("from"), at.read_day("to")), at)
    return None if value is None else DatedValue(value, validity, read_provenance(at), at.find_text("law"))
