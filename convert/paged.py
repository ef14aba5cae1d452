"""Articles that were read from several pages, joined: one article, its pages in order, nothing of it said twice.

What belongs together the pages say themselves (`Article.page_of`, `Article.page`); two articles that differ in headline, author or day
are never one. `docs/decisions/0041-paged-articles.md` says why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from convert.clean import folded
from convert.model import Article, Block, Figure, Heading, Link, Paragraph, Text, _Block
from convert.notices import Notice, Notify, excerpt
from convert.paging import parted
from convert.walk import plain_text, rewrite, walk

# Of a page that says again more of its paragraphs than this share, nothing is joined: it is another edition of the same text.
_SAME = 0.5
# A page has all that other pages have where it says at least this share of their paragraphs: a line of the author at each end is not in it.
_ALL = 0.9
_PARAGRAPH = 40
# A headline may end in words that name the page: so many characters more, its number among them.
_LONGEST_MARK = 24
# How many blocks at the start of a page may say again what stands above the article.
_OPENING = 4


class Found(NamedTuple):
    """An article and the name of the input it was read from."""

    input: str
    article: Article


def joined(found: Sequence[Sequence[Found]], notify: Notify) -> list[list[Article]]:
    """The articles of each input, those that are pages of one joined at the place of the page that came first.

    Notices say which were joined, and which pages of an article are not there.
    """
    every = [one for taken in found for one in taken]
    groups = _groups(every)
    of = {id(page.article): number for number, group in enumerate(groups) for page in group}
    present = {(page.article.page_of, page.article.page) for group in groups for page in group}
    editions = _editions(groups, every)
    wholes = [edition.article if edition else _whole(group, notify) for group, edition in zip(groups, editions, strict=True)]
    for group, whole, edition in zip(groups, wholes, editions, strict=True):
        if edition:
            _tell_edition(group, edition, notify)
        else:
            _tell(group, whole, present, notify)
    left = {number for number, edition in enumerate(editions) if not edition}
    kept: list[list[Article]] = []
    for taken in found:
        here: list[Article] = []
        for _, article in taken:
            number = of.get(id(article), -1)
            if number < 0:
                here.append(article)
            elif number in left:
                left.remove(number)
                here.append(wholes[number])
        kept.append(here)
    return kept


# --- what belongs together ------------------------------------------------------------------------------------


def _groups(every: list[Found]) -> list[list[Found]]:
    """The pages of each article in order; an article of which there is but one page too."""
    groups: list[list[Found]] = []
    at_place: dict[str, list[list[Found]]] = {}
    for one in sorted((one for one in every if one.article.page), key=lambda one: one.article.page):
        here = at_place.setdefault(one.article.page_of, [])
        group = next((group for group in here if group[-1].article.page < one.article.page and _goes_on(group, one.article)), None)
        if group is None:
            group = []
            here.append(group)
            groups.append(group)
        group.append(one)
    for one in every:
        if not one.article.page and one.article.url:
            _add_first(one, at_place.get(parted(one.article.url)[0], []))
    return groups


def _add_first(one: Found, groups: list[list[Found]]) -> None:
    """Put an article that says nothing of pages before those whose first page it is by its address."""
    for group in groups:
        if group[0].article.page > 1 and _goes_on([one], group[0].article):
            group.insert(0, one)
            return


def _goes_on(group: list[Found], article: Article) -> bool:
    """Whether ``article`` can be a further page of the one that ``group`` are pages of."""
    first = group[0].article
    if not _agree(first.authors, article.authors) or not _agree(first.published[:10], article.published[:10]):
        return False
    surely = bool(first.authors and first.published) and (first.authors, first.published) == (article.authors, article.published)
    if not (surely or _same_headline(first, article)):
        return False
    said = {words for page in group for words in _paragraphs(page.article)}
    own = _paragraphs(article)
    return sum(words in said for words in own) <= _SAME * len(own)


def _editions(groups: list[list[Found]], every: list[Found]) -> list[Found | None]:
    """Of the article of each of ``groups`` the edition on one page, where it is among ``every`` article and says all that its pages say."""
    titles = {folded(group[0].article.title) for group in groups}
    saying: dict[str, list[tuple[Found, frozenset[str]]]] = {}  # what says a paragraph, by that: only such can be an edition
    for other in every:
        if folded(other.article.title) in titles:
            said = frozenset(_paragraphs(other.article))
            for words in said:
                saying.setdefault(words, []).append((other, said))
    return [_edition(group, saying) for group in groups]


def _edition(group: list[Found], saying: dict[str, list[tuple[Found, frozenset[str]]]]) -> Found | None:
    first, pages = group[0].article, {id(page.article) for page in group}
    own = [words for page in group for words in _paragraphs(page.article)]
    told = (saying.get(own[at], []) for at in (0, len(own) // 2, -1)) if own else ()
    for other, said in (one for listed in sorted(told, key=len)[:_ASKED] for one in listed):
        article = other.article
        if id(article) in pages or folded(article.title) != folded(first.title) or (article.page and len(said) <= len(own)):
            continue
        agree = _agree(first.authors, article.authors) and _agree(first.published[:10], article.published[:10])
        if agree and sum(words in said for words in own) >= _ALL * len(own):
            return other
    return None


# Of the first, the middle and the last paragraph those two are asked for that the fewest say: a line on the author is in many.
_ASKED = 2


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _same_headline(one: Article, other: Article) -> bool:
    """Whether two headlines are the same but for words that name the page of one."""
    (short, _), (long, marked) = sorted(((folded(page.title), page) for page in (one, other)), key=lambda pair: len(pair[0]))
    rest = long.removeprefix(short) if long.startswith(short) else long.removesuffix(short)
    return not rest or (len(short) + len(rest) == len(long) and len(rest) <= _LONGEST_MARK and str(marked.page or 1) in rest)


def _paragraphs(article: Article) -> list[str]:
    """What the paragraphs of ``article`` say that are long enough to tell one from another."""
    told = (folded(plain_text(node)) for node in walk(*article.body) if isinstance(node, Paragraph))
    return [words for words in told if len(words) >= _PARAGRAPH]


# --- one article of its pages ---------------------------------------------------------------------------------


def _whole(group: list[Found], notify: Notify) -> Article:
    """The article whose pages ``group`` are, as the first of them tells of it."""
    if len(group) == 1:
        return group[0].article
    pages = _tied([page.article for page in group])
    first = pages[0]
    repeats: list[str] = []
    bodies = _without_last_repeats([_own_blocks(page, first, repeats) for page in pages], repeats)
    if repeats:
        message = "what later pages say again of an article stands in it once"
        notify(Notice("left-out", "pages.repeat", message, group[0].input, first.title, excerpt=excerpt(repeats[0]), count=len(repeats)))
    titles = [page.title for page in pages if _same_headline(first, page)]
    return msgspec.structs.replace(
        first,
        title=min(titles, key=len),
        body=tuple(block for body in bodies for block in body),
        updated=max(page.updated for page in pages),
        tags=tuple(dict.fromkeys(tag for page in pages for tag in page.tags)),
        pictures=tuple({picture.key: picture for page in pages for picture in page.pictures}.values()),
        digest=hashlib.sha256("".join(page.digest for page in pages).encode()).hexdigest(),
    )


def _tied(pages: list[Article]) -> list[Article]:
    """``pages`` with ids that no two of them share, and their links to one another by these."""
    numbers = {page.page or 1 for page in pages}
    place = next(page.page_of for page in pages if page.page_of)

    def renamed(page: Article) -> Article:
        own = page.page or 1

        def tied(node: msgspec.Struct) -> msgspec.Struct:
            if isinstance(node, Link):
                there, mark, name = node.href.partition("#")
                number = own if not there else _number(there, page, place) if mark else 0
                return msgspec.structs.replace(node, href=f"#{_id(name, number)}") if name and number in numbers else node
            return msgspec.structs.replace(node, id=_id(node.id, own)) if isinstance(node, _Block) and node.id else node

        return rewrite(page, tied)

    return [renamed(page) for page in pages]


def _id(name: str, number: int) -> str:
    return name if number == 1 else f"page-{number}-{name}"


def _number(address: str, page: Article, place: str) -> int:
    """The number of the page of the article at ``place`` that ``address`` on ``page`` leads to; 0 for what is none."""
    try:
        where, number = parted(urljoin(page.url or page.source, address))
    except ValueError:
        return 0
    return number or 1 if where == place else 0


def _own_blocks(page: Article, first: Article, repeats: list[str]) -> list[Block]:
    """What ``page`` adds to the article: not the headline, standfirst, byline or picture again that stand above its ``first`` page."""
    if page is first:
        return list(page.body)
    said = {folded(words) for words in (first.title, page.title, first.subtitle, first.summary, *first.authors, ", ".join(first.authors))}
    shown = {_picture(first.lead)} | {_picture(block) for block in first.body if isinstance(block, Figure)}
    heading: list[Block] = [] if _same_headline(first, page) else [Heading(1, (Text(page.title),))]
    standfirst: list[Block] = [Paragraph((Text(page.subtitle),))] if page.subtitle else []
    lead: list[Block] = [page.lead] if page.lead is not None else []
    kept: list[Block] = []
    for number, block in enumerate([*standfirst, *lead, *page.body]):
        words = plain_text(block)
        again = _picture(block) in shown if isinstance(block, Figure) and _picture(block) else folded(words) in said
        if again and number < len(standfirst) + len(lead) + _OPENING:
            repeats.append(words or "a picture")
        else:
            kept.append(block)
    return heading + kept


def _picture(block: Figure | None) -> str:
    """What tells one picture from another: its address but for how large it is asked for."""
    return block.image.src.partition("?")[0] if block is not None and block.image is not None else ""


def _without_last_repeats(bodies: list[list[Block]], repeats: list[str]) -> list[list[Block]]:
    """``bodies`` less what each ends with as the last does: a line on the author, say."""
    tail = [folded(plain_text(block)) for block in bodies[-1]]
    for body in bodies[:-1]:
        again = 0
        while again < min(len(body), len(tail)) and tail[-1 - again] and folded(plain_text(body[-1 - again])) == tail[-1 - again]:
            again += 1
        if again:
            repeats += [plain_text(block) for block in body[-again:]]
            del body[-again:]
    return bodies


# --- what is said of it ---------------------------------------------------------------------------------------


def _tell(group: list[Found], whole: Article, present: set[tuple[str, int]], notify: Notify) -> None:
    source = group[0].input
    if len(group) > 1:
        names = ", ".join(dict.fromkeys(page.input for page in group))
        notify(Notice("repaired", "pages.joined", f"{len(group)} pages are one article: {names}", source, whole.title))
    place = next(page.article.page_of for page in group if page.article.page_of)
    last = max(page.article.pages for page in group)
    have = {page.article.page or 1 for page in group}
    missing = [number for number in range(1, last + 1) if number not in have and (place, number) not in present]
    if missing:
        which = f"{'pages' if len(missing) > 1 else 'page'} {', '.join(map(str, missing))}"
        notify(Notice("lost", "pages.missing", f"goes on over {last} pages; {which} not among the inputs", source, whole.title))


def _tell_edition(group: list[Found], edition: Found, notify: Notify) -> None:
    message = f"pages of an article that stands whole, on one page, in {edition.input}"
    notify(Notice("left-out", "pages.edition", message, group[0].input, edition.article.title, count=len(group)))
