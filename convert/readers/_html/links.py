"""Addresses on a page: what they are relative to, and what of them only serves to follow the reader."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlunsplit

from convert.location import apart
from convert.patterns import regex

# Parameters by which analytics tell who sent a reader; a page is the same without them.
_TRACKING = regex(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|at_(?:campaign|medium|custom\d)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|"
    r"twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|oly_\w+|vero_\w+|wickedid|s_cid|ns_\w+|xtor|ref_src|ref_url|"
    r"smid|ocid|cmpid|spm|__twitter_impression|guccounter|guce_referrer(?:_sig)?)",
    re.IGNORECASE,
)
_MAY_TRACK = regex(
    r"[?&][\w]*(?:utm_|mtm_|pk_|piwik|hsa_|at_|clid|gbraid|wbraid|igsh|mc_|mkt_|_hs|oly_|vero|wicked|cid|ns_|xtor|ref_|smid|spm|impression|gucc|guce)",
    re.IGNORECASE,
)
_SCHEME = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BLANKS = regex(r"[\t\n\r]")


def absolute(address: str, base: str) -> str:
    """``address`` as seen from ``base``, without tracking parameters; empty when it can't be read as one."""
    address = _BLANKS.sub("", address.strip())
    if not address:
        return ""
    try:
        if not _SCHEME.match(address):
            address = urljoin(base, address) if base else address
        return without_tracking(_led_to(address))
    except ValueError:
        return ""


# Where services send readers on, and the parameter that says where to.
_SENDS_ON = regex(
    r"https?://(?:l\.(?:facebook|instagram|messenger|threads)\.(?:com|net)/|lm?\.facebook\.com/|(?:www\.)?google\.[a-z.]{2,6}/url\?|"
    r"(?:www\.)?youtube\.com/redirect\?|out\.reddit\.com/|t\.umblr\.com/redirect\?|(?:m\.)?vk\.com/away\.php\?|slack-redir\.net/link\?|"
    r"steamcommunity\.com/linkfilter/|(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)\?|href\.li/\?|"
    r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/|go\.skimresources\.com/)",
    re.IGNORECASE,
)
_WHERE_TO = ("u", "q", "url", "to", "z")


def _led_to(address: str) -> str:
    """Where ``address`` sends a reader on to, where it belongs to a service that counts who leaves; else itself."""
    if not _SENDS_ON.match(address):
        return address
    query = apart(address).query
    if is_web(query):  # the whole of it
        return query
    told = dict(parse_qsl(query))
    return next((value for name in _WHERE_TO if is_web(value := told.get(name, ""))), address)


def without_tracking(address: str) -> str:
    """``address`` without the parameters that only say where a reader came from."""
    if "?" not in address or not _MAY_TRACK.search(address):
        return address
    parts = apart(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return address if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def is_web(address: str) -> bool:
    """Whether ``address`` is an http or https one with a host."""
    return address.startswith(("http://", "https://")) and len(address) > 10


def fragment(href: str, *pages: str) -> str:
    """The id that ``href`` points to within the page, which is known under ``pages``; empty when it leads elsewhere."""
    where, mark, name = href.partition("#")
    if not mark or not name or (where and where not in pages):
        return ""
    return name


_HOST = regex(r"(?:https?:)?//(?:[^/?#@]*@)?(?:[\w-]+\.)*?([\w-]+\.(?:[a-z]{2,3}\.[a-z]{2}|[a-z]{2,}))(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)


def site_of(address: str) -> str:
    """The domain that ``address`` states, without what stands below it; empty when it is relative."""
    match = _HOST.match(address)
    return match[1].lower() if match else ""
