"""The leader's how-to: why the cost moved, whether a measure worked, a plan that leaks, and alternatives."""

from __future__ import annotations

from tools.pictures.camera import Camera

MEASURE, PLAN = "De skärpta reglerna", "Långsiktig utvecklingsplan"
ALTERNATIVES = "Utredningens tre alternativ"
"""How the titles of the demonstration's measure, savings plan and scenario begin."""


def leader(camera: Camera) -> None:
    """Read the month, open a reason, the measure's verdict, the audit and the alternatives."""
    camera.sign_in("Gunilla")
    camera.menu("Läget")
    camera.take("ledare-laget", camera.link("Kostnad").first)
    camera.take("ledare-orsaker", camera.link("Antal resor"))
    camera.menu("Åtgärder")
    camera.follow(MEASURE)
    camera.take("ledare-atgard")
    camera.menu("Besparingsplaner")
    camera.follow(PLAN)
    camera.page.get_by_text("−1,3").first.scroll_into_view_if_needed()
    camera.take("ledare-plan")
    camera.menu("Scenarier")
    camera.follow(ALTERNATIVES)
    camera.take("ledare-scenarier")
