"""Heads of records in an ARC file, the Internet Archive's format before WARC, said as WARC says them.

A head is one line: address, IP address, date, media type, in the second version more, and at last how many bytes follow.
"""

from __future__ import annotations

from convert.patterns import regex

BEGINS = b"filedesc:"
# Also where a line was lost before it; what the fields hold is fixed enough to be found in any bytes.
HEAD = regex(
    rb"(?:\A|(?<=\n))[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\s\0]{1,4096} [0-9A-Fa-f.:]{1,45} \d{12,18} \S{1,200}(?: [^\n]{0,1000})? \S{1,20}\r?\n"
)
LONGEST = 8_192


def fields(head: bytes) -> dict[bytes, bytes]:
    """The fields of a record by the names that WARC has for them."""
    url, _, date, media, *_, length = head.split()
    day = date.decode("latin-1")[:14].ljust(14, "0")
    stamp = f"{day[:4]}-{day[4:6]}-{day[6:8]}T{day[8:10]}:{day[10:12]}:{day[12:]}Z"
    return {
        b"warc-type": b"response",
        b"warc-target-uri": url,
        b"warc-date": stamp.encode(),
        b"content-type": b"application/http" if url.lower().startswith((b"http:", b"https:")) else media,
        b"content-length": length,
    }
