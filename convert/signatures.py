"""What kind of file bytes are by how they begin, for the formats that readers and containers take besides text and pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from convert.patterns import regex

_LOOKED_AT = 4_096
DIRECTORY = 1 << 18  # the list of members stands at a ZIP archive's end
PACKED = b"PK\x03\x04"
WRAPPED = b"\x1f\x8b"
_TAPE, _TAPE_AT = b"ustar", 257
_ENDS_PACKED = b"PK\x05\x06"
_FARTHEST_END = 1 << 17  # how far from its end a page that is an archive, too, has the archive's
_ARCHIVED = (b"WARC/", b"filedesc:")
# Whatever is passed is passed for good: a comment that could end at any of its ends takes as many tries as there are ways to part them.
_OPENING = rb"(?:\xef\xbb\xbf)?+\s*+(?>(?:<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+"
_FEED = regex(_OPENING + rb"<(?:\w+:)?(?:rss|feed|RDF)\b", re.DOTALL)
# A feed below what a server says of its own mistakes, which is markup but no page.
BELOW = regex(rb"\s*+<(?!!doctype|html\b|\?xml\b)[^\0]*?(?=<\?xml\b[^>]*\?>\s*<(?:rss|feed|rdf:RDF)\s)", re.IGNORECASE)
_OUTLINE = regex(_OPENING + rb"<opml\b", re.DOTALL | re.IGNORECASE)
_EVERNOTE = regex(_OPENING + rb"<en-export\b", re.DOTALL)
_SAFARI = regex(
    rb"bplist\d\d(?=.{0,400}WebMainResource)|" + _OPENING + rb"<plist\b[^>]*>\s*<dict>(?=.{0,2000}<key>Web(?:MainResource|Sub))", re.DOTALL
)
_BOOKMARKS = regex(
    rb"(?:\xef\xbb\xbf)?\s*+(?><!--.*?-->\s*)*+<!DOCTYPE\s+"
    rb"(?:NETSCAPE-Bookmark-file|html\b.{0,600}?<title>\s*(?:Pocket Export|Instapaper: Export)\s*</title>)",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = regex(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
_KEPT = regex(rb'"(?:url|given_url|canonical|alternate|originalUrl|crawlTimeMsec)"\s*:')
_SHAPES = regex(
    rb'\A\s*\{\s*"db"\s*:\s*\[\s*\{\s*"(?:meta|data)"|"exported_on"\s*:\s*\d|"userEditedTimestampUsec"\s*:|'
    rb'"entries"\s*:\s*\[(?=.*"creationDate"\s*:)',
    re.DOTALL,
)
_RECORDING = regex(rb'(?:\xef\xbb\xbf)?\s*\{\s*"log"\s*:\s*\{\s*"(?:version|creator|browser|comment|pages|entries)"')
_LINKS = regex(rb'\s*\[\s*\{(?=[^{}]*"href"\s*:)(?=[^{}]*"extended"\s*:)')
_TITLED = regex(rb'"title"\s*:')
_COLUMNS = regex(
    rb"(?:\xef\xbb\xbf)?(?=[^\n]*\burl\b)(?=[^\n]*\b(?:title|tags|folder|status)\b)[\w \"]{1,40}(?:[,;\t][\w \"]{1,40}){1,30}\r?\n",
    re.IGNORECASE,
)
# Nothing but addresses, one a line; and what programs for references export (BibTeX, RIS).
ADDRESSES = regex(
    rb"(?:\xef\xbb\xbf)?\s*+(?:\"?(?:url|link|href)\"?\s*\n\s*)?+(?>https?://[!-~\x80-\xff]+(?:\s++|\Z))+[htps:/]{0,8}\Z", re.IGNORECASE
)
# What systems keep of an address that was dragged to a folder: Windows, Linux, macOS in either form.
SHORTCUT = regex(
    rb"(?:\xef\xbb\xbf)?\s*\[InternetShortcut\]|\s*\[Desktop Entry\](?=.*\nURL=)|"
    + _OPENING
    + rb"<plist\b[^>]*>\s*<dict>\s*<key>URL</key>|bplist00.{0,8}SURL_",
    re.DOTALL,
)
BIBLIOGRAPHY = regex(
    rb"(?:\xef\xbb\xbf)?\s*+(?:%[^\n]*\n\s*+)*+"
    rb"(?:@[a-zA-Z]{3,20}\s*[{(]\s*[^\s,{}]{1,200}\s*,\s*[a-zA-Z]+\s*=|TY  - [A-Z]{3,8}\r?\n[A-Z][A-Z\d]  - )"
)
# Passages marked in a book as Kindle's programs export them, a page of its own.
_NOTEBOOK_OF_KINDLE = regex(rb"""\bclass\s*=\s*["']bookTitle["']""")
_NOTED = regex(rb"""\bclass\s*=\s*["'](?:noteHeading|notebookFor)["']""")
# Of records of articles: the names of a title and of a text.
_NAMES_TITLE = rb"title|headline|post_title"
_NAMES_TEXT = (
    rb"content(?:_html)?|html(?:_content)?|text|maintext|main_text|article_text|full_?text|body|article|raw_text|post_content|articleBody"
)
_RECORD_TOLD = regex(rb'"(?:' + _NAMES_TITLE + rb'|url|link|authors?|byline|date\w*|published\w*|timestamp)"\s*:')
_RECORD_HOLDS = regex(rb'[{,]\s*"(?:' + _NAMES_TEXT + rb')"\s*:\s*(?:\{\s*"(?:rendered|html)"\s*:\s*)?"')
_RECORDS = regex(
    rb'(?:\xef\xbb\xbf)?(?=[^\n]*(?:^|(?<=\xef\xbb\xbf)|[,;\t|"])(?:' + _NAMES_TITLE + rb')(?:[,;\t|"\r\n]))'
    rb'(?=[^\n]*[,;\t|"](?:' + _NAMES_TEXT + rb')(?:[,;\t|"\r\n]))[\w "-]{0,40}(?:[,;\t|][\w "-]{0,40}){1,60}\r?\n',
    re.IGNORECASE,
)
# Kindle's clippings: a book, where in it and when, a blank line; a rule below each. And tables of marked passages.
_CLIPPINGS = regex(rb"(?:\xef\xbb\xbf)?[^\n]{1,500}\n- [^\n]{1,300}\r?\n\r?\n(?=.*\n==========\r?\n)", re.DOTALL)
_HIGHLIGHTS = regex(
    rb'(?:\xef\xbb\xbf)?(?=[^\n]*(?:^|(?<=\xef\xbb\xbf)|[,;\t"])(?:book |document )?title["\r,;\t])'
    rb'(?:[\w "-]{0,40}[,;\t]){0,60}"?highlight"?[,;\t\r\n]',
    re.IGNORECASE,
)
_HEADER = regex(rb"(?:^|\r?\n)([A-Za-z][A-Za-z0-9-]*):[ \t\r\n]")
# The line before each letter of a box (RFC 4155, appendix A): who sent it, when; then its header.
_FROM = regex(rb"From [^\r\n]{1,300}\d\d:\d\d[^\r\n]{0,80}\r?\n>?[A-Za-z][A-Za-z0-9-]*: ")
_MEASURED = regex(rb"\A\d{1,9}[ \t]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)")  # as Apple's program keeps each letter
_RELATED = regex(rb"\ncontent-type:\s*multipart/related|\n(?:snapshot-)?content-location:", re.IGNORECASE)
_LETTER = {b"from", b"subject", b"to", b"date"}
_CARRIED = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"}


_OPEN_DOCUMENT = rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument|" + _OPENING + rb"<office:document"
_PICTURE = rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|BM.{4}\x00{4}|II\*\x00|MM\x00\*|.{4}ftyp(?:avif|heic|mif1)|" + _OPENING + rb"<svg\b"
_NOTEBOOK = rb"(?:\xef\xbb\xbf)?\s*\{(?=.*\"nbformat\"|\s*\"cells\"\s*:\s*\[\s*\{)"
_OLD_OFFICE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_OUTLOOK = re.escape("__properties_version1.0".encode("utf-16-le"))  # the part of it that says what the letter is
_OF_NOTEBOOK = rb"(?:[^\n]{0,400}\n\n)?id: [0-9a-f]{32}\n(?:\w+:[^\n]*\n)*type_: (?!1\s*\Z)\d+\s*\Z"
# What no reader takes: how it begins, what it is, what to do with it.
_UNREAD = tuple(
    (regex(begins, re.DOTALL), what, instead)
    for begins, what, instead in (
        (rb"%PDF-", "a PDF", "save the page it was made of, or its text"),
        (rb"(?:\xef\xbb\xbf)?\s*\{\\rtf", "Rich Text (RTF)", "save it as .docx"),
        (_OPEN_DOCUMENT, "an OpenDocument file", "save it as .docx"),
        (_OLD_OFFICE + rb"(?=.*" + _OF_OUTLOOK + rb")", "a letter in Outlook's own format", "save it as .eml, or as a web page"),
        (_OLD_OFFICE, "an Office file as they were before 2007", "save it as .docx"),
        (rb".{60}(?:BOOKMOBI|TEXtREAd)|TPZ", "a Kindle book", "convert it to EPUB"),
        (_OPENING + rb"<FictionBook\b", "a FictionBook", "convert it to EPUB"),
        (_PICTURE, "a picture", "name the page that shows it"),
        (_NOTEBOOK, "a Jupyter notebook", "export it as HTML or Markdown"),
        (_OF_NOTEBOOK, "what Joplin keeps besides its notes", "name the folder, or the notes themselves"),
        (rb"PK\x05\x06", "an archive without files", "pack it again"),
        (rb"mozLz40\x00", "bookmarks as Firefox keeps them", "save the pages and name the files"),
        (rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!", "an archive", "unpack it and name the files in it"),
        (rb"\xfd7zXZ\x00|BZh\d1AY&SY|\x28\xb5\x2f\xfd", "packed with xz, bzip2 or Zstandard", "unpack it and name what is in it"),
    )
)
_ROOT = regex(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<\?xml\b[^>]*>\s*+(?>(?:<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+|"
    rb"(?=<[\w:.-]{1,60}\s[^<>]*?\bxmlns(?::\w+)?\s*=))<([\w:.-]{1,60})",
    re.DOTALL,
)


_OF_PAGES = frozenset(
    b"html head body title meta p div span a article section main header footer h1 h2 h3 ul ol dl table figure img br hr".split()
)


def unread(start: bytes) -> tuple[str, str]:
    """What a file that begins with ``start`` is, and what to do with it, when it is known and no reader takes it; else empty."""
    for begins, what, instead in _UNREAD:
        if begins.match(start):
            return what, instead
    root = _ROOT.match(start)
    if root and root[1].rpartition(b":")[2].lower() not in _OF_PAGES:
        return f"XML of its own kind (<{root[1].decode('ascii', 'replace')}>)", "export it as a web page, or read it as text with -f text"
    return "", ""


def media_of(data: bytes) -> str:
    """The media type of the picture that ``data`` begins as; empty where it begins as none that browsers show."""
    found = _SHOWN.match(data)
    return f"image/{found.lastgroup}" if found and found.lastgroup else ""


_SHOWN = regex(
    rb"(?P<png>\x89PNG)|(?P<jpeg>\xff\xd8\xff)|(?P<gif>GIF8)|(?P<webp>RIFF.{4}WEBP)|(?P<avif>.{4}ftypavif)|(?P<bmp>BM.{4}\x00{4})",
    re.DOTALL,
)


def kind_of(data: bytes, suffix: str) -> str:
    """The format of ``data``, the beginning of a file or all of it; empty where it is none that has a signature.

    ``suffix`` is the file's, for archives of which only the beginning is known.
    """
    start = data[:_LOOKED_AT]
    if start.startswith(PACKED):
        return _kind_of_archive(data, suffix)
    if is_tape(start):
        return "zip"
    if start.startswith(b"\x1f\x8b"):
        start = _unpacked(start)
        return "warc" if start.startswith(_ARCHIVED) else ""
    if start.startswith(_ARCHIVED):
        return "warc"
    if _SAFARI.match(start):
        return "mhtml"
    if SHORTCUT.match(start):
        return "links"
    first = start.lstrip(b"\xef\xbb\xbf \t\r\n\f\v")[:1]
    if first == b"<":
        return _kind_of_markup(start) or ("zip" if _is_packed_page(data) else "")
    if first in (b"{", b"["):
        if _LINKS.match(start):
            return "links"
        if _RECORDING.match(start):
            return "har"
        return "feed" if _JSON_FEED.search(start) else "export" if _is_export(start) else ""
    if _RECORDS.match(start) or _CLIPPINGS.match(start) or _HIGHLIGHTS.match(start):
        return "export"
    if _COLUMNS.match(start) or ADDRESSES.match(start) or BIBLIOGRAPHY.match(start):
        return "links"
    return _kind_of_message(start)


def _is_export(start: bytes) -> bool:
    """Whether JSON holds what a reading list kept, or records of articles with their texts, which may reach past the beginning."""
    if _SHAPES.search(start) or (_KEPT.search(start) and _TITLED.search(start)):
        return True
    return bool(_RECORD_HOLDS.search(start)) and (len(start) == _LOOKED_AT or bool(_RECORD_TOLD.search(start)))


def _kind_of_markup(start: bytes) -> str:
    if _NOTEBOOK_OF_KINDLE.search(start) and _NOTED.search(start):
        return "export"
    if _BOOKMARKS.match(start) or _OUTLINE.match(start):
        return "links"
    return "feed" if _FEED.match(start) or BELOW.match(start) else "enex" if _EVERNOTE.match(start) else ""


def end_of(file: BinaryIO, known: int) -> bytes:
    """The end of an archive, where the list of its members stands, apart from the beginning that is ``known``."""
    file.seek(max(known, file.seek(0, 2) - DIRECTORY))
    return file.read(DIRECTORY)


def is_tape(data: bytes) -> bool:
    """Whether ``data`` begins as a TAR archive (POSIX.1-1988) does."""
    return data.startswith(_TAPE, _TAPE_AT)


def _is_packed_page(data: bytes) -> bool:
    """Whether a page holds itself with its pictures as an archive, which its script would unpack."""
    return data.rfind(_ENDS_PACKED, len(data) - _FARTHEST_END if len(data) > _FARTHEST_END else 0) > 0 and PACKED in data


def _kind_of_archive(data: bytes, suffix: str) -> str:
    seen = data[:_LOOKED_AT] + data[-DIRECTORY:]
    if b"mimetypeapplication/epub+zip" in seen[:120] or b"META-INF/container.xml" in seen:
        return "epub"
    if b"[Content_Types].xml" in seen and b"word/" in seen:
        return "docx"
    if b"datapackage.json" in seen and (b"archive/" in seen or b".wacz" in seen):
        return "wacz"
    if b"metadata_0_to_" in seen and b"content/" in seen:
        return "export"
    if suffix in (".epub", ".docx", ".wacz"):
        return suffix[1:]
    return "zip" if not _OTHERS.search(seen) and any(map(_READ.search, _members(seen))) else ""


# Members by which an archive is a document or a program of some other kind, and those that may be articles.
_OTHERS = regex(rb"mimetypeapplication/|\[Content_Types\]\.xml|META-INF/|AndroidManifest\.xml|\.dist-info/")
_READ = regex(
    rb"\.(?:html?|xhtml|md|markdown|mht|mhtml|webarchive|eml|mbox|enex|epub|docx|warc|warc\.gz|wacz|json|xml|rss|txt|zip)$", re.IGNORECASE
)
_ENTRY = regex(rb"PK(?:\x03\x04.{22}(?P<local>..)..|\x01\x02.{24}(?P<listed>..).{16})", re.DOTALL)


def _members(seen: bytes) -> Iterator[bytes]:
    """The names of the members of an archive as far as they are ``seen`` (APPNOTE.TXT, 4.3.7 and 4.3.12)."""
    for entry in _ENTRY.finditer(seen):
        length = int.from_bytes(entry["local"] or entry["listed"], "little")
        yield seen[entry.end() : entry.end() + length]


def _kind_of_message(start: bytes) -> str:
    """Whether ``start`` begins with the header of a letter (RFC 5322), and whether a web page is what it carries."""
    head = _MEASURED.sub(b"", start.lstrip(b"\r\n \t"), count=1)
    if _FROM.match(head):  # a box of letters, or one out of it
        return "mail"
    if not _HEADER.match(head):
        return ""
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    if b"mime-version" in names and _RELATED.search(b"\n" + head) and not {b"received", b"message-id", b"return-path"} & names:
        return "mhtml"
    return "mail" if len(names & _LETTER) >= 2 and names & _CARRIED else ""


def unwrapped_start(start: bytes) -> bytes:
    """How the file begins that is packed with gzip in what begins with ``start``; empty where there is none, and for a web archive."""
    inner = _unpacked(start) if start.startswith(WRAPPED) else b""
    return b"" if inner.startswith((*_ARCHIVED, WRAPPED)) else inner


def unwrapped_path(path: str) -> str:
    """What a file is called that is packed with gzip in the one at ``path``."""
    bare = path[: -len(_OF_GZIP)] if path.lower().endswith(_OF_GZIP) else path
    return f"{path[: -len(_OF_TAPE)]}.tar" if path.lower().endswith(_OF_TAPE) else bare


_OF_GZIP, _OF_TAPE = ".gz", ".tgz"


def _unpacked(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(start, _LOOKED_AT)
    except zlib.error:
        return b""


# --- text without a signature -----------------------------------------------------------------------------

# A page, whatever it is called.
MARKED_UP = regex(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:<\?xml[^>]*>\s*)?+(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Part of a page, as it is copied out of one: an element that browsers set as a block, and one that ends.
FRAGMENT = regex(
    rb"(?:\xef\xbb\xbf)?+\s*+(?><!--.*?-->\s*)*+<(?:article|section|main|header|div|p|h[1-6]|[uo]l|table|blockquote|figure)\b[^<>]*+>"
    rb"(?=.*</(?:article|section|div|p|h[1-6]|li|td)\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = regex(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[A-Za-z][\w-]*[ \t]*:(?:[ \t\r\n].*?)?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKDOWN = (
    regex(rb"^#{1,6}[ \t]+\S", re.MULTILINE),
    regex(rb"\]\((?:https?://|mailto:|[#./])[^\s)]+"),
    regex(rb"^\[[^\]\n]+\]:[ \t]*\S", re.MULTILINE),
    regex(rb"^(?:```|~~~)[ \w+#.-]*\r?$", re.MULTILINE),
)


def is_markdown(start: bytes) -> bool:
    """Whether a text whose name says nothing has front matter, or two of the marks that only Markdown has."""
    return bool(_FRONT_MATTER.match(start)) or sum(bool(mark.search(start)) for mark in _MARKDOWN) > 1
