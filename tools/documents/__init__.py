"""The generated documents: each is one function from the source of truth to the file's whole text.

`./run docs` writes them and `./run check` compares them, so that none can rot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.documents.api_document import write_api_document
from tools.documents.command_reference import write_command_reference
from tools.documents.decision_index import write_decision_index
from tools.documents.demo_day import write_demo_day
from tools.documents.error_index import write_error_index
from tools.documents.glossary import write_glossary
from tools.documents.import_picture import write_import_picture
from tools.documents.indicators import write_indicators
from tools.documents.json_schemas import write_plan_schema, write_problem_schema
from tools.documents.licence import write_licence
from tools.documents.planning_rules import write_follow_up_cases, write_planning_rules, write_timetable_cases
from tools.documents.rights import write_rights_reference
from tools.documents.rule_handbook import list_handbook_pages
from tools.documents.settings_reference import write_settings_reference
from tools.documents.states import (
    write_audit_states,
    write_permit_states,
    write_support_states,
    write_training_states,
)
from tools.documents.trip_columns import write_trip_columns
from tools.theme import write_theme

DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "LICENSE": write_licence,
    "GLOSSARY.md": write_glossary,
    "docs/adr/README.md": write_decision_index,
    "docs/images/imports.svg": write_import_picture,
    "docs/reference/api.json": write_api_document,
    "docs/reference/cli.md": write_command_reference,
    "docs/reference/configuration.md": write_settings_reference,
    "docs/reference/demo-day.md": write_demo_day,
    "docs/reference/errors.md": write_error_index,
    "docs/reference/indicators.md": write_indicators,
    "docs/reference/trip-columns.md": write_trip_columns,
    "docs/reference/planning-rules.md": write_planning_rules,
    "docs/reference/timetable-cases.md": write_timetable_cases,
    "docs/reference/follow-up-cases.md": write_follow_up_cases,
    "docs/reference/rights.md": write_rights_reference,
    "docs/reference/problem.schema.json": write_problem_schema,
    "docs/reference/plan.schema.json": write_plan_schema,
    **list_handbook_pages(),
    "docs/reference/states-audit.md": write_audit_states,
    "docs/reference/states-permits.md": write_permit_states,
    "docs/reference/states-rulebooks.md": write_support_states,
    "docs/reference/states-training.md": write_training_states,
    "src/skjuts/web/static/css/theme.css": write_theme,
}


def _differing(root: Path) -> dict[Path, str]:
    wanted = {root / name: write() for name, write in DOCUMENTS.items()}
    return {path: text for path, text in wanted.items() if _read(path) != text}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def drifted_documents(root: Path) -> list[str]:
    """Name the documents that no longer say what their source says."""
    return [f"{path.relative_to(root)} has drifted: ./run docs writes it" for path in _differing(root)]


def write_documents(root: Path) -> list[Path]:
    """Write the documents that differ, and return their paths."""
    differing = _differing(root)
    for path, text in differing.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [path.relative_to(root) for path in differing]
