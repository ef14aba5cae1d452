"""RSS in all its versions and Atom, as they are found rather than as they are specified (RFC 4287; RSS 2.0; RSS 1.0).

Names are matched without their namespaces where only one meaning is possible. Markup that is not quite XML is repaired first.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from convert.encoding import codec, decoded
from convert.errors import InputError
from convert.notices import Notify
from convert.patterns import regex
from convert.readers._feed import blogs
from convert.readers._feed.entry import Entry, Feed, date_of, person, plain
from convert.readers._html.links import absolute
from convert.readers._xml import CDATA, child, children, local, parsed, sections, text_of

_XHTML = "{http://www.w3.org/1999/xhtml}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_PODCAST_AUTHOR = "{http://www.itunes.com/dtds/podcast-1.0.dtd}author"
_DOCTYPE = regex(rb"<!DOCTYPE\b[^<>\[]*>", re.IGNORECASE)
_LOOSE = regex(rb"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_NUMBERED = regex(rb"&#(\d{1,7}|[xX][0-9a-fA-F]{1,6});")
_NAMED = regex(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_CONTROL = regex(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def feed_of(data: bytes, name: str, most: int) -> Feed:
    """The feed in ``data``, in UTF-8, with its first ``most`` entries. Raises `InputError` when it is none."""
    root = _root(data, name)
    if _MAY_BE_WINDOWS.search(data):
        _from_windows(root)
    kind = local(root)
    if kind == "feed":
        return _atom(root, most)
    if kind == "html":
        raise InputError(f"{name}: this is a web page, and no feed", hint="save the feed itself, or read the page without -f")
    if kind not in ("rss", "RDF"):
        raise InputError(f"{name}: this is XML, but no feed", hint="a feed is RSS, Atom or JSON Feed")
    channel = child(root, "channel")
    if kind == "RDF" and channel is None and child(root, "item") is None:
        raise InputError(f"{name}: this is RDF, but no feed", hint="a feed is RSS, Atom or JSON Feed")
    return _rss(root, root if channel is None else channel, most)


# Control characters that no text has: punctuation of windows-1252, which is often called Latin-1 (Encoding Standard, 4.2).
_WINDOWS = {byte: told for byte in range(0x80, 0xA0) if (told := bytes((byte,)).decode("cp1252", "ignore"))}
_MAY_BE_WINDOWS = regex(
    rb"\xc2[\x80-\x9f]|&#0*(?:1[2-5]\d|[xX]0*[89][0-9a-fA-F]);|(?i:encoding\s*=\s*[\"'](?:iso-?8859-1|latin-?1|us-ascii))"
)


def _from_windows(root: Any) -> None:
    for element in root.iter():
        if element.text:
            element.text = _translated(element.text)
        if element.tail:
            element.tail = _translated(element.tail)


def _translated(text: str) -> str:
    return text if text.isascii() else text.translate(_WINDOWS)


_STATED = regex(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']", re.IGNORECASE)
_DECLARATION = regex(r"\s*<\?xml[^>]{0,300}\?>")


def in_utf8(data: bytes, name: str, notify: Notify) -> bytes:
    """``data`` in UTF-8, without what it says of its encoding, which need not be true; what is guessed or replaced is a `Notice`."""
    if data.isascii() and b"\0" not in data:
        return data
    stated = _STATED.match(data)
    text = decoded(data, name, notify, stated=codec(stated[1].decode("ascii")) if stated else "", code="feed")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def breaks_off(data: bytes) -> bool:
    """Whether ``data`` ends before its root element does."""
    root = _FIRST_ELEMENT.search(data)
    return root is not None and b"</" + root[1] not in data


_FIRST_ELEMENT = regex(rb"<([A-Za-z_][\w.:-]*)[\s>]")


def _root(data: bytes, name: str) -> Any:
    """The root element; what is not well-formed is repaired as far as it can be."""
    whole = _DOCTYPE.sub(b"", data.lstrip(b"\xef\xbb\xbf \t\r\n"), count=1)
    try:
        return parsed(whole, name)
    except InputError:
        if b"<!ENTITY" in whole:
            raise
    parts = sections(_CONTROL.sub(b"", whole))
    # What looks like a CDATA section may stand in an attribute, where references count: one of no character would fail later.
    mended = b"".join(_NUMBERED.sub(_numbered, part) if part.startswith(CDATA) else _referring(part) for part in parts)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_pis=True)
    try:
        root = etree.fromstring(mended, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(f"{name}: not well-formed XML: {str(error)[:200]}", hint="get it again") from error
    if root is None:
        raise InputError(f"{name}: holds no feed", hint="get it again")
    return root


def _referring(markup: bytes) -> bytes:
    """``markup`` whose references XML knows: loose ampersands escaped, HTML's names as numbers, numbers of no character as U+FFFD."""
    return _NAMED.sub(_character, _NUMBERED.sub(_numbered, _LOOSE.sub(b"&amp;", markup)))


