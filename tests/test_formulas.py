"""Formulas that pages show only as drawn: MathJax's glyphs, pictures of TeX, and TeX kept as data."""

from __future__ import annotations

import pytest

from convert.model import Article, Math, MathBlock
from convert.walk import walk
from tests import saved_page

SENTENCE = "The {} day was longer than the one before it, and nobody in the village could quite say why that was so."
PROSE = "".join(f"<p>{SENTENCE.format(word)}</p>" for word in ("first", "second", "third", "fourth", "fifth", "sixth"))


def formulas(body: str) -> list[Math | MathBlock]:
    article: Article = saved_page.of_page(f"<article>{PROSE}{body}</article>", "", title="A page")[0]
    return [node for node in walk(*article.body) if isinstance(node, Math | MathBlock)]


def mjx(markup: str) -> str:
    """``markup`` as MathJax draws it: each element's name with its prefix, ``c:61`` for the glyph of a letter."""
    drawn = markup.replace("</", "</mjx-").replace("<", "<mjx-").replace("<mjx-/mjx-", "</mjx-")
    for letter in "abnx=+√1∑i|":
        drawn = drawn.replace(f"`{letter}", f'<mjx-c class="mjx-c{ord(letter):X} TEX-I"></mjx-c>')
    return f'<mjx-container class="MathJax CtxtMenu_Attached_0" jax="CHTML"><mjx-math aria-hidden="true">{drawn}</mjx-math></mjx-container>'


FRACTION = "<mfrac><frac><num>{}</num><dbox><dtable><row><den>{}</den></row></dtable></dbox></frac></mfrac>"
TABLE = "<mtable><table><itable><mtr><mtd>{}</mtd></mtr></itable></table></mtable>"
LIMITS = "<munderover><over>{}</over><box><munder><row><base>{}</base></row><row><under>{}</under></row></munder></box></munderover>"


@pytest.mark.parametrize(
    ("drawn", "mathml"),
    [
        ("<mi>`a</mi><mo>`=</mo><mn>`1`1</mn>", "<mi>a</mi><mo>=</mo><mn>11</mn>"),
        ("<msup><mi>`a</mi><script><mn>`1</mn></script></msup>", "<msup><mi>a</mi><mn>1</mn></msup>"),
        (
            "<msubsup><mi>`a</mi><script><mn>`1</mn><spacer></spacer><mi>`n</mi></script></msubsup>",
            "<msubsup><mi>a</mi><mi>n</mi><mn>1</mn></msubsup>",
        ),
        (
            "<mfrac><frac><num><mi>`a</mi></num>"
            "<dbox><dtable><row><den><mi>`b</mi><mo>`+</mo><mi>`n</mi></den></row></dtable></dbox></frac></mfrac>",
            "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mi>n</mi></mrow></mfrac>",
        ),
        ("<msqrt><sqrt><surd><mo>`√</mo></surd><box><mi>`x</mi></box></sqrt></msqrt>", "<msqrt><mi>x</mi></msqrt>"),
        (
            "<munderover><over><mi>`n</mi></over><box><munder><row><base><mo>`∑</mo></base></row>"
            "<row><under><mi>`i</mi></under></row></munder></box></munderover><mi>`x</mi>",
            "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi>",
        ),
        ("<munder><mo>`∑</mo><script><mi>`i</mi></script></munder>", "<msub><mo>∑</mo><mi>i</mi></msub>"),
        (
            "<mtable><table><itable><mtr><mtd><mi>`a</mi><tstrut></tstrut></mtd><mtd><mi>`b</mi></mtd></mtr></itable></table></mtable>",
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
        ),
        (
            FRACTION.format(FRACTION.format("<mi>`a</mi>", "<mi>`b</mi>"), "<mi>`n</mi>"),
            "<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>n</mi></mfrac>",
        ),
        (
            TABLE.format(TABLE.format("<mi>`a</mi>")),
            "<mtable><mtr><mtd><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable></mtd></mtr></mtable>",
        ),
        (
            LIMITS.format(LIMITS.format("<mi>`a</mi>", "<mo>`∑</mo>", "<mi>`b</mi>"), "<mi>`n</mi>", "<mi>`x</mi>"),
            "<munderover><mi>n</mi><mi>x</mi><munderover><mo>∑</mo><mi>b</mi><mi>a</mi></munderover></munderover>",
        ),
        ("<texatom><mo>`|</mo></texatom><mphantom><mi>`a</mi></mphantom>", "<mo>|</mo>"),
    ],
)  # fmt: skip
def test_what_mathjax_has_drawn_is_read_as_the_formula(drawn: str, mathml: str) -> None:
    (formula,) = formulas(f"<p>Let {mjx(drawn)} be what they had agreed upon in the summer of that long year.</p>")
    assert formula.mathml == f"<math>{mathml}</math>"


