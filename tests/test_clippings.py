"""What press databases save: articles one behind the other, each between a mark and fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from convert.formats import Source
from convert.model import Article
from convert.notices import Notice, ignore
from convert.readers.text import explain, read
from convert.walk import plain_text

PROSE = (
    "The ferry that links the island with the mainland will stop at midnight on Friday, the council said.",
    "Its owner has kept the line since 1974, and says that it can no longer pay for the fuel of the old engines.",
    "Bread has come by the morning boat ever since the last bakery closed, in crates stacked beside the mail.",
)
TITLES = ("Island Ferry Will Stop at Midnight", "Bakers Leave the Old Harbour")
NAMES = ("Ada Brown", "Per Hansen")


def counted(number: int) -> str:
    """As Nexis had them: a count above, the newspaper and the day, the headline over fields in capitals."""
    return f"""

                               {number + 1} of 2 DOCUMENTS


                              The Coastal Record

                             March {number + 3}, 2014 Monday
                              Late Edition - Final

{TITLES[number]}

BYLINE: By {NAMES[number]}

SECTION: Section A; Foreign Desk; Pg. {number + 1}

LENGTH: 902 words

DATELINE: HARBOUR TOWN

{PROSE[0]}

{PROSE[1]}

{PROSE[2]}

LOAD-DATE: March 9, 2014

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The ferry at its berth.

                 Copyright 2014 The Coastal Record Company
                          All Rights Reserved
"""


def ended(number: int) -> str:
    """As Nexis has them: the headline over the newspaper, *Body* over the text, a line at the end of each."""
    return f"""{TITLES[number]}

The Coastal Record

March {number + 3}, 2014 Monday

Copyright 2014 The Coastal Record Company All Rights Reserved

Section: Section A; Foreign Desk; Pg. {number + 1}

Length: 902 words

Byline: By {NAMES[number]}

Body

{PROSE[0]}

{PROSE[1]}

{PROSE[2]}

Classification

Language: ENGLISH

Subject: FERRIES (90%); ISLANDS (89%)

Load-Date: March 9, 2014

End of Document

"""


def coded(number: int) -> str:
    """As Factiva has them with its codes; some programs set a tab behind them."""
    gap = "\t" if number else " "
    fields = {"SE": "News", "HD": TITLES[number], "BY": f"By {NAMES[number]}", "WC": "902 words", "PD": f"{number + 3} March 2014"}
    head = fields | {"SN": "The Coastal Record", "SC": "CSTR", "LA": "English", "CY": "Copyright 2014 The Coastal Record Company."}
    foot = {"CO": "cstcmp : Coastal Ferries plc", "RE": "uk : United Kingdom", "AN": f"Document CSTR00002014030{number + 3}ea3300001"}
    lines = ["\n".join(f"{code}{gap}{said}" for code, said in part.items()) for part in (head, foot)]
    return f"{lines[0]}\n\nLP {PROSE[0]}\n\nTD {PROSE[1]}\n\n{PROSE[2]}\n\n{lines[1]}\n\n"


def placed(number: int) -> str:
    """As Factiva shows them: no names, the number of words over the day and the newspaper."""
    head = (
        "Foreign Desk",
        TITLES[number],
        "",
        f"By {NAMES[number]}",
        "902 words",
        f"{number + 3} March 2014",
        "The Coastal Record",
        "CSTR",
    )
    rights = "Copyright 2014 The Coastal Record Company. All Rights Reserved."
    foot = ("The Coastal Record Company", "", f"Document CSTR00002014030{number + 3}ea3300001")
    return "\n".join([*head, "12", "English", rights, "", "\n\n".join(PROSE), "", *foot, "\n"])


def described(number: int) -> str:
    """As ProQuest has them: a drawn line, the text behind its name, most fields below it."""
    first, last = NAMES[number].split()
    return f"""____________________________________________________________

Document {number + 1} of 2

{TITLES[number]}

Author: {last}, {first}

Publication info: The Coastal Record ; Harbour Town. {number + 3} Mar 2014: A.1.

Links: Check availability

Full text: {PROSE[0]}

{PROSE[1]}

{PROSE[2]}

Subject: Ferries; Islands

Title: {TITLES[number]}

Publication title: The Coastal Record

Publication date: Mar {number + 3}, 2014

ProQuest document ID: 150411

Database: The Coastal Record

"""


KINDS = (counted, ended, coded, placed, described)


def articles(text: str) -> list[Article]:
    return list(read(Source("a file", text.encode()), ignore))


@pytest.mark.parametrize("kind", KINDS)
def test_each_article_is_parted_from_its_fields(kind: Callable[[int], str]) -> None:
    found = articles(kind(0) + kind(1))
    assert [(article.title, article.authors) for article in found] == [(title, (name,)) for title, name in zip(TITLES, NAMES, strict=True)]
    assert [(article.published, article.site) for article in found] == [(f"2014-03-0{day}", "The Coastal Record") for day in (3, 4)]
    assert [[plain_text(block) for block in article.body] for article in found] == [list(PROSE)] * 2


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_left_out_is_told(kind: Callable[[int], str]) -> None:
    source = Source("a file", (kind(0) + kind(1)).encode())
    found: list[Notice] = []
    list(read(source, found.append))
    assert {notice.code for notice in found} == {"text.field"}
    assert [notice.line for notice in found] == [verdict.line for verdict in explain(source) if verdict.role == "left-out"]


def test_what_the_file_says_of_the_search_is_of_no_article() -> None:
    search = "Time of Request: Monday, March 10, 2014  05:22:10 EST\nNumber of Lines: 92\n\nSearch Terms: ferry AND island\n"
    assert [article.title for article in articles(search + counted(0) + counted(1))] == list(TITLES)
    titles = "".join(f"{number}. {title}\n" for number, title in enumerate(TITLES, 1))
    assert [article.title for article in articles(f"{search}Documents (2)\n{titles}\n" + ended(0) + ended(1))] == list(TITLES)


def test_one_article_alone() -> None:
    assert [article.title for article in articles(ended(0))] == [TITLES[0]]


def test_a_field_said_twice_is_told() -> None:
    twice = described(0).replace("Publication title:", "Publication title: The Old Record\n\nPublication title:")
    found: list[Notice] = []
    (article,) = read(Source("a file", twice.replace("of 2", "of 1").encode()), found.append)
    assert article.site == "The Old Record"
    assert "Publication title: The Coastal Record" in [notice.excerpt for notice in found]


def test_names_of_fields_within_a_text_are_its_words() -> None:
    text = ended(0).replace(PROSE[1], f"Location: the harbour, where everybody waited for the boat that did not come.\n\n{PROSE[1]}")
    (article,) = articles(text)
    assert [plain_text(block)[:9] for block in article.body] == [PROSE[0][:9], "Location:", PROSE[1][:9], PROSE[2][:9]]


def test_each_name_of_a_field_is_one_word() -> None:
    text = ended(0).replace("Language: ENGLISH", "Document-Type: News\n\nLanguage: ENGLISH").replace("Classification\n\n", "")
    (article,) = articles(text)
    assert [plain_text(block) for block in article.body] == list(PROSE)


def test_a_letter_that_says_where_it_ends_is_a_letter() -> None:
    (article,) = articles("To: All staff\nFrom: Ada Marsh\nSubject: The ferry\n\n" + "\n\n".join(PROSE) + "\n\nEnd of Document\n")
    assert (article.title, article.authors) == ("The ferry", ("Ada Marsh",))
