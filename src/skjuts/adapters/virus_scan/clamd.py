"""Asks a clamd daemon with its INSTREAM command: chunks with a length before each, and an empty one last."""

from __future__ import annotations

import socket
import struct

from skjuts.core.kernel.errors import UpstreamUnavailable

CHUNK_BYTES = 64 * 1024
LONGEST_ANSWER_BYTES = 4096
CLEAN = "stream: OK"


class Clamd:
    """A daemon at `host:port`, or at the path of its socket."""

    def __init__(self, address: str, *, timeout_s: float = 10.0) -> None:
        self._address = address
        self._timeout_s = timeout_s

    def find_threat(self, content: bytes) -> str:
        """The signature's name, or ''. Raises `UpstreamUnavailable` also when the answer cannot be read."""
        try:
            with self._connected() as talk:
                talk.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK_BYTES):
                    chunk = content[start : start + CHUNK_BYTES]
                    talk.sendall(struct.pack("!I", len(chunk)) + chunk)
                talk.sendall(struct.pack("!I", 0))
                answer = _read_answer(talk)
        except OSError:
            raise self._gone() from None
        return self._read(answer)

    def _connected(self) -> socket.socket:
        if "/" in self._address:
            talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            talk.settimeout(self._timeout_s)
            try:
                talk.connect(self._address)
            except OSError:
                talk.close()
                raise
            return talk
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=self._timeout_s)

    def _read(self, answer: str) -> str:
        if answer == CLEAN:
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise self._gone()

    def _gone(self) -> UpstreamUnavailable:
        return UpstreamUnavailable("Virusskyddet svarar inte. Filen har inte sparats.")


def _read_answer(talk: socket.socket) -> str:
    read = b""
    while not read.endswith(b"\0") and len(read) < LONGEST_ANSWER_BYTES:
        part = talk.recv(LONGEST_ANSWER_BYTES)
        if not part:
            break
        read += part
    return read.rstrip(b"\0\n").decode("ascii", "replace")
