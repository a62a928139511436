"""The environment of the Jinja2 templates: strict, translated, and with the components at hand as `ui`.

Django's Jinja2 backend calls `environment`, which its OPTIONS name. A layout may use only what stands here
and the frame that a context processor fills, `page`: sign-in and error pages are rendered with nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined, Template, pass_context
from jinja2 import __version__ as compiler
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from skjuts.web import formatting
from skjuts.web.fields.view import list_form_errors, show_field
from skjuts.web.icons import draw_icon
from skjuts.web.kept import KeptParts
from skjuts.web.languages import page_language, said_in
from skjuts.web.page import PageFrame
from skjuts.web.shortcuts import list_shared_shortcuts

COMPONENTS = "web/components"
FORMATS: dict[str, Callable[..., str]] = {
    "number": formatting.format_number,
    "share": formatting.format_share,
    "money": formatting.format_money,
    "distance": formatting.format_distance,
    "duration": formatting.format_duration,
    "day": formatting.format_day,
    "date": formatting.format_date,
    "short_date": formatting.format_short_date,
    "clock": formatting.format_clock,
    "time": formatting.format_time,
    "moment": formatting.format_moment,
    "week": formatting.format_week,
}


class Components:
    """`ui.button(...)` is the macro `button` of `web/components/button.html`, loaded when first used."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Callable[..., str]:
        """The component of that name; a name that has no file raises as a missing template does."""
        template: Template = self._environment.get_template(f"{COMPONENTS}/{name}.html")
        macro: Callable[..., str] = getattr(template.module, name)
        if not self._environment.auto_reload:
            setattr(self, name, macro)  # Found at once from now on: a list asks for its tag in every row.
        return macro


def environment(**options: Any) -> Environment:
    """Build the environment as Django's backend asks for it."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do", *options.get("extensions", ())]
    options.setdefault("bytecode_cache", _keep_compiled())
    built = Environment(**options)  # noqa: S701 - the backend passes autoescape on
    built.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    built.globals |= {
        "page": PageFrame(),
        "ui": Components(built),
        "icon": draw_icon,
        "field_view": show_field,
        "url": _address,
        "static": cache(static),
        "form_errors": list_form_errors,
        "kept": KeptParts(built),
        "list_shared_shortcuts": list_shared_shortcuts,
        # The hidden field by which a form that is sent twice has one effect.
        "idempotency_key": lambda: str(uuid4()),
    }
    built.filters |= {name: _in_language(written) for name, written in FORMATS.items()}
    built.filters["local"] = timezone.localtime
    built.filters["held"] = formatting.hold_together
    built.filters["said_in"] = _said_in
    return built


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder of temporary files that only this user may open, for all processes.

    Jinja2 compares what is kept with the template's text, but not with the compiler that made it.
    """

    def __init__(self) -> None:
        super().__init__(pattern=f"skjuts-{compiler}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, if there is room and the folder still stands: a page must not fall with its cache."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _keep_compiled() -> CompiledTemplates | None:
    """None where somebody else holds the folder's name: each process then compiles for itself."""
    try:
        return CompiledTemplates()
    except RuntimeError:
        return None


def _address(name: str, *arguments: object, **named: object) -> str:
    """The address of a view: `url("training:course", course.id)`."""
    if not arguments and not named:
        return _fixed_address(name)
    return reverse(name, args=arguments or None, kwargs=named or None)


_fixed_address = cache(reverse)


def _in_language(written: Callable[..., str]) -> Callable[..., str]:
    """Give a format the language of the page that asks for it.

    Taking the context keeps Jinja2 from working out a constant once, in the language of whoever came first.
    """

    @pass_context
    def filtered(_context: Context, value: object, *arguments: object, **named: object) -> str:
        return written(value, page_language(), *arguments, **named)

    return filtered


@pass_context
def _said_in(_context: Context, text: str, *language: str) -> str:
    return said_in(text, *language)
