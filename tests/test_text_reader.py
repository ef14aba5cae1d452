"""The text reader: what it keeps of a dump, what it leaves out, and that the two are all there was."""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.errors import InputError
from convert.formats import Source
from convert.limits import LIMITS
from convert.model import Article, CodeBlock, Figure, Heading, Link, List, Paragraph, Quote, Rule, Table, Text
from convert.notices import Notice, ignore
from convert.readers._text.credit import is_credit_line, part_credit
from convert.readers._text.dateline import byline_names
from convert.readers._text.days import day_in, is_date_line
from convert.readers._text.lines import units
from convert.readers._text.wrapping import wrap_width
from convert.readers.text import explain, read
from convert.walk import plain_text, walk

DUMPS = Path(__file__).parent / "dumps"
SAMPLES = Path(__file__).parents[1] / "../shared/samples"


def text(data: str | bytes) -> Source:
    return Source("a dump", data if isinstance(data, bytes) else data.encode())


def articles(data: str | bytes) -> list[Article]:
    return list(read(text(data), ignore))


def notices(data: str | bytes) -> list[Notice]:
    found: list[Notice] = []
    list(read(text(data), found.append))
    return found


def outline(article: Article) -> list[list[str]]:
    """The body as pairs of role and text, list items one by one."""
    found: list[list[str]] = []
    for block in article.body:
        if isinstance(block, List):
            found += [["item", plain_text(*item)] for item in block.items]
        else:
            found.append([type(block).__name__.lower(), plain_text(block)])
    return found


def lead(article: Article) -> list[str] | None:
    figure = article.lead
    return None if figure is None else [plain_text(*figure.caption), plain_text(*figure.credit)]


# --- dumps written for this, each with what it holds beside it -----------------------------------------


@pytest.mark.parametrize("path", sorted(DUMPS.glob("*.txt")), ids=lambda path: path.stem)
def test_dump_gives_the_articles_beside_it(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]
    found: list[dict[str, Any]] = [
        {
            "title": article.title,
            "subtitle": article.subtitle,
            "authors": list(article.authors),
            "published": article.published,
            "language": article.language,
            "direction": article.direction,
            "lead": lead(article),
            "body": outline(article),
        }
        for article in articles(path.read_bytes())
    ]
    assert found == wanted


def samples() -> list[Path]:
    return sorted(DUMPS.glob("*.txt")) + [
        path for name in ("two-articles", "headline-twice") if (path := SAMPLES / name / "dump.txt").exists()
    ]


