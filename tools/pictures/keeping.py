"""Walks of those who keep the registers, and open the house to an authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.howtos import PAGES
from tools.pictures.camera import Camera

ROOT = Path(__file__).parents[2]
NUMBER = "19520417-9997"
_SHEET = re.compile(r"```csv\n(.*?)```", re.DOTALL)


def patient(camera: Camera) -> None:
    """Register a patient by number, and find her again."""
    camera.sign_in("Maja")
    camera.menu("Patienter")
    camera.follow("Registrera ny patient")
    camera.write("Nummer", NUMBER)
    camera.take("patient-ny", camera.page.get_by_label("Nummer", exact=True))
    camera.press("Registrera")
    camera.take("patient-oppen")
    camera.menu("Patienter")
    camera.write("Personnummer, namn eller telefon", NUMBER)
    camera.choose("Varför söker du?", "Patienten vårdas eller väntas hos oss")
    camera.press("Sök")
    camera.take("patient-sok")


def register(camera: Camera) -> None:
    """Read in the three files of the how-to, in order."""
    camera.sign_in("Birgitta")
    for kind, sheet in zip(("Enheter", "Personal", "Uppdrag"), _list_sheets(), strict=True):
        camera.menu("Läs in från fil")
        camera.tick(kind)
        camera.attach("Fil", f"{kind.lower()}.csv", sheet)
        if kind == "Enheter":
            camera.take("registeransvarig-provlas", camera.button("Provläs"))
        camera.press("Provläs")
        if kind == "Enheter":
            camera.take("registeransvarig-las-in", camera.button("Läs in"))
        camera.press("Läs in")


def administrator(camera: Camera) -> None:
    """See the steps, fill in one, and mark another as done."""
    camera.sign_in("Sara")
    camera.menu("Införande")
    camera.take("administrator-steg")
    camera.follow("Fyll i uppgifterna")
    camera.write("Organisationsnummer", "232100-0214")
    camera.press("Spara")
    camera.menu("Införande")
    camera.write(
        "Var det går att läsa, eller varför steget inte behövs", "Diarienummer RS 2026/17 (påhittat)"
    )
    camera.take("administrator-klart", camera.button("Markera som klart"))
    camera.press("Markera som klart")
    camera.menu("Samverkan")


def _list_sheets() -> Iterator[str]:
    """The files as the how-to shows them."""
    text = (ROOT / PAGES / "registeransvarig.md").read_text(encoding="utf-8")
    yield from _SHEET.findall(text)
