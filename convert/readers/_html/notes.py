"""Notes tied to their references, and the ids within a page that its links lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from convert.model import Block, Note
from convert.patterns import regex
from convert.readers._html.captions import label
from convert.readers._html.hints import is_side_note
from convert.readers._html.links import fragment
from convert.readers._html.numbering import numbers_of
from convert.readers._html.page import Element, Page

_MARK = regex(
    r"\[?\(?(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|(?:note|fn|n|cit|ref)\.?\s*\d{1,4}|[*†‡§¶#※]{1,4}|注\d*|\[?注?\d+\]?)\)?\]?[:.]?",
    re.IGNORECASE,
)
_SAYS_REFERENCE = regex(
    r"(?:^|[\s_-])(?:foot-?note|end-?note|note|fn|cite|citation|reference)-?_?(?:ref|reference|link|call|anchor|marker|backref)(?:$|[\s_:-])|noteref|^reference$",
    re.IGNORECASE,
)
_SAYS_NOTES = regex(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|fn\d*|fns|notes?|note-?list|references?|reflist|cite_?note|citations?|anmerkungen|fussnoten?|fußnoten?|sdfootnote\d*)(?:$|[\s_:-])",
    re.IGNORECASE,
)
_BACK = regex(r"^[\s↩︎↑⤴⏎^«⬆️↵\[\]()a-z\ufe0e]{0,6}$|^(?:back|jump up|return|zurück|retour)\b", re.IGNORECASE)
_LEADING_MARK = regex(r"^\s*\[?\(?(?:\d{1,4}|[*†‡§]{1,3})[\])]?[.:)]?\s+|^\s*\^\s*")
_AFTER_MARK = regex(r"^\s*[.:)\]]\s+")
_HOLDERS = frozenset(("li", "p", "div", "dd", "aside", "section", "td", "dt"))
_LONGEST_NOTE = 8_000

_BACK_LINK = "a link back"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Notes:
    """The notes of a page: which element refers to which, and what each of them holds."""

    def __init__(self, page: Page, content: Element) -> None:
        self.blocks: Callable[[Element], list[Block]] = lambda element: []
        self._targets = _ids(page)
        self._anchors = Anchors()
        self._noted: dict[Element, Element] = {}
        self._open: set[Element] = set()
        self._lengths: dict[Element, bool] = {}
        self._counts: dict[Element, dict[Element, int]] = {}
        inside = list(_shown(page, content))
        links = [element for element in inside if element.tag == "a" and "href" in element.attributes]
        self._headings = [element for element in inside if element.tag in _HEADINGS and element.get("id")]
        self._names = [(link, name) for link in links if (name := fragment(link.get("href")))]
        for link, name in self._names:
            held = self._held(link, name)
            if held is not None:
                self._noted[_whole(link)] = held
                _show(link)
        references = {below.get("id") for mark in self._noted for below in mark.walk()} | {
            name for mark in self._noted for name in self._anchors.before(mark)
        }
        for held in dict.fromkeys(self._noted.values()):
            _tidy(held, references)
            for below in held.walk():  # a note that shows on a click is no less read for that
                below.reason = "" if below.reason == "hidden" else below.reason
        _leave_out_empty(content, list(dict.fromkeys(self._noted.values())))

    def of(self, element: Element) -> Note | None:
        """The note that ``element`` refers to or is."""
        held = self._noted.get(element)
        if held is None and is_side_note(element) and len(element.text(4)) > 3:
            held = element
        if held is None or held in self._open:
            return None
        self._open.add(held)
        reason, held.reason = held.reason, ""
        blocks = self.blocks(held)
        held.reason = reason
        self._open.discard(held)
        return Note(tuple(blocks)) if blocks else None

    def anchors(self, content: Element) -> tuple[dict[str, str], dict[Element, str]]:
        """The ids that links may lead to: each name's block id, and the block elements that get one.

        What links of the text lead to has one, and each heading that has a name: other pages lead there.
        """
        known: dict[str, str] = {}
        named: dict[Element, str] = {}
        for link, name in self._names:
            target = self._targets.get(name)
            if target is None or name in known or not content.holds(target) or target is content:
                continue
            if link.reason == _BACK_LINK:  # to a reference, which its note takes the place of
                continue
            block = target
            while not block.block and block.parent is not None:
                block = block.parent
            if block is not content:
                known[name] = named.setdefault(block, name)
        for heading in self._headings:
            known.setdefault(heading.get("id"), named.setdefault(heading, heading.get("id")))
        return known, named

    def _held(self, link: Element, name: str) -> Element | None:
        """The element that holds the note which ``link`` refers to; ``None`` when it is no such link."""
        target = self._targets.get(name)
        text = link.text(12)
        if target is None or len(text) > 12 or target.holds(link):
            return None
        says = bool(_SAYS_REFERENCE.search(label(link))) or link.get("role") == "doc-noteref" or link.get("epub:type") == "noteref"
        if not says and not _MARK.fullmatch(text):
            return None
        held = target
        while held.tag not in _HOLDERS and held.parent is not None:
            held = held.parent
        while _MARK.fullmatch(held.text(12)) and held.parent is not None and held.parent.tag in _HOLDERS:
            held = held.parent  # but the note's number stands in what is called by the name
        if held.holds(link) or not self._has_length(held) or (held.at < link.at and not (says and _is_called_note(held, target))):
            return None
        is_note = says or _is_note(held, target, link, self._anchors.before(link)) or self._is_counted_as(held, link)
        return held if is_note else None

    def _is_counted_as(self, held: Element, link: Element) -> bool:
        """Whether ``held`` is the item of a list below that has the number which ``link`` shows raised or in brackets."""
        counted = held.parent
        number = _raised(link)
        if held.at < link.at or held.tag != "li" or counted is None or counted.tag != "ol" or not number.isdecimal():
            return False
        if counted not in self._counts:
            self._counts[counted] = dict(numbers_of(counted))
        return self._counts[counted].get(held) == int(number)

    def _has_length(self, held: Element) -> bool:
        """Whether ``held`` has text, and no more than a note has; many links may lead into one element."""
        if held not in self._lengths:
            self._lengths[held] = 0 < len(held.text(_LONGEST_NOTE)) <= _LONGEST_NOTE
        return self._lengths[held]


def _shown(page: Page, content: Element) -> Iterator[Element]:
    """The elements of ``content`` that stand in no block left out."""
    at = content.at
    while at < content.end:
        element = page.order[at]
        if element.reason and element.block and element is not content:
            at = element.end
        else:
            yield element
            at += 1


def _show(mark: Element) -> None:
    """Take back that ``mark`` or what is inline round it was left out by its class, since its note would go with it."""
    here: Element | None = mark
    while here is not None and not here.block:
        here.reason = ""
        here = here.parent


def _is_called_note(held: Element, target: Element) -> bool:
    """Whether a book says of the element that it is a note, which may stand before what refers to it (EPUB 3 SSV; DPUB-ARIA)."""
    return any(element.get("epub:type") in _KINDS or element.get("role") in _ROLES for element in (held, target))


_KINDS, _ROLES = ("footnote", "endnote", "rearnote", "note"), ("doc-footnote", "doc-endnote")


def begins_as(held: Element, link: Element) -> bool:
    """Whether ``held`` begins with the number or sign that ``link`` shows raised or in brackets, as a note does that leads nowhere."""
    said = _raised(link)
    opening = held.text(len(said) + 4).lstrip("[( ")
    return bool(said) and opening.startswith(said) and not opening[len(said) : len(said) + 1].isalnum()


def _raised(link: Element) -> str:
    """The number or sign that ``link`` shows raised or in brackets; empty where it shows none."""
    mark = link.text(12)
    said = mark.strip("[](){} .:")
    near = (link, *link.elements(), *(above for above in link.ancestors() if not above.block))
    is_raised = said != mark or any(one.tag == "sup" for one in near)
    return said if is_raised and _NUMBER.fullmatch(said) else ""


_NUMBER = regex(r"\d{1,4}|[*†‡§]{1,3}")


def _is_note(held: Element, target: Element, link: Element, before: set[str]) -> bool:
    """Whether ``held`` is called a note, stands among notes, or links back to where it is referred to: to ``link`` or an anchor ``before`` it."""
    around = [target, held, *(above for _, above in zip(range(3), held.ancestors(), strict=False))]
    if any(
        _SAYS_NOTES.search(label(element)) or element.get("role") in ("doc-endnotes", "doc-footnote", "doc-endnote") for element in around
    ):
        return True
    sources = {link.get("id"), link.get("name")} | {above.get("id") for _, above in zip(range(2), link.ancestors(), strict=False)}
    sources |= before
    if held.at > link.at and begins_as(held, link):
        return True
    return any(below.tag == "a" and below.get("href").startswith("#") and below.get("href")[1:] in sources - {""} for below in held.walk())


class Anchors:
    """The names of empty anchors right before what stands in a line, which links back lead to as if it bore them."""

    def __init__(self) -> None:
        self._in: dict[Element, dict[Element, set[str]]] = {}

    def before(self, link: Element) -> set[str]:
        """The names that stand before ``link``, or before what it is the first of, with nothing between."""
        found: set[str] = set()
        here = link
        while here.parent is not None and not here.block:
            beside = self._in.get(here.parent)
            if beside is None:
                beside = self._in[here.parent] = _named_before(here.parent)
            if here not in beside:
                break
            found |= beside[here]
            if found:
                break
            here = here.parent
        return found


def _named_before(line: Element) -> dict[Element, set[str]]:
    """For each element in ``line`` that opens it or follows empty anchors, their names."""
    found: dict[Element, set[str]] = {}
    names: set[str] | None = set()
    for child in line.children:
        if _is_bare(child):
            if isinstance(child, Element) and (name := child.get("id") or child.get("name")):
                names = {*(names or ()), name}
            continue
        if isinstance(child, Element) and names is not None:
            found[child] = names
        names = None
    return found


def _is_bare(node: Element | str) -> bool:
    """Whether ``node`` is an anchor without text, or blank."""
    if isinstance(node, str):
        return not node.strip()
    return node.tag in ("a", "span") and not node.block and not node.children


def _ids(page: Page) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in page.order:
        name = element.get("id") or (element.get("name") if element.tag == "a" else "")
        if name:
            found.setdefault(name, element)
    return found


def _whole(link: Element) -> Element:
    """The reference with the brackets and the raised type round it."""
    whole = link
    for above in link.ancestors():
        if above.tag not in ("sup", "span", "small", "b") or len(above.text(20)) > len(link.text(12)) + 2:
            return whole
        whole = above
    return whole


def _tidy(held: Element, references: set[str]) -> None:
    """Leave the links back and the note's own number out: the reference stands for both."""
    for below in held.walk():
        if below.tag != "a" or not (fragment(below.get("href")) or below.get("role") == "doc-backlink"):
            continue
        if below.get("href")[1:] in references or _BACK.match(below.text()):
            below.reason = _BACK_LINK
            above = below.parent
            if (
                above is not None
                and above.tag in ("sup", "span", "b", "strong")
                and above is not held
                and len(above.text()) <= len(below.text()) + 2
            ):
                above.reason = _BACK_LINK
    first = next((node for node in _texts(held)), None)
    if first is not None:
        element, place = first
        said = element.children[place]
        if isinstance(said, str):
            said = element.children[place] = _AFTER_MARK.sub("", said) if place and _is_back(element.children[place - 1]) else said
            element.children[place] = _LEADING_MARK.sub("", said) if element.tag not in ("a", "i", "em") else said
            letters = said.strip().isalpha()  # a word, unless it is raised
            if element.tag in (("sup",) if letters else ("sup", "b", "span")) and _MARK.fullmatch(said.strip()):
                element.reason = _BACK_LINK


