"""What a server or its software shows in place of a page: its files, where the page has gone, the status of a request."""

from __future__ import annotations

import re
from urllib.parse import unquote

from convert.patterns import regex
from convert.readers._html.leaves import Leaf
from convert.readers._html.measure import has_sentence
from convert.readers._html.page import Element, Page

_FEWEST_FILES, _SHARE, _LONGEST_NAME = 3, 0.8, 200
_MOST_BESIDE, _MOST_PROSE = 40, 300


def lists_files(page: Page, kept: list[Leaf], said: str) -> bool:
    """Whether ``page`` lists the files of a folder: each link says its own address, and of what is ``kept``, which says ``said``, next to nothing else does.

    Servers cut long names and end them with dots; links that sort the list or lead to the folder above are none of its files.
    """
    every = [element for element in page.order if element.tag == "a"]
    links = [link for link in every if not _UP_OR_SORTS.match(link.get("href").strip() or "#")]
    named = [link for link in links if _is_named_by_address(link)]
    sorts = any(_SORTS.match(link.get("href")) for link in every)
    if len(named) < (1 if sorts else _FEWEST_FILES) or len(named) < _SHARE * len(links):
        return False
    if not any("." in link.text(_LONGEST_NAME) or link.get("href").endswith("/") for link in named):
        return False
    if sum(leaf.free for leaf in kept if leaf.element.tag != "pre" and has_sentence(leaf.text)) > _MOST_PROSE:
        return False
    letters = len(_LETTERS.findall(said)) - sum(len(_LETTERS.findall(link.text(_LONGEST_NAME))) for link in named)
    return letters <= _MOST_BESIDE * (len(named) + 2)


_UP_OR_SORTS = regex(r"[?#]|\.{0,2}/?$|(?:/[^/?#]+)*/$")
_SORTS = regex(r"\?C=[NMSD];O=[AD]$")  # Apache's columns
_LETTERS = regex(r"[^\W\d_]")


def _is_named_by_address(link: Element) -> bool:
    """Whether ``link`` says the last part of its own address, or how that begins."""
    last = unquote(_BEHIND_PATH.sub("", link.get("href").strip()).rstrip("/").rpartition("/")[2])
    said = link.text(_LONGEST_NAME).rstrip("/")
    cut = _CUT.sub("", said)
    return bool(cut) and (said == last or (cut != said and last.startswith(cut)))


_BEHIND_PATH = regex(r"[?#].*")
_CUT = regex(r"(?:\.\.>?|…|\.\.\.)$")


# The reasons that servers give with a status (RFC 9110, 15.4 to 15.6; RFC 6585; RFC 7725), and what servers in front of others say.
_REASONS = {
    "301": "Moved(?: Permanently)?", "302": "Found|Moved(?: Temporarily)?", "303": "See Other", "307": "Temporary Redirect", "308": "Permanent Redirect",
    "400": "Bad Request", "401": "Unauthorized|Authorization Required", "402": "Payment Required", "403": "Forbidden", "404": "Not Found", "405": "(?:Method )?Not Allowed",
    "406": "Not Acceptable", "407": "Proxy Authentication", "408": "Request Time-?out", "409": "Conflict", "410": "Gone", "412": "Precondition Failed",
    "413": "(?:Content|Payload|Request Entity) Too Large", "414": "(?:Request-)?URI Too (?:Long|Large)", "415": "Unsupported Media", "418": "I[’']m a teapot",
    "422": "Unprocessable", "423": "Locked", "429": "Too Many Requests", "431": "Request Header", "451": "Unavailable", "500": "Internal (?:Server )?Error",
    "501": "Not Implemented", "502": "Bad Gateway|Proxy Error", "503": "Service (?:Temporarily )?Unavailable|Backend fetch failed|first byte timeout", "504": "Gateway Time-?out", "505": "HTTP Version",
    "520": "(?:Web server is )?returning an unknown error", "521": "Web server is down", "522": "Connection timed out", "523": "Origin is unreachable", "524": "A timeout occurred",
}  # fmt: skip
_NAMED = r"(?:(?:http|error|status|code)\W+)"
_STATUS = regex(
    "|".join(
        rf"(?:^|[-–—:|]\s*){_NAMED}*{code}\W+(?:{reason})\b|\b(?:{reason})\W*{_NAMED}+{code}\W*$" for code, reason in _REASONS.items()
    ),
    re.IGNORECASE,
)


