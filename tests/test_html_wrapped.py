"""Prose that pages set as preformatted, and what else stands so and is no prose."""

# ruff: noqa: E501 - lines are as long as they are set

from __future__ import annotations

import textwrap

import pytest

from convert import model
from convert.model import Block, CodeBlock, Emphasis, LineBreak, Link, Paragraph
from convert.readers._html.fragment import blocks_of
from convert.walk import plain_text, walk

ENGLISH = (
    "The harbour was built by hand in the winter of 1911, when the fishing had failed and there was nothing else to do. Every stone in it was carried down from the hill in baskets.",
    "“Nobody ever drew a plan,” said the engineer who came to look at it in 1954, and shut his case.",
    "It has been mended four times since, each time after a storm, and each time by people born within sight of it; what the island will do without them nobody likes to ask.",
)
RUSSIAN = (
    "Гавань построили вручную зимой, когда рыба ушла и делать было больше нечего. Каждый камень снесли с горы в корзинах, и женщины носили их не меньше мужчин.",
    "- Чертежа никто не рисовал, - сказал инженер.",
    "- Значит, и не рисуйте.",
    "С тех пор её чинили четыре раза, всякий раз после бури, и всякий раз это делали те, кто родился в виду её стен и никуда с острова не уезжал.",
)
HINDI = (
    "यह बंदरगाह सर्दियों में हाथों से बनाया गया था जब मछलियाँ नहीं मिल रही थीं और करने को कुछ और नहीं था। हर पत्थर टोकरी में पहाड़ी से नीचे लाया गया था और स्त्रियाँ उतने ही पत्थर लाती थीं जितने पुरुष लाते थे।",
)
CHINESE = "这座港是一九一一年冬天用手修起来的，那一年打不到鱼，也没有别的事情可做。每一块石头都是装在篮子里从山上背下来的，女人背的不比男人少，孩子们也跟着背，一直背到开春。"


def of(text: str, attributes: str = "", tag: str = "pre") -> list[Block]:
    return list(blocks_of(f"<div><{tag} {attributes}>\n{text}\n</{tag}></div>", "", lambda notice: None))


def said(blocks: list[Block]) -> list[str]:
    assert all(isinstance(block, Paragraph) for block in blocks)
    return [plain_text(block) for block in blocks]


def filled(paragraphs: tuple[str, ...], width: int, indent: str = "", between: str = "\n") -> str:
    return between.join(textwrap.fill(paragraph, width, initial_indent=indent, break_on_hyphens=False) for paragraph in paragraphs)


def justified(line: str, width: int) -> str:
    """``line`` filled with blanks between its first words, as text programs did."""
    words = line.split(" ")
    missing = width - len(line)
    return line if missing > len(words) - 1 else " ".join(word + " " * (number < missing) for number, word in enumerate(words))


@pytest.mark.parametrize("paragraphs", [ENGLISH * 2, RUSSIAN * 2, HINDI * 3], ids=["English", "Russian", "Hindi"])
@pytest.mark.parametrize(
    ("width", "indent", "between"), [(72, "", "\n\n"), (65, "     ", "\n"), (78, "   ", "\n\n"), (70, "\u00a0\u00a0\u00a0", "\n")]
)
def test_prose_set_line_by_line_is_paragraphs(paragraphs: tuple[str, ...], width: int, indent: str, between: str) -> None:
    assert said(of(filled(paragraphs, width, indent, between))) == list(paragraphs)


def test_lines_filled_with_blanks_to_one_width_are_prose() -> None:
    text = filled(RUSSIAN * 3, 68, "    ")
    assert said(of("\n".join(justified(line, 68) for line in text.split("\n")))) == list(RUSSIAN * 3)


def test_chinese_has_no_blanks_where_its_lines_were_broken() -> None:
    text = "\n".join("\n".join(textwrap.wrap("\u3000\u3000" + CHINESE, 30)) for _ in range(3))
    assert said(of(text)) == [CHINESE] * 3


def test_a_blank_that_was_left_where_a_line_was_broken_sets_nothing_in() -> None:
    text = filled(ENGLISH, 60, "", "\n\n").replace("\nand", "\n and").replace("\nIt", "\n It")
    assert said(of(text)) == list(ENGLISH)


def test_headings_verse_and_lists_in_such_prose_keep_their_lines() -> None:
    verse = "     Tide go out and\n     tide come in,\n     leave the stones."
    items = "  1. Every stone in the wall that was carried down from the hill in baskets\n     by hand.\n  2. The wall."
    text = f"            CHAPTER ONE\n\n{filled(ENGLISH * 2, 72, '', chr(10) * 2)}\n\n{verse}\n\n{items}"
    blocks = of(text)
    assert said(blocks)[0] == "CHAPTER ONE" and said(blocks)[1:7] == list(ENGLISH * 2)
    assert said(blocks)[7] == "Tide go out and\ntide come in,\nleave the stones."
    assert said(blocks)[8:] == ["1. Every stone in the wall that was carried down from the hill in baskets by hand.", "2. The wall."]


