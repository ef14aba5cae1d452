"""The DOCX reader: documents written by hand as Word, LibreOffice and others write them, and readpack's own."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
import io
import random
import re
import zipfile
from collections.abc import Mapping

import msgspec
import pytest

import convert
from convert import model
from convert.assemble import pack
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article, Pack
from convert.notices import Notice
from convert.readers._docx.labels import label_of
from convert.readers.docx import read
from convert.walk import plain_text, rewrite, walk
from tests.books import drawn, zipped
from tests.specimen import PACKS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-US'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>"
    + "".join(
        f"<w:style w:type='paragraph' w:styleId='{name}'><w:name w:val='{said}'/><w:basedOn w:val='Standard'/></w:style>"
        for name, said in {
            "Titel": "Title",
            "Untertitel": "Subtitle",
            "berschrift1": "heading 1",
            "berschrift2": "heading 2",
            "Zitat": "Quote",
            "Code": "Source Code",
            "Beschriftung": "caption",
            "Begriff": "Definition Term",
            "Erklaerung": "Definition",
            "Verzeichnis1": "toc 1",
        }.items()
    )
    + "<w:style w:type='paragraph' w:styleId='Eigen'><w:name w:val='My Chapter'/><w:basedOn w:val='berschrift2'/></w:style>"
    "<w:style w:type='character' w:styleId='Tt'><w:name w:val='Verbatim Char'/></w:style></w:styles>"
)
NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:pPr><w:ind w:left='1440' w:hanging='360'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
)


def document(body: str, *, parts: Mapping[str, str | bytes] | None = None, links: Mapping[str, str] | None = None, core: str = "") -> bytes:
    """A Word document of ``body``; ``parts`` are further members, each related by its name, ``links`` addresses outside by id."""
    every: dict[str, str | bytes] = {"styles.xml": STYLES, "numbering.xml": NUMBERING, **(parts or {})}
    kinds = {
        "header1.xml": "header",
        "footer1.xml": "footer",
        "styles.xml": "styles",
        "numbering.xml": "numbering",
        "footnotes.xml": "footnotes",
        "endnotes.xml": "endnotes",
        "data.xml": "diagramData",
        "fontTable.xml": "fontTable",
    }
    relations = "".join(f'<Relationship Id="{name}" Type="{RELATION}/{kinds.get(name, "image")}" Target="{name}"/>' for name in every)
    relations += "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    wrap = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    core_type = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": wrap.format(
                f'<Relationship Id="1" Type="{RELATION}/officeDocument" Target="word/document.xml"/><Relationship Id="2" Type="{core_type}" Target="core.xml"/>'
            ),
            "core.xml": f'<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</c:coreProperties>',
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": wrap.format(relations),
            **{f"word/{name}": data for name, data in every.items()},
        }
    )


def p(*runs: str, style: str = "", extra: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def of(data: bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="text.docx", data=data), notices.append)), notices


def body_of(body: str, **known: object) -> tuple[model.Block, ...]:
    (article,), _ = of(document(p("A title", style="Titel") + body, **known))  # type: ignore[arg-type]
    assert article.title == "A title"
    return article.body


def said(blocks: tuple[model.Block, ...]) -> list[str]:
    return [plain_text(block) for block in blocks]


# --- text and structure -----------------------------------------------------------------------------------


def test_title_subtitle_headings_and_properties() -> None:
    body = (
        p("The Quay", style="Titel")
        + p("A night", style="Untertitel")
        + p("Sea.")
        + p("One", style="berschrift1")
        + p("Two", style="Eigen")
        + p("End.")
    )
    core = "<dc:title>Document1</dc:title><dc:creator>Ada Ferro; J. Quill</dc:creator><keywords>sea, work</keywords><dc:language>en</dc:language>"
    (article,), notices = of(document(body, core=core))
    assert (article.title, article.subtitle, article.authors, article.tags) == (
        "The Quay",
        "A night",
        ("Ada Ferro", "J. Quill"),
        ("sea", "work"),
    )
    assert [(block.level, plain_text(block)) for block in article.body if isinstance(block, model.Heading)] == [(1, "One"), (2, "Two")]
    assert not notices


def test_the_only_heading_at_the_top_is_the_title_and_else_the_property_or_the_file() -> None:
    top = p("One", style="berschrift1") + p("Sea.") + p("Deeper", style="berschrift2") + p("Tar.")
    assert of(document(top))[0][0].title == "One"
    several = top + p("Two", style="berschrift1") + p("Salt.")
    assert of(document(several, core="<dc:title>Both</dc:title>"))[0][0].title == "Both"
    assert of(document(several))[0][0].title == "text"


def test_what_a_document_says_of_itself_counts_at_its_start_or_after_its_title() -> None:
    styles = STYLES.replace("</w:styles>", "") + "".join(
        f"<w:style w:type='paragraph' w:styleId='{name}'><w:name w:val='{name}'/></w:style>" for name in ("Author", "Date", "Abstract")
    )
    front = (
        p("Letterhead.")
        + p("Title", style="Titel")
        + p("Ada Ferro", style="Author")
        + p("July 28, 2014", style="Date")
        + p("In short.", style="Abstract")
    )
    body = front + p("Text.") + p("J. Quill", style="Author") + p("on a fine day", style="Date")
    (article,), _ = of(document(body, parts={"styles.xml": styles + "</w:styles>"}))
    assert (article.title, article.authors, article.published, article.summary) == ("Title", ("Ada Ferro",), "2014-07-28", "In short.")
    assert said(article.body) == ["Letterhead.", "Text.", "J. Quill", "on a fine day"]


def test_each_title_begins_an_article() -> None:
    body = p("One", style="Titel") + p("Sea.") + p("Two", style="Titel") + p("Tar.")
    assert [(article.title, said(article.body)) for article in of(document(body))[0]] == [("One", ["Sea."]), ("Two", ["Tar."])]


def test_runs_become_nodes_and_equal_neighbours_share_them() -> None:
    bold, italic = "<w:b/>", "<w:i/>"
    (block,) = body_of(
        p(
            "A ",
            r("bo", bold),
            r("ld", bold),
            r(" both", bold + italic),
            " H",
            r("2", '<w:vertAlign w:val="subscript"/>'),
            "O ",
            r("gone", "<w:strike/>"),
            " ",
            r("a  b", '<w:rStyle w:val="Tt"/>'),
            r("off", '<w:b w:val="0"/>'),
        )
    )
    t = model.Text
    assert block.children == (
        t("A "),
        model.Strong((t("bold"), model.Emphasis((t(" both"),)))),
        t(" H"),
        model.Sub((t("2"),)),
        t("O "),
        model.Strike((t("gone"),)),
        t(" "),
        model.Code("a  b"),
        t("off"),
    )


def test_line_breaks_tabs_and_special_characters() -> None:
    run = '<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t><w:br w:type="page"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    (block,) = body_of(p(run))
    assert plain_text(block) == "one\ntwo three\u2011four α"


def test_lists_nest_count_on_and_keep_their_second_paragraphs() -> None:
    more = p("More of two.", extra='<w:ind w:left="720"/>')
    body = item("one", 1) + item("two", 1) + more + item("a", 1, 1) + item("b", 1, 1) + item("three", 1) + p("Between.") + item("four", 1)
    blocks = body_of(body + p("Anew.") + item("again", 3) + item("dot", 2))
    first, second, third, bullets = (block for block in blocks if isinstance(block, model.List))
    assert [said(entry) for entry in first.items] == [["one"], ["two", "More of two.", "a\nb"], ["three"]]
    nested = first.items[1][2]
    assert isinstance(nested, model.List) and (nested.ordered, nested.numbering) == (True, "lower-alpha")
    assert (second.start, third.start, bullets.ordered) == (4, 1, False)


def test_a_list_that_shows_no_mark_goes_on_with_the_item_above() -> None:
    blank = "<w:abstractNum w:abstractNumId='9'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val=' '/><w:pPr><w:ind w:left='720'/></w:pPr></w:lvl></w:abstractNum>"
    numbering = NUMBERING.replace("<w:num ", blank + "<w:num w:numId='9'><w:abstractNumId w:val='9'/></w:num><w:num ", 1)
    (found,) = body_of(item("one", 2) + item("more of one", 9) + item("two", 2), parts={"numbering.xml": numbering})
    assert isinstance(found, model.List) and [said(entry) for entry in found.items] == [["one", "more of one"], ["two"]]


@pytest.mark.parametrize(
    ("shown", "box"),
    [
        ("<w:lvlText w:val='\u2610'/>", "\u2610 "),
        ("<w:lvlText w:val='\u2612'/>", "\u2611 "),
        ("<w:lvlText w:val='\uf0fe'/><w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>", "\u2611 "),
        ("<w:lvlText w:val='\uf0a7'/><w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>", ""),
    ],
)
def test_a_box_to_tick_for_a_bullet_is_told(shown: str, box: str) -> None:
    boxes = f"<w:abstractNum w:abstractNumId='9'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>{shown}</w:lvl></w:abstractNum>"
    numbering = NUMBERING.replace("<w:num ", boxes + "<w:num w:numId='9'><w:abstractNumId w:val='9'/></w:num><w:num ", 1)
    (found,) = body_of(item("Paint the boat", 9), parts={"numbering.xml": numbering})
    assert isinstance(found, model.List)
    assert plain_text(*found.items[0]) == f"{box}Paint the boat"


def test_quotes_and_code_group_their_paragraphs() -> None:
    body = (
        p("One.", style="Zitat")
        + p("Two.", style="Zitat")
        + p("a =  1", style="Code")
        + p("<w:r><w:tab/><w:t>b</w:t></w:r>", style="Code")
        + p("Set in.", extra='<w:ind w:left="720"/>')
    )
    quote, code, set_in = body_of(body)
    assert isinstance(quote, model.Quote) and said(quote.children) == ["One.", "Two."]
    assert code == model.CodeBlock("a =  1\n\tb")
    assert isinstance(set_in, model.Quote)


def test_links_out_and_within() -> None:
    body = (
        p(
            '<w:hyperlink r:id="out"><w:r><w:t>site</w:t></w:r></w:hyperlink>',
            " and ",
            '<w:hyperlink w:anchor="there"><w:r><w:t>below</w:t></w:r></w:hyperlink>',
        )
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "field",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        + p('<w:bookmarkStart w:id="1" w:name="there"/><w:bookmarkEnd w:id="1"/>', "Here.")
    )
    first, second, target = body_of(body, links={"out": "https://a.example/x?utm=1"})
    links = [node.href for block in (first, second) for node in walk(block) if isinstance(node, model.Link)]
    assert links == ["https://a.example/x?utm=1", "#there", "https://b.example/"]
    assert target.id == "there" and said((second,)) == ["field"]


def field(instruction: str, shown: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    halves = instruction[: len(instruction) // 2], instruction[len(instruction) // 2 :]
    return begin + "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in halves) + separate + r(shown) + end


def hrefs(*blocks: model.Block) -> list[str]:
    return [node.href for node in walk(*blocks) if isinstance(node, model.Link)]


def test_fields_are_links_where_they_lead_somewhere() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/><w:bookmarkEnd w:id="1"/>'
    body = (
        p(field(" REF there \\h ", "below"), " and ", field(" REF there ", "no link"), " and ", field(" PAGEREF there \\h ", "12"))
        + p(field(' HYPERLINK "https://a.example/" \\l "part" \\o "A tip" ', "part"), field(' HYPERLINK \\l "also" ', "also"))
        + p('<w:fldSimple w:instr=" HYPERLINK &quot;https://b.example/&quot; "><w:r><w:t>simple</w:t></w:r></w:fldSimple>')
        + p(mark.format("there"), mark.format("also"), "Here.")
    )
    *linking, target = body_of(body)
    assert hrefs(*linking) == ["#there", "https://a.example/#part", "#there", "https://b.example/"]
    assert target.id == "there" and said((linking[0],)) == ["below and no link and 12"]


def test_a_link_to_the_title_leads_to_the_article() -> None:
    title = p('<w:bookmarkStart w:id="1" w:name="top"/>', "The Quay", '<w:bookmarkEnd w:id="1"/>', style="berschrift1")
    (article,), _ = of(document(title + p("Back to ", field(" REF top \\h ", "the top"))))
    assert article.title == "The Quay" and hrefs(*article.body) == [f"#{article.id}"]
    whole = pack([article], title="P")
    assert hrefs(*whole.articles[0].body) == [f"#{whole.articles[0].id}"]


def test_a_document_of_a_heading_and_a_diagram_keeps_both() -> None:
    point = '<d:pt modelId="{}"><d:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>'
    words = "".join(point.format(name, said) for name, said in (("3", "Third"), ("1", "First"), ("2", "Second")))
    links = "".join(f'<d:cxn srcId="0" destId="{at}" srcOrd="{at}"/>' for at in (1, 2, 3))
    spaces = (
        'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    data = f'<d:dataModel {spaces}><d:ptLst><d:pt modelId="0" type="doc"/>{words}</d:ptLst><d:cxnLst>{links}</d:cxnLst></d:dataModel>'
    graphic = f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><d:relIds {spaces} r:dm="data.xml"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    (article,), notices = of(document(p("Steps", style="berschrift1") + p(graphic), parts={"data.xml": data}))
    assert article.title == "Steps" and said(article.body) == ["First\nSecond\nThird"]
    assert [(notice.kind, notice.code) for notice in notices] == [("replaced", "docx.diagram")]
    (broken,), notices = of(document(p("Steps", style="berschrift1") + p(graphic), parts={"data.xml": "<not"}))
    assert said(broken.body) == ["Steps"] and [notice.code for notice in notices] == ["docx.drawing"]


def test_a_term_has_one_meaning_of_several_paragraphs() -> None:
    (block,) = body_of(p("Tar", style="Begriff") + p("Black.", style="Erklaerung") + p("Sticky.", style="Erklaerung"))
    assert isinstance(block, model.Definitions) and [said(meaning) for meaning in block.items[0].meanings] == [["Black.", "Sticky."]]


def test_characters_by_their_place_in_a_font_of_symbols_are_the_ones_meant() -> None:
    symbols = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert said(body_of(p(r("\uf061\uf028", symbols), r("x\uf061")))) == ["α(x\uf061"]


def test_notes_of_both_kinds_stand_in_place() -> None:
    notes = f"<w:footnotes {SPACES}><w:footnote w:type='separator' w:id='0'/><w:footnote w:id='2'>{p('<w:r><w:footnoteRef/></w:r>', ' Foot.')}{p('Second.')}</w:footnote></w:footnotes>"
    ends = f"<w:endnotes {SPACES}><w:endnote w:id='2'>{p('End.')}</w:endnote></w:endnotes>"
    text = p("Salt", '<w:r><w:footnoteReference w:id="2"/></w:r>', " and tar ", '<w:r><w:endnoteReference w:id="2"/></w:r>')
    (block,) = body_of(text, parts={"footnotes.xml": notes, "endnotes.xml": ends})
    assert [said(node.children) for node in walk(block) if isinstance(node, model.Note)] == [["Foot.", "Second."], ["End."]]
    assert plain_text(block, notes=False) == "Salt and tar"


def cell(text: str, extra: str = "", side: str = "") -> str:
    return f"<w:tc><w:tcPr>{extra}</w:tcPr>{p(text, extra=side and f'<w:jc w:val={chr(34)}{side}{chr(34)}/>')}</w:tc>"


RESTART = '<w:vMerge w:val="restart"/>'
WIDE = '<w:gridSpan w:val="2"/>'


def test_tables_keep_spans_heads_sides_and_captions() -> None:
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Port', RESTART)}{cell('Year', WIDE)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('2024')}{cell('2025')}</w:tr><w:tr>{cell('North')}{cell('1', side='right')}{cell('2', side='right')}</w:tr>"
    )
    caption, table = p("Landings", style="Beschriftung"), f"<w:tbl><w:tblPr/>{rows}</w:tbl>"
    (block,) = body_of(caption + table)
    assert isinstance(block, model.Table) and plain_text(*block.caption) == "Landings"
    assert [[(plain_text(*one.children), one.colspan, one.rowspan) for one in row] for row in block.head] == [
        [("Port", 1, 2), ("Year", 2, 1)],
        [("2024", 1, 1), ("2025", 1, 1)],
    ]
    assert block.alignment == ("", "right", "right")
    assert said(body_of(f"<w:tbl><w:tr>{cell('A frame')}</w:tr></w:tbl>")) == ["A frame"]


def drawing(relation: str, alt: str, kind: str = "inline") -> str:
    return f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><a:blip r:embed="{relation}"/></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>'


def test_pictures_with_their_words_captions_and_places() -> None:
    body = (
        p(drawing("sea.png", "The sea"))
        + p("At dusk.", style="Beschriftung")
        + p("In ", drawing("sea.png", "line"), " here.")
        + p(drawing("sea.png", "afloat", "anchor"), "Beside.")
        + p("Gone: ", drawing("none.png", "nothing"))
    )
    (article,), notices = of(document(p("T", style="Titel") + body, parts={"sea.png": drawn()}))
    figure, line, afloat, beside, gone = article.body
    assert isinstance(figure, model.Figure) and figure.image and (figure.image.alt, plain_text(*figure.caption)) == ("The sea", "At dusk.")
    assert isinstance(line, model.Paragraph) and isinstance(afloat, model.Figure)
    assert said((beside, gone)) == ["Beside.", "Gone: nothing"]
    assert [picture.key for picture in article.pictures] == [figure.image.src]
    assert [(notice.kind, notice.code) for notice in notices] == [("lost", "docx.drawing")]


def test_text_boxes_and_alternatives_are_read_once() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    run = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>{box}</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert said(body_of(p("Before.", run))) == ["Before.", "In the box."]


def test_what_was_inserted_counts_and_what_was_deleted_does_not() -> None:
    body = p(
        "A ",
        "<w:ins><w:r><w:t>new </w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>",
        "word.",
        "<w:r><w:commentReference w:id='1'/></w:r>",
    )
    joined = p("One ", extra="<w:rPr><w:del/></w:rPr>") + p("line.")
    (article,), notices = of(document(p("T", style="Titel") + body + joined + p(r("secret", "<w:vanish/>"))))
    assert said(article.body) == ["A new word.", "One line."]
    assert [(notice.kind, notice.code) for notice in notices] == [
        ("left-out", "docx.comment"),
        ("left-out", "docx.deleted"),
        ("left-out", "docx.hidden"),
    ]


def test_formulas_become_mathml() -> None:
    fraction = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r></m:den></m:f></m:oMath>"
    inline, block = body_of(p("So ", fraction, ".") + p(f"<m:oMathPara>{fraction}</m:oMathPara>"))
    (formula,) = (node for node in walk(inline) if isinstance(node, model.Math))
    assert formula.mathml == '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mn>12</mn></mfrac></math>'
    assert isinstance(block, model.MathBlock) and 'display="block"' in block.mathml


def test_language_and_direction_are_said_where_they_differ() -> None:
    hebrew = p(r("הנמל מתעורר לפני העיר.", '<w:rtl/><w:lang w:bidi="he-IL"/>'), extra="<w:bidi/>")
    body = (
        p("The harbour wakes before the town does, and the boats come in on the tide of the morning with all their lamps still lit. " * 3)
        + hebrew
    )
    (article,), _ = of(document(p("T", style="Titel") + body))
    assert (article.language, article.direction) == ("en-US", "ltr")
    assert [(block.language, block.direction) for block in article.body] == [("", ""), ("he-IL", "rtl")]


def test_running_heads_are_left_out_and_named() -> None:
    heads = {f"{kind}1.xml": f"<w:hdr {SPACES}>{p(words)}</w:hdr>" for kind, words in (("header", "The Coast"), ("footer", "– 1 –"))}
    (article,), notices = of(document(p("T", style="Titel") + p("Text."), parts=heads))
    assert said(article.body) == ["Text."]
    assert [(notice.code, notice.count) for notice in notices] == [("docx.margin", 1)]


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + p("One 1")
        + "</w:sdtContent></w:sdt>"
    )
    (article,), notices = of(document(p("T", style="Titel") + contents + p("Two 2", style="Verzeichnis1") + p("Text.")))
    assert said(article.body) == ["Text."]
    assert [(notice.code, notice.count) for notice in notices] == [("docx.contents", 2)]


# --- readpack's own documents -----------------------------------------------------------------------------


def _comparable(made: Pack) -> list[Article]:
    """The articles of ``made`` less what a Word document can't say: formulas' sources, code's language, hours, heads of rows, tags."""
    home = {node.id: article.id for article in made.articles for node in walk(article) if isinstance(node, model._Block) and node.id}

    def plain(node: msgspec.Struct) -> msgspec.Struct:
        match node:
            case model.Math() | model.MathBlock():
                return type(node)(text="formula")
            case model.CodeBlock():
                return model.CodeBlock(node.text.rstrip())
            case model.Text():
                return model.Text(re.sub("  +", " ", node.text).rstrip() if len(node.text) > 300 else node.text)
            case model.Link(href=href) if href[1:] in home:
                return msgspec.structs.replace(node, href=home[href[1:]])
            case model._Block():
                return msgspec.structs.replace(node, id="")
            case _:
                return node

    def less(article: Article) -> Article:
        bare = rewrite(article, plain)
        rows = rewrite(bare, lambda node: msgspec.structs.replace(node, rows=_unheaded(node)) if isinstance(node, model.Table) else node)
        return msgspec.structs.replace(rows, extractor="", digest="", summary="", tags=(), published=article.published[:10])

    return [less(article) for article in made.articles]


