"""Text of any encoding is read right; what is not stated is guessed and told."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.encoding import decoded, wide
from convert.formats import Source, sniff
from convert.notices import Notice
from convert.walk import plain_text

TEXTS = {
    "ru": "Паром снова ходит через пролив дважды в день. Капитан — внук последнего капитана, и он соблюдает те же часы.\n",
    "uk": "Їжак побіг до лісу, а їжачиха лишилась удома чекати на дітей. Увечері всі зібралися біля теплої печі.\n",
    "ja": "渡し船は一日に二回、海峡を渡っている。船長は前の船長の孫で、同じ時刻を守っている。\n",
    "zh": "渡轮每天两次横渡海峡。船长是上一任船长的孙子，他遵守同样的时间。\n",
    "zh-Hant": "渡輪每天兩次橫渡海峽。船長是上一任船長的孫子，他遵守同樣的時間。\n",
    "ko": "나룻배는 하루에 두 번 해협을 건넌다. 선장은 지난 선장의 손자이며 같은 시간을 지킨다.\n",
    "ar": "تعبر العبّارة المضيق مرتين كل يوم. القبطان حفيد القبطان الأخير وهو يحافظ على المواعيد نفسها.\n",
    "he": "המעבורת חוצה את המצר פעמיים ביום. רב החובל הוא נכדו של רב החובל הקודם והוא שומר על אותן שעות.\n",
    "el": "Το πορθμείο διασχίζει το στενό δύο φορές την ημέρα. Ο καπετάνιος είναι εγγονός του προηγούμενου.\n",
    "de": "Die Fähre überquert den Sund wieder zweimal täglich. Ihr Kapitän ist der Enkel des vorigen und hält die üblichen Zeiten ein.\n",
    "fr": "Le bac traverse à nouveau le détroit deux fois par jour, été comme hiver, et le capitaine garde les mêmes horaires.\n",
    "pl": "Prom znowu przepływa cieśninę dwa razy dziennie. Jego kapitan jest wnukiem poprzedniego i też przestrzega godzin.\n",
    "th": "เรือข้ามฟากข้ามช่องแคบวันละสองครั้ง กัปตันเป็นหลานชายของกัปตันคนก่อนและรักษาเวลาเดิม\n",
}
LEGACY = [
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso8859-5"), ("uk", "cp1251"), ("ja", "shift_jis"), ("ja", "euc_jp"),
    ("zh", "gb18030"), ("zh-Hant", "big5"), ("ko", "euc_kr"), ("ar", "cp1256"), ("he", "cp1255"), ("el", "cp1253"), ("de", "cp1252"),
    ("fr", "latin-1"), ("pl", "cp1250"), ("pl", "iso8859-2"), ("th", "cp874"),
]  # fmt: skip


def read(data: bytes, **options: str) -> tuple[str, list[str]]:
    told: list[Notice] = []
    return decoded(data, "x", told.append, **options), [notice.code for notice in told]  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "name"), LEGACY)
def test_what_is_not_stated_is_guessed_and_told(language: str, name: str) -> None:
    assert read(TEXTS[language].replace("—", "-").encode(name)) == (TEXTS[language].replace("—", "-"), ["text.encoding"])


@pytest.mark.parametrize(("language", "name"), LEGACY)
def test_what_is_stated_needs_no_guess(language: str, name: str) -> None:
    from convert.encoding import codec

    text = TEXTS[language].replace("—", "-")
    assert read(text.encode(name), stated=codec(name)) == (text, [])


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_in_any_form_is_sure(language: str, name: str) -> None:
    """Chinese and Japanese have few blanks: their line ends tell the units."""
    assert read(TEXTS[language].encode(name)) == (TEXTS[language], [])


def test_escapes_between_scripts() -> None:
    assert read(TEXTS["ja"].encode("iso2022_jp")) == (TEXTS["ja"], [])
    assert read(b"\x1b[31mred\x1b[0m \x1b(B") == ("\x1b[31mred\x1b[0m \x1b(B", [])


def test_a_statement_that_is_not_true_is_not_believed() -> None:
    assert read(TEXTS["ru"].encode(), stated="cp1251") == (TEXTS["ru"], [])
    text, codes = read(TEXTS["ja"].encode("euc_jp"), stated="cp949")
    assert codes in ([], ["text.encoding"])
    assert read(TEXTS["ru"].replace("—", "-").encode("cp1251"), stated="utf-8")[0] == TEXTS["ru"].replace("—", "-")
    assert text


def test_damage_is_replaced_and_counted() -> None:
    told: list[Notice] = []
    text = decoded((TEXTS["ru"] * 3).encode().replace("капитана".encode(), b"\xff\xfe"), "x", told.append)
    assert text.count("\ufffd") == 6
    assert [(notice.code, notice.count) for notice in told] == [("text.characters", 6)]
    assert read(TEXTS["de"].encode() + "ü".encode()[:1]) == (TEXTS["de"], ["text.truncated"])


def test_a_few_letters_late_in_an_english_text() -> None:
    data = b"An English line without any other letter.\n" * 50_000 + TEXTS["ru"].replace("—", "-").encode("cp1251")
    began = time.monotonic()
    text, codes = read(data)
    assert text.endswith(TEXTS["ru"].replace("—", "-"))
    assert codes == ["text.encoding"]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        bytes(1000),
        b"ab\0cd\0ef",
        b"\0\nShares",
        b"The ferry\0 runs.\n",
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + bytes(64),
    ],
)
def test_zero_bytes_alone_make_no_text(data: bytes) -> None:
    assert wide(data) == ""


@given(st.binary(max_size=300), st.sampled_from(["", "cp1251", "utf-16-le", "iso2022_jp", "gb18030"]))
def test_p5_any_bytes_become_text(data: bytes, stated: str) -> None:
    text, _ = read(data, stated=stated)
    text.encode("utf-8")


@pytest.mark.parametrize(("language", "name"), [*LEGACY, ("ru", "utf-16-le"), ("zh", "utf-16-be"), ("en", "utf-16-le")])
def test_files_of_any_encoding_are_read_right(language: str, name: str, tmp_path: Path) -> None:
    body = TEXTS.get(language, "The ferry crosses the sound again, twice a day and once on Sundays.\n").replace("—", "-")
    for suffix, text in (
        (".txt", f"{body[:15]}\n\n{body}"),
        (".md", f"# {body}\n{body}"),
        (".html", f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{f'<p>{body}</p>' * 6}</article></body></html>"),
    ):
        (tmp_path / f"x{suffix}").write_bytes(text.encode(name))
        told: list[Notice] = []
        (article,) = convert.read(tmp_path / f"x{suffix}", notify=told.append)
        shown = f"{article.title}\n{plain_text(*article.body)}"
        assert body.strip() in shown.replace("\n", " ").replace("  ", " ") or body.strip() in shown, suffix
        guessed = not name.startswith("utf")
        assert any(notice.code.endswith(".encoding") for notice in told) == guessed, suffix


def test_wide_text_is_known_by_its_content() -> None:
    for name in ("utf-16", "utf-16-le", "utf-16-be"):
        assert sniff(Source("x", "<!DOCTYPE html><html><p>Tide".encode(name))) == "html"
        assert sniff(Source("x", "# Tide\n\nSee [it](https://example.org/) now.\n".encode(name))) == "markdown"
        assert sniff(Source("x", "Just a line of text.\n".encode(name))) == "text"
    assert sniff(Source("x", codecs.BOM_UTF8 + b"<html><body>")) == "html"
    with pytest.raises(convert.InputError, match="not text"):
        sniff(Source("x", bytes(range(256)) * 16))
