"""Names of files made from what they hold: safe everywhere, and no two of them the same anywhere.

A name is unique as case-insensitive and normalising file systems see it, none that Windows reserves, and at most 100 bytes of UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from string import Formatter

from convert.errors import UnknownName, WriteError
from convert.model import Article
from convert.patterns import regex

LONGEST_NAME = 100
FIELDS = ("number", "title", "date", "site")
_PLAIN = "{number}-{title}"
_KEPT = frozenset("LMN")
_RESERVED = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
# How file names end where that is not the name of the format.
_ENDINGS = {"markdown": ".md", "text": ".txt"}


def _is_pattern(target: str) -> bool:
    return "{" in PurePath(target).name and not Path(target).is_dir()


class Naming:
    """Names for the files of articles that get one each, after ``target``: a folder, or a pattern with `FIELDS` in braces.

    Raises `WriteError` for a pattern with a field in its folders, and for the name of one file; `UnknownName` for a field there is not.
    """

    def __init__(self, target: str, format: str, count: int = 0) -> None:
        if target == "-":
            raise WriteError("standard output takes one file", hint="name a folder")
        where = PurePath(target)
        is_pattern = _is_pattern(target)
        self.folder = where.parent if is_pattern else where
        self._pattern = where.name.removesuffix(where.suffix) if is_pattern else _PLAIN
        self._ending = where.suffix if is_pattern else _ENDINGS.get(format, f".{format}")
        self._digits = max(2, len(str(count)))
        self._taken: set[str] = set()
        if "{" in str(self.folder) and not Path(self.folder).is_dir():
            raise WriteError(f"{target}: a folder can't be named after an article", hint="put {title} into the file's name")
        if not is_pattern and where.suffix == self._ending and not Path(target).is_dir():
            raise WriteError(
                f"{target}: this names one file, and there is one for each article", hint="name a folder, or put {title} into it"
            )
        self._fields = tuple(_fields(self._pattern, target))

    def make_folder(self) -> None:
        """Makes the folder if it is not there; the one it stands in must be. Raises `WriteError` when that can't be."""
        try:
            Path(self.folder).mkdir(exist_ok=True)
        except OSError as error:
            raise WriteError(f"{self.folder}: {error.strerror or error}", hint="name a folder to put the files into") from error

    def path(self, number: int, article: Article) -> str:
        """The path for ``article``, the ``number``-th from 1, that no other was given."""
        words = {
            "number": str(number).zfill(self._digits),
            "title": slug(article.title),
            "date": slug(article.published[:10]),
            "site": slug(article.site),
        }
        stem = "".join(before + words.get(field, "") for before, field in self._fields).strip("-_. ")
        return str(self.folder / self._free(stem or words["number"]))

    def _free(self, stem: str) -> str:
        for times in range(1, 1_000_000):
            mark = f"-{times}" if times > 1 else ""
            name = _cut(stem, LONGEST_NAME - len((mark + self._ending).encode())) + mark + self._ending
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            if key not in self._taken:
                self._taken.add(key)
                return name
        raise AssertionError("a million articles of one title")


def slug(words: str) -> str:
    """``words`` as part of a file name: letters, marks and digits of any script in lower case, hyphens for all between."""
    text = unicodedata.normalize("NFC", words).lower()
    kept = "".join(character if unicodedata.category(character)[0] in _KEPT else " " for character in text)
    return unicodedata.normalize("NFC", "-".join(kept.split()))


def _cut(stem: str, room: int) -> str:
    """``stem`` in at most ``room`` bytes, ended at a hyphen where there is one, and no name that Windows reserves."""
    if len(stem.encode()) > room:
        short = stem.encode()[:room].decode("utf-8", "ignore")
        stem = short.rpartition("-")[0] or short
    return f"{stem}_" if _RESERVED.match(stem.partition(".")[0]) else stem


def _fields(pattern: str, target: str) -> Iterator[tuple[str, str]]:
    """The pieces of ``pattern``: words, and the field behind them."""
    hint = f"the fields are {', '.join('{' + field + '}' for field in FIELDS)}"
    try:
        for before, field, spec, conversion in Formatter().parse(pattern):
            if field and field not in FIELDS:
                raise UnknownName("field of a file name", field, FIELDS)
            if field == "" or spec or conversion:
                raise WriteError(f"{target}: this is no pattern of a file name", hint=hint)
            yield before, field or ""
    except ValueError as error:
        raise WriteError(f"{target}: this is no pattern of a file name: {error}", hint=hint) from error


def refuse_places(paths: Sequence[str], inputs: set[str]) -> None:
    """Raises `WriteError` when one of ``paths`` is one of ``inputs``, real paths all."""
    for path in paths:
        if str(Path(path).resolve()) in inputs:
            raise WriteError(f"{path}: this is also an input", hint="name another folder")
