"""Shows the report that `skjuts demo` planned: one self-contained page with a policy of its own.

The report carries its style and script inside and names them by digest in its own policy, which browsers
add to ours; ours therefore lets inline ones through here, and only here.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

REPORT = "SKJUTS_DEMO_REPORT"
"""Where the demo left the report."""


@login_not_required
@require_GET
@csp_override(
    {
        "default-src": [CSP.NONE],
        "script-src": [CSP.UNSAFE_INLINE],
        "style-src": [CSP.UNSAFE_INLINE],
        "img-src": ["data:"],
        "frame-ancestors": [CSP.NONE],
    }
)
def planned_day(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (a page without parameters)
    """The plan of an invented day; it holds no real person."""
    path = os.environ.get(REPORT, "")
    if not path or not Path(path).is_file():
        raise Http404
    return HttpResponse(Path(path).read_text(encoding="utf-8"))