def _is_back(node: Element | str) -> bool:
    return not isinstance(node, str) and node.reason == _BACK_LINK


def _texts(element: Element) -> list[tuple[Element, int]]:
    """Where the first piece of text in ``element`` stands that is not blank nor left out."""
    pending = [element]
    while pending:
        here = pending.pop()
        below: list[Element] = []
        for place, child in enumerate(here.children):
            if isinstance(child, str):
                if child.strip() and not below:
                    return [(here, place)]
            elif not child.reason and child.text(1):  # an anchor alone stands before nothing
                below.append(child)
        pending.extend(reversed(below))
    return []


def _leave_out_empty(content: Element, held: list[Element]) -> None:
    """Mark the notes as moved, and what was but their list or the heading of it."""
    for note in held:
        note.reason = "moved"
    for parent in dict.fromkeys(note.parent for note in held if note.parent is not None):
        rest = [child for child in parent.elements() if not child.reason and (child.text(1) or child.tag == "hr")]
        if rest and rest[-1].tag == "hr":  # it parted the notes from the text
            rest[-1].reason = "moved"
        if any(child.tag in ("li", "dd") or (child.tag not in _HEADINGS | {"hr"} and len(child.text(21)) > 20) for child in rest):
            continue
        for child in rest:
            child.reason = "moved"
        if parent.tag in ("ol", "ul", "dl", "section", "aside", "div"):
            _heading_before(parent)
        here: Element | None = parent
        while here is not None and not here.holds(content) and _is_moved(here):
            here.reason = "moved"
            here = here.parent


def _is_moved(element: Element) -> bool:
    """Whether all that ``element`` holds was moved."""
    return all(child.reason == "moved" or not child.text(1) for child in element.elements())


def _is_heading(element: Element) -> bool:
    """Whether ``element`` is a heading, or holds one and no more but a control or two."""
    if element.tag in _HEADINGS:
        return True
    held = next((below for below in element.walk() if below.tag in _HEADINGS), None)
    return element.tag == "div" and held is not None and len(element.text(100)) <= len(held.text(80)) + 10


def _heading_before(notes: Element) -> None:
    """Mark the heading right before a list of notes, which is of no use without it."""
    here = notes
    while here.parent is not None:
        siblings = [child for child in here.parent.elements() if child.block and (child.text(1) or child.tag == "hr")]
        place = next((number for number, child in enumerate(siblings) if child is here), 0)
        if place:
            before = siblings[place - 1]
            if (
                before.tag == "hr"
                or _is_heading(before)
                or (before.tag == "p" and len(before.text()) < 30 and _SAYS_NOTES.search(before.text()))
            ):
                before.reason = "moved"
            return
        if len(siblings) > 1:
            return
        here = here.parent
