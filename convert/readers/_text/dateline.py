"""Dates and names in the lines round a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from convert.patterns import regex
from convert.readers._text.words import AGENCIES, BY, BY_COLON, MONTHS

_YEAR_FIRST = regex(r"(?<!\d)((?:19|20|25)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = regex(r"(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?((?:19|20)\d\d|\d\d)(?!\d)")
# Any word may stand where a month's name does: a table looks it up, three hundred alternatives would take long.
_MONTH = r"[^\s\d,/()|-]{2,20}(?:\s[^\s\d,/()|-]{2,12})?"
_DAY_MONTH = regex(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|°)?[.\s-]\s?(?:de |of )?(?:[^\s\d/]+/)?({_MONTH})[.,]?[\s-]\s?(?:del? )?((?:19|20|25)\d\d)",
    re.IGNORECASE,
)
_MONTH_DAY = regex(rf"({_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)", re.IGNORECASE)
# As in Hungarian (2024. május 3.) and Lithuanian (2024 m. gegužės 3 d.), and in Latvian (2024. gada 3. maijs).
_YEAR_MONTH = regex(rf"(?<!\d)((?:19|20)\d\d)\.?(?:\s?[^\s\d,]{{1,6}})?,?\s({_MONTH})\s(\d{{1,2}})(?!\d)")
_YEAR_DAY = regex(rf"(?<!\d)((?:19|20)\d\d)\.?\s[^\W\d_]{{1,6}}\s(\d{{1,2}})\.?\s({_MONTH})")
_TIME = regex(r"\d{1,2}[:.h時시]\s?\d{2}(?:[:.分분]\s?\d{2})?")
_MAY_BE_DATE = regex(r"\d{4}|年|\d[-/.]\s?\d{1,2}[-/.]\s?\d\d")
_HAS_DIGIT = regex(r"\d")
_WORD = regex(r"[^\W\d_]+")

_LONGEST_DATE_LINE = 160
# How many lines are known again: each is asked about from several sides.
_KEPT = 4_096


def day_in(text: str) -> str:
    """The first day named in ``text``, as ``YYYY-MM-DD``; empty when there is none.

    Of two readings of ``3/4/2024`` it takes the day first, save where only the other is a date. Years of the Buddhist era, of Japan's
    emperors and of the Republic of China, and days of Iran's calendar are told by how they are written.
    """
    if not _MAY_BE_DATE.search(text):
        return ""
    if not text.isascii():
        text = _ERA.sub(_year_of_era, text.translate(_DIGITS))
    if match := _YEAR_FIRST.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if day := _day_of_named_month(text):
        return day
    if match := _YEAR_LAST.search(text):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        return _day(year, int(match[3]), int(match[1])) or _day(year, int(match[1]), int(match[3]))
    return ""


def _day_of_named_month(text: str) -> str:
    for pattern, day, month, year in _NAMED:
        if (match := pattern.search(text)) and (number := _month(match[month])):
            return _day(int(match[year]), number, int(match[day]))
    if not text.isascii():
        if match := _NUMBERED.search(text):
            return _day(int(match[3]), int(match[2]), int(match[1]))
        if (match := _PERSIAN.search(text)) and (name := match[2]) in _PERSIAN_MONTHS:
            return _persian(int(match[3]), _PERSIAN_MONTHS.index(name), int(match[1]))
    return ""


# Where a pattern has the day, the name of the month and the year.
_NAMED = ((_DAY_MONTH, 1, 2, 3), (_MONTH_DAY, 2, 1, 3), (_YEAR_MONTH, 3, 2, 1), (_YEAR_DAY, 2, 3, 1))
# As Vietnamese counts the months.
_NUMBERED = regex(r"(?<!\d)(\d{1,2})\s(?:tháng)\s(\d{1,2})(?:\snăm|,)?\s((?:19|20)\d\d)", re.IGNORECASE)
_ERA = regex(r"(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)\s?(?=年)")
_BEFORE_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}


def _year_of_era(match: re.Match[str]) -> str:
    return str(_BEFORE_ERA[match[1]] + (1 if match[2] == "元" else int(match[2])))


_PERSIAN = regex(r"(?<!\d)(\d{1,2})\s([^\s\d]{2,10})(?:\s?ماه)?[\s،]{1,2}(1[34]\d\d)(?!\d)")
_PERSIAN_MONTHS = tuple("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split())  # noqa: SIM905
# The first day of 1404 was 21 March 2025; in each cycle of 33 years these have a day more
# (Borkowski, "The Persian calendar for 3000 years").
_NEW_YEAR, _FIRST = date(2025, 3, 21), 1404
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))


def _persian(year: int, month: int, day: int) -> str:
    """The day of Iran's calendar, ``month`` counted from 0, as ``YYYY-MM-DD``; empty where there is none such."""
    within = 31 * month if month < 6 else 186 + 30 * (month - 6)
    longest = 31 if month < 6 else 30 if month < 11 or year % 33 in _LEAP else 29
    if not 1 <= day <= longest:
        return ""
    leaps = sum(1 if year > _FIRST else -1 for other in range(min(year, _FIRST), max(year, _FIRST)) if other % 33 in _LEAP)
    return (_NEW_YEAR + timedelta(days=365 * (year - _FIRST) + leaps + within + day - 1)).isoformat()


