"""`./run docs --screenshots`: walks through the how-tos of each role in a new demonstration, with a camera.

One function a how-to, in an order in which each finds what those before it have done. A step that no longer
works ends the walk with the name of what was missing, so the walk is also a test of the texts.
"""

from __future__ import annotations

from pathlib import Path

from tools.howtos import PAGES, PICTURES
from tools.pictures.camera import open_camera
from tools.pictures.demonstration import open_demonstration
from tools.pictures.overview import write_overview
from tools.pictures.walks import WALKS


def take_pictures(root: Path, address: str | None = None) -> int:
    """Walk every how-to, in the new demonstration at an address or one of our own; writes the pictures."""
    folder = root / PAGES / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with open_demonstration(address) as home, open_camera(home, folder) as camera:
        for name, walk in WALKS.items():
            print(f"walking: {name}", flush=True)
            walk(camera)
    write_overview(root, folder)
    return 0
