"""Care without the trip, or nearer: what units offer at a distance and what teams visit, from a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from skjuts.core.regulations.errors import BadCatalogue
from skjuts.core.rules import Document, Evidence, Fault
from skjuts.core.rules.forms.document import Cursor


class OptionKind(StrEnum):
    """What takes the place of the trip."""

    REMOTE = "remote_care"
    TEAM = "mobile_team"
    NEARER = "nearer_unit"


OFFERS = {
    OptionKind.REMOTE: "remote_care_offered",
    OptionKind.TEAM: "team_offered",
    OptionKind.NEARER: "nearer_unit_offered",
}
"""The fact that says whether the kind is offered."""


class CareOption(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a unit or a team offers.

    `is_at_home`: nobody travels; else the patient goes to somewhere nearer. `municipalities`: where
    it is offered; empty with `is_whole_region` false: the source does not say.
    """

    id: str
    name: str
    kind: OptionKind
    text: str
    care_areas: tuple[str, ...]
    is_at_home: bool
    is_whole_region: bool
    municipalities: tuple[str, ...]
    source: str
    evidence: Evidence

    def is_offered_in(self, municipality: str | None) -> bool | None:
        """Whether somebody who lives there is visited; None when it is not known."""
        if self.is_whole_region:
            return True
        if not self.municipalities or municipality is None:
            return None
        return municipality in self.municipalities


@dataclass(frozen=True, slots=True)
class CareCatalogue:
    """A region's list. Of the kinds in `complete_for` nothing is offered but what it names."""

    options: tuple[CareOption, ...]
    complete_for: frozenset[OptionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class CareNeed:
    """What the visit is about and where the patient lives, as the vocabulary names it; None: not known."""

    care_area: str | None = None
    municipality: str | None = None


def list_options(catalogue: CareCatalogue, need: CareNeed) -> tuple[CareOption, ...]:
    """The options that may do for the need, those of which it is not known included."""
    return tuple(
        option
        for option in catalogue.options
        if need.care_area in option.care_areas and option.is_offered_in(need.municipality) is not False
    )


def find_offers(catalogue: CareCatalogue, need: CareNeed) -> dict[str, bool]:
    """The offered-facts that the catalogue settles; one that it leaves open is not there."""
    if need.care_area is None:
        return {}
    offers = {}
    for kind, fact in OFFERS.items():
        found = [one for one in list_options(catalogue, need) if one.kind is kind]
        if any(one.is_offered_in(need.municipality) for one in found):
            offers[fact] = True
        elif not found and kind in catalogue.complete_for:
            offers[fact] = False
    return offers


def read_catalogue(document: Document) -> CareCatalogue:
    """The list in a document. Raises `BadCatalogue` with the first fault of all."""
    faults: list[Fault] = []
    top = Cursor(document, document.root, (), "", faults)
    top.require_keys("complete_for", "options")
    options = tuple(_read_options(top))
    complete_for = frozenset(kind for kind in OptionKind if kind in _read_words(top, "complete_for"))
    if faults:
        raise BadCatalogue(faults[0].message, field=f"{document.source}:{faults[0].line}, {faults[0].place}")
    return CareCatalogue(options, complete_for)


def _read_options(top: Cursor) -> Iterator[CareOption]:
    for id_, at in top.go("options", "").list_entries("alternativet"):
        at.require_keys(
            "name", "kind", "text", "care_areas", "at_home", "whole_region", "municipalities",
            "source", "evidence",
        )  # fmt: skip
        yield CareOption(
            id=id_,
            name=at.get_text("name"),
            kind=at.read_one_of("kind", OptionKind),
            text=at.get_text("text"),
            care_areas=_read_words(at, "care_areas"),
            is_at_home=at.find_text("at_home") == "ja",
            is_whole_region=at.find_text("whole_region") == "ja",
            municipalities=_read_words(at, "municipalities"),
            source=at.get_text("source"),
            evidence=at.read_one_of("evidence", Evidence, Evidence.UNVERIFIED),
        )


def _read_words(at: Cursor, key: str) -> tuple[str, ...]:
    node = at.node.get(key) if isinstance(at.node, Mapping) else None
    return tuple(str(one) for one in node) if isinstance(node, list) else ()
