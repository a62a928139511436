"""Addresses of the personas, and of allauth's provider under the names that it looks up itself."""

from __future__ import annotations

from allauth.idp.oidc.views import jwks, token, user_info
from django.urls import URLPattern, URLResolver, include, path

from skjuts.rehearsal.personas import views

provider = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path("authorize", views.authorize, name="authorization"),
    path("jwks.json", jwks, name="jwks"),
    path("token", token, name="token"),
    path("userinfo", user_info, name="userinfo"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", include(([path("", views.personas, name="personas")], "personas"))),
    path("demo/identitet/", include(([path("", include((provider, "oidc")))], "idp"))),
]
