"""Word documents by people who know no styles: lists typed by hand, titles and headings that are but bold."""

from __future__ import annotations

import pytest

from convert import model
from convert.walk import plain_text
from tests.growth import grows_in_step
from tests.test_docx_reader import body_of, document, of, p, r, said

HANGING = '<w:ind w:left="720" w:hanging="360"/>'
DEEPER = '<w:ind w:left="1440" w:hanging="360"/>'
TEXT = "The harbour wakes before the town does, and the boats are out by four."


def typed(*lines: str, extra: str = "") -> tuple[model.Block, ...]:
    return body_of(p(r(TEXT)) + "".join(p(r(line), extra=extra) for line in lines) + p(r(TEXT)))[1:-1]


@pytest.mark.parametrize(
    ("lines", "extra", "made"),
    [
        (("1. One", "2. Two"), HANGING, model.List((), ordered=True)),
        (("3) One", "4) Two", "5) Three"), "", model.List((), ordered=True, start=3)),
        (("a) One", "b) Two", "c) Three"), "", model.List((), ordered=True, numbering="lower-alpha")),
        (("• One", "• Two"), "", model.List(())),
        (("– One.", "– Two."), HANGING, model.List(())),
        (("-\tOne.", "-\tTwo."), "", model.List(())),
        (("- One", "- Two", "- Three"), "", model.List(())),
    ],
)
def test_lists_typed_by_hand(lines: tuple[str, ...], extra: str, made: model.List) -> None:
    (found,) = typed(*lines, extra=extra)
    assert isinstance(found, model.List)
    assert (found.ordered, found.start, found.numbering) == (made.ordered, made.start, made.numbering)
    assert [plain_text(*item) for item in found.items] == [line[2:].strip() for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ("– So he said.", "– And she.", "– Then he."),
        ("1. One", "2. Two"),
        ("1. One", "3. Two", "5. Three"),
        ("1914. That year", "1915. The next"),
    ],
)
def test_what_may_be_meant_otherwise_stays(lines: tuple[str, ...]) -> None:
    assert said(typed(*lines)) == list(lines)


def test_typed_lists_nest_and_end() -> None:
    lines = (
        ("1. One", HANGING),
        ("• In one", DEEPER),
        ("• In one, too", DEEPER),
        ("2. Two", HANGING),
        ("1. Anew", HANGING),
        ("2. Again", HANGING),
    )
    first, second = body_of(p(r(TEXT)) + "".join(p(r(line), extra=extra) for line, extra in lines) + p(r(TEXT)))[1:-1]
    assert isinstance(first, model.List) and isinstance(first.items[0][1], model.List)
    assert [plain_text(*item) for item in first.items] == ["One\nIn one\nIn one, too", "Two"]
    assert plain_text(second) == "Anew\nAgain"


def test_titles_and_headings_that_are_but_bold() -> None:
    bold = "<w:b/>"
    lines = (
        ("How it began", bold),
        ("By Ada Ferro", ""),
        (TEXT, ""),
        ("The quay", bold),
        (TEXT, ""),
        ("Nobody knows it.", bold),
        (TEXT, ""),
    )
    (article,), _ = of(document("".join(p(r(line, look)) for line, look in lines)))
    assert (article.title, article.authors) == ("How it began", ("Ada Ferro",))
    kinds = [type(block).__name__ for block in article.body]
    assert kinds == ["Paragraph", "Heading", "Paragraph", "Paragraph", "Paragraph"]
    assert isinstance(article.body[1], model.Heading) and article.body[1].children == (model.Text("The quay"),)


def test_bold_lines_beside_headings_by_style_stay() -> None:
    body = (
        p(r("One"), style="berschrift1") + p(r(TEXT)) + p(r("Bold", "<w:b/>")) + p(r(TEXT)) + p(r("Two"), style="berschrift1") + p(r(TEXT))
    )
    (article,), _ = of(document(body))
    assert sum(isinstance(block, model.Heading) for block in article.body) == 2


def test_many_marks_take_time_in_step() -> None:
    def read(times: int) -> None:
        body_of("".join(p(r(line)) for number in range(times) for line in (f"– So it is {number**9:x}.", "1. One", f"1. {number**7}")))

    assert grows_in_step(read, 4_000)
