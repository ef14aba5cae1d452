"""Title, authors, dates and the rest of what is known about a page's article.

Where sources differ the order of trust is stated with each field; `docs/decisions/0005-html-reader.md` says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from convert.clean import clean_line, folded
from convert.formats import Source
from convert.readers._html import authors, titles
from convert.readers._html.links import absolute, is_web, without_tracking
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated, line, strings
from convert.readers._text.dateline import day_in

_STAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_COMPACT = re.compile(r"^(20\d\d|19\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:Z|$)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?:/|[-_])")
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc.date.published",
    "publication_date", "publish-date", "publishdate", "pubdate", "publish_date", "date_published", "citation_publication_date",
    "citation_online_date", "citation_date", "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "article.published", "published", "published_time", "bt:pubdate", "published-date", "rnews:datepublished", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "article.updated", "revised",
)  # fmt: skip
_SHARE_ALIKE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/", re.IGNORECASE)


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
    picture: str = ""
    licence: str = ""
    headline: Element | None = None


def address_of(stated: Stated, source: Source) -> str:
    """The page's address: where it was fetched, else what it calls canonical, else what it gives to share."""
    candidates = [source.url, stated.links.get("canonical", ""), stated.first("og:url"), stated.first("twitter:url")]
    candidates += [value for value in stated.of_article("url", "@id") if isinstance(value, str)]
    return next((without_tracking(found) for found in map(str.strip, candidates) if is_web(found)), "")


def base_of(stated: Stated, address: str) -> str:
    """What relative addresses on the page are relative to."""
    base = absolute(stated.base, address)
    return base if is_web(base) else address


def facts_of(page: Page, stated: Stated, source: Source, content: Element) -> Facts:
    """What is known about the article of ``page`` whose text is in ``content``."""
    address = address_of(stated, source)
    site = _site(stated)
    title, headline = titles.title_of(page, stated, content, titles.names_of_site(site, address))
    return Facts(
        title=title,
        headline=headline,
        subtitle="",
        authors=authors.authors_of(page, stated, content, headline, site),
        published=_published(page, stated, content, headline, address),
        updated=_updated(stated),
        site=site,
        section=_section(stated),
        tags=_tags(stated),
        language=_language(page, stated),
        url=address,
        summary=_summary(stated),
        picture=_picture(stated, base_of(stated, address)),
        licence=_licence(stated),
    )


# --- dates ------------------------------------------------------------------------------------------------


def iso(text: str) -> str:
    """The day or point in time that ``text`` states, in ISO 8601 and as precise as it was; empty for none."""
    text = text.strip()
    match = _STAMP.match(text)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
    elif match := _COMPACT.match(text):
        year, month, day, hour, minute, second = match.groups()
        zone = None
    else:
        return day_in(text[:120])
    if int(year) > 2400:
        year = str(int(year) - 543)
    try:
        date = datetime.date(int(year), int(month), int(day))
        if date.year < 1900:
            return ""
        if hour is None:
            return date.isoformat()
        time = datetime.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return ""
    where = "" if zone is None else "Z" if zone.upper() in ("Z", "UTC", "GMT") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{date.isoformat()}T{time.isoformat()}{where}"


def _published(page: Page, stated: Stated, content: Element, headline: Element | None, address: str) -> str:
    """When it was published: JSON-LD, meta, microdata, a marked time near the text, the words round the headline, the address."""
    candidates = _dates_stated(stated)
    found = next(candidates, "")
    if found:
        return found
    for name in ("datepublished", "datecreated"):
        for element in stated.items.get(name, ()):
            if found := iso(element.get("content") or element.get("datetime") or element.text(120)[:120]):
                return found
    return _shown_date(page, content, headline) or _date_in(address) or next(_all_dates(stated, _UPDATED), "")


def _dates_stated(stated: Stated) -> Iterator[str]:
    for value in stated.of_article("datePublished", "dateCreated", "uploadDate"):
        for said in strings(value):
            if found := iso(said):
                yield found
    yield from _all_dates(stated, _PUBLISHED)


