"""Where a caller comes from, as guesses are counted: an IPv4 address, or the network of an IPv6 one."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOME_NETWORK_BITS = 64
"""So much of an IPv6 address is given by the network; the rest a machine draws anew as it likes."""


def address_of(request: HttpRequest) -> str:
    """The caller's address, or '' when nobody knows it.

    Behind proxies (SKJUTS_PROXIES) it is the one that the outermost trusted proxy saw; what stands further
    to the left in the header was written by the caller.
    """
    proxies: int = settings.ENVIRONMENT.proxies
    told = request.META.get("REMOTE_ADDR", "")
    if proxies:
        seen = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
        told = seen[-proxies] if len(seen) >= proxies else told
    return _counted_as(told)


def _counted_as(told: str) -> str:
    try:
        address = ip_address(told)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, HOME_NETWORK_BITS), strict=False))
