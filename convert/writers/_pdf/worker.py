"""The child process that sets a PDF: a `Job` in, a PDF and an `Outcome` out.

Alone in importing WeasyPrint. Everything it can fetch is in the job: the pack's pictures, the theme's font files and the
formulas drawn here. Whatever else a style sheet names is refused.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import msgspec

from convert.model import Picture
from convert.notices import Notice, excerpt
from convert.pictures import load
from convert.writers._pdf.balance import balance
from convert.writers._pdf.clusters import Clusters
from convert.writers._pdf.coverage import ADDRESS, Coverage
from convert.writers._pdf.finish import Faces, finisher
from convert.writers._pdf.folios import Folios
from convert.writers._pdf.formula import Drawing, draw
from convert.writers._pdf.front import NUMBERED
from convert.writers._pdf.job import PANGO_PACKAGES, Bookmark, Job, Laid, Outcome, Place
from convert.writers._pdf.lines import filling, fitting
from convert.writers._pdf.placed import unplaced
from convert.writers._pdf.tags import Tags

if TYPE_CHECKING:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/ua-1"

_STACK = 512 * 1024 * 1024
_RECURSION = 50_000
# In CSS pixels.
_POINT = 0.75


def main(folder: str) -> None:
    """Set the job in ``folder`` once a line says that it is there; leave ``pdf`` and ``outcome`` beside it.

    Layout recurses as deep as the tree is, so it runs in a thread with a stack of its own size.
    """
    with suppress(OSError):  # Pango is missing, which the outcome will say
        import weasyprint  # noqa: F401 - while the document is still being made
    if not sys.stdin.buffer.readline():
        return
    parent = _Parent(Path(folder))
    job = msgspec.msgpack.decode((Path(folder) / "job").read_bytes(), type=Job)
    _bound(job.memory)
    gc.disable()  # all that layout makes is needed to the end: looking for what is not took a seventh of the time
    sys.setrecursionlimit(_RECURSION)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=_work, args=(job, Path(folder), parent))
    thread.start()
    thread.join()
    os._exit(0)  # what was made is on disk; taking the pages apart in memory would only take time


class _Parent:
    """Who is to take the PDF, at the other end of two pipes; this process stops when they close."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heard: SimpleQueue[bytes] = SimpleQueue()
        self._says = os.dup(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else comes through the pipe, whatever a library prints
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while line := sys.stdin.buffer.readline():
            self._heard.put(line)
        os._exit(1)

    def ask(self, laid: Laid) -> Place:
        """Say what is laid out, and wait to be told where it stands."""
        (self._folder / "laid").write_bytes(msgspec.msgpack.encode(laid))
        os.write(self._says, b"\n")
        self._heard.get()
        return msgspec.msgpack.decode((self._folder / "place").read_bytes(), type=Place)


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the clock alone bounds the child
        return
    ceiling = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if ceiling == resource.RLIM_INFINITY else min(memory, ceiling), ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(job: Job, folder: Path, parent: _Parent) -> None:
    try:
        outcome = _set(job, folder / "pdf", parent.ask)
    except MemoryError:
        outcome = Outcome(
            failure=f"the PDF needs more than {job.memory // 1_000_000} MB of memory",
            hint="split the pack, or leave out its longest article",
        )
    except OSError as error:
        outcome = Outcome(failure=f"the PDF can't be written: {error.strerror or error}", hint="check the disk the temporary folder is on")
    except RecursionError:
        outcome = Outcome(failure="the PDF is nested too deep to be set", hint="write EPUB or DOCX instead")
    except Exception as error:  # WeasyPrint, Pango and their kin raise anything on input they did not expect
        outcome = Outcome(
            failure=f"the print engine failed: {type(error).__name__}: {error}", hint="report this with the input that caused it"
        )
    (folder / "outcome").write_bytes(msgspec.msgpack.encode(outcome))


def _set(job: Job, pdf: Path, ask: Callable[[Laid], Place]) -> Outcome:
    """Set ``job``, writing to ``pdf``; ``ask`` tells where its pages stand. Says what was replaced on the way."""
    try:
        import weasyprint  # noqa: F401 - loads Pango, or says that it can't
    except OSError:
        return Outcome(failure="Pango, which sets the text of a PDF, is not installed", hint=f"apt install {PANGO_PACKAGES}")
    from weasyprint.text.fonts import FontConfiguration

    notices: list[Notice] = []
    root = ElementTree.fromstring(job.document)
    served = _served(job) | _formulas(job, root, notices)
    _fill_lines()
    _spell_clusters()
    _number(root)
    _wrap_items(root)
    balance(root, job.balanced)
    coverage = Coverage([face.path for face in job.faces if not face.bold and not face.italic], "".join(root.itertext()))
    notices += coverage.notices()
    if coverage.missing:
        served[ADDRESS] = lambda: ("font/ttf", coverage.font)
    fetcher = _fetcher(served)
    fonts = FontConfiguration()
    own = _sheet(job.own_css + coverage.rule, fonts, fetcher)
    with _Complaints(notices):
        theirs = _sheet(job.css, fonts, fetcher)
        html = _html(root, fetcher)
        render = partial(html.render, font_config=fonts, stylesheets=[own, theirs], pdf_variant=VARIANT)
        document = _placed(render, html, root, ask)
    elsewhere = _linked(document.pages) if job.prefix else set()
    notices += unplaced(root, document.pages)
    faces = [*job.faces, *coverage.face_file(pdf.parent)]
    _remember_pages()
    _join_tags()
    with pdf.open("wb") as target:
        finish = finisher(job.languages, Faces(faces, _font_file), job.prefix, elsewhere)
        document.write_pdf(target, finisher=finish, pdf_variant=VARIANT, pdf_identifier=bytes.fromhex(job.identifier))
    return Outcome(notices=tuple(notices), bookmarks=tuple(_bookmarks(document.pages)))


def _placed(render: Callable[[], Any], html: HTML, root: ElementTree.Element, ask: Callable[[Laid], Place]) -> Any:
    """The document as ``render`` lays it out, its pages numbered as ``ask`` says.

    Contents of other parts can't be numbered before those are laid out: they are laid out once to know their pages, and again with
    the numbers, which take no room.
    """
    from weasyprint import layout

    folios = Folios(layout.make_margin_boxes, html, ask)
    layout.make_margin_boxes = folios
    document = render()
    if folios.place is not None and folios.place.numbers:
        for link in root.iter("a"):
            if NUMBERED in link.attrib:
                link.set(NUMBERED, str(folios.place.numbers.get(link.get("href", "")[1:], "")))
        document = render()
    for page in document.pages:
        # What stands inside a link inherits it: the engine makes it a second link, which ISO 14289-1 (7.18.5) wants tagged.
        page.links = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]
    return document


