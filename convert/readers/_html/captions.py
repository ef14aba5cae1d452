"""What belongs to a picture: the element that holds both, its caption and its credit.

`<figure>` says so itself. Elsewhere an element counts as a figure when it holds a picture and words marked as a
caption or a credit, and little else; or when a paragraph marked as a caption follows a picture.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from convert.patterns import regex
from convert.readers._html.figures import is_picture_file
from convert.readers._html.page import Element, Page
from convert.readers._text.credit import part_credit
from convert.readers._text.dateline import byline_names
from convert.readers._text.days import is_date_line

_CAPTION = regex(
    r"(?:^|[\s_-])(?:wp-)?(?:fig|img|image|photo|picture|media|video|lead|bild|foto|slide|thumb|gallery|hero|featured)?[_-]{0,4}(?:captions?|cap|legend|legende|"
    r"description|unterschrift|bildunterschrift|bu|bildtext|didascalia|pie-?de-?foto|kapt|cutline)(?:[_-]?(?:text|inner|content|wrapper|wrap|body|container))?(?:$|[\s_-])",
    re.IGNORECASE,
)
# What describes the text, and no picture.
_OF_TEXT = regex(r"(?:post|entry|article|page|story|blog|document|news)[_-]{1,2}description(?:$|[\s_-])", re.IGNORECASE)
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_CREDIT = regex(
    r"(?:^|[\s_-])(?:credits?|copyright|photo-?credits?|image-?credits?|photographer|fotograf|bildrechte|bildnachweis|rights|rechte|attribution|"
    r"quelle|agency|photo-?by|crédit|copy|source)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PICTURES = frozenset(("img", "picture", "amp-img"))
_LONGEST = 1_200
_MOST_LABELS = 20_000


def label(element: Element) -> str:
    """The class and id of ``element``, words of camel case parted."""
    attributes = element.attributes
    return _label(attributes.get("class") or "", attributes.get("id") or "") if attributes else ""


# A page says the same of many of its elements, and the pages of a site the same of theirs.
@lru_cache(maxsize=_MOST_LABELS)
def _label(said: str, name: str) -> str:
    whole = f"{said} {name}" if name else said
    return _CAMEL.sub("-", whole) if whole else ""


@lru_cache(maxsize=_MOST_LABELS)
def _says(pattern: re.Pattern[str], said: str) -> bool:
    return pattern.search(said) is not None


def is_caption(element: Element) -> bool:
    """Whether ``element`` is marked as the words below a picture."""
    if element.tag == "figcaption" or not element.attributes:
        return element.tag == "figcaption"
    said = label(element)
    return (_says(_CAPTION, said) and not _says(_OF_TEXT, said)) or element.get("itemprop") == "caption" or _describes_picture(element)


def _describes_picture(element: Element) -> bool:
    """Whether ``element`` is the description (schema.org) of a picture or a film, and not of the article."""
    if element.get("itemprop") != "description":
        return False
    described = next((above for above in element.ancestors() if "itemscope" in above.attributes), element)
    return described.get("itemtype").endswith(("ImageObject", "Photograph", "VideoObject", "MediaObject"))


_SURE_CAPTION = regex(
    r"(?:^|[\s_-])(?:(?:fig(?:ure)?|ima?ge?|photo|picture)?captions?|wp-caption-text|cutline|bildunterschrift|bildtext|image-?description|photo-?description|legende)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_lone_caption(element: Element) -> bool:
    """Whether ``element`` is called a caption in so many words, so that it is one even where its picture is not on the page."""
    if element.tag == "figcaption" or not element.attributes:
        return element.tag == "figcaption"
    return _says(_SURE_CAPTION, label(element)) or element.get("itemprop") == "caption"


def is_card(figure: Element) -> bool:
    """Whether ``figure`` is about another page: a link in it holds several lines, its title and what it is about, and no caption."""
    if figure.end - figure.at > _MOST_IN_CARD:
        return False
    for link in figure.walk():
        if link.tag == "a" and link.get("href"):
            lines = [below for below in link.walk() if below.block and not below.holds_blocks and below.text(1)]
            return len(lines) > 1 and not any(map(is_lone_caption, lines)) and not _is_of_picture(link, lines)
    return False


def _is_of_picture(link: Element, lines: list[Element]) -> bool:
    """Whether ``link`` leads to a picture's file, or the last of its ``lines`` says whose picture it is."""
    return is_picture_file(link.get("href")) or part_credit(f". {lines[-1].text(_LONGEST_CREDIT)}", sure=False)[1] != ""


