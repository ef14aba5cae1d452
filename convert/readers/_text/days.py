"""Days in the lines round a headline, in any language's months, figures and calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from convert.patterns import regex
from convert.readers._text.words import months

_YEAR_FIRST = regex(r"(?<!\d)((?:19|20|25)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = regex(r"(?<![\dv])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?((?:19|20|25)\d\d|\d\d)(?!\.?\d)")
# Any word may stand where a month's name does: a table looks it up, three hundred alternatives would take long.
_MONTH = r"[^\s\d,،/()|-]{2,20}(?:\s(?!พ\.ศ|ឆ្នាំ)[^\s\d,،/()|-]{2,12})?"
_DAY_MONTH = regex(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|°)?[.\s-]\s?(?:de |of |ខែ ?)?(?:[^\s\d/]+/)?({_MONTH})"
    r"(?:[.,،][\s-]?|[\s-])\s?(?:del? |ឆ្នាំ ?|พ\.ศ\. ?)?((?:19|20|25)\d\d)",
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
        text = _plain(text)
        if match := _PERSIAN_FIGURES.search(text):
            return _persian(int(match[1]), int(match[2]) - 1, int(match[3]))
    if (match := _YEAR_FIRST.search(text)) and (day := _day(int(match[1]), int(match[2]), int(match[3]))):
        return day  # none is in *28. Juni 2025 - 16.03 Uhr*, which looks like one
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


def _plain(text: str) -> str:
    """``text`` with the figures of any script as ours, and years of an era as those of the common one."""
    text = text.translate(_DIGITS)
    if "年" in text:
        text = _ERA.sub(_year_of_era, _HAN_DATE.sub(_in_figures, text))
    return text


_HAN = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "元": "元"}
_HAN_DATE = regex(r"([〇零元一二三四五六七八九十]{1,4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")


def _in_figures(match: re.Match[str]) -> str:
    year = _counted(match[1]) if "十" in match[1] else "".join(_HAN[character] for character in match[1])
    return f"{year}年{_counted(match[2])}月{_counted(match[3])}日"


def _counted(said: str) -> int:
    tens, ten, ones = said.rpartition("十")
    return int(_HAN.get(tens, "1")) * 10 * bool(ten) + int(_HAN.get(ones, "0"))


_PERSIAN_FIGURES = regex(r"(?<!\d)(1[34]\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_PERSIAN = regex(r"(?<!\d)(\d{1,2})\s([^\s\d]{2,10})(?:\s?ماه)?[\s،]{1,2}(1[34]\d\d)(?!\d)")
_PERSIAN_MONTHS = tuple("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split())  # noqa: SIM905
_DAYS = (_YEAR_FIRST, _DAY_MONTH, _MONTH_DAY, _YEAR_MONTH, _YEAR_DAY, _NUMBERED, _PERSIAN, _YEAR_LAST)
# The first day of 1404 was 21 March 2025; in each cycle of 33 years these have a day more
# (Borkowski, "The Persian calendar for 3000 years").
_NEW_YEAR, _FIRST = date(2025, 3, 21), 1404
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))


def _persian(year: int, month: int, day: int) -> str:
    """The day of Iran's calendar, ``month`` counted from 0, as ``YYYY-MM-DD``; empty where there is none such."""
    if not 0 <= month < len(_PERSIAN_MONTHS):
        return ""
    within = 31 * month if month < 6 else 186 + 30 * (month - 6)
    longest = 31 if month < 6 else 30 if month < 11 or year % 33 in _LEAP else 29
    if not 1 <= day <= longest:
        return ""
    leaps = sum(1 if year > _FIRST else -1 for other in range(min(year, _FIRST), max(year, _FIRST)) if other % 33 in _LEAP)
    return (_NEW_YEAR + timedelta(days=365 * (year - _FIRST) + leaps + within + day - 1)).isoformat()


# A time of day, in figures.
CLOCK = r"(?:[01]?\d|2[0-3])(?:[:.h]|時|시\s?)[0-5]\d"


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
    return begins and len(beside_day(text)) <= 1


def _begins_with_day(text: str) -> bool:
    plain = text if text.isascii() else text.translate(_DIGITS)
    named = _DAY_MONTH.match(plain)
    return (named is not None and _month(named[2]) > 0) or _YEAR_LAST.match(plain) is not None


