"""What each how-to says, done. The names here are those in bold in the how-to of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.pictures.booking import booking_agent
from tools.pictures.camera import Camera
from tools.pictures.certifying import certify
from tools.pictures.controlling import controller
from tools.pictures.deciding import officer
from tools.pictures.guarding import protected_desk, review_log
from tools.pictures.keeping import administrator, patient, register
from tools.pictures.leading import leader
from tools.pictures.learning import author, manager, nurse, reviewer, support
from tools.pictures.ruling import rules

WALKS: Mapping[str, Callable[[Camera], None]] = {
    "sjukskoterska": nurse,
    "sjukskoterska, intyg": certify,
    "enhetschef": manager,
    "stodfunktion": support,
    "handlaggare": officer,
    "bestallningsmottagare": booking_agent,
    "patient": patient,
    "skyddad-handlaggning": protected_desk,
    "logggranskare": review_log,
    "registeransvarig": register,
    "administrator": administrator,
    "kursforfattare": author,
    "kursgranskare": reviewer,
    "regelbok": rules,
    "ledare": leader,
    "controller": controller,
}
"""In order: the test is taken before its course gets a new version."""
