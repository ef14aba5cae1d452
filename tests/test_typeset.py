"""Text out of PDFs and scans: lines as a typesetter broke them, with what pages leave between them."""

from __future__ import annotations

import random

import pytest

from convert.formats import Source
from convert.model import Article, Heading
from convert.notices import Notice, ignore
from convert.readers._text.leaves import leaves_of
from convert.readers._text.typeset import setting_of
from convert.readers.text import explain, read
from convert.walk import plain_text

ENGLISH = [
    "The ferry that links the island to the mainland will stop at midnight on Friday, the council said, and nobody knows when it will run.",
    "Its owner, a company from the south that has kept the line since 1974, says that it can no longer pay for the fuel.",
    "“We have asked the ministry for help three times, and three times we were told to wait,” said Ada Marsh, who leads the harbour board.",
    "The last bakery closed in May. Bread has come by the morning boat ever since, in crates stacked beside the mail. It is gone by eight.",
    "Teachers who live on the other side are looking for rooms. The doctor, Per Hansen, has said that she will stay through the winter.",
    "A bridge was drawn in 1962 and again in 1998, and both times the drawings went back into the cupboard from which they had come.",
]
GERMAN = [
    "Die Fähre, die die Insel mit dem Festland verbindet, wird am Freitag eingestellt, und niemand weiß, wann sie wieder fährt.",
    "Ihr Besitzer, eine Firma aus dem Süden, kann nach eigenen Angaben den Treibstoff nicht mehr bezahlen, den die Maschinen brauchen.",
    "Die letzte Bäckerei der Insel schloss im Mai, und seither kommt das Brot mit dem Morgenboot, in Kisten, gleich neben der Post.",
    "Lehrer, die auf der anderen Seite wohnen, suchen Zimmer, und die Ärztin sagt, dass sie über den Winter bleibt, was auch geschieht.",
    "In der Gemeinde ist man sich nicht einig, wer das bezahlen soll, denn auch die Rampe am Hafen muss im Frühjahr erneuert werden.",
    "Was aus der Post wird, ist noch nicht klar, und wer danach fragt, bekommt von der Verwaltung seit Wochen keine Antwort mehr.",
    "Eine Brücke wurde 1962 gezeichnet und 1998 noch einmal, und beide Male kehrten die Zeichnungen in den Schrank zurück, wo sie lagen.",
]
ARABIC = [
    "ويبحث المعلمون الذين يسكنون في الجهة الأخرى عن غرف للإيجار وتقول الطبيبة إنها ستبقى طوال الشتاء مهما حدث في الجزيرة.",
    "وقد رسم المهندسون جسرا قبل ستين عاما ثم مرة أخرى قبل ثلاثين عاما وفي المرتين عادت الرسوم إلى الخزانة التي خرجت منها.",
    "قال المجلس إن العبارة التي تربط الجزيرة بالبر الرئيسي ستتوقف عند منتصف ليل الجمعة ولا أحد يعرف متى ستعود إلى العمل مرة أخرى.",
    "وقال صاحبها وهي شركة من الجنوب تدير الخط منذ عقود إنه لم يعد قادرا على دفع ثمن الوقود الذي تحتاجه المحركات القديمة في البحر.",
    "أغلق آخر مخبز في الجزيرة أبوابه في مايو ومنذ ذلك الحين يأتي الخبز مع قارب الصباح في صناديق مكدسة بجانب البريد على الرصيف.",
]


def typeset(paragraphs: list[str], seed: int = 1, widest: int = 56) -> list[list[str]]:
    """Each paragraph in lines, as many letters in each as fit by chance."""
    chance = random.Random(seed)
    set_in: list[list[str]] = []
    for paragraph in paragraphs:
        lines, room = [""], chance.uniform(0.88, 1) * widest
        for word in paragraph.split():
            if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
                lines.append("")
                room = chance.uniform(0.88, 1) * widest
            lines[-1] = f"{lines[-1]} {word}".strip()
        set_in.append(lines)
    return set_in


def paged(lines: list[str], on_page: int = 9, head: str = "The Coastal Record") -> str:
    pages = [lines[at : at + on_page] for at in range(0, len(lines), on_page)]
    return "".join(f"{head}\n\n" + "\n".join(page) + f"\n\n{number}\n\n\f" for number, page in enumerate(pages, 1))