def _unheaded(table: model.Table) -> tuple[tuple[model.Cell, ...], ...]:
    return tuple(tuple(msgspec.structs.replace(one, header=False) for one in row) for row in table.rows)


@pytest.mark.parametrize("name", PACKS)
def test_a_document_of_readpack_reads_back_to_the_articles_it_was_made_of(name: str) -> None:
    made, target = PACKS[name](), io.BytesIO()
    convert.write(made, target, format="docx")
    again = pack(of(target.getvalue())[0], title=made.title, created=made.created)
    for before, after in zip(_comparable(made), _comparable(again), strict=True):
        for field in Article.__struct_fields__:
            assert getattr(after, field) == getattr(before, field), field


# --- hostile and damaged documents ------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        of(data)
    assert "\n" not in str(caught.value) and caught.value.hint
    return str(caught.value)


def test_sniffed_by_content() -> None:
    data = document(p("Sea."))
    assert sniff(Source(name="x", data=data, path="x.txt")) == "docx"
    assert convert.read(Source(name="x", data=data))[0].extractor == "docx"


def test_what_is_no_document_says_what_it_is() -> None:
    assert "no Word document" in refused(zipped({"a.txt": "x"}))
    assert "no text" in refused(document(""))
    with zipfile.ZipFile(io.BytesIO(document(""))) as archive:
        sheet = {name: archive.read(name).replace(b"w:document", b"w:workbook") for name in archive.namelist()}
    assert "no Word document" in refused(zipped(sheet))


