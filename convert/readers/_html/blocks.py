"""From a page's elements to the model's blocks: what was kept of the page, with its structure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from convert import model
from convert.model import Block, Direction, Figure, Inline, Text
from convert.patterns import regex
from convert.readers._html import attributions, captions, components, credits, embeds, math, tables, verse
from convert.readers._html.code import code_of, is_code
from convert.readers._html.galleries import captioned, captions_joined, credited, is_gallery, parted, pictured
from convert.readers._html.hints import heads_admonition
from convert.readers._html.inlines import TURNS, Runs, is_blank, tidy
from convert.readers._html.numbering import counted_on, first_number, leave_out_own, number_of, numbering_of
from convert.readers._html.page import Element
from convert.readers._text.credit import part_credit
from convert.walk import plain_text, walk

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset("script style noscript svg canvas select textarea input map source head link meta colgroup".split())
_GROUPS = frozenset(("div", "a", "span", "p", "header", "footer", "section", "figcaption"))
_IN_LISTS = _LISTS | {"li"}
_DASH = regex(r"\s*[—–―]\s*\S")


# What leads to a heading itself, for who wants its address.
_SIGNS_OF_PLACES = frozenset(("¶", "#", "§", "🔗", "∞", "⚓", "\u200b"))


class Blocks:
    """Makes the blocks of one article. ``figures`` are elements that are figures without being called so, ``named`` those that links lead to,
    ``highest`` the level of heading that stands right under the title."""

    def __init__(self, runs: Runs, figures: set[Element], named: dict[Element, str], *, highest: int = 1) -> None:
        self.runs = runs
        self.figures = figures
        self.named = named
        self.highest = highest

    def of(self, element: Element) -> list[Block]:
        """The blocks that ``element`` holds; a run of inline content becomes a paragraph."""
        if not any(not isinstance(child, str) and child.block for child in element.children):
            return self._leaf(element)
        return self._run(element.elements())

    def _run(self, elements: Iterable[Element]) -> list[Block]:
        found: list[Block] = []
        for element in elements:
            if not element.reason:
                blocks = self._block(element)
                figure = (captioned(found[-1], blocks[0]) or credited(found[-1], element, blocks)) if found and blocks else None
                if figure is not None and not captions.has_picture(element):
                    found[-1] = figure
                    del blocks[0]
                found += blocks
        return found

    def _block(self, element: Element) -> list[Block]:
        return self._identified(element, self._shaped(element))

    def _identified(self, element: Element, blocks: list[Block]) -> list[Block]:
        """``blocks``, the first with the id that links to ``element`` lead to."""
        name = self.named.get(element)
        if name and blocks and not blocks[0].id:
            blocks[0] = msgspec.structs.replace(blocks[0], id=name)
        return blocks

    def _shaped(self, element: Element) -> list[Block]:
        tag = element.tag
        if tag in _SILENT:
            return self._formula(element)
        if tag in HEADINGS:
            return self._heading(element)
        if tag in _LISTS:
            return self._list(element)
        if tag == "dl":
            return self._figure(element) if captions.is_picture_with_words(element) else self._definitions(element)
        if tag == "hr":
            return [model.Rule()]
        if tag == "pre" or is_code(element):
            return [model.CodeBlock(*code_of(element))]
        if tag == "table":
            return self.of(element) if tables.is_layout(element) else [tables.table_of(element, self.of, self._inline)]
        embed = embeds.embed_of(element, self.runs.base)
        if embed:
            return [embed]
        if "data-attrs" in element.attributes and (stated := components.blocks_of(element, self.runs.base)):
            return stated
        if stanzas := verse.stanzas_of(element):
            return [block for lines in stanzas for block in self._stanza(lines)]
        if tag == "blockquote":
            return self._quote(element)
        if tag == "figure" and captions.is_card(element):
            return self.of(element)
        if tag == "figure" or element in self.figures:
            return self._figure(element)
        if (
            captions.is_lone_caption(element)
            and not captions.pictures_in(element)
            and len(element.text(1_200)) <= 1_200
            and tag not in ("table", "caption")
        ):
            return self._lone_caption(element)
        if tag == "a":
            return self._linked(element, self.of(element))
        if tag == "summary" or (tag in ("p", "div") and heads_admonition(element)):
            run = self._inline(element)
            is_bold = len(run) == 1 and isinstance(run[0], model.Strong)
            return [model.Paragraph(run if is_bold else (model.Strong(run),))] if run else []
        return self.of(element)

    def _linked(self, element: Element, blocks: list[Block]) -> list[Block]:
        """``blocks``, which stand in the link ``element``: the model's links are in lines, so the first words lead where it does."""
        for at, block in enumerate(blocks):
            if isinstance(block, (model.Paragraph, model.Heading)):
                if not any(isinstance(node, (model.Link, model.Note)) for node in walk(block)):
                    blocks[at] = msgspec.structs.replace(block, children=tuple(self.runs.linked(element, list(block.children))))
                break
        return blocks

    def _stanza(self, lines: list[Element]) -> list[Block]:
        run: list[Inline] = []
        for line in filter(None, map(self._inline, lines)):
            run += [model.LineBreak(), *line] if run else line
        return [model.Paragraph(tuple(run))] if run else []

    def _inline(self, element: Element) -> tuple[Inline, ...]:
        return self.runs.of(_flat(element))

    def _leaf(self, element: Element) -> list[Block]:
        """A paragraph, or the pictures, formulas and embeds that stand alone in one."""
        if element.is_text and not element.attributes:  # as most are
            return [model.Paragraph(run) for run in (self.runs.of(element.children),) if run]
        held = (element,) if element.is_text else element.walk()
        frames: list[Block] = [embed for below in held if not below.reason and (embed := embeds.embed_of(below, self.runs.base))]
        run = self.runs.of(element.children)
        if run and all(isinstance(node, (model.Image, model.LineBreak)) or is_blank(node) for node in run):
            return [Figure(image=node) for node in run if isinstance(node, model.Image)] + frames
        shown = [node for node in run if not is_blank(node)]
        if len(shown) == 1 and isinstance(shown[0], model.Math) and math.is_displayed(element):
            formula = shown[0]
            return [model.MathBlock(tex=formula.tex, mathml=formula.mathml, text=formula.text)]
        pictures, run = parted(run)
        paragraph = [model.Paragraph(run, language=_language(element), direction=_direction(element))] if run else []
        return [*(Figure(image=picture) for picture in pictures), *paragraph, *frames]

    def _formula(self, element: Element) -> list[Block]:
        formula = math.of_script(element) if element.tag == "script" else None
        return [model.MathBlock(tex=formula.tex)] if isinstance(formula, model.Math) else []

    def _heading(self, element: Element) -> list[Block]:
        for link in element.walk():
            if link.tag == "a" and link.get("href").startswith("#") and link.text(3) in _SIGNS_OF_PLACES:
                link.reason = "moved"
        run = self._inline(element)
        pictures, run = parted(run)
        if len(run) == 1 and isinstance(run[0], model.Strong):  # which a heading is by itself
            run = run[0].children
        heading: list[Block] = (
            [model.Heading(HEADINGS[element.tag] - self.highest + 1, run, language=_language(element), direction=_direction(element))]
            if run
            else []
        )
        return heading + [Figure(image=picture) for picture in pictures]

    def _list(self, element: Element) -> list[Block]:
        items: list[tuple[Block, ...]] = []
        numbers: list[int] = []
        number, step = first_number(element)
        if element.tag == "ol" and step > 0:
            parts = [child for child in element.elements() if child.tag == "li" and not child.reason]
            leave_out_own(parts, list(range(number, number + len(parts))))
        for child in element.elements():
            if child.reason:
                number += step if child.tag == "li" and child.reason == "moved" else 0
                continue
            blocks = self._block(child) if child.tag != "li" else self._item(child)
            if child.tag in _LISTS and items:
                items[-1] += tuple(blocks)
            elif blocks:
                number = number_of(child, number)
                items.append(tuple(blocks))
                numbers.append(number)
                number += step
        if all(isinstance(block, Figure) for item in items for block in item):
            return [block for item in items for block in item]  # a gallery
        if element.tag != "ol":
            return [model.List(tuple(items))]
        numbering = numbering_of(element)
        return [model.List(tuple(items[at:end]), ordered=True, start=numbers[at], numbering=numbering) for at, end in counted_on(numbers)]

    def _item(self, element: Element) -> list[Block]:
        return self._identified(element, self._figure(element) if element in self.figures else self.of(element))

    def _definitions(self, element: Element) -> list[Block]:
        items: list[tuple[list[tuple[Inline, ...]], list[tuple[Block, ...]]]] = []
        for part in _defining(element):
            if part.reason:
                continue
            if part.tag == "dt":
                if not items or items[-1][1]:
                    items.append(([], []))
                items[-1][0].append(self._inline(part))
            else:
                if not items:
                    items.append(([], []))
                items[-1][1].append(tuple(self.of(part)))
        made = tuple(model.Definition(tuple(terms), tuple(meanings)) for terms, meanings in items)
        if not any(item.terms for item in made):
            return [block for item in made for meaning in item.meanings for block in meaning]
        return [model.Definitions(made)]

    def _quote(self, element: Element) -> list[Block]:
        source = attributions.of(element) or attributions.beside(element)
        attribution: tuple[Inline, ...] = ()
        if source is not None:
            attribution = attributions.undashed(self._inline(source))
            source.reason = "moved"
        blocks = self.of(element)
        if source is not None and element.holds(source):
            source.reason = ""
        if not attribution and len(blocks) > 1:
            last = blocks[-1]
            said = last.children if isinstance(last, model.Paragraph) else ()
            if said and isinstance(said[0], Text) and _DASH.match(said[0].text) and len(element.children) > 1:
                attribution = attributions.undashed(said)
                blocks.pop()
        return [model.Quote(tuple(blocks), attribution=attribution)] if blocks or attribution else []

    # --- figures ------------------------------------------------------------------------------------------

    def figures_of(self, element: Element) -> list[Figure]:
        """The figures that ``element``, which holds a picture or words about one, is."""
        made = self._lone_caption(element) if captions.is_caption(element) and not captions.pictures_in(element) else self._figure(element)
        return [block for block in made if isinstance(block, Figure)]

    def _figure(self, element: Element) -> list[Block]:
        """The figures that ``element`` is: one for each picture with words of its own, else the words go with the last."""
        parts = pictured(element)
        if len(parts) > 1:
            return self._gallery(element, parts)
        if element.tag == "figure" and captions.is_framed_text(element):
            return self.of(element)
        words = _Words()
        others: list[Block] = []
        self._part(element, words, others)
        code = [block for block in others if not isinstance(block, Figure)]
        shown = [block for block in others if isinstance(block, Figure)]
        caption, credit = self._said(words)
        if code and not any(figure.image for figure in shown):
            said = _joined([run for run in (caption, credit) if run])
            if len(code) == 1 and isinstance(code[0], model.Table) and said and not code[0].caption:
                return [msgspec.structs.replace(code[0], caption=said)]
            if len(code) == 1 and isinstance(code[0], model.Quote) and not code[0].attribution:
                return [msgspec.structs.replace(code[0], attribution=attributions.undashed(said))]
            return [*code, *([model.Paragraph(said)] if said else [])]
        if not any(figure.caption for figure in shown):
            shown = [Figure(image=figure.image) for figure in shown if figure.image]
        if caption or credit:
            shown.append(Figure(caption=caption, credit=credit))
        return [*captions_joined(shown), *code]

    def _gallery(self, element: Element, parts: list[Element]) -> list[Block]:
        """A figure for each of ``parts``; what else stands in ``element`` is said in words of its own."""
        made: list[Block] = []
        for child in element.elements():
            if child.reason:
                continue
            if child in parts:
                made += self._figure(child)
            elif any(child.holds(part) for part in parts):
                made += self._gallery(child, parts)
            else:
                made += self._lone_caption(child)
        return made

    def _lone_caption(self, element: Element) -> list[Block]:
        words = _Words()
        words.captions.append(element)
        caption, credit = self._said(words)
        return [Figure(caption=caption, credit=credit)] if caption or credit else []

    def _part(self, element: Element, words: _Words, others: list[Block]) -> None:
        """Share out what ``element`` holds among ``words`` and ``others``."""
        run: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str):
                run.append(child)
            elif child.reason:
                continue
            elif captions.is_credit(child) and not captions.pictures_in(child):
                words.credits.append(child)
            elif captions.is_caption(child) and not captions.pictures_in(child):
                words.captions.append(child)
            elif not child.block:
                run.append(child)
            elif child.holds_blocks and (child.tag in _GROUPS or (child.tag in _IN_LISTS and is_gallery(child))):
                self._part(child, words, others)
            else:
                for block in self._block(child):
                    if isinstance(block, model.Paragraph):
                        words.loose.append(block.children)
                    else:
                        others.append(block)
        self._loose(run, words, others)

    def _loose(self, run: list[Element | str], words: _Words, others: list[Block]) -> None:
        """Share out inline content: pictures and embeds are ``others``, the rest are ``words``."""
        others += [embed for child in run if not isinstance(child, str) and (embed := embeds.embed_of(child, self.runs.base))]
        pictures, rest = parted(self.runs.of(run))
        others += [Figure(image=picture) for picture in pictures]
        if _plain(rest):
            words.loose.append(rest)

    def _said(self, words: _Words) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        named = list(words.credits)
        for element in words.captions:
            named += captions.set_off_credit(element)
            inner = [below for below in element.walk() if below is not element and not below.reason and captions.is_credit(below)]
            named += [below for below in inner if not any(other is not below and other.holds(below) for other in inner)]
        for credit in named:
            credit.reason = "moved"
        said = (self._inline(element) for element in words.captions if not element.reason)
        parts = list(dict.fromkeys(filter(None, said)))
        parts += [run for run in words.loose if run not in parts]
        for credit in named:
            credit.reason = ""
        whose = " ".join(filter(None, dict.fromkeys(_plain(self._inline(credit)) for credit in named)))
        if not whose and len(parts) > 1 and (whose := _names(parts[-1])):
            parts.pop()
        caption = _joined(parts)
        if whose:
            return caption, (Text(whose),)
        return credits.parted(caption)


