"""Markdown as notebooks write it: Obsidian's links, embeds, marks and comments, what Joplin and Notion say of a note round its text."""

from __future__ import annotations

import pytest

import convert.model as m
from convert.errors import InputError
from convert.formats import Source, articles_in, place, sniff, sniff_found
from convert.notices import Notice
from convert.readers._markdown.notebooks import apart
from convert.walk import plain_text, walk
from tests.growth import grows_in_step


def told(data: str, name: str = "notes.md") -> tuple[m.Article, list[Notice]]:
    notices: list[Notice] = []
    (article,) = articles_in(Source(name, data.encode(), path=name), "markdown", notices.append)
    return article, notices


@pytest.mark.parametrize(
    ("written", "said", "href"),
    [
        ("See [[Other note]] now.", "See Other note now.", "Other%20note.md"),
        ("See [[Other note|it]] now.", "See it now.", "Other%20note.md"),
        ("See [[Tides#Spring tides]] now.", "See Tides > Spring tides now.", "Tides.md#spring-tides"),
        ("See [[#Spring tides]] now.", "See Spring tides now.", "#spring-tides"),
        ("See [[paper.pdf]] now.", "See paper.pdf now.", "paper.pdf"),
        ("See ![[Other note]] now.", "See Other note now.", "Other%20note.md"),
        ("Cited [[12]] and list[[i]] and [[ -f x ]].", "Cited [[12]] and list[[i]] and [[ -f x ]].", ""),
        ("Cited [[1]](https://c.example/).", "Cited [1].", "https://c.example/"),
        ("See [[here]].\n\n[here]: https://c.example/", "See [here].", "https://c.example/"),
    ],
)
def test_links_to_notes(written: str, said: str, href: str) -> None:
    article, notices = told(written)
    assert plain_text(*article.body) == said and not notices
    assert [node.href for node in walk(article) if isinstance(node, m.Link)] == ([href] if href else [])


def test_pictures_by_the_name_of_their_file() -> None:
    article, _ = told("Words.\n\n![[the sea.png|300]]\n\nIn line ![[b.png|A boat|20x30]] it is.")
    assert [node for node in walk(article) if isinstance(node, m.Image)] == [m.Image("the%20sea.png"), m.Image("b.png", "A boat")]
    assert isinstance(article.body[1], m.Figure)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It ==is *very* much== so.", "It is very much so."),
        ("这是==重点==内容。", "这是重点内容。"),
        ("If 2 == 3 or a==b and c==d.", "If 2 == 3 or a==b and c==d."),
        ("`a ==b== c` ===x=== \\==y\\==", "a ==b== c ===x=== ==y=="),
    ],
)
def test_marked_text_is_plain(written: str, said: str) -> None:
    article, notices = told(written)
    assert plain_text(*article.body) == said
    assert [notice.code for notice in notices] == (["markdown.markup"] if "==" not in said else [])


def test_comments_are_told() -> None:
    article, notices = told("Words %%never *mind*%% of it.\n\n%%\nNot for you.\n\nNor this.\n%%\n\n100%% sure.\n\n```\n%%\ncode\n%%\n```\n")
    assert plain_text(*article.body) == "Words of it.\n100%% sure.\n%%\ncode\n%%"
    assert [(notice.code, notice.count) for notice in notices] == [("markdown.hidden", 2)]


def test_the_id_of_a_block_is_where_links_to_it_lead() -> None:
    article, _ = told("Words of it. ^first-one\n\nSee [[#^first-one]], E = mc ^2.\n")
    assert [plain_text(block) for block in article.body] == ["Words of it.", "See first-one, E = mc ^2."]
    (link,) = (node for node in walk(article) if isinstance(node, m.Link))
    assert link.href == f"#{article.body[0].id}"


def test_boxes_to_tick_behind_two_blanks() -> None:
    article, _ = told("- [ ]  one\n- [x]  two\n")
    assert plain_text(*article.body) == "☐ one\n☑ two"


def test_tags_in_one_line_are_several() -> None:
    assert told("---\ntags: sea, boats\n---\nWords.")[0].tags == ("sea", "boats")
    assert told("---\ntags: ['#sea', 'boats, small']\n---\nWords.")[0].tags == ("sea", "boats, small")


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("::: warning", "Warning"),
        (":::note Mind it", "Mind it"),
        (":::tip[Mind it]", "Mind it"),
        ('::: {.callout-note title="Mind it"}', "Mind it"),
    ],
)
def test_boxes_between_colons(opening: str, title: str) -> None:
    article, notices = told(f"Words.\n\n{opening}\nIt comes *fast*.\n\n- one\n:::\n\nMore.")
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Quote", "Paragraph"] and not notices
    assert plain_text(article.body[1]) == f"{title}\nIt comes fast.\none"


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("!!! warning", "Warning\n"),
        ('!!! note "Mind *it*"', "Mind it\n"),
        ('???+ tip inline end "Mind it"', "Mind it\n"),
        ('!!! tip ""', ""),
        ("??? note\n", "Note\n"),
    ],
)
def test_boxes_set_in_below_three_marks(opening: str, title: str) -> None:
    article, notices = told(f"Words.\n\n{opening}\n    It comes *fast*.\n\n    - one\n\nMore.")
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Quote", "Paragraph"] and not notices
    assert plain_text(article.body[1]) == f"{title}It comes fast.\none"


