"""Walks of those who learn, teach, delegate and ask."""

from __future__ import annotations

from pathlib import Path

from tools.pictures.answers import plain, read_answers
from tools.pictures.camera import Camera

ROOT = Path(__file__).parents[2]
COURSE = "Rätt resa: att bedöma och intyga behov av sjukresa"
PAGE = "Ledsagare"
LABEL = "2027.1"
NURSE = "Maja Sundqvist"
QUESTION = "Får en patient med rollator åka taxi hela vägen?"
SITUATION = "Patienten klarar bussen på sommaren, men inte när det är halt."
ADDED = "Är du osäker frågar du stödfunktionen innan du intygar."
ANSWER = (
    "Intyga det som behövs just nu, med en sista dag. Skriv vad patienten klarar på sommaren och på vintern."
)


def nurse(camera: Camera) -> None:
    """Take the course, fail the test once, pass it, and see what a change of the rules asks for."""
    camera.sign_in("Maja")
    camera.menu("Min utbildning")
    camera.take("sjukskoterska-kurs", camera.link(COURSE))
    camera.follow(COURSE)
    camera.press("Börja kursen")
    camera.take("sjukskoterska-sida")
    while camera.button("Klar, nästa sida").count():
        camera.press("Klar, nästa sida")
    camera.press("Klar med sidorna")
    camera.press("Gör provet")
    _answer(camera, is_right=False)
    camera.press("Lämna in provet")
    camera.press("Gör om provet")
    _answer(camera, is_right=True)
    camera.take("sjukskoterska-prov", camera.button("Lämna in provet"))
    camera.press("Lämna in provet")
    camera.take("sjukskoterska-godkand", camera.link("Visa beviset"))
    camera.follow("Visa beviset")
    camera.sign_in("Karin")
    camera.menu("Min utbildning")
    camera.take("sjukskoterska-fortbildning", camera.link("Fortbildning"))


def manager(camera: Camera) -> None:
    """Delegate to the nurse who passed, see her in the register, and the page where it is taken back."""
    camera.sign_in("Lars-Erik")
    camera.menu("Enhetens delegationer")
    row = camera.page.get_by_role("row").filter(has_text=NURSE)
    row.get_by_text(f"Delegera till {NURSE}").click()
    row.get_by_label("Ensamåkning", exact=True).uncheck()
    button = row.get_by_role("button", name="Delegera", exact=True)
    camera.take("enhetschef-delegera", button)
    button.click()
    camera.page.wait_for_load_state()
    camera.menu("Intygsutfärdare")
    camera.take("enhetschef-register")
    camera.menu("Enhetens delegationer")
    row.get_by_role("link", name="Återkalla").click()
    camera.page.wait_for_load_state()
    camera.take("enhetschef-aterkalla", camera.button("Återkalla delegationen"))


def support(camera: Camera) -> None:
    """A nurse asks, the centre answers and publishes."""
    camera.sign_in("Maja")
    camera.menu("Fråga stödfunktionen")
    camera.follow("Ställ en fråga")
    camera.choose("Vad gäller frågan?", "Färdsätt")
    camera.write("Frågan i en mening", QUESTION)
    camera.write("Beskriv läget", SITUATION)
    camera.press("Skicka frågan")
    camera.sign_in("Amina")
    camera.menu("Frågor som väntar")
    camera.take("stodfunktion-ko", camera.link(QUESTION))
    camera.follow(QUESTION)
    camera.press("Jag svarar")
    camera.write("Ditt meddelande", ANSWER)
    camera.take("stodfunktion-svar", camera.button("Skicka svaret"))
    camera.press("Skicka svaret")
    camera.follow("Publicera i handboken")
    camera.press("Publicera")
    camera.menu("Handboken")
    camera.take("stodfunktion-handbok")


def author(camera: Camera) -> None:
    """Begin a draft, mend a page, hand it to review."""
    camera.sign_in("Jonas")
    camera.menu("Kursredaktionen")
    camera.take("kursforfattare-versioner", camera.link(COURSE))
    camera.follow(COURSE)
    camera.write("Den nya versionens namn", LABEL)
    camera.press("Börja ett utkast")
    camera.follow(PAGE)
    text = camera.page.get_by_label("Text", exact=True)
    text.fill(f"{text.input_value().rstrip()}\n\n{ADDED}\n")
    camera.take("kursforfattare-redigera", camera.button("Spara"))
    camera.press("Spara")
    camera.menu("Kursredaktionen")
    camera.page.get_by_role("row").filter(has_text=LABEL).get_by_role("link").first.click()
    camera.page.wait_for_load_state()
    camera.press("Skicka till granskning")


def reviewer(camera: Camera) -> None:
    """Compare what the author wrote with what is in force, and publish it."""
    camera.sign_in("Elsa")
    camera.menu("Kursredaktionen")
    camera.page.get_by_role("row").filter(has_text=LABEL).get_by_role("link").first.click()
    camera.page.wait_for_load_state()
    camera.take("kursgranskare-publicera", camera.button("Publicera"))
    camera.follow("Skillnader")
    camera.follow("2026.1")
    camera.take("kursgranskare-skillnader")
    camera.follow("Innehåll")
    camera.press("Publicera")


def _answer(camera: Camera, *, is_right: bool) -> None:
    """Answer every question of the test on the page, all right or all wrong."""
    right = read_answers(ROOT)
    for group in camera.page.get_by_role("main").locator("fieldset").all():
        asked = plain(group.locator("legend").inner_text()).split(".", 1)[1]
        for choice in group.locator(".sk-choice").all():
            if (plain(choice.inner_text()) in right[asked]) == is_right:
                choice.locator("input").check()
                if not is_right:
                    break
