"""The walk of those who write and approve rules."""

from __future__ import annotations

from tools.pictures.camera import Camera

BOOK = "Sjukresor i Jämtland Härjedalen"
FEE = "avgiften för taxi"
TABLE = "Egenavgift för en enkel resa"
LABEL = "2027 (påhittad)"


def rules(camera: Camera) -> None:
    """Change one fee in a draft, see whom it touches, propose it, and let somebody else approve."""
    camera.sign_in("Petra")
    camera.menu("Regelböcker")
    in_force = camera.page.get_by_role("row").filter(has_text=BOOK).filter(has_text="Gäller")
    in_force.get_by_role("link").first.click()
    camera.page.wait_for_load_state()
    camera.follow("Nytt utkast")
    camera.write("Versionens namn", LABEL)
    camera.press("Börja skriva")
    camera.follow("Belopp och gränser")
    camera.follow(FEE)
    camera.write("Nytt värde", "250 kr")
    camera.write("Källa", "Påhittat beslut för demonstrationen")
    camera.choose("Hur säkert är det?", "förslag")
    camera.take("regelbok-belopp", camera.button("Spara i utkastet"))
    camera.press("Spara i utkastet")
    camera.follow("Tabeller")
    camera.follow(TABLE)
    camera.page.get_by_role("link", name="fast avgift").first.click()
    camera.page.get_by_label("Ny lydelse").wait_for()
    camera.take("regelbok-cell")
    camera.follow("Vem berörs")
    camera.take("regelbok-berorda")
    camera.follow("Tabeller")
    camera.follow("Föreslå")
    camera.write("Skäl", "Nämnden har höjt avgiften (påhittat).")
    camera.press("Föreslå")
    camera.sign_in("Sara")
    camera.page.get_by_role("link", name=LABEL).first.click()
    camera.page.wait_for_load_state()
    camera.write("Skäl", "Stämmer med beslutet.")
    camera.take("regelbok-godkann", camera.button("Godkänn"))
    camera.press("Godkänn")
