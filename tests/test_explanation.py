"""``readpack inspect --explain``: a verdict on every part, in any format, and the page that shows them."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from convert.cli.coloured import page
from convert.cli.explanation import explain, verdicts_on
from convert.cli.verdicts import Verdict
from convert.errors import WriteError
from convert.formats import Source
from convert.notices import Notice
from convert.readers.html import explain as explain_page
from convert.readers.html import read as read_page

PAGES = Path(__file__).parent / "pages"
PROSE = "The river rose in the night and took the lower bridge with it, the third since the war."
TEXT = f"Menu\n\nThe Lower Bridge Is Gone\n\n{PROSE} {PROSE}\n\nShare\n\n{PROSE} And so on.\n"
MARKDOWN = """# The Bridge Is Gone

<script>alert(1)</script>

> It was old.

- a boat

| a | b |
|---|---|
| 1 | 2 |

All[^1].

[^1]: Said so.
"""


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


def verdicts(data: str, name: str) -> list[Verdict]:
    return list(verdicts_on(Source("an input", data.encode()), name))


def test_a_text_has_a_verdict_a_line() -> None:
    found = verdicts(TEXT, "text")
    assert [verdict.text for verdict in found] == TEXT.split("\n")[:-1]
    assert [verdict.place for verdict in found] == [str(number) for number in range(1, len(found) + 1)]
    share = next(verdict for verdict in found if verdict.text == "Share")
    assert (share.role, share.is_kept, share.article) == ("left-out", False, 1) and share.reason


def test_a_page_has_a_verdict_a_block() -> None:
    found = list(verdicts_on(Source("a page", (PAGES / "newsroom.html").read_bytes()), "html"))
    assert {verdict.role for verdict in found} >= {"title", "paragraph", "left-out"}
    assert all(verdict.place for verdict in found)
    assert all(verdict.reason for verdict in found if verdict.role == "left-out")


def test_what_stands_in_a_player_for_browsers_without_one_is_left_out() -> None:
    found = verdicts(f"<article><p>{PROSE}</p><audio src=a.mp3>Get a newer browser.</audio><p>{PROSE} So it went.</p></article>", "html")
    assert [verdict.role for verdict in found if verdict.text == "Get a newer browser."] == ["left-out"]


def test_a_note_that_was_hidden_is_a_note() -> None:
    body = f"<p>{PROSE}<a data-note=n1 href='#'>*</a></p><p>{PROSE} And so on.</p><aside id=n1 hidden>It was built of oak.</aside>"
    found = verdicts(f"<article>{body}</article>", "html")
    assert [verdict.role for verdict in found if verdict.text == "It was built of oak."] == ["note"]
    assert [verdict.role for verdict in found if verdict.text.startswith(PROSE)] == ["paragraph", "paragraph"]


def test_other_formats_say_what_each_block_became() -> None:
    found = verdicts(MARKDOWN, "markdown")
    roles = [verdict.role for verdict in found]
    assert roles[0] == "title" and {"quote", "list", "table", "cell", "paragraph", "note"} <= set(roles)
    assert [verdict.text for verdict in found].count("Said so.") == 1
    lost = [verdict for verdict in found if not verdict.is_kept]
    assert lost and all(verdict.reason for verdict in lost)


def test_articles_are_counted_and_notices_follow_theirs() -> None:
    data = json.dumps([{"type": "Article", "title": title, "body": []} for title in ("One", "Two")])
    assert [(verdict.role, verdict.text, verdict.article) for verdict in verdicts(data, "json")] == [
        ("title", "One", 1),
        ("title", "Two", 2),
    ]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "\x1b[31m\x00\ud800", "\u202egnp"]
)
def test_the_page_is_safe_whatever_the_input_says(text: str) -> None:
    made = page(text, [Verdict("left-out", text, text, place=text, article=1), Verdict("paragraph", text, text)]).decode()
    elements = Elements(made).found
    assert {tag for tag, _ in elements}.isdisjoint(("script", "img", "link", "iframe", "a", "b", "form"))
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert "default-src 'none'" in made
    assert not {"\x1b", "\x00", "\u202e"} & set(made)


def test_the_page_tells_every_part_its_kind_and_why() -> None:
    made = page("an input", verdicts(TEXT, "text")).decode()
    parts = [attributes for tag, attributes in Elements(made).found if tag == "div"]
    assert len(parts) == sum(1 for line in TEXT.split("\n") if line)
    assert [(part["class"] or "").split()[1] for part in parts] == ["out", "meta", "kept", "out", "kept"]
    assert all(": " in (part["title"] or "") for part in parts)


def test_a_long_part_is_cut_and_right_to_left_text_runs_so() -> None:
    made = page("an input", [Verdict("paragraph", "", "x" * 9_000), Verdict("paragraph", "", "نص عربي")]).decode()
    assert "x" * 5_001 not in made and "9,000 characters" in made
    assert 'dir="rtl">نص عربي' in made


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(WriteError, match="also the input"):
        explain(str(path), None, as_json=False, html=str(path))
    assert path.read_text(encoding="utf-8") == TEXT
    explain(str(path), None, as_json=False, html=str(tmp_path / "out.html"))
    assert b"The Lower Bridge Is Gone" in (tmp_path / "out.html").read_bytes()


def test_what_holds_no_article_says_why_first() -> None:
    page = "<html><title>Sign in</title><body><h1>Sign in</h1><form><label>Password <input type=password></label><button>Go</button></form>"
    menu = "Home\nAbout\nContact\nLogin\nMenu\n"
    for data, name in ((page, "html"), (menu, "text")):
        first, *rest = verdicts(data, name)
        assert first.role == "failed" and first.reason.startswith("holds no article") and first.text
        assert rest and {verdict.article for verdict in rest} == {0}
    assert [verdict.role for verdict in verdicts("Hello", "text")] == ["paragraph"]


@pytest.mark.parametrize(
    ("left_out", "reason"),
    [
        ("<nav>Home <a href=/world>World affairs</a></nav>", "navigation"),
        ('<p>Bells rang, it says, <span class="share">Tell a friend</span></p>', "sharing"),
        ("<p>The lamp costs little.</p><button>Check the price</button>", "a control of the page"),
        ('<aside class="sidebar"><h3>Letters</h3><form><input type=email><button>Join up</button></form></aside>', "beside the article"),
        ('<iframe src="https://www.facebook.com/plugins/like.php"></iframe>', "a frame with nothing to read"),
    ],
)
def test_every_word_of_a_page_has_a_verdict_and_every_notice_too(left_out: str, reason: str) -> None:
    text = "".join(f"<p>On day {day} the gate stayed shut, and the water behind it rose by the width of a hand.</p>" for day in range(8))
    page = f"<!doctype html><title>The gate</title><body><article><h1>The gate</h1><p>At noon.</p>{left_out}{text}</article>"
    source = Source(name="gate.html", data=page.encode())
    notices: list[Notice] = []
    list(read_page(source, notices.append))
    verdicts = list(explain_page(source))
    shown = re.sub(r"<title>.*?</title>|<[^>]*>", " ", page)
    told = Counter(word for verdict in verdicts for word in re.findall(r"\w+", verdict.text))
    assert not Counter(re.findall(r"\w+", shown)) - told
    assert reason in {notice.message for notice in notices}
    assert {notice.message for notice in notices} == {verdict.reason for verdict in verdicts if verdict.role == "left-out"}
