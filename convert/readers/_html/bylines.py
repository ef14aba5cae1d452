"""The byline that a page shows: what is marked as one, or reads as one, near its headline."""

from __future__ import annotations

import operator
import re
import unicodedata
from functools import lru_cache, partial
from itertools import islice, takewhile
from urllib.parse import unquote

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html.attributions import names_source
from convert.readers._html.measure import has_sentence
from convert.readers._html.names import before_office, before_others, names_unparted, split_names
from convert.readers._html.page import Element, Page
from convert.readers._text.dateline import byline_names, is_by, label_of, speakers
from convert.readers._text.days import before_day, day_in
from convert.readers._text.words import BY_COLON

_MARKED = regex(
    r"(?:^|[\s_-])(?:byline|authors?|writer|autor|autoren|autora|auteur|autore|reporter|contributors?|redakteur|journalist|creator|verfasser|vcard|p-author|posted-?by|entry-?author|nickname)(?:[_-]*(?:name|link|names|by|info|vcard))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOT_MARKED = regex(
    r"bio|about|box|social|image|avatar|photo|comment|related|more|follow|desc|role|job|email|list-item|card|has-author|thumb|topic|archive",
    re.IGNORECASE,
)
_AUTHOR_LINK = regex(
    r"/(?:authors?|autor(?:en)?|auteurs?|autore|by|people|profile|writers?|contributors?|reporter|journalist|team|user|staff|columnist)s?/",
    re.IGNORECASE,
)
_NOT_WRITTEN = regex(
    r"(?:medically |last |fact[- ]?)?(?:reviewed|edited|checked|translated|researched|photo(?:graph(?:y|ed))?s?|illustrat(?:ed|ions?)|geprüft|übersetzt|redigiert|fotos?|bilder)"
    r"(?:\s(?:by|von|par)\b|\s?:)",
    re.IGNORECASE,
)
_UNSEEN = frozenset("script style noscript svg button".split())
_TAG = regex(r"\b(?:tag|category)\b")
_STROKES = regex(r"(?:\s*\|)+\s*")
_DATED_BY = regex(rf"\s(?:(?:by|von|par|por|di|door|av|af)\s|(?:{BY_COLON})\s?[:：])\D{{3,60}}$", re.IGNORECASE)
_LONGEST_MARK = 200
# What has so many elements is no line, however short its text.
_MOST_PIECES = 400
_LONGEST_LINE = 200
_SPOKEN = 400


def shown_names(page: Page, content: Element, headline: Element | None) -> list[str]:
    """What the byline says that the page shows nearest to its headline, or at the end of its text.

    What is marked as one counts before what reads as one, and last what stands in boxes on other articles.
    """
    start = headline.at if headline is not None else content.at
    marks = [element for element in page.order[max(0, start - 80) : content.end + 40] if _is_marked(element)]
    marks.sort(key=lambda element: (element.at < start - 15, abs(element.at - start)))
    elsewhere: list[Element] = []
    told = next((element.at for element in page.order[start : content.end] if _is_paragraph(element)), content.end)
    for mark in marks:
        if any(map(split_names, _in_mark(mark))) and not _is_of_another(mark) and not _is_cited(mark, within=mark.at > told):
            reasons = {element.reason for element in (mark, *mark.ancestors()) if not element.holds(content)}
            if reasons.isdisjoint(("comments", "related", "beside the article")):
                return _in_marks(mark, marks, content)
            if "comments" not in reasons:
                elsewhere.append(mark)
    near = [element for element in page.order[max(0, start - 20) : start + 80] if not _is_of_readers(element)]
    for element in near:
        if element.block and (found := _in_line(element)) and not _speaks(element, page.order[start : start + _SPOKEN]):
            return found
    for link in near:
        if link.tag == "a" and (_follows_by(link) or _leads_to_name(link)) and not _is_of_another(link):
            line = next((above for above in link.ancestors() if above.block), link)
            return [other.text() for other in line.walk() if other is link or (other.tag == "a" and _leads_to_name(other))]
    signed = _signed(page.order[max(start, content.end - 8) : content.end + 15], content.end)
    return signed or (_in_marks(elsewhere[0], marks, content) if elsewhere else [])