def test_p10_entities_bombs_and_outside_relations() -> None:
    evil = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
    assert "entities" in refused(document("x", parts={"styles.xml": evil + STYLES.replace("Normal", "&b;")}))
    assert "times its size" in refused(document(p("a" * 40_000_000)))
    picture = document(
        p("T", style="Titel") + p("Sea ", drawing("../../../../etc/passwd", "secret")),
        links={"../../../../etc/passwd": "file:///etc/passwd"},
    )
    (article,), _ = of(picture)
    assert not article.pictures and all(not isinstance(node, model.Image) or node.src.startswith("file:") for node in walk(article))
    notices: list[Notice] = []
    made = pack([article], notify=notices.append)
    assert not made.pictures and [notice.kind for notice in notices] == ["lost"]


def test_p3_deep_and_wide_documents_are_bounded() -> None:
    for depth in (60, 100):
        deep = "<w:tbl><w:tr><w:tc>" * depth + p("Down here.") + "</w:tc></w:tr></w:tbl>" * depth
        try:
            assert "Down here." in " ".join(plain_text(*article.body) for article in of(document(deep))[0])
        except InputError as error:
            assert depth > 80 and "depth" in str(error).lower()
    wide = "<w:tbl><w:tr>" + cell("a", '<w:gridSpan w:val="1000000000"/>') + cell("b") + "</w:tr></w:tbl>"
    (block,) = body_of(wide)
    assert isinstance(block, model.Table) and block.rows[0][0].colspan == 1_000