def article(text: str) -> Article:
    (found,) = read(Source("a file", text.encode()), ignore)
    return found


def body(found: Article) -> list[str]:
    return [plain_text(block) for block in found.body]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("paragraphs", [ENGLISH, GERMAN, ARABIC], ids=["English", "German", "Arabic"])
def test_paragraphs_parted_by_blank_lines(paragraphs: list[str], seed: int) -> None:
    text = "\n\n".join("\n".join(lines) for lines in typeset(paragraphs, seed))
    assert body(article(text)) == paragraphs


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost_where_no_line_is_blank(seed: int) -> None:
    lines = [line for lines in typeset(ENGLISH * 2, seed) for line in lines]
    found = article("Island Ferry Will Stop\nBy Ada Brown\n" + "\n".join(line for line in lines[: len(lines) // 2]))
    assert found.authors == ("Ada Brown",)
    assert " ".join(body(found)).split() == " ".join(lines[: len(lines) // 2]).split()


def test_a_headline_over_two_lines() -> None:
    lines = [line for lines in typeset(ENGLISH) for line in lines]
    found = article("Island Ferry Will Stop at\nMidnight\nBy Ada Brown\n" + "\n".join(lines))
    assert (found.title, found.authors) == ("Island Ferry Will Stop at Midnight", ("Ada Brown",))


def test_headings_stay_apart() -> None:
    paragraphs = typeset(ENGLISH)
    text = "\n".join(line for lines in paragraphs[:3] for line in lines) + "\n\nBread by Boat\n"
    found = article(text + "\n".join(line for lines in paragraphs[3:] for line in lines))
    assert [plain_text(block) for block in found.body if isinstance(block, Heading)] == ["Bread by Boat"]


def test_paragraphs_go_on_over_the_turn_of_a_page() -> None:
    lines = ["Island Ferry Will Stop", "By Ada Brown", "", *(line for lines in typeset(ENGLISH) for line in [*lines, ""])]
    source = Source("a file", paged(lines).encode())
    notices: list[Notice] = []
    (found,) = read(source, notices.append)
    assert body(found) == ENGLISH
    assert {(notice.code, notice.excerpt) for notice in notices} == {
        ("text.page", said) for said in ("The Coastal Record", *map(str, range(1, 1 - (-len(lines) // 9))))
    }
    assert [notice.line for notice in notices] == [verdict.line for verdict in explain(source) if verdict.role == "left-out"]
    assert [verdict.line for verdict in explain(source)] == list(range(1, 1 + len(list(explain(source)))))


def test_a_running_head_that_is_the_title_is_the_title() -> None:
    lines = ["By Ada Brown", *(line for lines in typeset(ENGLISH) for line in lines)]
    assert article(paged(lines, head="Island Ferry Will Stop")).title == "Island Ferry Will Stop"


def test_the_same_lines_on_every_page_are_no_running_heads() -> None:
    lines = ["The ferry goes on and on, and so does its captain.", "", "Nobody knows when it will stop, says the council."] * 3
    assert leaves_of(lines, [3, 6]).furniture == frozenset()


@pytest.mark.parametrize(
    ("start", "end", "joined"),
    [
        ("the harb\u2010", "our was", "the harbour was"),
        ("the harb-", "our was", "the harbour was"),
        ("a sea-", "side town", "a sea-side town"),
    ],
)
def test_hyphens_at_the_ends_of_lines(start: str, end: str, joined: str) -> None:
    lines = [line for lines in typeset([*ENGLISH, "The sea is on that side of it all."]) for line in lines]
    text = "\n".join(
        [*lines, "", f"Nobody on all of the island has yet said that {start}", f"{end} to be closed, and they will not say it now."]
    )
    assert joined in body(article(text))[-1]


def test_times_between_the_lines_stay_apart() -> None:
    lines = [line for lines in typeset(ENGLISH) for line in lines]
    assert "0:12" in body(
        article("\n".join([*lines, "", "and then he says that the boat will not come at all,", "0:12", "and not only today"]))
    )


def test_what_no_typesetter_broke() -> None:
    assert setting_of(ENGLISH) is None
    assert setting_of(["Log in", "Subscribe", "News and weather", "Sport"] * 20) is None
    assert setting_of([f"{paragraph[:60]}." for paragraph in ENGLISH]) is None
    assert setting_of([line for lines in typeset(ENGLISH) for line in lines]) is not None
