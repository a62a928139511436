"""Why data was read is one list: what an app logs by code, the patient reads in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("django")

SOURCE = Path(__file__).parents[2] / "src" / "skjuts"


def list_written_out() -> Iterator[str]:
    """Where a call writes out the reason it logs, instead of naming it."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in {"record_access", "open_patient"}:
                for one in node.keywords:
                    if one.arg == "reason" and isinstance(one.value, ast.Constant) and one.value.value:
                        yield f"{path.relative_to(SOURCE)}:{node.lineno}"


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def test_reason_when_logged_by_an_app_is_named_and_not_written_out() -> None:
    """A code that is spelt twice is soon spelt in two ways, and the patient reads the code itself."""
    assert list(list_written_out()) == []


def test_reasons_when_offered_on_a_form_are_codes_of_the_one_list() -> None:
    """And the words in the log extract are never a code."""
    from skjuts.apps.audit.reasons import Reason, tell_reason
    from skjuts.apps.registry.forms.patients import REASONS

    assert {str(code) for code, _ in REASONS} <= set(Reason.values)
    assert all(tell_reason(code) not in Reason.values for code in Reason.values)
    assert tell_reason("Letade efter en väska") == "Letade efter en väska"
