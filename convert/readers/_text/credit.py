"""Captions: where the words about a picture end and the credit begins."""

from __future__ import annotations

import re
from functools import lru_cache

from convert.patterns import regex
from convert.readers._text.words import AGENCIES, CONTROLS, DRAWN, FROM_LEFT, PHOTO, RELATED

_IN_BRACKETS = regex(r"\s*[(\[（【]([^()\[\]（）【】]{1,100})[)\]）】](?P<stop>[.。]?)$")
_LABEL = regex(
    rf"(?:^|(?<=[\s.|(,。]))(?:(?:{PHOTO}|{DRAWN})s?(?: credits?| courtesy(?: of)?| by| von| par| de|/[\w ]+)?\s?[:：]|"
    rf"(?:{PHOTO})(?:\s?(?:출처|제공))?\s?[=＝]|[©Ⓒ]|\(c\)\s)\s*"
    r"(?P<who>.{1,100})$",
    re.IGNORECASE,
)
_CAPITAL = "A-Z\u00c0-\u00de\u0391-\u03a9\u0400-\u042f"
_NAMES = rf"(?:[{_CAPITAL}][\w'’.-]*\s?){{1,4}}"
# *Photo by Ana Diaz on Unsplash*: names, and what joins them, to the end of the line or of the caption.
_JOINS = "of|the|and|on|from|for|via|und|auf|et|y|e|de|del|da|di|du|la|le|van|von|der|den|[&/|]"
_NAMED = rf"[{_CAPITAL}@\d][\w'’.&@/-]*,?"
_MADE_BY = regex(
    rf"(?:^|(?<=[.!?”\"»)|])\s|(?<=[。」]))(?i:(?:{PHOTO}|{DRAWN})s?(?: credits?)? (?:by|courtesy(?: of)?|via|von|par|por|di|av|af|door)) "
    rf"(?P<who>(?:(?:{_JOINS}) )?{_NAMED}(?:\s(?:{_NAMED}|(?:{_JOINS})(?=\s)))*)$"
)
_SLASHED = regex(rf"(?<=[.!?”\"»。)])\s+(?P<who>{_NAMES}\s?/\s?{_NAMES}(?:via [\w ]+)?)$")
_ASIDE = regex(rf"[(（\[](?:[^()（）]{{0,30}}[\s,])?(?:{FROM_LEFT})\b[^()（）]*[)）\]]", re.IGNORECASE)
_LEAD = regex(rf"(?:^|[\s,、])(?:{FROM_LEFT})\s?[:：]", re.IGNORECASE)
_TRAILING_AGENCY = regex(rf"(?:(?<=[.!?”\"»。)])\s+|\s[|–—-]\s|＝)(?P<who>(?:{AGENCIES})(?:[ /][\w ./-]{{1,40}})?)\.?$")
# Who took it or gave it, as Chinese, Japanese and Korean say it behind the name.
_TAKEN_BY = regex(r"(?:(?<=[。！？.)）])\s*|\s|＝)(?P<who>[^\s。、,.]{2,16}(?: [^\s。、,.]{2,16})?\s?(?:摄影?|攝影?|撮影|提供|촬영|제공))$")
_MAKES = (" by ", " By ", " BY ", " courtesy ", " via ", " von ", " par ", " por ", " di ", " av ", " af ", " door ")
_TAKEN = ("摄", "摄影", "攝", "攝影", "撮影", "提供", "촬영", "제공")
_AGENCY = regex(rf"(?:^|[^\w])(?:{AGENCIES})(?:$|[^\w])")
_LABELLED = regex(rf"^(?:{PHOTO})s?(?!\w)", re.IGNORECASE)
# As papers of some countries set it behind a caption: ….  LUIS CABRERA, …. ANNA KOT / AP.
_CAPITALS = regex(
    rf"(?<=[.!?”\"»)])\s+(?P<who>[{_CAPITAL}'’.-]{{2,}}(?:\s(?:[/|&]\s?)?[{_CAPITAL}'’.-]{{2,}}|\s?[«\"“/(]\s?[{_CAPITAL}'’.-]{{2,}}){{1,5}}(?:\s?[»\"”)])?)$"
)
_ADDRESS = regex(r"\s*https?://\S+$")
_STOPS = ".。?!"
_QUOTES = ' »”"'
_BY_HAND = regex(r"(?:撮影|提供|촬영|제공)$|^\S+\s?/\s?\S+")

_LAST_WORDS = frozenset(agency.split()[-1] for agency in AGENCIES.split("|"))

