"""The mail reader: newsletters and plain letters as mail programs save them."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import random
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from convert import model
from convert.assemble import pack
from convert.errors import ConvertError, InputError
from convert.formats import Source, sniff
from convert.model import Article
from convert.notices import Notice
from convert.readers.mail import read
from convert.walk import plain_text, walk
from tests.books import drawn

LINE = "The harbour wakes before the town does, and the boats come in on the tide of the morning."
HTML = (
    '<html><body><div style="display:none">Preview of the letter</div><table role="presentation"><tr><td><h1>Ebb &amp; flow</h1>'
    f"<p>{LINE}</p><p>Größer: <a href='https://c.example/x?utm_source=mail'>this</a>.</p><p><img src='cid:sea' alt='Sea'></p></td></tr></table></body></html>"
)


def letter(*, html: str = HTML, text: str = "In plain.", charset: str = "utf-8", cte: str = "quoted-printable") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = '"Küsten-Post, Ada Ferro" <post@coast.example>'
    message["To"] = "you@example.org"
    message["Subject"] = "Fwd: Ebb & flow — № 7"
    message["Date"] = "Sat, 14 Mar 2026 06:30:00 +0100"
    message["Message-ID"] = "<1@coast.example>"
    message["List-Id"] = "The Coast Weekly <weekly.coast.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html", charset=charset, cte=cte)
        message.get_payload()[-1].add_related(drawn((600, 400)), "image", "png", cid="<sea>")
    return message


def of(data: bytes) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read(Source(name="letter.eml", data=data), notices.append)), notices


def said(article: Article) -> list[str]:
    return [plain_text(block) for block in article.body]


def test_a_newsletter_is_its_html_with_the_pictures_it_brings() -> None:
    (article,), notices = of(letter().as_bytes())
    assert (article.title, article.authors, article.site) == ("Ebb & flow — № 7", ("Küsten-Post, Ada Ferro",), "The Coast Weekly")
    assert (article.published, article.language, article.extractor) == ("2026-03-14T06:30:00+01:00", "en", "mail")
    assert said(article)[:3] == ["Ebb & flow", LINE, "Größer: this."]
    assert [node.href for node in walk(article) if isinstance(node, model.Link)] == ["https://c.example/x"]
    assert [notice.code for notice in notices] == ["html.hidden"]
    assert len(pack([article]).pictures) == 1


@pytest.mark.parametrize(("charset", "cte"), [("iso-8859-1", "quoted-printable"), ("utf-8", "base64"), ("windows-1252", "8bit")])
def test_encodings_of_letters_and_of_their_transfer(charset: str, cte: str) -> None:
    (article,), _ = of(letter(charset=charset, cte=cte).as_bytes())
    assert said(article)[2] == "Größer: this."


def test_a_letter_of_text_alone_is_read_by_its_paragraphs() -> None:
    text = f"{LINE}\nand on it goes.\n\nRoses are red,\nviolets blue.\n\n> quoted\n-- \nAda\n"
    (article,), _ = of(letter(html="", text=text).as_bytes())
    assert said(article) == [f"{LINE} and on it goes.", "Roses are red,", "violets blue.", "quoted"]


def test_attachments_are_named_and_letters_passed_on_are_read() -> None:
    message = letter(text="See below.", html="")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="bill.pdf")
    message.add_attachment(letter())
    articles, notices = of(message.as_bytes())
    assert [said(article)[0] for article in articles] == ["See below.", "Ebb & flow"]
    assert [(notice.code, notice.excerpt) for notice in notices if notice.code != "html.hidden"] == [("mail.attachment", "bill.pdf")]


def test_sniffed_by_content_and_no_text_is_taken_for_a_letter() -> None:
    assert sniff(Source(name="x", data=letter().as_bytes())) == "mail"
    assert sniff(Source(name="x", data=b"From: the sea\nSubject: tides\n\nA poem of letters.")) == "text"
    assert sniff(Source(name="x", data=b"Note: all of this\nTo: be read\nis text.")) == "text"


def test_a_letter_without_a_text_says_so() -> None:
    message = letter(html="", text=" ")
    with pytest.raises(InputError, match="without a text"):
        of(message.as_bytes())


def test_a_sender_s_address_without_end_is_none() -> None:
    (article,), _ = of(letter().as_bytes().replace(b"post@coast.example", b"//@-.-.tt:7" * 5_000))
    assert article.title.startswith("Ebb") and article.authors in ((), ("Küsten-Post, Ada Ferro",))


def test_p5_mutated_letters_raise_nothing_but_our_errors() -> None:
    whole = letter().as_bytes()
    chance = random.Random(9)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(1_200 if chance.random() < 0.7 else len(data))] = chance.randrange(256)
        try:
            of(bytes(data))
        except ConvertError:
            continue
