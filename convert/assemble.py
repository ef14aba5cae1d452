"""Articles → `Pack`: text checked, trees made regular, links and pictures resolved, ids given.

What a writer may rely on is made here, once: text is clean, headings don't skip a level, tables are
rectangular, no link stands in a link, every id is ours, every internal link and picture resolves.
"""

from __future__ import annotations

import datetime
import os
import re
import uuid
from collections import Counter
from collections.abc import Iterable
from itertools import groupby, islice

import msgspec

from convert import model
from convert.addresses import Places, identity, safe, with_headings_named
from convert.clean import clean, clean_line
from convert.dates import looks_like_date, moment
from convert.errors import InputError, UnknownName
from convert.limits import LIMITS
from convert.model import Article, Direction, Pack, Picture, Section
from convert.notices import Kind, Notice, Notify, ignore
from convert.order import arranged, check_names
from convert.patterns import regex
from convert.regular import regular, shallow
from convert.walk import called, json_of, plain_text, rewrite, walk
from convert.words import runs_right_to_left, tag, words

_NAMESPACE = uuid.UUID("6f1f7b52-3d0c-5a55-9a55-7d2b1c6a0f3e")
# Each alternative begins with one byte, not a class: only then are the bytes that begin none passed over at once, seven times as fast.
_ESCAPED_CONTROL = regex(
    rb"\\[bfr]|\\u00[01][0-9a-f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xb7[\x90-\xaf]|\xef\xbf[\xbe\xbf]|\x7f|\xe2\x80[\xa8\xa9]|"
    rb"\xf0.\xbf[\xbe\xbf]|\xf1.\xbf[\xbe\xbf]|\xf2.\xbf[\xbe\xbf]|\xf3.\xbf[\xbe\xbf]|\xf4.\xbf[\xbe\xbf]",
    re.DOTALL,
)
_TITLE_WORDS = 12
_FOR_BROWSERS = regex(r"\s*(?:javascript|vbscript|about|blob):", re.IGNORECASE)


def pack(
    articles: Iterable[Article | Section],
    *,
    title: str = "",
    subtitle: str = "",
    editors: Iterable[str] = (),
    language: str = "",
    created: str = "",
    cover: bool = True,
    cover_picture: str = "",
    contents: int = 2,
    pictures: Iterable[Picture] = (),
    section_by: str = "none",
    sort: str = "none",
    reverse: bool = False,
    notify: Notify = ignore,
) -> Pack:
    """``articles``, or sections of them, as one `Pack`, ready for every writer.

    They stay in the order given unless ``sort`` (a key of `convert.order.SORTS`) or ``reverse`` says another, and in the sections
    given unless ``section_by`` (a key of `convert.order.SECTIONS`) makes new ones. ``title`` is the only article's, or a
    plain one, where none is given; ``language`` (BCP 47) is what most articles are in. ``created`` is an ISO 8601 day or point in
    time; without it SOURCE_DATE_EPOCH counts, then the newest date of the articles. ``pictures`` are those the articles
    show by key, beside their own. Raises `InputError` when there is no article, `UnknownName` when ``created`` is no date, ``language``
    no tag, or an order is none.
    """
    known = {picture.key: picture for picture in pictures}
    given = _sections(articles, known)
    spoken = language_of((article for section in given for article in section.articles), language)
    given = arranged(given, section_by=section_by, sort=sort, reverse=reverse, language=spoken)
    bound = _bound([article for section in given for article in section.articles], known, notify)
    if not bound:
        raise InputError("there is no article to pack", hint="name at least one input that holds one")
    bound = [_spoken(article, spoken) for article in bound]
    upcoming = iter(bound)
    named = clean_line(title, LIMITS.title_characters) or (bound[0].title if len(bound) == 1 else words(spoken).pack)
    return Pack(
        title=named,
        subtitle=clean_line(subtitle),
        sections=tuple(Section(clean_line(section.title), tuple(islice(upcoming, len(section.articles)))) for section in given),
        identifier=_identifier(bound, named, spoken),
        editors=tuple(filter(None, map(clean_line, editors))),
        created=_created(created, bound),
        language=spoken,
        direction="rtl" if runs_right_to_left(spoken) else "ltr",
        cover=cover,
        cover_picture=cover_picture,
        contents=contents,
        pictures=_used(bound, known, cover_picture),
    )


