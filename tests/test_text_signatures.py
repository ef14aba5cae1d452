"""Who wrote a page's article and when, from lines of its dump that hold more, or that stand like buttons do."""

from __future__ import annotations

import pytest

from convert.formats import Source
from convert.model import Article
from convert.notices import Notice, ignore
from convert.readers._text.dateline import is_by
from convert.readers.text import read
from convert.walk import plain_text

PROSE = "The old bridge over the river was closed on Monday after a crack opened in its second arch, the council said in a notice."
MORE = "Engineers will look at the stones for a week, and until they have done so a boat takes people across every twenty minutes."
BODY = f"{PROSE}\n\n{MORE}\n\n{PROSE.replace('Monday', 'Friday')} {MORE.replace('week', 'month')}\n"
TITLE = "Crack Closes the Bridge"
MENU = "Menu\nSearch\nHome\nSubscribe\n\n"
FOOT = "\nShare\nPrint\nContact us\n"


def article(head: str, foot: str = FOOT, menu: str = MENU) -> Article:
    (found,) = read(Source("a dump", f"{menu}{TITLE}\n\n{head}\n\n{BODY}{foot}".encode()), ignore)
    return found


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Ana Diaz 4 February 2025 - 14:41", ("Ana Diaz",)),
        ("4 February 2025 / Ana Diaz", ("Ana Diaz",)),
        ("4 February 2025 | By Ana Diaz", ("Ana Diaz",)),
        ("| By Ana Diaz\n4 February 2025", ("Ana Diaz",)),
        ("[portrait] By Ana Diaz\n4 February 2025", ("Ana Diaz",)),
        ("ByAna Diaz\n4 February 2025", ("Ana Diaz",)),
        ("By Ana DiazStaff Writer", ("Ana Diaz",)),
        ("By Ana Diaz Political Correspondent", ("Ana Diaz",)),
        ("Review by Ana Diaz Contributor", ("Ana Diaz",)),
        ("By Ana Diaz, Head of Bridges, Institute of Rivers and Infectious Diseases", ("Ana Diaz",)),
        ("By Ana Diaz March 18 at 3:57 PM", ("Ana Diaz",)),
        ("by University of Porto", ("University of Porto",)),
        ("Ana Diaz@anadiaz\n4 February 2025", ("Ana Diaz",)),
        ("* Ana Diaz\n* 4 February 2025", ("Ana Diaz",)),
        ("Ana Diaz | Published 15 hours ago", ("Ana Diaz",)),
        ("Ana Diaz Ana Diaz\nThree hours later", ("Ana Diaz",)),
        ("By\n\nAna Diaz\n\n,\n\nLi Wei", ("Ana Diaz", "Li Wei")),
        ("By\n* Ana Diaz | The Coastal Record", ("Ana Diaz",)),
        ("Article Authors\n\nAna Diaz", ("Ana Diaz",)),
        ("By  Ana Diaz", ("Ana Diaz",)),
        ("By Maggie MacFarlane", ("Maggie MacFarlane",)),
        ("4 February,2025By Ana Diaz", ("Ana Diaz",)),
        ("By Ana DiazFeb. 4, 2025 9:00 am EST", ("Ana Diaz",)),
        ("Ana Diaz and Li Wei in New York\n4 February 2025", ("Ana Diaz", "Li Wei")),
        ("Contributors: Ana Diaz", ("Ana Diaz",)),
        ("Ana Diaz Jr.", ("Ana Diaz Jr",)),
        ("Ana Diaz Contributing Writer | Rivers, bridges and towns\n4 February 2025", ("Ana Diaz",)),
        ("By Penelope FitzGerald", ("Penelope FitzGerald",)),
        ("By Jordie van Rijn Reporter", ("Jordie van Rijn",)),
        ("배윤경 기자 bykj@example.com 이상현 기자 lee@example.com", ("배윤경", "이상현")),
    ],
)
def test_names_are_parted_from_what_stands_on_their_line(head: str, names: tuple[str, ...]) -> None:
    assert article(head).authors == names