@pytest.mark.parametrize(
    "text", ["!!! Mind the gap, it says.", "!!! note", "!!! note\nIt isn't set in.", "??? what\n\nNobody knows.", "!!!note! 1\n    2"]
)
def test_three_marks_of_a_text_are_no_box(text: str) -> None:
    article, _ = told(f"Words.\n\n{text}\n")
    assert [type(block).__name__ for block in article.body][:2] == ["Paragraph", "Paragraph"]
    assert plain_text(*article.body[1:]).split() == text.split()


def test_tabs_stand_below_what_they_are_called() -> None:
    article, notices = told(
        'Choose.\n\n=== "Linux"\n\n    Run it:\n\n    ```sh\n    make\n    ```\n\n===! "On *a Mac*"\n    - one\n\nMore.'
    )
    assert [type(block).__name__ for block in article.body] == [
        "Paragraph",
        "Paragraph",
        "Paragraph",
        "CodeBlock",
        "Paragraph",
        "List",
        "Paragraph",
    ]
    assert plain_text(*article.body) == "Choose.\nLinux\nRun it:\nmake\nOn a Mac\none\nMore." and not notices


@pytest.mark.parametrize("text", ['=== "Linux"', '=== "Linux"\nIt isn\'t set in.', "=== Linux\n\nWords.", '==== "Linux"\n    x'])
def test_equal_signs_of_a_text_are_no_tab(text: str) -> None:
    article, _ = told(f"Words.\n\n{text}\n")
    assert plain_text(*article.body[1:]).split() == text.split()


def test_boxes_that_are_but_places_keep_their_text() -> None:
    article, notices = told(":::: {.columns}\n::: {.column}\nOne.\n:::\n::: {.column}\nTwo.\n:::\n::::\n\n::: and so on, he said: it is.\n")
    assert plain_text(*article.body) == "One.\nTwo.\n::: and so on, he said: it is."
    assert [(notice.code, notice.excerpt, notice.count) for notice in notices] == [("markdown.markup", ":::", 3)]


NUMBER = "0123456789abcdef" * 2


def test_what_joplin_says_below_a_note() -> None:
    article, notices = told(f"Ebb\n\nWords.\n\nid: {NUMBER}\ncreated_time: 2026-03-12T06:30:00.000Z\nauthor: Ada Ferro\ntype_: 1")
    assert (article.title, article.authors, article.published) == ("Ebb", ("Ada Ferro",), "2026-03-12T06:30:00Z")
    assert plain_text(*article.body) == "Words." and not notices


def test_what_joplin_keeps_besides_notes_is_no_input() -> None:
    source = Source("folder.md", f"Notes\n\nid: {NUMBER}\nparent_id: \ntype_: 2".encode(), path="folder.md")
    assert sniff_found(source) == ""
    with pytest.raises(InputError, match="what Joplin keeps besides its notes"):
        sniff(source)
    assert place("x").name == "x"


def test_what_notion_says_below_a_title() -> None:
    text = "# Ebb\n\nCreated: March 12, 2026 6:30 AM\nTags: sea, boats\nStatus: Done\n\nWords: of it.\n"
    article, notices = told(text, f"Ebb {NUMBER}.md")
    assert (article.title, article.published, article.tags) == ("Ebb", "2026-03-12", ("sea", "boats"))
    assert plain_text(*article.body) == "Words: of it."
    assert [(notice.code, notice.excerpt) for notice in notices] == [("markdown.field", "status")]
    assert plain_text(*told(text)[0].body).startswith("Created: March 12")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("==a ", 40_000),
        ("%% a ", 40_000),
        ("[[a ", 1_900),
        (" ^abcd", 40_000),
        ("%%\n", 9_999),
        ("::: note\n", 20_000),
        ('!!! note "x"\n    y\n', 20_000),
        ("".join(" " * 4 * deep + "!!! note\n" for deep in range(40)), 500),
        ("::: note\n:::\n", 9_000),
        ('=== "x"\n    y\n', 20_000),
        ("".join(" " * 4 * deep + '=== "x"\n' for deep in range(40)), 500),
    ],
)
def test_many_marks_take_time_in_step(text: str, times: int) -> None:
    assert grows_in_step(lambda count: told(text * count), times)


def test_many_properties_of_a_note_take_time_in_step() -> None:
    assert grows_in_step(lambda count: apart("id: " + "0" * 32 + "\n" + "a: b\n" * count, f"{NUMBER}.md"), 40_000)