def _all_dates(stated: Stated, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for value in stated.meta.get(name, ()):
            if found := iso(value):
                yield found


_NEAR = 60
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|publish|posted|timestamp|datum|fecha|meta|byline|dateline|info|created|veröffentlicht|publication|submitted)",
    re.IGNORECASE,
)


def _shown_date(page: Page, content: Element, headline: Element | None) -> str:
    """The day that the page shows near its headline or in its text's neighbourhood."""
    start = headline.at if headline is not None else content.at
    near = [element for element in page.order if element.tag == "time" and element.get("datetime")]
    near.sort(key=lambda element: (abs(element.at - start) if element.at <= content.end else 10**6, element.at))
    for element in near[:3]:
        if found := iso(element.get("datetime")):
            return found
    around = page.order[max(0, start - 2 * _NEAR) : start + 4 * _NEAR]
    for element in sorted(around, key=lambda element: abs(element.at - start)):
        if element.tag in ("script", "style", "meta", "title"):
            continue
        marked = element.tag == "time" or _MARKED.search(f"{element.get('class')} {element.get('id')}")
        if marked:
            said = element.text(200)
            if len(said) <= 200 and (found := iso(said)):
                return found
    return _plain_date(around)


def _plain_date(around: list[Element]) -> str:
    for element in around:
        if element.block and not any(not isinstance(child, str) and child.block for child in element.children):
            said = element.text(100)
            if 6 <= len(said) <= 100 and (found := day_in(said)):
                return found
    return ""


def _date_in(address: str) -> str:
    match = _IN_ADDRESS.search(urlsplit(address).path + "/") if is_web(address) and "[" not in address else None
    return iso(f"{match[1]}-{match[2]}-{match[3]}") if match else ""


def _updated(stated: Stated) -> str:
    for value in stated.of_article("dateModified"):
        for said in strings(value):
            if found := iso(said):
                return found
    return next(_all_dates(stated, _UPDATED), "")


# --- the rest ---------------------------------------------------------------------------------------------


def _site(stated: Stated) -> str:
    named = stated.first("og:site_name", "application-name", "al:android:app_name", "dc.publisher", "citation_journal_title")
    return named or next(
        (said[0] for value in stated.of_article("publisher", "isPartOf") if (said := strings(value)) and not is_web(said[0])), ""
    )


def _section(stated: Stated) -> str:
    for value in stated.of_article("articleSection"):
        if said := strings(value):
            return said[0]
    return stated.first("article:section", "parsely-section", "section", "sailthru.section")


def _tags(stated: Stated) -> tuple[str, ...]:
    found = stated.every("article:tag")
    if not found:
        for value in stated.of_article("keywords"):
            found += [part for said in strings(value) for part in said.split(",")]
    if not found:
        found = [part for said in stated.every("news_keywords", "keywords", "parsely-tags") for part in re.split("[,;、，]", said)]
    return tuple(dict.fromkeys(said for tag in found if (said := clean_line(tag, 80))))[:40]


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


def _picture(stated: Stated, base: str) -> str:
    for said in stated.every("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        if is_web(found := absolute(said, base)):
            return found
    for value in stated.of_article("image"):
        if is_web(found := absolute(_address(value), base)):
            return found
    return ""


def _address(value: Any) -> str:
    while isinstance(value, (list, dict)) and value:
        value = value[0] if isinstance(value, list) else value.get("url") or value.get("contentUrl") or ""
    return value if isinstance(value, str) else ""


def _licence(stated: Stated) -> str:
    for said in (stated.links.get("license", ""), stated.first("dcterms.license", "dc.rights", "dcterms.rights"), *_licences(stated)):
        if said and (_SHARE_ALIKE.search(said) or not is_web(said)):
            return line(said)
    return ""


def _licences(stated: Stated) -> list[str]:
    return [said for value in stated.of_article("license") for said in strings(value)]


def same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, blanks and compatibility forms."""
    return folded(one) == folded(other)
