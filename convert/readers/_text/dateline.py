"""Names in the lines round a headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from convert.patterns import regex
from convert.readers._text.days import before_day, beside_day, is_date_line, is_unparted
from convert.readers._text.words import AGENCIES, BY, BY_COLON, LABEL, TRADE

_HAS_DIGIT = regex(r"\d")
_OF_NO_NAME = regex(r"\d|['’]s(?!\w)")
# How many lines are known again: each is asked about from several sides.
_KEPT = 4_096

_BY = regex(rf"(?:(?:{BY})\s*[:：]?\s+|(?:{BY_COLON})\s*[:：]\s*|(?:文|撰文|作者|執筆)[／/・])(?=\S)", re.IGNORECASE)
_OPENERS = frozenset(label.split()[0] for label in BY.split("|"))
_REPORTERS = ("記者", "기자", "特派員", "记者")
# Chinese papers set the word before the names: 本报记者 张三 李四, 記者張三／台北報導;
# and strokes behind what somebody did: 文/张三 编辑/李四.
_REPORTED_BY = regex(
    r"(?:^|(?<=[\s\u3000□■]))(?:本[报報刊网網台社]|[\u3400-\u9fff]{2,6}[报報网網社])?(?:特[派約约])?[记記]者"
    r"(?P<names>[\s\u3000:：]+[\u3400-\u9fff]{2,4}(?:[\s\u3000、,，]+[\u3400-\u9fff]{2,4})*|[\u3400-\u9fff]{2,4}(?=[／/]))"
    r"(?:[／/][\u3400-\u9fff]{2,8}(?:报道|報導|報道|电|電))?$"
)
_DID = r"[\s\u3000]+[\u3400-\u9fff]{1,6}[／/]"
_NEXT_LABEL = regex(rf"\s[^\s:：]{{1,15}}[:：]|{_DID}")
_CJK_WORD = regex("[\u3400-\u9fff]+")
_STROKED = frozenset("文撰作")
_NO_END_OF_NAMES = tuple("。!?！？؟")
# Behind a label, as libraries set it: *Fenwick, Maria*.
_INVERTED = regex(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’.-]*(?: [^\W\d_]\.)*)\.?")
_REPORTER = regex(rf"(?:^|\s)([^\W\d_]{{2,8}}(?: ?[^\W\d_]{{1,4}})?)\s?(?:{'|'.join(_REPORTERS)})(?=\s|$|[,，、])")
_BY_ALONE = regex(rf"(?:{BY}|{BY_COLON})\s*[:：]?$", re.IGNORECASE)
_BETWEEN_NAMES = regex(
    r"\s*(?:,\s*(?:and|AND|und|et|y|e|og|och|en|i|и|та|و|ve)\s|[,;/|&、，；・]|\s[•·]\s|"
    r"\s(?:mit|with|avec|con|com|met|med|and|AND|und|UND|et|y|e|og|och|en|i|и|та|و|ve)\s|\s[–—-]\s)\s*"
)
_BEFORE_DATE = regex(r"\s+[|/•·–—-]\s+")
_BY_BEHIND = regex(rf"\d[^:：]*?[\s,|•·–—-]\s?((?:{BY})\s+[^\W\d_])", re.IGNORECASE)
_BEFORE_TIME = regex(r"\s(?:at|on|am|um|@)(?:\s\d.*|\s?$)")
_FOR_WHOM = regex(r"\s(?:[Ff]or|FOR|für|pour|para|voor|för)\s.*$")
# Marks on letters, which many scripts have, are no letters to a pattern.
_NAME_WORD = regex(r"[^\W\d_][^\s\d!?:;,/|()\[\]{}<>\"“”«»=+*#@&%…]*$")
PARTICLES = frozenset(
    "de da di do dos das del della van von der den ter ten zu zur la le al el bin ibn ben af av y e dalla d'".split()  # noqa: SIM905
)
_AGENCY = regex(rf"^(?:{AGENCIES})$")
_TRADE = regex(rf"(?:[^\W\d_]+\s){{0,2}}(?:{TRADE})$", re.IGNORECASE)
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
    match = _LABEL.match(text) if ":" in text or "：" in text else None
    return match[1].strip() if match else ""


_LABEL = regex(r"([^:：]{1,20})[:：](?!//)")


def _may_sign(text: str) -> bool:
    """Whether ``text`` begins as a byline could: a quick look that rules out most lines."""
    start = text[:_LONGEST_LABEL]
    if ":" in start or "：" in start:
        return True
    opening = start.split(None, 1)
    if opening and opening[0].lower() in _OPENERS:
        return True
    return not text.isascii() and (any(map(start.__contains__, _REPORTERS)) or start[0] in _STROKED)


@lru_cache(maxsize=_KEPT)
def _names_of_line(text: str) -> tuple[str, ...]:
    if not text.isascii() and (reported := _REPORTED_BY.search(text)):
        return tuple(dict.fromkeys(_CJK_WORD.findall(reported["names"])))
    if _REPORTER.match(text):
        return tuple(dict.fromkeys(match[1].strip() for match in _REPORTER.finditer(text)))
    match = _BY.match(text)
    if not match:
        return ()
    rest = _FOR_WHOM.sub("", _BEFORE_TIME.sub("", before_day(_NEXT_LABEL.split(text[match.end() :], maxsplit=1)[0])))
    explicit = ":" in match[0] or "：" in match[0]
    if explicit and (inverted := _INVERTED.fullmatch(rest.strip())):
        rest = f"{inverted[2]} {inverted[1]}"
    names = [name for part in _BETWEEN_NAMES.split(rest) if (name := part.strip(" .:,*"))]
    kept = [name for place, name in enumerate(names) if _looks_like_name(name, words=2) and not (place and _TRADE.match(name))]
    if not kept and names and (explicit or len(names[0].split()) <= 2) and _looks_like_name(names[0], words=1):
        kept = names[:1]
    if names and not _looks_like_name(names[0], words=1):
        return ()
    return tuple(dict.fromkeys(kept))


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line of nothing else, each once."""
    return tuple(dict.fromkeys(name for part in _BETWEEN_NAMES.split(text) if (name := part.strip(" .:,*"))))