def test_what_mathjax_says_for_the_blind_outweighs_what_it_has_drawn() -> None:
    said = "<mjx-assistive-mml><math><mi>b</mi></math></mjx-assistive-mml></mjx-container>"
    drawn = mjx("<mi>`a</mi>").replace("</mjx-container>", said)
    (formula,) = formulas(f"<p>Let {drawn} be what they had agreed upon in the summer of that long year.</p>")
    assert formula.mathml == "<math><mi>b</mi></math>"


def test_a_sign_stretched_is_one_sign() -> None:
    parts = "<mjx-beg><mjx-c></mjx-c></mjx-beg><mjx-end><mjx-c></mjx-c></mjx-end>"
    sign = f'<mjx-mo><mjx-stretchy-v class="mjx-c28">{parts}</mjx-stretchy-v></mjx-mo>'
    (formula,) = formulas(
        f"<p>Let <mjx-container><mjx-math>{sign}</mjx-math></mjx-container> be what they had agreed upon in that year.</p>"
    )
    assert formula.mathml == "<math><mo>(</mo></math>"


@pytest.mark.parametrize(
    ("address", "tex"),
    [
        ("https://tex.example/svg.image?%5Cfrac%7Ba%7D%7Bb%7D", r"\frac{a}{b}"),
        ("https://tex.example/png.latex?\\dpi{300}\\sum_{i=1}^{n}&amp;space;a_i", r"\sum_{i=1}^{n} a_i"),
        ("https://charts.example/chart?cht=tx&amp;chl=%5Calpha%2B%5Cbeta", r"\alpha+\beta"),
        ("https://blog.example/latex.php?latex=%5Cmathbb%7BR%7D&amp;bg=ffffff", r"\mathbb{R}"),
        ("https://math.example/formula/%5Cfrac%7Bm%7D%7Bv%7D", r"\frac{m}{v}"),
    ],
)
def test_a_picture_whose_address_is_tex_is_a_formula(address: str, tex: str) -> None:
    (formula,) = formulas(f"<p>They had agreed upon <img src='{address}'> in the summer of that long year.</p>")
    assert formula.tex == tex


def test_tex_kept_as_data_is_what_is_read_not_what_a_script_drew() -> None:
    inline, displayed = formulas(
        r"<p>For all <span class=math-inline data-math='x \in M'><span aria-hidden=true>x∈M</span></span> it was so, in that year.</p>"
        r"<div class=math-block data-math='x = \frac{1}{2}'><span>x=21</span></div>"
    )
    assert isinstance(inline, Math) and (inline.tex, inline.mathml) == (r"x \in M", "")
    assert isinstance(displayed, MathBlock) and (displayed.tex, displayed.mathml) == (r"x = \frac{1}{2}", "")


@pytest.mark.parametrize(
    "markup",
    [
        "<span class=math data-math=inline>x+y</span> and so on",
        f"<span data-math=true>{SENTENCE}</span>",
        f"<span data-tex='x^2'>{SENTENCE * 3}</span>",
        "<img src='images\\boat.jpg' alt='A boat' width=900 height=600>",
        "<img src='img%5Cboats.jpg' alt='A boat' width=900 height=600>",
    ],
)
def test_what_only_looks_like_tex_is_what_it_shows(markup: str) -> None:
    assert not formulas(f"<p>They had agreed upon {markup} in the summer of that long year.</p>")


