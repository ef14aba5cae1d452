"""Text of any encoding is read right; what is not stated is guessed and told."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.encoding import codec, decoded, wide
from convert.formats import Source, sniff
from convert.notices import Notice
from convert.walk import plain_text
from tests.growth import grows_in_step


def in_parts(text: str) -> str:
    """Vietnamese ``text`` as windows-1258 has it, each tone behind its letter."""
    found = unicodedata.normalize("NFD", text)
    return re.sub("[aeouAEOU][\u0306\u0302\u031b]", lambda match: unicodedata.normalize("NFC", match[0]), re.sub(_TONE, r"\2\1", found))


_TONE = "([\u0300\u0301\u0303\u0309\u0323])([\u0306\u0302\u031b])"

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
    "pl": "Prom znów przepływa cieśninę dwa razy dziennie, choć już mało kto czeka. Kapitan, wnuk poprzedniego, też się nie spóźnia.\n",
    "th": "เรือข้ามฟากข้ามช่องแคบวันละสองครั้ง กัปตันเป็นหลานชายของกัปตันคนก่อนและรักษาเวลาเดิม\n",
    "bg": "Фериботът отново прекосява пролива два пъти на ден. Капитанът е внук на предишния и спазва същите часове.\n",
    "cs": "Přívoz opět křižuje úžinu dvakrát denně. Kapitán je vnukem předešlého a stále dodržuje jízdní řád, i když už málokdo čeká.\n",
    "fa": "كشتي دوباره روزي دو بار از تنگه مي گذرد. ناخدا نوه ناخداي پيشين است و همان ساعت ها را نگه مي دارد.\n",
    "hu": "A révész újra naponta kétszer kel át a szoroson. Az előző kapitány unokája, és ő is a régi időkhöz tartja magát.\n",
    "is": "Ferjan siglir aftur yfir sundið tvisvar á dag, líka þegar fáir bíða. Skipstjórinn hefur sömu tíma og afi hans áður.\n",
    "lt": "Keltas vėl plaukia per sąsiaurį dukart per dieną. Kapitonas yra ankstesniojo vaikaitis ir laikosi tų pačių valandų.\n",
    "sv": "Färjan går åter över sundet två gånger om dagen. Kaptenen är sonson till den förre och håller på samma tider på hösten.\n",
    "tr": "Vapur yine günde iki kez boğazı geçiyor. Kaptan, eski kaptanın torunu; aynı saatlere bağlı kalıyor ve kışın da çalışıyor.\n",
    "vi": in_parts("Phà lại qua eo biển hai lần một ngày. Thuyền trưởng là cháu của thuyền trưởng trước và vẫn giữ đúng những giờ đó.\n"),
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
    text = TEXTS[language].replace("—", "-")
    assert read(text.encode(name), stated=codec(name)) == (text, [])


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_in_any_form_is_sure(language: str, name: str) -> None:
    """Chinese and Japanese have few blanks: their line ends tell the units."""
    assert read(TEXTS[language].encode(name)) == (TEXTS[language], [])


# What servers and editors state of text that is in another encoding: what they were set to.
STATED = [
    ("ru", "cp1251", "iso-8859-1 koi8-r iso-8859-5"), ("ru", "koi8-r", "iso-8859-1 windows-1251"), ("ru", "cp866", "windows-1251"),
    ("ru", "iso8859-5", "windows-1251"), ("uk", "cp1251", "iso-8859-1 koi8-u"), ("uk", "koi8-u", "windows-1251"),
    ("bg", "cp1251", "iso-8859-1 iso-8859-5"), ("el", "cp1253", "iso-8859-1 windows-1251"), ("he", "cp1255", "iso-8859-1 windows-1256"),
    ("ar", "cp1256", "iso-8859-1 iso-8859-6"), ("fa", "cp1256", "iso-8859-1"), ("th", "cp874", "iso-8859-1"),
    ("zh", "gb18030", "iso-8859-1 windows-1251 big5"), ("zh-Hant", "big5", "iso-8859-1 gb2312"), ("ko", "euc_kr", "iso-8859-1 gb2312"),
    ("ja", "shift_jis", "iso-8859-1 gb2312"), ("ja", "euc_jp", "iso-8859-1 big5"), ("tr", "cp1254", "iso-8859-1 windows-1251"),
    ("vi", "cp1258", "iso-8859-1"), ("pl", "cp1250", "iso-8859-1 windows-1251"), ("cs", "cp1250", "iso-8859-1"),
    ("lt", "cp1257", "iso-8859-1 windows-1251"), ("is", "cp1252", "iso-8859-2 windows-1251"), ("sv", "cp1252", "windows-1251 gb2312"),
]  # fmt: skip


TIMES = {"is": 2, "lt": 2, "pl": 2, "sv": 2}


@pytest.mark.parametrize(("language", "name", "stated"), [(*case[:2], stated) for case in STATED for stated in case[2].split()])
def test_what_the_text_plainly_is_not_in_is_not_believed(language: str, name: str, stated: str) -> None:
    data = (TEXTS[language] * TIMES.get(language, 1)).replace("—", "-").encode(name)
    text, codes = read(data, stated=codec(stated))
    assert (text, codes) == (data.decode(name), ["text.encoding"])


@pytest.mark.parametrize(
    ("language", "name"),
    [
        *((case[0], case[1]) for case in STATED),
        ("cs", "iso8859-2"),
        ("hu", "iso8859-2"),
        ("hu", "cp1250"),
        ("tr", "iso8859-9"),
        ("is", "latin-1"),
        ("de", "cp1250"),
        ("sv", "iso8859-15"),
    ],
)
@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize("changed", [str.upper, str.title, lambda text: f"{ENGLISH * 3}{text}{ENGLISH * 3}", lambda text: text[:25]])
def test_what_is_truly_stated_is_believed(language: str, name: str, times: int, changed: Callable[[str], str]) -> None:
    data = changed(TEXTS[language].replace("\n", " ") * times).encode(name, errors="ignore")
    assert read(data, stated=codec(name)) == (data.decode(codec(name)), [])


ENGLISH = "The ferry’s crew – all four of them – said “no” twice, in the café’s back room, and that was that. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n".join(f"{chr(code)} &#{code}; is sign {code:x}" for code in range(0xA0, 0x100)), "cp1252"),
        ("¸.·´¯`·.¸¸.·´¯`·.¸ ><(((º> ¤ø,¸¸,ø¤º°`°º¤ø,¸ Welcome ¸,ø¤º°`°º¤ø\n" * 4, "cp1252"),
        ("┌──────────────┐\n│ Привет, мир! │\n└──────────────┘\n" * 4, "koi8-r"),
        ("╔══════════════╗\n║ Read me now  ║\n╚══════════════╝\n░▒▓█ greetings █▓▒░\n" * 4, "cp437"),
        ("├── src\n│   ├── main.c\n│   └── util.c\n└── README\n" * 4, "cp850"),
        ("Peasah\u00a0SK\u00a0,\u00a0\u00a0Breese\u00a0J\u00a0.\u00a0Studies\u00a0.\u00a02013\u00a0;31:5339\n" * 20, "cp1252"),
        ("• 20°C ±5 » ½ cup • © 2003 Acme® • “It’s” … €5 – £3\n" * 20, "cp1252"),
        ("¿Qué? ¡Sí! ¿Cómo está? ¡Mañana! ¿Por qué no? El señor Núñez, un niño pequeño, ¡olé!\n", "cp1252"),
        ("Łukasz Żółkiewski, Małgorzata Śląska, Jędrzej Wąż, Paweł Gęś, Świętosława Źdźbło\n", "cp1250"),
        ("Þórður Ægisson, Sigríður Þöll, Guðrún Ösp, Hörður Áki, Þórunn Ýr, Æsa Björk, Óðinn Þór\n", "latin-1"),
        ("А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я\n", "cp1251"),
        ("Београд је главни град Србије. Beograd je glavni grad. Политика излази од 1904.\n", "cp1251"),
        ("Vom Fährmann erzählt man größere Dinge, überall, täglich, mündlich. Čeština Slovenčina\n" * 4, "cp1250"),
    ],
)
def test_what_looks_strange_may_be_truly_stated(text: str, name: str) -> None:
    assert read(text.encode(name), stated=codec(name)) == (text, [])


@pytest.mark.parametrize(
    ("text", "name", "stated"),
    [
        (
            "Łódź powoli płynie przez cieśninę, a ludzie idą ścieżką pod górę, choć jest już późno. Myślą o świętach.\n",
            "cp1250",
            "iso8859-2",
        ),
        ("Їжак побіг до лісу, а їжачиха лишилась удома. Її діти їли ягоди й гралися біля річки.\n", "koi8-u", "koi8-r"),
    ],
)
def test_signs_within_words_tell_encodings_that_are_near(text: str, name: str, stated: str) -> None:
    assert read(text.encode(name), stated=stated) == (text, ["text.encoding"])


@pytest.mark.parametrize("stated", ["", "cp1252", "gb18030"])
def test_a_character_cut_in_two_hides_nothing(stated: str) -> None:
    """A headline that a program cut after so many bytes is common in Chinese pages."""
    cut = TEXTS["zh"].encode("gb18030")[:-4] + b"\n"
    text, codes = read(TEXTS["zh"].encode("gb18030") * 40 + cut + TEXTS["zh"].encode("gb18030") * 40, stated=stated)
    assert text.count(TEXTS["zh"].strip()) == 80
    assert codes == (["text.characters"] if stated == "gb18030" else ["text.encoding", "text.characters"])


@pytest.mark.parametrize(
    ("name", "found"),
    [("windows-874", "cp874"), ("ISO-8859-8-I", "iso8859-8"), ("x-sjis", "cp932"), ("x-cp1251", "cp1251"), ("no such", "")],
)
def test_names_that_only_the_web_knows(name: str, found: str) -> None:
    assert codec(name) == found


@pytest.mark.parametrize(("language", "name", "stated"), [("ru", "cp1251", "iso-8859-1"), ("zh", "gb18030", "iso-8859-1")])
def test_a_page_with_a_wrong_statement_is_read_with_its_title(language: str, name: str, stated: str, tmp_path: Path) -> None:
    body = TEXTS[language].replace("—", "-").strip()
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={stated}"><title>{body[:20]}</title><style>p {{ margin: 0 }}</style>'
    )
    page = f"<html><head>{head}</head><body><article><h1>{body[:20]}</h1>{f'<p>{body}</p>' * 4}</article></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode(name))
    told: list[Notice] = []
    (article,) = convert.read(tmp_path / "page.html", notify=told.append)
    assert (article.title, article.language) == (body[:20].strip(), language)
    assert body in plain_text(*article.body)
    assert [notice.message for notice in told if notice.code == "html.encoding"] == [
        f"the encoding is not truly stated; it was read as {name}"
    ]


def test_escapes_between_scripts() -> None:
    assert read(TEXTS["ja"].encode("iso2022_jp")) == (TEXTS["ja"], [])
    assert read(TEXTS["ko"].encode("iso2022_kr")) == (TEXTS["ko"], [])
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
    def read_lines(lines: int) -> None:
        data = b"An English line without any other letter.\n" * lines + TEXTS["ru"].replace("—", "-").encode("cp1251")
        text, codes = read(data)
        assert text.endswith(TEXTS["ru"].replace("—", "-"))
        assert codes == ["text.encoding"]

    assert grows_in_step(read_lines, 50_000)


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


# --- two encodings in one text ------------------------------------------------------------------------------------

OLD, NEW = "Der Brückenbauer sagte „schön“, größer wäre besser.", "Die Brücke über den Fluß ist für größere Wagen gesperrt."


@pytest.mark.parametrize("stated", ["", "utf-8", "cp1252"])
@pytest.mark.parametrize("between", ["\n", "</p><p>"])
def test_parts_in_an_encoding_of_a_byte_a_letter_are_read_amid_utf8(between: str, stated: str) -> None:
    notices: list[Notice] = []
    data = between.encode().join((NEW.encode(), OLD.encode("cp1252"), b"So it is.", NEW.encode()))
    assert decoded(data, "x", notices.append, stated=stated) == between.join((NEW, OLD, "So it is.", NEW))
    assert [(notice.kind, notice.code, notice.count) for notice in notices] == [("repaired", "text.encoding", 1)]


def test_what_is_damaged_or_in_one_encoding_is_not_parted() -> None:
    notices: list[Notice] = []
    cut = NEW.encode().replace("ß".encode(), "ß".encode()[:1])
    for damaged in (cut, b"Die Stra" + b"\xc3e"):
        assert "\ufffd" in decoded(b"\n".join((NEW.encode() * 3, damaged)), "x", notices.append)
    assert decoded(f"{OLD}\nÃ¼\n{OLD}".encode("cp1252"), "x", notices.append, stated="cp1252") == f"{OLD}\nÃ¼\n{OLD}"
