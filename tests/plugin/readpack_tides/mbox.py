"""A mailbox is a container: each message in it is an input, its HTML where it has some, else its plain text."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy

from convert import Notice, Notify, Source
from convert.formats import Fetch, opened

_FROM = re.compile(rb"^From .*\r?\n", re.MULTILINE)


def expand(source: Source, fetch: Fetch, notify: Notify) -> Iterator[Source]:
    """The messages of the mailbox ``source``; one that says nothing is told to ``notify``."""
    for number, data in enumerate(_FROM.split(opened(source).data)[1:], 1):
        message = email.message_from_bytes(data, policy=policy.default)
        body = message.get_body(("html", "plain"))
        name = f"{source.name}/{number}"
        if body is None:
            notify(Notice(kind="left-out", code="mbox.empty", message="a message without text", source=name))
            continue
        yield Source(name=name, data=body.get_content().encode("utf-8"), media=body.get_content_type())