def test_a_name_for_testers_is_no_tex() -> None:
    (formula,) = formulas("<p>Let <math data-testid=eq_block><mi>x</mi></math> be what they had agreed upon in that long year.</p>")
    assert formula.tex == ""


def test_the_tex_that_a_formula_was_made_from_is_its_tex() -> None:
    kept = r"<span data-entry='\sqrt{x^2}'><math><msqrt><msup><mi>x</mi><mn>2</mn></msup></msqrt></math></span>"
    (formula,) = formulas(f"<p>They had agreed upon {kept} in the summer of that long year.</p>")
    assert formula.tex == r"\sqrt{x^2}" and formula.mathml.startswith("<math><msqrt>")


def test_a_formula_that_mathjax_2_has_drawn_is_there_once() -> None:
    drawn = "<span class=MathJax_Preview></span><span class=MathJax id=MathJax-Element-1-Frame><nobr>x2</nobr></span>"
    displayed = "<div class=MathJax_Display><span class=MathJax>1/2</span></div>"
    line, block = formulas(
        f"<p>So {drawn}<script type='math/tex'>x^2</script> it was, in that long year of the boats.</p>"
        rf"<div>{displayed}<script type='math/tex; mode=display'>\frac{{1}}{{2}}</script></div>"
    )
    assert isinstance(line, Math) and (line.tex, line.mathml) == ("x^2", "")
    assert isinstance(block, MathBlock) and (block.tex, block.mathml) == (r"\frac{1}{2}", "")


WRITTEN = (
    r"<p>So \(x^2\) it was, and \[y_i\] with it, at $5 or $6 a barrel.</p><p>$$\frac{1}{2}$$</p>"
    r"<p>Nor is <code>\(a\)</code> one, nor $z$ here.</p>"
)


@pytest.mark.parametrize(
    ("script", "tex"),
    [
        ("", []),
        ("<script src='https://cdn.example/mathjax@3/tex-chtml.js'></script>", ["x^2", "y_i", r"\frac{1}{2}"]),
        (
            "<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}</script><script src='/katex/auto-render.js'></script>",
            ["x^2", "y_i", r"\frac{1}{2}", "z"],
        ),
    ],
)
def test_tex_in_the_text_is_a_formula_where_a_script_would_set_it(script: str, tex: list[str]) -> None:
    assert [formula.tex for formula in formulas(script + WRITTEN)] == tex


def test_blanks_in_a_formula_s_markup_say_nothing() -> None:
    written = "<math>\n  <mrow>\n    <mo>\n (\n </mo><mtext>if \n so</mtext><mo>&nbsp;</mo></mrow>\n</math>"
    (formula,) = formulas(f"<p>So {written} it was, in that long year of the boats.</p>")
    assert formula.mathml == "<math><mrow><mo>(</mo><mtext>if so</mtext><mo>\u00a0</mo></mrow></math>"


@pytest.mark.parametrize(
    ("markup", "tex", "kind"),
    [
        (r'<p><span class="math display">$$\frac{1}{2}$$</span></p>', r"\frac{1}{2}", MathBlock),
        (r'<p>So <span class="math inline">\(a^2\)</span> is.</p>', "a^2", Math),
        (r'<p>So <span class="arithmatex">$a_1$</span> is.</p>', "a_1", Math),
        (r'<p>So <span class="math">a^2</span>, <b class="mathematics">\(a\)</b> and \(b\).</p>', "", Math),
    ],
)
def test_what_is_called_a_formula_is_one_without_a_script(markup: str, tex: str, kind: type) -> None:
    assert [(found.tex, type(found)) for found in formulas(markup)] == ([(tex, kind)] if tex else [])
