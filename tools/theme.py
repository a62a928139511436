"""The colours of the pages: a few hues become the design system's sixteen roles in light, dark and contrast.

Lightness is set per role and only the hue differs, so that a role has the same contrast in every colour.
Colours are reckoned in OKLCH, where equal steps look equal, and drawn back towards grey until a screen can
show them. Source of the conversion: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

type Ladder = Mapping[str, tuple[float, float]]
"""Role to lightness (0-1) and share of the hue's chroma."""


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour's angle in degrees and its greatest chroma."""

    degrees: float
    chroma: float


HUES: Mapping[str, Hue] = {
    "accent": Hue(212, 0.085),
    "neutral": Hue(215, 0.012),
    "info": Hue(248, 0.11),
    "success": Hue(155, 0.11),
    "warning": Hue(70, 0.125),
    "danger": Hue(27, 0.17),
    "plum": Hue(335, 0.11),
}

LIGHT: Ladder = {
    "background-default": (1.0, 0.0),
    "background-tinted": (0.977, 0.10),
    "surface-default": (1.0, 0.0),
    "surface-tinted": (0.955, 0.22),
    "surface-hover": (0.925, 0.30),
    "surface-active": (0.885, 0.40),
    "border-subtle": (0.885, 0.32),
    "border-default": (0.585, 0.85),
    "border-strong": (0.45, 0.95),
    "text-subtle": (0.43, 0.95),
    "text-default": (0.255, 0.50),
    "base-default": (0.43, 1.0),
    "base-hover": (0.37, 0.95),
    "base-active": (0.31, 0.85),
    "base-contrast-subtle": (0.95, 0.15),
    "base-contrast-default": (1.0, 0.0),
}
DARK: Ladder = {
    "background-default": (0.215, 0.22),
    "background-tinted": (0.18, 0.20),
    "surface-default": (0.235, 0.24),
    "surface-tinted": (0.275, 0.34),
    "surface-hover": (0.315, 0.42),
    "surface-active": (0.36, 0.50),
    "border-subtle": (0.36, 0.40),
    "border-default": (0.62, 0.70),
    "border-strong": (0.76, 0.70),
    "text-subtle": (0.80, 0.62),
    "text-default": (0.945, 0.18),
    "base-default": (0.79, 0.80),
    "base-hover": (0.84, 0.70),
    "base-active": (0.88, 0.60),
    "base-contrast-subtle": (0.25, 0.30),
    "base-contrast-default": (0.17, 0.30),
}
LIGHT_CONTRAST: Ladder = {
    **LIGHT,
    "background-tinted": (1.0, 0.0),
    "surface-tinted": (0.97, 0.12),
    "border-subtle": (0.50, 0.60),
    "border-default": (0.38, 0.80),
    "border-strong": (0.28, 0.80),
    "text-subtle": (0.30, 0.75),
    "text-default": (0.14, 0.20),
    "base-default": (0.32, 0.85),
    "base-hover": (0.25, 0.75),
    "base-active": (0.18, 0.60),
}
DARK_CONTRAST: Ladder = {
    **DARK,
    "background-default": (0.0, 0.0),
    "background-tinted": (0.0, 0.0),
    "surface-default": (0.10, 0.10),
    "surface-tinted": (0.20, 0.25),
    "border-subtle": (0.66, 0.40),
    "border-default": (0.78, 0.50),
    "border-strong": (0.88, 0.45),
    "text-subtle": (0.91, 0.35),
    "text-default": (1.0, 0.0),
    "base-default": (0.87, 0.60),
    "base-hover": (0.92, 0.40),
    "base-active": (0.95, 0.25),
    "base-contrast-default": (0.0, 0.0),
}

HEAD = """/* Written by `./run docs` from tools/theme.py: change the hues there.
 * Every role holds its light and its dark value; the element's own color-scheme chooses. */
"""


def write_theme() -> str:
    """The whole style sheet of colours."""
    plain = [*_roles(LIGHT, DARK), *_focus("#fff", "#0b2a33", "#06161b", "#f3d98b")]
    strong = [*_roles(LIGHT_CONTRAST, DARK_CONTRAST), *_focus("#fff", "#000", "#000", "#ffe066")]
    chosen = "\n".join(_choice(name) for name in HUES)
    return f"""{HEAD}
@layer ds.theme {{
:root {{ color-scheme: light dark; }}
[data-color-scheme="light"] {{ color-scheme: light; }}
[data-color-scheme="dark"] {{ color-scheme: dark; }}
:root, [data-contrast="normal"] {{
{_lines(plain)}
}}
@media (prefers-contrast: more) {{
:root:not([data-contrast="normal"]) {{
{_lines(strong)}
}}
}}
[data-contrast="more"] {{
{_lines(strong)}
}}
{chosen}
}}
"""


def mix_colour(degrees: float, chroma: float, lightness: float) -> str:
    """An OKLCH colour as `#rrggbb`, with less chroma where a screen cannot show it."""
    while chroma > 0 and not all(-1e-4 <= part <= 1 + 1e-4 for part in _linear(degrees, chroma, lightness)):
        chroma = max(0.0, chroma - 0.002)
    return "#" + "".join(f"{_byte(part):02x}" for part in _linear(degrees, chroma, lightness))


def contrast_ratio(one: str, other: str) -> float:
    """The contrast between two `#rrggbb` colours by WCAG 2.2: 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def role_colour(ladder: Ladder, hue: Hue, role: str) -> str:
    """The colour of a role for a hue in a scheme."""
    lightness, share = ladder[role]
    return mix_colour(hue.degrees, hue.chroma * share, lightness)


def _roles(light: Ladder, dark: Ladder) -> Iterator[tuple[str, str]]:
    for name, hue in HUES.items():
        for role in light:
            value = f"light-dark({role_colour(light, hue, role)}, {role_colour(dark, hue, role)})"
            yield f"--ds-color-{name}-{role}", value


def _focus(inner: str, outer: str, dark_inner: str, dark_outer: str) -> Iterator[tuple[str, str]]:
    yield "--ds-color-focus-inner", f"light-dark({inner}, {dark_inner})"
    yield "--ds-color-focus-outer", f"light-dark({outer}, {dark_outer})"


def _choice(name: str) -> str:
    selector = (
        f':root, [data-color-scheme], [data-color="{name}"]' if name == "accent" else f'[data-color="{name}"]'
    )
    rows = [(f"--ds-color-{role}", f"var(--ds-color-{name}-{role})") for role in LIGHT]
    return f"{selector} {{\n{_lines(rows)}\n}}"


def _lines(rows: list[tuple[str, str]]) -> str:
    return "\n".join(f"  {name}: {value};" for name, value in rows)


def _linear(degrees: float, chroma: float, lightness: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB."""
    a, b = chroma * math.cos(math.radians(degrees)), chroma * math.sin(math.radians(degrees))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
