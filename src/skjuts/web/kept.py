"""Parts of the frame that are the same for all who have made the same choices: drawn once, then filled in.

A kept part sees a `Shared` where other templates see the page, so that nothing about a person can be kept.
What differs between requests (the token of forms, the page's address, the end of the session) is a mark
while it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.utils.translation import get_language
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from skjuts.web.page import ColourScheme, Contrast, Language, PageAddresses, PageFrame

TOKEN, PATH, ENDS = "\ue000", "\ue001", "\ue002"
"""Marks of the private use area of Unicode: no text of ours has them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a kept part may know of the page, under the names that the page has for it."""

    product: str
    authority: str
    language: str
    languages: tuple[Language, ...]
    colour_scheme: ColourScheme
    contrast: Contrast
    has_shortcuts: bool
    addresses: PageAddresses
    path: str = PATH
    session_ends: str = ENDS


class KeptParts:
    """`kept("web/frame/footer.html")` in a template: the part, drawn at most once for each `Shared`."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._drawn: dict[object, str] = {}

    @pass_context
    def __call__(self, context: Context, name: str) -> Markup:
        """The part for the page that is being drawn."""
        page = cast("PageFrame", context["page"])
        drawn = self._find(name, share(page), has_token="csrf_input" in context)
        if TOKEN in drawn:
            drawn = drawn.replace(TOKEN, str(context["csrf_input"]))
        return Markup(drawn.replace(PATH, escape(page.path)).replace(ENDS, escape(page.session_ends)))  # noqa: S704

    def _find(self, name: str, shared: Shared, *, has_token: bool) -> str:
        key = (name, shared, has_token, get_language())
        drawn = self._drawn.get(key)
        if drawn is None:
            marks = {"csrf_input": Markup(TOKEN)} if has_token else {}  # noqa: S704
            drawn = self._environment.get_template(name).render(page=shared, **marks)
            if not self._environment.auto_reload:
                self._drawn[key] = drawn
        return drawn


def share(page: PageFrame) -> Shared:
    """What a page's kept parts may know of it."""
    return Shared(
        product=page.product,
        authority=page.authority,
        language=page.language,
        languages=page.languages,
        colour_scheme=page.colour_scheme,
        contrast=page.contrast,
        has_shortcuts=page.has_shortcuts,
        addresses=page.addresses,
    )
