"""Django's settings as the type checker's plugin reads them: no database and no key file is opened."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from skjuts.config.secrets import make_secrets

_folder = Path(tempfile.mkdtemp(prefix="skjuts-types-"))
make_secrets(_folder / "keys.json")
os.environ.update(
    SKJUTS_MODE="test",
    SKJUTS_SECRETS=str(_folder / "keys.json"),
    DATABASE_URL="postgresql://skjuts_app@/skjuts",
)

from skjuts.config.settings import *  # noqa: E402, F403  (the environment must stand first)
