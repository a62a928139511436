"""docs/images/imports.svg: the import graph of the folders, drawn storey by storey."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tools.documents.import_graph import Edges, depths, read_folder_imports, reduce_edges

WIDTH = 1080
ROW = 92
BOX_HEIGHT = 40
MARGIN = 30
BEND = "~"
SWEEPS = 8
INK = "#1c2733"
COLOURS = (
    ("skjuts.core.planning.", "#dbe9f6", "core, planning"),
    ("skjuts.core.", "#eaf1e4", "core"),
    ("skjuts.adapters.", "#fbe9d7", "adapters"),
    ("skjuts.", "#eeeaf5", "shells"),
)
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d"
     font-family="system-ui, sans-serif" font-size="15">
<title id="t">Who imports whom</title>
<desc id="d">{description}</desc>
<rect width="{width}" height="{height}" fill="#ffffff"/>
"""


class Box(NamedTuple):
    """A folder's place in the picture: the middle of its box and the box's width (0: a bend of an arrow)."""

    x: float
    y: float
    width: float


class Drawing(NamedTuple):
    """What is drawn: each box by its folder, and each arrow as the points it passes."""

    boxes: dict[str, Box]
    arrows: list[list[Box]]


def write_import_picture() -> str:
    """Return the picture: importers above, what they import below, edges implied by others left out."""
    edges = reduce_edges(read_folder_imports())
    boxes, arrows = _draw(edges)
    height = int(max(box.y for box in boxes.values())) + ROW
    described = "; ".join(
        f"{_label(one)} imports {', '.join(map(_label, sorted(edges[one])))}"
        for one in sorted(edges)
        if edges[one]
    )
    parts = [
        HEAD.format(width=WIDTH, height=height, description=described),
        *map(_arrow, arrows),
        *(_box(name, boxes[name]) for name in sorted(boxes)),
        *_legend(height),
        "</svg>\n",
    ]
    return "".join(parts)


def _draw(edges: Edges) -> Drawing:
    storeys = depths(edges)
    chains = [_bends(one, other, storeys) for one in sorted(edges) for other in sorted(edges[one])]
    points = _place(storeys | {name: level for chain in chains for name, level in chain.items()}, chains)
    arrows = [[points[name] for name in chain] for chain in chains]
    return Drawing({name: points[name] for name in edges}, arrows)


def _bends(upper: str, lower: str, storeys: dict[str, int]) -> dict[str, int]:
    """An arrow's points by storey: a bend in each storey it passes, so that it runs between the boxes."""
    between = range(storeys[upper] - 1, storeys[lower], -1)
    inner = {f"{BEND}{upper}>{lower}@{level}": level for level in between}
    return {upper: storeys[upper], **inner, lower: storeys[lower]}


def _place(levels: dict[str, int], chains: list[dict[str, int]]) -> dict[str, Box]:
    top = max(levels.values())
    rows = [sorted(name for name in levels if levels[name] == level) for level in range(top, -1, -1)]
    near: dict[str, list[str]] = {name: [] for name in levels}
    for chain in chains:
        for one, other in pairwise(chain):
            near[one].append(other)
            near[other].append(one)
    points = {name: point for number, row in enumerate(rows) for name, point in _spread(row, number)}
    for _ in range(SWEEPS):
        for number, row in enumerate(rows):
            row.sort(key=lambda name: (_pull([points[other].x for other in near[name]]), name))
            points |= dict(_spread(row, number))
    return points


def _spread(row: list[str], number: int) -> Iterator[tuple[str, Box]]:
    """Place a row's boxes and bends side by side, with the room left over shared between them."""
    widths = [0.0 if name.startswith(BEND) else 8.6 * len(_label(name)) + 26 for name in row]
    gap = (WIDTH - 2 * MARGIN - sum(widths)) / len(row)
    x = MARGIN + gap / 2
    for name, width in zip(row, widths, strict=True):
        yield name, Box(round(x + width / 2, 1), MARGIN + BOX_HEIGHT / 2 + number * ROW, width)
        x += width + gap


def _pull(neighbours: list[float]) -> float:
    """Where the neighbours are, on average: a box is drawn near them."""
    return sum(neighbours) / len(neighbours) if neighbours else WIDTH / 2


def _label(name: str) -> str:
    short = name.removeprefix("skjuts.").removeprefix("core.")
    return short.replace(".", " / ")


def _colour(name: str) -> str:
    return next(colour for prefix, colour, _ in COLOURS if name.startswith(prefix))


def _box(name: str, box: Box) -> str:
    left, upper = box.x - box.width / 2, box.y - BOX_HEIGHT / 2
    return (
        f'<rect x="{left:.1f}" y="{upper:.1f}" width="{box.width:.1f}" height="{BOX_HEIGHT}" rx="6" '
        f'fill="{_colour(name)}" stroke="#5a6b7b"/>\n'
        f'<text x="{box.x:.1f}" y="{box.y + 5:.1f}" text-anchor="middle" fill="{INK}">'
        f"{_label(name)}</text>\n"
    )


def _arrow(points: list[Box]) -> str:
    end = points[-1]
    tip = end.y - BOX_HEIGHT / 2
    path = f"M{points[0].x:.1f} {points[0].y + BOX_HEIGHT / 2:.1f}"
    for one, other in pairwise(points):
        start = one.y + BOX_HEIGHT / 2
        goal = other.y - BOX_HEIGHT / 2
        middle = (start + goal) / 2
        path += f" V{start:.1f} C{one.x:.1f} {middle:.1f} {other.x:.1f} {middle:.1f} {other.x:.1f} {goal:.1f}"
    return (
        f'<path d="{path}" fill="none" stroke="#8797a6"/>\n'
        f'<path d="M{end.x - 4:.1f} {tip - 7:.1f} h8 l-4 7 z" fill="#8797a6"/>\n'
    )


def _legend(height: int) -> Iterator[str]:
    for index, (_, colour, meaning) in enumerate(COLOURS):
        x, y = MARGIN + index * 150, height - MARGIN
        yield f'<rect x="{x}" y="{y - 12}" width="16" height="16" fill="{colour}" stroke="#5a6b7b"/>\n'
        yield f'<text x="{x + 24}" y="{y + 1}" fill="{INK}" font-size="13">{meaning}</text>\n'
