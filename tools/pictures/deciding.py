"""The officer's how-to: the queue, the bus that leaves too early, two keys; and a second pair of eyes."""

from __future__ import annotations

from tools.pictures.camera import Camera

PERSON, DENIED = "Per Danielsson", "Lisa Berglund"
"""Invented: whose last bus leaves too early, and whose refusal a second officer is to see."""


def officer(camera: Camera) -> None:
    """Choose, read, decide; then the other officer confirms what was proposed."""
    camera.sign_in("Petra")
    camera.menu("Ärenden")
    camera.take("handlaggare-ko", camera.link(PERSON))
    camera.follow(PERSON)
    camera.take("handlaggare-arende", camera.link("Bifall"))
    camera.page.keyboard.press("b")
    camera.page.wait_for_url("**/besluta/**")
    camera.take("handlaggare-beslut", camera.button("Fatta beslutet"))
    camera.page.keyboard.press("Enter")
    camera.page.wait_for_url("**/beslut/**")
    camera.sign_in("Eva")
    camera.menu("Ärenden")
    camera.follow(DENIED)
    camera.take("handlaggare-fyra-ogon", camera.button("Besluta enligt förslaget"))