def test_p5_mutated_documents_raise_nothing_but_our_errors() -> None:
    body = (
        p("T", style="Titel")
        + item("one", 1)
        + item("a", 1, 1)
        + p("Salt ", drawing("sea.png", "x"))
        + f"<w:tbl><w:tr>{cell('1')}{cell('2')}</w:tr></w:tbl>"
    )
    with zipfile.ZipFile(io.BytesIO(document(body, parts={"sea.png": drawn()}))) as archive:
        whole = zipped({name: archive.read(name) for name in archive.namelist()}, method=zipfile.ZIP_STORED)
    chance = random.Random(11)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue


def test_p5_mutated_markup_raises_nothing_but_our_errors() -> None:
    """Bytes of the parts change and the archive stays whole, so that what is read is odd XML and not a broken ZIP."""
    body = (
        p("T", style="Titel")
        + item("one", 1)
        + p("x", extra='<w:ind w:left="720"/>')
        + f"<w:tbl><w:tr>{cell('1')}</w:tr><w:tr>{cell('2')}{cell('3')}</w:tr></w:tbl>"
    )
    chance = random.Random(12)
    words = re.findall(r"w:\w+|\d+", body)
    for _ in range(300):
        odd = body
        for _ in range(chance.randint(1, 4)):
            odd = odd.replace(chance.choice(words), chance.choice([*words, "-1", "99999999999999999999", "nan", ""]), 1)
        try:
            of(document(odd))
        except ConvertError:
            continue


