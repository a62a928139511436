"""The officer's how-to: the queue, the bus that leaves too early, two keys; and a second pair of eyes."""

from __future__ import annotations

from tools.pictures.camera import Camera

PERSON, DENIED = "Per Danielsson", "Lisa Berglund"
"""Invented: whose last bus leaves too early, and whose refusal a second officer is to see."""
MOST_WAITS, WAIT_MS = 30, 1_000
"""For the worker to write a letter."""


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
    _read_before(camera)
    camera.page.keyboard.press("Enter")
    camera.page.wait_for_url("**/beslut/**")
    _read_after(camera)
    camera.menu("Delegationsbeslut")
    camera.take("handlaggare-anslag", camera.button("Notera anslagsdagen"))
    camera.sign_in("Eva")
    camera.menu("Ärenden")
    camera.follow(DENIED)
    camera.take("handlaggare-fyra-ogon", camera.button("Besluta enligt förslaget"))


def _read_before(camera: Camera) -> None:
    """The letter as it would be, in a window of its own; the form keeps its place."""
    meant = camera.page
    with meant.context.expect_page() as opened:
        meant.keyboard.press("Alt+f")
    with camera.looking_at(opened.value):
        camera.page.wait_for_load_state()
        camera.take("handlaggare-forhandsgranska")
    meant.get_by_role("button", name="Fatta beslutet", exact=True).focus()


def _read_after(camera: Camera) -> None:
    """The letter as it was written; the worker needs a moment for it."""
    camera.follow("Brev")
    letter = camera.page.get_by_role("table").get_by_role("link")
    for _ in range(MOST_WAITS):
        if letter.count():
            break
        camera.page.wait_for_timeout(WAIT_MS)
        camera.page.reload()
    letter.first.click()
    camera.page.wait_for_load_state()
    camera.take("handlaggare-brev", camera.link("Skriv ut (PDF)"))