@pytest.mark.parametrize(
    "head",
    [
        "Share This Idea",
        "Related Topics",
        "Follow Author",
        "FULL STORY",
        "Contributing Reporter",
        "The Coastal Record",
        "Last Updated 4 February 2025\n\nThis page was last updated by machines, as it is from time to time.",
        "Photograph by Ana Diaz",
        "Costs by Bridge Type",
        "Last Modified: 4 February 2025",
        "Hero image by Ana Diaz",
        "Nick's Present Value\n4 February 2025",
    ],
)
def test_what_is_written_like_a_name_is_no_author(head: str) -> None:
    assert article(head).authors == ()


def test_whom_the_text_tells_of_is_no_author() -> None:
    assert (
        article("Ana Diaz", f"\nThe head of the council, Ana Diaz, said that nobody was hurt when the arch gave way.\n{FOOT}").authors == ()
    )


def test_a_label_before_a_day_whose_words_the_page_has_elsewhere_is_no_author() -> None:
    assert article("Last Updated 4 February 2025", menu=f"{MENU}Recently Updated\n\n").authors == ()


def test_an_entry_of_a_menu_is_no_author() -> None:
    assert article("Explore Careers", menu=f"{MENU}Careers Abroad\nExplore Courses\n\n").authors == ()


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        ("Ana Diaz\n\nAna Diaz is a reporter who has written of rivers and of those who cross them for ten years.", ("Ana Diaz",)),
        ("Written by Ana Diaz", ("Ana Diaz",)),
        ("Related\n\nWritten by Ana Diaz\n\nWritten by Li Wei", ()),
    ],
)
def test_one_person_presented_below_a_text_wrote_it(foot: str, names: tuple[str, ...]) -> None:
    assert article("", f"{FOOT}\n{foot}\n").authors == names


def test_the_byline_by_the_headline_comes_before_one_over_it() -> None:
    teaser = f"{MENU}A Ferry Instead\n\nBy Li Wei 3 May 2024\n\n"
    assert article("Ana Diaz\n4 February 2025", menu=teaser).authors == ("Ana Diaz",)


def test_a_day_said_again_and_again_is_still_the_days() -> None:
    found = article("By Ana Diaz\n4 February 2025", f"\n4 February 2025\n\nShare\n\n4 February 2025\n{FOOT}")
    assert found.published == "2025-02-04"


def test_a_day_taken_for_the_number_of_an_item_is_a_day() -> None:
    found = article("Li Wei\n\n28. Juni 2025 - 16.03 Uhr")
    assert found.published == "2025-06-28"


def test_names_below_by_are_no_text_and_what_else_their_line_says_is_told() -> None:
    said: list[Notice] = []
    head = "By\nAna Diaz | The Coastal Record Harbour Office Weekly\n4 February 2025"
    (found,) = read(Source("a dump", f"{MENU}{TITLE}\n\n{head}\n\n{BODY}{FOOT}".encode()), said.append)
    assert "Ana Diaz" not in "\n".join(plain_text(block) for block in found.body)
    assert any("Coastal Record" in notice.excerpt for notice in said)


def test_a_clean_text_keeps_its_lines_that_are_no_signature() -> None:
    found = article("By Ana Diaz", "\nBilling by Service Type\n\n" + PROSE + "\n", menu="")
    assert found.authors == ("Ana Diaz",)
    assert "Billing by Service Type" in "\n".join(plain_text(block) for block in found.body)


def test_who_is_named_below_a_long_text_that_was_cut_out_of_its_page_is_its_author() -> None:
    assert article("", foot=f"\n{BODY * 8}\nWritten by Ana Diaz\n", menu="").authors == ("Ana Diaz",)


def test_what_made_the_page_is_no_author() -> None:
    assert article("", foot=f"{FOOT}\nPowered by Wizard Horizon\n").authors == ()


def test_the_day_of_a_post_that_the_text_shows_is_not_the_articles() -> None:
    found = article(f"By Li Wei\n\n{BODY}\n— Ana Diaz (@anadiaz) February 4, 2025")
    assert (found.published, "@anadiaz" in plain_text(*found.body)) == ("", True)


def test_what_somebody_is_called_opens_no_byline_as_those_who_wrote_do() -> None:
    assert is_by("Contributors") and not is_by("Contributor")