def opens_with_day(text: str) -> bool:
    """Whether ``text`` is a date whose first number is the day's, as in *12. Juni 2023*, and not the number of an item."""
    return _begins_with_day(text) and bool(is_date_line(text))


def is_item(text: str) -> bool:
    """Whether ``text`` begins with a number that counts it, and is of no date."""
    return _NUMBERED_ITEM.match(text) is not None and not _begins_with_day(text)


def is_bare_day(text: str) -> bool:
    """Whether ``text`` is a date with neither a label nor more than a word behind it."""
    if not is_date_line(text) or ":" in text or "：" in text:
        return False
    begins = _begins_with_day(text) or _YEAR_FIRST.match(text) is not None or _MONTH_DAY.match(text) is not None
    return begins and len(_beside_day(text)) <= 1


def _begins_with_day(text: str) -> bool:
    plain = text if text.isascii() else text.translate(_DIGITS)
    named = _DAY_MONTH.match(plain)
    return (named is not None and _month(named[2]) > 0) or _YEAR_LAST.match(plain) is not None


# Alef is often written without its hamza or madda.
_PLAIN_ALEF = str.maketrans("أإآ", "ااا")
_MONTHS = {month.translate(_PLAIN_ALEF): number for month, number in MONTHS.items()}
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810"
    "\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}


def _month(name: str) -> int:
    """The number of the month called ``name``, 0 for any other word; of two words the last may be the name."""
    lower = name.lower().translate(_PLAIN_ALEF)
    for word in (lower, lower.rstrip("."), lower.split()[-1].rstrip("."), lower.removeprefix("ב"), lower.removesuffix(" de")):
        if word in _MONTHS:
            return _MONTHS[word]
    return 0


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year - 543 if year > 2400 else year, month, day).isoformat()
    except ValueError:
        return ""


def is_date_line(text: str) -> str:
    """The day of a line that holds little else: a time, *published*, a place; empty for any other line."""
    return _date_of_line(text) if len(text) <= _LONGEST_DATE_LINE and _HAS_DIGIT.search(text) else ""


@lru_cache(maxsize=_KEPT)
def _date_of_line(text: str) -> str:
    day = day_in(text)
    if not day or is_item(text):
        return ""
    words = _beside_day(text)
    is_sentence = text.endswith(("。", "！")) or (text.endswith(".") and len(words) > _MOST_BEFORE_STOP and text[-2:-1].isdigit())
    return day if len(words) <= 8 and sum(map(len, words)) <= 50 and not is_sentence and not any(map(_is_clause, words)) else ""


def _beside_day(text: str) -> list[str]:
    """The words of ``text`` that are of no day and no time."""
    rest = text.translate(_DIGITS)
    for pattern in (_YEAR_FIRST, _DAY_MONTH, _MONTH_DAY, _YEAR_MONTH, _YEAR_DAY, _NUMBERED, _PERSIAN, _YEAR_LAST, _TIME):
        rest = pattern.sub(" ", rest)
    return _WORD.findall(rest)


def _is_clause(word: str) -> bool:
    """Whether what has no blank in it says as much as a clause does, in a script that parts no words."""
    return (len(word) > _LONGEST_UNPARTED and _SQUARE.match(word) is not None) or len(_HIRAGANA.findall(word)) >= _OF_A_CLAUSE


