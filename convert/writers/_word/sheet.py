"""What a Word document is counted and related by, and the paragraphs, links and pictures its text is made of."""

from __future__ import annotations

from typing import NamedTuple

from convert.model import Article, Image, Note, Pack
from convert.notices import Notice, Notify, excerpt
from convert.patterns import regex
from convert.theme import Theme
from convert.words import words
from convert.writers._script import script_font
from convert.writers._word import pictures
from convert.writers._word.flow import Par
from convert.writers._word.parts import Lists, Notes
from convert.writers._word.styles import NATURAL_LEADING, STANDS_IN, own_sides
from convert.writers._word.text import Run, Setter, quoted

_OUTSIDE = regex(r"(?i)(?:https?://|mailto:)\S+")
_LONGEST_ADDRESS = 2_000  # Word calls a document with a longer one damaged
_NARROWEST = 0.4  # of the width there is


class Place(NamedTuple):
    """Where a block stands: the role of a paragraph there, its indents, the width there is, the way text runs.

    ``level`` counts the lists around, from -1 for none, ``tables`` the tables; ``align`` is a value of ``w:jc`` that holds for each
    paragraph, ``points`` another size of its letters than the role's.
    """

    role: str
    width: float
    start: float = 0.0
    end: float = 0.0
    level: int = -1
    rtl: bool = False
    language: str = ""
    align: str = ""
    tables: int = 0
    points: float = 0

    def inside(self, role: str, start: float, end: float = 0.0, *, level: int = -1) -> Place:
        """The place of what is set in further, unless that leaves too little width for text."""
        if self.width - self.start - self.end - start - end < self.width * _NARROWEST:
            start = end = 0.0
        return self._replace(role=role, start=self.start + start, end=self.end + end, level=level)


class Relations:
    """What one part points to, each thing once: addresses outside and pictures, by the id given to them."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The relation to an outside address."""
        return self.links.setdefault(address, f"rIdL{len(self.links) + 1}")

    def picture(self, key: str) -> str:
        """The relation to a picture of the pack."""
        return self.pictures.setdefault(key, f"rIdP{len(self.pictures) + 1}")


def bookmark_name(identity: str) -> str:
    """The bookmark of an id of ours; Word allows letters, digits and underscores."""
    return identity.replace("-", "_")


def heading_mark(article: str, number: int) -> str:
    """The id of the heading of an article's outline counted from 1, where it has none; Word hides names that begin so."""
    return f"_{article}_h{number}"


class Sheet:
    """Writes articles of one pack. What has to be counted through the whole document is counted here."""

    def __init__(self, pack: Pack, theme: Theme, measure: float, height: float, notify: Notify) -> None:
        self.setter = Setter(theme, pack.language)
        self.theme = theme
        self.measure = measure
        self.height = height
        self.lists = Lists(theme)
        self.notes = Notes()
        self.links = Relations()
        self.note_links = Relations()
        self._relations = self.links
        self._pictures = {picture.key: picture for picture in pack.pictures}
        self._notify = notify
        self._bookmarks = 0
        self._drawings = 0
        self.codes = False
        self._sides = {name: (*own_sides(look), look.indent) for name, look in theme.looks.items()}
        self._runs: dict[tuple[str, str, bool, float], Run] = {}
        self._nested: list[Note] | None = None
        self._article = Article(title="", body=())
        self._headings = 0
        self._alt = words(pack.language).picture
        self._line = theme.look("body").leading
        self.thin_rule = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{theme.look("table").colour[1:] or "auto"}"/>'

    # --- what pages and articles are made of ------------------------------------------------------

    def fonts(self) -> set[str]:
        """The names of the theme's fonts that what was written is set in."""
        looks = {role: look.font for role, look in self.theme.looks.items() if self.codes or role not in ("code", "mono")}
        scripts = {script_font(self.theme, name) for name in self.setter.scripts}
        return {*looks.values(), *filter(None, scripts)}

    def enter(self, article: Article) -> Place:
        """The place of the blocks of ``article``, which is from now on the one that notices name."""
        self._article = article
        self._headings = 0
        self._alt = words(article.language).picture
        return Place("body", self.measure, rtl=article.direction == "rtl", language=article.language)

    def run(self, role: str, place: Place) -> Run:
        """How characters of a paragraph of ``role`` are set at ``place``."""
        key = (role, place.language, place.rtl, place.points)
        if key not in self._runs:
            look = self.theme.look(role)
            self._runs[key] = Run(language=place.language, rtl=place.rtl, size=look.size, spacing=look.spacing, points=place.points)
        return self._runs[key]

    def line(self, role: str, text: str, place: Place) -> Par:
        """A paragraph of ``role`` that holds ``text``."""
        return self.par(role, self.setter.text(text, self.run(role, place)), place)

    def par(self, role: str, content: str, place: Place) -> Par:
        """A paragraph of ``role`` at ``place``; indents are stated where they are not the style's own."""
        own_start, own_end, first = self._sides[role]
        same = role == place.role or (role == "first" and place.role == "body")
        start = place.start if same else place.start + own_start
        end = place.end if same else place.end + own_end
        sides = None if start == own_start and end == own_end else (start, end, first)
        return Par(role, content, place.rtl, sides, "", place.align, leading=place.points * NATURAL_LEADING)

    def bookmark(self, identity: str, content: str = "") -> str:
        """``content`` inside a bookmark for ``identity``."""
        self._bookmarks += 1
        name = quoted(bookmark_name(identity))
        return f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def jump(self, identity: str, content: str) -> str:
        """``content`` as a link to ``identity`` in the document."""
        return f'<w:hyperlink w:anchor="{quoted(bookmark_name(identity))}">{content}</w:hyperlink>'

    def outside(self, address: str, content: str, title: str = "") -> str:
        """``content`` as a link to ``address``, or as it is where that can't be a link."""
        if not _OUTSIDE.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
            self._replaced("link.dropped", "an address that Word can't open is plain text", address)
            return content
        tip = f' w:tooltip="{quoted(excerpt(title, 200))}"' if title else ""
        return f'<w:hyperlink r:id="{self._relations.link(address)}"{tip}>{content}</w:hyperlink>'

    def picture(self, image: Image, width: float, height: float, *, full: bool, words: str = "") -> str:
        """The picture of ``image`` in a space of ``width`` × ``height`` points; its words where Word can't show it."""
        picture = self._pictures[image.src]
        alt = image.alt or words or self._alt
        if picture.media not in pictures.SUFFIX:
            self._replaced("picture.svg", "a drawing that Word can't show is its alternative text", alt)
            return self.setter.text(alt, Run(style=STANDS_IN))
        self._drawings += 1
        wide, high = pictures.size(picture, width, height, full=full)
        return pictures.drawing(self._relations.picture(image.src), self._drawings, alt, wide, high)

    def _replaced(self, code: str, message: str, about: str) -> None:
        self._notify(Notice(kind="replaced", code=code, message=message, article=self._article.title, excerpt=excerpt(about)))
