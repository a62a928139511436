"""The start page: what waits for this person today. And the box in the masthead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from skjuts.apps.registry.policies.patients import may_read_patients
from skjuts.apps.registry.presenters.start import show_hits, show_start
from skjuts.apps.registry.views.asking import LONGEST_WORDS
from skjuts.apps.tenancy.doors import actor_in
from skjuts.web.navigation import Hit, WaitingWork, list_modules

MOST_HITS = 8
FEWEST_LETTERS = 2


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The start page."""
    actor, today = actor_in(request), timezone.localdate()
    heaps: list[WaitingWork] = []
    for module in list_modules("waiting"):
        heaps += module.waiting_work(actor, today)
    given_name = request.assignment.given_name  # type: ignore[attr-defined]
    return render(
        request, "registry/pages/start.html", {"shown": show_start(given_name, today, heaps, actor)}
    )


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Everything that the words find, by kind. Words may be a name or a number, so they go in the body."""
    actor = actor_in(request)
    words = request.POST.get("q", "").strip()[:LONGEST_WORDS]
    hits: list[Hit] = []
    if len(words) >= FEWEST_LETTERS:
        for module in list_modules("search"):
            hits += module.find_hits(actor, words, MOST_HITS)
    context = {
        "words": words,
        "is_short": len(words) < FEWEST_LETTERS,
        "kinds": show_hits(hits),
        "may_search_patients": may_read_patients(actor),
    }
    return render(request, "registry/pages/search.html", context)