def names_by_date(text: str) -> tuple[str, ...]:
    """The names that stand before the date on its line, a dash or stroke between the two, or behind it and a *by*."""
    if behind := _BY_BEHIND.search(text):
        return byline_names(text[behind.start(1) :])
    before, _, after = _BEFORE_DATE.sub("\n", text, count=1).partition("\n")
    if not after or _HAS_DIGIT.search(before) or not is_date_line(after):
        return ()
    named = _BY.sub("", before, count=1) if _BY.match(before) else before
    return names_in(named) if is_name(named.strip()) else ()


def beside_signature(text: str, names: Iterable[str]) -> list[str]:
    """The words of a line with the author or the day that are of neither, but short ones and what opens a byline."""
    for name in names:
        text = text.replace(name, " ")
    opened = _BY.sub("", text, count=1) if _BY.match(text) else text
    return [word for word in beside_day(opened) if len(word) >= _LEAST_TOLD or is_unparted(word)]


_LEAST_TOLD = 3


def is_cjk_name(text: str) -> bool:
    """Whether ``text`` is as long as a name in Chinese characters, and nothing but that."""
    return _CJK_NAME.match(text) is not None


def is_parted_cjk_name(text: str) -> bool:
    """Whether ``text`` is such a name with a blank between family and given name, as few other words are written."""
    return is_cjk_name(text) and (" " in text or "\u3000" in text)


def labelled_name(text: str) -> str:
    """The name behind a word and a colon, whatever the word is; empty where what stands there is none by its form."""
    match = _LABELLED_NAME.fullmatch(text)
    return match[1] if match and (is_name(match[1]) or is_caseless_name(match[1])) else ""


def is_caseless_name(text: str) -> bool:
    """Whether ``text`` is as long as a name and nothing but two or three words, in a script without capitals that parts its words."""
    parts = text.split(" ")
    if not 2 <= len(parts) <= 3 or not all(2 <= len(part) <= _LONGEST_OF_NAME for part in parts):
        return False
    return all(map(_is_caseless, "".join(parts))) and not is_unparted(text)


def _is_caseless(character: str) -> bool:
    """Whether ``character`` is a letter or a mark of a script without capitals; Georgian's are no capitals of sentences or names."""
    return unicodedata.category(character) in _LETTERS or "\u10d0" <= character <= "\u10ff"


_LABELLED_NAME = regex(rf"{LABEL}(\S.*)")
_LONGEST_OF_NAME = 12
_LETTERS = frozenset(("Lo", "Mn", "Mc"))  # of scripts without capitals, with their marks


def is_by(text: str) -> bool:
    """Whether ``text`` is but the word that opens a byline, the name being on the next line."""
    return len(text) <= 12 and _is_by(text)


@lru_cache(maxsize=_KEPT)
def _is_by(text: str) -> bool:
    return _BY_ALONE.match(text) is not None


def says_who_or_when(text: str) -> bool:
    """Whether ``text`` is a line with the date or the author and little else."""
    return bool(is_date_line(text) or byline_names(text))


_CLOSING = frozenset(")）")
_ROLE = regex(r"\s*[(（][^()（）]{2,40}[)）]$|\s+[•|]\s.*$")


def without_role(text: str) -> str:
    """A line of names without what follows them: a role in brackets, a site or a desk behind a dot, stroke or comma."""
    bare = (_ROLE.sub("", text) or text) if text[-1:] in _CLOSING or "•" in text or "|" in text else text
    names, comma, rest = bare.rpartition(", ")
    return names if comma and " " in names and " " not in rest else bare


def without_place(text: str) -> str:
    """A line of names without where they wrote from, as in *Ana Diaz in New York*."""
    return _IN_PLACE.sub("", text)


_IN_PLACE = regex(r"(?<=[^\W\d_]{2})\s(?:in|en|à|aus|i|w|em)(?:\s[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_.-]+){1,3}$")


_YOUNGER = regex(r"(?<=\w),? [JS]r\.$")


def is_name(text: str) -> bool:
    """Whether ``text`` alone on its line reads as the name of a person or a desk, by its capitals; a role may follow it."""
    text = _YOUNGER.sub("", without_role(text))
    if "\t" in text or not 4 <= len(text) <= 60 or text[-1] in '.,:;!?…”"»)' or _OF_NO_NAME.search(text):
        return False
    parts = _BETWEEN_NAMES.split(text)
    cased = _CASED.search(text) and all(_CASED.match(word) for word in text.split() if word[0].isalpha())
    return bool(cased) and len(parts) <= 3 and all(_looks_like_name(part, words=2) for part in parts)


def _looks_like_name(text: str, words: int) -> bool:
    parts = text.split()
    if not words <= len(parts) <= 5:
        return bool(parts) and len(parts) == 1 and not _CASED.search(text) and 2 <= len(text) <= 12
    for part in parts:
        if not _NAME_WORD.match(part) or (part[0].islower() and part.lower() not in PARTICLES and "-" not in part):
            return False
    return not _AGENCY.match(text)