def test_what_is_set_off_in_such_prose_stays_so() -> None:
    text = (
        filled(ENGLISH * 2, 72, "", "\n\n")
        .replace("the fishing", "<i>the fishing</i>", 1)
        .replace("his case", "<a href=https://e.example/>his case</a>", 1)
    )
    blocks = of(text)
    assert said(blocks) == list(ENGLISH * 2)
    assert [plain_text(node) for node in walk(*blocks) if isinstance(node, (Emphasis, Link))] == ["the fishing", "his case"]


def test_formatting_over_several_paragraphs_and_lines_is_round_each() -> None:
    blocks = of(f"<font face=Courier><b>{filled(ENGLISH, 72, '   ')}</b></font>")
    assert said(blocks) == list(ENGLISH)
    assert all(isinstance(block, Paragraph) and isinstance(block.children[0], model.Strong) for block in blocks)


def test_blocks_and_listings_in_a_listing_of_prose_part_it() -> None:
    text = f"<h2>One</h2>{filled(ENGLISH, 72, '   ')}<pre>{filled(ENGLISH, 72, '   ')}</pre><dd>&nbsp; {filled(ENGLISH[:1], 72)}"
    first, *others = of(text)
    assert isinstance(first, model.Heading)
    assert said(others) == [*ENGLISH, *ENGLISH, ENGLISH[0]]


def test_a_word_that_was_parted_is_whole_again_where_the_text_has_it() -> None:
    text = (
        "The fishermen of the island had nothing else to do that winter, as the fish-\n"
        "ermen of the coast had, and so they built the harbour that is standing\n"
        "today, stone by stone, without a plan that anybody knew of, and in the well-\n"
        "known way of their fathers, who had built the wall on the other side of it."
    )
    (paragraph,) = said(of(text))
    assert "as the fishermen of the coast" in paragraph and "well-known way" in paragraph


CODE = """\
def wall(stones, width):
    \"\"\"Lay the stones, one beside the other, until there is no room left on the line.\"\"\"
    lines = []
    for stone in stones:
        lines.append(stone)  # each of them was carried down from the hill by hand
    return lines"""
MANUAL = """\
usage: wall [options] stone ...

options:
  -w, --width N        how wide the wall is to be, in stones, which is as many as
                       were carried down from the hill
  -h, --help           show what the program does, and how it is called, and end"""
LOG = "\n".join(
    f"2024-01-{day:02} 06:00:00 INFO The boat number {day * 7919 % 100} has left the harbour for the outer bank." for day in range(1, 20)
)
TABLE = """\
+---------+----------+---------------------------------------------------+
| Harbour | Stones   | What is said of it                                |
+---------+----------+---------------------------------------------------+
| Outer   | 12,000   | It was built by hand, and it is standing still.   |
| Inner   | 3,000    | Nobody knows who built it, or why it is so small. |
+---------+----------+---------------------------------------------------+"""
SONNET = """\
Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date;
Sometime too hot the eye of heaven shines,
And often is his gold complexion dimm'd;
And every fair from fair sometime declines,
By chance or nature's changing course untrimm'd;"""
FREE_VERSE = "\n\n".join(
    [
        "i sing of the harbour and of all the harbours that there ever were,\nof stone and rope and salt and of the men who stood there in the rain,\n"
        "of the women with baskets coming down from the hill before the day,\nand of the sea, which has no name for any of them, nor asks for one."
    ]
    * 3
)
DIFF = "\n".join(
    f"{'+-'[number % 2]} The wall of the harbour was built by hand in the winter of 19{number}, they say" for number in range(10, 22)
)
LETTERS = "\n".join("> " + line for line in filled(ENGLISH * 2, 70, "", "\n\n").split("\n"))


@pytest.mark.parametrize("text", [CODE, MANUAL, LOG, TABLE, SONNET, FREE_VERSE, DIFF, LETTERS])
def test_code_logs_tables_and_verse_are_listings(text: str) -> None:
    assert of(text.replace("<", "&lt;")) == [CodeBlock(text)]


@pytest.mark.parametrize("attributes", ["class='language-text-file'", "class=highlight", "data-lang=md"])
def test_prose_that_is_called_code_is_a_listing(attributes: str) -> None:
    assert isinstance(of(filled(ENGLISH, 72, "", "\n\n"), attributes)[0], CodeBlock)
    assert isinstance(of(f"<code>{filled(ENGLISH, 72, '', chr(10) * 2)}</code>")[0], CodeBlock)


def test_prose_with_a_little_code_is_prose_and_code_with_a_little_prose_is_code() -> None:
    prose = f"{filled(ENGLISH * 3, 72, '', chr(10) * 2)}\n\n    wall --width 12\n\n{filled(ENGLISH, 72, '', chr(10) * 2)}"
    assert len(said(of(prose))) == 4 * len(ENGLISH) + 1
    assert of(f"{filled(ENGLISH[:1], 72)}\n\n{CODE}\n\n{CODE}") == [CodeBlock(f"{filled(ENGLISH[:1], 72)}\n\n{CODE}\n\n{CODE}")]


def test_lines_of_prose_are_not_broken_within_paragraphs() -> None:
    assert not any(isinstance(node, LineBreak) for node in walk(*of(filled(RUSSIAN * 4, 75, "   "))))
