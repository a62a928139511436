"""One process of pages, on sockets that it is given: run as a module by the house.

    python -m skjuts.cli.house.serving PACKAGE.MODULE:APPLICATION NUMBER [NUMBER …] --streams-s 2

uvicorn's own command serves one socket; the house gives each process two (`doors`).
"""

from __future__ import annotations

import argparse
import socket
import sys

import uvicorn


def main() -> int:
    """Serve until the process is told to end; the exit code."""
    told = _read_arguments()
    config = uvicorn.Config(
        told.application,
        timeout_graceful_shutdown=told.streams_s,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Without a proxy in front, a caller could write whatever address it likes into the header.
        proxy_headers=told.behind_proxy,
    )
    # Before there is a loop: an application that refuses to open closes what it had open to the database.
    config.load()
    server = uvicorn.Server(config)
    server.run([socket.socket(fileno=number) for number in told.sockets])
    return 0 if server.started else 1


def _read_arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser()
    reader.add_argument("application")
    reader.add_argument("sockets", type=int, nargs="+", metavar="NUMBER")
    reader.add_argument("--streams-s", type=int, required=True)
    reader.add_argument("--behind-proxy", action="store_true")
    return reader.parse_args()


if __name__ == "__main__":
    sys.exit(main())
