"""The house's settings, with the app of effects."""

from __future__ import annotations

from skjuts.config.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.system.audit.effects"]  # noqa: F405
