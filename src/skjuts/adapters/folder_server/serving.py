"""Serve a folder on the loopback address, inside a context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

from skjuts.core.kernel.errors import InvalidField

LOOPBACK = "127.0.0.1"


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Pages(SimpleHTTPRequestHandler):
    """Answers with the folder's files and nothing else."""

    def list_directory(self, path: object) -> BytesIO | None:  # noqa: ARG002 - the name is http.server's
        """Refuse: nobody needs to see what else is there."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is http.server's
        """Keep no log: the terminal belongs to the command."""


@contextmanager
def serve_folder(folder: Path, port: int) -> Iterator[str]:
    """Serve the files of a folder; gives the address, such as `http://127.0.0.1:8000/`.

    Port 0 takes a free one. Raises `InvalidField` when the port is taken or not ours to take.
    """
    try:
        server = _Server((LOOPBACK, port), partial(_Pages, directory=str(folder)))
    except OSError:
        raise InvalidField(
            f"Porten {port} är upptagen eller får inte användas.",
            field="--port",
            remedy="Välj en annan port, eller 0 för vilken som helst.",
        ) from None
    thread = Thread(target=server.serve_forever, name="sidor", daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
