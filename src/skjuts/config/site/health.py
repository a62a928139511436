"""Whether the process lives, and whether it can serve: for load balancers and supervisors.

`ProbeDoor` answers before anything else stands between: a probe comes over plain HTTP, with the machine's
number for a host name, and most of all when the database is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.http import require_GET

from skjuts.config.site.metrics import may_watch
from skjuts.config.site.metrics_house import read_house
from skjuts.core.kernel.errors import BadConfiguration, NotFound

LIVE, READY = "/health/live", "/health/ready"
HEARTBEAT_S = 60.0
"""A worker tells of itself every ten seconds; silent for so long it is gone."""
SEAL_LAG_S = 300.0
SILENT = {"status": "fel", "part": "database"}


class ProbeDoor:
    """Answers probes at the very door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe, or let everybody else in."""
        view = {LIVE: live, READY: ready}.get(request.path_info)
        if view is None:
            return self.get_response(request)
        return view(request) if request.method == "GET" else HttpResponseNotAllowed(["GET"])


@login_not_required
@require_GET
def live(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_GET
def ready(_request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration; 503 until then."""
    try:
        waiting = SCHEMA.count_waiting()
    except DatabaseError:
        return JsonResponse(SILENT, status=503)
    if waiting:
        return JsonResponse({"status": "fel", "part": "migrations", "waiting": waiting}, status=503)
    return JsonResponse({"status": "ok"})


@login_not_required
@require_GET
def details(request: HttpRequest) -> JsonResponse:
    """Part by part, for those who may watch; 503 when a part without which nothing works is missing."""
    if not may_watch(request):
        raise NotFound
    parts = list_parts()
    is_down = any(part["status"] == "fel" for part in parts.values())
    return JsonResponse(
        {"status": "fel" if is_down else "ok", "parts": parts}, status=503 if is_down else 200
    )


def list_parts() -> dict[str, dict[str, object]]:
    """Every part with its status: ok, varning or fel, and what it is judged by."""
    waiting = SCHEMA.count_waiting()
    told = read_house(now_s=time.time())
    beat = told.heartbeat_age_s
    return {
        "database": {"status": "ok"},
        "migrations": {"status": "fel" if waiting else "ok", "waiting": waiting},
        "keys": {"status": "ok" if can_read_keys() else "fel"},
        "worker": {
            "status": "ok" if beat is not None and beat < HEARTBEAT_S else "varning",
            "heartbeat_age_s": beat,
        },
        "sealing": {
            "status": "ok" if told.seal_lag_s < SEAL_LAG_S else "varning",
            "lag_s": round(told.seal_lag_s, 1),
        },
    }


def can_read_keys() -> bool:
    """Whether the key file that was there at start is still whole, and holds the keys in use."""
    try:
        found = settings.READ_SECRETS()
    except (OSError, BadConfiguration):
        return False
    return bool(found.index == settings.SECRETS.index)


@dataclass(slots=True)
class Schema:
    """Whether the tables are those of the program. Once they are, they are for this process's life."""

    is_current: bool = False

    def count_waiting(self) -> int:
        """How many migrations the database lacks; a short question once it lacked none.

        Raises `DatabaseError` when the database does not answer.
        """
        connection = connections["default"]
        if self.is_current:
            with connection.cursor() as cursor:
                cursor.execute("select 1")
            return 0
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        self.is_current = waiting == 0
        return waiting


SCHEMA = Schema()
