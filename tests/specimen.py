"""Packs that hold every node of the model, in several scripts: what each writer has to put out whole."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image as Pillow
from PIL import ImageDraw

import convert.model as m
from convert.assemble import pack
from convert.notices import Notice
from convert.pictures import prepare

LOREM = (
    "The harbour wakes before the town does. At four the first boats come in on the tide, their lamps still lit, and the men "
    "on the quay take the ropes without a word, as their fathers did, because there is nothing to say that the weather has not said."
)
MORE = (
    "By six the auction is over. What was silver an hour ago is stacked in polystyrene boxes, weighed, labelled and driven "
    "away; a hall the size of a church stands empty again, hosed down, smelling of salt and diesel and coffee."
)


def text(words: str) -> tuple[m.Inline, ...]:
    return (m.Text(words),)


def par(*children: m.Inline | str, **fields: str) -> m.Paragraph:
    return m.Paragraph(tuple(m.Text(child) if isinstance(child, str) else child for child in children), **fields)  # type: ignore[arg-type]


@cache
def picture(kind: str = "JPEG", size: tuple[int, int] = (960, 600), mode: str = "RGB") -> m.Picture:
    """A drawn sea under a sky: the same bytes each time."""
    image = Pillow.new(mode, size, (214, 222, 226) if mode == "RGB" else (40, 60, 80, 0))
    draw = ImageDraw.Draw(image)
    width, height = size
    for row in range(height // 2, height):
        shade = 150 - (row - height // 2) * 90 // (height // 2)
        draw.line([(0, row), (width, row)], fill=(shade // 2, shade - 20, shade))
    draw.ellipse([width * 0.62, height * 0.16, width * 0.74, height * 0.16 + width * 0.12], fill=(222, 140, 80))
    target = io.BytesIO()
    image.save(target, kind)
    return prepare(target.getvalue())


def every_block() -> tuple[m.Block, ...]:
    """Each block and inline of the model at least once, nested as real pages nest them."""
    return (*_prose(), *_lists(), _table(), *_shown(), *_languages())


def _prose() -> tuple[m.Block, ...]:
    mark = picture("PNG", (60, 40), "RGBA")
    note = m.Note(
        (par("A note in place, with ", m.Emphasis(text("emphasis")), " and a second paragraph."), par("The second paragraph of the note."))
    )
    return (
        par(LOREM, note, id="start"),
        par(MORE),
        m.Heading(1, text("A heading of the first level")),
        par(
            "Inline: ",
            m.Emphasis(text("stressed")),
            ", ",
            m.Strong(text("important")),
            ", ",
            m.Underline(text("underlined")),
            ", ",
            m.Strike(text("struck out")),
            ", H",
            m.Sub(text("2")),
            "O, E = mc",
            m.Sup(text("2")),
            ", ",
            m.Code("a = b  # code"),
            ", ",
            m.Link("https://example.org/a?b=c&d=e", text("a link"), title="Its title"),
            ", ",
            m.Link("mailto:desk@example.org", text("an address")),
            ", ",
            m.Link("#start", text("a jump")),
            ", ",
            m.Image(mark.key, "a small mark"),
            ", ",
            m.Math(tex=r"\frac{a}{b} + \sqrt{x}", text="a over b plus root x"),
            ", ",
            m.Span(text("auf Deutsch"), language="de"),
            ", ",
            m.Span(text("بالعربية"), language="ar", direction="rtl"),
            ".",
        ),
        m.Heading(2, text("A heading of the second level")),
        m.Quote(
            (par("We shall not cease from exploration."), par("And the end of all our exploring will be to arrive where we started.")),
            text("a traveller, on the quay"),
        ),
        m.Heading(3, text("A heading of the third level")),
        m.CodeBlock(
            'def greet(name: str) -> str:\n\treturn f"<b>{name}</b> & more"\n\n    # indented\n' + "x = 1  # " + "a very long line " * 12,
            "python",
        ),
    )


def _lists() -> tuple[m.Block, ...]:
    return (
        m.Heading(4, text("A heading of the fourth level")),
        m.List(
            (
                (par("First item"),),
                (
                    par("Second item, with a list in it:"),
                    m.List(
                        ((par("inner one"),), (par("inner two"), m.List(((par("innermost"),),)))),
                        ordered=True,
                        start=3,
                        numbering="lower-alpha",
                    ),
                ),
                (par("Third item, of two paragraphs."), par("The second paragraph of the item.")),
            )
        ),
        m.Heading(5, text("A heading of the fifth level")),
        m.List(((par("Nine"),), (par("Ten"),), (par("Eleven"),)), ordered=True, start=9),
        m.Heading(6, text("A heading of the sixth level")),
        m.Definitions(
            (
                m.Definition((text("Tide"), text("Ebb")), ((par("The sea coming and going."),), (par("A time."),))),
                m.Definition((text("Quay"),), ((par("Where boats lie."),),)),
            )
        ),
    )


def _table() -> m.Table:
    return m.Table(
        caption=text("Landings by port, in tonnes"),
        head=(
            (m.Cell((par("Port"),), header=True, rowspan=2), m.Cell((par("Year"),), header=True, colspan=2)),
            (m.Cell((par("2024"),), header=True), m.Cell((par("2025"),), header=True)),
        ),
        rows=(
            (m.Cell((par("Northhaven"),), header=True), m.Cell((par("1,204"),)), m.Cell((par("1,377"),))),
            (
                m.Cell((par("Saltby"),), header=True, rowspan=2),
                m.Cell((par("880"),)),
                m.Cell(
                    (par("912"), m.List(((par("of which cod"),),))),
                ),
            ),
            (m.Cell((par("closed for the season"),), colspan=2),),
        ),
        alignment=("left", "right", "right"),
    )


def _shown() -> tuple[m.Block, ...]:
    photo = picture()
    return (
        m.Figure(
            m.Image(photo.key, "A sea under an evening sky"), text("The harbour at dusk, seen from the mole."), text("Ada Ferro/Coastline")
        ),
        m.Figure(None, text("A picture that could not be had keeps its caption."), text("AGENCY")),
        m.Embed("video", "https://video.example.org/watch/1", "How a net is mended", m.Image(photo.key, "A still of the film")),
        m.Embed("post", "https://social.example.org/p/2", "A post about the tide"),
        m.MathBlock(tex=r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", text="the sum of i from 1 to n is n times n plus 1 over 2"),
    )


def _languages() -> tuple[m.Block, ...]:
    return (
        par("Roses are red,", m.LineBreak(), "violets are blue,", m.LineBreak(), "the sea is grey."),
        m.Rule(),
        par("Ein Absatz auf Deutsch mit Straßenbahnhaltestellenverzeichnis und „Anführung“.", language="de"),
        par("פסקה בעברית עם English בפנים ומספר 42.", language="he", direction="rtl"),
        par("Ελληνικά και кириллица and Việt ngữ in one line; last word."),
    )


def english() -> m.Article:
    return m.Article(
        title="What the Harbour Keeps", subtitle="A night with the people who land, sell and carry the catch", authors=("Ada Ferro", "J. M. O’Brien"),
        published="2026-03-14T06:30:00+01:00", updated="2026-03-15", site="The Coastline", url="https://coast.example.org/2026/harbour", language="en",
        summary="A night on the quay.", tags=("sea", "work"), lead=m.Figure(m.Image(picture().key, "A sea under an evening sky"), text("Boats come in on the tide."), text("Ada Ferro")),
        body=every_block(), extractor="text",
    )  # fmt: skip


def arabic() -> m.Article:
    body = (
        par(
            "تستيقظ المدينة القديمة قبل الفجر، حين يفتح الخبازون أبوابهم وتنتشر رائحة الخبز في الأزقة الضيقة. يقول أحدهم: «هذا عملنا منذ أربعين عاماً».",
            m.Note((par("هامش باللغة العربية."),)),
        ),
        m.Heading(1, text("الطريق إلى السوق")),
        par("وفي عام 2025 زار السوق أكثر من 12,500 شخص، وفق بيانات Coastline التي نُشرت في مارس."),
        m.List(((par("الخبز"),), (par("الزيتون"),)), ordered=True),
        m.Quote((par("من جدّ وجد."),), text("مثل عربي")),
        m.Table(
            rows=((m.Cell((par("الأول"),)), m.Cell((par("الثاني"),))),),
            head=((m.Cell((par("اسم"),), header=True), m.Cell((par("قيمة"),), header=True)),),
        ),
        m.Figure(None, text("سوق الخبز عند الفجر"), text("وكالة")),
        m.Definitions((m.Definition((text("سوق"),), ((par("مكان البيع والشراء."),),)),)),
    )
    return m.Article(
        title="خبز الفجر في المدينة القديمة",
        authors=("ليلى حداد",),
        published="2026-03-10",
        site="الساحل",
        language="ar",
        body=body,
        url="https://coast.example.org/ar/bread",
    )


def hebrew() -> m.Article:
    body = (
        par("הנמל מתעורר לפני העיר. בארבע בבוקר חוזרות הסירות הראשונות, והפנסים עדיין דולקים."),
        m.Heading(1, text("שוק הדגים")),
        par("עד שש נגמרת המכירה."),
    )
    return m.Article(title="מה שומר הנמל", authors=("נועה לוי",), published="2026-03-11", language="he", body=body)


def german() -> m.Article:
    body = (
        par("Frühmorgens riecht die Fischauktionshalle nach Salz, Diesel und Kaffee. " * 6),
        m.Heading(1, text("Die Versteigerung")),
        par(m.Link("https://coast.example.org/2026/harbour", text("Siehe auch den Hafen")), "."),
    )
    return m.Article(
        title="Donaudampfschifffahrtsgesellschaft: ein sehr langer Titel, der über mehrere Zeilen läuft und keine einzelne Silbe allein lässt",
        published="2026-02",
        language="de",
        body=body,
        authors=("A", "B", "C", "D"),
    )


def bare() -> m.Article:
    """An article with nothing but a title and one short paragraph."""
    return m.Article(title="Ebb", body=(par("Nothing more."),), language="en")


@cache
def specimen() -> m.Pack:
    """Five articles in four languages, every node, a link between articles."""
    return pack(
        (english(), arabic(), hebrew(), german(), bare()), title="The Harbour & other stories", subtitle="A specimen of every <node>", editors=("The Coastline",),
        created="2026-03-16", pictures=(picture(), picture("PNG", (60, 40), "RGBA")), notify=_unexpected,
    )  # fmt: skip


@cache
def right_to_left() -> m.Pack:
    """A pack that reads from right to left."""
    return pack((arabic(), hebrew()), title="خبز الفجر", created="2026-03-16", notify=_unexpected)


@cache
def smallest() -> m.Pack:
    """One article without author, date, picture or heading; no cover, no contents."""
    return pack((bare(),), cover=False, contents=0, notify=_unexpected)


PACKS = {"specimen": specimen, "right-to-left": right_to_left, "smallest": smallest}


def _unexpected(notice: Notice) -> None:
    raise AssertionError(f"unexpected notice: {notice}")
