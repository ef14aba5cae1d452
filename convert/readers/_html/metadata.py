"""Title, authors, dates and the rest of what is known about a page's article.

Where sources differ the order of trust is stated with each field; `docs/decisions/0005-html-reader.md` says why.
"""

from __future__ import annotations

import re

import msgspec

from convert.clean import clean_line, folded
from convert.formats import Source
from convert.model import Figure
from convert.patterns import regex
from convert.readers._html import authors, dates, sections, sites, titles
from convert.readers._html.links import absolute, is_web, without_tracking
from convert.readers._html.page import Element, Page
from convert.readers._html.report import OTHER_PAGES
from convert.readers._html.stated import Stated, line, strings
from convert.readers._html.stated_picture import picture_of

_SHARE_ALIKE = regex(r"creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about an article; strings that are not known are empty."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    site: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    url: str = ""
    summary: str = ""
    picture: Figure | None = None
    licence: str = ""
    headline: Element | None = None


def address_of(stated: Stated, source: Source) -> str:
    """The page's address: where it was fetched, else what it calls canonical, else what it gives to share, else where it was saved from."""
    others = [stated.first("og:url"), stated.first("twitter:url")]
    others += [value for value in stated.of_article("url", "@id") if isinstance(value, str)]
    others.append(saved_from(source.data))
    canonical = stated.links.get("canonical", "")
    if canonical and not is_web(canonical):
        base = next(filter(is_web, map(str.strip, (stated.base, *others))), "https:" if canonical.startswith("//") else "")
        canonical = absolute(canonical, base) if base else ""
    candidates = [source.url, canonical, *others]
    return next((without_tracking(found) for found in map(str.strip, candidates) if is_web(found)), "")


# What browsers (Mark of the Web) and SingleFile write at the top of a page they save.
_SAVED_FROM = regex(rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)")
_WHERE_SAVED = 4_000


def saved_from(data: bytes) -> str:
    """The address that a page was saved from, as what saved it wrote into it; empty when it did not."""
    saved = _SAVED_FROM.search(data[:_WHERE_SAVED])
    return saved[1].decode("latin-1") if saved else ""


def base_of(stated: Stated, address: str) -> str:
    """What relative addresses on the page are relative to."""
    base = absolute(stated.base, address)
    return base if is_web(base) else address


def facts_of(page: Page, stated: Stated, source: Source, content: Element) -> Facts:
    """What is known about the article of ``page`` whose text is in ``content``."""
    address = address_of(stated, source)
    site = _site(stated)
    title, headline = titles.title_of(page, stated, content, sites.names_of_site(page, content, site, address))
    published = dates.published_of(page, stated, content, headline, address)
    return Facts(
        title=title,
        headline=headline,
        subtitle="",
        authors=authors.authors_of(page, stated, content, headline, site, address),
        published=published,
        updated=dates.changed_of(page, stated, content, headline, published),
        site=site or sites.site_behind(title, stated.document_title),
        section=sections.section_stated(stated, site)
        or next(iter(_linked(page, content, category=True)), "")
        or sections.section_on_way(page, stated, content, site, title, address),
        tags=_tags(stated, site) or _linked(page, content, category=False),
        language=_language(page, stated),
        url=address,
        summary=_summary(stated),
        picture=picture_of(stated, base_of(stated, address)),
        licence=_licence(stated) or _licence_linked(page),
    )


def _site(stated: Stated) -> str:
    named = (
        stated.first(name) for name in ("og:site_name", "application-name", "al:android:app_name", "dc.publisher", "citation_journal_title")
    )
    publishers = (said[0] for value in stated.of_article("publisher", "isPartOf") if (said := strings(value)))
    return next((name for name in (*named, *publishers) if name and not is_web(name)), "")


def _tags(stated: Stated, site: str) -> tuple[str, ...]:
    found = stated.every("article:tag")
    if not found:
        for value in stated.of_article("keywords"):
            found += [part for said in strings(value) for part in _TAGS.split(said)]
    if not found:
        found = [part for said in stated.every("news_keywords", "keywords", "parsely-tags") for part in _TAGS.split(said)]
    told = (clean_line(_KIND_OF_TAG.sub("", tag.strip()), _LONGEST_TAG) for tag in found)
    return tuple(dict.fromkeys(said for said in told if said and not same(said, site)))[:_MOST_TAGS]


_TAGS = regex("[,;、，]")
_KIND_OF_TAG = regex(r"^(?:tag|keyword)s?:\s*", re.IGNORECASE)
_MOST_TAGS = 40


def _linked(page: Page, content: Element, *, category: bool) -> tuple[str, ...]:
    """What links round the article, but in no box on another or in comments, say that it is filed under (HTML's link type ``tag``)."""
    found: dict[str, None] = {}
    for link in page.order[max(0, content.at - _REACH) : content.end + _REACH]:
        kinds = link.get("rel").lower().split() if link.tag == "a" else []
        if "tag" not in kinds or category != ("category" in kinds or _OF_CATEGORY.search(link.get("href")) is not None):
            continue
        boxes = (above for above in (link, *link.ancestors()) if not above.holds(content))
        if not any(box.reason in OTHER_PAGES or box.reason in ("comments", "beside the article") for box in boxes):
            found.setdefault(clean_line(link.text(_LONGEST_TAG).lstrip("#"), _LONGEST_TAG))
    return tuple(filter(None, found))


_REACH, _LONGEST_TAG = 80, 80
_OF_CATEGORY = regex(r"/(?:categor(?:y|ies|ie|ia|ía)|kategorie|rubrique|rubrik)/", re.IGNORECASE)


def _licence_linked(page: Page) -> str:
    """The licence of Creative Commons that a link on the page says it is under, or one in its footer leads to; empty where links name several."""
    links = [link for link in page.order if link.tag in ("a", "link") and _SHARE_ALIKE.search(link.get("href"))]
    called = {link.get("href") for link in links if _calls_licence(link)}
    found = called or {link.get("href") for link in links if any(above.tag == "footer" for above in link.ancestors())}
    known = {_DEED.sub("", f"https:{said}" if said.startswith("//") else said) for said in found}
    return line(known.pop()) if len(known) == 1 else ""


def _calls_licence(link: Element) -> bool:
    return not _NAMES_LICENCE.isdisjoint(f"{link.get('rel')} {link.get('itemprop')}".lower().split())


_NAMES_LICENCE = frozenset(("license", "dcterms.license", "dc.rights"))
_DEED = regex(r"deed(?:\.\w{2,5})?$|legalcode(?:\.\w{2,5})?$")


def _language(page: Page, stated: Stated) -> str:
    stated_ones = [page.root.get("lang"), page.root.get("xml:lang"), stated.first("content-language", "dc.language", "dcterms.language")]
    stated_ones += [said for value in stated.of_article("inLanguage") for said in strings(value)]
    stated_ones.append(stated.first("og:locale"))
    for said in stated_ones:
        tag = said.strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
            return tag
    return ""


def _summary(stated: Stated) -> str:
    found = stated.first("og:description", "description", "twitter:description", "dc.description")
    return found or next((said[0] for value in stated.of_article("description") if (said := strings(value))), "")


def _licence(stated: Stated) -> str:
    """The licence: where it stands, if that is a known one's address, or what is said of rights."""
    link = stated.links.get("license", "")
    link = f"https:{link}" if link.startswith("//") else link
    for said in (
        link if is_web(link) else "",
        stated.first("license", "dcterms.license", "dc.rights", "dcterms.rights"),
        *_licences(stated),
    ):
        if said and (_SHARE_ALIKE.search(said) or not is_web(said)):
            return line(said)
    return ""


def _licences(stated: Stated) -> list[str]:
    values = list(stated.of_article("license"))
    where = [value["url"] for value in values if isinstance(value, dict) and _SHARE_ALIKE.search(str(value.get("url")))]
    return where + [said for value in values for said in strings(value)]


def same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, blanks and compatibility forms."""
    return folded(one) == folded(other)
