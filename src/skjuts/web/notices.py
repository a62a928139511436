"""Telling on the next page what was just done, with the way back where there is one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest


def tell_undoable(request: HttpRequest, told: str, undo_href: str, /, **fields: object) -> None:
    """Say what was done; the notice's button posts `fields` to the address that takes it back."""
    messages.success(request, told, extra_tags=f"{undo_href}?{urlencode(fields)}")


def read_undo(tags: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The address and the fields that `tell_undoable` gave a message; '' and none for any other."""
    if not tags.startswith("/"):
        return "", ()
    address = urlsplit(tags)
    return address.path, tuple(parse_qsl(address.query, keep_blank_values=True))