_SQUARE = regex("[\u3040-\u30ff\u3400-\u9fff]")
_HIRAGANA = regex("[\u3041-\u3096]")
_LONGEST_UNPARTED, _OF_A_CLAUSE = 10, 4

_NUMBERED_ITEM = regex(r"\d{1,2}[.)]\s+[^\W\d]")
# *First published in print on 3 May 2020.* has no more words; a sentence that tells of a day has.
_MOST_BEFORE_STOP = 5


# --- names ---------------------------------------------------------------------------------------------

_BY = regex(rf"(?:(?:{BY})\s*[:：]?\s+|(?:{BY_COLON})\s*[:：]\s*)(?=\S)", re.IGNORECASE)
_OPENERS = frozenset(label.split()[0] for label in BY.split("|"))
_REPORTERS = ("記者", "기자", "特派員", "记者")
_NO_END_OF_NAMES = tuple("。!?！？؟")
# Behind a label, as libraries set it: *Fenwick, Maria*.
_INVERTED = regex(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’.-]*(?: [^\W\d_]\.)*)\.?")
_REPORTER = regex(rf"(?:^|\s)([^\W\d_]{{2,8}}(?: ?[^\W\d_]{{1,4}})?)\s?(?:{'|'.join(_REPORTERS)})(?=\s|$|[,，、])")
_BY_ALONE = regex(rf"(?:{BY}|{BY_COLON})\s*[:：]?$", re.IGNORECASE)
_BETWEEN_NAMES = regex(
    r"\s*(?:[,;/|&、，；・]|\s(?:mit|with|avec|con|com|met|med|for|für|and|und|et|y|e|og|och|en|i|и|та|و|ve)\s|\s[–—-]\s)\s*"
)
_BEFORE_DATE = regex(r"\s+[|/•·–—-]\s+")
_BEFORE_TIME = regex(r"\s(?:at|on|am|um|@)(?:\s\d.*|\s?$)")
_NAME_WORD = regex(r"(?:[^\W\d_][\w'’.-]*\.?)$")
_PARTICLES = frozenset(
    "de da di do dos das del della van von der den ter ten zu zur la le al el bin ibn ben af av y e dalla d'".split()  # noqa: SIM905
)
_AGENCY = regex(rf"^(?:{AGENCIES})$")
_CJK_NAME = regex("[\u3400-\u9fff々]{1,3}[ \u3000]?[\u3400-\u9fff々ぁ-ん]{1,4}$")
_CASED = regex("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u0531-\u0587]")
_LONGEST_BYLINE = 160
_LONGEST_LABEL = 40


def byline_names(text: str) -> tuple[str, ...]:
    """The authors that a line such as *By Ana Diaz and Li Wei* names, none when it isn't one."""
    return _names_of_line(text) if len(text) <= _LONGEST_BYLINE and _may_sign(text) and not text.endswith(_NO_END_OF_NAMES) else ()


def speakers(texts: Iterable[str]) -> frozenset[str]:
    """What stands before a colon at the start of several of ``texts``, each time before something else: who speaks, and no byline."""
    said: dict[str, str] = {}
    found: set[str] = set()
    for text in texts:
        label = label_of(text)
        if label and said.setdefault(label, text) != text:
            found.add(label)
    return frozenset(found)


def label_of(text: str) -> str:
    """What stands before a colon at the start of ``text``, empty where nothing short does."""
    match = _LABEL.match(text)
    return match[1].strip() if match else ""


_LABEL = regex(r"([^:：]{1,20})[:：]")


def _may_sign(text: str) -> bool:
    """Whether ``text`` begins as a byline could: a quick look that rules out most lines."""
    start = text[:_LONGEST_LABEL]
    if ":" in start or "：" in start or not _OPENERS.isdisjoint(start.lower().split(None, 1)[:1]):
        return True
    return not text.isascii() and any(map(start.__contains__, _REPORTERS))


