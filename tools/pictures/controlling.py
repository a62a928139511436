"""The controller's how-to: from a reason to its trips, billed lines, the month's report, and open data."""

from __future__ import annotations

from tools.pictures.camera import Camera

REASON = "Fördelning mellan"
OPEN_SET = "Resor som väntar på granskning (påhittade)"
FREE_ON = "2030-01-02"
"""How the reason that is opened begins, and what the data set is called, and
a day far ahead: the picture shows a set that waits."""


def controller(camera: Camera) -> None:
    """Walk from a reason to its trips, look at the billed lines, order the report and prepare open data."""
    camera.sign_in("Henrik")
    camera.menu("Läget")
    camera.follow(REASON)
    trips = camera.page.locator("td.sk-number a")
    camera.take("controller-orsak", trips)
    trips.first.click()
    camera.page.get_by_role("columnheader", name="Faktura", exact=True).wait_for()
    camera.take("controller-resor")
    camera.menu("Fakturakontroll")
    camera.take("controller-fakturor", camera.page.get_by_role("main").get_by_role("row").nth(1))
    camera.menu("Läget")
    camera.follow("Få den med e-post")
    camera.take("controller-rapport", camera.button("Beställ"))
    camera.menu("Öppna data")
    camera.follow("Förbered en datamängd")
    camera.write("Datamängdens namn", OPEN_SET)
    camera.write("Vad den innehåller", "Resor per månad och färdsätt, till demonstrationen.")
    camera.write("Första dag som den får läsas", FREE_ON)
    camera.press("Förbered")
    camera.page.get_by_text("Du har förberett").first.wait_for()
    camera.take("controller-oppna-data")
