"""What a unit can be, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

from convert.readers._text.unit import Unit

Role = Literal[
    "title",
    "subtitle",
    "byline",
    "date",
    "caption",
    "credit",
    "paragraph",
    "heading",
    "item",
    "row",
    "code",
    "quote",
    "rule",
    "address",
    "site",
    "left-out",
]


class Ruling(msgspec.Struct, frozen=True):
    """What a unit is and why; ``code`` is that of the notice for one that is left out."""

    role: Role
    reason: str
    code: str = ""


TITLE = Ruling("title", "the headline over the text")
SUBTITLE = Ruling("subtitle", "a sentence between the headline and the byline")
BYLINE = Ruling("byline", "names who wrote it")
DATE = Ruling("date", "says when it was published")
ADDRESS = Ruling("address", "its address on the web")
SITE = Ruling("site", "names who published it")
CAPTION = Ruling("caption", "the words under a picture")
CREDIT = Ruling("credit", "says whose picture it is")
PARAGRAPH = Ruling("paragraph", "prose")
SHORT = Ruling("paragraph", "a short line of the text")
LIKE = Ruling("paragraph", "like the article's text")
HEADING = Ruling("heading", "a short line without a full stop between paragraphs")
RULED = Ruling("heading", "a line of one sign stands below it")
ITEM = Ruling("item", "an item of a list within the text")
ROW = Ruling("row", "a row of a table within the text")
LISTING = Ruling("code", "lines of a program, set in")
QUOTE = Ruling("quote", "marked as someone else's words")
RULE = Ruling("rule", "a break within the text")

REPEAT = Ruling("left-out", "a repeat of an earlier line", "text.repeat")
WIDGET = Ruling("left-out", "a control of the page", "text.widget")
OFTEN = Ruling("left-out", "the same short line again and again", "text.repeat")
PICTURE = Ruling("left-out", "a stand-in for a picture or a form field", "text.placeholder")
MENU = Ruling("left-out", "stands above the headline", "text.menu")
HEADER = Ruling("left-out", "a short line between the headline and the text", "text.header")
UNLIKE = Ruling("left-out", "unlike the article's text", "text.unlike")
RELATED = Ruling("left-out", "leads to other articles", "text.related")
ASIDE = Ruling("left-out", "short lines together that aren't sentences", "text.aside")
FIELD = Ruling("left-out", "what the press database that saved it says of it", "text.field")
LICENCE = Ruling("left-out", "what those who give out the book say of it", "text.field")
REFERENCE = Ruling("left-out", "an address that a text browser lists below the page", "text.address")
LEAF = Ruling("left-out", "the number or the running head of a page", "text.page")
CUE = Ruling("left-out", "when a line of a talk is said", "text.time")
FOOTER = Ruling("left-out", "stands below the end of the text", "text.footer")


class Judged(msgspec.Struct, frozen=True):
    """The units of one article with their rulings; ``verse`` says that its lines are to be kept.

    ``authors`` are those that a line of a page was found to name, none where the bylines are to be read as they stand.
    """

    units: list[Unit]
    rulings: list[Ruling]
    verse: bool = False
    authors: tuple[str, ...] = ()
