"""`/metrics` for Prometheus: how the pages answer, and how the house is doing.

Labels are names of routes, methods, statuses and states: never an address, an id or a person. The page
answers programs on the same machine and those that carry SKJUTS_METRICS_TOKEN; for others it is not there.
"""

from __future__ import annotations

import hmac
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Summary,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from skjuts.config.site.metrics_folder import VARIABLE, clear_dead_processes
from skjuts.config.site.metrics_house import Heap, HouseFigures, read_house
from skjuts.core.kernel.errors import NotFound

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1.0, 2.0, 5.0)
NO_ROUTE = "none"
"""The route of what led nowhere; the address itself may be anything."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

DURATION = Histogram(
    "skjuts_request_seconds", "Time to answer, by route.", ("route", "method"), buckets=BUCKETS_S
)
ANSWERS = Counter("skjuts_answers", "Answers, by route and status.", ("route", "method", "status"))
QUERIES = Summary("skjuts_request_queries", "Questions to the database for an answer.", ("route", "method"))
POOL = {
    name: Gauge(f"skjuts_pool_{name}", about, multiprocess_mode="livesum")
    for name, about in (
        ("size", "Connections to the database that are open."),
        ("available", "Connections that nobody uses."),
        ("waiting", "Requests that wait for a connection."),
        ("max", "The most connections that may be open."),
    )
}
_POOL_STATS = {
    "size": "pool_size",
    "available": "pool_available",
    "waiting": "requests_waiting",
    "max": "pool_max",
}


class RequestMetrics:
    """Times every answer and counts its questions to the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count it."""
        asked = QueryCount()
        began = time.perf_counter()
        with connection.execute_wrapper(asked):
            response = self.get_response(request)
        _note(request, response, time.perf_counter() - began, asked.count)
        return response


class QueryCount:
    """Counts the questions that go through Django's cursors."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *told: object) -> Any:  # noqa: ANN401  (Django's own)
        """Count one, and let it through."""
        self.count += 1
        return execute(*told)


def _note(request: HttpRequest, response: HttpResponse, spent_s: float, queries: int) -> None:
    match = request.resolver_match
    route = (match.view_name or NO_ROUTE) if match else NO_ROUTE
    method = request.method if request.method in METHODS else "other"
    DURATION.labels(route, method).observe(spent_s)
    ANSWERS.labels(route, method, str(response.status_code)).inc()
    QUERIES.labels(route, method).observe(queries)
    pool = getattr(connections["default"], "pool", None)
    if pool is not None:
        told = pool.get_stats()
        for name, gauge in POOL.items():
            gauge.set(told.get(_POOL_STATS[name], 0))


def may_watch(request: HttpRequest) -> bool:
    """Whether the caller is on this machine, or carries the token.

    What came through a proxy is never of this machine, whatever its last step was.
    """
    token = settings.ENVIRONMENT.metrics_token
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(told.encode(), token.encode()):
        return True
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@login_not_required
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything that is counted, of all processes that share the folder."""
    if not may_watch(request):
        raise NotFound
    registry = CollectorRegistry()
    registry.register(HouseCollector(read_house(now_s=time.time())))
    folder = os.environ.get(VARIABLE)
    if folder:
        clear_dead_processes(Path(folder))
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    body = generate_latest(registry) + (b"" if folder else generate_latest(REGISTRY))
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


class HouseCollector:
    """The house's figures as Prometheus wants them."""

    def __init__(self, figures: HouseFigures) -> None:
        self.figures = figures

    def collect(self) -> Iterator[Metric]:
        """Each figure with its meaning."""
        told = self.figures
        yield from _heaps("skjuts_jobs", "Jobs in the queue", told.jobs)
        yield from _heaps("skjuts_outbox", "Messages that have not left", told.messages)
        yield from _heaps("skjuts_deliveries", "Events that have not reached a handler", told.deliveries)
        yield _gauge("skjuts_workers", "Workers that have told of themselves within a day.", told.workers)
        yield _gauge("skjuts_seal_lag_seconds", "Age of the oldest unsealed log entry.", told.seal_lag_s)
        yield _gauge("skjuts_logged_a_minute", "Entries in the access log in a minute.", told.logged_a_minute)
        if told.heartbeat_age_s is not None:
            yield _gauge(
                "skjuts_worker_heartbeat_age_seconds", "Since a worker told of itself.", told.heartbeat_age_s
            )
        if told.backup_age_s is not None:
            yield _gauge("skjuts_backup_age_seconds", "Since the newest backup.", told.backup_age_s)
        if told.restored_age_s is not None:
            yield _gauge(
                "skjuts_backup_restored_age_seconds", "Since a backup was restored.", told.restored_age_s
            )
        yield _build()


def _heaps(name: str, about: str, heaps: Mapping[str, Heap]) -> Iterator[Metric]:
    counts = GaugeMetricFamily(name, f"{about}, by state.", labels=("state",))
    ages = GaugeMetricFamily(f"{name}_oldest_seconds", f"{about}: age of the oldest.", labels=("state",))
    for state, heap in sorted(heaps.items()):
        counts.add_metric((state,), heap.count)
        ages.add_metric((state,), heap.oldest_s)
    yield counts
    yield ages


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


@cache
def _build() -> Metric:
    found = GaugeMetricFamily("skjuts_build", "What is running.", labels=("version", "python", "django"))
    found.add_metric((version("skjuts"), platform.python_version(), version("django")), 1)
    return found
