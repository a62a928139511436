"""The accessibility statement says what the law asks for, and nothing better than what is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.template import engines

from skjuts.web.accessibility import AccessibilitySettings, list_faults, write_statement

SETTINGS = AccessibilitySettings(
    actor="Region Exempel",
    service="Skjuts",
    standard="WCAG 2.1 AA (EN 301 549 v3.2.1)",
    assessed_on=date(2026, 11, 20),
    updated_on=date(2026, 11, 21),
    feedback_href="/tillganglighet/synpunkt",
    email="tillganglighet@exempel.se",
)


def test_statement_with_a_known_fault_does_not_claim_full_compliance() -> None:
    """A service that knows of a fault and denies it breaks the law it reports on."""
    statement = write_statement(SETTINGS, "sv")
    assert statement.complies_fully == (not statement.faults and not statement.burdens)


def test_statement_without_faults_claims_full_compliance(tmp_path: Path) -> None:
    """An empty list is said to be empty."""
    (tmp_path / "faults.toml").write_text("", encoding="utf-8")
    assert write_statement(SETTINGS, "sv", faults=tmp_path / "faults.toml").complies_fully


def test_content_outside_the_law_does_not_spoil_compliance(tmp_path: Path) -> None:
    """9 §: what the law does not cover is told, but is no fault."""
    row = '[[fault]]\nkind = "outside"\ncriterion = "1.2.2"\nsv = "Äldre filmer saknar text."\n'
    (tmp_path / "faults.toml").write_text(row, encoding="utf-8")
    statement = write_statement(SETTINGS, "en", faults=tmp_path / "faults.toml")
    assert statement.complies_fully
    assert statement.outside[0].text == "Äldre filmer saknar text."


def test_known_faults_are_told_in_both_languages() -> None:
    """The English page must not fall silent about what does not work."""
    swedish, english = list_faults("sv"), list_faults("en")
    assert len(swedish) == len(english)
    assert all(mine.text != theirs.text for mine, theirs in zip(swedish, english, strict=True))


def test_statement_page_holds_every_part_that_the_law_asks_for() -> None:
    """Actor, service, compliance, faults with reasons, dates, method, feedback, and where to complain."""
    page = (
        engines["jinja2"]
        .env.get_template("web/accessibility.html")
        .render(statement=write_statement(SETTINGS, "sv"))
    )
    for part in (
        "Region Exempel står bakom", "delvis förenlig", "Det här fungerar inte än", "20 november 2026",
        "21 november 2026", "/tillganglighet/synpunkt", "https://www.digg.se/tdosanmalan", "WCAG 2.1 AA",
    ):  # fmt: skip
        assert part in page
