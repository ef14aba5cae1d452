"""Names of people in what a page says of its authors: one each, without the words, roles and places round them."""

from __future__ import annotations

import re

from convert.clean import clean_line, folded
from convert.patterns import regex
from convert.readers._html.stated import line
from convert.readers._text.days import day_in
from convert.readers._text.words import AGENCIES, BY, BY_COLON, CONTROLS, LABEL, PHOTO, TRADE, months

# One letter alone is a word in lower case only; in upper case it may be that of a second name.
_AND = "and|und|et|og|och|en|та|και|ve|(?-i:[yeiиو])"
_BETWEEN = regex(
    rf"\s*(,\s*(?:{_AND})\s|[,;/|&+、，；・•·\n]|\s(?:im gespräch mit|im interview mit|in conversation with|{_AND}|with|mit|avec|con)\s|"
    r"\s[–—@-]\s)\s*",
    re.IGNORECASE,
)
# What follows one of these is where a person works, where a whole name stands before it.
_ASIDE = frozenset("–—-@")
_PIECE = "text|words|story|interview|article|artikel|beitrag|kommentar|kolumne|gastbeitrag|gastkommentar|analyse|bericht|reportage|essay|rezension|texte|texto|testo|tekst"
_BY = regex(
    rf"^\s*(?:(?:{BY})\s*[:：]?\s+|(?-i:[Bb]y|[Vv]on|[Pp]ar)(?=(?-i:[A-ZÄÖÜ][a-zäöüß]))|(?:{BY_COLON})\s*[:：]\s*|"
    r"(?:取材・?文|文・?写真|文|撰文|作者|記者|记者|著者|執筆|ライター)\s*[＝=／/｜|:：・]\s*|(?-i:[Оо]т)\s+|"
    rf"(?:{_PIECE}|fotos?|photos?|bilder)\s(?:und|and|&|\+|et|y|e)\s(?:{_PIECE}|fotos?|photos?|bilder)\s?[:：]\s*)",
    re.IGNORECASE,
)
# A few words, none of them a name, that end with one that opens a byline: *Posted on … by*, *Artikel von*.
_UP_TO_BY = regex(
    rf"^(?:[^|]{{0,60}}?\b(?:by|autor|author|interview|text)\s*[:：]?|(?:[^|]{{0,40}}\s)?(?:{_PIECE})\s(?:von|par|por|av|af|door|di|de)\s?[:：]?|"
    # Not the *von* of a name: two words or more follow.
    r"[^|]{1,60}?\s(?:von|par|por|av|af|door)(?=\s(?!(?:der|den|dem|und|zu)\s)[^\W\d_][\w.'’-]*\s(?!(?:und|et|y|och|og|en)\s)[^\W\d_]))\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
# For whom a name writes, and whom another label names: who took the pictures, who edited the text.
_FOR = regex(r"\s(?:[Ff]or|FOR|für|pour|para|voor|för|для|dla)\s.*$")
# Where somebody writes from, behind *by* and a whole name: *at Mill Lane*, *in Berlin*.
_FROM = regex(r"(?<=\w)\s(?:at|in|aus|à)\s(?=[A-ZÀ-Þ]).*$")
_OTHER_LABEL = regex(
    rf"[\s,;.|/、，\u3000](?:(?:{PHOTO}|{_PIECE}|edit(?:ing|or)|illustrations?|illustrationen|video|redaktion|redaktör|编辑|編輯|責任編輯|责任编辑|攝影|校对)\s?[:：]|"
    r"(?:图|圖|写真|摄影|攝影|撮影|编辑|編輯)[/／|｜＝=])(?!\d).*$",
    re.IGNORECASE,
)
_ROLE = regex(
    r"(?:\s|^)(?:(?:senior|staff|contributing|associate|deputy|chief|managing|guest|freelance|special|political|news|features?)\s+)*"
    rf"(?:{TRADE})$",
    re.IGNORECASE,
)
# After a name, what somebody is; before one these words are names as well.
_OFFICE = regex(
    rf"\b(?:{TRADE}|officer|director|president|manager|head|founder|co-founder|ceo|cto|cfo|professor|chair|team|desk|staff|fellow|chef(?:in)?|redaktion|"
    r"leiter(?:in)?|geschäftsführer(?:in)?|directeur|directrice|direct(?:or|ora))\b",
    re.IGNORECASE,
)
_CREDENTIAL = regex(r"(?:[A-Z][a-z]?\.?){2,5}(?:-[A-Z]+)?|Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|Esq\.?|CFP®?|CPA")
_DEGREE = regex(
    r"(?:[A-Z][a-z]?\.){1,4}[A-Z][a-z]?\.?|Ph\.?D\.?|Psy\.?D\.?|[BM]Sc\.?|MD|MPH|MBA|MS|MA|RN|RDN?|DVM|DDS|DO|JD|CPA|CFP®?|LCSW|LMFT"
)
_AGENCY = regex(rf"(?:the )?(?:{AGENCIES})", re.IGNORECASE)
_ADDRESS = regex(r"https?:|www\.|@\w", re.IGNORECASE)
_IN_BRACKETS = regex(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_SECOND_NAME = regex(r"\s\(\w+\)(?=\s)")
_NO_NAME = regex(
    r"[(){}<>\[\]?!:：]|^\W+$|^(?:no author|unknown|anonymous|admin|super user|administrator|null|undefined|by|von|name|author|autor|updated|published|posted|aktualisiert|veröffentlicht|mis à jour|publié|actualizado|publicado)$|"
    r"^(?:(?:learn|read|see|show|view|find out) (?:more|all|full|bio|profile|posts|articles)|more (?:about|by|from|posts|articles)|all (?:posts|articles|stories)|"
    r"about the|zu[mr]|alle (?:beiträge|artikel)|mehr (?:von|über|zu)|voir|ver (?:más|todos|perfil)|tous les|follow)\b",
    re.IGNORECASE,
)
_DIGIT = regex(r"\d")
_HANDLE = regex(r"[^\W\d_][\w.-]*(?:\s\w[\w.-]*)?")
_TRAILING = regex(
    r"\s+(?:(?:on\s+)?\d.*|on\s(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|»\s.*|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s\d.*|(?:published|updated|posted)\b.*)$",
    re.IGNORECASE,
)
# Alone, what is left of a date beside a name; *May* and *April* are names as well, and so are short ones of other languages: *Ian*, *Mei*.
_DAYS = frozenset(
    "feb jun juni juin july jul juli aug août sep sept oct okt nov dec dez mon monday tue tues tuesday wed wednesday thu thurs thursday "
    "fri friday sat saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag".split()
)


def _is_month_or_day(word: str) -> bool:
    return word in _DAYS or (len(word) > 4 and months().get(word) not in (None, 4, 5))


# *Text: Ana Diaz*, in whatever language; and what the trade is called right beside a name in Chinese, Japanese and Korean.
_LABEL = regex(rf"^{LABEL}(?=[^\W\d_])")
_TRADE_BESIDE = regex(
    r"^(?:本[报報])?(?:[记記]者|特[派约約][记記]者|特派員)[\s\u3000]+|^(?:写真|文|取材)[\s\u3000／/・]+|^[记記]者(?=[\u3400-\u9fff]{2,4}(?:[／/]|$))|"
    r"\s?(?:[记記]者|특파원|기자|特派員)$|[／/][\u3400-\u9fff]{2,8}(?:报道|報導|報道|电|電)$"
)
_PARTICLES = frozenset("de da di do dos das del della van von vom der den ter ten zu zur la le al el bin ibn ben af av y e dalla".split())
_MARKS = " .:*|-–—"
_LONGEST_NAME = 60


def split_names(said: str, *, stated: bool = False) -> list[str]:
    """The names in a line such as *By Ana Diaz and Li Wei, staff writers*.

    A name with a digit is taken for one only where it is ``stated`` to be a name.
    """
    said = _without_corners(line(said))
    if of := _OF.match(said):
        return [_nominative(name, of[1]) for name in split_names(said[of.end() :], stated=stated)]
    bare = _BY.sub("", said)
    if bare == said and (match := _UP_TO_BY.match(said)):
        bare = said[match.end() :]
    if not bare or _ADDRESS.search(bare):
        return []
    opened = bare if bare != said else _LABEL.sub("", bare)
    pieces = _BETWEEN.split(_TRADE_BESIDE.sub("", before_others(_BY.sub("", opened))))
    found: list[str] = []
    for between, part in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        name = _handle(part) if stated else ""
        name = name or _bare(_without_place(part) if bare != said else part)
        if _is_none(name, part, stated):
            if found and day_in(part):
                break
        elif not found or not (_goes_with_name(part, name) or (between.strip() in _ASIDE and " " in found[-1])):
            found.append(name)
    return found


def _without_place(part: str) -> str:
    """``part`` up to where it says from which place somebody writes; what is called after one (*Women in Music*) is no whole name."""
    name = _FROM.sub("", part)
    return name if len(name.split()) > 1 and all(word[:1].isupper() for word in name.split()) else part


def _nominative(name: str, article: str) -> str:
    """``name`` as it is called, where the ``article`` before it says that it stands in the genitive: of women only the first name changes for sure."""
    first, _, rest = name.partition(" ")
    return f"{first[:-1]} {rest}" if article == "Της" and rest and first.endswith(("ας", "ης")) else name


# The articles of Greek bylines, which say of whom a text is, and *Γράφει η*.
_OF = regex(r"(Της|Του|Των|Γράφ(?:ει|ουν)\s(?:η|ο|οι))\s+(?=[Α-ΩΆΈΉΊΌΎΏ])")


def before_others(said: str) -> str:
    """``said`` up to where it says for whom that is written, or who took the pictures or edited the text."""
    return _FOR.sub("", _OTHER_LABEL.sub("", said))


def names_unparted(said: str) -> list[str]:
    """The names in a line in Chinese or Japanese that opens as a byline does: *文/王晓明*, *〔記者陳怡君／台北報導〕*."""
    bare = _without_corners(said)
    return split_names(bare) if _OPENS_UNPARTED.match(bare) else []


def _without_corners(said: str) -> str:
    return said.strip(_CORNERS) if said[:1] in tuple(_CORNERS) else said


_CORNERS = "〔〕【】［］（）"
_OPENS_UNPARTED = regex(
    r"(?:取材・?文|撰文|文|作者|著者|執筆)\s?[＝=／/｜|]\s?(?=[\u3400-\u9fff])|(?:本[报報])?(?:特[派約约])?[記记]者\s?[\u3400-\u9fff]{2,4}\s?[／/|｜]\s?[\u3400-\u9fff]{2,8}$"
)


def is_agency(name: str) -> bool:
    """Whether ``name`` is that of a news agency."""
    return _AGENCY.fullmatch(name) is not None


def before_office(said: str) -> str:
    """``said`` up to the comma before the first office that it names."""
    office = _OFFICE.search(said)
    comma = said.rfind(",", 0, office.start()) if office else -1
    return said[:comma] if comma > 0 else said


def _handle(part: str) -> str:
    """``part`` where it is what somebody is called in a page's system, with a number; else empty."""
    bare = part.strip(_MARKS)
    is_dated = day_in(bare) or folded(bare.partition(" ")[0]) in months()
    return clean_line(bare) if _DIGIT.search(bare) and _HANDLE.fullmatch(bare) and not is_dated else ""


def _bare(part: str) -> str:
    """``part`` without marks, date, brackets or role round the name in it; empty for what is longer than a name with all of these."""
    if len(part) > _LONGEST_PART:
        return ""
    bare = clean_line(_TRAILING.sub("", _IN_BRACKETS.sub("", part.strip(_MARKS))).rstrip(_MARKS))
    name = clean_line(_ROLE.sub("", bare))
    return _without_degrees(name if not name or " " in name else bare)  # of two words the second is a surname


_LONGEST_PART = 500


def _without_degrees(name: str) -> str:
    """``name`` without the degrees behind it; after a surname alone letters are those of first names."""
    words = name.split()
    while len(words) > 2 and _DEGREE.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _is_none(name: str, part: str, stated: bool) -> bool:
    """Whether ``name``, which is what is left of ``part``, is no name."""
    if not 1 < len(name) <= _LONGEST_NAME or part.rstrip().endswith((":", "：")) or folded(name) in CONTROLS:
        return True
    digits = _DIGIT.search(name) and not (stated and _HANDLE.fullmatch(name))
    month = _is_month_or_day(name.lower()) or (folded(name) in months() and _DIGIT.search(part))
    return bool(day_in(part) or digits or month or _NO_NAME.search(_SECOND_NAME.sub("", name)))


def _goes_with_name(part: str, name: str) -> bool:
    """Whether ``part`` after a name says what that person is or works for: a title, an office, an agency."""
    words = name.split()
    small = any(word[0].islower() and word.lower() not in _PARTICLES for word in words)
    office = _OFFICE.search(part) and not (len(words) == 2 and _ROLE.search(part))  # of two words the second is a surname
    return small or bool(_CREDENTIAL.fullmatch(name) or _AGENCY.fullmatch(name) or _NEWSROOM.search(name) or office)


_NEWSROOM = regex(r"\s(?:news|media|magazine|agency|radio|television|tv|network|newsroom)$", re.IGNORECASE)