def is_captioned(box: Element) -> bool:
    """Whether ``box`` is a picture with a caption that says more than another page's title: it ends as a sentence does, names whose picture it is,
    or the picture's file is what the link leads to."""
    if box.end - box.at > _MOST_IN_CARD or not any(below.tag in _PICTURES for below in box.walk()):
        return False
    words = next((below for below in box.walk() if is_lone_caption(below)), None)
    if words is None or any(below.tag in _HEADED and below.tag != "figure" for below in box.walk()):
        return False
    said = words.text(_LONGEST)
    told = len(box.text(_LONGEST)) <= len(said) + _LITTLE and (_ENDED.search(said) is not None or part_credit(said, sure=False)[1] != "")
    return told or any(below.tag == "a" and is_picture_file(below.get("href")) for below in box.walk())


_ENDED = regex(r"\w[.。][\"'”’»)\]]?$")


_MOST_IN_CARD = 100


def is_framed_text(figure: Element) -> bool:
    """Whether ``figure`` frames words alone, none of which are called a caption: a callout, say."""
    if figure.end - figure.at > _MOST_IN_CARD or any(below.tag in _DRAWN or below.tag == "table" for below in figure.walk()):
        return False
    return not any(is_caption(below) or is_credit(below) for below in figure.walk() if below is not figure)


_DRAWN = frozenset(
    ("img", "amp-img", "picture", "svg", "canvas", "video", "audio", "iframe", "object", "pre", "code", "math", "blockquote")
)


def is_picture_with_words(definitions: Element) -> bool:
    """Whether ``definitions`` are a picture and what is said of it, as WordPress sets those of a gallery in old themes."""
    terms = [child for child in definitions.elements() if child.tag == "dt"]
    if len(terms) != 1 or definitions.end - definitions.at > _MOST_IN_CARD or not pictures_in(terms[0]) or terms[0].text(1):
        return False
    return len(definitions.text(_LONGEST + 1)) <= _LONGEST


def is_credit(element: Element) -> bool:
    """Whether ``element`` is marked as naming whose picture it is."""
    if not element.attributes:
        return False
    return _says(_CREDIT, label(element)) or element.get("itemprop") in ("copyrightHolder", "creditText", "creator", "author")


def set_off_credit(caption: Element) -> list[Element]:
    """What ends ``caption`` in small letters, or as a source behind a sentence, and is a name: whose picture it is."""
    said = [child for child in caption.children if not isinstance(child, str) or child.strip()]
    last, before = (said[-1], said[-2]) if len(said) > 1 else ("", "")
    if isinstance(last, str) or last.block or last.reason or last.tag not in ("small", "cite"):
        return []
    words = before if isinstance(before, str) else before.text()
    closed = last.tag == "small" or words.rstrip(" |–—-").endswith(_CLOSED) or words.rstrip().endswith("|")
    return [last] if closed and is_name(last.text(_LONGEST_CREDIT)) else []


_CLOSED = (".", "!", "?", "…", "”", "»", '"', ")", "。")


def is_name(said: str) -> bool:
    """Whether ``said`` can name a person or an agency: a few words, the first with a capital, and no sentence."""
    words = said.split()
    return 0 < len(words) <= _MOST_IN_NAME and not words[0][0].islower() and said[-1] not in ".!?:" and not any(map(str.isdigit, said))


_MOST_IN_NAME = 8


_FIGURE_PARTS = frozenset(("figure", "figcaption"))


# What is longer is called so for something else: *copy* may be the text itself.
_LONGEST_CREDIT = 300