def _linked(pages: list[Any]) -> set[str]:
    """The names in other parts that links of ``pages`` lead to; the engine, which drops links to nowhere, is told that they are here."""
    here = {name for page in pages for name in page.anchors}
    elsewhere = {link[1] for page in pages for link in page.links if link[0] == "internal"} - here
    pages[0].anchors |= dict.fromkeys(sorted(elsewhere), (0, 0, 0, 0))
    return elsewhere


def _bookmarks(pages: list[Any]) -> Iterator[Bookmark]:
    """The entries of the outline, in points from the lower left corner of their pages."""
    for number, page in enumerate(pages):
        for level, label, (left, top), _ in page.bookmarks:
            yield Bookmark(level, label, number, left * _POINT, (page.height - top) * _POINT)


def _font_file(font: Any) -> tuple[bytes, int]:
    """The bytes of the file that a font the engine set is of, as it was before subsetting, and its number in it."""
    from weasyprint.text.fonts import get_hb_object_data

    return get_hb_object_data(font.hb_face), font.index


def _remember_pages() -> None:
    """Let pydyf list its pages once.

    WeasyPrint asks for the list with every tag; made anew each time, that grows with the square of the pages.
    """
    import pydyf

    @cache
    def listed(pdf: Any, count: int) -> tuple[bytes, ...]:
        return tuple(b"%d 0 R" % number for number in pdf.pages["Kids"][::3])

    pydyf.PDF.page_references = property(lambda pdf: listed(pdf, pdf.pages["Count"]))


def _fill_lines() -> None:
    """Have a line end where it is full, ragged where its blanks would have to be torn open, its signs spread where it has no blanks."""
    from weasyprint.layout import inline

    inline.split_first_line = fitting(inline)
    inline.justify_line = filling(inline)


def _spell_clusters() -> None:
    """Have clusters say what they stand for."""
    from weasyprint.draw import text

    text.draw_first_line = Clusters(text)


def _join_tags() -> None:
    """Let each element have one tag, however many boxes it has."""
    from weasyprint.pdf import tags

    tags._build_box_tree = Tags(tags._build_box_tree)


