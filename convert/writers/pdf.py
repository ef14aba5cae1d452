"""PDF for paper and screen: tagged as PDF/UA-1 (ISO 14289-1), set by WeasyPrint in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from convert.limits import LIMITS
from convert.model import Pack
from convert.notices import Notify
from convert.profile import PAGE_SIZES, Profile
from convert.theme import Theme
from convert.words import runs_right_to_left
from convert.writers._contents import shortened
from convert.writers._css import faces, print_rules, print_script_rules, print_stack
from convert.writers._depth import deep
from convert.writers._installed import SQUARE, called, installed
from convert.writers._pdf.article import PrintRenderer, Stock
from convert.writers._pdf.front import colophon, contents, cover
from convert.writers._pdf.job import Balanced, FaceFile, Job
from convert.writers._pdf.page import measure, page_rules
from convert.writers._pdf.parts import Part, divided
from convert.writers._pdf.press import printed
from convert.writers._script import ragged_rules, script_font, script_of
from convert.writers._shapes import CODE_LETTER
from convert.writers._xhtml import escape, quoted

# Scripts whose letters change shape. Kerning pulls some so far apart that readers of a PDF take the gap for a blank.
_JOINED = ("Arab", "Syrc")
_CHARACTER = 0.52  # of a table's letter size: the average width of its letters, of which many are figures


def write(pack: Pack, theme: Theme, profile: Profile, target: BinaryIO, notify: Notify) -> None:
    """``pack`` as a PDF on pages of ``profile.page``, dressed by ``theme``.

    Raises `convert.errors.WriteError` when Pango is missing or a limit of rendering is reached. Characters without a font,
    formulas that can't be drawn and rules of the theme's own sheet that the engine passes over are notices.
    """
    parts = divided(pack)
    several = len(parts) > 1
    jobs = [partial(_job, pack, theme, profile, part, f"{number}-" if several else "") for number, part in enumerate(parts)]
    printed(jobs, target, notify, numbered=several and bool(pack.contents))


def _job(pack: Pack, theme: Theme, profile: Profile, part: Part, prefix: str = "") -> Job:
    """How ``part`` of ``pack`` is set; the ids of its tags begin with ``prefix`` where there are other parts."""
    room = measure(theme, profile) / (theme.look("table").size * _CHARACTER)
    look = theme.look("code")
    code = (measure(theme, profile) - 2 * look.pad) / (look.size * CODE_LETTER)
    stock = Stock({picture.key: picture for picture in pack.pictures}, room, code)
    with deep():
        document = "".join(_document(pack, theme, profile, part, stock))
    fonts = _fonts(theme)
    return Job(
        document=document,
        own_css=_own_css(pack, theme, profile, stock, fonts),
        css=theme.print_css,
        fonts={address: path for path, address in fonts.items()},
        faces=tuple(_face_files(theme)),
        languages={article.id: article.language for article in part.articles},
        pictures=dict(stock.pictures),
        formulas=tuple(stock.formulas),
        balanced=_balanced(theme, profile),
        identifier=hashlib.md5(pack.identifier.encode(), usedforsecurity=False).hexdigest(),
        memory=LIMITS.render_memory,
        prefix=prefix,
    )


def _document(pack: Pack, theme: Theme, profile: Profile, part: Part, stock: Stock) -> Iterator[str]:
    direction = pack.direction or ("rtl" if runs_right_to_left(pack.language) else "ltr")
    stock.languages[pack.language] = None
    sectioned = ' class="sectioned"' if any(section.title for section in pack.sections) else ""
    yield f'<html lang="{quoted(pack.language)}" dir="{direction}"><head>{_head(pack)}</head>\n'
    yield f'<body data-running="{quoted(shortened(pack.title))}"{sectioned}>\n'
    if part.front:
        stock.languages |= dict.fromkeys(article.language for article in pack.articles)
        yield cover(pack, theme, PAGE_SIZES[profile.page][0]) if pack.cover else ""
    if part.front and pack.contents:
        yield from contents(pack, numbered=not part.back)
    for section in part.sections:
        yield f'<section class="section-page">\n<h1>{escape(section.title)}</h1>\n</section>\n' if section.title else ""
        for article in section.articles:
            yield from PrintRenderer(article, stock).article_element()
    yield colophon(pack, theme) if part.back and (pack.cover or pack.contents) else ""
    yield "</body></html>"


def _head(pack: Pack) -> str:
    authors = list(dict.fromkeys(pack.editors or [author for article in pack.articles for author in article.authors]))
    tags = list(dict.fromkeys(tag for article in pack.articles for tag in article.tags))
    named = [("author", author) for author in authors] + [("keywords", ", ".join(tags))] * bool(tags)
    named += [("description", pack.subtitle)] * bool(pack.subtitle) + [("generator", "readpack")]
    named += [("dcterms.created", pack.created), ("dcterms.modified", pack.created)] * bool(pack.created)
    return f"<title>{escape(pack.title)}</title>" + "".join(f'<meta name="{name}" content="{quoted(value)}"/>' for name, value in named)


def _fonts(theme: Theme) -> dict[str, str]:
    """The address of each font file of the theme, by its path."""
    files = [file for face in theme.fonts.values() for file in (face.regular, face.italic, face.bold, face.bold_italic) if file]
    return {file: f"font:{number}" for number, file in enumerate(dict.fromkeys(files))}


def _face_files(theme: Theme) -> Iterator[FaceFile]:
    joined = _joined(theme)
    for name, face in theme.fonts.items():
        cuts = ((face.regular, False, False), (face.italic, False, True), (face.bold, True, False), (face.bold_italic, True, True))
        yield from (FaceFile(face.family, bold, italic, path, name in joined) for path, bold, italic in cuts if path)


def _joined(theme: Theme) -> frozenset[str]:
    """The fonts of scripts whose letters change shape."""
    return frozenset(filter(None, map(partial(script_font, theme), _JOINED)))


def _own_css(pack: Pack, theme: Theme, profile: Profile, stock: Stock, fonts: dict[str, str]) -> str:
    def address(path: Path) -> str:
        return fonts[str(path)]

    scripts = [
        print_script_rules(theme, language, theme.scripts[script], partial(_stack, theme, language))
        for language in stock.languages
        if (script := script_of(language)) in theme.scripts
    ]
    sheets = (
        faces(theme, address, unkerned=_joined(theme)),
        print_rules(theme),
        page_rules(theme, profile, right_to_left=pack.direction == "rtl"),
        *scripts,
        *(f':lang({language}) {{ font-language-override: "{name}" }}\n' for language in stock.languages if (name := called(language))),
        ragged_rules(stock.languages),
    )
    return "".join(sheets)


def _stack(theme: Theme, language: str, font: str) -> str:
    """The families to try for what ``theme`` sets in ``font``, in ``language``: its script's, else the system's for square signs."""
    script = script_of(language)
    if script_font(theme, script):
        return print_stack(theme, script_font(theme, script))
    found = installed(language, theme.fonts[font].fallback) if script in SQUARE else None
    return f'"{found.family}", {print_stack(theme, font)}' if found else ""


def _balanced(theme: Theme, profile: Profile) -> dict[str, Balanced]:
    width = measure(theme, profile)
    scripts = [
        (theme.fonts[script.font].regular, script.scale) for name, script in theme.scripts.items() if script.font and name not in _JOINED
    ]
    found: dict[str, Balanced] = {}
    for role, look in theme.looks.items():
        if look.balance:
            face = theme.fonts[look.font]
            cut = {(False, True): face.italic, (True, False): face.bold, (True, True): face.bold_italic}.get(
                (look.weight > 400, look.italic)
            )
            found[role] = Balanced(((cut or face.regular, 1.0), *scripts), look.size, look.spacing / 1000, width)
    return found
