"""Walks of those who guard: the log, and the people whose data is protected."""

from __future__ import annotations

from tools.pictures.camera import Camera

NUMBER = "19481231-9996"
SUMMARY = "Medarbetaren har samma efternamn och hade inget ärende. Chefen tar vid."


def review_log(camera: Camera) -> None:
    """Take up the alert on the planted snooper, judge it, close it, and print the patient's extract."""
    camera.sign_in("Ingrid")
    camera.take("logggranskare-start", camera.link("att se till"))
    camera.menu("Larm")
    camera.take("logggranskare-larm", camera.page.get_by_role("main").get_by_role("button").first)
    camera.page.get_by_role("main").get_by_role("button").first.click()
    camera.page.wait_for_load_state()
    camera.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    camera.page.wait_for_load_state()
    case = camera.page.url
    camera.tick("Obehörig, överlämnad till chefen")
    camera.write("Vad kom fram?", SUMMARY)
    camera.take("logggranskare-fall", camera.button("Spara bedömningen"))
    camera.press("Spara bedömningen")
    camera.write("Slutsats", SUMMARY)
    camera.press("Avsluta")
    camera.page.goto(case)
    camera.follow("Visa patientens hela loggutdrag")
    camera.take("logggranskare-utdrag", camera.link("Skriv ut"))


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
