"""Pages that are documents from their first line to their last, with nothing of a site round them but their own contents.

Word processors write such pages, and so do converters (pandoc, Org, Asciidoctor, LaTeXML) and the exports of notebooks. Which page is one its
generator says, Word's namespace, or what its maker always calls its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.patterns import regex
from convert.readers._html.code import code_of
from convert.readers._html.hints import hint_of, is_hidden
from convert.readers._html.page import Element, Page
from convert.readers._html.report import CONTENTS
from convert.readers._html.tables import is_all_bold

_GENERATOR = regex(
    r"Microsoft\s(?:Word|Office)|\b(?:LibreOffice|OpenOffice|StarOffice|NeoOffice|AbiWord|Calligra|OnlyOffice|WPS Office|Cocoa HTML Writer|"
    r"Aspose\.Words|Google Docs)\b",
    re.IGNORECASE,
)
_CONVERTER = regex(r"(?:pandoc|org[ -]?mode|asciidoctor|latexml)\b", re.IGNORECASE)
_SAY_WHO = ("generator", "progid", "originator")
_WORD = "urn:schemas-microsoft-com:office:word"
_EXPORTED = "doc-content"
_NUMBERED = regex(r"c\d{1,4}")
_FIXED = regex(r"font-family\s*:[^;]*(?:\bcourier|\bconsolas|\bmonaco|\bmenlo|[\w ]mono\b|\bmonospace)", re.IGNORECASE)
_TITLE = regex(r"(?:^|\s)(?:(?:mso|page-)?title|MsoTitleCxSp\w+|ltx_title_document)(?:$|\s)", re.IGNORECASE)
_QUOTE = regex(r"(?:^|\s)Mso(?:Intense)?Quote(?:$|\s)")
_MOST_CODE = 0.8
_MOST_SHEET = 200_000


def is_document(page: Page) -> bool:
    """Whether all of ``page`` is one document."""
    return is_of_word_processor(page) or _of_converter(page) is not None


def is_of_word_processor(page: Page) -> bool:
    """Whether a word processor wrote ``page``."""
    for element in page.order[:_HEAD]:
        if element.tag == "html" and _WORD in element.attributes.values():
            return True
        if element.tag == "meta" and element.get("name").lower() in _SAY_WHO and _GENERATOR.search(element.get("content")):
            return True
        if _is_exported(element):
            return True
    return False


def _is_exported(element: Element) -> bool:
    """Whether Google's export calls ``element`` the document: its class, beside one of those that are but numbered."""
    said = element.get("class").split()
    return _EXPORTED in said and any(map(_NUMBERED.fullmatch, said))


_HEAD = 400


def _of_converter(page: Page) -> Element | None:
    """The element that holds the document which a converter or a notebook made ``page`` of."""
    body: Element | None = None
    for element in page.order[:_HEAD]:
        said = element.get("class").split()
        if element.tag == "article" and "ltx_document" in said:
            return element
        if element.tag == "article" and "page" in said and any("page-body" in part.get("class").split() for part in element.elements()):
            return element  # Notion's
        if (element.tag == "body" and "jp-Notebook" in said) or element.get("id") == "notebook-container":
            return element
        if element.tag == "meta" and element.get("name").lower() == "generator" and _CONVERTER.match(element.get("content")):
            body = next((below for below in page.order if below.tag == "body"), None)
    return body


def text_of(page: Page) -> Element:
    """The element that holds the document: what its maker puts in a box, else the body."""
    body = next((element for element in page.order if element.tag == "body"), page.root)
    exported = next(filter(_is_exported, body.walk()), None)
    return exported or _of_converter(page) or body


def title_in(text: Element) -> Element | None:
    """The line that is set as the document's title, else the only heading of the first level, or a bold line, if it begins with that."""
    for element in text.walk():
        if element.tag in ("p", "h1") and _TITLE.search(element.get("class")) and not element.holds_blocks and element.text(1):
            return element
    lines = (element for element in text.walk() if element.block and not element.holds_blocks and element.text(1) and not element.reason)
    first = next(lines, None)
    heads = [element for element in text.walk() if element.tag == "h1" and element.text(1)]
    if first is None or (heads and heads[0] is not first and not heads[0].holds(first)):
        return None
    is_bold = first.tag == "p" and len(first.text(_LONGEST_TITLE)) < _LONGEST_TITLE and is_all_bold(first) and next(lines, None) is not None
    return first if len(heads) == 1 or (not heads and is_bold) else None


_LONGEST_TITLE = 200


def named(page: Page) -> str:
    """What the document's head calls it."""
    titles = (
        "".join(child for child in element.children if isinstance(child, str)) for element in page.order[:_HEAD] if element.tag == "title"
    )
    return " ".join(next(titles, "").split())


def restore(page: Page, data: bytes) -> None:
    """Make plain what only the looks of a document say: emphasis by its style sheet, code by its letters, quotations by their style.

    ``data`` is the page as it was, since a tree keeps no style sheets.
    """
    text = text_of(page)
    _apply(_declared(data), text)
    _mark_code(text)
    for element in text.walk():
        if element.tag == "p" and _QUOTE.search(element.get("class")):
            element.tag, inner = "blockquote", Element("p", {}, element)
            inner.children = element.children
            for child in inner.elements():
                child.parent = inner
            element.children = [inner]
    page.renumber()


DELETED = "deleted while changes were tracked"


