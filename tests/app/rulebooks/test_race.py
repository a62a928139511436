"""Ten editors save the same cell at once, over connections of their own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from skjuts.apps.rulebooks.errors import BookChanged
from skjuts.apps.rulebooks.models import RuleBookEdit, RuleBookVersion
from skjuts.apps.rulebooks.queries.books import read_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.tenancy.scope import acting
from skjuts.core.rules.editing import change_row_text
from tests.app.rulebooks.bench import NOON, Bench, open_bench

EDITORS = 10


@pytest.fixture
def committed(transactional_db: None) -> tuple[Bench, RuleBookVersion]:
    """A draft that other connections see."""
    with open_bench("kappskrivning") as bench:
        draft = bench.take_over()
    return bench, draft


def test_editors_when_ten_save_at_once_then_one_is_saved_and_nine_are_told(
    committed: tuple[Bench, RuleBookVersion],
) -> None:
    """The draft says what exactly one of them wrote, and its history has one edit."""
    bench, draft = committed
    gate = threading.Barrier(EDITORS)

    def save(number: int) -> str:
        gate.wait(timeout=60)
        try:
            with acting(bench.writer.actor):
                edit_draft(
                    actor=bench.writer.actor,
                    version_id=draft.id,
                    revision=draft.revision,
                    change=lambda book: change_row_text(book, "coverage", "rest", "law", f"{number} §"),
                    now=NOON,
                )
        except BookChanged:
            return ""
        finally:
            connections["default"].close()
        return f"{number} §"

    with ThreadPoolExecutor(EDITORS) as pool:
        saved = [one for one in pool.map(save, range(EDITORS)) if one]
    with acting(bench.writer.actor):
        row = read_book(RuleBookVersion.objects.get(id=draft.id)).tables["coverage"].get_row("rest")
        assert saved == [row.law]
        assert RuleBookEdit.objects.filter(version=draft).count() == 1
    connection.close()
