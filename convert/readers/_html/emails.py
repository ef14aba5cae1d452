"""Mail addresses that Cloudflare hides on its way to a browser: a script there would put them back.

The first two hexadecimal digits are what each byte that follows was exclusive-or'd with.
"""

from __future__ import annotations

from convert.patterns import regex
from convert.readers._html.page import Page

_HIDDEN = regex(r"(?:[0-9a-f]{2}){4,300}")
_WAY = "/cdn-cgi/l/email-protection"


def restore(page: Page) -> None:
    """Put the addresses back that stand hidden on ``page``."""
    for element in page.order:
        if not element.attributes:
            continue
        said = element.get("data-cfemail")
        linked = element.get("href") if element.tag == "a" else ""
        if not said and _WAY not in linked:
            continue
        address = _shown(said or linked.partition("#")[2].partition("?")[0])
        if not address:
            continue
        if said:
            element.children = [address]
        if element.tag == "a":
            element.attributes = {**element.attributes, "href": f"mailto:{address}"}


def _shown(hidden: str) -> str:
    """The address that ``hidden`` stands for; empty when it is none."""
    if not _HIDDEN.fullmatch(hidden.lower()):
        return ""
    key, *letters = bytes.fromhex(hidden)
    said = bytes(letter ^ key for letter in letters).decode("utf-8", "replace")
    return said if said.isprintable() and "@" in said and not set(said) & set('<>"\ufffd ') else ""
