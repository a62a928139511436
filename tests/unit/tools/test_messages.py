"""The catalogue follows the pages, and no page says in English what only Swedish knows."""

from __future__ import annotations

from tools.messages import gather_messages, list_message_faults


def test_catalogue_when_compared_with_the_pages_is_whole_and_current() -> None:
    """A missing translation is a Swedish sentence on an English page."""
    assert list_message_faults() == []


def test_messages_when_gathered_come_from_python_and_from_templates() -> None:
    """Both halves of a page speak."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in gather_messages()}
    assert "Hoppa till innehållet" in known
    assert "Fyll i fältet." in known
    assert "Något behöver rättas" in known
