"""The theme: readable in every colour and scheme, by numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skjuts import web
from tools.theme import (
    DARK,
    DARK_CONTRAST,
    HUES,
    LIGHT,
    LIGHT_CONTRAST,
    Ladder,
    contrast_ratio,
    mix_colour,
    role_colour,
)

STATIC = Path(web.__file__).parent / "static"
SCHEMES = {"light": LIGHT, "dark": DARK, "light contrast": LIGHT_CONTRAST, "dark contrast": DARK_CONTRAST}
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted")
NORWEGIAN = re.compile(r'(--dsc-[a-z-]+):\s*["\'](?=[^"\']*[A-Za-zæøåÆØÅ]{2})')


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", HUES)
def test_text_on_every_ground_has_the_contrast_of_wcag_aa(scheme: str, name: str) -> None:
    """4.5 to 1 for text; high contrast promises 7."""
    ladder, least = SCHEMES[scheme], 7.0 if "contrast" in scheme else 4.5
    for text in ("text-default", "text-subtle"):
        for ground in (*GROUNDS, "surface-hover"):
            found = contrast_ratio(
                role_colour(ladder, HUES[name], text), role_colour(ladder, HUES["neutral"], ground)
            )
            assert found >= least, (text, ground, found)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", HUES)
def test_buttons_and_edges_have_the_contrast_of_wcag_aa(scheme: str, name: str) -> None:
    """4.5 to 1 for words on a filled button in every state, 3 to 1 for the edges of what one can act on."""
    ladder: Ladder = SCHEMES[scheme]
    words = role_colour(ladder, HUES[name], "base-contrast-default")
    for filled in ("base-default", "base-hover", "base-active"):
        assert contrast_ratio(words, role_colour(ladder, HUES[name], filled)) >= 4.5
    for ground in GROUNDS:
        edge = role_colour(ladder, HUES[name], "border-default")
        assert contrast_ratio(edge, role_colour(ladder, HUES["neutral"], ground)) >= 3


def test_contrast_ratio_when_measured_agrees_with_the_definition() -> None:
    """The yardstick itself: black on white is 21, and the order does not matter."""
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_colour_beyond_the_screen_when_mixed_keeps_its_lightness() -> None:
    """Chroma is drawn back, not clipped, so that contrast stays what it was."""
    assert contrast_ratio(mix_colour(150, 0.4, 0.43), mix_colour(150, 0.0, 0.43)) < 1.25


def test_built_in_words_of_the_design_system_are_all_replaced() -> None:
    """No leftover Norwegian: each word that the style sheet carries has ours in its place."""
    theirs = STATIC / "vendor/digdir/designsystemet-css/1.22.0/src/index.css"
    ours = set(NORWEGIAN.findall((STATIC / "css/words.css").read_text(encoding="utf-8")))
    assert set(NORWEGIAN.findall(theirs.read_text(encoding="utf-8"))) <= ours
