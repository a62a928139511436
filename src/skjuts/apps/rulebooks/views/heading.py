"""What every page of a version shares: its head, its place among the tabs, and what came of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.errors import BookChanged
from skjuts.apps.rulebooks.forms.books import DraftForm
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import require_read_drafts, require_write_books
from skjuts.apps.rulebooks.presenters.books import show_head
from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.queries.books import get_version, list_approved, read_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.rulebooks.views.acting import show
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidField, NotFound, SkjutsError
from skjuts.core.rules import BadRuleBook, RuleBook
from skjuts.web.fields import PageForm
from skjuts.web.notices import tell_undoable

PAGES = {"parameters": "parameters", "book-cases": "book_cases", "book-history": "book_history"}


def show_version(
    request: HttpRequest,
    version: RuleBookVersion,
    page: str,
    context: dict[str, Any],
    *,
    tab: str = "",
    form: PageForm | None = None,
) -> HttpResponse:
    """A page of a version; `page` is also its tab unless another is named."""
    approved = list_approved([version.authority_id])
    head = show_head(version, actor_in(request), approved, timezone.localdate(), tab or page)
    columns = list_columns(_("Vad"), _("Fält"), _("Före"), _("Efter"))
    return show(request, PAGES.get(page, page), {**context, "head": head, "change_columns": columns}, form)


def get_drafted(request: HttpRequest, version_id: UUID) -> RuleBookVersion:
    """A version whose drafts the actor may see."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    require_read_drafts(actor, found.authority_id)
    return found


def get_draft(request: HttpRequest, version_id: UUID) -> RuleBookVersion:
    """A draft that the actor may write in."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    require_write_books(actor, found.authority_id)
    if found.state != RuleBookVersion.State.DRAFT:
        raise NotFound
    return found


def save_edit(
    request: HttpRequest,
    version: RuleBookVersion,
    form: DraftForm,
    change: Callable[[RuleBook], RuleBook],
    *,
    field: str,
) -> bool:
    """Change the draft by a form; what is refused is told at `field`, and False comes back.

    When somebody else has saved meanwhile, the form goes on from what stands now: to save again is a choice.
    """
    if not form.is_valid():
        return False
    revision = form.cleaned_data["revision"]
    try:
        edit_draft(
            actor=actor_in(request),
            version_id=version.id,
            revision=revision,
            change=change,
            now=timezone.now(),
        )
    except BookChanged as refusal:
        now_at = get_version(actor_in(request), version.id).revision
        form.data = {**{name: form.data[name] for name in form.data}, "revision": str(now_at)}
        form.add_refusal(refusal)
        return False
    except BadRuleBook as refusal:
        form.add_refusal(InvalidField(refusal.message, field=field, remedy=refusal.remedy))
        return False
    except SkjutsError as refusal:
        if isinstance(refusal, NotFound):
            raise
        form.add_refusal(refusal)
        return False
    return True


def tell_saved(request: HttpRequest, version: RuleBookVersion, form: DraftForm, told: str) -> None:
    """Say on the next page what was saved, with the way back; what altered nothing has none."""
    now_at = get_version(actor_in(request), version.id).revision
    if now_at == form.cleaned_data["revision"]:
        messages.success(request, told)
    else:
        undo = reverse("rulebooks:undo-edit", args=[version.id])
        tell_undoable(request, told, undo, revision=now_at)


def tell_errors(form: PageForm) -> str:
    """What was refused, for a change that has no page of its own."""
    return " ".join(str(text) for errors in form.errors.values() for text in errors)


def reread(request: HttpRequest, version: RuleBookVersion) -> tuple[RuleBookVersion, RuleBook]:
    """The version and its book as they stand after an edit."""
    found = get_version(actor_in(request), version.id)
    return found, read_book(found)
