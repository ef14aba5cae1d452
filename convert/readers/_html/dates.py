"""When an article was published and changed: of the several dates on its page the ones to believe."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import chain, islice

from convert.location import apart
from convert.patterns import regex
from convert.readers._html.links import is_web
from convert.readers._html.lives import is_life, stands_in_life
from convert.readers._html.occasions import CHANGED, is_doubtful, says_changed, takes_place, told_by_attributes
from convert.readers._html.orders import as_written
from convert.readers._html.page import Element, Page
from convert.readers._html.report import ASKS_MAIL, OTHER_PAGES
from convert.readers._html.stated import Stated, strings
from convert.readers._text.days import before_day, day_in, is_bare_day, is_date_line, is_item

_STAMP = regex(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
# A year of two figures with the time right behind it, as two elements side by side read.
_GLUED = regex(r"(\d\d?[./]\d\d?[./]\d\d)(\d\d:\d\d)")
_COMPACT = regex(r"^(20\d\d|19\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:Z|$)")
# Seconds since 1970, or thousandths, of the years from 2001 to 2033.
_SECONDS = regex(r"(1\d{9})(?:\.?\d{3})?")
# As in /2015/08/150803-the-boats and /news/29-10-2021.
_SHORT_IN_ADDRESS = regex(r"/20(\d\d)/\d\d/\1(\d\d)(\d\d)[/_-]")
_LAST_IN_ADDRESS = regex(r"[/_-](1[3-9]|2\d|3[01])-(\d\d)-((?:19|20)\d\d)/$")
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
    elif match := _SECONDS.fullmatch(text):
        return datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        return day_in(_GLUED.sub(r"\1 \2", text[:120]))
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
    said, found = _first(_dates_stated(stated))
    found = as_written(said, found, page)
    if found:
        by_address = _date_in(address)
        if by_address and _are_near(found, by_address):
            return found
        seen = _seen_instead(page, content, headline, found)
        if seen > found and seen == updated_of(stated)[:10]:
            seen = ""
        return seen or ("" if _is_iso(said) else _turned(found, page, content, headline)) or found
    for name in ("datepublished", "datecreated"):
        for element in stated.items.get(name, ()):
            if found := iso(element.get("content") or element.get("datetime") or element.text(120)[:120]):
                return found
    shown, by_address = _shown_date(page, content, headline), _date_in(address)
    if by_address and not _are_near(shown, by_address):
        return by_address  # what is shown is the date of something else
    named = tuple(name for name in stated.meta if _NAMES_DATE.search(name) and not _NAMES_OTHER_DATE.search(name))
    return (
        shown
        or _date_at_end(page, content)
        or _first(_in_meta(stated, named))[1]
        or _date_for_scripts(page)
        or _first(_in_meta(stated, _UPDATED))[1]
    )


# As systems of one house call it; and what may be called so, too.
_NAMES_DATE = regex(
    r"(?:^|[^a-z])(?:date|ptime|first.?published|release[ds]?)(?:$|[^a-z])|date$|published$|pub(?:lish)?time$", re.IGNORECASE
)
_NAMES_OTHER_DATE = regex(
    r"modif|updat|revis|expir|event|start|end|birth|death|valid|until|unavailable|review|crawl|verif|index|archiv|deadline|crawl|embargo|candidate",
    re.IGNORECASE,
)


def _seen_instead(page: Page, content: Element, headline: Element | None, stated: str) -> str:
    """The day that readers see by itself beside the headline, where it is another than the one ``stated``, but not far from it.

    Systems state when a record was made or put out again. A day apart from a point in time is only another time zone.
    """
    start = headline.at if headline is not None else content.at
    for element in page.order[max(0, start - _BESIDE) : start + _BESIDE]:
        named = f"{element.get('class')} {element.get('itemprop')}"
        if CHANGED.search(named) or not (element.tag == "time" or _MARKED.search(named)) or _is_elsewhere(element, content):
            continue
        said = _THEN_CHANGED.split(element.text(_LONGEST_LINE)[: _LONGEST_LINE + 1])[0]
        seen = is_date_line(said) if len(said) <= _LONGEST_LINE and _ALONE.fullmatch(said) else ""
        if seen and len(seen) == len("2022-01-21"):
            if seen == _other_way_round(stated):
                return ""  # the same day, as people elsewhere write it
            apart = abs((datetime.date.fromisoformat(seen) - datetime.date.fromisoformat(stated[:10])).days)
            same = apart <= (1 if "T" in stated else 0)
            return seen if not same and apart <= _NOT_FAR else ""
    return ""


def _turned(stated: str, page: Page, content: Element, headline: Element | None) -> str:
    """``stated`` with day and month the other way round, where the page shows that day and both may be either: *03-09-2026*."""
    turned = _other_way_round(stated) if len(stated) == len("2022-01-21") else ""
    return turned if turned and turned in (_shown_date(page, content, headline)[:10], _date_at_end(page, content)[:10]) else ""


def _other_way_round(date: str) -> str:
    """The day of ``date`` with its month read as the day; empty where that is none or the same."""
    year, month, day = date[:10].split("-")
    return f"{year}-{day}-{month}" if day != month and int(day) <= _MONTHS else ""


def _is_iso(said: str) -> bool:
    """Whether ``said`` states a date in ISO 8601, where no month can be taken for a day."""
    return bool(_STAMP.match(said) or _COMPACT.match(said))


_MONTHS = 12
_THEN_CHANGED = regex(r"[.,;|·–—(-]?\s*(?:last\s+)?(?:updated|aktualisiert|mis à jour|actualizado|aggiornato)", re.IGNORECASE)
_BESIDE, _NOT_FAR = 60, 45
# A date with a weekday before it and a time behind it at most.
_ALONE = regex(
    r"(?:[^\W\d]{2,12}[.,]{0,2}\s+)?(?:\d{1,4}\W{1,2}(?:[^\W\d]+\W{1,2}\d{4}|\d{1,2}\W{1,2}\d{2,4})|[^\W\d]+\W{1,2}\d{1,2}\W{1,2}\d{4}|\d{4}年\d\d?月\d\d?日)"
    r"(?:\D{0,4}\d\d?[:.]\d\d(?:\s*(?:Uhr|[ap]\.?m\.?))?)?"
)


def _date_for_scripts(page: Page) -> str:
    """The one day of publication that the data for the page's scripts know of, in them or in attributes; empty where they know several, or none."""
    found: set[str] = set()
    for element in page.order:
        told = [value for value in element.attributes.values() if value and len(value) > _LEAST_DATA]
        if element.tag == "script":
            told += [child for child in element.children if isinstance(child, str)]
        for said in told:
            found.update(match[1] for match in _IN_DATA.finditer(said[:_LONGEST_DATA]))
    return iso(found.pop()) if len({said[:10] for said in found}) == 1 else ""


