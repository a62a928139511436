"""One view: a file, for the account that its link was made for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from skjuts.apps.vault.links import find_linked
from skjuts.apps.vault.services.attachments import get_attachment, read_attachment


@login_not_required  # without a session the link leads nowhere, not to the sign-in page
@require_GET
def download(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the file to be saved, never to be shown among our pages."""
    actor = getattr(request, "actor", None)
    found = find_linked(token, actor.account_id, now=timezone.now()) if actor else None
    if found is None:
        raise Http404
    attachment = get_attachment(found)
    response = HttpResponse(read_attachment(attachment), content_type=attachment.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=attachment.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