# --- what is set by its look alone ------------------------------------------------------------------------

FIXED = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>'


def styled(**names: str) -> dict[str, str]:
    """The styles, and some more by id and name, what those say after a stroke."""
    more = "".join(
        f"<w:style w:type='paragraph' w:styleId='{name}'><w:name w:val='{said.partition('|')[0]}'/>{said.partition('|')[2]}</w:style>"
        for name, said in names.items()
    )
    return {"styles.xml": STYLES.replace("</w:styles>", f"{more}</w:styles>")}


def test_a_large_first_letter_is_the_first_of_its_word() -> None:
    drop = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    assert said(body_of(p("T", extra=drop) + p("he tide came in."))) == ["The tide came in."]


def test_signs_moved_up_or_down_and_smaller_are_raised_or_lowered() -> None:
    small = '<w:position w:val="{}"/><w:sz w:val="14"/>'
    (block,) = body_of(p("m", r("2", small.format(6)), " H", r("2", small.format(-4)), "O ", r("up", '<w:position w:val="6"/>')))
    assert [(type(node).__name__, plain_text(node)) for node in walk(block) if isinstance(node, (model.Sup, model.Sub))] == [
        ("Sup", "2"),
        ("Sub", "2"),
    ]


def test_letters_all_as_wide_are_code_unless_most_is_set_so() -> None:
    prose = p("The tide came in over the flats as it had every evening of that long and windless summer, and nobody looked up.")
    code = (
        p("Call ", r("f(x)", FIXED), " or ", r("g", FIXED), "s, not a", r("b", FIXED), ".")
        + p(r("def f(x):", FIXED))
        + p(r("    pass", FIXED))
    )
    _, line, listing = body_of(prose + code)
    assert [node.text for node in walk(line) if isinstance(node, model.Code)] == ["f(x)", "g"]
    assert plain_text(line) == "Call f(x) or gs, not ab." and listing == model.CodeBlock("def f(x):\n    pass")
    by_style = styled(Listing=f"Listing|<w:rPr>{FIXED}</w:rPr>")
    assert body_of(prose + p("x = 1", style="Listing"), parts=by_style)[1] == model.CodeBlock("x = 1")
    assert said(body_of(p(r("INT. A HARBOUR, BEFORE DAWN", FIXED)) + p(r("The tide comes in.", FIXED)) + p("End."))) == [
        "INT. A HARBOUR, BEFORE DAWN",
        "The tide comes in.",
        "End.",
    ]


def test_fonts_of_east_asia_are_no_code_and_the_table_of_fonts_tells_of_others() -> None:
    entry = "<w:font w:name='{}'><w:charset w:val='{}'/><w:pitch w:val='fixed'/></w:font>"
    fonts = f"<w:fonts {W}>{entry.format('Kanji', '80')}{entry.format('Terminus', '00')}</w:fonts>"
    text = p(f"{LONG_LINE} ", r("字", '<w:rFonts w:ascii="Kanji"/>'), " and ", r("ls", '<w:rFonts w:ascii="Terminus"/>'), ".")
    (block,) = body_of(text, parts={"fontTable.xml": fonts})
    assert [node.text for node in walk(block) if isinstance(node, model.Code)] == ["ls"]


LONG_LINE = "The tide came in over the flats as it had every evening"


def test_words_built_in_lists_are_as_deep_as_their_names_say() -> None:
    styles = {
        f"L{n}": f"List Bullet{f' {n}' if n > 1 else ''}|<w:pPr><w:numPr><w:numId w:val='{5 + n}'/></w:numPr></w:pPr>" for n in (1, 2)
    }
    numbers = "".join(
        f"<w:abstractNum w:abstractNumId='{n}'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl></w:abstractNum>"
        for n in (6, 7)
    ) + "".join(f"<w:num w:numId='{n}'><w:abstractNumId w:val='{n}'/></w:num>" for n in (6, 7))
    parts = styled(**styles) | {"numbering.xml": f"<w:numbering {W}>{numbers}</w:numbering>"}
    (block,) = body_of(p("One", style="L1") + p("Deep", style="L2") + p("Two", style="L1"), parts=parts)
    assert isinstance(block, model.List) and [[type(one).__name__ for one in entry] for entry in block.items] == [
        ["Paragraph", "List"],
        ["Paragraph"],
    ]


def test_captions_go_with_what_they_stand_below() -> None:
    table = f"<w:tbl><w:tr>{cell('Port')}{cell('Catch')}</w:tr><w:tr>{cell('North')}{cell('1')}</w:tr></w:tbl>"
    caption = "Beschriftung"
    body = p(drawing("sea.png", "sea")) + p("Of the sea", style=caption) + table + p("Of the ports", style=caption) + p("End.")
    figure, ports, end = body_of(body, parts={"sea.png": drawn()})
    assert isinstance(figure, model.Figure) and isinstance(ports, model.Table)
    assert [plain_text(*block.caption) for block in (figure, ports)] == ["Of the sea", "Of the ports"] and said((end,)) == ["End."]


def test_a_row_of_table_headings_is_the_head() -> None:
    head = "".join(f"<w:tc>{p(word, style='TableHeading')}</w:tc>" for word in ("Port", "Catch"))
    table = f"<w:tbl><w:tr>{head}</w:tr><w:tr>{cell('North')}{cell('1')}</w:tr></w:tbl>"
    (block,) = body_of(table, parts=styled(TableHeading="Table Heading"))
    assert isinstance(block, model.Table) and [[plain_text(*one.children) for one in row] for row in block.head] == [["Port", "Catch"]]


def test_plain_lines_below_the_title_say_who_and_when() -> None:
    title, text = p("The Quay", style="Titel"), p("The tide came in.")
    (article,), notices = of(document(title + p("By Bea Marin and Carl Ost") + p("3 May 2024") + text, core="<dc:creator>pc7</dc:creator>"))
    assert (article.authors, article.published, said(article.body)) == (("Bea Marin", "Carl Ost"), "2024-05-03", ["The tide came in."])
    assert [(notice.code, notice.excerpt) for notice in notices] == [("docx.byline", "By Bea Marin and Carl Ost 3 May 2024")]
    (article,), _ = of(document(title + text + p("By Bea Marin")))
    assert said(article.body) == ["The tide came in.", "By Bea Marin"] and not article.authors