_LEAST_DATA, _LONGEST_DATA = 30, 2_000_000
_IN_DATA = regex(
    r"[\"'][\w-]{0,40}(?:publi(?:sh|cation|shed|shing)[\w-]{0,20}?(?:date|time|at|on)|date[_-]?published)[\"']\s*:\s*[\"']((?:19|20)\d\d-\d\d-\d\d[T\d:.Z+-]*)",
    re.IGNORECASE,
)


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


def _first(sayings: Iterator[str]) -> tuple[str, str]:
    """The first of ``sayings`` that states a date, and the date; both empty where none does."""
    return next(((said.strip(), found) for said in sayings if (found := iso(said))), ("", ""))


def _dates_stated(stated: Stated) -> Iterator[str]:
    yield from _in_articles(stated, "datePublished", "dateCreated")
    yield from _in_meta(stated, _PUBLISHED)
    yield from _in_meta(stated, tuple(name for name in stated.meta if _SAYS_PUBLISHED.search(name)))
    yield from _in_articles(stated, "uploadDate")


def is_dated(stated: Stated) -> bool:
    """Whether a page states for machines on which day it was published."""
    return bool(_first(_dates_stated(stated))[1])


def _in_articles(stated: Stated, *names: str) -> Iterator[str]:
    for value in stated.of_article(*names):
        yield from strings(str(value) if type(value) is int else value)


