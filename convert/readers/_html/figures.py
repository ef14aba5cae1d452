"""Pictures on a page: the best address of each, its caption and its credit, however the page marks them up."""

from __future__ import annotations

import base64
import re

from convert.patterns import regex
from convert.readers._html.links import absolute
from convert.readers._html.page import Element

_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-full-src", "data-original-src", "data-src-large",
    "data-large-file", "data-orig-file", "data-image", "data-img", "data-url", "data-actualsrc", "data-echo", "data-runner-src", "data-fallback-src",
)  # fmt: skip
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
_CANDIDATE = regex(r"(\S+?)(?:\s+([\d.]+)([wx]))?\s*(?:,\s+|,(?=https?:|/)|\s*$)")
_PICTURE_FILE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:$|[?#&])", re.IGNORECASE)
_BESIDE = regex(r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^?#]*[^/?#]/[^/?#]")
_PLACEHOLDER = regex(
    r"(?:^|[/_.-])(?:placeholder[^/]*|(?:spacer|blank|pixel|1x1|transparent|loading|lazy|grey|gray|dummy|clear)(?:[-_.]?(?:\d+(?:x\d+)?|px|img|image|bg|trans(?:parent)?))*)"
    r"\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_WIDEST_USEFUL = 1_600
_LONGEST_STAND_IN = 1_000


def source_of(image: Element, base: str) -> str:
    """The best address that ``image`` states, absolute where ``base`` is known; empty when it shows nothing.

    Of several sizes it is the smallest that is at least 1,600 pixels wide, else the largest; where that is small, the file that the link
    round it leads to. A ``data:`` URL of no size to speak of is a stand-in for one that scripts load later. A page that a browser saved has
    the picture in a folder beside it, and every other size still on the web.
    """
    stated = image.get("src").strip()
    own = "" if _stands_in(stated) else stated
    sizes = _sizes_of(image)
    if image.parent is not None and image.parent.tag == "picture":
        for sibling in image.parent.elements():
            if sibling.tag == "source":
                sizes += _sizes_of(sibling)
    lazy = next((value for name in _LAZY if name in image.attributes and _is_address(value := image.get(name).strip())), "")
    if not (own or sizes or lazy):
        lazy = _named_as_data(image)
    if own.startswith("data:") and not ("svg" in own[:20] and (sizes or lazy)):
        return own
    if _BESIDE.match(own) and not any(map(_BESIDE.match, [lazy, *(address for _, address in sizes)])):
        return own
    best = _best(sizes, lazy or own) if sizes or lazy or own else ""
    if not best or (max(sizes, default=(0.0, ""))[0] < _LARGE_ENOUGH and _is_small(image, best)):
        best = _linked_to(image) or best
    return absolute(best, base) if best else ""


def _linked_to(image: Element) -> str:
    """The file of a picture that the link round ``image`` leads to: the same in its own size.

    A wiki's page on the file and a page that shows it in a repository are called as the file is.
    """
    above = (element for element, _ in zip(image.ancestors(), range(_NEAR), strict=False))
    href = next((element.get("href").strip() for element in above if element.tag == "a"), "")
    return href if _is_address(href) and is_picture_file(href) and not _PAGE_ON_FILE.search(href) else ""


_PAGE_ON_FILE = regex(r"/blob/|/[^/?#]{1,40}(?::|%3A)[^/?#]*(?:$|[?#])|[?&]title=", re.IGNORECASE)


def _is_small(image: Element, address: str) -> bool:
    """Whether ``image``, which is at ``address``, is one in a small size, by its stated width or by what its file is called."""
    wide = image.get("width").strip().removesuffix("px")
    if wide.isdecimal() and len(wide) < _LONGEST_SIZE:
        return int(wide) < _LARGE_ENOUGH
    return _CALLED_SMALL.search(address) is not None


_LARGE_ENOUGH = 600
# As programs call what they made smaller: light-300x200.jpg, /s320/, w=200, light_thumb.jpg.
_CALLED_SMALL = regex(
    r"[-_/.=](?:[sw]|width|w_)?=?(?:[1-5]\d{2}|\d{2,3}x\d{2,3})(?:-[a-z]{1,2})?(?:[./&,]|$)|(?:^|[-_/.])(?:thumb(?:nail)?s?|small|tn|mini|preview)(?:[-_/.]|$)",
    re.IGNORECASE,
)


_NEAR = 4


def _named_as_data(image: Element) -> str:
    """The file of a picture that any of the ``data-`` attributes of ``image`` names, for a script to load; a whole address before others."""
    data = (image.get(name).strip() for name in image.attributes if name.startswith("data-"))
    named = [value for value in data if _PICTURE_FILE.search(value) and _is_address(value) and not _BLANK.search(value)]
    return min(named, key=lambda value: not value.startswith(_WHOLE), default="")


_WHOLE = ("http://", "https://", "//")
_BLANK = regex(r"\s")


def _sizes_of(element: Element) -> list[tuple[float, str]]:
    return [size for name in _LAZY_SETS if name in element.attributes for size in _sizes(element.get(name))]


def _best(sizes: list[tuple[float, str]], otherwise: str) -> str:
    wide = sorted((size for size in sizes if size[0] >= _WIDEST_USEFUL), key=lambda size: size[0])
    if wide:
        return wide[0][1]
    known = [size for size in sizes if size[0] > 0]
    if known and (not otherwise or max(known)[0] >= _LARGE_ENOUGH):
        return max(known, key=lambda size: size[0])[1]
    return otherwise or sizes[0][1]


def _sizes(value: str) -> list[tuple[float, str]]:
    """The candidates of a ``srcset`` with their widths in pixels; a density counts as that many times 800."""
    if not value or value.lstrip().startswith("data:"):
        return []
    found = []
    for match in _CANDIDATE.finditer(value[:20_000]):
        address, size, unit = match.groups()
        if address and not _stands_in(address):
            number = float(size) if size and size.count(".") < 2 and size != "." else 0.0
            found.append((number * 800 if unit == "x" else number, address))
    return found


def _is_address(value: str) -> bool:
    return bool(value) and not _stands_in(value) and bool(value.startswith(("http", "//", "/", "./", "../")) or _PICTURE_FILE.search(value))


def _stands_in(address: str) -> bool:
    if not address or address.startswith(("about:", "blob:", "javascript:", "#")):
        return True
    if address.startswith("data:"):
        return len(address) < _LONGEST_STAND_IN and not _is_seen(address)
    return bool(_PLACEHOLDER.search(address))


def _is_seen(address: str) -> bool:
    """Whether a short ``data:`` URL is a picture for all that: of some size, and more bytes than one of a single colour needs."""
    head, _, encoded = address.partition(",")
    if "base64" not in head or "svg" in head:
        return False
    try:
        data = base64.b64decode(encoded, validate=False)
    except ValueError:
        return False
    if data.startswith(b"GIF8"):
        sides = data[6:8][::-1], data[8:10][::-1]
    else:
        sides = (data[16:20], data[20:24]) if data.startswith(b"\x89PNG") else (b"", b"")
    wide, high = (int.from_bytes(side, "big") for side in sides)
    return min(wide, high) >= _LEAST_SIDE and len(data) > _FEWEST_BYTES


_LEAST_SIDE = 8
_FEWEST_BYTES = 150


def is_picture_file(address: str) -> bool:
    """Whether ``address`` ends as the name of a picture's file."""
    return bool(_PICTURE_FILE.search(address))


def stated_words(image: Element) -> str:
    """What ``image`` says it shows, in a line, where that is more than a sign; of one that only decorates, nothing."""
    words = " ".join(image.get("alt").split())
    return words if len(words) > _LONGEST_SIGN and not is_ornament(image, image.get("src")) else ""


_LONGEST_SIGN = 2


def told_in_title(image: Element) -> str:
    """What ``image`` says in its title, where that ends as a sentence does and is not what it shows."""
    title, words = " ".join(image.get("title").split()), " ".join(image.get("alt").split())
    is_told = len(title.split()) >= _FEWEST_TOLD and _ENDED.search(title) and title.casefold() not in words.casefold()
    return title if is_told and len(title) <= _LONGEST_TITLE and not _PICTURE_FILE.search(title) else ""


_FEWEST_TOLD, _LONGEST_TITLE = 4, 1_000
_ENDED = regex(r"[^\W\d_][.!?…。！？][\"'”’»)\]]?$")


def is_ornament(image: Element, address: str) -> bool:
    """Whether ``image`` is an icon, a counter or a button rather than a picture: by its stated size or its name."""
    stated = [side.strip().removesuffix("px") for name in _SIDES if (side := image.attributes.get(name))]
    sizes = [int(size) for size in stated if size.isdigit() and len(size) < _LONGEST_SIZE]
    if max(sizes, default=0) >= _LEAST_SIZE:
        sizes = [size for size in sizes if size]  # 0 beside a size that counts leaves the other to the picture
    if min(sizes, default=_LEAST_SIZE) < _LEAST_SIZE:
        return True
    if len(sizes) == len(_SIDES) and min(sizes) >= _LARGE:  # the logo that the text is about, say
        return False
    return bool(_ORNAMENT.search(address) or _ORNAMENT_CLASS.search(image.get("class")))


_SIDES = ("width", "height")
_LEAST_SIZE, _LARGE, _LONGEST_SIZE = 48, 100, 8
_ORNAMENT = regex(
    r"(?:^|[/_.-])(?:icons?|logos?|avatars?|gravatar|emoji|sprites?|smil(?:ey|ies)|badge|button|tracking|counter|beacon|share)(?:[/_.-]|$)|/wp-includes/|scorecardresearch|doubleclick",
    re.IGNORECASE,
)
_ORNAMENT_CLASS = regex(r"(?:^|[\s_-])(?:icons?|logo|avatar|emoji|gravatar|wp-smiley)(?:$|[\s_-])", re.IGNORECASE)
