"""Pages without an article, told apart by what they are instead."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._html import server_pages
from convert.readers._html.gates import (
    AGREES,
    ALREADY,
    ANSWERS,
    COOKIES,
    DEFAULT_PAGE,
    ERROR,
    FAILED,
    FOR_SALE,
    GATE,
    LOG_IN,
    NEEDS_LOG_IN,
    NO_PAGE,
    NOT_THERE,
    PRIVACY,
)
from convert.readers._html.hints import is_wall
from convert.readers._html.listings import found_nothing, is_only_link, lists_findings, lists_pages
from convert.readers._html.measure import weight
from convert.readers._html.page import Page
from convert.readers._html.report import WALL
from convert.readers._html.seen import Seen
from convert.readers._html.stated import Stated
from convert.readers._html.walls import says_cut

_BARE = 150
_SHORT = 600
_STUB = 450
_LEAST_SAID = 20


def instead_of_article(seen: Seen) -> str:
    """What the page is when it holds no article; empty when it holds one."""
    if not seen.told and (instead := _put_by_server(seen) or _put_by_site(seen)):
        return instead
    is_list = lists_pages(seen) or (not seen.told and (lists_findings(seen) or found_nothing(seen)))
    if seen.said >= _SHORT:
        return _LIST if is_list else ""
    return _of_few_words(seen) or (_LIST if is_list else "")


def _of_few_words(seen: Seen) -> str:
    """What a short page is when it holds no article."""
    is_report = _reports(seen.text) and (all(map(_says_more, seen.heads)) or seen.said >= _LONG_REPORT)
    if not is_report and (instead := _in_words(seen)):
        return instead
    if seen.said < _BARE and _asks_to_log_in(seen):
        return _LOG_IN
    over_wall = _is_over_wall(seen.page, seen.text) or (not seen.told and _is_on_wall(seen))
    return _OPENING if over_wall or (seen.said < _STUB and _is_for_subscribers(seen.stated)) else ""


_LOG_IN = "a page to log in on"
_LIST = "a list of links to other pages"


def _put_by_server(seen: Seen) -> str:
    """What a server put in place of the page, if it did: its files, the way to another page, the status of the request."""
    if server_pages.lists_files(seen.page, seen.kept, seen.text):
        return "the list of a folder's files"
    is_failure = server_pages.tells_status(seen.heads) or any(map(FAILED.match, seen.heads))
    if is_failure and seen.said < _LONG_ERROR and not _reports(seen.text):
        return _ERROR
    if seen.said >= _SHORT:
        return ""
    leads_on = server_pages.leads_on(seen.page, seen.heads, seen.text) and not _reports(seen.text)
    if leads_on:
        return "the way to another page"
    return "a link to another page" if is_only_link(seen) else ""


def _put_by_site(seen: Seen) -> str:
    """What a site put before the page or in its place, if it did, which may be of many words: a wall of consent, or what is there before a site is."""
    if seen.said < _LONGEST_CONSENT and DEFAULT_PAGE.match(seen.stated.document_title) and not _reports(seen.text):
        return _NO_SITE
    if _asks_consent(seen):
        return _CONSENT
    return _NO_SITE if seen.said < _SHORT and FOR_SALE.search(" ".join((*seen.heads, seen.text))) else ""


_LONG_ERROR = 1_500
_ERROR = "an error message in place of the page"


def _asks_to_log_in(seen: Seen) -> bool:
    """Whether the page asks for a password, or is headed as one to log in on and asks for anything."""
    fields = [element.get("type").lower() for element in seen.page.order if element.tag == "input"]
    if "password" in fields:
        return True
    asks = any(field in ("", "text", "email", "tel") for field in fields) or any(element.tag == "button" for element in seen.page.order)
    return asks and any(map(LOG_IN.match, seen.heads))


def _is_on_wall(seen: Seen) -> bool:
    """Whether the page is headed as one for subscribers, or asks whether the reader is one, with next to nothing besides."""
    if any(map(says_cut, (seen.stated.document_title, *seen.headlines))):
        return True
    lines = (line for line in seen.text.split("\n") if "?" in line and weight(line) < _BARE)
    return seen.said < _STUB and any(map(ALREADY.search, lines))


def _asks_consent(seen: Seen) -> bool:
    """Whether the page asks to agree to cookies: a button says so, and its words are about them, many through and through or by how they are headed."""
    headed = " ".join(seen.heads)
    text = f"{headed} {seen.text}"
    if seen.said > _LONGEST_CONSENT or not COOKIES.search(text):
        return False
    if _about_cookies(text) < max(_FEWEST_ABOUT, seen.said // _ONE_IN) and not GATE.search(headed):
        return False
    pressed = (element for element in seen.page.order if element.tag in ("button", "a") or element.get("role") == "button")
    return any(AGREES.match(element.text(_LONGEST_BUTTON)) for element in pressed)


def _about_cookies(text: str) -> int:
    """How many words of ``text`` are of cookies and what is private."""
    return len(COOKIES.findall(text)) + len(PRIVACY.findall(text))


_LONGEST_CONSENT, _FEWEST_ABOUT, _ONE_IN, _LONGEST_BUTTON = 3_000, 2, 150, 60


def without_text(page: Page) -> str:
    """What ``page``, which says and shows nothing, is."""
    return "a page whose text is put there by scripts" if any(element.tag == "script" for element in page.order) else "a page without text"


def _reports(text: str) -> bool:
    """Whether ``text`` is sentences that tell of something and speak neither to its reader nor of a request, as pages of a server do."""
    sentences = len(_SENTENCES.findall(text))
    return weight(text) >= _LEAST_REPORT and sentences >= _FEWEST_SENTENCES and not _SPEAKS.search(_QUOTED.sub("", text))


# What somebody said to somebody else.
_QUOTED = regex(r"[“„«»][^“”„«»]{2,600}[”“»«]|(?<!\w)\"[^\"]{2,600}\"")


def _says_more(head: str) -> bool:
    """Whether ``head`` is no error and asks for nothing, or says several words besides."""
    found = ERROR.search(head) or GATE.search(head) or NOT_THERE.match(head)
    return found is None or len(_WORD.findall(f"{head[: found.start()]} {head[found.end() :]}")) >= _FEWEST_BESIDES


_WORD, _FEWEST_BESIDES = regex(r"[^\W\d_]+"), 3
_LEAST_REPORT, _FEWEST_SENTENCES, _LONG_REPORT = 100, 2, 400
_SENTENCES = regex(r"[^\W\d_]{2,}[\"'”’»)]?[.!?…](?=\s|$)|[。！？]")
_SPEAKS = regex(
    r"\b(?:you|your|yours|please|we|our|us|sorry|oops|request\w*|server|url|browser\w*|javascript|this (?:page|site|website|link)|ip address|reload|refresh|try again|click|redirect\w*|ray id|"
    r"sie|ihr|ihre[nmrs]?|du|dein\w*|dir|bitte|wir|uns\w*|leider|vous|votre|vos|veuillez|nous|notre|nos|désolé\w*|usted|tu|tus|su|sus|nosotros|nuestr[ao]s?|lo sentimos|por favor|"
    r"você|seu|sua|nossos?|desculpe|tuo|tua|voi|nostr[oiae]|spiacenti|per favore|je|jouw|uw|wij|helaas|alstublieft|вы|вас|ваш\w*|пожалуйста|"
    r"din|ditt|dina|vi|vår\w*|tyvärr|twoj\w*|przepraszamy|prosimy)\b|お客様|ください|申し訳|您|你|请|請|抱歉|죄송|주세요|عذرا|يرجى|אנא",
    re.IGNORECASE,
)


def _in_words(seen: Seen) -> str:
    """What a page of a few words says it is: an error, a gate before another page, or what is there before a site or an answer.

    What is told to be an article, or of a day, is none for its headline, which may be about either.
    """
    headed = GATE.search(" ".join(seen.heads))
    is_bare = seen.said < _NEXT_TO_NOTHING
    if seen.told:
        of_gate = is_bare or _about_cookies(seen.text) * _ONE_IN >= seen.said
        return _CONSENT if not headed and of_gate and GATE.search(seen.text) else ""
    if any(map(ERROR.search, seen.heads)) or _shows_status(seen.page):
        return _ERROR
    if is_bare and (NO_PAGE.search(seen.text) or FAILED.match(seen.text)):
        return _ERROR
    if any(map(NEEDS_LOG_IN.search, (*seen.heads, seen.text))):
        return _LOG_IN
    if headed or GATE.search(seen.text):
        return _CONSENT
    has_button = any(element.tag == "button" and element.text(1) for element in seen.page.order)
    if has_button and COOKIES.search(seen.text) and PRIVACY.search(seen.text):
        return _CONSENT
    if any(map(NOT_THERE.match, (*seen.heads, seen.text))):
        return _NO_SITE
    return "the answer of a site to its reader" if any(map(ANSWERS.match, seen.heads)) else ""


_NEXT_TO_NOTHING = 300
_NO_SITE = "a page of a site that is not there, or holds nothing yet"
_CONSENT = "a page that asks for consent or checks the browser"


def _shows_status(page: Page) -> bool:
    """Whether a line of ``page`` is the number of an error (RFC 9110, 15.5 and 15.6) and nothing else."""
    lines = (element.text(_LONGEST_STATUS) for element in page.order if element.block and not element.holds_blocks)
    return any(map(_STATUS_ALONE.fullmatch, lines))


_LONGEST_STATUS = 8


_STATUS_ALONE = regex(r"(?:404|403|410)[.!]?")  # others may be numbers that a page boasts of: 500+


def _is_for_subscribers(stated: Stated) -> bool:
    return any(str(value).lower() == "false" for thing in stated.ld for value in [thing.get("isAccessibleForFree", "")])


def is_opening(page: Page, stated: Stated, text: str) -> bool:
    """Whether ``text``, an article's, is but its opening.

    The page's data says that it is for subscribers or a wall is shown with it, and it ends in dots; or, where it is short, both, or the wall
    says so in words.
    """
    paid, walled = _is_for_subscribers(stated), bool(_wall(page, text))
    if text.rstrip().endswith(_DOTS):
        return paid or walled
    told = any(element.reason == WALL for element in page.order)
    return (told or (paid and walled)) and weight(text) < _LONGEST_OPENING


_LONGEST_OPENING = 2_500
_DOTS = ("…", "...", "[…]", "[...]")
CUT = "the page has but the opening of the article: the rest is for subscribers"
_OPENING = "the opening of an article that only subscribers get"


def _is_over_wall(page: Page, text: str) -> bool:
    """Whether ``text`` is the opening over something shown on ``page`` that is called a wall for payment and says so in words."""
    words = _said_on_walls(page)
    if not words:
        return False
    opening = "\n".join(line for line in text.split("\n") if line not in words)
    return weight(opening) < _BARE or (weight(opening) < _STUB and _breaks_off(opening))


def _said_on_walls(page: Page) -> str:
    """What is said on all that is shown on ``page`` and is a wall for payment, by its name or its words."""
    named = (element for element in page.order if element.block and (is_wall(element) or element.reason == WALL))
    shown = (wall for wall in named if not any(above.reason == "hidden" for above in (wall, *wall.ancestors())))
    return " ".join(said for wall in shown if len(said := wall.text(_SHORT)) >= _LEAST_SAID)


def _wall(page: Page, text: str) -> str:
    """What is said on the walls for payment of ``page``, where it is no part of the ``text``, which sites call so, too."""
    words = _said_on_walls(page)
    return "" if any(len(line) >= _LEAST_SAID and line in words for line in text.split("\n")) else words


def _breaks_off(text: str) -> bool:
    """Whether ``text`` ends within a sentence: a short one that is whole stays an article, whatever else its page has."""
    end = text.rstrip()
    return end.endswith(_DOTS) or end[-1:].isalnum() or end[-1:] in ",;–—-"