def _is_of_readers(element: Element) -> bool:
    """Whether ``element`` stands among what readers said below the text."""
    return any(above.reason == "comments" for above in (element, *element.ancestors()))


def _speaks(line: Element, order: list[Element]) -> bool:
    """Whether ``line`` begins as others in ``order`` do: with who says it."""
    label = label_of(line.text(_LONGEST_LINE))
    return label != "" and label in speakers(other.text(_LONGEST_LINE) for other in order if other.block and not other.holds_blocks)


def _is_paragraph(element: Element) -> bool:
    return element.tag == "p" and len(element.text(_LEAST_PARAGRAPH)) >= _LEAST_PARAGRAPH


def _is_cited(mark: Element, *, within: bool) -> bool:
    """Whether ``mark`` says whom a quotation is from: it stands right behind one, or ``within`` the text in a list, a quotation or a picture."""
    if any(above.block and names_source(above) for above in islice((mark, *mark.ancestors()), _SOURCE_WITHIN)):
        return True
    return within and any(above.tag in _CITING for _, above in zip(range(_CITED_WITHIN), mark.ancestors(), strict=False))


_LEAST_PARAGRAPH, _CITED_WITHIN, _SOURCE_WITHIN = 80, 4, 3
_CITING = frozenset(("li", "blockquote", "figure", "q", "cite", "dd", "td"))


def _signed(order: list[Element], end: int) -> list[str]:
    """The names in a line round the ``end`` of the text that says who wrote it, be it in no more words than *von Ada Marsh* before that."""
    for element in order:
        if element.reason in ("comments", "related"):
            return []
        text = element.text(_LONGEST_LINE) if element.block and not element.holds_blocks else ""
        if (match := _WRITTEN_BY.match(text)) and (found := byline_names(before_office(text[match.end(1) :]))):
            return list(found)
        if element.at < end and len(text) <= _LONGEST_SIGNATURE and " " in " ".join(found := byline_names(text)):
            return list(found)
    return []


_LONGEST_SIGNATURE = 60


# *This post was written by* and the like; what comes before the second word is not said of a person.
_WRITTEN_BY = regex(r"((?:(?:this|the)\s\w+\s(?:was|is)\s)?(?:(?:posted|published)\s)?)(?:written\s)?by\s", re.IGNORECASE)


def _in_marks(mark: Element, marks: list[Element], content: Element) -> list[str]:
    """The names in ``mark`` and, where it doesn't stand after the text, in those of ``marks`` beside it."""
    beside = _in_one_line(mark, marks) if mark.at < content.end else [mark]
    return [name for one in beside for name in _in_mark(one)]


def _in_one_line(mark: Element, marks: list[Element]) -> list[Element]:
    """``marks`` that stand in one line with ``mark``: each of several authors may have one of their own."""
    line = mark
    for above in mark.ancestors():
        if len(above.text(_LONGEST_MARK)) > _LONGEST_MARK:
            break
        line = above
    beside = (other for other in marks if other is not mark and line.holds(other) and _are_alike(mark, other))
    return [mark, *(other for other in beside if not _is_of_another(other))]


def _are_alike(mark: Element, other: Element) -> bool:
    said = [(element.tag, *(element.get(name) for name in ("class", "rel", "itemprop"))) for element in (mark, other)]
    return said[0] == said[1] and not mark.holds(other) and not other.holds(mark)


def _in_line(element: Element) -> list[str]:
    """The names in a line of its own, after *by*."""
    first, _, rest = _spaced(element).partition(" | ")
    text = f"{first} {rest.partition(' | ')[0]}" if is_by(first) else first
    if len(text) > _LONGEST_LINE:
        return []
    found = byline_names(before_others(text)) or names_unparted(text) or _submitter(element, text)
    if not found and (match := _DATED_BY.search(text)) and day_in(text[: match.start()]):
        found = byline_names(match[0].strip())
    return list(found)


