"""What a browser's tools recorded of a page being loaded (HTTP Archive, HAR 1.2), as the records of a web archive."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any

from convert.bundled import is_address
from convert.errors import InputError
from convert.limits import LIMITS
from convert.readers._html.links import absolute
from convert.readers._records import whole_items
from convert.readers._warc import DOCUMENTS, SHOWN, Record, media_in, says_little

_PAGES = ("text/html", "application/xhtml+xml")
_SENT_ON = (301, 302, 303, 307, 308)
_ENTRIES = '"entries"'
_ANSWERED = (200, 304)  # the second where a browser had the page already, and recorded that


class Recorded:
    """The entries of the recording ``data``, called ``name``; what else is known of them as `convert.readers._warc.Archived` has it.

    Raises `InputError` for what is no recording.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.damaged = False
        text = data.decode("utf-8-sig", "replace")
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError) as error:
            entries: object = list(whole_items(text[max(0, text.find(_ENTRIES)) :]))
            if not entries:
                raise InputError(f"{name}: this is not JSON: {str(error)[:120]}", hint="record it again") from error
            self.damaged = True
        else:
            log = whole.get("log") if isinstance(whole, dict) else None
            entries = log.get("entries") if isinstance(log, dict) else None
        if not isinstance(entries, list):
            raise InputError(f"{name}: a recording without entries", hint="record it again")
        self._entries = [entry for entry in entries if isinstance(entry, dict)]
        self.oversized = self.sealed = self.documents = 0
        self.moved: dict[str, str] = {}
        self.unchanged: list[str] = []

    def records(self) -> Iterator[Record]:
        """What was answered well, pages and pictures only; of the pages loaded at once the first was asked for, the others are frames."""
        begun: set[str] = set()
        for entry in self._entries:
            request, response = (held if isinstance(held := entry.get(name), dict) else {} for name in ("request", "response"))
            url = request.get("url")
            if not isinstance(url, str) or not is_address(url):
                continue
            if response.get("status") in _SENT_ON and isinstance(there := response.get("redirectURL"), str) and there:
                self.moved.setdefault(url, absolute(there, url))
            held = response.get("content")
            if response.get("status") not in _ANSWERED or not isinstance(held, dict):
                continue
            stated = str(held.get("mimeType") or "").lower()
            self.documents += stated.startswith(DOCUMENTS)
            if not (stated.startswith(SHOWN) or says_little(stated)) or not (data := self._data(held)):
                continue
            media = media_in(stated.encode("latin-1", "replace"), data)
            if not media.startswith(SHOWN):
                continue
            shown_in = str(entry.get("pageref") or url)
            is_frame = media.startswith(_PAGES) and shown_in in begun
            begun |= {shown_in} if media.startswith(_PAGES) else set()
            yield Record(url, self._media(media, held), data, str(entry.get("startedDateTime") or ""), "iframe" if is_frame else "")

    def _data(self, held: dict[str, Any]) -> bytes:
        text = held.get("text")
        if not isinstance(text, str):
            return b""
        if len(text) > LIMITS.archive_member_bytes:
            self.oversized += 1
            return b""
        if held.get("encoding") != "base64":
            return text.encode("utf-8", "replace")
        try:
            return base64.b64decode(text)
        except (binascii.Error, ValueError):
            self.damaged = True
            return b""

    @staticmethod
    def _media(media: str, held: dict[str, Any]) -> str:
        """The media type; text that stands in the recording as such is in no encoding but the recording's."""
        bare = media.partition(";")[0].strip()
        return f"{bare}; charset=utf-8" if media.startswith(_PAGES) and held.get("encoding") != "base64" else media
