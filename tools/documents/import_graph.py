"""Which folder imports which, as the import-linter sees it: folders as nodes, needless edges left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import grimp

PACKAGE = "skjuts"
OPENED = ("skjuts", "skjuts.core", "skjuts.core.planning", "skjuts.adapters")
"""Packages that only hold folders: their children are the nodes."""

Edges = Mapping[str, frozenset[str]]


def read_folder_imports() -> Edges:
    """Return the folders that each folder imports directly."""
    graph = grimp.build_graph(PACKAGE)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        folder = folder_of(module)
        if folder is None:
            continue
        imported = {folder_of(other) for other in graph.find_modules_directly_imported_by(module)}
        found.setdefault(folder, set()).update(one for one in imported if one not in (None, folder))
    return {folder: frozenset(others) for folder, others in found.items()}


def folder_of(module: str) -> str | None:
    """Name the folder of a module: the child of the deepest opened package; None for those and the door."""
    parent = max((one for one in OPENED if module.startswith(f"{one}.")), key=len, default=None)
    if parent is None or module in (*OPENED, f"{PACKAGE}.__main__"):
        return None
    child = module.removeprefix(f"{parent}.").split(".")[0]
    return f"{parent}.{child}"


def reduce_edges(edges: Edges) -> Edges:
    """Drop each edge that a longer path implies, so that the picture shows the order and not the noise."""
    reach = _reach(edges)
    return {
        one: frozenset(other for other in others if not any(other in reach[via] for via in others - {other}))
        for one, others in edges.items()
    }


def _reach(edges: Edges) -> Edges:
    @cache
    def below(one: str) -> frozenset[str]:
        return edges[one].union(*(below(other) for other in edges[one]))

    return {one: below(one) for one in edges}


def depths(edges: Edges) -> dict[str, int]:
    """Return each folder's storey: 0 for those that import nothing, else one above the highest it imports."""

    @cache
    def depth(one: str) -> int:
        return max((depth(other) + 1 for other in edges[one]), default=0)

    return {one: depth(one) for one in edges}
