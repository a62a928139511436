"""An OpenID provider that is not ours (oidc-provider-mock), over HTTP in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.free_port import find_free_port
from tests.system.served import wait_for

LOA3 = "http://id.sambi.se/loa/loa3"


@dataclass(frozen=True, slots=True)
class Provider:
    """A running provider."""

    address: str

    def issuer(self) -> dict[str, Any]:
        """How an operator would name it."""
        return {
            "id": "prov",
            "name": "Provets identitetsutfärdare",
            "address": self.address,
            "client_id": "skjuts",
            "secret": "hemlig",
            "assurance": [LOA3],
            "hsa_prefixes": ["SE0000000000-"],
        }

    def add_user(self, subject: str, **claims: str) -> None:
        """Somebody who can sign in there."""
        asked = urllib.request.Request(  # noqa: S310  (a process of ours)
            f"{self.address}/users/{subject}",
            data=json.dumps(claims).encode(),
            headers={"Content-Type": "application/json"},
            method="PUT",
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310  (a process of ours)
            assert answer.status in {200, 201, 204}


@contextmanager
def run_provider(folder: Path) -> Iterator[Provider]:
    """Start it, and stop it afterwards."""
    port = find_free_port()
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    with (
        (folder / "provider.txt").open("wb") as said,
        subprocess.Popen(words, stdout=said, stderr=said) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/.well-known/openid-configuration", process, folder / "provider.txt")
            yield Provider(address)
        finally:
            process.terminate()
            process.wait(timeout=20)
