"""Asking how many questions a page puts to the database: lists may not ask more when they grow."""

from __future__ import annotations

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

OVERHEAD = ("SAVEPOINT", "RELEASE", "ROLLBACK")
"""What a test's outer transaction adds; a real request begins and ends one transaction."""


def count_queries(client: Client, path: str) -> tuple[HttpResponse, int]:
    """The answer of a page, asked for the second time, and its questions."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return answer, sum(1 for one in asked.captured_queries if not one["sql"].startswith(OVERHEAD))


def count_all_queries(client: Client, path: str) -> int:
    """How many queries a page takes the second time, frame and session included."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