def in_figure(element: Element) -> bool:
    """Whether ``element`` belongs to a picture."""
    if element.tag in _FIGURE_PARTS or is_caption(element) or (is_credit(element) and len(element.text(_LONGEST_CREDIT)) < _LONGEST_CREDIT):
        return True
    return any(above.tag in _FIGURE_PARTS for _, above in zip(range(5), element.ancestors(), strict=False))


def pictures_in(element: Element) -> list[Element]:
    """The picture elements in ``element`` that aren't left out."""
    return [below for below in element.walk() if below.tag in ("img", "amp-img") and not below.reason]


def has_picture(element: Element) -> bool:
    """Whether there is a picture in ``element``, be it left out or without an address."""
    return any(below.tag in ("img", "amp-img") for below in element.walk())


def shows_pictures(element: Element) -> bool:
    """Whether ``element`` shows pictures with their words, be it a slide show or one that opens large, and nothing else."""
    if not element.block or element.end - element.at > _MOST_IN_SHOW or not any(below.tag in _PICTURES for below in element.walk()):
        return False
    if _is_picture_box(element) and not any(below.tag in _HEADED for below in element.walk()):
        return not _linked(element)
    worded = False
    skipped = 0
    for below in element.walk():
        if below.at < skipped:
            continue
        if below.tag in _CONTROLS or is_caption(below) or is_credit(below):
            worded = worded or is_caption(below)
            skipped = below.end
        elif sum(len(child.strip()) for child in below.children if isinstance(child, str)) > _MOST_COUNTED and below.tag not in _UNREAD:
            return False
    return worded


def _linked(element: Element) -> bool:
    """Whether words of ``element`` stand in a link, as those of a picture that announces an article do."""
    return any(below.tag == "a" and len(below.text(1)) for below in element.walk())


_CONTROLS = frozenset(("button", "svg", "noscript"))
_UNREAD = frozenset(("script", "style", "iframe", "canvas"))
_MOST_IN_SHOW = 3_000
_MOST_COUNTED = 12  # which picture of how many


def mark_figures(root: Element) -> set[Element]:
    """The elements below ``root`` that hold a picture with words marked as its own, and are no `<figure>`."""
    found: set[Element] = set()
    refused: set[Element] = set()
    until = 0
    for element in root.walk():
        if element.tag == "figure" and is_card(element):
            until = element.end
        if element.at < until:
            continue
        if element.tag in _PICTURES and not element.reason:
            box = _box(element, root, refused) or _line_with_words(element)
            if box is not None:
                found.add(box)
            continue
        if element.reason or not element.block or element.tag in ("figure", "figcaption") or not is_caption(element):
            continue
        if element.tag == "p" and pictures_in(element):
            found.add(element)
            continue
        holder = _holder(element, root, refused)
        if holder is not None:
            found.add(holder)
    return found


def _line_with_words(picture: Element) -> Element | None:
    """The block that holds ``picture`` and behind it, on a line of its own, words with a credit, or set in the middle as it is."""
    line = next((above for above in islice(picture.ancestors(), 3) if above.block), None)
    if line is None or line.tag not in _LINES or line.end - line.at > _MOST_IN_LINE or line.holds_blocks:
        return None
    if not any(node.tag == "br" for node in line.order[picture.at + 1 : line.end]):
        return None
    said = line.text(_LONGEST_LINE + 1)
    if not said or len(said) > _LONGEST_LINE or len(pictures_in(line)) > 1:
        return None
    first = next((child for child in line.children if not isinstance(child, str) or child.strip()), None)
    if not isinstance(first, Element) or not (first is picture or first.holds(picture)) or first.text(1):
        return None
    centred = line.get("align").lower() == "center" or line.tag == "center" or _CENTRED.search(line.get("style")) is not None
    return line if centred or part_credit(said, sure=False)[1] else None