@pytest.mark.parametrize("path", samples(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_has_one_verdict_and_each_left_out_line_a_notice(path: Path) -> None:
    data = path.read_bytes()
    verdicts = list(explain(text(data)))
    lines = data.decode().split("\n")
    assert [verdict.line for verdict in verdicts] == list(range(1, len(verdicts) + 1))
    assert [verdict.text for verdict in verdicts] == lines[: len(verdicts)]
    assert not "".join(lines[len(verdicts) :])
    assert all(verdict.reason for verdict in verdicts if verdict.role != "blank")
    dropped = {notice.line for notice in notices(data) if notice.kind == "left-out"}
    assert dropped <= {verdict.line for verdict in verdicts if verdict.role == "left-out"}
    assert all(notice.message and notice.excerpt and notice.source for notice in notices(data))


@pytest.mark.parametrize("path", samples(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_kept_and_dropped_together_are_what_was_there(path: Path) -> None:
    data = path.read_bytes()
    verdicts = list(explain(text(data)))
    titled = any(verdict.role == "title" for verdict in verdicts)
    kept = Counter(word for article in articles(data) for word in words(everything(article, titled)))
    told = Counter(word for verdict in verdicts if verdict.role not in ("left-out", "blank") for word in words(verdict.text))
    assert squeezed(kept) <= squeezed(told)
    assert set(told - kept) <= METADATA_WORDS or "ja" in path.stem


METADATA_WORDS = {"Von", "Uhr", "Por", "Foto", "de", "octubre", "بقلم", "مارس", "מאת", "בינואר", "сентября", "Par"}
METADATA_WORDS |= {
    "From",
    "Date",
    "Subject",
    "Fri",
    "Sat",
    "May",
    "ruth",
    "owen",
    "example",
    "org",
    "Titel",
    "Autor",
    "Datum",
    "Quelle",
    "URL",
}
METADATA_WORDS |= {"제목", "기자", "날짜", "출처", "พฤษภาคม"}


def squeezed(counts: Counter[str]) -> int:
    """How many letters there are: a word broken at a line's end counts as its two halves do."""
    return sum(len(word) * count for word, count in counts.items())


def words(string: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", string)


def everything(article: Article, titled: bool = True) -> str:
    return " ".join([article.title if titled else "", article.subtitle, *article.authors, article.site, article.url, plain_text(article)])


# --- the two real ones ---------------------------------------------------------------------------------


def sample(name: str) -> tuple[bytes, dict[str, Any]]:
    folder = SAMPLES / name
    if not folder.exists():
        pytest.skip("the shared samples are not beside this checkout")
    return (folder / "dump.txt").read_bytes(), json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def test_two_articles_come_out_of_the_real_dump_word_for_word() -> None:
    data, truth = sample("two-articles")
    first, second = articles(data)
    for article, wanted in zip((first, second), truth["articles"], strict=True):
        assert article.title == wanted["title"]
        assert [plain_text(block) for block in article.body] == wanted["body_paragraphs"]
    assert [type(block) for block in first.body] == [Paragraph] * 5 + [Heading] + [Paragraph] * 8
    assert first.body[5] == Heading(1, (Text("The US Position on Assad"),))
    assert [type(block) for block in second.body] == [Paragraph] * 16
    assert lead(first) is not None and lead(second) is not None
    assert [first.lead.credit, second.lead.credit] == [(Text("EPA"),), (Text("REUTERS/Firas Makdesi"),)]  # type: ignore[union-attr]
    assert lead(first)[0].endswith("took control of the town.")  # type: ignore[index]
    assert lead(second)[0].endswith("October 21, 2024.")  # type: ignore[index]


def test_each_dropped_line_of_the_real_dump_is_a_notice() -> None:
    data, _ = sample("two-articles")
    found = [(notice.line, notice.code) for notice in notices(data)]
    assert found[:5] == [(4, "text.repeat"), (5, "text.widget"), (7, "text.repeat"), (9, "text.repeat"), (10, "text.repeat")]
    assert len(found) == 10


def test_captions_within_a_text_become_figures_in_their_place() -> None:
    data, truth = sample("headline-twice")
    (article,) = articles(data)
    assert article.title == truth["title"]
    assert [place for place, block in enumerate(article.body) if isinstance(block, Figure)] == [7, 15]
    assert [plain_text(block) for block in article.body if not isinstance(block, Figure)] == truth["body_paragraphs"]


# --- single judgements ---------------------------------------------------------------------------------

PROSE = "The river rose in the night and took the lower bridge with it, the third since the war. "
MORE = "Nobody was hurt, because nobody in the village has used the lower bridge since the second one went. "


def test_a_text_without_a_headline_keeps_its_first_paragraph() -> None:
    (article,) = articles(f"{PROSE}\n\n{MORE}\n")
    assert [plain_text(block) for block in article.body] == [PROSE.strip(), MORE.strip()]
    assert article.title.startswith("The river rose in the night") and len(article.title) <= 80 and article.title.endswith("…")


def test_a_dateline_stays_in_its_paragraph() -> None:
    (article,) = articles(f"The Bridge Is Gone\n\nBEIRUT, Dec 3 (Reuters) — {PROSE}\n\n{MORE}\n")
    assert plain_text(article.body[0]).startswith("BEIRUT, Dec 3 (Reuters) — The river")


def test_speakers_of_an_interview_stay_paragraphs() -> None:
    (article,) = articles(f"A Talk by the River\n\nQ: Did you see it go?\n\nA: {MORE}\n\nQ: And then?\n\nA: {PROSE}\n")
    assert [type(block) for block in article.body] == [Paragraph] * 4


@pytest.mark.parametrize("separator", ["\n\n\n\n", "\n\n----------\n\n"])
def test_articles_are_parted_by_blank_lines_or_a_rule(separator: str) -> None:
    body = f"{PROSE * 2}\n\n{MORE * 2}\n\n{PROSE}{MORE}"
    found = articles(f"The Bridge Is Gone\n\n{body}{separator}A Ferry Instead\n\n{body.replace('river', 'lake')}\n")
    assert [article.title for article in found] == ["The Bridge Is Gone", "A Ferry Instead"]


@pytest.mark.parametrize("sign", ["---", "* * *", "***", "⁂"])
def test_a_break_parts_articles_only_where_each_is_signed(sign: str) -> None:
    told = f"{PROSE * 2}\n\n{MORE * 2}\n\n{PROSE}{MORE}"
    signed = articles(f"The Bridge Is Gone\n\nBy Ana Diaz\n\n{told}\n\n{sign}\n\nA Ferry Instead\n\nBy Li Wei\n\n{told}\n")
    assert [(article.title, article.authors) for article in signed] == [
        ("The Bridge Is Gone", ("Ana Diaz",)),
        ("A Ferry Instead", ("Li Wei",)),
    ]
    assert not any(isinstance(block, Rule) for article in signed for block in article.body)
    (article,) = articles(f"The Bridge Is Gone\n\nBy Ana Diaz\n\n{told}\n\n{sign}\n\nThe ferry\n\n{told.replace('river', 'lake')}\n")
    assert [type(block) for block in article.body[3:5]] == [Rule, Heading]


@pytest.mark.parametrize("head", ["URL: https://example.org/{0}\nTitle: {0}\nAuthor: {1}", "https://example.org/{0}\n{0}\nBy {1}"])
def test_heads_that_name_their_fields_begin_articles(head: str) -> None:
    told = f"{PROSE * 2}\n\n{MORE * 2}"
    found = articles(
        "\n\n".join(
            f"{head.format(title, name)}\n\n{told}"
            for title, name in (("The-bridge-is-gone", "Ana Diaz"), ("It-was-found-again", "Li Wei"))
        )
    )
    assert [(article.authors, article.url) for article in found] == [
        (("Ana Diaz",), "https://example.org/The-bridge-is-gone"),
        (("Li Wei",), "https://example.org/It-was-found-again"),
    ]


def test_what_is_quoted_with_its_head_begins_nothing() -> None:
    told = f"{PROSE * 2}\n\n{MORE * 2}"
    (article,) = articles(f"The Bridge Is Gone\n\n{told}\n\nFrom: Ana Diaz\nSubject: The ferry\n\n{told}\n")
    assert article.title == "The Bridge Is Gone"


def test_addresses_below_a_text_begin_nothing() -> None:
    told = f"{PROSE * 2}\n\n{MORE * 2}"
    links = "\n\n".join(f"https://example.org/{name}\nThe {name}" for name in ("bridge", "ferry", "weir"))
    (article,) = articles(f"The Bridge Is Gone\n\n{told}\n\n{links}\n")
    assert plain_text(article).count("https://") == 3


def test_blank_lines_without_a_headline_part_nothing() -> None:
    assert len(articles(f"The Bridge Is Gone\n\n{PROSE * 2}\n\n{MORE}\n\n\n\n{MORE * 3}\n\n{PROSE}\n")) == 1


def test_bullets_and_numbers_become_lists() -> None:
    (article,) = articles(f"{PROSE}\n\n1. A boat that floats.\n2. A rope.\n3. Someone to hold it.\n\n{MORE}\n")
    listed = article.body[1]
    assert isinstance(listed, List) and listed.ordered and len(listed.items) == 3


def test_a_name_in_brackets_under_a_caption_is_its_credit() -> None:
    (article,) = articles(f"The Bridge Is Gone\n\n{PROSE * 2}\n\nThe ferry at noon\n(Ana Diaz)\n\n{MORE * 2}\n")
    assert Figure(caption=(Text("The ferry at noon"),), credit=(Text("Ana Diaz"),)) in article.body


def test_numbers_of_a_list_are_never_changed() -> None:
    (article,) = articles(f"{PROSE}\n\n3. A boat that floats.\n4. A rope.\n7. Someone to hold it.\n\n{MORE}\n")
    assert [(block.start, len(block.items)) for block in article.body if isinstance(block, List)] == [(3, 2), (7, 1)]


def test_short_lines_of_a_text_without_a_page_round_it_stay() -> None:
    recipe = "Ferry Bread\n\nFor one loaf\n\n500 g flour\n300 g water\n10 g salt\na spoon of honey\n\n"
    (article,) = articles(f"{recipe}{PROSE}\n\n{MORE}\n")
    said = plain_text(*article.body)
    assert all(line in said for line in ("500 g flour", "300 g water", "10 g salt", "a spoon of honey"))


def test_verse_is_kept_line_by_line() -> None:
    lines = [f"The river has the number {number} and keeps it from the ferryman" for number in range(14)]
    (article,) = articles("\n".join(lines))
    assert [plain_text(block) for block in article.body] == lines


def test_stanzas_keep_their_lines_and_refrains() -> None:
    first = "The river rose and took the bridge,\nAnd left the ford for us to cross;\nRow, ferryman, row.\nRow, ferryman, row."
    second = "He has no need of any light,\nHe knows the water by its sound,\nRow, ferryman, row.\nRow, ferryman, row."
    (article,) = articles(f"The Ferry\n\n{first}\n\n{second}\n")
    assert article.title == "The Ferry"
    assert [plain_text(block) for block in article.body] == [first, second]


def test_lines_quoted_as_mail_does_are_a_quotation() -> None:
    quoted = "> The river rose in the night and took the lower bridge\n> with it. Nobody was hurt.\n>\n> Row,\n> ferryman."
    (article,) = articles(f"Dear Jonas,\n\nyou wrote to me about the bridge:\n\n{quoted}\n\n{MORE}\n\nYours,\nAntonia\n")
    (quote,) = (block for block in article.body if isinstance(block, Quote))
    told = "The river rose in the night and took the lower bridge with it. Nobody was hurt."
    assert [plain_text(block) for block in quote.children] == [told, "Row,\nferryman."]
    assert not [notice for notice in notices(f"{PROSE}\n\n{quoted}\n\n{MORE}\n") if notice.kind == "left-out"]


def test_the_name_behind_the_headline_is_the_sites() -> None:
    (article,) = articles(
        f"The Lower Bridge Is Gone | Home - The Coastal Record\n\nMenu\n\nThe Lower Bridge Is Gone\n\nBy Ana Diaz\n\n{BODY}"
    )
    assert (article.title, article.site) == ("The Lower Bridge Is Gone", "The Coastal Record")
    assert articles(f"The Lower Bridge Is Gone\n\n{BODY}")[0].site == ""


def test_short_lines_on_a_page_are_left_out_and_said() -> None:
    page = f"The Bridge Is Gone\n\n{PROSE * 3}\n\nShare\nWeather\nHarbour\nPeople\nFood\n\n{MORE * 3}\n\nShare\n"
    assert "Weather" not in plain_text(*articles(page)[0].body)
    assert {"Weather", "Harbour", "People", "Food"} <= {notice.excerpt for notice in notices(page)}


def test_a_break_between_parts_is_a_rule() -> None:
    (article,) = articles(f"{PROSE}\n\n* * *\n\n{MORE}\n")
    assert [block.__class__.__name__ for block in article.body] == ["Paragraph", "Rule", "Paragraph"]


def test_a_first_line_too_long_for_a_headline_is_a_paragraph() -> None:
    (article,) = articles(f"{'Word ' * 120}\n\n{PROSE}\n\n{MORE}\n")
    assert len(article.body) == 3 and len(article.title) <= 80


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("A fighter crosses a wall in the town (EPA).", "A fighter crosses a wall in the town.", "EPA"),
        ("A car in Damascus, October 21, 2024. REUTERS/Ana Diaz", "A car in Damascus, October 21, 2024.", "REUTERS/Ana Diaz"),
        ("The port at dawn. Photo: Ana Diaz", "The port at dawn.", "Ana Diaz"),
        ("Der Hafen am Morgen. Foto: dpa", "Der Hafen am Morgen.", "dpa"),
        ("Порт на рассвете. Фото: Иван Серов", "Порт на рассвете.", "Иван Серов"),
        ("The port at dawn © Ana Diaz", "The port at dawn", "Ana Diaz"),
        ("港の朝（ロイター）", "港の朝", "ロイター"),
        ("Gulls over the quay. Photo by Ana Diaz/Tern Press via Wirefeed", "Gulls over the quay.", "Ana Diaz/Tern Press via Wirefeed"),
        ("Gulls over the quay | photo courtesy of the Museum of the Sea", "Gulls over the quay", "the Museum of the Sea"),
        ("Die Möwen am Kai. Foto von Ada Marsh.", "Die Möwen am Kai.", "Ada Marsh"),
        ("No credit stands here at all.", "No credit stands here at all.", ""),
    ],
)
def test_credit_is_parted_from_its_caption(line: str, caption: str, credit: str) -> None:
    assert part_credit(line, sure=True) == (caption, credit)


def test_brackets_at_the_end_of_prose_are_no_credit() -> None:
    line = "The plan was drawn up by the International Maritime Organisation (IMO)."
    assert part_credit(line, sure=False) == (line, "")
    assert is_credit_line("Photo: Ana Diaz / AP") == "Ana Diaz / AP"
    assert is_credit_line("The photo was taken later.") == ""


def test_headings_between_stars_lose_these() -> None:
    (article,) = articles(f"****** The Bridge Is Gone ******\n\n{PROSE}\n\n***** What the river took *****\n\n{MORE}\n\n{EVENING}\n")
    assert article.title == "The Bridge Is Gone"
    assert "***" not in plain_text(*article.body)


def test_who_made_a_picture_may_be_told_without_a_colon() -> None:
    assert is_credit_line("Photo by Ana Diaz on Unsplash") == "Ana Diaz on Unsplash"
    assert is_credit_line("Illustration by Rosa Lind") == "Rosa Lind"
    (article,) = articles(PAGE.format(f"{EVENING}\n\nPhoto by Ana Diaz\n\n{NIGHT}\n\nPhoto by Ana Diaz\n\n{PROSE}{MORE}"))
    credits = [plain_text(*block.credit) for block in article.body if isinstance(block, Figure)]
    assert credits == ["Ana Diaz", "Ana Diaz"] and not any(isinstance(block, Heading) for block in article.body)


@pytest.mark.parametrize(
    "line", ["Photo by Ana Diaz shows the quay at dawn", "He was shown in a photo by Ana Diaz", "Image by image we saw the quay"]
)
def test_a_sentence_on_a_picture_is_no_credit(line: str) -> None:
    assert is_credit_line(line) == "" and part_credit(line, sure=False) == (line, "")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-02-09", "2024-02-09"),
        ("February 9th, 2024", "2024-02-09"),
        ("9 février 2024 à 12h30", "2024-02-09"),
        ("Zuletzt aktualisiert: 09.02.2024, 20:59 Uhr", "2024-02-09"),
        ("2025年1月14日 20:00", "2025-01-14"),
        ("14 мая 2025, 20:28", "2025-05-14"),
        ("12 de octubre de 2023", "2023-10-12"),
        ("٣ مارس 2024", "2024-03-03"),
        ("28 آب/اغسطس 2013", "2013-08-28"),
        ("02/13/2024", "2024-02-13"),
        ("2024. 2. 9.", "2024-02-09"),
        ("31.02.2024", ""),
        ("2024. május 3., péntek 14:05", "2024-05-03"),
        ("2024 m. gegužės 3 d.", "2024-05-03"),
        ("2024. gada 3. maijs", "2024-05-03"),
        ("ngày 3 tháng 5 năm 2024", "2024-05-03"),
        ("3 მაისი, 2024", "2024-05-03"),
        ("03 Մայիսի, 2024 14:05", "2024-05-03"),
        ("প্রকাশ: ০৩ মে ২০২৪, ১৪: ০৫", "2024-05-03"),
        ("3 مئی 2024", "2024-05-03"),
        ("៣ ឧសភា ២០២៤", "2024-05-03"),
        ("၃ မေ ၂၀၂၄", "2024-05-03"),
        ("ሜይ 3, 2024", "2024-05-03"),
        ("03 மே 2024, 2:05 pm", "2024-05-03"),
        ("令和6年5月3日", "2024-05-03"),
        ("令和元年五月三日", "2019-05-03"),
        ("昭和六十三年十一月二十八日", "1988-11-28"),
        ("二〇二四年五月三日", "2024-05-03"),
        ("中華民國一一三年五月三日", "2024-05-03"),
        ("۱۴۰۳/۰۲/۱۴", "2024-05-03"),
        ("03/05/2567", "2024-05-03"),
        ("3 พฤษภาคม พ.ศ. 2567", "2024-05-03"),
        ("3 مايو، 2024", "2024-05-03"),
        ("ថ្ងៃទី៣ ខែ ឧសភា ឆ្នាំ២០២៤", "2024-05-03"),
        ("令和元年5月3日", "2019-05-03"),
        ("民國113年5月3日", "2024-05-03"),
        ("۱۴ اردیبهشت ۱۴۰۳ - ۰۹:۳۰", "2024-05-03"),
        ("1 فروردین 1404", "2025-03-21"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1399", "2020-03-20"),
        ("30 اسفند 1402", ""),
        ("28. Juni 2025 - 16.03 Uhr", "2025-06-28"),
    ],
)
def test_dates_of_many_kinds(line: str, day: str) -> None:
    assert day_in(line) == day


@pytest.mark.parametrize("line", ["The boats at rest [ ]", "( )", "[ ]", "（　）"])
def test_brackets_with_nothing_in_them_name_nobody(line: str) -> None:
    assert part_credit(line, sure=True) == (line, "") and is_credit_line(line) == ""


@pytest.mark.parametrize("line", ["2024年5月3日に開通したばかりの橋", "图为2024年5月3日拍摄的黄河大桥通车现场情况"])
def test_a_clause_with_a_date_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert not is_date_line("The first stone was laid on 9 February 2024 by the mayor of the town and her eldest daughter.")
    assert not is_date_line("The harbour master Jon Strand died on April 15, 2026.")
    assert is_date_line("First published in print on 3 May 2020.") == "2020-05-03"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Diaz", ("Ana Diaz",)),
        ("Von Jonas Reinhold und Lena Voß", ("Jonas Reinhold", "Lena Voß")),
        ("By Ana Diaz, AP", ("Ana Diaz",)),
        ("By Ana Diaz December 2, 2023", ("Ana Diaz",)),
        ("Text: Ana Diaz", ("Ana Diaz",)),
        ("作者：王小明", ("王小明",)),
        ("記者：陳 美玲", ("陳 美玲",)),
        ("By ANA DIAZ, Staff Writer", ("ANA DIAZ",)),
        ("Story by Ana Diaz • 3h • 5 min read", ("Ana Diaz",)),
        ("Posted by Ana Diaz on May 3, 2024", ("Ana Diaz",)),
        ("记者 王小明", ("王小明",)),
        ("本报记者 王小明 李四", ("王小明", "李四")),
        ("記者陳美玲／台北報導", ("陳美玲",)),
        ("文/王小明 编辑/李四", ("王小明",)),
        ("作者：王小明 来源：海滨日报", ("王小明",)),
        ("By the time they came it was late", ()),
        ("Von der Küste bis in die Berge", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert byline_names(line) == names


# --- what stands round a text ----------------------------------------------------------------------------

BODY = f"{PROSE * 2}\n\n{MORE * 2}\n"


@pytest.mark.parametrize(
    ("head", "names", "day"),
    [
        ("By\nAna Diaz\nMay 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("von\nAna Diaz und Li Wei\n03.05.2024", ("Ana Diaz", "Li Wei"), "2024-05-03"),
        ("Ana Diaz - May 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("Ana Diaz\nAna Diaz\nMay 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("Lisbon, May 3, 2024", (), "2024-05-03"),
        ("Ana Diaz • The Coastal Record\nMay 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("Ana Diaz, Li Wei (special correspondents)\nMay 3, 2024", ("Ana Diaz", "Li Wei"), "2024-05-03"),
        ("Ana Diaz, Reuters\nMay 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("Lower Bridge\n\nVila Nova, Ribeira\nAna Diaz\nMay 3, 2024", ("Ana Diaz",), "2024-05-03"),
        ("2024/5/3 20:50\n海野 渚", ("海野 渚",), "2024-05-03"),
        ("አበበ ከበደ\nሜይ 3, 2024", ("አበበ ከበደ",), "2024-05-03"),
        ("3 May 2024, by Ana Diaz", ("Ana Diaz",), "2024-05-03"),
        ("2024年5月3日　记者 王小明", ("王小明",), "2024-05-03"),
        ("नई दिल्ली, 3 मई 2024\nराकेश शर्मा", ("राकेश शर्मा",), "2024-05-03"),
        ("[The Coastal Record 2024-05-03]\nAna Diaz", ("Ana Diaz",), "2024-05-03"),
        ("نویسنده: مریم احمدی\n۱۴ اردیبهشت ۱۴۰۳", ("مریم احمدی",), "2024-05-03"),
        ("ავტორი: ნინო ბერიძე\n3 მაისი, 2024", ("ნინო ბერიძე",), "2024-05-03"),
        ("โดย สมชาย ใจดี\n3 พฤษภาคม 2567", ("สมชาย ใจดี",), "2024-05-03"),
    ],
)
def test_who_and_when_over_a_text(head: str, names: tuple[str, ...], day: str) -> None:
    (article,) = articles(f"The Bridge Is Gone\n\n{head}\n\n{BODY}")
    assert (article.authors, article.published) == (names, day)


@pytest.mark.parametrize("foot", ["3 May 2024", "Published:\n3 May 2024"])
def test_a_date_may_close_a_text(foot: str) -> None:
    (article,) = articles(f"Menu\n\nThe Bridge Is Gone\n\n{BODY}\n{foot}\n\nShare\nRelated\n\nA ferry instead\n1 June 2021\n")
    assert article.published == "2024-05-03"


@pytest.mark.parametrize(("foot", "names"), [("Ana Diaz", ("Ana Diaz",)), ("Bridge Village", ()), ("Ana Diaz\nLi Wei\nLena Voss", ())])
def test_a_name_may_close_a_text(foot: str, names: tuple[str, ...]) -> None:
    (article,) = articles(f"Menu\n\nThe Bridge Is Gone\n\n{BODY}\n{foot}\n\nShare\nRelated\n\nA ferry instead\n1 June 2021\n")
    assert article.authors == names


def test_a_name_said_twice_over_a_text_is_of_a_picture() -> None:
    (article,) = articles(f"The Bridge Is Gone\n\nLi Wei\nLi Wei\nTT\n\nThe Bridge Is Gone\n\nLi Wei\nLi Wei\n\nAna Diaz\n{BODY}")
    assert (article.authors, lead(article)) == (("Ana Diaz",), ["Li Wei", ""])


def test_a_date_of_another_article_is_not_this_ones() -> None:
    (article,) = articles(f"Menu\n\nThe Bridge Is Gone\n\n{BODY}\nShare\nRelated\n\nA ferry instead\n1 June 2021\n")
    assert article.published == ""


@pytest.mark.parametrize(
    "line",
    [
        "The council (from left to right): Ana Diaz, Li Wei, Jonas Reinhold and Lena Voss",
        "Der Rat (von li nach re): Ana Diaz, Li Wei, Jonas Reinhold und Lena Voss",
        "Мэр города (слева) и паромщик у того, что осталось от моста.",
    ],
)
def test_a_line_that_counts_people_off_is_a_caption(line: str) -> None:
    (article,) = articles(f"The Bridge Is Gone\n\n{PROSE * 2}\n\n{line}\n\n{MORE * 2}\n")
    assert [plain_text(block) for block in article.body if isinstance(block, Figure)] == [line]


def test_a_caption_said_with_and_without_its_credit_is_one() -> None:
    caption = "The ferry leaves at noon with forty people aboard."
    for first, second in ((caption, f"{caption} Photo: Ana Diaz"), (f"{caption} (Ana Diaz/AP)", caption)):
        (article,) = articles(f"The Bridge Is Gone\n\n{PROSE * 2}\n\n{first}\n\nEnlarge\n\n{second}\n\n{MORE * 2}\n")
        figures = [block for block in article.body if isinstance(block, Figure)]
        assert [plain_text(*figure.caption) for figure in figures] == [caption]
        assert all(figure.credit for figure in figures)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n"])
def test_a_text_that_is_nothing_but_a_repeat_is_still_told_once(gap: str) -> None:
    (article,) = articles(gap.join([PROSE.strip()] * 4))
    assert [plain_text(block) for block in article.body] == [PROSE.strip()]


def test_a_credit_may_be_set_off_by_an_equals_sign() -> None:
    assert part_credit("새벽의 항구. 사진=연합뉴스", sure=False) == ("새벽의 항구.", "연합뉴스")
    assert is_credit_line("[사진 출처 = 연합뉴스]") == "연합뉴스"


def test_pages_joined_by_gaps_are_parted_though_their_texts_are_short() -> None:
    menu = "\n".join(("News", "Weather", "Harbour", "People", "Food", "Sport", "Jobs", "Letters", "Homes", "Shop"))
    told = "\n\n".join(f"{day}. {MORE}" for day in ("Monday", "Tuesday", "Wednesday"))
    page = f"{menu}\n\nNobody in the Village Was Hurt\n\n{told}\n\nShare\nPrint"
    first = f"The Bridge Is Gone\n\n{PROSE * 3}\n\n{MORE * 3}\n\n{PROSE}{MORE}"
    assert [article.title for article in articles(f"{first}\n\n\n\n{page}\n")] == ["The Bridge Is Gone", "Nobody in the Village Was Hurt"]


# --- hard-wrapped lines --------------------------------------------------------------------------------


def test_hyphens_at_line_ends_are_kept_or_undone_by_the_words_of_the_text() -> None:
    lines = [
        "The information was kept for years in a well-known archive of the old town hall,",
        "though no one would say who had put the infor-",
        "mation there, nor why the key to so well-",
        "known a room had been lost so soon after the",
        "archive had been opened to the public by law.",
    ]
    wrapped = [line for _ in range(3) for line in (*lines[1:], "")]
    joined = " ".join(unit.text for unit in units([*wrapped, "information", "", "well-known"]))
    assert "the information there" in joined and "well-known a room" in joined


def test_verse_is_not_hard_wrapped() -> None:
    assert wrap_width(["The river rose", "and took the bridge", "and left the ford", "for us to cross"] * 5) == 0


# --- bad input -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["\n \t\n\u00a0\n", "TT\nShare\nPrint\n0:00\n", "Home page\n" * 50, "* \n* \n"])
def test_a_text_without_an_article_says_so(data: str) -> None:
    with pytest.raises(InputError, match="a dump: holds no article"):
        articles(data)


def test_cut_and_foreign_encodings_are_repaired_and_said() -> None:
    assert [notice.code for notice in notices((PROSE + "é").encode()[:-1])] == ["text.truncated"]
    cyrillic = f"{'Президент встретился с министром в понедельник, сообщили вечером в столице.'}\n"
    found = notices(cyrillic.encode("cp1251"))
    assert [notice.code for notice in found] == ["text.encoding"]
    assert plain_text(*articles(cyrillic.encode("cp1251"))[0].body) == cyrillic.strip()
    assert plain_text(*articles(PROSE.encode("utf-16"))[0].body) == PROSE.strip()


def test_controls_are_replaced_and_counted() -> None:
    (notice,) = notices(f"{PROSE}\x00\x01\n\n{MORE}\u202e\n")
    assert (notice.kind, notice.code, notice.count) == ("replaced", "text.characters", 3)


@pytest.mark.parametrize("damaged", ["utf-8", "cp1252"])
def test_text_that_was_encoded_twice_is_read_once(damaged: str) -> None:
    said = "Élodie dit qu’elle n’a jamais traversé le lac à la rame, même l’été, de peur d’être emportée. « Jamais », répète-t-elle."
    data = said if damaged == "utf-8" else said.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    assert plain_text(*articles(data)[0].body) == said
    assert [notice.code for notice in notices(data)] == (["text.encoding"] if damaged == "cp1252" else [])


def test_what_a_terminal_is_told_goes() -> None:
    coloured = PROSE.replace("the ", "\x1b[1;32mthe\x1b[0m \x1b]0;title\x07").replace("a", "a\ba")
    assert plain_text(*articles(coloured)[0].body) == PROSE.strip()
    (notice,) = notices(coloured)
    assert (notice.code, notice.count) == ("text.terminal", 3 * PROSE.count("the ") + PROSE.count("a"))


def test_line_ends_and_page_breaks_of_every_kind() -> None:
    for end in ("\r\n", "\r", "\n", "\x85", "\u2028", "\f", "\v"):
        assert len(articles(f"{PROSE}{end}{end}{MORE}{end}")[0].body) == 2, repr(end)


def test_a_very_long_line_is_broken_at_a_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.readers._text.lines.LIMITS", msgspec.structs.replace(LIMITS, line_characters=200))
    line = " ".join(f"word{number}" for number in range(200)) + "."
    (article,) = articles(line)
    assert len(article.body) > 5
    assert " ".join(plain_text(block) for block in article.body) == line


def test_reading_is_pure() -> None:
    data = (DUMPS / "page-de.txt").read_bytes()
    assert articles(data) == articles(data)
    assert notices(data) == notices(data)


PIECES = st.sampled_from(
    [
        "Share",
        "TT",
        PROSE,
        MORE,
        "A Headline of Some Length",
        "By Ana Diaz",
        "3 May 2024",
        "* item",
        "1. one.",
        "",
        "",
        "Photo: AP",
        "[img]",
        "----------",
        "é\u202e",
        "「はい」と言った。",
        "\x07",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_word_comes_out_that_did_not_go_in(pieces: list[str]) -> None:
    data = "\n".join(pieces)
    try:
        found = articles(data)
    except InputError:
        return
    there = set(words(data))
    assert all(word in there for article in found for word in words(everything(article)))
    assert len(list(explain(text(data)))) >= len(data.rstrip("\n").split("\n"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        for article in articles(data):
            assert all(node for node in walk(article))
    except InputError:
        pass


def test_verse_that_begins_its_lines_small_is_verse() -> None:
    lines = (
        "The Ferry\n\nThe boats are in,\nthe nets are dry,\nand no one asks\nthe reason why.\n\n"
        "The tide comes in,\nthe tide goes out,\nand that is what\nit's all about."
    )
    (article,) = read(Source(name="poem", data=lines.encode()), ignore)
    assert article.title == "The Ferry"
    assert [plain_text(block).count("\n") for block in article.body] == [3, 3]


def test_a_short_line_at_the_very_top_is_the_title_where_nothing_else_is() -> None:
    prose = "\n\n".join(
        f"The {word} day was longer than the one before it, and nobody could quite say why that was so." for word in ("first", "second")
    )
    (article,) = read(Source(name="soup", data=f"Fish soup\n\n{prose}".encode()), ignore)
    assert (article.title, len(article.body)) == ("Fish soup", 2)


# --- text that someone wrote by hand --------------------------------------------------------------------

EVENING = "The harbour lay quiet that evening, and nobody on the quay had seen the boat come in."
NIGHT = "The master lay quiet that night, and nobody had seen it. So it went on and on."


def test_a_line_of_one_sign_below_a_short_one_makes_it_a_heading() -> None:
    data = (
        f"====\nQuay\n====\n\n{EVENING}\n\nFirst part\n----------\n\n{NIGHT}\n\nA detail\n~~~~~~~~\n\nShort.\n\n"
        "Second part\n-----------\n\nEnd here.\n"
    )
    (article,) = articles(data)
    assert article.title == "Quay"
    assert outline(article) == [
        ["paragraph", EVENING],
        ["heading", "First part"],
        ["paragraph", NIGHT],
        ["heading", "A detail"],
        ["paragraph", "Short."],
        ["heading", "Second part"],
        ["paragraph", "End here."],
    ]
    assert [block.level for block in article.body if isinstance(block, Heading)] == [1, 2, 1]
    assert not notices(data)
    (article,) = articles(f"The Quay\n\n{EVENING}\n\n----------\n\n{NIGHT}\n\nA line\n---\n\n{NIGHT} So.\n")
    assert [name for name, _ in outline(article)] == ["paragraph", "rule", "paragraph", "heading", "rule", "paragraph"]


def test_a_list_at_the_end_of_a_text_is_its_author_s() -> None:
    data = f"The Quay\n\n{EVENING}\n\n{NIGHT}\n\n* one item of it\n* two item of it\n\nEnd here.\n"
    (article,) = articles(data)
    assert outline(article)[2:] == [["item", "one item of it"], ["item", "two item of it"], ["paragraph", "End here."]]
    dumped = f"The Quay\n\n{EVENING}\n\n{NIGHT}\n\n* one item of it\n* two item of it\n\nShare\nSubscribe\n"
    (article,) = articles(dumped)
    assert [name for name, _ in outline(article)] == ["paragraph", "paragraph"]


README = """\
THE QUAY OF OLD
By Ada Marsh

The harbour lay quiet that evening, and nobody on the quay had
seen the boat come in from the north side of the bay, until the
master opened the window.

1. INTRODUCTION

The master lay quiet that night, and nobody had seen it. So it went
on and on until the morning came, as it does.[1]

    $ quay open --force

He said:

> The sea is harsh, and she
> knows it.

  - one item of the list
    that goes on
  - two item

Name:    Ada
Place:   Harbour

---

[Footnote 1: See the harbour book.]
"""


def test_a_text_wrapped_by_hand_is_read_whole() -> None:
    (article,) = articles(README)
    assert (article.title, article.authors) == ("THE QUAY OF OLD", ("Ada Marsh",))
    assert [[name, said[:40]] for name, said in outline(article)] == [
        ["paragraph", "The harbour lay quiet that evening, and "],
        ["heading", "1. INTRODUCTION"],
        ["paragraph", "The master lay quiet that night, and nob"],
        ["codeblock", "$ quay open --force"],
        ["paragraph", "He said:"],
        ["quote", "The sea is harsh, and she\nknows it."],
        ["item", "one item of the list that goes on"],
        ["item", "two item"],
        ["paragraph", "Name: Ada"],
        ["paragraph", "Place: Harbour"],
        ["rule", ""],
        ["paragraph", "[Footnote 1: See the harbour book.]"],
    ]
    assert not notices(README)


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ("    def lit(lamp):\n        return lamp.on()\n\n    lit(lamp)", "def lit(lamp):\n    return lamp.on()\n\nlit(lamp)"),
        ("\t./configure --prefix=/quay\n\tmake && make install", "./configure --prefix=/quay\nmake && make install"),
        (">>> quay.open('left')\n{'left': 1}", ">>> quay.open('left')\n{'left': 1}"),
        ("    tide -> ebb;\n    ebb -> flood;", "tide -> ebb;\nebb -> flood;"),
    ],
)
def test_programs_that_a_text_sets_in_are_listings(listed: str, code: str) -> None:
    whole = f"{WRAPPED}\n\nSay this:\n\n{listed}\n\n{WRAPPED.replace('boat', 'ship')}\n"
    (article,) = articles(whole)
    assert [block.text for block in article.body if isinstance(block, CodeBlock)] == [code]
    assert {verdict.role for verdict in explain(text(whole)) if verdict.text.strip() and verdict.text.strip() in code} == {"code"}


@pytest.mark.parametrize(
    "said",
    [
        "    The water of the quay was cold (and the lamp was lit);\n    so they say it was, and so it is.",
        "    https://e.org/tide?h=4\n    ada@e.org",
        "    * one {item}\n    * two = three",
        "    Ada Marsh\n    12 Quay Road",
    ],
)
def test_other_lines_set_in_are_no_listings(said: str) -> None:
    (article,) = articles(f"{WRAPPED}\n\n{said}\n\n{WRAPPED.replace('boat', 'ship')}\n")
    assert not any(isinstance(block, CodeBlock) for block in article.body)


def test_verse_set_in_within_wrapped_prose_keeps_its_lines() -> None:
    prose = (
        "The water of the quay was cold, and the lamp by the window lit the rope\n"
        "that lay on the stone in the evening, and it was quiet all about the bay,\nand the storm was far.\n"
    )
    verse = (
        "     The boat came in at night,\n     With all its lanterns bright,\n     And no one on the quay\n"
        "     Could say what it might be.\n"
    )
    parts = [prose, prose.replace("cold", "warm"), verse, prose.replace("cold", "still"), "THE END\n"]
    (article,) = articles("THE HARBOUR\n\nby\n\nAda Marsh\n\nCHAPTER I.\n\n" + "\n".join(parts))
    stanza = next(plain_text(block) for block in article.body if "lanterns" in plain_text(block))
    assert stanza.split("\n") == [line.strip() for line in verse.strip().split("\n")]
    said = [words for _, words in outline(article)]
    assert (said[0], said[-1]) == ("CHAPTER I.", "THE END")


_RELATED = "\n\nRelated articles\nTen soups\nBread without tears\n"


@pytest.mark.parametrize(
    ("over", "title"),
    [
        ("Home\nNews\n\nFerries\n\nMay 3, 2024", "Ferries"),
        ("Home\nNews\n\nThe river rose. The bridge is gone.\n\nMay 3, 2024", "The river rose. The bridge is gone."),
        ("Home\nNews\n\nHome News Village Ten things that a river takes\n\nTen things that a river takes", "Ten things that a river takes"),
        (
            "Ten things that a river takes\n\nShare\n\nWhat the village said of the night the river took the bridge",
            "Ten things that a river takes",
        ),
    ],
    ids=["one word", "two sentences", "behind a path through the site", "over a heading with more of the text's words"],
)
def test_the_headline_is_told_from_what_stands_round_it(over: str, title: str) -> None:
    (article,) = articles(f"{over}\n\n{PROSE}\n\n{MORE}\n\n{EVENING} {NIGHT}\n{_RELATED}")
    assert article.title == title


def test_a_text_without_a_headline_has_its_author_and_day_and_no_caption_for_one() -> None:
    over = "The minister at the lower bridge, this Sunday in Tours. EFE/ J.J. Guillén\n\nBy Ada Marsh\n\n3 May 2024\n\n47"
    (article,) = articles(f"{over}\n\n{PROSE}\n\n{MORE}\n\n{EVENING} {NIGHT}\n{_RELATED}")
    assert (article.authors, article.published) == (("Ada Marsh",), "2024-05-03")
    assert article.title.startswith(PROSE[:20])


def test_a_first_line_that_dates_what_it_names_is_the_title() -> None:
    (article,) = articles(f"Meeting notes 3 May 2024\n\n- Ada to open the quay\n\n{EVENING} {NIGHT}\n")
    assert (article.title, article.published) == ("Meeting notes 3 May 2024", "2024-05-03")
    (article,) = articles(f"London, 3 May 2024\n\n{EVENING} {NIGHT}\n")
    assert article.title.startswith("The harbour lay") and article.published == "2024-05-03"


def test_short_articles_are_parted_where_each_says_who_wrote_it_and_when() -> None:
    first = f"The First Story\n===============\nBy Ada Marsh\n3 May 2024\n\n{EVENING}\n\n{NIGHT}\n"
    others = f"{EVENING.replace('harbour', 'market')}\n\n{NIGHT.replace('master', 'street')}\n"
    second = f"The Second Story\n================\nBy Bob Smith\n4 May 2024\n\n{others}"
    found = articles(f"{first}\n\n{second}")
    assert [(article.title, article.authors, article.published) for article in found] == [
        ("The First Story", ("Ada Marsh",), "2024-05-03"),
        ("The Second Story", ("Bob Smith",), "2024-05-04"),
    ]
    assert [len(article.body) for article in found] == [2, 2]


@pytest.mark.parametrize(
    ("between", "waters"),
    [
        ("Photo: Ada Marsh\n\nBy Bob Smith", ("lake",)),
        ("Posted by Bob Smith on 3 May 2024", ("lake",)),
        ("Leave a reply here\n\nBob Smith\n3 May 2024", ("lake", "sea", "pond", "moor", "fjord")),
    ],
)
def test_credits_signatures_and_buttons_within_a_page_begin_no_article(between: str, waters: tuple[str, ...]) -> None:
    told = f"{PROSE * 2}\n\n{MORE * 2}\n\n{PROSE}"
    others = "\n\n\n".join(f"{between}\n\n{told.replace('river', water)}" for water in waters)
    (article,) = articles(f"Home\n\nMenu\n\nThe Bridge Is Gone\n\n3 May 2024\n\n{told}\n\n\n{others}\n")
    assert article.title == "The Bridge Is Gone"


def test_a_line_of_columns_names_nobody() -> None:
    (article,) = articles(f"Tides of May\n\nDay\tHigh\tLow\n\n{EVENING} {NIGHT}\n")
    assert not article.authors and "Day High Low" in plain_text(*article.body)


def table(block: object) -> tuple[list[list[str]], int]:
    """The cells of a table, row by row, and how many rows are its head."""
    assert isinstance(block, Table)
    return [[plain_text(*cell.children) for cell in row] for row in (*block.head, *block.rows)], len(block.head)


TIDES = [["Day", "High", "Low"], ["Mon", "4 m", "1 m"], ["Tuesday", "15 m", "2 m"]]
WRAPPED = """The water of the quay was cold, and the lamp by the window lit the rope
that lay on the stone in the evening, and it was quiet all about the bay,
and the storm was far. The harbour was quiet, and the master was asleep in
the tower, as he was on every night of the year, and nobody came to see.
"""
TABLES = {
    "tabs": "Day\tHigh\tLow\nMon\t4 m\t1 m\nTuesday\t15 m\t2 m\n",
    "strokes": "+---+---+---+\n| Day | High | Low |\n+---+---+---+\n| Mon | 4 m | 1 m |\n| Tuesday | 15 m | 2 m |\n+---+---+---+\n",
    "Markdown": "| Day | High | Low |\n|---|---|---|\n| Mon | 4 m | 1 m |\n| Tuesday | 15 m | 2 m |\n",
    "columns": "Day     High   Low\nMon      4 m   1 m\nTuesday 15 m   2 m\n",
    "ruled columns": (
        "=======  ====  ===\nDay      High  Low\n=======  ====  ===\nMon      4 m   1 m\nTuesday  15 m  2 m\n=======  ====  ===\n"
    ),
    "set in": "\tDay\tHigh\tLow\n\tMon\t4 m\t1 m\n\tTuesday\t15 m\t2 m\n",
}


@pytest.mark.parametrize("drawn", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("wrapped", [False, True], ids=["as it is", "in wrapped text"])
def test_lines_in_columns_are_a_table(drawn: str, wrapped: bool) -> None:
    prose = WRAPPED if wrapped else f"{EVENING}\n\n{NIGHT}\n"
    (article,) = articles(f"Tides of May\n\n{prose}\n{drawn}\n{prose.replace('harbour', 'market').replace('master', 'street')}")
    (found,) = [block for block in article.body if isinstance(block, Table)]
    assert table(found) == (TIDES, 1)
    assert not notices(f"Tides of May\n\n{drawn}\n{prose}")


def test_a_table_without_a_head_has_none() -> None:
    (article,) = articles(f"The games\n\n{EVENING}\n\nTheme\tSurvival\nPlayers\t1-6\nRules\tsimple\n\n{NIGHT}\n")
    assert table(article.body[1]) == ([["Theme", "Survival"], ["Players", "1-6"], ["Rules", "simple"]], 0)
    (article,) = articles(f"The games\n\n{EVENING}\n\n\tone\ttwo\nwhite\tyes\tno\nblack\tno\t\n\n{NIGHT}\n")
    assert table(article.body[1]) == ([["", "one", "two"], ["white", "yes", "no"], ["black", "no", ""]], 1)


def test_a_table_at_the_end_is_kept_and_cells_said_twice_too() -> None:
    rows = "Ada\t4\tyes\nBob\t4\tyes\nCid\t4\tyes\nAda\t4\tyes\n"
    (article,) = articles(f"The vote\n\n{EVENING}\n\n{NIGHT}\n\n{rows}\nShare\nRelated articles\n- A boat was lost at sea\n")
    assert len(table(article.body[-1])[0]) == 4


@pytest.mark.parametrize(
    "lines",
    [
        "Anna:\tI think so too.\nBert:\tI do not, I fear.\nAnna:\tWell then.\n",
        "1.\tGo to the quay\n2.\tTake the boat\n3.\tRow it home\n",
        "He came.  She went away.\nThe day was long.  Nobody spoke.\nSo.  It ended there.\n",
        "Fish\t4\nRope\t9\n",
    ],
    ids=["speakers", "items", "two blanks behind a full stop", "two lines"],
)
def test_lines_with_a_gap_are_no_table(lines: str) -> None:
    (article,) = articles(f"Tides of May\n\n{EVENING}\n\n{lines}\n{NIGHT}\n")
    assert not any(isinstance(block, Table) for block in article.body)
    assert " ".join(lines.split()).replace("1. ", "").replace("2. ", "").replace("3. ", "") in plain_text(*article.body).replace("\n", " ")


def test_labelled_lines_are_no_headings() -> None:
    (article,) = articles(f"Tides of May\n\n{EVENING}\n\nName: Ada\nPlace:\tHarbour\n\n{NIGHT}\n")
    assert [name for name, _ in outline(article)] == ["paragraph"] * 4


def test_tables_of_more_cells_than_a_table_should_have_stay_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.readers._text.rows._MOST_CELLS", 8)
    data = f"Tides of May\n\n{EVENING}\n\n{TABLES['tabs']}\n{NIGHT}\n\nAda\t4\nBob\t5\nCid\t6\n\nSo it went on and on, they say.\n"
    (article,) = articles(data)
    assert [table(block)[0] for block in article.body if isinstance(block, Table)] == [[["Ada", "4"], ["Bob", "5"], ["Cid", "6"]]]
    assert "Tuesday 15 m 2 m" in plain_text(*article.body)
    assert [(notice.code, notice.count) for notice in notices(data)] == [("text.crowded", 3)]


# --- articles that open alike ----------------------------------------------------------------------------


OPENINGS = {
    "byline and date": "{0}\n\nBy {1}\nMay 3, 2024",
    "byline": "{0}\n\nBy {1}",
    "one line": "{0}\nBy {1}\nMay 3, 2024",
    "address": "{0}\nhttps://example.org/{2}",
    "label and address": "{0}\n\nSource: https://example.org/{2}",
    "day first": "{0}\n\n3. Mai 2024\nVon {1}",
}


@pytest.mark.parametrize("head", OPENINGS.values(), ids=OPENINGS)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_articles_that_open_alike_are_parted(head: str, gap: str) -> None:
    heads = [("The bridge is gone, again", "Ana Diaz", "bridge"), ("A ferry instead of a bridge", "Li Wei", "ferry")]
    told = f"{EVENING}\n\n{NIGHT}\n\n{PROSE}{MORE}"
    data = gap.join(f"{head.format(*each)}\n\n{told}" for each in heads)
    assert [article.title for article in articles(data)] == [title for title, *_ in heads]
    assert not [notice for notice in notices(data) if notice.kind == "left-out"]


@pytest.mark.parametrize(
    "below",
    ["The ferry, an afterthought\n\n", "The ferry, an afterthought\n\nMay 3, 2024\n\n", "By the river in spring\n\nBy Ana Diaz\n\n"],
    ids=["a heading", "a heading and a day", "a heading and a byline"],
)
def test_what_opens_unlike_the_first_begins_nothing(below: str) -> None:
    (article,) = articles(
        f"The bridge is gone, again\n\nBy Ana Diaz\nMay 3, 2024\n\n{EVENING}\n\n{NIGHT}\n\n{below}{PROSE * 2}\n\n{MORE * 2}\n"
    )
    assert article.title == "The bridge is gone, again"


def test_what_stands_over_every_article_alike_is_of_none() -> None:
    heads = [
        "Document 1 of 3\n\nThe bridge is gone",
        "Document 2 of 3\n\nA ferry instead of it",
        "Document 3 of 3\n\nThe weir holds, for now",
    ]
    data = "\n\n\n".join(f"{head}\n\nBy Ana Diaz\n\n{EVENING}\n\n{PROSE}{NIGHT}" for head in heads)
    assert [article.title for article in articles(data)] == [head.split("\n\n")[1] for head in heads]
    assert [notice.excerpt for notice in notices(data)] == [head.split("\n\n")[0] for head in heads]


@pytest.mark.parametrize("deck", ["", "\nIt fell at night, and nobody saw it"])
def test_two_articles_may_have_one_headline(deck: str) -> None:
    head = f"Council backs plan to rebuild the lower bridge{deck}\n\nBy Ana Diaz\n\n"
    found = articles(f"{head}{EVENING}\n\n{MORE}{NIGHT}\n\n\n{head}{PROSE * 2}\n\n{MORE * 2}\n")
    assert [article.title for article in found] == ["Council backs plan to rebuild the lower bridge"] * 2


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_in_plain_text_is_the_articles(fence: str) -> None:
    heads = [("The bridge: gone", "Ana Diaz"), ("A ferry", "Li Wei")]
    fields = "\n\n".join(
        f'{fence}\ntitle: "{title}"\nauthor: {name}\ndate: 2024-05-03\nlayout: post\n{fence}\n\n{EVENING}\n\n{NIGHT}'
        for title, name in heads
    )
    found = articles(fields)
    assert [(article.title, article.authors, article.published) for article in found] == [
        (title, (name,), "2024-05-03") for title, name in heads
    ]
    assert [name for name, _ in outline(found[0])] == ["paragraph"] * 2


def test_a_day_that_opens_a_line_is_no_item() -> None:
    (article,) = articles(f"Die Brücke ist weg\n\n12. Juni 2024\n\n{EVENING}\n\n{NIGHT}\n")
    assert article.published == "2024-06-12"
    assert not any(isinstance(block, List) for block in article.body)


def test_small_words_between_lines_are_no_buttons() -> None:
    script = "for branch in old; do\n  git branch -d old\ndone\nfi\n"
    (article,) = articles(f"Cleaning up\n\n{EVENING}\n\n{script}\n{NIGHT}\n")
    assert " ".join(script.split()) in " ".join(plain_text(article).split())


def test_a_label_before_an_address_is_no_credit() -> None:
    (article,) = articles(f"The bridge is gone\n\n{EVENING}\n\nSource: https://example.org/bridge\n\n{NIGHT}\n")
    assert "https://example.org/bridge" in plain_text(*article.body)
    assert not any(isinstance(block, Figure) for block in article.body)


def test_a_name_turned_round_behind_its_label_is_put_right() -> None:
    assert byline_names("Author: Fenwick, Maria") == ("Maria Fenwick",)
    assert byline_names("Author: Diaz, Ana M.") == ("Ana M. Diaz",)
    assert byline_names("By Fenwick, Maria") != ("Maria Fenwick",)


# --- words of pages that are a text's own ----------------------------------------------------------------


@pytest.mark.parametrize("word", ["cookie", "copyright"])
def test_a_text_about_what_small_print_is_about_is_kept(word: str) -> None:
    lines = [
        f"The perfect {word} is a thing of long years, and it took me nine of them to get there.",
        f"Every {word} starts with patience. Wait until it smells of nuts, then wait a little longer.",
        "Nobody has ever been told the rest of it, for nobody has ever asked me for the rest of it.",
        f"A {word} that comes too early will fall apart, and one that comes too late will break your teeth.",
        f"Keep the {word} in a tin. It lasts for a week there, though in our house none has lasted so long.",
    ]
    body = "\n\n".join(lines)
    (article,) = articles(f"The best {word} there is\n\n{body}\n")
    assert [said for _, said in outline(article)] == lines
    foot = f"Related articles\nTen soups\n\nWe use cookies and a {word}. By going on you agree.\n© 2024 The Lantern. All rights reserved."
    (article,) = articles(f"Home\nNews\n\nThe best {word} there is\n\nBy Ana Diaz\n\nShare\n\n{body}\n\n{foot}\n")
    assert [said for _, said in outline(article)] == lines


@pytest.mark.parametrize("line", ["03.05.2024", "14:05", "[00:03:40]", "Photo: Ana Diaz / AP", "©Reuters", "17"])
def test_a_day_a_time_or_a_credit_makes_no_page_of_a_text(line: str) -> None:
    data = f"The bridge is gone\n\n{line}\n\n{EVENING}\n\nThe ferry\n\n{NIGHT}\n\nYours, from the quay\n\nAna\n"
    assert not [notice for notice in notices(data) if notice.excerpt != line]


@pytest.mark.parametrize(
    "line", ["Read more than you write. He told me that before he left.", "More from him I never heard.", "Related by blood we were not."]
)
def test_a_sentence_that_begins_as_a_link_elsewhere_stays(line: str) -> None:
    (article,) = articles(f"Home\nNews\n\nThe bridge is gone\n\nBy Ana Diaz\n\nShare\n\n{EVENING}\n\n{line}\n\n{NIGHT}\n")
    assert line in plain_text(*article.body)


@pytest.mark.parametrize("line", ["Read also: The ferry is gone.", "Read more about the ferry", "See also Why did the ferry go?"])
def test_what_leads_elsewhere_goes(line: str) -> None:
    (article,) = articles(f"Home\nNews\n\nThe bridge is gone\n\nBy Ana Diaz\n\nShare\n\n{EVENING}\n\n{line}\n\n{NIGHT}\n")
    assert line not in plain_text(*article.body)


# --- days and signatures ---------------------------------------------------------------------------------


def test_days_over_parts_of_a_text_are_their_headings() -> None:
    days = ["3 March 2023", "19 April 2023", "2 June 2023"]
    (diary,) = articles("A year on the allotment\n\nBy Ana Diaz\n\n" + "\n\n".join(f"{day}\n\n{EVENING}" for day in days))
    assert [said for name, said in outline(diary) if name == "heading"] == days
    versions = ["Version 2.4.0 (2023-05-02)", "Version 2.3.1 (2023-03-17)", "Version 2.3.0 (2023-02-28)"]
    (changes,) = articles("Changelog\n\n" + "\n\n".join(f"{version}\n\n- Fixed a crash when a file was empty." for version in versions))
    assert [said for name, said in outline(changes) if name == "heading"] == versions


def test_one_day_over_a_text_is_its_date() -> None:
    (article,) = articles(f"The bridge is gone\n\n3 March 2023\n\n{EVENING}\n\n{NIGHT}\n")
    assert article.published == "2023-03-03"
    assert [name for name, _ in outline(article)] == ["paragraph"] * 2


def test_what_a_line_with_the_day_says_besides_is_told() -> None:
    told = notices(f"The bridge is gone\n\nMinutes of the meeting of 3 May 2024\n\n{EVENING}\n\n{NIGHT}\n")
    assert [(notice.code, notice.line) for notice in told] == [("text.signature", 3)]
    for line in ("By Ana Diaz, 3 May 2024", "Published on 3 May 2024 at 14:05", "Interview by Ana Diaz, May 3, 2024", "3 May 2024"):
        assert not notices(f"The bridge is gone\n\n{line}\n\n{EVENING}\n\n{NIGHT}\n")


# --- lists and lines within a text -----------------------------------------------------------------------

PAGE = "Home\nNews\n\nThe bridge is gone\n\nBy Ana Diaz\nMay 3, 2024\n\nShare\n\n{}\n\nRelated articles\nTen soups\nBread without tears\n"


@pytest.mark.parametrize(
    "lines",
    [
        "There is room for:\n\n- boats\n- carts\n- bicycles\n- those on foot",
        "- boats of the harbour;\n- carts of the mill;\n- bicycles;\n- those on foot.",
        "What he sang:\n\nThe river is high\nThe river is wide\nThe river has taken\nMy bridge to your side",
        "The ferry\n\nA landing\n\nThe boats\n\nOn the quay\n\nAt night",
    ],
    ids=["a list that a line introduces", "items of a sentence", "verse", "short lines"],
)
def test_a_text_goes_on_below_its_lists_and_short_lines(lines: str) -> None:
    end = "The mill has a boat of its own and lets nobody else have it, not even on a Sunday, they say."
    (article,) = articles(PAGE.format(f"{EVENING}\n\n{NIGHT}\n\n{lines}\n\n{end}"))
    kept = plain_text(*article.body)
    assert end in kept and "Ten soups" not in kept
    for line in lines.split("\n"):
        assert line.removeprefix("- ") in kept


def test_thai_has_paragraphs_and_no_headings_of_their_length() -> None:
    line = "โครงการนี้เริ่มขึ้นเมื่อปี ๒๕๖๐ โดยไม่มีเงินสนับสนุนจากรัฐ"
    (article,) = articles(f"{EVENING}\n\n{line}\n\n{NIGHT}\n")
    assert ["paragraph", line] in outline(article)


def test_poems_each_signed_are_verse() -> None:
    first = "The pond has drawn its curtain,\nThe gate has lost its squeak,\nAnd nothing here is certain\nBut the drip below the leak."
    second = "I came by the long road\nwhen the short one was closed,\ncounting the lamps\nas a miser counts coins."
    (article,) = articles(f"FROST\nby Ann Teller\n\n{first}\n\nNORTH\nby Idris Howell\n\n{second}\n")
    assert [plain_text(block) for block in article.body[1::2]] == [first, second]


def test_a_text_goes_on_below_a_box_of_buttons() -> None:
    (article,) = articles(PAGE.format(f"{EVENING}\n\n{NIGHT}\n\nShare\nSave\nFacebook\nTwitter\nEmail\n\n{PROSE}{MORE}"))
    assert [name for name, _ in outline(article)] == ["paragraph"] * 3


@pytest.mark.parametrize("mark", ["■", "●", "1."])
def test_a_marked_line_over_text_is_a_heading(mark: str) -> None:
    (article,) = articles(PAGE.format(f"{EVENING}\n\n{mark} What was left of it\n\n{NIGHT}"))
    assert ["heading", f"{mark} What was left of it"] in outline(article)


def test_items_of_japanese_stand_right_behind_their_dots() -> None:
    (article,) = articles(f"{EVENING}\n\n・後継ぎがいない（62％）\n・収入が少ない（48％）\n\n{NIGHT}\n")
    assert [said for name, said in outline(article) if name == "item"] == ["後継ぎがいない（62％）", "収入が少ない（48％）"]


def test_a_record_of_what_was_said_is_kept_with_its_marks() -> None:
    said = ["[MUSIC]", "HOST: Will you ever stop?", "ARTHUR: No.", "[00:03:40]", "[laughter]", "HOST: Thank you.", "ARTHUR: Mind the step."]
    lines = "\n\n".join(said)
    data = f"The man who winds the clock\n\n{lines}\n"
    assert not notices(data)
    assert " ".join(plain_text(*articles(data)[0].body).split()) == " ".join(lines.split())


def test_cues_of_a_play_stay_each_time() -> None:
    said = "MIRA\n\nIs it you, after all this time?\n\nMIRA\n\nIt is.\n\nMIRA\n\nThen come in, for the rain."
    data = f"The quay\n\n{EVENING}\n\n{said}\n\n{NIGHT}\n"
    assert plain_text(*articles(data)[0].body).count("MIRA") == 3


def test_a_sum_that_ends_a_broken_line_is_joined() -> None:
    head = "Subject: " + "x" * 68
    data = f"{head}\nTo: {'y' * 75}\n\n" + (
        "His great-granddaughter Joan, who is 71, said that rising flour prices\nand a broken oven had made up her mind. "
        "A new oven would have cost\n£38,000.\n\nPeople queued around the corner from six in the morning. By half past\n"
        "nine there was nothing left but a tray of gingerbread men, which she\ngave away.\n"
    )
    assert "would have cost £38,000." in plain_text(*articles(data)[0].body)


@pytest.mark.parametrize("gap", ["\n\n\n\n", "\n\n----------\n\n"])
def test_chapters_of_a_signed_text_are_its_parts(gap: str) -> None:
    told = f"{EVENING}\n\n{NIGHT}\n\n{PROSE}{MORE}"
    chapters = [
        f"CHAPTER {number}\n\n{name}\n\n{told}"
        for number, name in (("ONE", "The Solicitor"), ("TWO", "The Parrot"), ("THREE", "The House"))
    ]
    (article,) = articles(gap.join(["A Small Inheritance\n\nBy Ana Diaz\n\n" + told, *chapters]))
    assert [said for name, said in outline(article) if name == "heading"][1::2] == ["The Solicitor", "The Parrot", "The House"]
    signed = [chapter.replace("\n\n", "\n\nBy Li Wei\n\n", 1) for chapter in chapters]
    assert len(articles(gap.join(["A Small Inheritance\n\nBy Ana Diaz\n\n" + told, *signed]))) == 4


def test_a_headline_may_be_closed_as_a_sentence_is() -> None:
    (article,) = articles(f"They voted for the bridge. Now comes the hard part.\n\nBy Ana Diaz\nMay 3, 2024\n\n{EVENING}\n\n{NIGHT}\n")
    assert article.title == "They voted for the bridge. Now comes the hard part."
    assert (article.authors, article.published, len(article.body)) == (("Ana Diaz",), "2024-05-03", 2)


@pytest.mark.parametrize(
    ("menu", "foot"),
    [
        ("صفحہ اول\nپاکستان\nدنیا", "یہ بھی پڑھیے\nکراچی کی نئی ریل"),
        ("Αρχική\nΠολιτική\nΚόσμος", "Διαβάστε επίσης\nΗ νέα γέφυρα του νησιού"),
        ("Trang chủ\nThời sự\nThế giới", "Tin liên quan\nCây cầu mới của làng"),
        ("მთავარი\nპოლიტიკა\nსპორტი", "წაიკითხეთ აგრეთვე\nსოფლის ახალი ხიდი"),
    ],
)
def test_buttons_of_many_languages_make_a_page(menu: str, foot: str) -> None:
    (article,) = articles(f"{menu}\n\nThe Bridge Is Gone\n\nBy Ana Diaz\n\n{EVENING}\n\n{NIGHT}\n\n{foot}\n")
    assert [name for name, _ in outline(article)] == ["paragraph"] * 2


def test_a_recipe_s_parts_have_headings() -> None:
    parts = "Ingredients\n\n200 g butter\n3 leeks\n2 eggs\n\nMethod\n\n1. Melt the butter.\n2. Stir it."
    (article,) = articles(f"Soup of the quay\n\n{EVENING}\n\n{parts}\n\n{NIGHT}\n")
    assert [said for name, said in outline(article) if name == "heading"] == ["Ingredients", "Method"]


def test_what_somebody_says_is_no_heading() -> None:
    said = "HOST: How many clocks?\n\nARTHUR: Two hundred.\n\nHOST: Nine?\n\nARTHUR: " + PROSE + "\n\nHOST: Well then\n\nARTHUR: " + MORE
    (article,) = articles(f"The man who winds the clock\n\n{said}\n")
    assert not any(isinstance(block, Heading) for block in article.body)


@pytest.mark.parametrize(
    ("label", "lines", "headings"),
    [
        ("Read more", "The ferry that never came\nTen soups for a cold day\n\nWhat was left of it\n\n", ["What was left of it"]),
        ("相关阅读", "东海最后的渔家村\n一位老船长的航海图\n\n岛上的账本\n\n", ["岛上的账本"]),
        ("اقرأ أيضاً", "مكتبات الصحراء: رحلة إلى شنقيط\nحكاية الحبر الأسود\n\nسر اللمعان\n\n", ["سر اللمعان"]),
        ("Más información", "La isla que crece bajo el mar\n\nPalabras para un temblor\n\n", ["Palabras para un temblor"]),
    ],
)
def test_headlines_right_below_a_label_lead_elsewhere(label: str, lines: str, headings: list[str]) -> None:
    (article,) = articles(PAGE.format(f"{EVENING}\n\n{label}\n{lines}{NIGHT}\n\n{PROSE}"))
    assert [said for name, said in outline(article) if name == "heading"] == headings
    tight = PAGE.format(f"{EVENING}\n{label}\n{lines}{NIGHT}\n{PROSE}".replace("\n\n", "\n"))
    assert [said for name, said in outline(articles(tight)[0]) if name == "heading"][-1:] == headings


def test_a_deck_over_a_name_and_a_day_is_the_subtitle() -> None:
    deck = "How the harbour and the boat came to be without a master"
    (article,) = articles(
        f"Home\nNews\nThe quiet harbour lost its boat\n{deck}\nAna Diaz\nMay 3, 2024\nShare\n{EVENING}\n{NIGHT}\n{PROSE}\n"
    )
    assert (article.subtitle, article.authors) == (deck, ("Ana Diaz",))


@pytest.mark.parametrize("line", ["Temps de lecture 4 min.", "Lesezeit: 5 Minuten", "6 Min.", "3 min"])
def test_how_long_a_text_takes_is_of_its_page(line: str) -> None:
    told = PAGE.format(f"{line}\nGift this text\n{EVENING}\n{NIGHT}\n{PROSE}{MORE}")
    for page in (told, told.replace("\n\n", "\n").replace("\nShare\n", "\n")):
        assert [name for name, _ in outline(articles(page)[0])] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Vecinos del pueblo, ante el puente.", "LUIS CABRERA"),
        ("Étienne Ravel dans son atelier, à Tours, le 1er mars 2024.", "LUCIE BRAULT POUR « LE COURRIER »"),
        ("The quay at night.", "ANNA KOT / AP"),
    ],
)
def test_a_name_in_capitals_behind_a_caption_is_its_credit(caption: str, credit: str) -> None:
    (article,) = articles(PAGE.format(f"{caption} {credit}\n\n{EVENING}\n\n{NIGHT}\n\n{PROSE}{MORE}"))
    assert lead(article) == [caption, credit]


@pytest.mark.parametrize("end", ["READ MORE", "SEE ALSO: TEN SOUPS", "OK", "Then they saw the EU"])
def test_other_capitals_behind_a_sentence_are_no_credit(end: str) -> None:
    assert part_credit(f"The quay at night. {end}", sure=False)[1] == ""


@pytest.mark.parametrize("label", ["फोटो", "ছবি", "عکس", "Fotoğraf", "ფოტო"])
def test_credits_of_many_languages(label: str) -> None:
    assert is_credit_line(f"{label}: Ana Diaz") == "Ana Diaz"


WRAPPED = (
    "The harbour lay quiet that evening, and nobody on the quay had seen\n"
    "the boat come in, nor the man who brought it, who was asleep by then in\n"
    "the loft over the chandler's, with his boots on and his hat beside him."
)


def test_quoted_lines_of_a_mail_are_wrapped_as_others_are() -> None:
    quoted = "\n".join(f"> {line}" for line in WRAPPED.split("\n"))
    quoted += "\n>\n" + quoted.replace("boat", "ship") + "\n>\n" + quoted.replace("boat", "ketch")
    (article,) = articles(f"Hi all,\n\nOn Sunday Li Wei wrote:\n{quoted}\n\n{WRAPPED}\n\n{WRAPPED.replace('boat', 'ferry')}\n\nAna\n")
    whole = WRAPPED.replace("\n", " ")
    assert [said for name, said in outline(article) if name == "paragraph"][2] == whole
    assert [plain_text(block) for block in article.body if isinstance(block, Quote)] == [
        f"{whole}\n{whole.replace('boat', 'ship')}\n{whole.replace('boat', 'ketch')}"
    ]


def test_a_note_goes_on_where_its_words_begin() -> None:
    notes = "[1] Interview with her.\n[2] County archive. The bridge was opened by the Duchess of\n    Carrow in the rain.\n[3] Rolls."
    (article,) = articles(f"{WRAPPED}[1]\n\n{WRAPPED.replace('boat', 'ferry')}[2] [3]\n\n{notes}\n")
    assert [said for _, said in outline(article)][2:] == notes.replace("\n    ", " ").split("\n")


def test_brackets_within_a_sentence_begin_no_line() -> None:
    told = WRAPPED.replace("the boat come", "[5]boat or ship come").replace("the loft", "[his] loft")
    (article,) = articles(f"{told}\n\n{WRAPPED}\n\n{told.replace('quiet', 'still')}\n")
    assert len(article.body) == 3


MANUSCRIPT = f"""\
Anchor v1.7.11 Notes

This directory holds what is new in the harbour's book of tides. As you may
know, nothing in it is as it was, and the tables that you have are of no use
to anybody any more.

 * The tables of the north quay, which were off by an hour in every summer
   since the bridge was built, are right again.

 * Boats of more than 40 feet are told apart.

Words to the reader

{WRAPPED}

Copyright (c) 2006 by Ada Marsh
Copyright (c) 2009 by Tomas Quill

Permission is hereby granted, free of charge, to any person who obtains a
copy of this book and its tables, to deal in it without restriction, and to
permit others to do so, if this notice stands in every copy of it.

THE BOOK IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, AND NO AUTHOR IS LIABLE FOR ANY CLAIM THAT ARISES FROM THE USE OF IT.

{WRAPPED}
"""


def test_a_text_that_stands_as_someone_set_it_is_whole() -> None:
    (article,) = articles(MANUSCRIPT)
    assert article.title == "Anchor v1.7.11 Notes"
    kept = plain_text(*article.body)
    assert Counter(re.findall(r"\w+", f"{article.title} {kept}")) == Counter(re.findall(r"\w+", MANUSCRIPT))
    assert not notices(MANUSCRIPT)


def test_rights_and_buttons_that_close_such_a_text_go() -> None:
    head = "The Harbour Is Shut\n\nBy Ada Marsh\n3 May 2024"
    texts = "\n\n".join(WRAPPED.replace("boat", name) for name in ("boat", "ship", "ketch", "dinghy", "raft", "canoe", "punt", "yawl"))
    assert articles(f"LOCAL NEWS\n\n{head}\n\n{texts}\n")[0].title == "The Harbour Is Shut"
    (article,) = articles(f"{head}\n\n{texts}\n\nShare this article\n\n(c) 2024 The Harbour Times. All rights reserved.\n")
    assert article.title == "The Harbour Is Shut" and article.authors == ("Ada Marsh",) and len(article.body) == 8


def test_chapters_of_a_text_that_someone_set_are_one_article() -> None:
    chapter = f"\n{'=' * 70}\nThe {{0}} tide\n\n{WRAPPED.replace('quiet', '{0}')}\n\n{WRAPPED.replace('boat', '{0}')}\n\n\n"
    book = "THE TIDES\n\n" + "".join(chapter.format(name) for name in ("spring", "neap", "storm"))
    (article,) = articles(book)
    assert article.title == "THE TIDES" and sum(WRAPPED.count("boat") for _ in range(3)) <= plain_text(*article.body).count("tide")
    signed = "".join(chapter.format(name).replace(" tide\n", " tide\n\nBy Ada Marsh\n3 May 2024\n") for name in ("spring", "neap", "storm"))
    assert len(articles(signed)) == 3


def test_a_page_that_a_browser_broke_into_lines_goes_as_one() -> None:
    menu = "".join(f"  * {name}\n" for name in ("Home", "News", "Sport", "Weather", "Jobs", "Cars", "Share", "Search", "Log in", "Contact"))
    (article,) = articles(
        f"{menu}\nThe Harbour Is Shut\n\nBy Ada Marsh\n3 May 2024\n\n{WRAPPED}\n\n{WRAPPED.replace('boat', 'ship')}\n\n{menu}"
    )
    assert article.title == "The Harbour Is Shut" and "Sport" not in plain_text(*article.body)


def test_a_mark_whose_words_stand_on_the_next_line() -> None:
    (article,) = articles(f"{WRAPPED}\n\n{WRAPPED} Type: >\n>\n\t:set rope=100\n\n{WRAPPED.replace('boat', 'ship')}\n")
    assert ":set rope=100" in plain_text(*article.body)


def test_headings_with_a_line_below_are_all_that_such_a_text_has() -> None:
    part = "\n{0}\n----------\nRead the {0} at the quay\nbefore you go on to the next of them, which says more.\n\n"
    (article,) = articles(
        "The Book\n========\n" + "".join(part.format(name) for name in ("Anchor one", "Lamp two", "Rope three", "Mast four"))
    )
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == [
        "Anchor one",
        "Lamp two",
        "Rope three",
        "Mast four",
    ]


@pytest.mark.parametrize("line", ["x\n", "x\n\n", "a\tb\n", "|a|b|\n", "* * *\n"])
def test_lines_of_a_letter_beyond_number_are_no_article(line: str) -> None:
    with pytest.raises(InputError, match="no article"):
        articles(line * 300_000)


def test_a_byline_below_the_first_lines_of_a_page_s_text_is_one() -> None:
    menu = "Home\nNews\nSport\nSearch\nLog in\n\n"
    told = "\n\n".join(WRAPPED.replace("\n", " ").replace("boat", name) for name in ("boat", "ship", "ketch", "dinghy"))
    signed = f"{told}\n\nPicture of the harbour\n\nBy Ada Marsh\n\n{told.replace('quiet', 'still')}"
    (article,) = articles(f"{menu}The harbour is shut for the winter\n\n{signed}\n\nShare\n")
    assert (article.title, article.authors) == ("The harbour is shut for the winter", ("Ada Marsh",))


def test_what_stands_out_from_a_text_that_is_set_in_heads_it() -> None:
    told = "\n".join(f"       {line}" for line in WRAPPED.split("\n"))
    parts = "\n".join(
        f"{name}\n{told.replace('boat', name.lower())}\n\n       Set in as {name} is\n" for name in ("NAME", "SYNOPSIS", "OPTIONS", "BUGS")
    )
    (article,) = articles(f"QUAY(1)                     User Commands                    QUAY(1)\n\n{parts}")
    assert [plain_text(block) for block in article.body if isinstance(block, Heading)] == ["NAME", "SYNOPSIS", "OPTIONS", "BUGS"]


def test_fields_are_not_joined_where_their_lines_are_long() -> None:
    head = "Subject: Village shop wins its reprieve after the council's vote\nMessage-ID: <abc2@example.org>\nDate: Sun, 3 Mar 2024"
    (article,) = articles(f"{head}\n\n{WRAPPED}\n\n{WRAPPED.replace('boat', 'ferry')}\n")
    assert article.title == "Village shop wins its reprieve after the council's vote"


def test_items_set_in_below_one_are_a_list_within_it() -> None:
    lines = "1. bread\n   - rye\n   - wheat\n     * white\n2. cheese\n3. soup"
    (article,) = articles(f"{EVENING}\n\n{lines}\n\n{NIGHT}\n")
    whole = article.body[1]
    assert isinstance(whole, List) and whole.ordered and len(whole.items) == 3
    _, within = whole.items[0]
    assert isinstance(within, List) and not within.ordered
    assert [plain_text(item[0]) for item in within.items] == ["rye", "wheat"]
    assert plain_text(within.items[1][1]) == "white"


@pytest.mark.parametrize("items", ["(a) by road\n(b) by water", "a. Rowing\nb. Walking\nc. Waiting", "a) once\nb) twice"])
def test_lines_that_letters_count_are_no_headings(items: str) -> None:
    (article,) = articles(f"{EVENING}\n\n{items}\n\n{NIGHT}\n")
    assert [name for name, _ in outline(article)] == ["paragraph"] * (3 + items.count("\n"))
    (article,) = articles(f"{WRAPPED}\n{items}\n\n{WRAPPED}\n")
    assert items.split("\n")[1] in [said for _, said in outline(article)]


def test_the_last_line_of_a_stanza_is_of_it() -> None:
    stanza = [
        "The water was wide, and the night was long,",
        "And nobody came, and nobody came,",
        "But down to the jetty he went all the same.",
    ]
    set_in = "\n".join(f"        {line}" for line in stanza)
    (article,) = articles(f"{WRAPPED}\n\n{set_in}\n\n{WRAPPED}\n")
    assert plain_text(article.body[1]) == "\n".join(stanza)


def test_lists_set_in_ever_deeper_are_read() -> None:
    lines = "\n".join(f"{' ' * 2 * depth}- item {depth}" for depth in range(2_000))
    (article,) = articles(f"{EVENING}\n\nWhat to bring:\n\n{lines}\n\n{NIGHT}\n")
    assert "item 1999" in plain_text(*article.body)


TOLD = [
    f"{EVENING}\n\n{NIGHT}\n\n{PROSE}{MORE}",
    f"By night the master lay quiet, so that nobody had seen it. And so it went.\n\n{MORE}{MORE}\n\nNobody saw the harbour lie quieter.",
    f"In the night it took the lower bridge. {PROSE}{MORE}\n\nThe quay had seen the boat go out by night, and nobody else had.\n\n{PROSE}",
]
HEADLINES = ["The quiet harbour lost its boat", "The master sleeps on all the same", "The river took the lower bridge"]


def titles(data: str) -> list[str]:
    return [article.title for article in articles(data)]


@pytest.mark.parametrize("count", ["Article {} of 3", "[{}/3]", "第{}篇，共3篇", "Beitrag {} von 3"])
def test_a_line_that_counts_the_articles_parts_them(count: str) -> None:
    parts = [f"{count.format(number)}\n\n{HEADLINES[number - 1]}\n\n{TOLD[number - 1]}" for number in (1, 2, 3)]
    assert titles("\n\n".join(parts)) == HEADLINES
    assert len(articles("\n\n".join([parts[0], parts[2], parts[1]]))) == 1


def test_page_numbers_part_no_articles() -> None:
    assert len(articles("\n\n".join(f"Page {number} of 3\n\n{told}" for number, told in enumerate(TOLD, 1)))) == 1


def test_articles_that_open_alike_are_parted_by_form_feeds_and_without_blank_lines() -> None:
    signed = [f"{title}\nBy Ana Diaz\nMay 3, 2024\n{told}\n" for title, told in zip(HEADLINES, TOLD, strict=True)]
    assert titles("\f".join(signed)) == HEADLINES
    assert titles("".join(signed).replace("\n\n", "\n")) == HEADLINES


def test_addresses_over_articles_may_stand_apart() -> None:
    data = "\n\n".join(f"https://example.org/{title[4]}\n\n{title}\n\n{told}" for title, told in zip(HEADLINES, TOLD, strict=True))
    assert [(article.title, article.url) for article in articles(data)] == [
        (title, f"https://example.org/{title[4]}") for title in HEADLINES
    ]


def test_a_digest_of_mails_is_one_article_each_whatever_its_first_label_is() -> None:
    mails = [
        f"Message: {number}\nDate: Sun, {number} Mar 2024 10:32:00 +0000\nFrom: Ana Diaz <ana@example.org>\nSubject: {title}\n\n{told}\n"
        for number, title, told in zip((1, 2, 3), HEADLINES, TOLD, strict=True)
    ]
    digest = f"Send submissions to\n\tlakes@example.org\n\nToday's Topics:\n\n   1. {HEADLINES[0]} (Ana)\n\n\n{'-' * 70}\n\n"
    found = articles(digest + f"\n{'-' * 30}\n\n".join(mails))
    assert [(article.title, article.authors, article.published) for article in found] == [
        (title, ("Ana Diaz",), f"2024-03-0{number}") for number, title in enumerate(HEADLINES, 1)
    ]


def test_a_book_of_project_gutenberg_is_the_book() -> None:
    front = "The Project Gutenberg eBook of The Ferry\n\nThis eBook is for anyone.\n\nTitle: The Ferry\n\nAuthor: Ada Marsh\n\n"
    edge = "*** {} OF THE PROJECT GUTENBERG EBOOK THE FERRY ***"
    chapters = "\n\n\n\n".join(f"CHAPTER {'I' * number}.\n\n\n{told}" for number, told in enumerate(TOLD, 1))
    data = (
        f"{front}{edge.format('START')}\n\n\n{chapters}\n\n{edge.format('END')}\n\nNo one owns a United States copyright in these works.\n"
    )
    (article,) = articles(data)
    assert (article.title, article.authors) == ("The Ferry", ("Ada Marsh",))
    assert [said for name, said in outline(article) if name == "heading"] == ["CHAPTER I.", "CHAPTER II.", "CHAPTER III."]
    assert len(article.body) == 12
    assert {notice.code for notice in notices(data)} == {"text.field"}
    assert [verdict.line for verdict in explain(text(data))] == list(range(1, data.count("\n") + 1))


@pytest.mark.parametrize("number", ["- {} -", "Page {} of 3", "Seite {}"])
def test_pages_may_end_with_their_numbers_alone(number: str) -> None:
    told = [textwrap.fill(part, 70) for part in "\n\n".join(TOLD).split("\n\n")]
    pages = [
        f"{'Orrin Review':<60}March\n\n" + "\n\n".join(told[3 * at : 3 * at + 3]) + f"\n\n{number.format(at + 1):>40}" for at in range(3)
    ]
    data = "\n\n".join(["The harbour lay quiet", *pages]) + "\n"
    assert [said.strip() for _, said in outline(articles(data)[0])] == [part.strip() for part in "\n\n".join(TOLD).split("\n\n")]
    assert [notice.code for notice in notices(data)] == ["text.page"] * 5


@pytest.mark.parametrize(
    "listed",
    [
        "References\n\n   Visible links\n   1. https://example.org/\n   2. https://example.org/2",
        "References:\n\n[1] https://example.org/\n[2] https://example.org/2",
    ],
)
def test_numbers_of_links_that_a_text_browser_sets_go_with_their_addresses(listed: str) -> None:
    marked = EVENING.replace("boat", "[2]boat")
    data = f"The harbour lay quiet\n\nBy [1]Ana Diaz\nMay 3, 2024\n\n{marked}\n\n{NIGHT}\n\n{PROSE}{MORE}\n\n{listed}\n"
    (article,) = articles(data)
    assert (article.authors, plain_text(article.body[0]), len(article.body)) == (("Ana Diaz",), EVENING, 3)
    (notice,) = notices(data)
    assert (notice.code, notice.count) == ("text.address", 3 + ("Visible" in listed))


def test_an_author_s_own_list_of_addresses_stays() -> None:
    data = f"{EVENING[:-1]} [1].\n\n{NIGHT[:-1]}[2].\n\n[1] https://example.org/\n[2] https://example.org/2\n"
    assert not notices(data)
    assert "[2] https://example.org/2" in plain_text(*articles(data)[0].body)


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ("Its plan (https://example.org/a_(b)) was drawn by hand, and nobody has seen it.", ["https://example.org/a_(b)"]),
        ("Its plan is at https://example.org/a?b=1, and nobody has seen it, or https://.", ["https://example.org/a?b=1"]),
    ],
)
def test_addresses_in_a_text_are_links(said: str, links: list[str]) -> None:
    (article,) = articles(f"{EVENING}\n\n{said}\n\n{NIGHT}\n")
    assert plain_text(article.body[1]) == said
    assert [node.href for node in walk(article.body[1]) if isinstance(node, Link)] == links


def test_lines_that_begin_with_addresses_are_not_wrapped() -> None:
    assert wrap_width([f"https://example.org/{number} {title} again" for number, title in enumerate(HEADLINES * 2)]) == 0


def test_parts_that_are_counted_keep_the_first_of_their_headings() -> None:
    (article,) = articles(
        "\n\n".join(f"{number}. {title}\n\n{told}" for number, title, told in zip((1, 2, 3), HEADLINES, TOLD, strict=True))
    )
    assert [said for name, said in outline(article) if name == "heading"] == [f"{at}. {title}" for at, title in enumerate(HEADLINES, 1)]
