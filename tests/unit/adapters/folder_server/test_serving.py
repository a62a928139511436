"""A finished page is shown over HTTP on the same machine, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from skjuts.adapters.folder_server import serve_folder
from skjuts.core.kernel.errors import InvalidField


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A served folder with one page, beside a secret."""
    folder = tmp_path / "sidor"
    folder.mkdir()
    (folder / "plan.html").write_text("<p>Planen</p>")
    (tmp_path / "hemlig.txt").write_text("hemlig")
    with serve_folder(folder, port=0) as served:
        yield served


def _get(address: str, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_a_page_when_asked_for_is_served(address: str) -> None:
    """The demo's reader sees the report."""
    assert _get(address, "/plan.html") == (200, b"<p>Planen</p>")


@pytest.mark.parametrize("path", ["/", "/../hemlig.txt", "/%2e%2e/hemlig.txt", "/saknas.html"])
def test_anything_else_is_not_found(address: str, path: str) -> None:
    """Neither the folder's list nor its neighbours are for show."""
    assert _get(address, path)[0] == 404


def test_a_taken_port_is_refused_with_a_remedy(address: str, tmp_path: Path) -> None:
    """The usual mistake is a demo that is already running."""
    port = urlsplit(address).port
    assert port is not None
    with pytest.raises(InvalidField) as refusal, serve_folder(tmp_path, port):
        pass
    assert refusal.value.field == "--port"