def check_words(*, language: str, created: str, section_by: str, sort: str) -> None:
    """Raises what `pack` would for words of these that can't be used, before there are articles."""
    language_of((), language)
    _created(created, ())
    check_names(section_by, sort)


def _sections(given: Iterable[Article | Section], pictures: dict[str, Picture]) -> tuple[Section, ...]:
    """``given`` as sections, runs of articles that stand in none as one without a title; their pictures join those of the pack."""
    made: list[Section] = []
    for kind, run in groupby(given, type):
        stand = [item if isinstance(item, Section) else Section("", (item,)) for item in run]
        handed = [Section(section.title, tuple(_handed_over(article, pictures) for article in section.articles)) for section in stand]
        made += handed if kind is Section else [Section("", tuple(article for section in handed for article in section.articles))]
    return tuple(made)


def _handed_over(article: Article, pictures: dict[str, Picture]) -> Article:
    """``article`` without its pictures, which join those of the pack."""
    if not article.pictures:
        return article
    for picture in article.pictures:
        pictures.setdefault(picture.key, picture)
    return msgspec.structs.replace(article, pictures=())


def _bound(given: list[Article], pictures: dict[str, Picture], notify: Notify) -> list[Article]:
    """``given`` with their places in the pack: their ids, their blocks' ids, their links and pictures resolved."""
    places = Places(given)
    shaped = [_shaped(number, _pictured(article, pictures, notify), notify) for number, article in enumerate(given)]
    wanted: dict[int, set[str]] = {}
    outlines = [_Outline(article) for article in shaped]
    for number, outline in enumerate(outlines):
        if outline.is_twofold:  # one block in two places, each of which may need an id of its own
            shaped[number] = msgspec.json.decode(msgspec.json.encode(shaped[number]), type=Article)
    for number, outline in enumerate(outlines):
        for href in outline.elsewhere:
            there, name = places.article(href, number)
            if there >= 0:
                wanted.setdefault(there, set()).add(name)
    for number, names in wanted.items():
        shaped[number], known = with_headings_named(shaped[number], names)
        outlines[number] = _Outline(shaped[number])
        outlines[number].ids |= {words: outlines[number].ids[name] for words, name in known.items()}
    for number, outline in enumerate(outlines):
        places.name_blocks(number, outline.ids)
    for number, article in enumerate(shaped):
        shaped[number] = rewrite(article, _Binder(number, article, outlines[number], places, notify).change, stays=_binds_nothing)
    return shaped


def _pictured(article: Article, pictures: dict[str, Picture], notify: Notify) -> Article:
    """``article`` showing none but ``pictures``, which those inside it join; words stand where there is no picture."""
    from convert.pictures import brought_in, elsewhere, set_apart

    if (said := json_of(article)) and b'"Image"' not in said:
        return article
    whole = _handed_over(brought_in(article, elsewhere(article.url), notify, known=pictures), pictures)
    return set_apart(whole, pictures)


def _shaped(number: int, article: Article, notify: Notify) -> Article:
    """``article`` clean and regular, with its id in the pack and what is said of it checked."""
    clear = regular(_cleaned(shallow(article, notify), notify), notify)
    return msgspec.structs.replace(
        clear,
        id=identity(number),
        title=_title(clear),
        language=tag(clear.language),
        url=safe(clear.url),
        source="",
        page=0,
        pages=0,
        page_of="",
        **_dates(clear, notify),
    )