def _names(run: tuple[Inline, ...]) -> str:
    """Whose picture it is, where ``run``, words of their own below others, say just that."""
    said, whose = part_credit(f". {_plain(run)}", sure=False)
    return whose if said == "." else ""


class _Words:
    """What stands round a picture: elements marked as captions or credits, and other runs."""

    def __init__(self) -> None:
        self.captions: list[Element] = []
        self.credits: list[Element] = []
        self.loose: list[tuple[Inline, ...]] = []


def _joined(parts: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for part in parts:
        if found:
            found.append(Text(" "))
        found += part
    return tuple(found)


def _plain(run: tuple[Inline, ...]) -> str:
    return " ".join(plain_text(*run).split())


def _defining(element: Element) -> list[Element]:
    """The terms and meanings of a definition list, out of the groups they may stand in; whatever else is there is a meaning."""
    parts: list[Element] = []
    for child in element.elements():
        is_group = child.tag not in ("dt", "dd") and any(below.tag in ("dt", "dd") for below in child.elements())
        parts += child.elements() if is_group else [child]
    return parts


def _flat(element: Element) -> list[Element | str]:
    """The inline content below ``element``, its blocks taken for runs parted by blanks."""
    if not any(not isinstance(child, str) and child.block for child in element.children):
        return element.children
    found: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str) or not child.block:
            found.append(child)
        elif not child.reason and child.tag not in _SILENT:
            if found:
                found.append(" ")
            found += _flat(child)
    return found


def _language(element: Element) -> str:
    """The language that ``element`` states for itself."""
    return tidy(element.get("lang").strip()) if element.attributes else ""


def _direction(element: Element) -> Direction:
    return TURNS.get(element.get("dir").lower(), "") if element.attributes else ""