@lru_cache(maxsize=_KEPT)
def _names_of_line(text: str) -> tuple[str, ...]:
    if _REPORTER.match(text):
        return tuple(dict.fromkeys(match[1].strip() for match in _REPORTER.finditer(text)))
    match = _BY.match(text)
    if not match:
        return ()
    rest = _BEFORE_TIME.sub("", _without_date(text[match.end() :]))
    explicit = ":" in match[0] or "：" in match[0]
    if explicit and (inverted := _INVERTED.fullmatch(rest.strip())):
        rest = f"{inverted[2]} {inverted[1]}"
    names = [name for part in _BETWEEN_NAMES.split(rest) if (name := part.strip(" .:,*"))]
    kept = [name for name in names if _looks_like_name(name, words=2)]
    if not kept and names and (explicit or len(names[0].split()) <= 2) and _looks_like_name(names[0], words=1):
        kept = names[:1]
    if names and not _looks_like_name(names[0], words=1):
        return ()
    return tuple(dict.fromkeys(kept))


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line of nothing else, each once."""
    return tuple(dict.fromkeys(name for part in _BETWEEN_NAMES.split(text) if (name := part.strip(" .:,*"))))


def names_by_date(text: str) -> tuple[str, ...]:
    """The names that stand before the date on its line, a dash or stroke between the two."""
    before, _, after = _BEFORE_DATE.sub("\n", text, count=1).partition("\n")
    return names_in(before) if after and not _HAS_DIGIT.search(before) and is_date_line(after) and is_name(before.strip()) else ()


def beside_signature(text: str, names: Iterable[str]) -> list[str]:
    """The words of a line with the author or the day that are of neither, but short ones and what opens a byline."""
    for name in names:
        text = text.replace(name, " ")
    opened = _BY.sub("", text, count=1) if _BY.match(text) else text
    return [word for word in _beside_day(opened) if len(word) >= _LEAST_TOLD or _SQUARE.match(word)]


_LEAST_TOLD = 3


def is_cjk_name(text: str) -> bool:
    """Whether ``text`` is as long as a name in Chinese characters, and nothing but that."""
    return _CJK_NAME.match(text) is not None


def is_parted_cjk_name(text: str) -> bool:
    """Whether ``text`` is such a name with a blank between family and given name, as few other words are written."""
    return is_cjk_name(text) and (" " in text or "\u3000" in text)


def is_by(text: str) -> bool:
    """Whether ``text`` is but the word that opens a byline, the name being on the next line."""
    return len(text) <= 12 and _BY_ALONE.match(text) is not None


def says_who_or_when(text: str) -> bool:
    """Whether ``text`` is a line with the date or the author and little else."""
    return bool(is_date_line(text) or byline_names(text))


def _without_date(text: str) -> str:
    for pattern in (_YEAR_FIRST, _DAY_MONTH, _MONTH_DAY, _YEAR_LAST):
        if match := pattern.search(text):
            return text[: match.start() + (_before_month(match[1]) if pattern is _MONTH_DAY else 0)]
    return text


def _before_month(name: str) -> int:
    """How much of ``name``, taken for a month's of two words, is a surname before one of one word."""
    first, _, last = name.rpartition(" ")
    return len(first) + 1 if first and name.lower() not in _MONTHS and _month(last) else 0


_ROLE = regex(r"\s*[(（][^()（）]{2,40}[)）]$|\s+[•|]\s.*$")


def without_role(text: str) -> str:
    """A line of names without what follows them: a role in brackets, a site or a desk behind a dot, stroke or comma."""
    bare = _ROLE.sub("", text) or text
    names, comma, rest = bare.rpartition(", ")
    return names if comma and " " in names and " " not in rest else bare


def is_name(text: str) -> bool:
    """Whether ``text`` alone on its line reads as the name of a person or a desk, by its capitals; a role may follow it."""
    text = without_role(text)
    if "\t" in text or not 4 <= len(text) <= 60 or text[-1] in '.,:;!?…”"»)' or _HAS_DIGIT.search(text):
        return False
    parts = _BETWEEN_NAMES.split(text)
    return len(parts) <= 3 and all(_looks_like_name(part, words=2) for part in parts) and bool(_CASED.search(text))


def _looks_like_name(text: str, words: int) -> bool:
    parts = text.split()
    if not words <= len(parts) <= 5:
        return bool(parts) and len(parts) == 1 and not _CASED.search(text) and 2 <= len(text) <= 12
    for part in parts:
        if not _NAME_WORD.match(part) or (part[0].islower() and part.lower() not in _PARTICLES and "-" not in part):
            return False
    return not _AGENCY.match(text)
