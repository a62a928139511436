"""Drift between a generated document and its source is told, and writing mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import documents


@pytest.fixture
def one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry with one document, two folders down."""
    monkeypatch.setattr(documents, "DOCUMENTS", {"docs/deep/page.md": lambda: "å\n"})


@pytest.mark.usefixtures("one_document")
def test_document_when_missing_then_drifted_and_when_written_then_not(tmp_path: Path) -> None:
    """`./run docs` must be enough to make `./run check` content."""
    assert documents.drifted_documents(tmp_path) == ["docs/deep/page.md has drifted: ./run docs writes it"]
    assert documents.write_documents(tmp_path) == [Path("docs/deep/page.md")]
    assert documents.drifted_documents(tmp_path) == []
    assert documents.write_documents(tmp_path) == []


@pytest.mark.usefixtures("one_document")
def test_document_when_edited_by_hand_then_drifted(tmp_path: Path) -> None:
    """A generated page that was edited would lose the edit at the next writing."""
    documents.write_documents(tmp_path)
    (tmp_path / "docs/deep/page.md").write_text("å, och mer\n", encoding="utf-8")
    assert len(documents.drifted_documents(tmp_path)) == 1
