"""Reads WebVTT, the subtitles of the web, as a transcript: a paragraph for each stretch without a pause."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator

from convert import Article, InputError, Notice, Notify, Source
from convert.clean import clean_line
from convert.model import Paragraph, Text

_CUE = re.compile(r"^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)\.(\d{3})[^\n]*\n((?:.+\n?)*)", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_PAUSE = 2.0


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The transcript in ``source``. Raises `InputError` for what is no WebVTT; cues without words are told to ``notify``."""
    text = source.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if not text.startswith("WEBVTT"):
        raise InputError(f"{source.name}: this is not WebVTT", hint="it begins with the word WEBVTT")
    paragraphs: list[str] = []
    last = -_PAUSE
    for cue in _CUE.finditer(text):
        begin, end = _seconds(*cue.groups()[:4]), _seconds(*cue.groups()[4:8])
        said = clean_line(html.unescape(_TAG.sub("", cue[9])))
        if not said:
            notify(Notice(kind="left-out", code="vtt.silence", message="a cue without words", source=source.name))
        elif begin - last < _PAUSE and paragraphs:
            paragraphs[-1] += f" {said}"
        else:
            paragraphs.append(said)
        last = end
    title = clean_line(text.partition("\n")[0].removeprefix("WEBVTT").strip(" -"))
    body = tuple(Paragraph((Text(paragraph),)) for paragraph in paragraphs)
    yield Article(title=title, body=body, extractor="vtt", digest=hashlib.sha256(source.data).hexdigest())


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
