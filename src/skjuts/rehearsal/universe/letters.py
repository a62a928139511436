"""How letters of the demonstration are signed and where its courts are; and how small sums are paid out.

Invented numbers and addresses: nobody answers there.
"""

from __future__ import annotations

from typing import Any

from skjuts.apps.registry.models import Authority

HEADS: dict[str, dict[str, str]] = {
    "jamtland-harjedalen": {
        "unit": "Reseservice (påhittad)",
        "phone": "063-00 00 00",
        "hours": "vardagar 8–16",
        "address": "Påhittade gatan 1, 831 00 Östersund",
        "court": "Förvaltningsrätten i Härnösand",
    },
    "bergs-kommun": {
        "unit": "Färdtjänsten (påhittad)",
        "phone": "0687-00 00 00",
        "hours": "vardagar 9–15",
        "address": "Påhittade vägen 2, 840 40 Svenstavik",
        "court": "Förvaltningsrätten i Härnösand",
    },
}
PAYOUT = [
    {
        "from": "2020-01-01",
        "least_ore": 10_000,
        "wait_months": 6,
        "source": "påhittat beslut för demonstrationen",
    }
]


def set_letter_heads() -> None:
    """Write the heads into the authorities' settings; whoever has one keeps it."""
    for slug, head in HEADS.items():
        authority = Authority.objects.get(slug=slug)
        settings: dict[str, Any] = dict(authority.settings)
        settings["permits"] = {"letters": head, **settings.get("permits", {})}
        settings["bookings"] = {"payout": PAYOUT, **settings.get("bookings", {})}
        authority.settings = settings
        authority.save(update_fields=["settings"])
