"""A saved page as a light tree of elements: bytes decoded, parsed as browsers do, and made regular.

lexbor parses (HTML Living Standard, section 13.2); what it holds is copied once into plain objects, since
everything after walks it several times. In the copy each block element holds either blocks or a run of
inline content, never both, and nothing stands deeper than `Limits.depth`.
"""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.notices import Notice, Notify
from convert.patterns import regex
from convert.readers._html import crowded, line_feeds, paragraphs, pooled, templates, wrapped
from convert.readers._html.charset import decoded
from convert.readers._html.page import RAW, Attributes, Element, Page, in_order
from convert.readers._html.verse import is_called_verse

_HELD_TEXT = frozenset(("title", "textarea", "select"))
_WHOLE = frozenset(("pre", "textarea", "math"))


def parse(source: Source, notify: Notify) -> Page:
    """The page that ``source`` holds. Raises `InputError` when it has more elements than `Limits.nodes`."""
    data = pooled.shown(templates.unfolded(decoded(source, notify)))
    data, bared = _bared(data)
    if bared:
        message = f"attributes past the first {_MOST_ATTRIBUTES} of an element were left out"
        notify(Notice("left-out", "html.attributes", message, source=source.name, count=bared))
    data, cut = _shallow(data)
    data, multiplied = crowded.unmultiplied(data)
    if crowded.is_crowded(data):
        message = (
            "has more elements than words could fill: its words are kept in plain paragraphs, its structure, links and pictures left out"
        )
        notify(Notice("left-out", "html.crowded", message, source=source.name))
        data = crowded.plain(data)
    root, deep, anew = _copied(_parsed(data, source), source, crowded.most_elements(data))
    if multiplied + anew:
        message = "formatting that is never closed was left out where it would have been opened anew without end"
        notify(Notice("left-out", "html.formatting", message, source=source.name, count=multiplied + anew))
    if cut or deep:
        message = f"what stands more than {LIMITS.depth} elements deep was moved up; its text is kept"
        notify(Notice("repaired", "html.depth", message, source=source.name))
    order = in_order(root)
    if any([_keep_lines(order), wrapped.unwrap(order)]):
        order = in_order(root)
    if line_feeds.may_be_wide(data):
        line_feeds.join(root)
    _regular(order)
    return Page(root)


# --- depth ------------------------------------------------------------------------------------------------

