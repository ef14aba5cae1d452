"""Addresses taken apart, as far as they can be: pages state addresses that are none, such as half of an IPv6 one."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NOWHERE = SplitResult("", "", "", "", "")


def apart(address: str) -> SplitResult:
    """``address`` in its parts (RFC 3986, 3); all of them empty where it can't be taken apart."""
    try:
        return urlsplit(address)
    except ValueError:
        return _NOWHERE


def host(address: str) -> str:
    """The host of ``address`` without ``www.``; empty where there is none."""
    return (apart(address).hostname or "").removeprefix("www.")
