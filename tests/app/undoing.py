"""A notice's way back, taken as the page offers it: the button's own address with its own fields."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse
from django.test import Client

FORM = re.compile(r'<form method="post" action="([^"]+)" data-undo>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def press_undo(client: Client, page: HttpResponse) -> HttpResponse:
    """Press the undo button of a page's only notice that has one; notices stand above the page's own part."""
    [(address, inside)] = FORM.findall(page.text.partition("<main")[0])
    fields = {name: html.unescape(value) for name, value in HIDDEN.findall(inside)}
    # A browser sends the lines of a text so.
    return client.post(address, {name: value.replace("\n", "\r\n") for name, value in fields.items()})
