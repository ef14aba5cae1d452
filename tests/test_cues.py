"""Subtitles and transcripts with their times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from convert.formats import Source
from convert.model import Article
from convert.notices import Notice, ignore
from convert.readers.text import explain, read
from convert.walk import plain_text

SAID = (
    "The ferry that links the island with the mainland will stop at midnight on Friday, the council said. Nobody knows when it will run "
    "again. Its owner has kept the line since 1974, and says that it can no longer pay for the fuel. Bread has come by the morning boat "
    "ever since the last bakery closed, in crates beside the mail. It is gone by eight."
)
WORDS = SAID.split()
LINES = [" ".join(WORDS[at : at + 6]) for at in range(0, len(WORDS), 6)]


def subrip(lines: list[str]) -> str:
    return "\n\n".join(f"{at + 1}\n00:00:{at * 4:02d},000 --> 00:00:{at * 4 + 3:02d},500\n{line}" for at, line in enumerate(lines))


def webvtt(lines: list[str]) -> str:
    cues = (f"00:{at * 4:02d}.000 --> 00:{at * 4 + 3:02d}.500 align:start\n<i>{line}</i>" for at, line in enumerate(lines))
    return "WEBVTT\nKind: captions\n\n" + "\n\n".join(cues)


def pasted(lines: list[str]) -> str:
    return "\n".join(f"{at * 6 // 60}:{at * 6 % 60:02d}\n{line}" for at, line in enumerate(lines))


def article(text: str) -> Article:
    (found,) = read(Source("a talk", text.encode()), ignore)
    return found


@pytest.mark.parametrize("form", [subrip, webvtt, pasted])
def test_lines_are_paragraphs_again(form: Callable[[list[str]], str]) -> None:
    text = form(LINES[:14])
    notices: list[Notice] = []
    (found,) = read(Source("a talk", text.encode()), notices.append)
    assert [plain_text(block) for block in found.body] == [" ".join(LINES[:14])]
    told = [verdict for verdict in explain(Source("a talk", text.encode())) if verdict.role == "left-out"]
    assert [(notice.code, notice.count) for notice in notices] == [("text.time", len(told))]
    assert not any(line in verdict.text for line in LINES for verdict in told)


def test_who_speaks_is_kept_and_what_is_said_to_programs_is_not() -> None:
    head = "WEBVTT\n\nNOTE made by hand\nfor the harbour\n\nSTYLE\n::cue { color: red }\n\n"
    said = ["<v Ada Marsh>The boat is late.</v>", "<v.loud Per Hansen>It is <i>always</i> late.</v>", "Is it?", "It is.", "So it is."]
    cues = "\n\n".join(f"part {at}\n00:{at:02d}.000 --> 00:{at:02d}.900\n{line}" for at, line in enumerate(said))
    assert [plain_text(block) for block in article(head + cues).body] == [
        "Ada Marsh: The boat is late.",
        "Per Hansen: It is always late. Is it? It is. So it is.",
    ]


def test_a_line_above_the_times_is_the_title() -> None:
    assert article("What the island eats\n" + pasted(LINES)).title == "What the island eats"


def test_paragraphs_end_where_sentences_do_and_where_another_speaks() -> None:
    body = [plain_text(block) for block in article(pasted([*LINES * 4, ">> And who", "pays for it?"])).body]
    assert len(body) > 2
    assert all(said.endswith((".", "?")) for said in body)
    assert body[-1] == ">> And who pays for it?"


def test_a_live_blog_keeps_its_times() -> None:
    entries = "\n\n".join(f"{hour}:{minute:02d}\n{SAID[:100]} It is {hour} now." for hour in range(9, 13) for minute in (0, 30))
    assert "9:30" in [plain_text(block) for block in article(f"The Ferry Stops: Live\n\n{entries}").body]