def _dates(article: Article, notify: Notify) -> dict[str, str]:
    """The dates of ``article``, without those that name no day there is; words that look like none are kept as they are."""
    kept: dict[str, str] = {}
    for name in ("published", "updated", "retrieved"):
        date = getattr(article, name)
        if date and looks_like_date(date) and not moment(date):
            notify(Notice("lost", "article.date", "a date that is none was dropped", article=article.title, excerpt=date[:80]))
            kept[name] = ""
    return kept


class _Outline:
    """What of one article others may lead to and what it leads to: its named blocks, and its links to places elsewhere."""

    def __init__(self, article: Article) -> None:
        self.elsewhere: list[str] = []
        named: list[model._Block] = []
        said = json_of(article)
        for node in walk(article) if b"#" in said or said.count(b'"id":') > 1 else ():
            if isinstance(node, model._Block):
                if node.id:
                    named.append(node)
            elif isinstance(node, model.Link) and node.href.find("#") > 0:
                self.elsewhere.append(node.href)
        names = [block.id for block in named]
        self.is_twofold = len(set(map(id, named))) < len(named)
        self.ids = {name: f"{article.id}-{number}" for number, name in enumerate(dict.fromkeys(names), 1)}
        self.left = Counter(names)


def _binds_nothing(node: msgspec.Struct) -> bool:
    """Whether ``node`` is a text, or a line of nothing but texts that no link leads to and that states no language."""
    if isinstance(node, model.Text):
        return True
    is_line = isinstance(node, (model.Paragraph, model.Heading)) and not (node.id or node.language)
    return is_line and all(isinstance(child, model.Text) for child in node.children)  # type: ignore[attr-defined]


class _Binder:
    """Resolves what one article points to: ids are scoped to it, so two articles may use the same ones."""

    def __init__(self, number: int, article: Article, outline: _Outline, places: Places, notify: Notify) -> None:
        self.number = number
        self.article = article
        self.ids = outline.ids
        self.left = outline.left
        self.places = places
        self.notify = notify

    def change(self, node: msgspec.Struct) -> msgspec.Struct | tuple[msgspec.Struct, ...]:
        match node:
            case model.Link():
                return self._link(node)
            case model.Embed():
                return self._named(self._embed(node))
            case model._Block():
                return self._named(node)
            case model.Span() if node.language:
                return msgspec.structs.replace(node, language=tag(node.language))
            case _:
                return node

    def _named(self, block: model._Block) -> model._Block:
        if block.language:
            block = msgspec.structs.replace(block, language=tag(block.language))
        return msgspec.structs.replace(block, id=self._own(block.id)) if block.id else block

    def _own(self, name: str) -> str:
        """The id for a block called ``name``; the first of that name gets it, and a rewrite comes to it last."""
        self.left[name] -= 1
        return "" if self.left[name] else self.ids[name]

    def _link(self, link: model.Link) -> model.Link | tuple[msgspec.Struct, ...]:
        href = self._target(link.href)
        if href:
            return link if href == link.href else msgspec.structs.replace(link, href=href)
        kind: Kind = "left-out" if _FOR_BROWSERS.match(link.href) else "lost"
        self._told(kind, "link.dropped", "a link that leads nowhere a reader may go is plain text", link.href)
        return link.children

    def _target(self, href: str) -> str:
        inside = self.places.inside(href, self.number)
        return f"#{inside}" if inside else safe(href)

    def _embed(self, embed: model.Embed) -> model.Embed:
        if href := safe(embed.href):
            return msgspec.structs.replace(embed, href=href)
        self._told("lost", "embed.address", "an embed without an address that can be opened keeps its title only", embed.href)
        return msgspec.structs.replace(embed, href="", title=called(embed) if embed.href else embed.title)

    def _told(self, kind: Kind, code: str, message: str, about: str) -> None:
        self.notify(Notice(kind=kind, code=code, message=message, article=self.article.title, excerpt=about[:80]))