def _numbered(found: re.Match[bytes]) -> bytes:
    """A reference by number, which must be of a character that XML 1.0 has (section 2.2)."""
    number = int(found[1][1:], 16) if found[1][:1] in b"xX" else int(found[1])
    known = number in (9, 10, 13) or 0x1F < number < 0xD800 or 0xDFFF < number < 0xFFFE or 0xFFFF < number < 0x110000
    return found[0].lower() if known else b"&#xFFFD;"


def _character(found: re.Match[bytes]) -> bytes:
    if found[1] in _XML_NAMES:
        return found[0]
    known = html.unescape(found[0].decode("ascii"))
    return b"&amp;" + found[1] + b";" if known.startswith("&") else "".join(f"&#{ord(one)};" for one in known).encode()


# --- RSS ------------------------------------------------------------------------------------------------------


def _rss(root: Any, channel: Any, most: int) -> Feed:
    every = children(channel, "item") or children(root, "item")
    items = list(filter(blogs.is_text, every))
    blog = blogs.blog_of(channel, every)
    base = channel.base or ""
    link = next((text_of(one) for one in children(channel, "link") if text_of(one)), "")
    link = absolute(link, base) if base else link
    language = text_of(child(channel, "language")) or channel.get(_LANG) or ""
    return Feed(
        title=plain(text_of(_own(channel, "title"))),
        url=link,
        language=language,
        authors=_names(text_of(one) for one in channel if one.tag == _PODCAST_AUTHOR),
        licence=plain(text_of(child(channel, "copyright")) or text_of(child(channel, "rights"))),
        entries=[_item(item, base or link, blog) for item in items[:most]],
        besides=len(every) - len(items),
    )


def _item(item: Any, base: str, blog: blogs.Blog) -> Entry:
    guid = child(item, "guid")
    known = text_of(guid) if guid is not None and guid.get("isPermaLink", "true") != "false" else ""
    stated = (*children(item, "origLink"), *children(item, "link"))  # the first where a service that counted readers put its own
    link = next((said for one in stated if (said := text_of(one))), "") or (known if known.startswith("http") else "")
    link = absolute(link, item.base or base) if link else ""
    base = item.base or link or base
    enclosed = [one for one in children(item, "enclosure") if one.get("type", "").startswith(("audio/", "video/"))]
    shown = _picture(item, children(item, "enclosure"), "url", base)
    shown["picture"] = shown["picture"] or blogs.picture_of(item, blog)
    return Entry(
        title=plain(_raw(_own(item, "title"))),
        url=link,
        base=base,
        authors=_names(blog.logins.get(said := text_of(one), said) for one in children(item, "creator") or children(item, "author")),
        published=_first_date(item, "pubDate", "published", "date", "issued", "created"),
        updated=_first_date(item, "updated", "modified"),
        content=blogs.typed(_full(item), item, blog),
        summary=_longest(_in_parts(_markup(one)) for one in (_own(item, "description"), child(item, "summary"))),
        tags=_distinct(text_of(one) for one in children(item, "category", "subject") if blogs.is_tag(one)),
        sounds=tuple(absolute(one.get("url", ""), base) for one in enclosed),
        **shown,
    )


