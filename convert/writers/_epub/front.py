"""The pages of a book around its articles: cover, title page, contents, section titles, colophon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from convert.location import host
from convert.model import Article, Pack, Section
from convert.words import day, words
from convert.writers._epub.nav import Entry, foreign, link
from convert.writers._xhtml import escape, quoted

_HEADLINES = 5


def cover_page(pack: Pack, address: str) -> str:
    """The cover: its picture, alone on its page; what is on it is said in its alternative text."""
    told = ". ".join(part for part in (words(pack.language).cover, pack.title, pack.subtitle) if part)
    return f'<section class="cover-page" epub:type="cover">\n<img role="doc-cover" src="{address}" alt="{quoted(told)}"/>\n</section>\n'


def title_page(pack: Pack, minutes: int) -> str:
    """Title, subtitle, editors, date, how much there is to read; the headlines where no contents follow."""
    shown = words(pack.language)
    amount = " · ".join((shown.articles.format(len(pack.articles)), shown.minutes.format(minutes)))
    rows = [
        f'<p class="cover-date">{escape(day(pack.created, pack.language))}</p>' if pack.created else "",
        f'<h1 class="cover-title">{escape(pack.title)}</h1>',
        f'<p class="cover-subtitle">{escape(pack.subtitle)}</p>' if pack.subtitle else "",
        f'<p class="cover-line">{escape(", ".join(pack.editors))}</p>' if pack.editors else "",
        f'<p class="cover-line amount">{escape(amount)}</p>',
    ]
    return _section("cover title-page", "titlepage", "", rows)


def contents_page(pack: Pack, entries: Sequence[Entry], lines: dict[str, str], deep: int) -> str:
    """The contents as a page to read: section by section each article, where it is from and how long it takes.

    ``lines`` holds the second line of an article's entry by the entry's address; below are its headings down to level ``deep``.
    """
    entries = [_cut(entry, deep) for entry in entries]
    inside = [f'<h1 id="contents">{escape(words(pack.language).contents)}</h1>\n']
    loose = [entry for entry in entries if entry.kind == "article"]
    if loose:
        inside.append(_list(loose, lines, pack.language))
    for entry in entries:
        if entry.kind == "section":
            inside.append(f'<h2 class="section">{link(entry, pack.language)}</h2>\n{_list(entry.below, lines, pack.language)}')
    return _section("contents", "toc", "doc-toc", ["".join(inside).rstrip("\n")], named="contents")


def _cut(entry: Entry, deep: int) -> Entry:
    """``entry`` with the headings below it down to level ``deep``."""
    if entry.kind == "section":
        return entry._replace(below=tuple(_cut(one, deep) for one in entry.below))
    return entry._replace(below=tuple(_cut(one, deep - 1) for one in entry.below) if deep > 0 else ())


def _list(entries: Sequence[Entry], lines: dict[str, str], language: str) -> str:
    return '<ol class="entries">\n' + "".join(_entry(entry, lines, language) for entry in entries) + "</ol>\n"


def _entry(entry: Entry, lines: dict[str, str], language: str) -> str:
    name = entry.href.partition("#")[0].partition(".")[0]
    by = f'<p class="by">{escape(lines[entry.href])}</p>\n' if lines.get(entry.href) else ""
    below = f'<ol class="headings">\n{_headings(entry.below)}</ol>\n' if entry.below else ""
    plain = f'<a href="{quoted(entry.href)}">{escape(entry.label)}</a>'
    return f'<li id="to-{name}"{foreign(entry, language)}>\n<p class="entry">{plain}</p>\n{by}{below}</li>\n'


def _headings(entries: Sequence[Entry]) -> str:
    """One line for each heading; deeper ones below theirs."""
    rows = []
    for entry in entries:
        below = f'\n<ol class="headings">\n{_headings(entry.below)}</ol>\n' if entry.below else ""
        rows.append(f'<li class="heading"><a href="{quoted(entry.href)}">{escape(entry.label)}</a>{below}</li>\n')
    return "".join(rows)


def section_page(section: Section, name: str) -> str:
    """A page with the title of ``section``."""
    return _section("section-page", "part", "doc-part", [f'<h1 id="{name}">{escape(section.title)}</h1>'], named=name)


def colophon(pack: Pack) -> str:
    """What the pack holds, from where and when."""
    shown = words(pack.language)
    places = Counter(_place(article) for article in pack.articles if _place(article))
    counted = ", ".join(f"{place} ({times})" if times > 1 else place for place, times in places.items())
    rows = [
        f'<h1 id="colophon">{escape(shown.colophon)}</h1>',
        f'<p class="first">{escape(": ".join(part for part in (pack.title, pack.subtitle) if part))}</p>',
        f"<p>{escape(shown.articles.format(len(pack.articles)))}</p>",
        f"<p>{escape(shown.source)}: {escape(counted)}</p>" if counted else "",
        f"<p>{escape(day(pack.created, pack.language))}</p>" if pack.created else "",
        "<p>readpack</p>",
    ]
    return _section("colophon", "colophon", "doc-colophon", rows, named="colophon")


def _place(article: Article) -> str:
    """Where an article is from: its site, else the host of its address."""
    return article.site or host(article.url)


def _section(kind: str, type_: str, role: str, rows: Sequence[str], *, named: str = "") -> str:
    told = (f' role="{role}"' if role else "") + (f' aria-labelledby="{named}"' if named else "")
    inside = "".join(row + "\n" for row in rows if row)
    return f'<section class="{kind}" epub:type="{type_}"{told}>\n{inside}</section>\n'
