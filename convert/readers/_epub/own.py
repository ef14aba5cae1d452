"""Books that readpack itself made: what stands in an article's opener and round its text, read back as what it was.

The EPUB writer's `Renderer` puts these classes out; a book from elsewhere may have them too, and then they say the same.
"""

from __future__ import annotations

import msgspec

from convert.clean import clean_line
from convert.readers._html.page import Element

GENERATOR = "readpack"
_SIDES = ("left", "right", "center")


class Opener(msgspec.Struct, frozen=True):
    """What an article's opener and its last lines say."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    dates: tuple[str, ...] = ()
    url: str = ""


def opener_of(content: Element) -> Opener:
    """What the opener in ``content`` says; it, the source and the way back to the contents are marked as left out."""
    found: dict[str, object] = {}
    for element in content.walk():
        said = element.get("class").split()
        if element.tag == "header" and "opener" in said:
            found |= _head(element)
            element.reason = "the opener"
        elif element.tag == "p" and ("source" in said or "return" in said):
            link = next((below for below in element.walk() if below.tag == "a"), None)
            if "source" in said and link is not None:
                found["url"] = link.get("href")
            element.reason = "a line of the book"
    return msgspec.convert(found, type=Opener)


def _head(header: Element) -> dict[str, object]:
    found: dict[str, object] = {"dates": []}
    dates: list[str] = []
    for element in header.walk():
        said = element.get("class").split()
        if element.tag == "h1":
            found["title"] = clean_line(element.text())
        elif element.tag == "time" and element.get("datetime"):
            dates.append(element.get("datetime"))
        for name, kept in (("kicker", "kicker"), ("subtitle", "subtitle"), ("author", "byline")):
            if name in said:
                found[kept] = clean_line(element.text())
    return found | {"dates": tuple(dates)}


def regular(content: Element) -> None:
    """Make elements in ``content`` such as pages have: a quotation's source in a footer, a column's side in its cells."""
    for element in content.walk():
        said = element.get("class").split()
        if element.tag == "p" and "attribution" in said:
            element.tag = "footer"
        elif element.tag in ("td", "th"):
            side = next((side for side in _SIDES if side in said), "")
            if side:
                element.attributes = {**element.attributes, "align": side}


def names_in(line: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names that ``line`` lists with commas between them; a name of ``known`` may hold commas itself."""
    longest_first = sorted(known, key=len, reverse=True)
    found: list[str] = []
    rest = line
    while rest:
        name = next((name for name in longest_first if rest == name or rest.startswith(f"{name}, ")), rest.partition(", ")[0])
        found.append(name)
        rest = rest[len(name) + 2 :]
    return tuple(filter(None, found))