def _full(item: Any) -> str:
    """The whole text of ``item``, the longest where several elements hold one; of the module that is for it before others."""
    named = [one for one in children(item, "encoded", "content", "body", "fullitem") if not one.tag.startswith(_MEDIA)]
    return _longest(_markup(one) for one in named if one.tag == _CONTENT) or _longest(map(_markup, named))


def _longest(texts: Iterable[str]) -> str:
    """Of several forms of one text that which says most, the first of equal ones."""
    found = list(filter(None, texts))
    return max(found, key=lambda text: len(plain(text))) if len(found) > 1 else next(iter(found), "")


def _in_parts(text: str) -> str:
    """``text`` as HTML: one without any mark-up in paragraphs where blank lines part it, as programs for podcasts write it."""
    parts = [] if "<" in text else [part for part in _BLANK_LINE.split(text) if part.strip()]
    return "".join(f"<p>{part.strip()}</p>" for part in parts) if len(parts) > 1 else text


_BLANK_LINE = regex(r"\n[ \t\r]*\n\s*")


# --- Atom -----------------------------------------------------------------------------------------------------


def _atom(feed: Any, most: int) -> Feed:
    base = feed.get(_BASE) or ""
    site = _link(feed, base)
    every = children(feed, "entry")
    entries = list(filter(blogs.is_text, every))
    return Feed(
        title=plain(_raw(child(feed, "title"))),
        url=site,
        language=feed.get(_LANG) or "",
        authors=_people(feed),
        licence=plain(_raw(child(feed, "rights"))),
        entries=[_entry(entry, base or site) for entry in entries[:most]],
        besides=len(every) - len(entries),
    )


def _entry(entry: Any, base: str) -> Entry:
    content = child(entry, "content")
    base = absolute(entry.get(_BASE) or "", base) or base
    link = _link(entry, base)
    group = child(entry, "group")
    film = link if child(entry, "videoId") is not None else ""
    sounds = (film,) * bool(film) + tuple(
        absolute(one.get("href", ""), base)
        for one in children(entry, "link")
        if one.get("rel") == "enclosure" and one.get("type", "").startswith(("audio/", "video/"))
    )
    return Entry(
        title=plain(_raw(child(entry, "title"))),
        url=link,
        base=absolute(content.get(_BASE) or "", base) if content is not None and content.get(_BASE) else base or link,
        authors=_people(entry) or _people(child(entry, "source")),
        published=_first_date(entry, "published", "issued", "created"),
        updated=_first_date(entry, "updated", "modified"),
        content=_construct(content),
        summary=_construct(child(entry, "summary")) or _lines(child(group, "description") if group is not None else None),
        tags=_distinct(one.get("label") or one.get("term") or "" for one in children(entry, "category") if blogs.is_tag(one)),
        language=entry.get(_LANG) or (content.get(_LANG) if content is not None else "") or "",
        sounds=sounds,
        **_picture(entry, [one for one in children(entry, "link") if one.get("rel") == "enclosure"], "href", base),
    )


def _link(element: Any, base: str) -> str:
    links = children(element, "link")
    chosen = next((one for one in links if one.get("rel", "alternate") == "alternate" and "html" in one.get("type", "html")), None)
    return absolute(chosen.get("href", ""), base) if chosen is not None else ""


def _people(element: Any | None) -> tuple[str, ...]:
    return () if element is None else _names(text_of(child(one, "name")) or text_of(one) for one in children(element, "author"))


def _construct(element: Any | None) -> str:
    """A text construct (RFC 4287, 3.1; ``mode`` is that of Atom 0.3) as HTML; one that lies elsewhere, or is no text, is empty."""
    if element is None or element.get("src"):
        return ""
    kind = element.get("type", "text").lower()
    if _is_packed(element):
        return _unpacked(element)
    if kind in ("xhtml", "application/xhtml+xml") or len(element):
        return _markup(element)
    if kind in ("text", "text/plain") and element.get("mode") != "escaped" and not _WHOLLY_MARKED.fullmatch(element.text or ""):
        return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", element.text or "") if part.strip())
    said_so = kind in ("text", "text/plain", "html", "text/html") or element.get("mode") == "escaped"
    return (element.text or "") if said_so else ""


