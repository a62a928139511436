"""docs/reference/indicators.md: every indicator with its definition, in Swedish, for their readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from skjuts.adapters.files.indicators import read_indicators
from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.indicators import (
    DOMAIN_NAMES,
    UNITS,
    Awaited,
    Better,
    Catalogue,
    Domain,
    Indicator,
    Part,
)
from skjuts.core.followup.population import Population

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "skjuts" / "core" / "followup" / "indicators" / "catalogue"
BETTER = {
    Better.UP: "högre är bättre",
    Better.DOWN: "lägre är bättre",
    Better.NONE: "ingen riktning är bättre",
}
EVIDENCE = {
    EvidenceLevel.CLAIMED: "påstått",
    EvidenceLevel.BOOKED: "bokfört",
    EvidenceLevel.EVALUATED: "utvärderat",
    EvidenceLevel.CONTRADICTED: "motsagt",
}
HEAD = """\
# Indikatorer

Skriven ur [katalogen](../../src/skjuts/core/followup/indicators/README.md) av `./run docs`. Varje definition
räknas för hand på en liten liggare vid varje ändring. Områdena är desamma som i den öppna datamängd om
sjukresor som Englands hälso- och sjukvård publicerar, så att siffror kan jämföras efter vad de handlar om.

Ett mål bedöms mot gränserna i ett styrdiagram, aldrig mot en enskild månad. Siffror med få människor bakom
sig visas inte. Det som inte kan räknas ännu säger vad som saknas.
"""


def write_indicators() -> str:
    """The whole page."""
    catalogue = read_indicators(FOLDER)
    return "\n".join([HEAD, *(line for domain in Domain for line in _write_domain(catalogue, domain))])


def _write_domain(catalogue: Catalogue, domain: Domain) -> Iterator[str]:
    yield f"## {DOMAIN_NAMES[domain]}\n"
    for one in catalogue.list_domain(domain):
        yield from _write_indicator(one)
    for awaited in catalogue.awaited:
        if awaited.domain is domain:
            yield from _write_awaited(awaited)


def _write_indicator(one: Indicator) -> Iterator[str]:
    yield f"### {one.name}\n"
    yield f"{one.why}\n"
    yield "| | |\n|---|---|"
    yield f"| id | `{one.id}` |"
    yield f"| täljare | {_write_part(one.numerator)} |"
    if one.denominator:
        yield f"| nämnare | {_write_part(one.denominator)} |"
    yield f"| enhet | {UNITS[one.unit].name}; {BETTER[one.better]} |"
    yield f"| urval | {one.choose(Population()).label()} |"
    yield f"| räknas inte | {one.exclusions} |"
    yield f"| källa och belägg | {one.source}; {EVIDENCE[one.evidence]} |"
    if one.target:
        yield f"| mål | {one.target.value:g} {UNITS[one.unit].name} ({one.target.decided_by}) |".replace(
            ".", ",", 1
        )
    yield f"| minsta antal människor | {one.least_people} |"
    reviewed = f"granskad {one.reviewed_on}" if one.reviewed_on else "inte granskad av någon region"
    yield f"| ansvar | {one.owner}; {reviewed}, nästa granskning {one.next_review} |\n"


def _write_part(part: Part) -> str:
    return f"{part.words} (`{part.measure}`)"


def _write_awaited(one: Awaited) -> Iterator[str]:
    yield f"### {one.name}: kan inte räknas ännu\n"
    yield f"{one.why}\n"
    yield f"**Saknas:** {one.awaits} {one.owner} svarar; nästa granskning {one.next_review}.\n"