def _number(root: ElementTree.Element) -> None:
    """Begin ordered lists where they say: WeasyPrint heeds ``start`` only as a hint of presentation."""
    for items in root.iter("ol"):
        if items.get("start"):
            items.set("style", f"counter-reset: list-item {int(items.attrib['start']) - 1}")


def _wrap_items(root: ElementTree.Element) -> None:
    """Put the blocks of each list item into an item of its own inside it.

    WeasyPrint tags an element ``li`` in an ``li`` as the item's body; blocks right below the item would be its
    children beside the label, where ISO 32000-1 (14.8.4.3.3) has only a label and a body.
    """
    for item in list(root.iter("li")):
        if any(child.tag in _BLOCKS for child in item):
            body = ElementTree.Element("li", {"class": "body"})
            body.text, item.text = item.text, None
            body.extend(list(item))
            for child in list(item):
                item.remove(child)
            item.append(body)


_BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "table", "figure", "blockquote", "pre", "hr", "h2", "h3", "h4", "h5", "h6"})

Served = dict[str, Callable[[], tuple[str, bytes]]]


def _served(job: Job) -> Served:
    """Every address that may be asked for, and how to come by its media type and bytes."""
    pictures: Served = {f"picture:{key}": partial(_picture, picture) for key, picture in job.pictures.items()}
    return pictures | {address: partial(_font, path) for address, path in job.fonts.items()}


def _picture(picture: Picture) -> tuple[str, bytes]:
    return picture.media, load(picture)


def _font(path: str) -> tuple[str, bytes]:
    return "font/ttf", Path(path).read_bytes()


def _formulas(job: Job, root: ElementTree.Element, notices: list[Notice]) -> Served:
    """Draw the formulas the document names; one that can't be drawn becomes its plain words, or its source."""
    found: Served = {}
    for element in root.iter("img"):
        address = element.get("src", "")
        if not address.startswith("formula:"):
            continue
        formula = job.formulas[int(address.removeprefix("formula:"))]
        drawing = draw(formula.tex, formula.mathml, display=formula.display)
        if drawing is None:
            words = formula.text or formula.tex
            notices.append(
                Notice(kind="replaced", code="math.words", message="a formula can't be drawn and is kept as words", excerpt=excerpt(words))
            )
            element.attrib, element.tag, element.text = {"class": "formula"}, "code", words
            continue
        element.set("style", f"width: {drawing.width:.4f}em; height: {drawing.height:.4f}em; vertical-align: {-drawing.depth:.4f}em")
        found[address] = partial(_drawn, drawing)
    return found


def _drawn(drawing: Drawing) -> tuple[str, bytes]:
    return "image/svg+xml", drawing.svg


def _fetcher(served: Served) -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PackFetcher(URLFetcher):  # type: ignore[misc]
        """Serves what the job holds, by its address; opens no file and no connection for anything else."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url not in served:
                raise ValueError("not a part of the pack")
            media, data = served[url]()
            return URLFetcherResponse(url, data, {"Content-Type": media})

    return PackFetcher(allowed_protocols=(), allow_redirects=False)


def _sheet(css: str, fonts: FontConfiguration, fetcher: URLFetcher) -> CSS:
    from weasyprint import CSS

    return CSS(string=css, base_url="pack:", url_fetcher=fetcher, font_config=fonts)


def _html(root: ElementTree.Element, fetcher: URLFetcher) -> HTML:
    """The tree as WeasyPrint takes it.

    Our XHTML is well formed; parsing it as HTML would take ten times as long and move blocks out of notes.
    """
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    class Tree(HTML):  # type: ignore[misc]
        """A document that is parsed already."""

        def __init__(self, *, url_fetcher: URLFetcher) -> None:
            self.base_url = "pack:"
            self.url_fetcher = url_fetcher
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    return Tree(url_fetcher=fetcher)


class _Complaints(logging.Handler):
    """Collects what WeasyPrint warns of while it is entered: rules it doesn't know, pictures it can't decode."""

    def __init__(self, notices: list[Notice]) -> None:
        super().__init__(logging.WARNING)
        self.notices = notices

    def __enter__(self) -> None:
        logging.getLogger("weasyprint").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning as a `Notice`."""
        message = record.getMessage()
        if message.startswith("Failed to load image"):
            self.notices.append(
                Notice(kind="lost", code="picture.unreadable", message="a picture can't be shown", excerpt=excerpt(message))
            )
        else:
            self.notices.append(
                Notice(kind="left-out", code="css.ignored", message="the print engine passes over a rule", excerpt=excerpt(message, 160))
            )