def tells_status(heads: list[str]) -> bool:
    """Whether one of ``heads``, the title and headings of a page, is a status of HTTP and its reason."""
    return any(map(_STATUS.search, heads))


_MOST_ON_REDIRECT = 400
_LONGEST_WAIT = 15


def leads_on(page: Page, heads: list[str], said: str) -> bool:
    """Whether ``page`` is but the way to another: it goes there by itself and soon, or says so, in its ``heads`` or with ``said``, next to no words."""
    if len(said) > _MOST_ON_REDIRECT:
        return False
    return any(map(_goes_on, page.order)) or _LEADS_ON.search(" ".join((*heads, said))) is not None


def _goes_on(element: Element) -> bool:
    """Whether ``element`` sends browsers to another page soon, and not only those without scripts."""
    if element.tag != "meta" or element.get("http-equiv").lower() != "refresh":
        return False
    found = _REFRESH.match(element.get("content"))
    return found is not None and float(found[1] or 0) <= _LONGEST_WAIT and all(above.tag != "noscript" for above in element.ancestors())


# HTML Living Standard, 4.2.5.3: how long to wait, and the address, which a page that renews itself leaves out.
_REFRESH = regex(r"\s*(\d{0,6}(?:\.\d{0,6})?)\s*[;,]\s*(?:url\s*=)?\s*\S", re.IGNORECASE)
_LEADS_ON = regex(
    r"\b(?:redirecting|redirect notice|you (?:are|will be|should be) (?:automatically |now |being )*(?:redirected|forwarded|taken (?:to|there))\b|being (?:automatically )?redirected|not (?:automatically )?redirected|"
    r"(?:document|object|page|resource|site|blog|website) (?:has )?(?:been )?moved (?:permanently )?(?:to )?here|you are (?:about to leave|leaving|about to visit) (?:(?:this|our|the|an external) )?(?:\w+ ){0,3}(?:site|website|page|forum|\S+\.[a-z]{2,})\b|you are about to follow a link|sie verlassen (?:jetzt |nun )?(?:diese|unsere|die) (?:\w+-)?(?:seite|website|webseite)|vous (?:quittez|allez quitter) (?:ce|notre|le) site|(?:estás|está) (?:saliendo de|abandonando) (?:este|nuestro|el) sitio|stai (?:per lasciare|lasciando) (?:questo|il|il nostro) sito|переход по внешней|вы покидаете (?:наш )?сайт|外部(?:サイト|链接)|即将离开|"
    r"(?:your )?download (?:will|should) (?:start|begin)|"
    r"(?:sie werden|du wirst|wirst du|werden sie) .{0,30}weitergeleitet|ihr download (?:beginnt|startet)|vous (?:allez être|êtes|serez) .{0,20}redirigé|redirection (?:en cours|vers)|"
    r"(?:está|será|serás|estás) (?:siendo )?redirigid|redireccionando|redirecionad[oa]|redirecionando|(?:verrai|verrà|sarai|stai per essere) .{0,20}(?:reindirizzat|rediretto)|"
    r"reindirizzamento|(?:wordt|u wordt|je wordt) .{0,20}(?:doorgestuurd|doorverwezen)|(?:omdirigeras|omdirigeres|videresendes|viderestilles)|uudelleenohja|"
    r"(?:nastąpi|zostaniesz) .{0,20}przekierowan|přesměrován|átirányít|перенаправлен|вы будете .{0,20}переадресован|переадресац|yönlendiriliyorsunuz|ανακατευθ)|"
    r"リダイレクト|自動的に(?:移動|転送|ジャンプ)|正在跳转|自动跳转|重新導向|重定向|이동합니다|자동으로 이동|إعادة توجيه|מועבר",
    re.IGNORECASE,
)
