"""Fonts installed on the system, as fontconfig knows them: for scripts that no font of a theme has.

Which one is found depends on the machine and its settings, and on nothing else: the same there each time.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from convert.writers._script import script_of

# Scripts whose marks a Latin face has too, but of another width and height: quotes, dashes, the ellipsis.
SQUARE = frozenset({"Hans", "Hant", "Jpan", "Kore"})
# What fontconfig and Pango call a language whose script decides between fonts.
_CALLED = {"Hans": "zh-cn", "Hant": "zh-tw", "Jpan": "ja", "Kore": "ko"}
_HONG_KONG = frozenset({"HK", "MO"})
_SAME_LANGUAGE = 1  # FcLangDifferentTerritory; what is less alike is more
_PATTERN = 0  # FcMatchPattern


class Installed(NamedTuple):
    """A font of the system: its family, its file and which of the fonts in that file."""

    family: str
    file: str
    number: int


def called(language: str) -> str:
    """``language`` as fontconfig and Pango know it, where its script decides between fonts; else empty."""
    script = script_of(language)
    if script == "Hant" and _HONG_KONG & set(language.upper().split("-")):
        return "zh-hk"
    return _CALLED.get(script, "")


@cache
def installed(language: str, kind: str, *, bold: bool = False) -> Installed | None:
    """The system's font of ``kind`` (``serif``, ``sans-serif``, ``monospace``) for ``language``; none where no font is for it."""
    known = _library()
    if known is None:
        return None
    library, config = known
    pattern = library.FcNameParse(f"{kind}:lang={called(language) or language}{':bold' if bold else ''}".encode())
    library.FcConfigSubstitute(config, pattern, _PATTERN)
    library.FcDefaultSubstitute(pattern)
    match = library.FcFontMatch(config, pattern, ctypes.byref(ctypes.c_int()))
    return _described(library, match, called(language) or language) if match else None


def covered(wanted: Iterable[int]) -> set[int]:
    """Those of the characters ``wanted`` that some font of the system has."""
    found: set[int] = set()
    known = _library()
    if known is None:
        return found
    library, config = known
    for charset in _charsets(library, config):
        found.update(code for code in wanted if library.FcCharSetHasChar(charset, code))
    return found


def _described(library: Any, match: int, language: str) -> Installed | None:
    languages, index = ctypes.c_void_p(), ctypes.c_int()
    family, file = ctypes.c_char_p(), ctypes.c_char_p()
    if library.FcPatternGetLangSet(match, b"lang", 0, ctypes.byref(languages)):
        return None
    if library.FcLangSetHasLang(languages, language.encode()) > _SAME_LANGUAGE:
        return None
    for key, value in ((b"family", family), (b"file", file)):
        if library.FcPatternGetString(match, key, 0, ctypes.byref(value)):
            return None
    library.FcPatternGetInteger(match, b"index", 0, ctypes.byref(index))
    name = (family.value or b"").decode(errors="replace")
    return Installed("".join(mark for mark in name if mark not in '"\\\n'), (file.value or b"").decode(errors="replace"), index.value)


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


@cache
def _library() -> tuple[Any, int] | None:
    """Fontconfig and its configuration; none where the library is not there (fontconfig.h)."""
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    at, string, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for function, result, *arguments in (
        ("FcInitLoadConfigAndFonts", at),
        ("FcConfigGetFonts", ctypes.POINTER(_FontSet), at, number),
        ("FcNameParse", at, string),
        ("FcConfigSubstitute", number, at, at, number),
        ("FcDefaultSubstitute", None, at),
        ("FcFontMatch", at, at, at, ctypes.POINTER(number)),
        ("FcPatternGetLangSet", number, at, string, number, ctypes.POINTER(at)),
        ("FcPatternGetCharSet", number, at, string, number, ctypes.POINTER(at)),
        ("FcPatternGetString", number, at, string, number, ctypes.POINTER(string)),
        ("FcPatternGetInteger", number, at, string, number, ctypes.POINTER(number)),
        ("FcLangSetHasLang", number, at, string),
        ("FcCharSetHasChar", number, at, ctypes.c_uint32),
    ):
        known = getattr(library, function)
        known.restype, known.argtypes = result, tuple(arguments)
    config = library.FcInitLoadConfigAndFonts()
    return (library, config) if config else None


def _charsets(library: Any, config: int) -> Iterator[ctypes.c_void_p]:
    """The set of characters of each font fontconfig knows of (FcSetSystem is 0, FcResultMatch 0)."""
    known = library.FcConfigGetFonts(config, 0)
    for number in range(known.contents.nfont if known else 0):
        charset = ctypes.c_void_p()
        if library.FcPatternGetCharSet(known.contents.fonts[number], b"charset", 0, ctypes.byref(charset)) == 0:
            yield charset