def _in_meta(stated: Stated, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from stated.meta.get(name, ())


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
    stated = [element for element in page.order if "datetime" in element.attributes and element.tag not in ("ins", "del")]
    near = sorted(
        (element for element in stated if element.at <= content.end + _FOOT), key=lambda element: (abs(element.at - start), element.at)
    )
    nearest = islice((element for element in near if _may_be_of_text(element, content)), _NEAREST)
    told = [(found, is_doubtful(element)) for element in nearest if (found := iso(element.get("datetime")))]
    if first := next((found for found, is_change in told if not is_change), ""):
        return first
    changed = next((found for found, _ in told), "")
    for element in sorted(around, key=lambda element: element.at - start if element.at >= start else 2 * (start - element.at)):
        if element.tag in ("script", "style", "meta", "title"):
            continue
        marked = element.tag == "time" or _MARKED.search(f"{element.get('class')} {element.get('id')}")
        if marked:
            said = _then_published(element.text(_LONGEST_MARKED))
            found = as_written(said, iso(said), page) if len(said) <= _LONGEST_MARKED else ""
            if not found and not _is_elsewhere(element, content):
                found = next(filter(None, map(iso, told_by_attributes(element))), "")
            if found and not (tells_of_old(said, found) or stands_in_life(element) or takes_place(element)):
                if not CHANGED.search(before_day(said)[-_LONGEST_LABEL:]) and not is_doubtful(element):
                    return found
                changed = changed or found
    titled = (found for element in around if _MARKED_UPDATED.search(element.get("class")) and (found := iso(element.get("title"))))
    posted, plain, doubtful = _plain_dates(around, page, content)
    return (
        posted
        or changed
        or plain
        or doubtful
        or next(titled, "")
        or next((iso(element.get("datetime")) for element in stated if _may_be_of_text(element, content)), "")
    )


_NEAREST, _LONGEST_MARKED, _LONGEST_LABEL = 3, 200, 40


def _then_published(said: str) -> str:
    """``said`` from where it says when something was published, where it first says when it was changed."""
    match = _POSTED.search(said) if CHANGED.search(said[:24]) else None
    return said[match.start() :] if match and day_in(said[match.start() :]) else said


def _may_be_of_text(time: Element, content: Element) -> bool:
    """Whether ``time``, which states a day, may state the text's: neither that of a comment nor one of what the text is about."""
    return bool(time.get("datetime")) and not _is_of_comment(time, content) and not takes_place(time)


def _is_of_comment(element: Element, content: Element) -> bool:
    return any(above.reason == "comments" and not above.holds(content) for above in element.ancestors())


def _is_elsewhere(element: Element, content: Element) -> bool:
    """Whether ``element`` stands in what was left out as telling of other pages; who wrote this one and when may stand beside it or below."""
    boxes = (above for above in (element, *element.ancestors()) if not above.holds(content))
    return any(box.reason in _ELSEWHERE for box in boxes)


_ELSEWHERE = frozenset(("comments", "navigation", "advertising", ASKS_MAIL)) | OTHER_PAGES


def _plain_dates(around: list[Element], page: Page, content: Element) -> tuple[str, str, str]:
    """The days in short lines of ``around``, of each sort the first: said to be of the publication, plain, in doubt."""
    posted = plain = doubtful = ""
    for element in around:
        said = element.text(100) if element.block and not element.holds_blocks else ""
        found = day_in(_GLUED.sub(r"\1 \2", said)) if 6 <= len(said) <= 100 and not is_item(said) else ""
        if not found or is_life(said) or tells_of_old(said, found) or takes_place(element):
            continue
        day = as_written(said, found, page)
        if is_doubtful(element) or CHANGED.search(before_day(said)):
            doubtful = doubtful or day
        elif _POSTED.match(said) and not _is_elsewhere(element, content):
            posted = posted or day
        else:
            plain = plain or day
    return posted, plain, doubtful


def tells_of_old(said: str, day: str) -> bool:
    """Whether ``said`` tells of a ``day`` before there were web pages, and more than that one was published then."""
    return day < _FIRST_PAGES and not is_bare_day(said) and not _POSTED.match(said) and ":" not in said


_FIRST_PAGES = "1991"


def _date_in(address: str) -> str:
    path = apart(address).path + "/" if is_web(address) else ""
    if short := _SHORT_IN_ADDRESS.search(path):
        return iso(f"20{short[1]}-{short[2]}-{short[3]}")
    if last := _LAST_IN_ADDRESS.search(path):
        return iso(f"{last[3]}-{last[2]}-{last[1]}")
    match = _IN_ADDRESS.search(path)
    return iso(f"{match[1]}-{match[2] or match[4]}-{match[3] or match[5]}") if match else ""


def updated_of(stated: Stated) -> str:
    """When it was changed last, as the page states for machines: by JSON-LD, meta or microdata."""
    shown = (element.get("datetime") or element.get("content") for element in stated.items.get("datemodified", ()))
    named = tuple(name for name in stated.meta if _SAYS_UPDATED.search(name))
    return _first(chain(_in_articles(stated, "dateModified"), _in_meta(stated, _UPDATED), shown, _in_meta(stated, named)))[1]


_SAYS_UPDATED = regex(
    r"(?:modif|updat|revis)(?:ied|ed|ication|ion)?.?(?:date|time|on|at)|(?:date|time).?(?:modif|updat|revis)", re.IGNORECASE
)


def changed_of(page: Page, stated: Stated, content: Element, headline: Element | None, published: str) -> str:
    """When it was changed last: as stated, or else as the page shows round its headline and behind its text, where that is no earlier day."""
    if found := updated_of(stated):
        return found
    start = headline.at if headline is not None else content.at
    near = [*page.order[max(0, start - _BESIDE) : start + _BESIDE], *page.order[max(start, content.end - 8) : content.end + _FOOT]]
    told = (_change_in(element) for element in near if not _is_elsewhere(element, content))
    return next((day for day in told if day and day[:10] >= published[:10] and published), "")


def _change_in(element: Element) -> str:
    """The day in ``element``, a short line or a marked time, that it says was one of a change."""
    if element.tag in ("ins", "del", "script", "style", "meta"):
        return ""
    if element.get("datetime"):
        return iso(element.get("datetime")) if says_changed(element) else ""
    said = element.text(_LONGEST_MARKED) if element.block and not element.holds_blocks else ""
    if not 0 < len(said) <= _LONGEST_MARKED:
        return ""
    if is_date_line(said) and says_changed(element) and not CHANGED.search(before_day(said)):
        return day_in(said)
    behind = (said[match.end() : match.end() + _LONGEST_MARKED] for match in CHANGED.finditer(said))
    return next((day for rest in behind if len(before_day(rest)) <= _LONGEST_LABEL and (day := day_in(rest))), "")