def _submitter(element: Element, text: str) -> list[str]:
    """The one whom a system names as the author, and not as that of a comment: *Submitted by ada on Tue, 03/05/2024 - 14:22*."""
    if any(box.reason == "comments" for box in (element, *element.ancestors())):
        return []
    match = _SUBMITTED.match(text)
    names = split_names(_ON.sub("", before_day(text[match.end() :]))) if match and day_in(text) else []
    return names if len(names) == 1 else []


_ON = regex(r"\s(?:on|at|am|le|el|op|em)(?:\s[^\W\d_]{2,12}[.,]{0,2})?\s*$")
_SUBMITTED = regex(
    r"(?:submitted|posted|contributed|added)\sby\s|(?:eingereicht|gespeichert|verfasst|erstellt)\svon\s|(?:soumis|publié|posté)\spar\s|(?:enviado|publicado)\spor\s",
    re.IGNORECASE,
)


def _follows_by(link: Element) -> bool:
    """Whether ``link`` is what comes after *by* at the start of a short block, whatever follows it there."""
    block = next((above for above in link.ancestors() if above.block), link)
    if len(block.text(_LONGEST_LINE)) > _LONGEST_LINE or len(split_names(link.text(_LONGEST_NAME))) != 1:
        return False
    part, before = link, ""
    while part is not block and part.parent is not None:
        pieces = takewhile(partial(operator.is_not, part), part.parent.children)
        before = " ".join(piece if isinstance(piece, str) else piece.text() for piece in pieces) + before
        part = part.parent
    return is_by(before.strip())


def _leads_to_name(link: Element) -> bool:
    """Whether ``link`` shows a whole name, leads to the page of an author of that name, and stands in no sentence."""
    match = _PERSON.search(link.get("href"))
    if not match:
        return False
    name = link.text(_LONGEST_NAME)
    called = _LETTERS.sub("", folded(unquote(match[1])))
    if len(name.split()) < 2 or called not in {_LETTERS.sub("", said) for said in _spellings(folded(name))}:
        return False
    line = next((above for above in link.ancestors() if above.block), link)
    return not has_sentence(line.text(_LONGEST_LINE)) and split_names(name) == [name]


