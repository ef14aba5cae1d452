"""What a browser or an office program saves along with a page: a folder beside it, which is no input of its own."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from convert.patterns import regex

# What they end the name of that folder with, by the language they speak (Windows calls what is in it connected files).
_ENDINGS = (
    "_files", ".files", "-dateien", "_fichiers", "_bestanden", "_file", "_archivos", "-filer", "_tiedostot", "_pliki", "_soubory",
    "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi", "_fitxategiak",
)  # fmt: skip
PAGES = (".htm", ".html", ".shtml", ".xhtml")


_SHOWN = regex(rb"""["'(=]\s*(?:\./)?([^"'()/<>=\s][^"'()/<>=]{0,250})/""")


def called(name: str) -> str:
    """What a file or folder is known by: its name in small letters, its accents written one way, as systems do either."""
    return unicodedata.normalize("NFC", name).casefold()


def is_companion(name: str, pages: Collection[str]) -> bool:
    """Whether the folder ``name`` was saved with one of the ``pages`` beside it, which are without their suffix; all as `called`."""
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _ENDINGS)


def companions_of(stem: str) -> Iterator[str]:
    """What the folder is called that was saved with a page called ``stem``, in each language."""
    return (f"{stem}{ending[0]}{word}" for ending in _ENDINGS for word in (ending[1:], ending[1:].capitalize()))


def renamed(address: str, stem: str) -> Iterator[str]:
    """Where what ``address`` calls, in the folder saved with a page, may be when page and folder are called after ``stem`` now."""
    folder, slash, rest = address.removeprefix("./").partition("/")
    if slash and may_be_companion(called(folder)):
        yield from (f"{own}/{rest}" for own in companions_of(stem) if own != folder)


def may_be_companion(name: str) -> bool:
    """Whether the folder ``name``, as `called`, is named as one that was saved with a page, which may since have another name."""
    return name.endswith(_ENDINGS)


def shown_by(page: bytes) -> set[str]:
    """The folders beside it, as `called`, from which ``page`` shows something, of those that are named as companions."""
    stated = (unquote(html.unescape(found.decode("utf-8", "replace"))) for found in _SHOWN.findall(page))
    return set(filter(may_be_companion, map(called, stated)))