def test_a_note_with_a_mark_of_its_own_stands_for_that() -> None:
    notes = f"<w:footnotes {SPACES}><w:footnote w:id='2'>{p('Foot.')}</w:footnote></w:footnotes>"
    run = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    (block,) = body_of(p("Salt", run, " and tar."), parts={"footnotes.xml": notes})
    assert plain_text(block, notes=False) == "Salt and tar."


def test_text_that_only_a_field_draws_is_told() -> None:
    run = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    _, notices = of(document(p("Half: ", run)))
    assert [(notice.kind, notice.code) for notice in notices] == [("lost", "docx.field")]


# --- documents within the document ------------------------------------------------------------------------


def with_chunk(name: str, data: str | bytes) -> bytes:
    """A document that is but another one within it, as programs make it that only write pages."""
    return document(f'<w:altChunk r:id="{name}"/>', parts={name: data})


def test_a_page_within_a_document_is_read() -> None:
    page = "<html><body><h1>The Quay</h1><p>The tide <b>came in</b>, Café.</p><ul><li>One</li></ul>{}</body></html>"
    (article,), _ = of(with_chunk("chunk.html", page.format("").encode()))
    assert (article.title, said(article.body)) == ("The Quay", ["The tide came in, Café.", "One"])
    assert any(isinstance(node, model.Strong) for node in walk(article))
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\nContent-Location: file:///C:/a.html\n\n'
    picture = "\n--b\nContent-Type: image/png\nContent-Location: file:///C:/sea.png\nContent-Transfer-Encoding: base64\n\n"
    sea = base64.b64encode(drawn()).decode()
    archived = head + page.format('<img src="file:///C:/sea.png" alt="sea">') + picture + sea + "\n--b--\n"
    (article,), _ = of(with_chunk("chunk.mht", archived.encode()))
    assert article.title == "The Quay" and any(
        image.src.startswith("data:image/png") for image in walk(article) if isinstance(image, model.Image)
    )


def test_a_document_within_a_document_that_is_no_page_is_told() -> None:
    notices: list[Notice] = []
    with pytest.raises(InputError, match="holds no text"):
        list(read(Source(name="text.docx", data=with_chunk("chunk.rtf", "{\\rtf1 The tide.}")), notices.append))
    assert [(notice.kind, notice.code) for notice in notices] == [("lost", "docx.chunk")]


# --- what only Word's panes and forms say ---------------------------------------------------------------------


def test_a_short_paragraph_with_a_place_in_the_outline_is_a_heading() -> None:
    body = (
        p("Later on", extra='<w:outlineLvl w:val="1"/>')
        + p("No", extra='<w:outlineLvl w:val="9"/>')
        + p("On and on. " * 30, extra='<w:outlineLvl w:val="0"/>')
    )
    later, *others = body_of(p("Text.") + body)[1:]
    assert isinstance(later, model.Heading) and later.level == 2
    assert all(isinstance(block, model.Paragraph) for block in others)


def test_rows_that_were_deleted_are_told() -> None:
    def row(words: str, gone: str = "") -> str:
        return f"<w:tr><w:trPr>{gone}</w:trPr><w:tc>{p(words)}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"

    gone = '<w:del w:id="9"/>'
    body = p("Text.") + f"<w:tbl>{row('one', gone)}{row('two')}{row('three')}</w:tbl>" + f"<w:tbl>{row('four', gone)}</w:tbl>"
    (article,), notices = of(document(p("A title", style="Titel") + body))
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Table"]
    assert "one" not in plain_text(*article.body) and "two" in plain_text(*article.body)
    assert [(notice.code, notice.count) for notice in notices] == [("docx.deleted", 2)]


def test_what_a_form_asks_for_is_no_text_and_what_was_put_in_is() -> None:
    styles = STYLES.replace(
        "</w:styles>", "<w:style w:type='character' w:styleId='Ph'><w:name w:val='Placeholder Text'/></w:style></w:styles>"
    )

    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    asks = r("Click here to enter text.", '<w:rStyle w:val="Ph"/>')
    body = p("Text.") + control(p(asks)) + control(p("Put in.")) + p("On ", control(asks), "foot.")
    (article,), notices = of(document(p("A title", style="Titel") + body, parts={"styles.xml": styles}))
    assert said(article.body) == ["Text.", "Put in.", "On foot."]
    assert [(notice.code, notice.count) for notice in notices] == [("docx.placeholder", 2)]


