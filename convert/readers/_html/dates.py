"""When an article was published and changed: of the several dates on its page the ones to believe."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from convert.location import apart
from convert.patterns import regex
from convert.readers._html.links import is_web
from convert.readers._html.page import Element, Page
from convert.readers._html.stated import Stated, strings
from convert.readers._text.dateline import day_in, is_date_line

_STAMP = regex(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_COMPACT = regex(r"^(20\d\d|19\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:Z|$)")
_IN_ADDRESS = regex(r"/((?:19|20)\d\d)(?:[/-](\d{1,2})[/-](\d{1,2})|(\d\d)(\d\d))[/_-]")
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
_SAYS_PUBLISHED = regex(r"publish(?:ed)?.?(?:date|time|on)|publication.?(?:date|time)|(?:date|time).?publish|pub.?date", re.IGNORECASE)


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


def published_of(page: Page, stated: Stated, content: Element, headline: Element | None, address: str) -> str:
    """When it was published: JSON-LD, meta, microdata, a marked time near the text, the words round the headline, the address."""
    candidates = _dates_stated(stated)
    found = next(candidates, "")
    if found:
        return found
    for name in ("datepublished", "datecreated"):
        for element in stated.items.get(name, ()):
            if found := iso(element.get("content") or element.get("datetime") or element.text(120)[:120]):
                return found
    shown, by_address = _shown_date(page, content, headline), _date_in(address)
    if by_address and not _are_near(shown, by_address):
        return by_address  # what is shown is the date of something else
    return shown or _date_at_end(page, content) or next(_all_dates(stated, _UPDATED), "")


def _date_at_end(page: Page, content: Element) -> str:
    """The day in a short line behind the text that says when it was published."""
    for element in page.order[max(content.at, content.end - 8) : content.end + _FOOT]:
        if element.reason in ("comments", "related"):
            return ""
        said = element.text(_LONGEST_LINE) if element.block and not element.holds_blocks else ""
        if len(said) <= _LONGEST_LINE and _POSTED.match(said) and (found := is_date_line(said)):
            return found
    return ""


_LONGEST_LINE = 60
_POSTED = regex(
    r"(?:first )?(?:posted|published|veröffentlicht|erschienen|publié|publicad[oa]|pubblicato|gepubliceerd|geplaatst|publicerad|publisert|udgivet|opublikowano|"
    r"yayın|опубликован|опубліковано|投稿日|公開日|掲載日|发布|發布|게시|نشر)",
    re.IGNORECASE,
)


def _are_near(one: str, other: str) -> bool:
    """Whether two dates are the same day, or no more than two apart as in different time zones."""
    return bool(one) and abs((datetime.date.fromisoformat(one[:10]) - datetime.date.fromisoformat(other[:10])).days) <= _MOST_APART


_MOST_APART = 2
_FOOT = 20


def _dates_stated(stated: Stated) -> Iterator[str]:
    yield from _in_articles(stated, "datePublished", "dateCreated")
    yield from _all_dates(stated, _PUBLISHED)
    yield from _all_dates(stated, tuple(name for name in stated.meta if _SAYS_PUBLISHED.search(name)))
    yield from _in_articles(stated, "uploadDate")


def _in_articles(stated: Stated, *names: str) -> Iterator[str]:
    for value in stated.of_article(*names):
        for said in strings(value):
            if found := iso(said):
                yield found


def _all_dates(stated: Stated, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for value in stated.meta.get(name, ()):
            if found := iso(value):
                yield found


_NEAR = 60
_MARKED = regex(
    r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|publish|posted|timestamp|datum|fecha|meta|byline|author|dateline|info|created|veröffentlicht|publication|submitted)",
    re.IGNORECASE,
)


# hAtom's: what people read stands in the element, what programs read in its title.
_MARKED_UPDATED = regex(r"(?:^|\s)(?:published|updated|entry-date)(?:\s|$)", re.IGNORECASE)


def _shown_date(page: Page, content: Element, headline: Element | None) -> str:
    """The day that the page shows near its headline or in its text's neighbourhood."""
    start = headline.at if headline is not None else content.at
    around = page.order[max(0, start - 2 * _NEAR) : start + 4 * _NEAR]
    times = [
        element for element in page.order if element.tag == "time" and element.get("datetime") and not _is_of_comment(element, content)
    ]
    near = sorted(
        (element for element in times if element.at <= content.end + _FOOT), key=lambda element: (abs(element.at - start), element.at)
    )
    for element in near[:3]:
        if found := iso(element.get("datetime")):
            return found
    for element in sorted(around, key=lambda element: abs(element.at - start)):
        if element.tag in ("script", "style", "meta", "title"):
            continue
        marked = element.tag == "time" or _MARKED.search(f"{element.get('class')} {element.get('id')}")
        if marked:
            said = element.text(200)
            if len(said) <= 200 and (found := iso(said)):
                return found
    titled = (found for element in around if _MARKED_UPDATED.search(element.get("class")) and (found := iso(element.get("title"))))
    return _plain_date(around) or next(titled, "") or next((found for element in times[:1] if (found := iso(element.get("datetime")))), "")


def _is_of_comment(element: Element, content: Element) -> bool:
    return any(above.reason == "comments" and not above.holds(content) for above in element.ancestors())


def _plain_date(around: list[Element]) -> str:
    for element in around:
        if element.block and not any(not isinstance(child, str) and child.block for child in element.children):
            said = element.text(100)
            if 6 <= len(said) <= 100 and (found := day_in(said)):
                return found
    return ""


def _date_in(address: str) -> str:
    match = _IN_ADDRESS.search(apart(address).path + "/") if is_web(address) else None
    return iso(f"{match[1]}-{match[2] or match[4]}-{match[3] or match[5]}") if match else ""


def updated_of(stated: Stated) -> str:
    for value in stated.of_article("dateModified"):
        for said in strings(value):
            if found := iso(said):
                return found
    return next(_all_dates(stated, _UPDATED), "")
