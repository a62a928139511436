"""The invented register as a process of its own: `python -m skjuts.adapters.person_register.stand_in`.

It prints `ready http://…` and serves until it is told to stop. `POST /behaviour` makes it slow, silent or
wrong while it runs.
"""

from __future__ import annotations

import sys
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

from skjuts.adapters.person_register.invented import Behaviour, InventedRegister
from skjuts.adapters.person_register.messages import read_question, write_answer
from skjuts.core.kernel.identifiers import IdentitySystem, PersonIdentity

SILENCE_S = 60.0
"""How long a silent register keeps the line open without a word."""
SOMEBODY_ELSE = PersonIdentity(IdentitySystem.PERSONAL_NUMBER, "198001012384")


class StandIn(ThreadingHTTPServer):
    """The server, with the register that it answers from."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Answering)
        self.register = InventedRegister()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answering(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        """Answer a question, or take on a behaviour."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 10_000))
        try:
            if self.path == "/behaviour":
                self.server.register.behaviour = msgspec.json.decode(body, type=Behaviour)
                self._send(b"{}")
            else:
                self._answer(read_question(body))
        except msgspec.MsgspecError:
            self.send_error(HTTPStatus.BAD_REQUEST)

    def _answer(self, asked: PersonIdentity) -> None:
        behaviour = self.server.register.behaviour
        time.sleep(SILENCE_S if behaviour.is_silent else behaviour.delay_s)
        person = self.server.register.know(asked)
        self._send(write_answer(SOMEBODY_ELSE if behaviour.is_wrong else asked, person))

    def _send(self, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (http.server's name)
        """Keep no log: questions are about people."""


def main() -> None:
    """Serve until the process is ended."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with StandIn(port) as server:
        sys.stdout.write(f"ready {server.address}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
