"""Rules for every template of the house, read as text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src" / "skjuts"
TEMPLATES = sorted(path for path in ROOT.rglob("jinja2/**/*.html") if "report" not in path.parts)
SWEDISH_ON_PURPOSE = {"gallery.html"}
TRANSPARENT = re.compile(
    r"{#.*?#}|{% block (?:size|body_class) %}.*?{% endblock %}|"
    r"{%-?\s*trans.*?endtrans\s*-?%}|{%.*?%}|{{.*?}}|<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|&[a-z]+;",
    re.DOTALL,
)
MANY_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
KEY_NAMES = {"Skjuts"}


def name(path: Path) -> str:
    """The template's place in the house."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_nothing_that_the_content_security_policy_blocks(path: Path) -> None:
    """No inline style, script or handler, and nothing fetched from elsewhere."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<(?:script|link|img|iframe|use)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize(
    "path", [each for each in TEMPLATES if each.name not in SWEDISH_ON_PURPOSE], ids=name
)
def test_template_says_nothing_that_is_not_a_message(path: Path) -> None:
    """Words outside `_()` would stay Swedish on an English page."""
    bare = MANY_LETTERS.findall(TRANSPARENT.sub(" ", path.read_text(encoding="utf-8")))
    assert [word for word in bare if word not in KEY_NAMES] == []
