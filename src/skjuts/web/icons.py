"""Icons as SVG in the page itself: no request, no style, and the colour of the text around them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = next((Path(__file__).parent / "static/vendor/lucide-static").glob("*/icons"))
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def draw_icon(name: str, title: str = "") -> Markup:
    """The icon of a name in `vendor.toml`; without a title it is decoration, hidden from screen readers."""
    meaning = (
        Markup('role="img" aria-label="{}"').format(escape(title)) if title else Markup('aria-hidden="true"')
    )
    return Markup(
        '<svg class="sk-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>'
    ).format(meaning, _drawing(name))


def list_icons() -> list[str]:
    """Every icon that a template may name."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@cache
def _drawing(name: str) -> Markup:
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        raise LookupError(f"no icon is called {name!r}: vendor.toml lists those that we ship")
    found = _DRAWING.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise LookupError(f"the icon {name!r} is no drawing")
    # From a file of ours whose digest is checked, never from a request.
    return Markup(re.sub(r"\s*\n\s*", "", found[1]))  # noqa: S704
