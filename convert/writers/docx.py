"""Writes a pack as a Word document (Office Open XML, ISO/IEC 29500, transitional).

python-docx carries the package: its parts, their relations, content types and core properties. The text is written by
`convert.writers._word.body` straight into the zip, an article at a time.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import NAMESPACE as NS
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem
from docx.opc.rel import Relationships
from docx.package import Package

from convert.clean import clean_line
from convert.model import Pack, Picture
from convert.notices import Notify
from convert.pictures import load
from convert.profile import PAGE_SIZES, Profile
from convert.theme import Theme
from convert.walk import pack_articles
from convert.writers._word.body import Body
from convert.writers._word.fonts import Embedded, embedded, font_table
from convert.writers._word.pages import Pages
from convert.writers._word.parts import DRAWING, bare_edge, folio, outer_folio, running_head, settings
from convert.writers._word.pictures import SUFFIX
from convert.writers._word.sheet import Relations
from convert.writers._word.styles import DECLARATION, NAMESPACES, styles
from convert.writers._word.text import quoted
from convert.writers._word.theme import theme_part
from convert.writers._zip import DatedZip

_LONGEST_PROPERTY = 255  # python-docx and Word take no more
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LEVEL = 2  # a third of the time that 6 takes, for a sixth more bytes


class _PicturePart(Part):
    """A picture of the pack, read when it is written."""

    def __init__(self, picture: Picture, number: int, package: Package) -> None:
        suffix = SUFFIX[picture.media]
        super().__init__(PackURI(f"/word/media/image{number}.{suffix}"), picture.media, b"", package)
        self._picture = picture

    @property
    def blob(self) -> bytes:
        """The bytes of the picture."""
        return load(self._picture)


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """Write ``pack`` to ``target`` as a ``.docx``: same pack, theme and profile, same bytes.

    Notices name what Word can't show and what stands in its place.
    """
    width, height = PAGE_SIZES[profile.page]
    margins = theme.page[profile.page]
    body = Body(pack, theme, width - margins.inner - margins.outer, height - margins.head - margins.foot, notify)
    pages = Pages(body, pack, theme, profile)
    try:
        with DatedZip(target, pack.created, level=_LEVEL) as archive:
            with archive.open("word/document.xml", "w") as stream:
                for piece in _document(pages):
                    stream.write(piece.encode())
            with archive.open("word/footnotes.xml", "w") as stream:
                body.notes.write(stream)
            _close(archive, _package(pack, theme, body))
    finally:
        body.notes.close()


def _document(pages: Pages) -> Iterator[str]:
    """``document.xml`` in pieces of an article or less."""
    yield f"{DECLARATION}<w:document {NAMESPACES} {DRAWING}><w:body>"
    yield from pages.write()
    yield "</w:body></w:document>"


def _package(pack: Pack, theme: Theme, body: Body) -> Package:
    """Every part and relation of the document; those written already are there by name only."""
    package = Package()
    document = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, b"", package)
    package.load_rel(RT.OFFICE_DOCUMENT, document, "rId1")
    notes = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, b"", package)
    document.load_rel(RT.FOOTNOTES, notes, "rIdNotes")
    for name, kind, relation, text in _parts(pack, theme, body):
        part = Part(PackURI(f"/word/{name}.xml"), kind, text.encode(), package)
        document.load_rel(relation, part, _relation_id(name))
        if name == "fontTable":
            _embed(package, part, embedded(theme, body.fonts()))
    _relate(package, pack, ((document, body.links), (notes, body.note_links)))
    _describe(package, pack)
    return package


def _embed(package: Package, table: Part, files: list[Embedded]) -> None:
    for number, file in enumerate(files, 1):
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _FONT, file.data(), package)
        table.load_rel(RT.FONT, part, file.relation)


def _relation_id(name: str) -> str:
    return "rId" + "".join(word.title() for word in name.rpartition("/")[2].split("-"))


def _parts(pack: Pack, theme: Theme, body: Body) -> Iterator[tuple[str, str, str, str]]:
    """Name, content type, relation and text of the parts that are neither text nor pictures."""
    yield "styles", CT.WML_STYLES, RT.STYLES, styles(theme, pack.language, body.measure)
    yield "numbering", CT.WML_NUMBERING, RT.NUMBERING, body.lists.xml()
    yield "settings", CT.WML_SETTINGS, RT.SETTINGS, settings(pack)
    yield "fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table(theme, embedded(theme, body.fonts()))
    yield "theme/theme1", CT.OFC_THEME, RT.THEME, theme_part(theme)
    for side in ("even", "default"):
        yield f"header-{side}", CT.WML_HEADER, RT.HEADER, running_head(pack, body.setter, odd=side == "default")
        yield f"footer-{side}", CT.WML_FOOTER, RT.FOOTER, folio(pack, odd=side == "default")
    yield "header-first", CT.WML_HEADER, RT.HEADER, bare_edge("hdr")
    yield "footer-first", CT.WML_FOOTER, RT.FOOTER, outer_folio()
    yield "header-bare", CT.WML_HEADER, RT.HEADER, bare_edge("hdr")
    if any(section.title for section in pack.sections):
        yield "footer-bare", CT.WML_FOOTER, RT.FOOTER, bare_edge("ftr")


def _relate(package: Package, pack: Pack, pointing: tuple[tuple[Part, Relations], ...]) -> None:
    """The relations of ``pointing`` parts to addresses outside and to pictures, each picture stored once."""
    stored: dict[str, Part] = {}
    known = {picture.key: picture for picture in pack.pictures}
    for part, relations in pointing:
        for address, identity in relations.links.items():
            part.load_rel(RT.HYPERLINK, address, identity, is_external=True)
        for key, identity in relations.pictures.items():
            if key not in stored:
                stored[key] = _PicturePart(known[key], len(stored) + 1, package)
            part.load_rel(RT.IMAGE, stored[key], identity)


def _describe(package: Package, pack: Pack) -> None:
    """The core properties: what a library sorts a document by."""
    properties = package.core_properties
    moment = _moment(pack.created)
    authors = dict.fromkeys(pack.editors or (name for article in pack_articles(pack) for name in article.authors))
    tags = dict.fromkeys(tag for article in pack_articles(pack) for tag in article.tags)
    properties.title = clean_line(pack.title, _LONGEST_PROPERTY)
    properties.subject = clean_line(pack.subtitle, _LONGEST_PROPERTY)
    properties.author = clean_line("; ".join(authors), _LONGEST_PROPERTY)
    properties.last_modified_by = clean_line("; ".join(pack.editors), _LONGEST_PROPERTY)
    properties.keywords = clean_line(", ".join(tags), _LONGEST_PROPERTY)
    properties.language = pack.language
    properties.identifier = pack.identifier
    properties.created = properties.modified = moment
    properties.revision = 1


def _moment(created: str) -> datetime.datetime:
    """``created`` in UTC without a zone, as core properties state it; the first day of 1980 without one."""
    try:
        moment = datetime.datetime.fromisoformat(created)
    except ValueError:
        return datetime.datetime(1980, 1, 1)
    return moment.astimezone(datetime.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _close(archive: DatedZip, package: Package) -> None:
    """What is not in ``archive`` yet: the other parts, all relations and the content types."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    written = set(archive.namelist())
    types = _ContentTypesItem.from_parts(parts)  # type: ignore[no-untyped-call]
    archive.writestr(CONTENT_TYPES_URI.membername, types.blob)
    _write_relations(archive, PACKAGE_URI.rels_uri.membername, package.rels)
    for part in parts:
        if part.partname.membername not in written:
            packed = zipfile.ZIP_STORED if isinstance(part, _PicturePart) else None  # they are compressed already
            archive.writestr(part.partname.membername, part.blob, compress_type=packed)
        if len(part.rels):
            _write_relations(archive, part.partname.rels_uri.membername, part.rels)


def _write_relations(archive: DatedZip, name: str, relations: Relationships) -> None:
    """A part's relations; python-docx makes an element of each, which takes longer than the text they are in."""
    rows = "".join(
        f'<Relationship Id="{identity}" Type="{relation.reltype}" Target="{quoted(relation.target_ref)}"'
        + (' TargetMode="External"/>' if relation.is_external else "/>")
        for identity, relation in relations.items()
    )
    archive.writestr(name, f'{DECLARATION}<Relationships xmlns="{NS.OPC_RELATIONSHIPS}">{rows}</Relationships>')
