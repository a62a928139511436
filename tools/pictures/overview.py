"""The picture at the top of the project's page: four of the how-tos' pictures, side by side."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

PARTS = ("sjukskoterska-sida", "enhetschef-register", "logggranskare-larm", "administrator-steg")
TARGET = Path("docs/images/house.webp")
WIDTH, GAP = 800, 16
GROUND = (226, 232, 230)
QUALITY = 72


def write_overview(root: Path, folder: Path) -> None:
    """Write the picture from those that are in the folder."""
    parts = [Image.open(folder / f"{name}.webp") for name in PARTS]
    height = WIDTH * parts[0].height // parts[0].width
    whole = Image.new("RGB", (2 * WIDTH + GAP, 2 * height + GAP), GROUND)
    for number, part in enumerate(parts):
        left, top = (number % 2) * (WIDTH + GAP), (number // 2) * (height + GAP)
        whole.paste(part.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS), (left, top))
    whole.save(root / TARGET, "WEBP", quality=QUALITY, method=6)