def _spellings(name: str) -> tuple[str, str, str]:
    """``name``, and as addresses have it: without its accents, and with letters in place of them."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return name, plain, name.translate(_LETTERS_FOR)


_LETTERS_FOR = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
# The page of somebody who writes there, and what that page is called.
_PERSON = regex(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autor[ae]s?|editors?|people|person|profil(?:es?)?|writers?|contributors?|reporters?|journalists?|team|users?|"
    r"staff|columnists?|members?)/(?:\d+/)?([^/?#]+?)(?:\.\w{2,5})?/?(?:[?#]|$)",
    re.IGNORECASE,
)
_LETTERS = regex(r"[\W\d_]+")
_LONGEST_NAME = 60


def _is_marked(element: Element) -> bool:
    attributes = element.attributes
    if not attributes or element.tag in _UNMARKED or _is_of_subject(element):
        return False
    if "author" in (attributes.get("itemprop") or "").lower().split() or "author" in (attributes.get("rel") or "").lower().split():
        return True
    for name in _NAMING:  # asked of all that stands round a text
        if name in attributes and _says_byline(attributes[name] or ""):
            return True
    return "fn" in (attributes.get("class") or "").split() and any(
        above.tag != "table" and _IN_CARD.search(above.get("class")) for above in islice(element.ancestors(), _NEAR)
    )


def _is_of_subject(element: Element) -> bool:
    """Whether ``element`` is a card set as a table: one of what the text is about, not of who wrote it."""
    return element.tag == "table" and "vcard" in element.get("class").split()


_UNMARKED = frozenset(("script", "style", "link", "img", "html", "body", "article", "main", "form", "label", "input", "textarea", "select"))
# What hCard calls a name in full only within a card; manuals call functions so.
_IN_CARD, _NEAR = regex(r"(?:^|[\s_-])(?:vcard|h-?card|author|byline|hentry)(?:$|[\s_-])", re.IGNORECASE), 4
# Where an element says what it is: to style sheets, to links, and to what tests a page.
_NAMING = ("class", "data-testid", "data-test-id", "data-test", "data-qa", "data-cy", "data-component")


@lru_cache(maxsize=20_000)
def _says_byline(said: str) -> bool:
    parted = _HUMP.sub("-", said)
    return _MARKED.search(parted) is not None and not _NOT_MARKED.search(said)


# Before the last of words that are written as one: *articleByline*.
_HUMP = regex(r"(?<=[a-z])(?=(?:Author|Byline|Writer|Reporter)s?(?:Names?|Link)?(?:$|[\s_-]))")


def _is_of_another(mark: Element) -> bool:
    """Whether ``mark`` stands in a line that says who edited or checked the text, or took its pictures."""
    for element in (mark, *mark.ancestors()):
        text = element.text(_LONGEST_MARK)
        if len(text) > _LONGEST_MARK or element.tag == "body":
            return False
        if _NOT_WRITTEN.match(text):
            return True
    return False


def _in_mark(mark: Element) -> list[str]:
    """The names in a marked element: its named parts, else its links to authors, else the first of its lines with one."""
    below = list(mark.walk())[1:]
    named = [inner.get("content") or inner.text(_LONGEST_MARK) for inner in below if "name" in inner.get("itemprop").lower().split()]
    links = [
        inner.text() for inner in below if inner.tag == "a" and (_AUTHOR_LINK.search(inner.get("href")) or "author" in inner.get("rel"))
    ]
    text = mark.get("content") if mark.tag == "meta" else _spaced(mark)
    called = [inner.text(_LONGEST_MARK) for inner in below if _NAMED.search(inner.get("class")) and split_names(inner.text(_LONGEST_MARK))]
    if named := [name for name in named if name] or called or [name for name in links if split_names(name)]:
        return named
    if beside := _side_by_side(mark):
        return beside
    parts = [part.strip(" ,") for part in text.split(" | ")] if len(text) <= _LONGEST_MARK else []
    opening = next((number for number, part in enumerate(parts) if is_by(part) or byline_names(part)), -1)
    if opening >= 0:
        return [" ".join(parts[opening : opening + (2 if is_by(parts[opening]) else 1)])]
    return next(([part] for part in parts if split_names(part)), [])


_NAMED = regex(r"(?:^|[\s_-])(?:person|author|full|display)[_-]?name(?:$|\s)", re.IGNORECASE)


def _side_by_side(mark: Element) -> list[str]:
    """The names in ``mark``, a line, where each of two or more stands in an element of its own and nothing else does."""
    if mark.holds_blocks or any(isinstance(child, str) and child.strip(" \n\t,·|&") for child in mark.children):
        return []
    said = [text for child in mark.elements() if (text := child.text(_LONGEST_NAME))]
    return said if len(said) > 1 and all(split_names(text) == [text] and len(text.split()) > 1 for text in said) else []


def _spaced(element: Element) -> str:
    """The beginning of the text of ``element``, a blank between its parts, a stroke between its blocks and a comma between items."""
    if len(element.children) == 1 and isinstance(only := element.children[0], str):
        return _with_single_strokes(only)
    pieces: list[str] = []
    size = 0
    pending: list[Element | str] = [element]
    while pending and size <= _LONGEST_MARK and len(pieces) <= _MOST_PIECES:
        node = pending.pop()
        if isinstance(node, str):
            pieces.append(node)
            size += len(node.strip())
        elif node.tag not in _UNSEEN and not _TAG.search(node.get("rel")):
            pieces.append((", " if node.tag == "li" else " | ") if node.block and pieces else " ")
            pending.extend(reversed(node.children))
    return _with_single_strokes(" ".join(pieces))


def _with_single_strokes(text: str) -> str:
    line = " ".join(text.split())
    return (_STROKES.sub(" | ", line) if "|" in line else line).strip(" |,")
