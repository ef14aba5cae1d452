"""P5 for paper, and nothing missing on it: many trees to a file, since an engine is started for each."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

import convert
import convert.model as m
from tests.checkers import needs, pdf
from tests.specimen import par, text
from tests.test_collate import counted, read_back
from tests.test_contract import written
from tests.trees import ARTICLES


class Trees(list[m.Article]):
    """Articles that a failing test tells by a file that holds them: to print such trees takes longer than the tests."""

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        with tempfile.NamedTemporaryFile(prefix="articles-", suffix=".pickle", delete=False) as file:
            pickle.dump(list(self), file)  # JSON holds no half of a pair of surrogates, as some of these do
        printer.text(f"{len(self)} articles, in {file.name}")


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(articles=st.lists(ARTICLES, min_size=50, max_size=55).map(Trees))
def test_p5_any_tree_is_printed_or_refused_as_ours(articles: list[m.Article]) -> None:
    with contextlib.suppress(convert.ConvertError):
        written("pdf", convert.pack(articles, cover=False), "classic")


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(articles=st.lists(ARTICLES, min_size=12, max_size=15).map(Trees))
def test_nothing_of_any_tree_is_missing_on_paper(articles: list[m.Article]) -> None:
    pack = convert.pack(articles, cover=False)
    found, notices = read_back(pack, "pdf", written("pdf", pack, "classic"))
    # In columns as narrow as a letter each is on a line, and a word for who reads them back.
    assert [notice.message for notice in notices if (notice.kind, notice.code) != ("replaced", "output.words")] == []
    for number, (wanted, seen) in enumerate(zip(counted(pack), found, strict=True)):
        fewer = {name: (count, wanted[name]) for name, count in seen.items() if count is not None and count < wanted[name]}
        more = [name for name, count in seen.items() if count is not None and count > wanted[name]]
        assert (number, fewer, set(more) - {"words"}) == (number, {}, set())


NOTE = m.Note((par("Noted", " \n ", "twice " * 40),))
SHAPES = {
    "a note in the caption of the lead": m.Article(
        title="T", lead=m.Figure(None, (m.Sup((m.Emphasis((m.LineBreak(),)), NOTE)),)), body=(par("Text."),)
    ),
    "markup that begins with a line end": m.Article(title="T", body=(par("One ", m.Strong((m.LineBreak(), *text("two"), m.LineBreak()))),)),
    "marks that no letter holds": m.Article(title="T", body=(par("e\u0323\u0301 and \u0301\u0302"),)),
    "a head longer than a page": m.Article(
        title="T", body=(m.Table(head=((m.Cell((par("long " * 2_500),)),),), rows=((m.Cell((par("cell"),)),),)),)
    ),
    "a head of nothing": m.Article(title="T", body=(m.Table(head=((m.Cell((par("alone"),)),),), rows=()),)),
    "blanks in a note": m.Article(title="T", body=(par("Text", NOTE),)),
    "line ends in a note": m.Article(
        title="T",
        body=(
            par(
                "Text",
                m.Note(
                    (
                        par(m.Code("one \n two"), m.Math(text="a \n b")),
                        m.MathBlock(text="c \n d"),
                        m.Embed("video", "https://e.org/v", "e \n f"),
                    )
                ),
            ),
        ),
    ),
    "code in a cell": m.Article(title="T", body=(m.Table(rows=((m.Cell((m.CodeBlock("long " * 900),)), m.Cell((par("x"),))),)),)),
}


@needs(pdf)
def test_what_the_engine_loses_as_it_stands_is_there(tmp_path: Path) -> None:
    pack = convert.pack(list(SHAPES.values()), cover=False)
    data = written("pdf", pack, "classic")
    found, notices = read_back(pack, "pdf", data)
    assert notices == []
    assert [counts["words"] for counts in found] == [counts["words"] for counts in counted(pack)]
    made = tmp_path / "shapes.pdf"
    made.write_bytes(data)
    assert pdf.check([made]) == []


def test_a_note_carried_over_to_an_article_set_the_other_way_displaces_none_there() -> None:
    note = m.Note((par("word " * 80),))
    across = m.Article(title="שתיים", language="he", body=(par("ראשון", m.Note((par("שלי"),))),))
    filled = [m.Article(title="One", language="en", body=(*[par("A line.")] * lines, par("Last", note))) for lines in range(26, 36)]
    pack = convert.pack([article for each in filled for article in (each, across)], cover=False)
    found, notices = read_back(pack, "pdf", written("pdf", pack, "classic"))
    assert notices == []
    assert [counts["notes"] for counts in found] == [1] * 20