def _lines(element: Any | None) -> str:
    """What is said of a film in lines (Media RSS), as HTML."""
    said = (element.text or "") if element is not None and element.get("type", "plain") == "plain" else ""
    return "".join(f"<p>{html.escape(part.strip()).replace(_LINE_END, '<br>')}</p>" for part in re.split(r"\n\s*\n", said) if part.strip())


_LINE_END = "\n"
# A text that is all elements of HTML is none, though its type is not said, or wrongly.
_WHOLLY_MARKED = regex(r"\s*<(?:p|div|h[1-6]|ul|ol|figure|blockquote|article|section)\b[^<>]*>.*</[a-zA-Z][a-zA-Z0-9]*>\s*", re.DOTALL)


# --- both -----------------------------------------------------------------------------------------------------


def _own(element: Any, name: str) -> Any | None:
    """The first element below that is called ``name``: of the namespace of ``element``, where there is one; modules use such names too."""
    found = children(element, name)
    space = element.tag.rpartition("}")[0]
    return next((one for one in found if one.tag.rpartition("}")[0] == space), found[0] if found else None)


def _raw(element: Any | None) -> str:
    return "" if element is None else _unpacked(element) if _is_packed(element) else _markup(element)


def _is_packed(element: Any) -> bool:
    """Whether ``element`` says that it holds Base64 (Atom 0.3; RFC 4287, 4.1.3.3)."""
    return bool(element.get("mode") == "base64" or element.get("type", "").lower() == "application/octet-stream")


def _unpacked(element: Any) -> str:
    """What the Base64 in ``element`` is; empty where it is no text."""
    try:
        return base64.b64decode("".join(text_of(element).split()), validate=True).decode("utf-8")
    except ValueError:
        return ""


_NAME = regex(r"[A-Za-z_][A-Za-z0-9_.-]*")


def _markup(element: Any | None) -> str:
    """What ``element`` holds as HTML: escaped text as it is, elements as themselves."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    _rebase(element)
    for below in element.iter():
        if isinstance(below.tag, str):
            name = local(below)
            below.tag = name if _NAME.fullmatch(name) else "span"  # half a name is left of one with a colon too many
    inside = [etree.tostring(below, method="html", encoding="unicode") for below in element]
    return html.escape(element.text or "", quote=False) + "".join(inside)


def _rebase(element: Any) -> None:
    """Make the addresses within ``element`` absolute that are relative to what an element round them states (XML Base)."""
    for stating in element.iterdescendants():
        if stating.get(_BASE):
            for one in stating.iter():
                for name in ("href", "src"):
                    if (said := one.get(name, "")) and not said.startswith("#"):
                        one.set(name, absolute(said, one.base or "") or said)


def _picture(entry: Any, enclosures: list[Any], name: str, base: str) -> dict[str, str]:
    """The picture beside ``entry``: that of Media RSS 1.5.1 with its description and credit, else an enclosure, else a small one."""
    media = [one for one in entry.iter() if isinstance(one.tag, str) and one.tag.startswith(_MEDIA)]
    shown = [one for one in media if local(one) == "content" and (one.get("medium") == "image" or one.get("type", "").startswith("image/"))]
    if shown:
        best = max(shown, key=lambda one: int(width) if (width := one.get("width", "0")).isdecimal() and len(width) < _MOST_DIGITS else 0)
        near = [*best, *(one for one in media if one.getparent() in (entry, best.getparent()))]
        said = {key: next((plain(text_of(one)) for one in near if local(one) == key), "") for key in ("description", "credit")}
        address, caption, credit = best.get("url", ""), said["description"], said["credit"]
    else:
        stated = [one.get(name, "") for one in enclosures if one.get("type", "").startswith("image/")]
        stated += [one.get("url", "") for one in media if local(one) == "thumbnail"]
        address, caption, credit = next(filter(None, stated), ""), "", ""
    return {"picture": absolute(address, base) if address else "", "picture_caption": caption, "picture_credit": credit}


_MOST_DIGITS = 7


def _first_date(element: Any, *names: str) -> str:
    return next((date for name in names for one in children(element, name) if (date := date_of(text_of(one)))), "")


def _names(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts if (name := person(text))))


def _distinct(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for text in texts if (word := plain(text))))
