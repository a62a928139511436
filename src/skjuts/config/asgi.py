"""The entry for web servers: Django's pages, and beside them, later, the live stream."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skjuts.config.settings")

application = get_asgi_application()
