"""The booking agent's how-to: a name, Enter, Enter, and the answer."""

from __future__ import annotations

from tools.pictures.camera import Camera

RIDER = "Göran Henriksson"
"""Invented: has a permit for a shared taxi with trips left."""


def booking_agent(camera: Camera) -> None:
    """Search, answer, count the trip."""
    camera.sign_in("Oskar")
    camera.menu("Får personen åka?")
    camera.write("Personnummer, namn eller telefon", RIDER)
    camera.press("Sök")
    camera.take("bestallningsmottagare-sok", camera.link(RIDER))
    camera.follow(RIDER)
    camera.take("bestallningsmottagare-svar", camera.button("Räkna resan"))
    camera.press("Räkna resan")
    camera.take("bestallningsmottagare-raknad", camera.button("Ta tillbaka"))
