"""Notes that no link of a page ties to the text, though the page shows where they belong.

A reference may name its note in an attribute that a script reads; it may lead to a name that was lost when the page was
saved, while the note leads back; or it may hold the note itself, folded away. Before a page is judged the first two
become links to their notes, so that `notes` treats them as any others, and the third what `is_side_note` knows.
"""

from __future__ import annotations

import re
from html import unescape

from convert.patterns import regex
from convert.readers._html.hints import SIDE_NOTE, is_hidden, is_side_note
from convert.readers._html.numbered_notes import make_link
from convert.readers._html.page import Element, Page
from convert.readers._html.report import REPEAT

_MARK = regex(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#※]{1,4})[)\]]?", re.IGNORECASE)
# A letter alone may be a word: *I*, *a*.
_NUMBER = regex(r"[\[(]?(?:\d{1,4}|[*†‡§¶#※]{1,4})[)\]]?")
_LONGEST_MARK, _LEAST_NOTE = 12, 10
# How many elements are looked at in a reference or a note: many references may name one element.
_MOST_HELD = 200
# Among more siblings than any paragraph has, the place of a mark is not looked for.
_MOST_BESIDE = 2_000
_INLINE = frozenset(("span", "sup", "a", "button"))
_NAMES = regex(r"data-[a-z-]+|aria-(?:describedby|controls|details)|popovertarget")
_BACK = regex(r"ref|back", re.IGNORECASE)
# How LaTeXML sets the number and the kind of a note before its text.
_OF_LATEXML = regex(r"(?:^|\s)ltx_(?:note_mark|note_type|tag_note)(?:\s|$)")


def tie(page: Page) -> None:
    """Make the references of ``page`` that only a script could follow links, and what is folded into one a note."""
    marks = [element for element in page.order if element.tag in _INLINE and not element.block and _may_refer(element)]
    if not marks:
        return
    ids = {name: element for element in reversed(page.order) if (name := element.get("id"))}
    lost: list[Element] = []
    changed = False
    for element in marks:
        link = next((below for below in element.walk() if below.tag == "a"), None)
        name = link.get("href").partition("#")[2] if link is not None else ""
        if said := _told(element):
            _put(_whole(element), said)
            changed = True
        elif is_side_note(element) or _is_folded(element):
            changed |= _unfold(element)
        elif _mark(element) and (note := _after(element, _whole(element))) is not None:
            _whole(element).reason = "moved"
            _call_side_note(note)
        elif link is not None and name in ids:
            _bring_home(link, ids[name])
        elif target := _named(element, ids):
            _lead(element, link, target)
            changed = True
        elif element is link and name:
            lost.append(element)
    _pair(lost)
    _leave_out_again(page)
    if changed:
        page.renumber()


def _leave_out_again(page: Page) -> None:
    """Leave out what says a note of the text once more, in a list at its end."""
    said = {_said(element) for element in page.order if not element.block and is_side_note(element)} - {""}
    for element in page.order if said else ():
        if element.tag in _SAID_AGAIN and element.end - element.at <= _MOST_HELD and _said(element) in said:
            element.reason = REPEAT


_SAID_AGAIN = frozenset(("li", "p", "dd", "td"))


def _said(element: Element) -> str:
    """The words of ``element`` without blanks and its number; empty for few."""
    said = "".join(filter(str.isalnum, element.text(_LONGEST_NOTE))).lstrip("0123456789")
    return said if len(said) >= 2 * _LEAST_NOTE else ""


_LONGEST_NOTE = 8_000


def _may_refer(element: Element) -> bool:
    if not element.attributes or element.end - element.at > _MOST_HELD or not _MARK.match(element.text(1)):
        return False
    return len(element.children) > 1 or _mark(element) != ""


def _mark(element: Element) -> str:
    """The mark that is all that ``element`` says; empty when it says more or none."""
    text = element.text(_LONGEST_MARK)
    return text if _MARK.fullmatch(text) else ""


# --- told in an attribute ---------------------------------------------------------------------------------


def _told(element: Element) -> str:
    """The note that an attribute of ``element``, a mark, tells in words."""
    if not _mark(element):
        return ""
    for name, value in element.attributes.items():
        if value and _TELLS.fullmatch(name):
            said = " ".join(unescape(_TAG.sub(" ", unescape(value[:_LONGEST_NOTE]))).split())
            if len(said) >= _LEAST_NOTE and " " in said:
                return said
    return ""


_TELLS = regex(r"data-(?:(?:foot|end|side|margin)-?)?note(?:-?(?:text|content|body|html))?|data-fn(?:-?(?:text|content))?")
_TAG = regex(r"<[^<>]{0,300}>")


def _put(mark: Element, said: str) -> None:
    """Make ``mark`` the note that is ``said``."""
    mark.tag, mark.children = "span", [said]
    _call_side_note(mark)


# --- named in an attribute --------------------------------------------------------------------------------


def _named(element: Element, ids: dict[str, Element]) -> Element | None:
    """The element further down that an attribute of ``element``, a mark, names by its id, as data or in what a click calls."""
    if not _mark(element) or not _is_in_text(element):
        return None
    for name, value in element.attributes.items():
        said = (value or "")[:_LONGEST_VALUE]
        named = _QUOTED.findall(said) if name == "onclick" else [said.removeprefix("#")] if _NAMES.fullmatch(name) else []
        for target in filter(None, map(ids.get, named)):
            if target.at >= element.end and len(target.text(_LEAST_NOTE)) >= _LEAST_NOTE:
                return target
    return None


def _is_in_text(mark: Element) -> bool:
    """Whether words stand round ``mark``: the numbers below a slide show name its slides."""
    block = next((above for above in mark.ancestors() if above.block), mark)
    return sum(map(str.isalpha, block.text(_LEAST_ROUND * 2))) >= _LEAST_ROUND


_LEAST_ROUND = 15
_LONGEST_VALUE = 400
_QUOTED = regex(r"['\"]#?([\w:.-]+)['\"]")


def _bring_home(link: Element, target: Element) -> None:
    """Make ``link`` and the link back from ``target`` lead within the page where both name its file: what they name is here."""
    if link.get("href").startswith("#") or not link.get("id") or target.end - target.at > _MOST_HELD:
        return
    back = next((below for below in target.walk() if below.tag == "a" and below.get("href").endswith(f"#{link.get('id')}")), None)
    if back is not None:
        for each in (link, back):
            each.attributes = {**each.attributes, "href": f"#{each.get('href').partition('#')[2]}"}


def _lead(element: Element, link: Element | None, target: Element) -> None:
    """Make ``element`` a link to ``target``, or ``link``, which is in it."""
    if link is None:
        make_link(element, target.get("id"))
    else:
        link.attributes = {**link.attributes, "href": f"#{target.get('id')}"}
    first = next((child for child in target.elements() if child.text(1)), None)
    if first is not None and first.tag == "a" and first.text(_LONGEST_MARK) == element.text(_LONGEST_MARK):
        _lead_back(first, element, target.get("id"))
    _call_note(target)


def _call_note(element: Element) -> None:
    element.attributes = {**element.attributes, "class": f"{element.get('class')} footnote".strip()}


# --- names that were lost ---------------------------------------------------------------------------------


def _pair(links: list[Element]) -> None:
    """Tie each of ``links``, which lead to nothing on their page, to the block that another begins, which leads back to it."""
    first: dict[tuple[str, str], Element] = {}
    for link in links:
        name = link.get("href").partition("#")[2]
        key = (_mark(link), _BACK.sub("", name))
        if not key[0]:
            continue
        mark = first.setdefault(key, link)
        if mark is link or name == mark.get("href").partition("#")[2] or not _BACK.search(name):
            continue
        block = next(above for above in link.ancestors() if above.block)
        if block.at > mark.at and block.text(_LONGEST_MARK).startswith(key[0]) and not block.get("id"):
            name = mark.get("href").partition("#")[2]
            block.attributes = {**block.attributes, "id": name}
            _lead_back(link, mark, name)
            _call_note(block)


def _lead_back(link: Element, mark: Element, name: str) -> None:
    """Make ``link``, with which the note called ``name`` begins, lead back to ``mark``."""
    back = mark.get("id") or f"reference-to-{name}"
    link.attributes = {**link.attributes, "href": f"#{back}"}
    mark.attributes = {**mark.attributes, "id": back}


# --- folded away ------------------------------------------------------------------------------------------


def _is_folded(element: Element) -> bool:
    """Whether ``element``, in a text, shows a mark and holds a note: hidden, or begun with the same mark again.

    What shows a number that the sentence needs and hides the rest of it is none: *3* [*comments*].
    """
    parts = [child for child in element.children if not (isinstance(child, str) and not child.strip())]
    if len(parts) != 2 or isinstance(parts[1], str) or parts[1].block or not _is_in_text(element):
        return False
    mark = parts[0].strip() if isinstance(parts[0], str) else parts[0].text(_LONGEST_MARK)
    if not _MARK.fullmatch(mark) or len(parts[1].text(_LEAST_NOTE)) < _LEAST_NOTE:
        return False
    unseen = is_hidden(parts[1]) or parts[1].get("role") == "tooltip" or _BUBBLE.search(parts[1].get("class")) is not None
    return _is_set_as_mark(element, parts[0]) if unseen else _begins_with(parts[1], mark)


_BUBBLE = regex(r"(?:^|[\s_-])(?:tool-?tip|pop-?over|bubble)", re.IGNORECASE)


def _is_set_as_mark(element: Element, mark: Element | str) -> bool:
    """Whether ``mark``, which ``element`` shows, is set as one: raised, bracketed, no number, or right behind a word."""
    raised = element.tag == "sup" or any(below.tag == "sup" for below in element.walk()) or any(a.tag == "sup" for a in element.ancestors())
    said = mark if isinstance(mark, str) else mark.text(_LONGEST_MARK)
    return raised or not said.strip().isalnum() or _is_on_word(element)


def _is_on_word(element: Element) -> bool:
    """Whether a word or a stop stands before ``element`` without a blank."""
    at = element.place(_MOST_BESIDE)
    before = element.parent.children[at - 1] if element.parent is not None and at > 0 else ""
    return isinstance(before, str) and before[-1:].strip() != ""


def _begins_with(note: Element, mark: str) -> bool:
    """Whether ``note`` says ``mark`` first, in a piece of its own."""
    first: Element | str = note
    while isinstance(first, Element):
        first = next((child for child in first.children if not isinstance(child, str) or child.strip()), "")
    return first.strip() == mark


def _whole(mark: Element) -> Element:
    """``mark`` with what is inline round it and says no more."""
    while mark.parent is not None and not mark.parent.block and _mark(mark.parent):
        mark = mark.parent
    return mark


def _after(mark: Element, whole: Element) -> Element | None:
    """The note right behind ``mark``, in place; a bubble that the mark opens counts as one. ``whole`` is the mark with what is round it."""
    siblings = whole.parent.children if whole.parent is not None else []
    at = whole.place(_MOST_BESIDE)
    behind = siblings[at + 1] if 0 <= at < len(siblings) - 1 else ""
    if isinstance(behind, str) or behind.block or len(behind.text(_LEAST_NOTE)) < _LEAST_NOTE:
        return None
    opens = mark.get("popovertarget") or mark.get("aria-controls") or mark.get("aria-describedby")
    return behind if is_side_note(behind) or (opens and opens == behind.get("id")) else None


def _call_side_note(element: Element) -> None:
    element.attributes = {"class": SIDE_NOTE}


def _unfold(element: Element) -> bool:
    """Leave in ``element``, a note, but its text; or the mark alone, where the text says nothing more; whether that changed it."""
    parts = [child for child in element.children if not (isinstance(child, str) and not child.strip())]
    first = parts[0]
    is_mark = (
        _NUMBER.fullmatch(first.strip())
        if isinstance(first, str)
        else _MARK.fullmatch(first.text(_LONGEST_MARK)) and first.tag in ("sup", "a", "span")
    )
    if len(parts) < 2 or not is_mark:
        return False
    for below in element.walk():
        if below is not first and _OF_LATEXML.search(below.get("class")):
            below.children = []
    rest = [part for part in parts[1:] if isinstance(part, str) or part.text(1)]
    if not rest:
        element.children = [first]
        return True
    element.children = rest
    _call_side_note(element)
    for part in rest:
        if not isinstance(part, str):
            part.attributes = {
                name: value for name, value in part.attributes.items() if name not in ("style", "hidden", "aria-hidden", "class", "role")
            }
    return True