def leave_out(page: Page) -> None:
    """Mark what is hidden in the document, its comments, its own contents, and what change tracking has as deleted."""
    is_tracked = is_of_word_processor(page)
    for element in page.order:
        if element.attributes or element.tag in _TELLING:
            element.reason = _reason(element, is_tracked=is_tracked)
            if element.tag == "a" and (comment := _COMMENT.fullmatch(element.get("id"))):
                _leave_out_comment(element, is_reference=bool(comment[1]))


def _reason(element: Element, *, is_tracked: bool) -> str:
    """Why ``element`` is no part of the document; empty when it is."""
    if element.reason:
        return element.reason
    if is_hidden(element):
        return "hidden"
    if element.tag == "del" and is_tracked:
        return DELETED
    if (called := _CALLED.search(element.get("class"))) and called.lastgroup:
        is_number = called.lastgroup == "mark" and any(map(str.isalnum, element.text(_LONGEST_MARK)))
        return "" if is_number and (element.parent is None or element.parent.tag != "li") else _CALLED_SO[called.lastgroup]
    if named := _NAMED.get(element.get("id")):
        return named
    if "mso-element:comment" in element.get("style"):
        return "comments"
    kind, sure = hint_of(element)
    return kind if sure and kind in ("navigation", "the page's footer") else ""


def _leave_out_comment(anchor: Element, *, is_reference: bool) -> None:
    """Leave out a comment of Google's, or what refers to it; as links they would be tied to one another as notes are."""
    anchor.attributes = {}
    line = next((above for above in anchor.ancestors() if above.block), None)
    whole = anchor.parent if is_reference else line
    if whole is not None and whole.tag in ("sup", "p"):
        whole.reason = "comments"


_TELLING = frozenset(("nav", "footer", "del", "dialog", "menu"))
_CALLED = regex(
    r"(?:^|\s)(?:(?P<contents>MsoToc(?:\d|Heading))|(?P<comments>MsoCommentReference)|(?P<above>ltx_authors|ltx_dates|page-header-icon)|"
    r"(?P<prompt>jp-(?:Input|Output)Prompt|input_prompt|output_prompt)|(?P<mark>ltx_tag_item))(?:$|\s)"
)
_CALLED_SO = {
    "contents": CONTENTS, "comments": "comments", "above": "who and when", "prompt": "a control of the page", "mark": "moved",
}  # fmt: skip
_NAMED = dict.fromkeys(("toc", "TOC", "table-of-contents"), CONTENTS) | dict.fromkeys(("postamble", "footer"), "the page's footer")
_LONGEST_MARK = 20
_COMMENT = regex(r"cmnt(_ref)?\d+")


# --- what the style sheet says --------------------------------------------------------------------------------


def _declared(data: bytes) -> dict[str, str]:
    """What the style sheets within a page declare for each class alone."""
    import tinycss2  # only documents need it

    sheet = b"".join(found[1] for found in _SHEET.finditer(data))[:_MOST_SHEET].decode("utf-8", "replace")
    found: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            declared = tinycss2.serialize(rule.content)
            for name in _classes(tinycss2.serialize(rule.prelude)):
                found[name] = f"{found.get(name, '')};{declared}"
    return found


_SHEET = regex(rb"<style\b[^<>]*>([^<]*)", re.IGNORECASE)


def _classes(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        if match := _CLASS.fullmatch(selector.strip()):
            yield match[1]


_CLASS = regex(r"(?:span|p|a|font)?\.([\w-]+)")


def _apply(declared: dict[str, str], text: Element) -> None:
    for element in text.walk():
        said = [declared[name] for name in element.get("class").split() if name in declared] if element.tag in ("span", "font", "p") else []
        if said:
            element.attributes = {**element.attributes, "style": ";".join([*said, element.get("style")])}


# --- code -----------------------------------------------------------------------------------------------------


def _mark_code(text: Element) -> None:
    fixed = {element for element in text.walk() if element.tag in ("span", "font") and _is_fixed(element)}
    size = sum(len(element.text()) for element in fixed if not any(above in fixed for above in element.ancestors()))
    if not size or size > _MOST_CODE * len(text.text()):
        return
    for element in fixed:
        if element.text(1):
            element.tag = "code"
            element.attributes = {}
    for parent in dict.fromkeys(element.parent for element in text.walk() if element.tag == "p" and element.parent is not None):
        _join_listings(parent)


def _is_fixed(element: Element) -> bool:
    return bool(_FIXED.search(element.get("style") or f"font-family:{element.get('face')}"))


def _join_listings(parent: Element) -> None:
    """Make one listing of the paragraphs in ``parent`` that follow one another and are all code."""
    fresh: list[Element | str] = []
    lines: list[Element] = []

    def flush() -> None:
        if lines:
            listing = Element("pre", {}, parent)
            listing.children = ["\n".join(code_of(line)[0] for line in lines)]
            fresh.append(listing)
            lines.clear()

    for child in parent.children:
        if isinstance(child, Element) and child.tag == "p" and _is_all_code(child):
            lines.append(child)
        elif isinstance(child, Element) or child.strip():
            flush()
            fresh.append(child)
        elif not lines:
            fresh.append(child)
    flush()
    parent.children = fresh


def _is_all_code(paragraph: Element) -> bool:
    code = [element for element in paragraph.walk() if element.tag == "code"]
    outer = [element for element in code if element.parent is not None and element.parent.tag != "code"]
    letters = sum(len("".join(element.text().split())) for element in outer)
    return 0 < len("".join(paragraph.text().split())) <= letters
