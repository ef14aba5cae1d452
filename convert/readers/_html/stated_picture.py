"""The picture that a page states for sharing, with what it says of it there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from convert.model import Figure, Image, Text
from convert.patterns import regex
from convert.readers._html.figures import is_picture_file
from convert.readers._html.links import absolute, is_web
from convert.readers._html.stated import Stated, line, strings
from convert.readers._text.credit import part_credit

_ADDRESSES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_DESCRIPTIONS = ("og:image:alt", "twitter:image:alt")
_CREDITS = ("creditText", "copyrightNotice", "copyrightHolder", "creator", "author")


def picture_of(stated: Stated, base: str) -> Figure | None:
    """The picture that a page states for sharing; its caption and credit where the page's data has it as an object with these."""
    described = list(_described(stated, base))
    named = [*stated.every(*_ADDRESSES), *(there for there, _ in described), stated.first("image"), stated.links.get("image_src", "")]
    address = next((there for said in named if is_web(there := absolute(said, base))), "")
    if not address:
        return None
    thing = next((thing for there, thing in described if _name(there) == _name(address)), {})
    said, whose = part_credit(_caption(thing), sure=True)
    whose = whose or next((who for name in _CREDITS for who in strings(thing.get(name))), "")
    alt = _words(stated.first(*_DESCRIPTIONS))
    return Figure(image=Image(address, alt), caption=(Text(said),) if said else (), credit=(Text(whose),) if whose else ())


def _described(stated: Stated, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of each picture in the page's data, with all that is said of it there."""
    for value in stated.of_article("image"):
        for said in value if isinstance(value, list) else [value]:
            if is_web(address := absolute(_address(said), base)):
                yield address, said if isinstance(said, dict) else {}


def _address(value: Any) -> str:
    while isinstance(value, (list, dict)) and value:
        value = value[0] if isinstance(value, list) else value.get("url") or value.get("contentUrl") or ""
    return value if isinstance(value, str) else ""


def _name(address: str) -> str:
    """What the file at ``address`` is called, whatever size of it is asked for."""
    return _SIZE.sub("", address.partition("?")[0].rpartition("/")[2])


_SIZE = regex(r"[-_]\d{2,4}x\d{2,4}(?=\.)")


def _caption(thing: dict[str, Any]) -> str:
    """The caption of a picture's object, in more words than a label has."""
    said = _words(line(thing.get("caption")))
    return said if len(said.split()) >= _FEWEST_WORDS else ""


def _words(said: str) -> str:
    """``said``, unless that is the name of a file."""
    return "" if is_picture_file(said) or len(said) > _LONGEST else said


_FEWEST_WORDS, _LONGEST = 3, 1_200
