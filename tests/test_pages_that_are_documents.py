"""Pages that are documents, of word processors, converters and notebooks: all of one arrives, its lists as lists, its title as its title."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import pytest

from convert import model
from convert.formats import Source
from convert.model import Article
from convert.notices import Notice
from convert.readers.html import explain, read
from convert.walk import plain_text, walk

LINE = "The harbour lay quiet that evening, and nobody on the quay had seen the boat come in."
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">'
    "<title>Old name</title></head><body lang=EN-US><div class=WordSection1>{}</div></body></html>"
)


def of(page: str) -> tuple[Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = read(Source(name="page.html", data=page.encode()), notices.append)
    return article, notices


def outline(*blocks: model.Block) -> list[object]:
    """Lists as lists of their items, anything else as its words."""
    return [
        [outline(*entry) for entry in block.items]
        if isinstance(block, model.List)
        else f"{type(block).__name__}: {' '.join(plain_text(block).split())}"
        for block in blocks
    ]


def item(mark: str, text: str, level: int = 1, number: int = 0) -> str:
    ignored = f"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span></span><![endif]>"
    return f"<p class=MsoListParagraph style='margin-left:36pt;mso-list:l{number} level{level} lfo1'>{ignored}{text}<o:p></o:p></p>\n"


def test_all_of_a_document_of_word_arrives() -> None:
    note = "<a href='#_ftn1' name='_ftnref1' title=''><span class=MsoFootnoteReference>[1]</span></a>"
    foot = "<div style='mso-element:footnote-list'><br clear=all><hr width='33%'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> The note.</p></div></div>"
    text = (
        "<p class=MsoTitle>The Quay<o:p></o:p></p><p class=MsoSubtitle>How it came about</p><p class=MsoNormal>By Ada Ferro</p>"
        f"<p class=MsoToc1><a href='#_Toc1'>First part 1</a></p><p class=MsoNormal>{LINE}{note} So it was.</p><h1>First part</h1><p class=MsoQuote>{LINE}</p>"
        f"<p class=MsoNormal>It is <del>not</del> so.</p><p class=MsoNormal>Short.</p>{foot}"
    )
    article, notices = of(WORD.format(text))
    assert (article.title, article.subtitle, article.authors) == ("The Quay", "How it came about", ("Ada Ferro",))
    assert outline(*article.body) == [
        f"Paragraph: {LINE} The note. So it was.",
        "Heading: First part",
        f"Quote: {LINE}",
        "Paragraph: It is so.",
        "Paragraph: Short.",
    ]
    assert sorted((notice.code, notice.excerpt) for notice in notices) == [
        ("html.byline", "How it came about"),
        ("html.contents", "First part 1"),
        ("html.control", "not"),
    ]
    verdicts = list(explain(Source(name="page.html", data=WORD.format(text).encode())))
    assert [verdict.role for verdict in verdicts if verdict.text.startswith(("First part", "Short"))] == ["left-out", "kept", "kept"]


def test_lists_of_word_are_lists() -> None:
    text = (
        f"<p class=MsoNormal>{LINE}</p>"
        + item("·", "One")
        + item("o", "Deep", 2)
        + item("§", "Deeper", 3)
        + item("·", "Two")
        + "<p>Between.</p>"
        + item("3.", "Three", number=1)
        + item("a)", "Lettered", 2, number=1)
        + item("4.", "Four", number=1)
    )
    article, _ = of(WORD.format(text))
    _, bullets, between, numbers = article.body
    assert outline(bullets) == [[["Paragraph: One", [["Paragraph: Deep", [["Paragraph: Deeper"]]]]], ["Paragraph: Two"]]]
    assert outline(between, numbers)[1] == [["Paragraph: Three", [["Paragraph: Lettered"]]], ["Paragraph: Four"]]
    assert isinstance(numbers, model.List) and numbers.ordered and numbers.start == 3
    inner = numbers.items[0][1]
    assert isinstance(inner, model.List) and inner.ordered and inner.numbering == "lower-alpha"


def google(body: str) -> str:
    sheet = ".c1{font-weight:700}.c2{font-style:italic}span.c5{font-family:'Courier New'}.c9,.c8{vertical-align:super}p{color:#000}.c1>li:before{content:'x'}"
    return f"<html><head><style type=text/css>@import url('https://x.example/y.css');{sheet}</style></head><body class='c10 doc-content'>{body}</body></html>"


def filtered(mark: str, text: str, margin: str = "") -> str:
    filler = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    said = f"{mark}{filler}" if mark[0].isdigit() else f"<span style='font-family:Symbol'>{mark}{filler}</span>"
    return f"<p class=MsoListParagraphCxSpMiddle style='{margin}text-indent:-.25in'>{said}{text}</p>\n"


def test_lists_of_word_are_lists_where_the_page_was_filtered() -> None:
    deep = "margin-left:1.0in;"
    items = filtered("·", "One") + filtered("o", "Deep", deep) + filtered("·", "<b>Two</b> more")
    article, _ = of(
        WORD.format(f"<p class=MsoNormal>{LINE}</p>{items}<p class=MsoNormal>{LINE}</p>{filtered('1.', 'First')}{filtered('2.', 'Next')}")
    )
    assert outline(*article.body) == [
        f"Paragraph: {LINE}",
        [["Paragraph: One", [["Paragraph: Deep"]]], ["Paragraph: Two more"]],
        f"Paragraph: {LINE}",
        [["Paragraph: First"], ["Paragraph: Next"]],
    ]
    assert [block.ordered for block in article.body if isinstance(block, model.List)] == [False, True]


def test_a_document_of_google_says_in_its_style_sheet_what_is_bold() -> None:
    comment = "<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>"
    text = (
        "<p class='c3 title'><span>The Quay</span></p><p class='c3 subtitle'><span>How</span></p>"
        f"<p><span>The </span><span class=c1>harbour</span><span class=c2> lay</span><span class=c9>2</span>{comment} {LINE}</p>"
        "<ul class='c1 lst-kix_a-0 start'><li><span>One</span></li></ul><ul class='lst-kix_a-1 start'><li><span>Deep</span></li></ul><ul class='lst-kix_a-0'><li><span>Two</span></li></ul>"
        "<p><span class=c5>a = 1</span></p><p><span class=c5>&nbsp; b(a)</span></p>"
        "<table><tr><td><p><span class=c1>Day</span></p></td><td><p><span class=c1>High</span></p></td></tr><tr><td><p>Mon</p></td><td><p>4</p></td></tr><tr><td><p>Tue</p></td><td><p>5</p></td></tr></table>"
        "<div class=c7><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Is it?</span></p></div>"
    )
    article, notices = of(google(text))
    assert (article.title, article.subtitle) == ("The Quay", "How")
    first, listed, code, table = article.body
    assert [type(node).__name__ for node in walk(first) if isinstance(node, (model.Strong, model.Emphasis, model.Sup))] == [
        "Strong",
        "Emphasis",
        "Sup",
    ]
    assert outline(listed) == [[["Paragraph: One", [["Paragraph: Deep"]]], ["Paragraph: Two"]]]
    assert code == model.CodeBlock("a = 1\n  b(a)")
    assert isinstance(table, model.Table) and len(table.head) == 1
    assert [notice.code for notice in notices] == ["html.byline", "html.comments", "html.comments"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"<h1>The Quay</h1><p>{LINE}</p>", "The Quay"),
        (f"<p><b>The Quay</b></p><p>{LINE}</p>", "The Quay"),
        (f"<p>{LINE}</p><h1>A part</h1><p>{LINE}</p>", "As named"),
        (f"<h1>A part</h1><p>{LINE}</p><h1>Another</h1><p>{LINE}</p>", "As named"),
    ],
    ids=["heading", "bold", "heading below", "headings"],
)
def test_the_title_is_the_line_set_as_one_or_what_the_head_says(text: str, title: str) -> None:
    article, _ = of(f"<html><head><title>As named</title><meta name=generator content='LibreOffice 7.4'></head><body>{text}</body></html>")
    assert article.title == title
    said = [words for words in ("The Quay", "A part", "Another") if words in text and words != title]
    assert [plain_text(block) for block in article.body if isinstance(block, model.Heading)] == said
    assert plain_text(*article.body).count(LINE) == text.count(LINE)


def test_what_is_set_all_in_letters_as_wide_is_no_code() -> None:
    article, _ = of(WORD.format(f"<p><span style=\"font-family:'Courier New'\">{LINE}</span></p>"))
    assert outline(*article.body) == [f"Paragraph: {LINE}"]


# --- converters and notebooks -----------------------------------------------------------------------------------

SHORT = "<p>So.</p>"
CONVERTED = {
    "pandoc": (
        "<html><head><meta name=generator content=pandoc><title>x</title></head><body><header id=title-block-header><h1 class=title>The Quay</h1>"
        f"<p class=subtitle>How it came</p><p class=author>Ada Ferro</p><p class=date>3 May 2024</p></header><nav id=TOC><ul><li><a href=#a>A part</a></li></ul></nav>{SHORT}"
        f"<h1 id=a>A part</h1><p>{LINE}</p><h1>References</h1><div id=refs class=references><div class=csl-entry>Ferro, A. 1999. <em>Tides</em>.</div></div></body></html>"
    ),
    "org": (
        "<html><head><meta name=generator content='Org Mode'><meta name=author content='Ada Ferro'></head><body><div id=content><h1 class=title>The Quay<br><span class=subtitle>How it came</span></h1>"
        f"<div id=table-of-contents><h2>Table of Contents</h2><ul><li><a href=#a>A part</a></li></ul></div>{SHORT}<div><h2 id=a>A part</h2><div><p>{LINE}</p></div></div>"
        "<h2>References</h2><p>Ferro, A. 1999. <i>Tides</i>.</p></div><div id=postamble><p class=date>Created: 2024-05-03</p></div></body></html>"
    ),
    "latexml": (
        "<html><head><title>x</title></head><body><header><a href=/>arXiv</a></header><article class=ltx_document><h1 class='ltx_title ltx_title_document'>The Quay</h1>"
        "<div class=ltx_authors><span class='ltx_creator ltx_role_author'><span class=ltx_personname>Ada Ferro</span><span class=ltx_author_notes>University of Bay</span></span></div>"
        f"{SHORT}<section><h2 class='ltx_title ltx_title_section'>A part</h2><p>{LINE}</p></section>"
        "<section><h2>References</h2><p>Ferro, A. 1999. <i>Tides</i>.</p></section></article><footer class=ltx_page_footer>Made on Friday</footer></body></html>"
    ),
    "notion": (
        "<html><head><title>x</title></head><body><article class='page sans'><header><div class=page-header-icon><span class=icon>⚓</span></div><h1 class=page-title>The Quay</h1></header><div class=page-body>"
        f"{SHORT}<h1>A part</h1><p>{LINE}</p><h1>References</h1><figure class=callout><div>Ferro, A. 1999. <em>Tides</em>.</div></figure></div></article></body></html>"
    ),
    "jupyter": (
        "<html><head><title>The Quay</title></head><body class=jp-Notebook><main><div><h1 id=q>The Quay<a class=anchor-link href=#q>¶</a></h1><p>So.</p></div><div><div class=jp-InputPrompt>In [1]:</div></div>"
        f"<div><h2>A part<a class=anchor-link href=#p>¶</a></h2><p>{LINE}</p><h2>References</h2><p>Ferro, A. 1999. <em>Tides</em>.</p></div></main></body></html>"
    ),
}


@pytest.mark.parametrize("maker", CONVERTED)
def test_all_of_a_converted_document_arrives(maker: str) -> None:
    article, notices = of(CONVERTED[maker])
    assert article.title == "The Quay"
    assert article.authors == (("Ada Ferro",) if "Ada Ferro" in CONVERTED[maker] else ())
    assert article.subtitle == ("How it came" if "How it came" in CONVERTED[maker] else "")
    assert outline(*article.body) == [
        "Paragraph: So.",
        "Heading: A part",
        f"Paragraph: {LINE}",
        "Heading: References",
        "Paragraph: Ferro, A. 1999. Tides.",
    ]
    told = " ".join(notice.excerpt for notice in notices)
    assert all(words in told for words in ("Created: 2024-05-03", "arXiv", "In [1]:", "⚓", "Made on Friday") if words in CONVERTED[maker])


def test_notes_of_notion_keep_their_lists_and_what_is_ticked() -> None:
    item = '<ul class="to-do-list"><li><div class="checkbox checkbox-{}"></div> <span>{}</span></li></ul>'
    lists = (
        '<ul class="bulleted-list"><li>One<ul class="bulleted-list"><li>Deep</li></ul></li></ul><ul class="bulleted-list"><li>Two</li></ul>'
        '<ol class="numbered-list" start="1"><li>First</li></ol><ol class="numbered-list" start="2"><li>Second</li></ol><ol class="numbered-list" start="1"><li>Anew</li></ol>'
        f"<p>{LINE} <del>Not so.</del></p>{item.format('on', 'Done')}{item.format('off', 'To do')}"
    )
    article, _ = of(CONVERTED["notion"].replace(SHORT, lists))
    assert outline(*article.body[:5]) == [
        [["Paragraph: One", [["Paragraph: Deep"]]], ["Paragraph: Two"]],
        [["Paragraph: First"], ["Paragraph: Second"]],
        [["Paragraph: Anew"]],
        f"Paragraph: {LINE} Not so.",
        [["Paragraph: ☑ Done"], ["Paragraph: ☐ To do"]],
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<article>{}</article>",
        "<article class='page type-page'><header class=entry-header><h1 class=page-title>The Quay</h1></header>{}</article>",
        "<div class=doc-content>{}</div>",
    ],
)
def test_a_page_of_a_site_is_no_document(box: str) -> None:
    text = f"<h1>The Quay</h1>{f'<p>{LINE}</p>' * 4}<div class=sharedaddy><a href=/s>Share this</a></div>"
    page = (
        f"<html><head><meta name=generator content='WordPress 6'><title>The Quay</title></head><body><div>Home About</div>{box.format(text)}"
        "<div id=toc>Contents</div></body></html>"
    )
    article, notices = of(page)
    assert "Share this" not in plain_text(*article.body)
    assert plain_text(*article.body).count(LINE) >= 1 and "Home About" not in plain_text(*article.body)
    assert any("Home About" in notice.excerpt for notice in notices)
