"""The picture of imports shows the order of the folders, and nothing that follows from it."""

from __future__ import annotations

from tools.documents.import_graph import depths, folder_of, reduce_edges

EDGES = {
    "top": frozenset({"middle", "bottom"}),
    "middle": frozenset({"bottom"}),
    "bottom": frozenset[str](),
    "aside": frozenset({"bottom"}),
}


def test_edges_when_a_longer_path_implies_one_then_it_is_left_out() -> None:
    """Otherwise the picture is a hairball."""
    assert reduce_edges(EDGES) == {**EDGES, "top": frozenset({"middle"})}


def test_depths_when_read_then_every_importer_stands_above_what_it_imports() -> None:
    """Arrows must all point down."""
    assert depths(EDGES) == {"top": 2, "middle": 1, "bottom": 0, "aside": 1}


def test_folder_when_module_is_deep_then_is_the_child_of_the_opened_package() -> None:
    """A module is drawn as the folder that a reader would look for."""
    assert folder_of("skjuts.core.planning.search.kernels") == "skjuts.core.planning.search"
    assert folder_of("skjuts.core.kernel.money") == "skjuts.core.kernel"
    assert folder_of("skjuts.cli.main") == "skjuts.cli"


def test_folder_when_module_only_holds_folders_then_none() -> None:
    """A package that is opened is not itself a box."""
    assert folder_of("skjuts.core.planning") is None
    assert folder_of("skjuts.__main__") is None
    assert folder_of("numpy") is None
