"""The API as an OpenAPI document: the routes as ninja tells them, and the refusals that all of them share."""

from __future__ import annotations

import json
from typing import Any

from skjuts.apps.audit.idempotency import EXEMPT, HEADER
from skjuts.apps.tenancy.doors import PROBLEM
from skjuts.machine.api import NAMESPACE, PREFIX, api

PROBLEM_SCHEMA = {
    "title": "Problem",
    "description": "Why a call was refused (RFC 9457). `code` is stable.",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "field": {"type": "string"},
        "fields": {"type": "array", "items": {"type": "string"}},
        "remedy": {"type": "string"},
        "support_code": {"type": "string"},
    },
}
ALWAYS = {
    "401": "No key or session, or one that does not hold",
    "403": "No assignment in force, or a session without the token of the page",
}
REFUSALS = {
    "404": "Not there, or not yours to see",
    "422": "A field is missing or cannot be used",
    "429": "Too many calls this minute; Retry-After tells when to go on",
}
UNSAFE_REFUSALS = {
    "400": "The body is not what it says, or Idempotency-Key is missing",
    "409": "Somebody was first, or the key came with another body",
    "503": "A system that the answer leans on is silent",
}
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "A random UUID for this call; repeat it to repeat the call safely.",
    "schema": {"type": "string", "format": "uuid"},
}


def build_document() -> dict[str, Any]:
    """The document as plain data."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str))
    found["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    # One scheme by one name, whatever the doors of the routes are called.
    found["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for address in found["paths"].values():
        for method, operation in address.items():
            _complete(method, operation)
    return found


def _complete(method: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{"key": []}]
    refusals = ALWAYS | REFUSALS
    if method != "get":
        refusals |= UNSAFE_REFUSALS
        if _needs_key(operation):
            operation.setdefault("parameters", []).append(KEY_PARAMETER)
    for status, description in sorted(refusals.items()):
        operation["responses"][status] = {
            "description": description,
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


def _needs_key(operation: dict[str, Any]) -> bool:
    return f"{NAMESPACE}:{operation['operationId']}" not in EXEMPT
