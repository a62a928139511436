"""docs/reference/api.json: the API as OpenAPI, from the routes themselves."""

from __future__ import annotations

import json
import os


def write_api_document() -> str:
    """Return the document, indented for readers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.type_settings")
    import django  # noqa: PLC0415  (the settings must stand first)

    django.setup()
    from skjuts.machine.document import build_document  # noqa: PLC0415

    return json.dumps(build_document(), ensure_ascii=False, indent=1) + "\n"
