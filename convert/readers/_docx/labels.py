"""What Word writes before a paragraph that it numbers: its number as the format has it, and words (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from convert.patterns import regex

_PLACE = regex(r"%([1-9])")
_WORD = regex(r"[^\W\d_]{3}")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # without those that nobody counts by
_CHINESE = "零一二三四五六七八九"
_LARGEST = 3_999


def label_of(text: str, formats: Sequence[str], numbers: Sequence[int]) -> str:
    """What stands before a paragraph whose level says ``text``, with each ``%1`` the number of that level in its format.

    Empty where a format is not known, or where it is but a sign.
    """
    if not all(formats[int(place) - 1] in _WRITTEN for place in _PLACE.findall(text)):
        return ""
    if not _PLACE.search(text):
        return text.strip() if _WORD.search(text) else ""
    return _PLACE.sub(lambda place: _written(formats[int(place[1]) - 1], numbers[int(place[1]) - 1]), text).strip()


def says_more(text: str, format: str) -> bool:
    """Whether a level that says ``text`` writes more before its items than a list of the model can: words, or numbers of another kind."""
    return (format in _WRITTEN and format not in _OF_LISTS) or any(map(str.isalpha, _PLACE.sub("", text)))


def _written(format: str, number: int) -> str:
    return _WRITTEN[format](number) if 0 < number <= _LARGEST else str(number)


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said + _ONES[number]


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters as Word counts on past the last of them: twice the first, twice the second …"""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _chinese(number: int) -> str:
    said = ""
    for worth, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth % 10
        if digit:
            said += _CHINESE[digit] + unit
        elif said and number % worth and not said.endswith(_CHINESE[0]):
            said += _CHINESE[0]
    return said[1:] if 10 <= number < 20 else said


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), _chinese),
}
_OF_LISTS = frozenset(("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"))
