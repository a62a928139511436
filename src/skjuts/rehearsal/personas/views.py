"""The page of personas, and the addresses of the demonstration's identity provider."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from skjuts.rehearsal.personas.identity import PROVIDER, issue_code
from skjuts.rehearsal.personas.people import ISSUER, find_persona, read_cast

PAGE = "personas/pages/personas.html"


@login_not_required
@require_GET
def personas(request: HttpRequest) -> HttpResponse:
    """Whom one may be, and what one can do as each."""
    context = {"personas": read_cast().personas, "provider": PROVIDER, "units": _unit_names(), "ways": {}}
    return render(request, PAGE, context)


@login_not_required
@require_GET
def authorize(request: HttpRequest) -> HttpResponse:
    """The provider's sign-in: the persona that was asked for, else the page to choose one."""
    persona = find_persona(request.GET.get("login_hint", ""))
    if persona:
        return issue_code(request, persona)
    asked = {name: value for name, value in request.GET.items() if name != "login_hint"}
    ways = {one.slug: f"?{urlencode({**asked, 'login_hint': one.slug})}" for one in read_cast().personas}
    context = {"personas": read_cast().personas, "provider": PROVIDER, "units": _unit_names(), "ways": ways}
    return render(request, PAGE, context)


@login_not_required
@require_GET
def configuration(request: HttpRequest) -> JsonResponse:
    """The discovery document; the house itself reads it, at the address by which it calls itself."""
    addresses = {
        "token_endpoint": "idp:oidc:token",
        "userinfo_endpoint": "idp:oidc:userinfo",
        "jwks_uri": "idp:oidc:jwks",
    }
    told = {name: request.build_absolute_uri(reverse(view)) for name, view in addresses.items()}
    return JsonResponse(
        told
        | {
            "issuer": ISSUER,
            "authorization_endpoint": reverse("idp:oidc:authorization"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none", "client_secret_post"],
        }
    )


def _unit_names() -> dict[str, str]:
    return {one.key: one.name for one in read_cast().units}
