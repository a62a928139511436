"""Walks of those who guard: the log, and the people whose data is protected."""

from __future__ import annotations

from playwright.sync_api import Locator

from tools.pictures.camera import Camera

NUMBER = "19481231-9996"
SUMMARY = "Medarbetaren har samma efternamn och hade inget ärende. Chefen tar vid."


def review_log(camera: Camera) -> None:
    """Take up the alerts on the planted snooper, judge every case, close, and print the patient's extract."""
    camera.sign_in("Ingrid")
    camera.take("logggranskare-start", camera.link("Åtkomster att granska"))
    camera.menu("Larm")
    camera.take("logggranskare-larm", camera.page.get_by_role("main").get_by_role("button").first)
    camera.page.get_by_role("main").get_by_role("button").first.click()
    camera.page.wait_for_load_state()
    cases = [one.evaluate("link => link.href") for one in _list_cases(camera)]
    for case in cases:
        camera.page.goto(case)
        camera.tick("Obehörig, överlämnad till chefen")
        camera.write("Vad kom fram?", SUMMARY)
        if case == cases[0]:
            camera.take("logggranskare-fall", camera.button("Spara bedömningen"))
        camera.press("Spara bedömningen")
    camera.write("Slutsats", SUMMARY)
    camera.press("Avsluta")
    camera.page.goto(cases[0])
    camera.follow("Visa patientens hela loggutdrag")
    camera.take("logggranskare-utdrag", camera.link("Skriv ut"))


def _list_cases(camera: Camera) -> list[Locator]:
    return camera.page.get_by_role("main").get_by_role("table").get_by_role("link").all()


def protected_desk(camera: Camera) -> None:
    """Register somebody, protect them, and see what the desk sees."""
    camera.sign_in("Nils")
    camera.menu("Patienter")
    camera.follow("Registrera ny patient")
    camera.write("Nummer", NUMBER)
    camera.press("Registrera")
    camera.follow("Skydda personuppgifterna")
    camera.tick("Sekretessmarkering")
    camera.take("skyddad-handlaggning-skydd", camera.button("Spara"))
    camera.press("Spara")
    camera.write("Personnummer, namn eller telefon", NUMBER)
    camera.choose("Varför söker du?", "Uppgifter i registret ska rättas")
    camera.press("Sök")
    camera.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    camera.page.wait_for_load_state()
    camera.take("skyddad-handlaggning-kodnamn")
