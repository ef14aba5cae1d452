"""An article's title, of the several that its page states."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from convert.clean import clean_line, folded
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OTHER_PAGES
from convert.readers._html.stated import Stated, strings

_PART = re.compile(r"\s+[|\-–—:·•«»/›>~]{1,2}\s+|\s*[|｜»«]\s*|\s+::\s+")
_WORD = re.compile(r"\w+")
_HEADLINE = re.compile(
    r"(?:^|[\s_-])(?:headline|entry-?title|post-?title|article-?title|page-?title|story-?title|title|titre|titulo|titel)(?:$|[\s_-])",
    re.IGNORECASE,
)


def title_of(page: Page, stated: Stated, content: Element, site: frozenset[str]) -> tuple[str, Element | None]:
    """The title of the article in ``content``, and the element that shows it on the page.

    The heading that readers see wins when what the page states agrees with it; else what is stated for
    sharing, then in JSON-LD, then the document's title, each without the site's name.
    """
    said = [
        stated.first("og:title"),
        *_of_articles(stated),
        stated.first("twitter:title", "dc.title", "citation_title", "parsely-title"),
        stated.document_title,
    ]
    known = [bare for title in said if title and (bare := without_site(title, site))]
    shown = _headings(page, content)
    best: tuple[Element, str] | None = None
    score = 0.0
    for element, text in shown:
        weight = max((_likeness(text, title) for title in known), default=0.0)
        weight += 0.2 if element.tag == "h1" else 0.05 if element.tag == "h2" or _HEADLINE.search(element.get("class")) else 0.0
        weight += 0.1 if element.tag == "h1" and content.holds(element) else 0.0
        weight -= 0.3 if _names_site(text, site) else 0.0
        if weight > score + 0.001:
            best, score = (element, text), weight
    if best is not None and score >= 0.6:
        return _better_said(best, known), best[0]
    only = [pair for pair in shown if pair[0].tag == "h1" and not _names_site(pair[1], site)]
    if known and not (len(only) == 1 and not stated.first("og:title")):
        return known[0], None
    return (only[0][1], only[0][0]) if only else (known[0] if known else "", None)


def _better_said(shown: tuple[Element, str], known: list[str]) -> str:
    """The title as stated where the heading holds more than it in parts of its own, such as a line above it."""
    element, text = shown
    if not any(not isinstance(child, str) and child.tag != "br" for child in element.children):
        return text
    words = _WORD.findall(folded(text))
    for title in known:
        stated = _WORD.findall(folded(title))
        if stated == words or (len(stated) * 2 >= len(words) and len(stated) >= 3 and words[-len(stated) :] == stated):
            return title
    return text


def _of_articles(stated: Stated) -> list[str]:
    return [said[0] for value in stated.of_article("headline", "name") if (said := strings(value))][:2]


def _headings(page: Page, content: Element) -> list[tuple[Element, str]]:
    """What may show the title: headings of the first levels, and what is called a headline, with their text."""
    found = []
    for element in page.order:
        if element.at > content.end:
            break
        if element.reason and element.reason not in OTHER_PAGES:
            continue
        if element.tag in ("h1", "h2", "h3") or (
            element.block and element.tag in ("div", "p", "span") and _HEADLINE.search(element.get("class"))
        ):
            text = clean_line(_shown_text(element))
            if 1 < len(text) <= 400:
                found.append((element, text))
    return found


def _shown_text(element: Element) -> str:
    """The text of a heading, without the link to itself that some pages put at its end."""
    text = element.text(800).rstrip("¶#§🔗 ")
    return html.unescape(text) if "&" in text else text


def _likeness(shown: str, stated: str) -> float:
    """How much of two titles is the same, from 0 to 1: 1 when one holds the other but for a site's name."""
    one, other = _WORD.findall(folded(shown)), _WORD.findall(folded(stated))
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    a, b = set(one), set(other)
    common = len(a & b)
    if common == len(a) and len(one) >= 3 and _holds(other, one):
        return 0.6 + 0.38 * len(one) / len(other)
    return 0.9 * 2 * common / (len(a) + len(b))


def _holds(long: list[str], short: list[str]) -> bool:
    joined = " ".join(long)
    return f" {' '.join(short)} " in f" {joined} "


def names_of_site(site: str, address: str) -> frozenset[str]:
    """What a title may call the site: its stated name, and its domain in several spellings."""
    names = {folded(site)} if site else set()
    host = urlsplit(address).hostname if address and "[" not in address else None
    if host:
        bare = host.removeprefix("www.")
        names |= {bare, bare.split(".")[0], *(label for label in bare.split(".")[:-1] if len(label) > 3)}
    return frozenset(re.sub(r"\W", "", name) for name in names if name)


def without_site(title: str, site: frozenset[str]) -> str:
    """``title`` without a part at its end or start that names the site."""
    while True:
        marks = list(_PART.finditer(title))
        if not marks:
            return title
        last, first = marks[-1], marks[0]
        if _names_site(title[last.end() :], site):
            title = title[: last.start()].strip()
        elif _names_site(title[: first.start()], site):
            title = title[first.end() :].strip()
        else:
            return title


def _names_site(part: str, site: frozenset[str]) -> bool:
    bare = re.sub(r"\W", "", folded(part))
    return not bare or any(
        bare == name or (len(name) > 3 and name in bare and len(bare) <= len(name) + 12) or (len(bare) > 3 and bare in name)
        for name in site
    )
