"""The walk of a nurse who certifies."""

from __future__ import annotations

from tools.pictures.camera import Camera

ANSWERS = {
    "care_place": "nearest",
    "can_be_remote": "no",
    "can_be_by_team": "no",
    "can_be_nearer": "no",
    "validity": "series",
    "boards_steps": "no",
    "sits_upright": "yes",
    "finds_way": "yes",
    "waits_alone": "yes",
    "rides_with_others": "yes",
    "can_transfer": "yes",
    "can_go_by_car": "no",
    "is_confused": "no",
    "is_infectious": "no",
    "care_on_the_way": "none",
}


def certify(camera: Camera) -> None:
    """Find a patient, certify what they can do, look it through and issue it; then a ward round."""
    camera.sign_in("Ellen")
    camera.menu("Patienter")
    camera.write("Personnummer, namn eller telefon", "karlsson")
    camera.choose("Varför söker du?", "Patienten vårdas eller väntas hos oss")
    camera.page.get_by_role("main").get_by_role("button", name="Sök", exact=True).click()
    camera.page.locator("#patient-hits table a").first.click()
    camera.page.wait_for_load_state()
    camera.take("sjukskoterska-patient", camera.button("Skriv intyg"))
    camera.press("Skriv intyg")
    for name, value in ANSWERS.items():
        camera.page.locator(f"input[name={name}][value={value}]").check()
    camera.write("Första dagen", "2027-01-04")
    camera.write("Sista dagen", "2027-03-26")
    camera.write("Besök i veckan", "3")
    camera.choose("Var hör patienten hemma?", "Bosatt i regionen")
    camera.choose("Färdsätt som behövs", "Taxi, samåkning")
    camera.page.wait_for_timeout(1500)
    camera.page.get_by_role("heading", name="Vad klarar patienten?").scroll_into_view_if_needed()
    camera.take("sjukskoterska-intyg")
    camera.press("Granska och utfärda")
    camera.take("sjukskoterska-granska", camera.button("Utfärda intyget"))
    camera.press("Utfärda intyget")
    camera.page.goto(f"{camera.home}resor/intyg/rond/utfarda/")
    camera.take("sjukskoterska-rond", camera.button("Utfärda de markerade"))