LONGEST_CREDIT = 100
_REACH = 130
# How many lines are known again, and up to which length: each is asked about from several sides.
_KEPT = 4_096
_WORTH_KEEPING = 600
_OPENING_BRACKETS = ("(", "[", "（")
_CLOSING_BRACKETS = (")", "]", "）", "】")


def part_credit(text: str, *, sure: bool) -> tuple[str, str]:
    """``text`` as a caption and its credit; the credit is empty where none is found.

    ``sure`` says that the line is known to be a caption; then anything in brackets at its end is the
    credit. Else only an agency, a label such as *Photo:* or a name with a slash is taken for one.
    """
    if not text or not may_name_credit(text):
        return text, ""
    return _known(text, sure) if len(text) <= _WORTH_KEEPING else _part_credit(text, sure)


def _part_credit(text: str, sure: bool) -> tuple[str, str]:
    if match := _IN_BRACKETS.search(text, max(0, len(text) - _REACH)):
        who = match[1].strip()
        if _is_credit(who) or (sure and _is_source(who)):
            return _stopped(text[: match.start()], match["stop"]), _bare(who)
    start = max(0, len(text) - _REACH)
    for pattern in (_LABEL, _MADE_BY, _SLASHED, _TRAILING_AGENCY, _TAKEN_BY):
        match = pattern.search(text, start)
        if match and match.start() > 0:
            return text[: match.start()].rstrip(" |–—-＝"), _bare(match["who"].strip())
    if (match := _CAPITALS.search(text, start)) and not (RELATED.match(match["who"]) or match["who"].lower() in CONTROLS):
        return text[: match.start()], match["who"]
    return text, ""


_known = lru_cache(maxsize=_KEPT)(_part_credit)


def may_be_caption(text: str) -> bool:
    """Whether ``text`` could name a credit at its end or count people off: a quick look that rules out most prose."""
    return may_name_credit(text) or counts_people(text)


def may_name_credit(text: str) -> bool:
    """Whether the end of ``text`` could be a credit at all: a quick look that rules out most prose."""
    if text[-2:].rstrip(".。")[-1:] in _CLOSING_BRACKETS:
        return True
    end = text[-_REACH:]
    return (
        end.endswith(_TAKEN)
        or (end[-1:] not in _STOPS and end.rstrip(_QUOTES)[-1:].isupper())
        or ":" in end
        or "/" in end
        or "©" in end
        or "：" in end
        or "=" in end
        or "＝" in end
        or (any(map(end.__contains__, _MAKES)) and _MADE_BY.search(end) is not None)
        or end.rpartition(" ")[2].strip(".") in _LAST_WORDS
    )


def counts_people(text: str) -> bool:
    """Whether ``text`` says who stands where, from the left or the right, as captions of groups do."""
    if len(text) > _WORTH_KEEPING:
        return False
    if any(map(text.__contains__, _OPENING_BRACKETS)) and _ASIDE.search(text):
        return True
    return (":" in text or "：" in text) and _LEAD.search(text) is not None


def is_credit_line(text: str) -> str:
    """The credit that a line of its own gives, such as *Photo: Ana Diaz / AP*; empty for any other line."""
    return _credit_of_line(text) if text and len(text) <= LONGEST_CREDIT + 20 else ""


def is_of_picture(text: str) -> bool:
    """Whether a line gives the credit of a picture, and is not what might say whose the page is, as a bare *© Name* might."""
    credit = is_credit_line(text)
    return bool(credit) and (text[0] not in "©Ⓒ(" or _is_credit(credit))


@lru_cache(maxsize=_KEPT)
def _credit_of_line(text: str) -> str:
    enclosed = text[0] in "([（【" and text[-1] in ")]）】"
    bare = text[1:-1].strip() if enclosed else text
    match = _LABEL.match(bare) or _MADE_BY.match(bare)
    if match:
        return "" if _ADDRESS.match(match["who"]) else match["who"].strip()
    return bare if enclosed and _is_credit(bare) else ""


def _is_credit(who: str) -> bool:
    return bool(_AGENCY.search(who) or (_LABELLED.match(who) and len(who.split()) > 1) or _BY_HAND.search(who))


def _is_source(who: str) -> bool:
    """Whether words in brackets can name a person or an agency: few of them, and the first with a capital."""
    return 1 <= len(who.split()) <= 6 and not who[0].islower() and not any(character.isdigit() for character in who)


def _bare(who: str) -> str:
    match = _LABEL.match(who) or _MADE_BY.match(who)
    return (match["who"] if match else who).strip(" .")


def _stopped(caption: str, stop: str) -> str:
    """The caption with the full stop that stood behind the brackets, unless it has its own."""
    caption = caption.rstrip()
    return caption + stop if stop and caption and caption[-1] not in ".!?…。" else caption
