"""A port for a server that a test starts."""

from __future__ import annotations

import socket


def find_free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