_LINES = frozenset(("p", "div", "center", "td"))
_CENTRED = regex(r"text-align\s*:\s*center", re.IGNORECASE)
_MOST_IN_LINE, _LONGEST_LINE = 30, 300
_BOX = regex(
    r"(?:^|[\s_-])(?:img|image|images|photo|picture|pic|foto|bild|figure|media|gallery|slide|slideshow|imagen|image-?block|imgtop|imginline|wp-caption)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOXES = frozenset(("div", "span", "p", "section", "li", "a", "picture"))


def _box(picture: Element, root: Element, refused: set[Element]) -> Element | None:
    """The element round ``picture`` that is called a picture's, when it holds a few words besides."""
    for above in islice(picture.ancestors(), 5):
        if above is root or above in refused or above.tag not in _BOXES:
            return None
        if above.block and above.tag != "p":
            said = len(above.text(400))
            if said > 400:
                refused.add(above)
                return None
            if any(below.tag in _HEADED for below in above.order[above.at : above.end]):
                refused.add(above)
                return None
            if said and (_says(_BOX, label(above)) or above.get("itemtype").endswith("ImageObject")):
                return above
    return None


_HEADED = frozenset(("h1", "h2", "h3", "h4", "figure", "ul", "ol", "table"))


def _holder(caption: Element, root: Element, refused: set[Element]) -> Element | None:
    """The smallest element round ``caption`` with a picture in it, when it holds little else."""
    said = caption.text(_LONGEST)
    if not said or len(said) > _LONGEST:
        return None
    for above in caption.ancestors():
        if above is root or above in refused or above.tag in ("figure", "body", "td", "main", "article"):
            return None
        if any(below.tag in _PICTURES for below in above.walk()):
            rest = len(above.text(2 * _LONGEST)) - len(said)
            if rest <= max(120, len(said)):
                return above
            refused.add(above)
            return None
    return None


def before(page: Page, content: Element, headline: Element | None) -> list[Element]:
    """What stands round the headline, outside ``content``, and holds a picture or its words: the lead figures."""
    start = max(0, (headline.at if headline is not None else content.at) - _REACH)
    found: list[Element] = []
    at = start
    while at < content.at:
        element = page.order[at]
        if element.reason or (element.tag in _ASIDE and not element.holds(content)):
            at = element.end
            continue
        holds = element.holds(content) or (headline is not None and element.holds(headline))
        if not holds and (element.tag == "figure" or (element.block and _is_picture_box(element))):
            if not _tells_who(element):
                whole = element if pictures_in(element) else _round_picture(element, content, headline)
                while found and whole.holds(found[-1]):
                    found.pop()
                found += [whole] if pictures_in(whole) else [*_right_before(whole), whole]
            at = element.end
            continue
        at += 1
    return found


def _round_picture(caption: Element, content: Element, headline: Element | None) -> Element:
    """What holds ``caption`` and its picture and little else, short of ``content`` and ``headline``; ``caption`` where nothing does."""
    least = len(caption.text(_LONGEST))
    for _, above in zip(range(_LEVELS), caption.ancestors(), strict=False):
        if above.holds(content) or (headline is not None and above.holds(headline)) or above.end - above.at > _MOST_IN_SHOW:
            break
        if len(above.text(least + _LITTLE + 1)) > least + _LITTLE:
            break
        if pictures_in(above):
            return above
    return caption


def _right_before(caption: Element) -> list[Element]:
    """The element that ``caption`` stands under, if it is a picture and no more."""
    place = caption.place(_MOST_BESIDE)
    beside = caption.parent.children[max(0, place - _NEAR) : place] if caption.parent is not None and place > 0 else []
    above = next((child for child in reversed(beside) if isinstance(child, Element)), None)
    return [above] if above is not None and not above.reason and not above.text(1) and pictures_in(above) else []


_MOST_BESIDE, _NEAR = 1_000, 3
_LEVELS, _LITTLE = 5, 100


def _tells_who(element: Element) -> bool:
    """Whether what ``element`` says is who wrote the article, or when."""
    said = element.text(200)
    return bool(is_date_line(said) or byline_names(said))


def _is_picture_box(element: Element) -> bool:
    if element.tag in ("ul", "ol", "table", "p", "h1", "h2", "h3", "a") or not is_caption(element):
        return _says(_BOX, label(element)) and bool(pictures_in(element)) and 0 < len(element.text(400)) <= 400
    return bool(element.text(1))


_REACH = 40
_ASIDE = frozenset(("nav", "footer", "aside", "button", "form"))
