"""docs/reference/demo-day.md: every parameter of the invented days with its provenance, from the profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from skjuts.rehearsal.profile import (
    Parameter,
    ProvenanceKind,
    get_parameters,
    get_profile,
    list_regions,
)

GROUND = "sweden"
HEAD = """\
# The invented days

Generated from `src/skjuts/rehearsal/profiles` by `./run docs`. A day is drawn from these parameters: real
places, invented riders, vehicles, carriers and prices. Each parameter says how it is known:

- **sourced**: the figure stands in the named source,
- **derived**: computed from named figures,
- **assumed**: nobody has told us; a region puts its own figure in its place.

Times of day (`…_h`) are hours, amounts (`…_ore`) whole öre, shares parts of one. Every region stands on the
profile of the whole country and says only what differs.

"""


def write_demo_day() -> str:
    """Return the page: one section per profile, the country's first."""
    slugs = [GROUND, *(slug for slug in list_regions() if slug != GROUND)]
    return HEAD + "\n".join(_section(slug) for slug in slugs)


def _section(slug: str) -> str:
    own = [one for one in get_parameters(slug).values() if one.profile == slug]
    counts = Counter(one.kind for one in own)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ProvenanceKind)
    title = f"## {get_profile(slug).title} (`{slug}`)"
    groups = groupby(own, key=lambda one: one.path.partition(".")[0])
    parts = [title, "", f"{len(own)} parameters: {told}.", ""]
    for name, group in groups:
        parts += [f"### {name}", "", *_table(name, group), ""]
    return "\n".join(parts)


def _table(name: str, parameters: Iterable[Parameter]) -> list[str]:
    rows = [
        f"| `{one.path.removeprefix(name + '.')}` | {_cell(one.value)} | {one.kind} | {one.source} |"
        for one in parameters
    ]
    return ["| parameter | value | known as | source |", "|---|---|---|---|", *rows]


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_cell(part)}" for key, part in value.items()) or "none"
    if isinstance(value, list):
        joint = "; " if any(isinstance(part, Mapping) for part in value) else ", "
        return joint.join(_cell(part) for part in value) or "none"
    return str(value)
