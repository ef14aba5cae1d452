"""Words whose glyphs don't spell them: what is copied, searched and read aloud is what was written, in any script and with any font."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest

import convert
import convert.model as m
from convert.collate import witnesses
from tests.checkers import needs, pdf, verapdf
from tests.specimen import par
from tests.test_contract import written

WORDS = {
    "bn": "শ্রেষ্ঠ কবিতা লেখা হয়েছিল কলকাতায়।",
    "bo": "བོད་སྐད་ཀྱི་ཡི་གེ་རྒྱལ་པོ།",
    "gu": "ગુજરાતી ભાષામાં ક્ષિતિજ",
    "hi": "क्षत्रिय राजा ने स्त्रियों को विद्या की शक्ति दी, मनीष ने किताब पढ़ी थी।",
    "km": "ភាសាខ្មែរ ស្រុកក្រៅ ត្រូវបាន",
    "kn": "ಕನ್ನಡ ಭಾಷೆಯಲ್ಲಿ ಕ್ಷೇತ್ರ ಶ್ರೀ",
    "lo": "ນ້ຳໃຈ ຢູ່ທີ່ນີ້ ພາສາລາວ",
    "ml": "മലയാളം ഭാഷയിൽ ക്ഷേത്രം കൊണ്ടു പോയി",
    "my": "မြန်မာနိုင်ငံ၏ မြို့တော်သည် နေပြည်တော် ဖြစ်သည်။",
    "pa": "ਪੰਜਾਬੀ ਵਿੱਚ ਸ੍ਰੀ",
    "si": "ශ්\u200dරී ලංකාව ක්ෂේත්\u200dරය කොළඹ",
    "ta": "கொடுத்தான், போனார், வெளியே சென்றாள்.",
    "te": "తెలుగు భాష క్షేత్రంలో స్త్రీలు",
    "th": "ที่นี่มีน้ำใจ ผู้ใหญ่บ้านกำลังทำงาน",
    "yo": "e\u0323\u0301 wo\u0323n o\u0323\u0300re\u0323",
}


def set_in(language: str, *texts: str) -> bytes:
    article = m.Article(title="T", language=language, body=tuple(par(text) for text in texts))
    return written("pdf", convert.pack([article], cover=False), "classic")


def squeezed(text: str) -> str:
    """``text`` without blanks, and without what poppler puts round words of the other direction."""
    return "".join(character for character in text if not character.isspace() and unicodedata.category(character) != "Cf")


@pytest.mark.parametrize("language", WORDS)
def test_words_are_read_back_as_they_were_written(language: str, tmp_path: Path) -> None:
    data = set_in(language, WORDS[language])
    (copy,) = witnesses("pdf", io.BytesIO(data))
    assert squeezed(copy.text) == squeezed(WORDS[language])
    if not pdf.text_available():
        made = tmp_path / "words.pdf"
        made.write_bytes(data)
        assert squeezed(WORDS[language]) in squeezed(pdf.text(made))


def test_words_in_a_line_that_runs_the_other_way_are_whole() -> None:
    (copy,) = witnesses("pdf", io.BytesIO(set_in("he", f"שלום {WORDS['hi']} עולם")))
    assert all(word in copy.text for word in ("क्षत्रिय", "किताब", "שלום", "עולם"))


def test_a_run_of_nothing_that_shows_stops_no_line() -> None:
    (copy,) = witnesses("pdf", io.BytesIO(set_in("hi", "क\u180eि है", "कि \u2066\u2066 है")))
    assert squeezed(copy.text) == "किहैकिहै"


def test_a_line_without_marks_says_nothing_twice() -> None:
    assert b"ActualText" not in _content(set_in("de", "Straße und Öl, fünf Flüsse"))
    assert b"ActualText" in _content(set_in("hi", WORDS["hi"]))


@needs(verapdf)
def test_what_clusters_say_is_valid(tmp_path: Path) -> None:
    made = tmp_path / "words.pdf"
    made.write_bytes(set_in("en", *WORDS.values()))
    assert verapdf.check([made], "ua1") == []
    assert pdf.check([made]) == []


def _content(data: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as opened:
        return b"".join(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in opened.pages)