def test_a_formula_on_a_line_says_what_it_means() -> None:
    def held(name: str, inside: str) -> str:
        return f"<m:{name}>{inside}</m:{name}>"

    def t(text: str) -> str:
        return held("r", held("t", text))

    half = held("f", held("num", t("1")) + held("den", t("2")))
    square = held("sSup", held("e", t("x")) + held("sup", t("2")))
    sum_of = held("f", held("num", t("a") + t("+b")) + held("den", held("rad", held("deg", "") + held("e", t("x-1")))))
    choose = held("d", held("e", held("f", '<m:fPr><m:type m:val="noBar"/></m:fPr>' + held("num", t("n")) + held("den", t("k")))))
    whole = held("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + held("sub", t("i=1")) + held("sup", t("n")) + held("e", t("i")))
    for formula, line in ((half + square, "(1/2)x^2"), (t("y=") + sum_of, "y=(a+b)/(√(x-1))"), (choose, "(n¦k)"), (whole, "∑_(i=1)^n i")):
        (block,) = body_of(p("So ", f"<m:oMath>{formula}</m:oMath>", "."))
        (found,) = (node for node in walk(block) if isinstance(node, model.Math))
        assert found.text == line


# --- as Word shows it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["t", "true", "1"])
def test_the_line_that_word_draws_across_a_page_is_a_rule(said: str) -> None:
    line = f'<w:r><w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" style="width:0;height:1.5pt" o:hr="{said}" o:hrstd="t"/></w:pict></w:r>'
    (article,), notices = of(document(p("A title", style="Titel") + p("Sea.") + p(line) + p("Tar.")))
    assert [type(block) for block in article.body] == [model.Paragraph, model.Rule, model.Paragraph]
    assert not notices


def test_text_that_a_style_hides_is_hidden() -> None:
    hiding = (
        "<w:style w:type='character' w:styleId='Geheim'><w:name w:val='Secret'/><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Formular'><w:name w:val='z-Top of Form'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    body = (
        p("A title", style="Titel")
        + p("Shown ", r("hidden", '<w:rStyle w:val="Geheim"/>'), r("shown again", '<w:rStyle w:val="Geheim"/><w:vanish w:val="0"/>'))
        + p("Top of Form", "<w:r><w:t>bare</w:t></w:r>", r("but this", '<w:vanish w:val="0"/>'), style="Formular")
    )
    (article,), notices = of(document(body, parts={"styles.xml": STYLES.replace("</w:styles>", hiding)}))
    assert said(article.body) == ["Shown shown again", "but this"]
    assert [(notice.code, notice.count) for notice in notices] == [("docx.hidden", 3)]


def test_of_what_a_document_says_in_several_ways_the_first_that_is_known_is_read() -> None:
    ways = "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    body = ways.format(p("New."), p("Old.")) + p("In a ", ways.format(r("new"), r("old")), " line.") + ways.format("", p("Only old."))
    assert said(body_of(body)) == ["New.", "In a new line.", "Only old."]


def test_what_a_field_asks_with_another_field_is_no_text() -> None:
    def field(asks: str, shows: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        return mark.format("begin") + asks + mark.format("separate") + shows + mark.format("end")

    def asked(said: str) -> str:
        return f'<w:r><w:instrText xml:space="preserve">{said}</w:instrText></w:r>'

    page = asked(" IF ") + field(asked(" PAGE "), r("7")) + asked(' = 1 "first" "later" ')
    (block,) = body_of(p("A ", field(page, r("later")), " page, ", field(asked('HYPERLINK "https://') + field(asked("HOST"), r("example.org")) + asked('/x"'), r("linked"))))  # fmt: skip
    assert isinstance(block, model.Paragraph)
    assert block.children == (model.Text("A later page, "), model.Link("https://example.org/x", (model.Text("linked"),)))


def numbered(*levels: tuple[str, str], more: str = "") -> str:
    """The numbering part with a list 9 whose levels have these formats and say this before their items."""
    made = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{says}'/>{more}</w:lvl>"
        for at, (format, says) in enumerate(levels)
    )
    return NUMBERING.replace("<w:num ", f"<w:abstractNum w:abstractNumId='9'>{made}</w:abstractNum><w:num w:numId='9'><w:abstractNumId w:val='9'/></w:num><w:num ", 1)  # fmt: skip


def test_headings_have_the_numbers_that_word_writes_before_them() -> None:
    levels = (("upperRoman", "Part %1:"), ("decimal", "%1.%2"), ("lowerLetter", "%3)"))
    listed = "<w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='9'/></w:numPr></w:pPr>"
    styles = STYLES
    for level, said_as in enumerate(("heading 1", "heading 2", "caption")):
        styles = styles.replace(f"<w:name w:val='{said_as}'/><w:basedOn w:val='Standard'/>", f"<w:name w:val='{said_as}'/>" + listed.format(level))  # fmt: skip
    one, two, caption = (lambda text, style=style: p(text, style=style) for style in ("berschrift1", "berschrift2", "Beschriftung"))
    off = p("Unnumbered", style="berschrift1", extra='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = one("Sea") + two("Salt") + caption("A sign") + two("Foam") + one("Tar") + two("Rope") + off
    parts = {"styles.xml": styles, "numbering.xml": numbered(*levels)}
    assert said(body_of(body, parts=parts)) == [
        "Part I: Sea",
        "I.1 Salt",
        "a) A sign",
        "I.2 Foam",
        "Part II: Tar",
        "II.1 Rope",
        "Unnumbered",
    ]
    plain = {**parts, "numbering.xml": numbered(*levels, more="<w:isLgl/>")}
    assert said(body_of(body, parts=plain))[1] == "1.1 Salt"
    (alone,), _ = of(document(one("Sea") + p("It is wide.") + two("Salt") + p("It is white."), parts=parts))
    assert (alone.title, said(alone.body)) == ("Sea", ["It is wide.", "I.1 Salt", "It is white."])


@pytest.mark.parametrize(
    ("format", "says", "shown", "ordered"),
    [
        ("decimal", "%1.", ["one", "two"], True),
        ("decimal", "[%1]", ["one", "two"], True),
        ("lowerRoman", "(%1)", ["one", "two"], True),
        ("decimal", "Article %1.", ["Article 1. one", "Article 2. two"], False),
        ("decimalZero", "Q%1:", ["Q01: one", "Q02: two"], False),
        ("chineseCountingThousand", "第%1条", ["第一条 one", "第二条 two"], False),
        ("russianLower", "%1)", ["а) one", "б) two"], False),
        ("none", "Warning:", ["Warning: one", "Warning: two"], False),
        ("bullet", "o", ["one", "two"], False),
        ("ordinalText", "%1", ["one", "two"], True),
    ],
)
def test_words_before_items_stand_in_their_text(format: str, says: str, shown: list[str], ordered: bool) -> None:
    (found,) = body_of(item("one", 9) + item("two", 9), parts={"numbering.xml": numbered((format, says))})
    assert isinstance(found, model.List)
    assert ([plain_text(*entry) for entry in found.items], found.ordered) == (shown, ordered)


@pytest.mark.parametrize(
    ("format", "number", "written"),
    [
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 28, "bb"),
        ("russianUpper", 30, "ББ"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("japaneseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("decimalZero", 7, "07"),
        ("lowerRoman", 0, "0"),
        ("lowerRoman", 5000, "5000"),
    ],
)
def test_numbers_are_written_in_the_format_of_their_level(format: str, number: int, written: str) -> None:
    assert label_of("%1", [format], [number]) == written


# --- several articles, and who made them ------------------------------------------------------------------


def test_signed_headings_of_one_level_begin_articles() -> None:
    one = p("The Quay", style="berschrift1") + p("By Ada Marsh") + p("12 May 2024") + p("Sea.") + p("Part", style="berschrift2") + p("Tar.")
    two = p("The Rope", style="berschrift1") + p("By Ben Holt") + p("Salt.")
    articles, _ = of(document(one + two))
    assert [(article.title, article.authors, article.published, said(article.body)) for article in articles] == [
        ("The Quay", ("Ada Marsh",), "2024-05-12", ["Sea.", "Part", "Tar."]),
        ("The Rope", ("Ben Holt",), "", ["Salt."]),
    ]
    assert len(of(document(one + two + p("Unsigned", style="berschrift1") + p("Foam.")))[0]) == 1
    assert len(of(document(p("All of it", style="Titel") + one + two))[0]) == 1


def test_a_program_that_made_a_document_is_not_its_author() -> None:
    made = "<dc:creator>{}</dc:creator><dc:description>generated by quill-docx</dc:description>"
    (article,), _ = of(document(p("Sea."), core=made.format("quill-docx")))
    assert (article.authors, article.summary) == ((), "")
    assert of(document(p("Sea."), core=made.format("Ada Marsh")))[0][0].authors == ("Ada Marsh",)


def shape(name: str, *inside: str) -> str:
    return f"<m:{name}>{''.join(one if one.startswith('<') else f'<m:r><m:t>{one}</m:t></m:r>' for one in inside)}</m:{name}>"


@pytest.mark.parametrize(
    ("formula", "mathml", "line"),
    [
        (
            shape("f", shape("num", "a+b"), shape("den", "2c")),
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mrow><mn>2</mn><mi>c</mi></mrow></mfrac>",
            "(a+b)/2c",
        ),
        (
            shape("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', shape("sub", "i=1"), shape("sup", "n"), shape("e", "i")),
            "<mrow><msubsup><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></msubsup><mi>i</mi></mrow>",
            "∑_(i=1)^n i",
        ),
        (shape("sSup", shape("e", "x"), shape("sup", "2n")), "<msup><mi>x</mi><mrow><mn>2</mn><mi>n</mi></mrow></msup>", "x^2n"),
        ("<w:ins><m:r><m:t>a</m:t></m:r></w:ins><w:del><m:r><m:t>b</m:t></m:r></w:del>", "<mi>a</mi>", "a"),
        (
            shape("eqArr", shape("e", "a&amp;=1"), shape("e", "b&amp;=2#(3)")),
            "<mtable><mtr><mtd><mrow><mi>a</mi><mo>=</mo><mn>1</mn></mrow></mtd></mtr><mtr><mtd><mrow><mi>b</mi><mo>=</mo><mn>2</mn>"
            "<mtext>\u00a0</mtext><mo>(</mo><mn>3</mn><mo>)</mo></mrow></mtd></mtr></mtable>",
            "a=1; b=2 (3)",
        ),
        (
            shape("m", shape("mr", shape("e", "a"), shape("e", "b")), shape("mr", shape("e", "c"), shape("e", "d"))),
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>",
            "a, b; c, d",
        ),
    ],
)
def test_what_stands_in_one_part_of_a_formula_is_one(formula: str, mathml: str, line: str) -> None:
    (block,) = body_of(p("So ", f"<m:oMath>{formula}</m:oMath>", "."))
    (found,) = (node for node in walk(block) if isinstance(node, model.Math))
    assert found.mathml == f'<math xmlns="http://www.w3.org/1998/Math/MathML">{mathml}</math>'
    assert found.text.replace("\u2003", " ") == line


def test_pictures_beside_text_boxes_in_a_group_are_shown_and_boxes_in_boxes_are_read_once() -> None:
    picture = '<a:blip r:embed="sea.png"/>'
    held = "<w:r><w:drawing>{}</w:drawing></w:r>"
    inner = held.format(f"<w:txbxContent>{p('Inner.')}</w:txbxContent>")
    boxes = "".join(f"<w:txbxContent>{p(f'Box {number}.', inner if number == 1 else '')}</w:txbxContent>{picture}" for number in range(3))
    blocks = body_of(p("Before.", held.format(boxes)) + p("After."), parts={"sea.png": drawn()})
    assert [plain_text(block) for block in blocks] == ["Before.", "Box 0.", "Box 1.", "Inner.", "Box 2.", "After."]
    assert sum(isinstance(node, model.Image) for node in walk(*blocks)) == 3


def test_the_figures_of_a_chart_stand_in_its_place() -> None:
    def points(name: str, *values: str) -> str:
        held = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values) if value)
        return f"<c:{name}><c:numRef><c:numCache>{held}</c:numCache></c:numRef></c:{name}>"

    def series(name: str, *values: str) -> str:
        return f"<c:ser>{points('tx', name)}{points('cat', '2020', '2021')}{points('val', *values)}</c:ser>"

    spaces = (
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    title = "<c:title><a:p><a:r><a:t>Sold </a:t></a:r><a:r><a:t>fish</a:t></a:r></a:p></c:title>"
    chart = f"<c:chartSpace {spaces}><c:chart>{title}<c:barChart>{series('Cod', '12', '15')}{series('Ling', '', '9')}</c:barChart></c:chart></c:chartSpace>"
    drawn_as = '<w:r><w:drawing><wp:inline><a:graphic><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/></a:graphic></wp:inline></w:drawing></w:r>'
    whole = p("T", style="Titel") + p("Sea.") + p(drawn_as.format("chart.xml")) + p(drawn_as.format("gone.xml"))
    (article,), notices = of(document(whole, parts={"chart.xml": chart}))
    table = article.body[1]
    assert isinstance(table, model.Table) and plain_text(*table.caption) == "Sold fish"
    assert [[plain_text(*cell.children) for cell in row] for row in (*table.head, *table.rows)] == [
        ["", "Cod", "Ling"],
        ["2020", "12", ""],
        ["2021", "15", "9"],
    ]
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [("replaced", "docx.chart", 1), ("lost", "docx.drawing", 1)]


def test_what_stands_in_an_item_without_a_mark_or_set_in_as_it_is_part_of_it() -> None:
    blank = "<w:abstractNum w:abstractNumId='9'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val=' '/><w:pPr><w:ind w:left='720'/></w:pPr></w:lvl></w:abstractNum>"
    numbering = NUMBERING.replace("<w:num ", blank + "<w:num w:numId='9'><w:abstractNumId w:val='9'/></w:num><w:num ", 1)
    unmarked = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'
    cells = "<w:tr>" + "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("x", "y")) + "</w:tr>"
    table = "<w:tbl><w:tblPr><w:tblInd w:w='{}'/></w:tblPr>" + cells + "</w:tbl>"
    picture = '<w:r><w:drawing><wp:inline><a:blip r:embed="sea.png"/></wp:inline></w:drawing></w:r>'
    body = (
        item("one", 1)
        + p("a = 1", style="Code", extra=unmarked)
        + p("Said.", style="Zitat", extra=unmarked)
        + table.format(720)
        + item("two", 1)
        + p(picture, extra=unmarked)
        + p("Sea", style="Beschriftung")
        + item("three", 1)
        + table.format(0)
    )
    found, after = body_of(body, parts={"numbering.xml": numbering, "sea.png": drawn()})
    assert isinstance(found, model.List) and isinstance(after, model.Table)
    assert [[type(block).__name__ for block in entry] for entry in found.items] == [
        ["Paragraph", "CodeBlock", "Quote", "Table"],
        ["Paragraph", "Figure"],
        ["Paragraph"],
    ]