_TAG = regex(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_FLAT = frozenset(
    b"p li td th tr tbody thead tfoot dt dd option optgroup colgroup col br hr img input meta link area base embed source track wbr param "
    b"html head body path rect use circle g".split()
)
_MANY_TAGS = 10_000
_DEEPEST = 1_000


def _shallow(data: bytes) -> tuple[bytes, bool]:
    """``data`` without the tags of elements nested past any sense, on which a parser's time grows quadratically."""
    if data.count(b"<") < _MANY_TAGS:
        return data, False
    depth = over = 0
    cuts: list[tuple[int, int]] = []
    for match in _TAG.finditer(data):
        if match[2].lower() in _FLAT:
            continue
        if match[1]:
            if over:
                over -= 1
                cuts.append(match.span())
            elif depth:
                depth -= 1
        elif depth >= _DEEPEST:
            over += 1
            cuts.append(match.span())
        else:
            depth += 1
    return crowded.without(data, cuts), bool(cuts)


# --- attributes -------------------------------------------------------------------------------------------

_MOST_ATTRIBUTES = 5_000
# A page of fewer bytes has no element with so many attributes that it matters.
_FEW_BYTES = 100_000
# A start tag (HTML, 13.2.5, tokenization) up to the end of its last attribute; no byte of it is looked at twice.
_ATTRIBUTE = rb"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?"
_START = regex(rb"<([a-zA-Z][^\s/>]*+)((?:" + _ATTRIBUTE + rb")*+)")
_EACH = regex(_ATTRIBUTE)
_AFTER = {name: regex(rb"</" + name, re.IGNORECASE) for name in (b"script", b"style")}


def _bared(data: bytes) -> tuple[bytes, int]:
    """``data`` with no more than `_MOST_ATTRIBUTES` to a tag, on whose number a parser's time grows quadratically; how many tags had more."""
    if len(data) < _FEW_BYTES:
        return data, 0
    pieces: list[bytes] = []
    reached = at = 0
    while tag := _START.search(data, at):
        start, at = tag.span(2)
        if at - start > 2 * _MOST_ATTRIBUTES:
            last = next(islice(_EACH.finditer(data, start, at), _MOST_ATTRIBUTES - 1, None), None)
            if last is not None and last.end() < at:
                pieces.append(data[reached : last.end()])
                reached = at
        if ends := _AFTER.get(tag[1].lower()):
            end = ends.search(data, at)
            at = end.start() if end else len(data)
    return (b"".join([*pieces, data[reached:]]), len(pieces)) if pieces else (data, 0)


# --- the copy ---------------------------------------------------------------------------------------------


def _parsed(data: bytes, source: Source) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(data)
    except SelectolaxError as error:  # which it raises when it is given no more memory, and then alone
        raise InputError(
            f"{source.name}: no tree can be made of it within the memory there is", hint="split it into several files"
        ) from error


# Many a pattern is looked for in it; what makes styles of every property reaches some hundred names.
_LONGEST_CLASS = 10_000


def _copied(parser: LexborHTMLParser, source: Source, most: int) -> tuple[Element, bool, int]:
    """The tree as our elements, whether some of it had to be moved up, and how much formatting was left out past ``most`` elements."""
    root = Element("html", {}, None)
    node = parser.root
    if node is None:
        return root, False, 0
    root.attributes = dict(node.attributes)
    above: list[tuple[object, Element]] = []
    here, current = node.first_child, root
    count = anew = 0
    deep = False
    deepest = LIMITS.depth * 3 // 4  # what is made of it may be deeper by a node here and there
    while here is not None or above:
        if here is None:
            node, current = above.pop()  # type: ignore[assignment]
            here = node.next
            continue
        tag = here.tag
        if tag == "-text":
            text = here.text_content
            if text:
                current.children.append(text)
        elif tag and tag[0] not in "-_!" and tag != "template":
            if count >= most and tag in crowded.OPENED_ANEW:
                anew += 1
                element = current  # which gets what it holds
            else:
                count += 1
                element = _element(tag, here.attributes, current)
                current.children.append(element)
            if tag in RAW:
                if tag == "script" or tag in _HELD_TEXT:
                    element.children.append(here.text() or "")
                elif tag == "svg":
                    element.children.append(here.html or "")
            else:
                below = here.first_child
                if below is not None:
                    above.append((here, current))
                    if len(above) <= deepest:
                        current = element
                    else:
                        deep = True
                    here = below
                    continue
        here = here.next
    if count > LIMITS.nodes:
        raise InputError(f"{source.name}: holds more than {LIMITS.nodes:,} elements", hint="split it into several files")
    return root, deep, anew


def _element(tag: str, attributes: Attributes, parent: Element) -> Element:
    if len(attributes.get("class") or "") > _LONGEST_CLASS:
        attributes["class"] = attributes["class"][:_LONGEST_CLASS]  # type: ignore[index]
    return Element(tag, attributes, parent)


# --- blocks and runs --------------------------------------------------------------------------------------


def _regular(order: list[Element]) -> None:
    """Make each block hold blocks only or a run only: loose runs go into paragraphs of their own.

    What is called inline but holds a block counts as a block.
    """
    for element in reversed(order):
        if element.block and element.parent is not None and element.parent.tag != "math":
            element.parent.block = True
    paragraphs.part(order)


def _keep_lines(order: list[Element]) -> bool:
    """Put a line break for each line feed where a text's lines are its author's: in verse that is called so, and by its style.

    Whether there was any such text.
    """
    kept = False
    for element in order:
        style = element.attributes.get("style") or ""
        is_verse = element.tag == "pre" and is_called_verse(element)
        if is_verse or ("white-space" in style.lower() and _KEEPS_LINES.search(style)):
            element.tag = "div" if is_verse else element.tag
            _break_lines(element)
            kept = True
    return kept


# CSS Text 3, section 3: the values that keep line feeds.
_KEEPS_LINES = regex(r"(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)(?:-wrap|-line)?\s*(?:;|!|$)", re.IGNORECASE)


def _break_lines(element: Element) -> None:
    """Put a line break for each line feed in the text of ``element``, whose style says that its lines are its author's."""
    pending = [element]
    while pending:
        here = pending.pop()
        if here.tag in _WHOLE or here.tag in RAW or here.tag == "code":
            continue
        fresh: list[Element | str] = []
        for child in here.children:
            if isinstance(child, str):
                for number, line in enumerate(child.split("\n")):
                    fresh += [Element("br", {}, here)] if number else []
                    fresh += [line] if line else []
            else:
                fresh.append(child)
                pending.append(child)
        here.children = fresh
