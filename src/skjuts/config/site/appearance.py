"""Language, light, contrast and keys: chosen without signing in, kept in a cookie that nothing else reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from skjuts.apps.registry.doorkeeping import NEXT, safe_next
from skjuts.web.page import ColourScheme, Contrast

COOKIE = "visning"
YEAR_S = 365 * 24 * 3600
SCHEMES: tuple[str, ...] = get_args(ColourScheme.__value__)
ON, OFF = "on", "off"
CONTRASTS: tuple[str, ...] = get_args(Contrast.__value__)


@dataclass(frozen=True, slots=True)
class Appearance:
    """How this browser's reader wants pages drawn."""

    colour_scheme: Literal["auto", "light", "dark"] = "auto"
    contrast: Literal["auto", "normal", "more"] = "auto"
    has_shortcuts: bool = True


def read_appearance(request: HttpRequest) -> Appearance:
    """What the cookie says, as far as it makes sense: `dark.more.off`."""
    scheme, contrast, shortcuts, *_ = [*request.COOKIES.get(COOKIE, "").split("."), "", "", ""]
    return Appearance(
        scheme if scheme in SCHEMES else "auto",  # type: ignore[arg-type]
        contrast if contrast in CONTRASTS else "auto",  # type: ignore[arg-type]
        has_shortcuts=shortcuts != OFF,
    )


@login_not_required
@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Keep a choice of light, contrast or keys; the others stay."""
    now = read_appearance(request)
    scheme = request.POST.get("colour_scheme", now.colour_scheme)
    contrast = request.POST.get("contrast", now.contrast)
    shortcuts = request.POST.get("shortcuts", ON if now.has_shortcuts else OFF)
    kept = (
        scheme if scheme in SCHEMES else "auto",
        contrast if contrast in CONTRASTS else "auto",
        shortcuts if shortcuts in {ON, OFF} else ON,
    )
    return _remember(request, COOKIE, ".".join(kept))


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep a choice of language."""
    told = request.POST.get("language", "")
    chosen = told if told in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, chosen)


def _remember(request: HttpRequest, name: str, value: str) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request, request.POST.get(NEXT)))
    response.set_cookie(
        name, value, max_age=YEAR_S, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response
