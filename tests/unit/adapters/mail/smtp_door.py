"""A tiny SMTP server on a port of its own: takes letters, or answers as a test wants it to (RFC 5321)."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class SmtpDoor:
    """What it got, and how it answers: by verb, instead of a good answer; `is_mute` says nothing at all."""

    answers: dict[str, bytes] = field(default_factory=dict)
    letters: list[bytes] = field(default_factory=list)
    recipients: list[bytes] = field(default_factory=list)
    port: int = 0
    is_mute: bool = False
    ending: threading.Event = field(default_factory=threading.Event)


@contextmanager
def open_door(door: SmtpDoor) -> Iterator[SmtpDoor]:
    """Serve on a free port until the end of the test."""

    class Talk(socketserver.StreamRequestHandler):
        """One caller."""

        def handle(self) -> None:
            _talk(self, door)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        door.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield door
        door.ending.set()
        server.shutdown()
        thread.join()


def _talk(caller: socketserver.StreamRequestHandler, door: SmtpDoor) -> None:
    if door.is_mute:
        door.ending.wait(30)
        return
    caller.wfile.write(door.answers.get("", b"220 door\r\n"))
    for line in caller.rfile:
        verb = line[:4].strip().upper().decode()
        if verb == "RCPT":
            door.recipients.append(line.strip())
        told = door.answers.get(
            verb, {"DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}.get(verb, b"250 ok\r\n")
        )
        caller.wfile.write(told)
        if verb == "DATA" and told.startswith(b"354"):
            door.letters.append(_read_letter(caller))
            caller.wfile.write(door.answers.get(".", b"250 taken\r\n"))
        if verb == "QUIT":
            return


def _read_letter(caller: socketserver.StreamRequestHandler) -> bytes:
    lines = []
    for line in caller.rfile:
        if line == b".\r\n":
            break
        lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
    return b"".join(lines)