def _cleaned(article: Article, notify: Notify) -> Article:
    """``article`` with every string clean; trees that are clean already, as readers make them, are not copied."""
    if (said := json_of(article)) and not _ESCAPED_CONTROL.search(said):
        return article
    counted = Counter[str]()

    def tidy(node: msgspec.Struct) -> msgspec.Struct:
        changed: dict[str, object] = {}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if isinstance(value, str) and value:
                changed[name], times = clean(value)
                counted["characters"] += times
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                changed[name] = tuple(clean(item)[0] for item in value)
        return msgspec.structs.replace(node, **changed) if changed else node

    fresh = rewrite(article, tidy)
    if counted["characters"]:
        notify(
            Notice(
                kind="replaced",
                code="text.characters",
                message="characters that no format may hold were replaced or stripped",
                article=fresh.title,
                count=counted["characters"],
            )
        )
    return fresh


def _title(article: Article) -> str:
    """The article's title on one line; without one its first words, its site or its address."""
    own = clean_line(article.title, LIMITS.title_characters)
    if own:
        return own
    start = clean_line(plain_text(*article.body[:3]))[:400].split(" ")
    opening = " ".join(start[:_TITLE_WORDS])[:80] + ("…" if len(start) > _TITLE_WORDS else "")
    return opening.strip() or clean_line(article.site) or clean_line(article.url) or "Untitled"


def language_of(articles: Iterable[Article], given: str = "") -> str:
    """The language of a pack: the one ``given``, else what most of ``articles`` are in, else English.

    Raises `UnknownName` when what is given is no language tag.
    """
    if given and not tag(given):
        raise UnknownName("language", given, hint="write it as en, ar or pt-BR")
    counted = Counter(filter(None, (tag(article.language) for article in articles)))
    return tag(given) or (counted.most_common(1)[0][0] if counted else "en")


def _spoken(article: Article, language: str) -> Article:
    """``article`` with a language and a direction, the pack's where it has none of its own."""
    own = article.language or language
    direction: Direction = article.direction or ("rtl" if runs_right_to_left(own) else "ltr")
    if own == article.language and direction == article.direction:
        return article
    return msgspec.structs.replace(article, language=own, direction=direction)


def _identifier(articles: list[Article], title: str, language: str) -> str:
    """A name-based UUID (RFC 9562, version 5) of what the pack holds."""
    encoder = msgspec.json.Encoder()
    digest = uuid.uuid5(_NAMESPACE, f"{title}\0{language}")
    for article in articles:
        digest = uuid.uuid5(digest, encoder.encode(article).decode())
    return f"urn:uuid:{digest}"


def _created(given: str, articles: Iterable[Article]) -> str:
    """When the pack was made, as a point in time in UTC to the second; empty when nothing says.

    SOURCE_DATE_EPOCH is that of reproducible-builds.org, by which a malformed one is an error. Raises `UnknownName`.
    """
    if given:
        return _moment(given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _stamped(_since_1970(epoch))
    dates = [moment(date) for article in articles for date in (article.published, article.updated, article.retrieved)]
    return _stamped(max(filter(None, dates))) if any(dates) else ""


def _stamped(point: datetime.datetime) -> str:
    return point.strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(date: str) -> str:
    point = moment(date)
    if point is None:
        raise UnknownName("date", date, hint="write it as 2026-01-31 or 2026-01-31T08:00:00Z")
    return _stamped(point)


def _since_1970(seconds: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnknownName("SOURCE_DATE_EPOCH", seconds, hint="it is the seconds since 1970") from error


def _used(articles: list[Article], known: dict[str, Picture], cover: str) -> tuple[Picture, ...]:
    if not known:
        return ()
    wanted = {node.src for article in articles for node in walk(article) if isinstance(node, model.Image)} | {cover}
    return tuple(picture for key, picture in known.items() if key in wanted)