# Alef is often written without its hamza or madda.
_PLAIN_ALEF = str.maketrans("أإآ", "ااا")
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810"
    "\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {month.translate(_PLAIN_ALEF): number for month, number in months().items()}


def _month(name: str) -> int:
    """The number of the month called ``name``, 0 for any other word; of two words the last may be the name, glued to what is before it."""
    lower = (name if name.islower() else _unglued(name)).lower().translate(_PLAIN_ALEF)
    for word in (lower, lower.rstrip("."), lower.split()[-1].rstrip("."), lower.removeprefix("ב"), lower.removesuffix(" de")):
        if number := _months().get(word):
            return number
    return 0


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year - 543 if year > 2400 else year, month, day).isoformat()
    except ValueError:
        return ""


def is_date_line(text: str) -> str:
    """The day of a line that holds little else: a time, *published*, a place; empty for any other line."""
    return _date_of_line(text) if len(text) <= _LONGEST_DATE_LINE and (_HAS_DIGIT.search(text) or "年" in text) else ""


@lru_cache(maxsize=_KEPT)
def _date_of_line(text: str) -> str:
    day = day_in(text)
    if not day or is_item(text) or _OF_POST.search(text):
        return ""
    words = beside_day(text)
    is_sentence = text.endswith(("。", "！")) or (text.endswith(".") and len(words) > _MOST_BEFORE_STOP and text[-2:-1].isdigit())
    return day if len(words) <= 8 and sum(map(len, words)) <= 50 and not is_sentence and not any(map(_is_clause, words)) else ""


# What stands below a post that is shown in a text: its author's name, handle and day.
_OF_POST = regex(r"\(@\w{1,30}\)")


def beside_day(text: str) -> list[str]:
    """The words of ``text`` that are of no day and no time."""
    rest = text if text.isascii() else _plain(text)
    for pattern in (*_DAYS, _TIME):
        rest = pattern.sub(" ", rest)
    return _WORD.findall(rest)


def is_unparted(word: str) -> bool:
    """Whether ``word`` is of Chinese or Japanese, which part no words."""
    return _SQUARE.match(word) is not None


def _is_clause(word: str) -> bool:
    """Whether what has no blank in it says as much as a clause does, in a script that parts no words."""
    return (len(word) > _LONGEST_UNPARTED and is_unparted(word)) or len(_HIRAGANA.findall(word)) >= _OF_A_CLAUSE


_SQUARE = regex("[\u3040-\u30ff\u3400-\u9fff]")
_HIRAGANA = regex("[\u3041-\u3096]")
_LONGEST_UNPARTED, _OF_A_CLAUSE = 10, 4

_NUMBERED_ITEM = regex(r"\d{1,2}[.)]\s+[^\W\d]")
# *First published in print on 3 May 2020.* has no more words; a sentence that tells of a day has.
_MOST_BEFORE_STOP = 5


def before_day(text: str) -> str:
    """``text`` up to the day that it names; all of it where it names none."""
    if _HAS_DIGIT.search(text) is None:
        return text
    for pattern in _DAYS:
        if match := pattern.search(text):
            return text[: match.start() + (_before_month(match[1]) if pattern is _MONTH_DAY else 0)]
    return text


def beside_days(text: str) -> list[str]:
    """What stands before, between and behind the days that ``text`` names."""
    parts: list[str] = []
    while (before := before_day(text)) != text:
        parts.append(before)
        ends = (match.end() for pattern in _DAYS if (match := pattern.search(text)) and match.end() > len(before))
        text = text[min(ends) :]
    return [*parts, text]


def _before_month(name: str) -> int:
    """How much of ``name``, taken for a month's of two words, is a surname before one of one word."""
    last = _unglued(name.rpartition(" ")[2])
    return len(name) - len(last) if last != name and name.lower() not in _months() and _month(last) else 0


def _unglued(word: str) -> str:
    """``word`` without a name glued before it, as *Dec.* is in *By Ana DiazDec. 21*."""
    return _GLUED.split(word)[-1]


_GLUED = regex(r"(?<=[a-z])(?=[A-Z])")
