"""Runs of inline content: from a page's elements to the model's, blanks as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from convert import model
from convert.clean import clean
from convert.model import Direction, Inline, Text
from convert.patterns import regex
from convert.readers._html import math
from convert.readers._html.drawings import address_of, words_of
from convert.readers._html.figures import is_ornament, source_of, stated_words, told_in_title
from convert.readers._html.links import absolute, fragment
from convert.readers._html.measure import is_unseen
from convert.readers._html.page import Element
from convert.walk import one_text, rewrite

B = TypeVar("B", bound=msgspec.Struct)
_BLANKS = regex(r"[ \t\n\r\f]+")
_DIRTY = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]")
_WRAPPERS: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {
    "em": model.Emphasis,
    "i": model.Emphasis,
    "cite": model.Emphasis,
    "dfn": model.Emphasis,
    "var": model.Emphasis,
    "strong": model.Strong,
    "b": model.Strong,
    "u": model.Underline,
    "ins": model.Underline,
    "s": model.Strike,
    "strike": model.Strike,
    "del": model.Strike,
    "sub": model.Sub,
    "sup": model.Sup,
}
_STYLED = frozenset(("span", "font"))
_STYLES = (
    (regex(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), model.Strong),
    (regex(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), model.Emphasis),
    (regex(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE), model.Strike),
    (regex(r"vertical-align\s*:\s*super", re.IGNORECASE), model.Sup),
    (regex(r"vertical-align\s*:\s*sub", re.IGNORECASE), model.Sub),
)
_PLAIN: dict[Callable[..., Inline], re.Pattern[str]] = {
    model.Strong: regex(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE),
    model.Emphasis: regex(r"font-style\s*:\s*normal", re.IGNORECASE),
}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_SILENT = frozenset(
    "script style noscript svg canvas iframe embed video audio select textarea input button progress meter datalist map "
    "source track link meta base rp wbr colgroup col head title".split()
)
TURNS: dict[str, Direction] = {"rtl": "rtl", "ltr": "ltr"}


class Runs:
    """Makes inline content for one article.

    ``base`` is what its addresses are relative to, ``pages`` the addresses of the page itself, ``notes``
    gives the note that a reference stands for, ``known`` the block id for each name that links of the text lead to.
    """

    def __init__(self, base: str, pages: tuple[str, ...], notes: Callable[[Element], model.Note | None], known: dict[str, str]) -> None:
        self.base = base
        self.pages = pages
        self.notes = notes
        self.known = known
        self._titles: dict[str, str] = {}
        self._gap = True

    def titled(self, block: B) -> B:
        """``block`` with what the page's author wrote into a picture's title, as those of comics do, for the caption of one without."""
        return rewrite(block, self._titled) if self._titles else block

    def _titled(self, node: msgspec.Struct) -> msgspec.Struct:
        if not isinstance(node, model.Figure) or node.image is None or node.caption or node.credit:
            return node
        said = self._titles.get(node.image.src, "")
        return msgspec.structs.replace(node, caption=(Text(said),)) if said else node

    def of(self, children: Iterable[Element | str]) -> tuple[Inline, ...]:
        """The inline content that ``children`` are, without blanks at its ends."""
        self._gap = True
        found = self._run(children)
        if len(found) == 1 and isinstance(found[0], Text):  # as most paragraphs are
            text = found[0].text.strip(_ENDS)
            return () if is_unseen(text) else (Text(text),)
        run = _trimmed(list(one_text(found)))
        return () if all(map(is_blank, run)) else run

    def _run(self, children: Iterable[Element | str]) -> list[Inline]:
        """What ``children`` are, each text by itself."""
        found: list[Inline] = []
        for child in children:
            if isinstance(child, str):
                text = self._text(child)
                if text:
                    found.append(Text(text))
            elif not child.reason:
                self._element(child, found)
        return found

    def _text(self, text: str) -> str:
        line = text if text.isprintable() and "  " not in text else _BLANKS.sub(" ", text)
        if self._gap and line.startswith(" "):
            line = line[1:]
        if not line:
            return ""
        self._gap = line.endswith(" ")
        return tidy(line)

    def _element(self, element: Element, found: list[Inline]) -> None:
        tag = element.tag
        if tag in _SILENT:
            formula = math.of_script(element) if tag == "script" else None
            if formula:
                found.append(formula)
                self._gap = False
            elif tag == "svg" and (drawn := address_of(element)):
                found.append(model.Image(drawn, tidy(words_of(element))))
                self._gap = False
            elif tag == "input" and not found and _is_task(element):
                found.append(Text("☑ " if "checked" in element.attributes else "☐ "))
            elif tag == "button" and not element.text(1):  # round a picture that opens large
                found += self._run(element.children)
            return
        if tag == "br":
            found.append(model.LineBreak())
            self._gap = True
        elif tag in ("img", "amp-img"):
            self._image(element, found)
        elif formula := math.of_element(element):
            found.append(formula)
            self._gap = False
        elif note := self.notes(element):
            while found and isinstance(found[-1], Text) and found[-1].text.endswith(" "):
                found[-1] = Text(found[-1].text[:-1])
            found.append(note)
            self._gap = False
        elif tag in _CODE:
            self._code(element, found)
        elif tag == "a":
            self._link(element, found)
        elif tag == "rt":
            self._ruby(element, found)
        else:
            self._wrapped(element, found)

    def _wrapped(self, element: Element, found: list[Inline]) -> None:
        inside = self._run(element.children)
        if element.tag == "q" and inside:
            inside = [Text("“"), *inside, Text("”")]
        if not _are_pictures(inside):
            for wrap in _wraps(element):
                inside = [wrap(one_text(inside))]
        if not element.attributes:
            found += inside
            return
        language, direction = element.get("lang"), TURNS.get(element.get("dir").lower(), "")
        if inside and (language or direction) and element.tag not in ("html", "body"):
            found.append(model.Span(one_text(inside), language=language.strip(), direction=direction))
        else:
            found += inside

    def _code(self, element: Element, found: list[Inline]) -> None:
        text = tidy(_BLANKS.sub(" ", "".join(_strings(element))))
        if text.strip():
            if text.startswith(" ") and not self._gap:
                found.append(Text(" "))
            code: list[Inline] = [model.Code(text.strip())]
            link = next((below for below in element.elements() if below.tag == "a"), None)
            found += self.linked(link, code) if link is not None and link.text() == element.text() else code
            self._gap = False

    def _link(self, element: Element, found: list[Inline]) -> None:
        found += self.linked(element, self._run(element.children))

    def linked(self, element: Element, inside: list[Inline]) -> list[Inline]:
        """``inside`` as the link ``element``; as it is where that leads nowhere or there are no words in it."""
        href = element.get("href").strip()
        name = fragment(href, *self.pages)
        target = f"#{self.known[name]}" if name in self.known else "" if href.startswith("#") else absolute(href, self.base) or href
        if not target or _are_pictures(inside):
            return inside
        return [model.Link(target, one_text(inside), title=tidy(" ".join(element.get("title").split())))]

    def _image(self, element: Element, found: list[Inline]) -> None:
        formula = math.of_image(element)
        if formula:
            found.append(formula)
            self._gap = False
            return
        address = source_of(element, self.base)
        if (address and not is_ornament(element, address)) or (not address and stated_words(element)):
            found.append(model.Image(address, tidy(" ".join(element.get("alt").split()))))
            if said := told_in_title(element):
                self._titles.setdefault(address, said)
            self._gap = False
        elif element.get("alt") and len(element.get("alt")) <= 2:  # a letter or an emoji drawn as a picture
            found.append(Text(tidy(element.get("alt"))))
            self._gap = False

    def _ruby(self, element: Element, found: list[Inline]) -> None:
        reading = self._run(element.children)
        if reading:
            found += [Text("("), *reading, Text(")")]


def _wraps(element: Element) -> list[Callable[[tuple[Inline, ...]], Inline]]:
    """What sets the text of ``element`` off: its tag, unless its style takes that back, or its style, as editors and word processors write it."""
    wrap = _WRAPPERS.get(element.tag)
    style = element.attributes.get("style")
    if not style:
        return [wrap] if wrap else []
    if wrap:
        plain = _PLAIN.get(wrap)
        return [] if plain and plain.search(style) else [wrap]
    return [wrap for said, wrap in _STYLES if said.search(style)] if element.tag in _STYLED else []


def is_blank(node: Inline) -> bool:
    """Whether ``node`` is text in which nothing is to be seen."""
    return isinstance(node, Text) and is_unseen(node.text)


def _are_pictures(run: list[Inline]) -> bool:
    """Whether ``run`` has nothing that could be set apart or lead anywhere: pictures, if anything, and blanks."""
    return all(isinstance(node, model.Image) or is_blank(node) for node in run)


def _is_task(box: Element) -> bool:
    """Whether ``box`` is to be ticked where an item of a list begins."""
    above = [element for _, element in zip(range(3), box.ancestors(), strict=False)]
    return box.get("type").lower() == "checkbox" and any(
        element.tag == "li" and not element.text(3).startswith(("☐", "☑")) for element in above
    )


def tidy(text: str) -> str:
    """``text`` fit for the model."""
    return text if text.isprintable() or not _DIRTY.search(text) else clean(text)[0]


def _strings(element: Element) -> Iterable[str]:
    pending: list[Element | str] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield "\n"
        elif node.tag not in _SILENT:
            pending.extend(reversed(node.children))


_ENDS = " \u00a0\u3000"


def _trimmed(run: list[Inline]) -> tuple[Inline, ...]:
    """``run`` without blanks and line ends at its end, nor before a line break."""
    while run:
        last = run[-1]
        if isinstance(last, model.LineBreak) or (isinstance(last, Text) and not last.text.strip(_ENDS)):
            run.pop()
        elif isinstance(last, Text):
            run[-1] = Text(last.text.rstrip(_ENDS))
            break
        else:
            break
    while run and (isinstance(run[0], model.LineBreak) or (isinstance(run[0], Text) and not run[0].text.strip(_ENDS))):
        run.pop(0)
    if run and isinstance(run[0], Text):
        run[0] = Text(run[0].text.lstrip(_ENDS))
    elif run:
        run[0] = _unindented(run[0])
    for number in range(len(run) - 1):
        here = run[number]
        if isinstance(here, Text) and isinstance(run[number + 1], model.LineBreak):
            run[number] = Text(here.text.rstrip(" "))
    return tuple(node for node in run if not (isinstance(node, Text) and not node.text))


def _unindented(node: Inline) -> Inline:
    """``node``, what is set off at the start of a line, without the blanks that it opens with."""
    if not isinstance(node, (model.Strong, model.Emphasis, model.Underline)) or not node.children:
        return node
    first, *rest = node.children
    opened = Text(first.text.lstrip(_ENDS)) if isinstance(first, Text) else _unindented(first)
    return node if isinstance(opened, Text) and not opened.text else msgspec.structs.replace(node, children=(opened, *rest))
