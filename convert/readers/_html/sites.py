"""What a page calls the site that it is on, and titles without that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from convert.clean import folded
from convert.location import host
from convert.patterns import regex
from convert.readers._html.links import site_of
from convert.readers._html.page import Element, Page
from convert.readers._text.words import CONTROLS, has_sign_of_rights, legal_phrases

_UNPARTED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Chinese and Japanese set no blanks round what parts a title.
_PART = regex(
    rf"\s+[|\-–—:·•«»/›>~]{{1,2}}\s+|\s*[|｜»«]\s*|\s+::\s+|(?<=[{_UNPARTED}。？！”」』》）])(?:[_\-–—]{{1,2}}|\s+_\s+)(?=[{_UNPARTED}])"
)
_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W_]+")
_LONGEST, _LONGEST_SITE, _LONGEST_NAME = 2_000, 40, 60
_FEWEST_LETTERS, _MOST_WORDS = 3, 6


class Names(NamedTuple):
    """What a site is called: as stated or in its address, which parts of a title name in many spellings; as its page shows it; by its domain."""

    stated: frozenset[str]
    shown: frozenset[str] = frozenset()
    domain: str = ""

    def name(self, part: str) -> bool:
        """Whether ``part`` of a title names the site."""
        said = bare(part)
        if not said or any(_is_near(said, name) for name in self.stated) or _abbreviates(self.domain, part):
            return True
        if not self.stated and _DOMAIN.fullmatch(part):
            return True
        before_tagline = _TAGLINE.sub("", part)
        spellings = {said, _plain(part), _plain(before_tagline)} - {""}
        return not self.shown.isdisjoint(spellings) or any(_begins(name, said) for name in self.shown)

    def __contains__(self, title: object) -> bool:
        """Whether ``title`` is a name of the site and no more."""
        return isinstance(title, str) and (bare(title) in self.stated or bare(title) in self.shown)


def bare(text: str) -> str:
    """``text`` as names are compared: its letters and figures alone."""
    return re.sub(r"\W", "", folded(text))


def _plain(name: str) -> str:
    """``name`` as it is compared: without its article, and what sort of company it is."""
    return bare(_COMPANY.sub("", _ARTICLE.sub("", name.strip())))


# Behind a title, where nothing else is known of the site; many a program or file has a name like those of countries' domains.
_DOMAIN = regex(
    r"(?:www\.)?(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|edu|gov|eu|[a-z]{2}\.(?:uk|jp|br|in|za|kr|nz|au)|"
    r"de|fr|it|es|pt|nl|be|at|ch|dk|se|no|fi|pl|cz|uk|ru|jp|cn)"
)
_TAGLINE = regex(r"\s*[:,(–—].*")
_ARTICLE = regex(r"(?:the|der|die|das|le|la|les|el|los|las|il|lo|o|a|de|het)\s", re.IGNORECASE)
_COMPANY = regex(
    r"(?:,?\s(?:ltd|limited|llc|inc|corp|co|plc|gmbh|mbh|kg|ag|se|e\.?\s?v|ug|s\.?a\.?s?|s\.?l\.?u?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|ab|a/s|as|aps|oy|oyj|"
    r"sp\. z o\.?\s?o|pty|株式会社)\.?|\s(?:&|und|and)(?=\s(?:co|kg)\b))+$",
    re.IGNORECASE,
)


def _is_near(said: str, name: str) -> bool:
    return (
        said == name
        or (len(name) > _FEWEST_LETTERS and name in said and len(said) <= len(name) + 12)
        or (len(said) > _FEWEST_LETTERS and len(said) * 2 >= len(name) and said in name)
    )


def _begins(name: str, said: str) -> bool:
    """Whether ``name`` and ``said``, in a script that parts no words, are the same but for the end of one: *港新聞*, *港新聞社*."""
    short, long = sorted((name, said), key=len)
    return len(short) * 3 >= len(long) * 2 and long.startswith(short) and len(short) > 1 and _ALL_UNPARTED.fullmatch(long) is not None


_ALL_UNPARTED = regex(rf"[{_UNPARTED}]+")


def _abbreviates(domain: str, part: str) -> bool:
    """Whether ``domain`` is made of the beginnings of all words of ``part``: *faz* of *Frankfurter Allgemeine Zeitung*."""
    words = _WORD.findall(folded(_ARTICLE.sub("", part)))
    if len(domain) < _FEWEST_LETTERS or not 1 < len(words) <= _MOST_WORDS:
        return False
    reached = {0}
    for word in words:
        reached = {at + size for at in reached for size in range(1, len(word) + 1) if domain[at : at + size] == word[:size]}
    return len(domain) in reached


def names_of_site(page: Page, content: Element, site: str, address: str) -> Names:
    """What a title may call the site: its stated name, its domain in several spellings, and what its page shows as its name."""
    names = {folded(site)} if site else set()
    if called := host(address):
        names |= {called, called.split(".")[0], *(label for label in called.split(".")[:-1] if len(label) > _FEWEST_LETTERS)}
    own = {_plain(element.text(_LONGEST)) for element in page.order if element.tag == "h1"} | {""}
    shown = frozenset(map(_plain, (*_of_links_home(page, address), *_of_rights(page, content)))) - own
    return Names(frozenset(bare(name) for name in names if name), shown, site_of(address).partition(".")[0])


def _of_links_home(page: Page, address: str) -> Iterator[str]:
    """What links to the site's first page show, or say for those who don't see their pictures; nothing on that page itself."""
    if _HOME.fullmatch(address):
        return
    for link in page.order:
        if link.tag != "a" or not leads_home(link, host(address)):
            continue
        said = [link.get("aria-label"), link.get("title"), *(below.get(name) for below in link.walk() for name in ("alt", "aria-label"))]
        if not any(above.tag in _OF_MENU for above in islice(link.ancestors(), _LEVELS)):
            said.append(link.text(_LONGEST_NAME))
        for name in said:
            called = _LOGO.sub("", name.strip()).strip()
            if 1 < len(called) <= _LONGEST_NAME and folded(called) not in CONTROLS:
                yield called


def leads_home(link: Element, own: str) -> bool:
    """Whether ``link`` leads to the first page of the site whose host is ``own``."""
    match = _HOME.fullmatch(link.get("href").strip())
    return match is not None and (not match[1] or match[1].lower().removeprefix("www.") == own or "home" in link.get("rel"))


# Where a link home says *Home*, or which part of the site is at its front.
_OF_MENU, _LEVELS = frozenset(("li", "nav")), 3
# The first page, or that of a language.
_HOME = regex(r"(?:(?:https?:)?//([^/?#]+))?(?:/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?)?(?:index\.\w{2,5})?(?<=.)", re.IGNORECASE)
_LOGO = regex(
    r"^(?:(?:the )?logo(?: of| von| de| di)?[\s:–-]|(?:go|back|return) to |zur (?:startseite )?)\s*|[\s,:|–-]+(?:logo|home ?page|home|front ?page|start ?page|startseite|accueil|inicio)$",
    re.IGNORECASE,
)


def _of_rights(page: Page, content: Element) -> Iterator[str]:
    """Who keeps the rights to the page, by the line behind its text or in its footer."""
    for element in reversed(page.order[-_FOOT:]):
        if not element.block or element.holds_blocks:
            continue
        said = element.text(_LONGEST_RIGHTS).lower()
        signed = len(said) <= _LONGEST_RIGHTS and (has_sign_of_rights(said) or _SIGN.search(said))
        if signed and _may_be_small_print(element, content):
            for phrase in legal_phrases(said)[0]:
                said = said.replace(phrase, "|")
            yield from (_BY.sub("", piece.strip()) for piece in _BETWEEN.split(_SIGN.sub("|", _YEARS.sub(" ", said))))


def _may_be_small_print(element: Element, content: Element) -> bool:
    """Whether ``element`` stands behind the text or in a footer, and below no picture."""
    above = [element, *element.ancestors()]
    is_foot = not content.holds(element) or any(box.tag == "footer" or box.get("role") == "contentinfo" for box in above)
    return is_foot and not any(box.tag in ("figure", "figcaption") for box in above)


_FOOT, _LONGEST_RIGHTS = 400, 200
_SIGN = regex(r"©|\(c\)\s|\bcopyright\b")
_YEARS = regex(r"(?:19|20)\d\d(?:\s?[–-]\s?(?:(?:19|20)?\d\d|present|today|heute))?")
_BETWEEN = regex(r"[|·•;]|[.,]\s|\s[–—-]\s")
_BY = regex(r"(?:by|von|par|por)\s")


def without_site(title: str, site: Names, filed: frozenset[str] = frozenset()) -> str:
    """``title`` without a part at its end or start that names the site, and before one at its end what of ``filed`` the text is filed under."""
    is_cut = False
    while True:
        marks = [mark for mark in _parts(title) if not ("«" in title and "»" in title and mark[0].strip() in "«»")]
        if not marks:
            return title
        last, first = marks[-1], marks[0]
        end = title[last.end() :]
        if site.name(end) or (is_cut and bare(end) in filed):
            title, is_cut = title[: last.start()].strip(), True
        elif site.name(title[: first.start()]):
            title = title[first.end() :].strip()
        else:
            return title


def site_behind(title: str, document_title: str) -> str:
    """What the document's title says behind the article's own ``title``, at its end: what the site is called."""
    marks = list(_parts(document_title))
    if not marks or bare(document_title[: marks[0].start()]) != bare(title):
        return ""
    last = document_title[marks[-1].end() :].strip()
    return last if 1 < len(last) <= _LONGEST_SITE and not _DIGIT.search(last) else ""


def _parts(title: str) -> Iterator[re.Match[str]]:
    """What parts ``title``; nothing in what is longer than any title."""
    return _PART.finditer(title if len(title) <= _LONGEST else "")


def halves(title: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each mark that parts ``title``, bare."""
    return ((bare(title[: mark.start()]), bare(title[mark.end() :])) for mark in _parts(title))


def is_in_parts(title: str) -> bool:
    """Whether ``title`` is parted in three at least: what may be the article's own, its section and the site."""
    return len(list(_parts(title))) > 1
