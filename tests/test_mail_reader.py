"""The mail reader: newsletters and plain letters as mail programs save them."""

# ruff: noqa: E501 - markup reads better on one line
from __future__ import annotations

import base64
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
from tests.books import book, drawn

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


def test_a_letter_that_states_another_encoding_than_its_text_is_in_is_read_in_that() -> None:
    said_in_russian = "Река поднялась ночью и унесла нижний мост, третий после войны. Никто не пострадал."
    head = b"From: ana@example.org\r\nSubject: A letter\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    (article,), notices = of(head + said_in_russian.encode("cp1251") + b"\r\n")
    assert said(article) == [said_in_russian]
    assert [notice.code for notice in notices] == ["mail.encoding"]


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


def test_pages_and_documents_that_are_attached_are_articles() -> None:
    message = letter(text="See below.", html="")
    for subtype, filename, text in (
        (
            "html",
            "..\\..\\quay.html",
            f"<!doctype html><title>The Quay</title><h1>The Quay</h1><p>{LINE}</p><p>{LINE * 9}</p><p>{LINE}</p>",
        ),
        ("html", "ATT00001.htm", "<!doctype html><p>This list is read by all.</p>"),
        ("markdown", "rope.md", f"# The Rope\n\n{LINE}"),
        ("calendar", "meet.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
        ("html", "none.html", ""),
    ):
        message.add_attachment(text.encode(), maintype="text", subtype=subtype, filename=filename)
    message.add_attachment(book({}), maintype="application", subtype="epub+zip", filename="empty.epub")
    articles, notices = of(message.as_bytes())
    assert [article.title for article in articles][1:] == ["The Quay", "The Rope"]
    told = [notice for notice in notices if notice.code == "mail.attachment"]
    assert [(notice.excerpt, notice.count) for notice in told] == [("empty.epub", 1), ("ATT00001.htm, meet.ics, none.html", 3)]


def test_the_headline_of_a_letter_without_a_subject_is_its_title() -> None:
    message = letter(html=f"<h1>Ebb &amp; flow</h1><p>{LINE}</p>")
    message.replace_header("Subject", "")
    (article,), _ = of(message.as_bytes())
    assert (article.title, said(article)) == ("Ebb & flow", [LINE])


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


# --- newsletters ------------------------------------------------------------------------------------------------

HEAD = (
    "<table><tr><td><span>Forwarded this email? <a href='https://c.example/s'>Subscribe here</a> for more</span></td></tr></table>"
    "<h1><a href='https://c.example/p/tides'>Of tides</a></h1><h3 class='subtitle'>And of boats</h3><div><a href='https://c.example/@ada'>Ada Ferro</a></div><div>Mar 14</div>"
    "<table role=presentation><tr><td><a href='/like'><img src=h.png width=18 height=18></a></td><td><a href='/app'>READ IN APP</a></td></tr></table>"
)
FOOT = (
    "<table role=presentation><tr><td><a href='/like'>Like</a></td><td><a href='/share'>Share</a></td></tr></table>"
    "<div class=end><p>© 2026 The Coast</p><p>1 Quay Street, Town</p><p><a href='{}'>{}</a></p></div>"
)


def newsletter(html: str, subject: str = "Of tides", **headers: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "The Coast <post@coast.example>", subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("In plain.")
    message.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    return message.as_bytes()


TEXT = f"<p>{LINE}</p><h2>Next</h2><p>{LINE}</p>" * 3


def test_what_stands_round_a_newsletter_is_read_or_told() -> None:
    foot = FOOT.format("https://c.example/action/disable_email?token=x", "No more of this")
    (article,), notices = of(newsletter(HEAD + TEXT + foot, List_Id="<c.example>", List_Post="<https://c.example/p/tides>"))
    assert (article.title, article.subtitle, article.authors) == ("Of tides", "And of boats", ("Ada Ferro",))
    assert (article.site, article.url) == ("The Coast", "https://c.example/p/tides")
    assert said(article) == [LINE, "Next", LINE] * 3
    assert {notice.code for notice in notices} == {"html.byline", "html.control"}
    told = " ".join(notice.excerpt for notice in notices)
    assert all(words in told for words in ("Forwarded this email?", "Mar 14", "READ IN APP", "Like", "1 Quay Street", "No more of this"))


@pytest.mark.parametrize(
    ("href", "words", "headers"),
    [
        ("https://c.example/x", "Abmelden", {}),
        ("https://c.example/x", "配信停止はこちら", {}),
        ("https://c.example/unsubscribe?u=1", "here", {}),
        ("https://c.example/q/7", "here", {"List_Unsubscribe": "<mailto:x@c.example>, <https://c.example/q/7>"}),
    ],
    ids=["german", "japanese", "address", "header"],
)
def test_the_foot_is_known_by_how_to_unsubscribe(href: str, words: str, headers: dict[str, str]) -> None:
    (article,), _ = of(newsletter(TEXT + FOOT.format(href, words), **headers))
    assert said(article) == [LINE, "Next", LINE] * 3


def test_the_foot_is_known_by_a_line_whose_link_says_but_here() -> None:
    line = "<p>Change what we send, or unsubscribe <a href='https://click.example/ss/c/u001'>here</a>.</p><p>© 2026 The Coast</p><p>1 Quay Street</p>"
    (article,), _ = of(newsletter(TEXT + line))
    assert said(article) == [LINE, "Next", LINE] * 3
    aside = "<p>They let nobody unsubscribe, as <a href='https://paper.example/a'>a paper found out in May</a>.</p>"
    (article,), _ = of(newsletter(TEXT + aside))
    assert len(article.body) == 10


def test_a_line_below_the_headline_names_the_author() -> None:
    head = "<h1>Of tides</h1><table><tr><td>By Ada Ferro – 14 Mar 2026</td></tr></table>"
    (article,), _ = of(newsletter(head + TEXT, List_Id="<c.example>"))
    assert (article.authors, said(article)) == (("Ada Ferro",), [LINE, "Next", LINE] * 3)


def test_a_letter_that_is_none_keeps_all_of_it() -> None:
    links = "<p><a href='https://c.example/a'>The tides</a></p>"
    plain = "<p>How to unsubscribe from the sea, a poem.</p>"
    (article,), notices = of(newsletter(links + TEXT + plain + links))
    assert (
        said(article) == ["The tides", *[LINE, "Next", LINE] * 3, "How to unsubscribe from the sea, a poem.", "The tides"] and not notices
    )
    foot = FOOT.format("https://c.example/unsubscribe", "Unsubscribe")
    (article,), _ = of(newsletter(links + foot))  # next to nothing would be left
    assert said(article)[0] == "The tides" and "1 Quay Street, Town" in said(article)
    (article,), _ = of(newsletter(TEXT + foot + f"<p>{LINE * 20}</p>"))  # the text goes on
    assert "1 Quay Street, Town" in said(article)


# --- texts in parts and in plain ----------------------------------------------------------------------------


def parts_of(*parts: tuple[str, str | bytes], kind: str = "mixed") -> bytes:
    """A letter of several ``parts``: each its media type, perhaps with a disposition behind it, and what it holds."""
    told = ["From: Ada <ada@b.example>", "Subject: A walk", "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="b"', ""]
    for media, held in parts:
        data = base64.encodebytes(held if isinstance(held, bytes) else held.encode()).decode()
        told += ["--b", f"Content-Type: {media}", "Content-Transfer-Encoding: base64", "", data]
    return "\r\n".join([*told, "--b--", ""]).encode()


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_what_stands_before_and_after_a_picture_is_the_letter(kind: str) -> None:
    picture = ("image/png\r\nContent-Disposition: inline; filename=sea.png", drawn((600, 400)))
    told = parts_of((f"text/{kind}", f"{LINE}\r\n"), picture, (f"text/{kind}", "And on it goes behind the picture.\r\n"))
    (article,), notices = of(told)
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Figure", "Paragraph"]
    assert said(article)[2] == "And on it goes behind the picture."
    assert len(pack([article]).pictures) == 1
    assert notices == []


def test_a_text_that_the_html_says_again_comes_once_and_a_file_with_a_name_is_told() -> None:
    told = parts_of(("text/plain", f"{LINE}\r\n"), ("text/html", f"<p>{LINE}</p>"), ('application/pdf; name="map.pdf"', b"%PDF-1.7"))
    (article,), notices = of(told)
    assert said(article) == [LINE]
    assert [(notice.code, notice.excerpt) for notice in notices] == [("mail.attachment", "map.pdf")]
    (article,), _ = of(parts_of(("text/plain", f"{LINE}\r\n"), ("text/html", "<p>Sent to all who walk on Sundays.</p>")))
    assert said(article) == [LINE, "Sent to all who walk on Sundays."]


def test_marks_of_plain_text_are_its_structure() -> None:
    text = (
        "The week\n========\n\n* bread\n* cheese from the\n  valley\n\n* wine\n\n1. up early\n2. out\n\n- Who is there?\n\nShe said:\n\n"
        f"> {LINE}\n> and on it goes.\n>\n> Then no more.\n\n* * *\n\n1. A number by itself\n\nThe end.\n\nYours\n"
    )
    (article,), _ = of(letter(html="", text=text).as_bytes())
    assert [type(block).__name__ for block in article.body] == [
        *("Heading", "List", "List", "Paragraph", "Paragraph", "Quote", "Rule", "Paragraph", "Paragraph", "Paragraph")
    ]
    bread, early, quote = (article.body[at] for at in (1, 2, 5))
    assert isinstance(bread, model.List) and isinstance(early, model.List) and isinstance(quote, model.Quote)
    assert [plain_text(*item) for item in bread.items] == ["bread", "cheese from the valley", "wine"]
    assert (bread.ordered, early.ordered, len(early.items)) == (False, True, 2)
    assert [plain_text(block) for block in quote.children] == [f"{LINE} and on it goes.", "Then no more."]
    assert said(article)[3] == "- Who is there?" and said(article)[7] == "1. A number by itself"


# --- boxes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_letter_of_a_box_is_an_article(end: str) -> None:
    one = "From {}@b.example Sat Mar 14 06:30:{:02} 2026\nFrom: Ada <a@b.example>\nSubject: Letter {}\n\n{}\n\n>From here on it rained.\n\nFrom now on, 12:30 is noon.\n\n"
    data = "".join(one.format(n, n, n, LINE) for n in range(3)).replace("\n", end).encode()
    articles, notices = of(data)
    assert [article.title for article in articles] == ["Letter 0", "Letter 1", "Letter 2"]
    assert said(articles[1]) == [LINE, "From here on it rained.", "From now on, 12:30 is noon."]
    assert notices == []
    assert sniff(Source(name="x", data=data)) == sniff(Source(name="x", data=data[:400])) == "mail"
    assert sniff(Source(name="x", data=b"From 10:30 on there was rain.\nMore: none.\n")) == "text"


def test_letters_of_a_box_without_a_text_are_counted() -> None:
    head = b"From a@b.example Sat Mar 14 06:30:00 2026\nFrom: a@b.example\nSubject: x\n\n"
    articles, notices = of(head + b"\n" + head + LINE.encode() + b"\n")
    assert [said(article) for article in articles] == [[LINE]]
    assert [(notice.code, notice.count) for notice in notices] == [("mail.bare", 1)]
    with pytest.raises(InputError, match="a box of 2 letters"):
        of((head + b"\n") * 2)


# --- letters passed on in the text --------------------------------------------------------------------------

GMAIL = (
    "<div>See this.<br><br><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: <strong>The Coast</strong> "
    "&lt;<a href='mailto:p@c.example'>p@c.example</a>&gt;<br>Date: Fri, Mar 13, 2026 at 8:00 AM<br>Subject: The flood<br>To: &lt;<a "
    f"href='mailto:a@b.example'>a@b.example</a>&gt;<br></div><br><div><p>{LINE}</p></div></div></div>"
)
APPLE = (
    "See this.<br><br><div>Anfang der weitergeleiteten Nachricht:</div><br><blockquote type=cite><div><b>Von: </b>The Coast &lt;p@c.example&gt;<br></div>"
    f"<div><b>Betreff: </b><b>The flood</b></div><div><b>Datum: </b>13. März 2026 um 08:00:00 MEZ</div><div><b>An: </b>a@b.example</div><br><p>{LINE}</p></blockquote>"
)
OUTLOOK = f"<p>See this.</p><div><p><b>De :</b> The Coast &lt;p@c.example&gt;<br><b>Envoyé :</b> vendredi 13 mars 2026 08:00<br><b>À :</b> a@b.example<br><b>Objet :</b> The flood</p></div><p>{LINE}</p>"


@pytest.mark.parametrize("html", [GMAIL, APPLE, OUTLOOK], ids=["gmail", "apple", "outlook"])
@pytest.mark.parametrize("before", ["Fwd:", "TR :", "Doorst:"])
def test_a_letter_passed_on_in_the_text_is_of_who_wrote_it(html: str, before: str) -> None:
    head = f"From: Ada <a@b.example>\r\nSubject: {before} The flood\r\nMessage-ID: <1@b>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    (article,), notices = of(head.encode() + html.encode())
    assert (article.title, article.authors, article.published[:10]) == ("The flood", ("The Coast",), "2026-03-13")
    assert said(article) == ["See this.", LINE]
    assert [notice.code for notice in notices] == ["mail.passed-on"]


def test_an_answer_and_a_letter_about_something_else_keep_what_they_quote() -> None:
    for subject in ("Re: The flood", "The flood", "Fwd: Another"):
        head = f"From: Ada <a@b.example>\r\nSubject: {subject}\r\nMessage-ID: <1@b>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        (article,), notices = of(head.encode() + GMAIL.encode())
        assert article.authors == ("Ada",) and "The Coast" in plain_text(*article.body)
        assert notices == []


# --- signatures -------------------------------------------------------------------------------------------------


def test_signatures_and_what_a_list_adds_are_told() -> None:
    foot = f"{'_' * 47}\nWalks mailing list\nwalks@list.example\nhttps://list.example/walks\n"
    for told in (parts_of(("text/html", f"<p>{LINE}</p>"), ("text/plain", foot)), letter(html="", text=f"{LINE}\n\n{foot}").as_bytes()):
        (article,), notices = of(told)
        assert said(article) == [LINE]
        assert [(notice.code, notice.excerpt[:18]) for notice in notices] == [("mail.signature", "Walks mailing list")]
    (article,), notices = of(letter(html="", text=f"{LINE}\n-- \nAda\n").as_bytes())
    assert said(article) == [LINE] and [notice.code for notice in notices] == ["mail.signature"]
    (article,), notices = of(letter(html="", text=f"{LINE}\n\n{'_' * 47}\n\n{LINE * 12}\n").as_bytes())
    assert [type(block).__name__ for block in article.body] == ["Paragraph", "Rule", "Paragraph"] and notices == []


def test_a_page_after_its_picture_is_the_letter() -> None:
    told = parts_of(("image/png\r\nContent-ID: <sea>", drawn((600, 400))), ("text/html", f"<p>{LINE}</p><img src=cid:sea>"), kind="related")
    (article,), _ = of(told)
    assert said(article)[0] == LINE and len(pack([article]).pictures) == 1


# --- what other programs write ------------------------------------------------------------------------

SHORT_HEAD = "From: Ada <a@x.example>\nTo: b@x.example\nSubject: Ebb\nDate: Thu, 12 Mar 2026 06:30:00 +0100\nMessage-ID: <2@x>\n"


def test_a_letter_as_apple_keeps_it() -> None:
    data = letter().as_bytes()
    kept = (
        str(len(data)).encode().ljust(11)
        + b"\n"
        + data
        + b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key></dict></plist>'
    )
    assert sniff(Source(name="x", data=kept, path="x.emlx")) == "mail"
    assert [said(article) for article in of(kept)[0]] == [said(article) for article in of(data)[0]]


@pytest.mark.parametrize("fields", ["Hash: SHA256\n", ""])
def test_a_letter_signed_in_its_text(fields: str) -> None:
    armour = f"-----BEGIN PGP SIGNED MESSAGE-----\n{fields}\nIt is so.\n\n- -- here, and there.\n-----BEGIN PGP SIGNATURE-----\n\niQEz=\n=ab\n-----END PGP SIGNATURE-----\n"
    (article,), notices = of(f"{SHORT_HEAD}\nBefore.\n\n{armour}\nAfter.\n".encode())
    assert said(article) == ["Before.", "It is so.", "-- here, and there.", "After."]
    assert [notice.code for notice in notices] == ["mail.signature"]


def test_an_armour_that_does_not_end_stays() -> None:
    (article,), notices = of(f"{SHORT_HEAD}\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt is so.\n".encode())
    assert "It is so." in said(article) and not notices


def test_an_encrypted_letter_says_so() -> None:
    sealed = "-----BEGIN PGP MESSAGE-----\n\nhQEM\n=ab\n-----END PGP MESSAGE-----\n"
    parts = f"--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n{sealed}--b--\n"
    whole = f"{SHORT_HEAD}Content-Type: multipart/encrypted; boundary=b\n\n{parts}"
    envelope = f"{SHORT_HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nMIIB\n"
    for data in (whole, envelope):
        with pytest.raises(InputError, match="it is encrypted"):
            of(data.encode())
    (article,), notices = of(f"{SHORT_HEAD}\nIn the open.\n\n{sealed}".encode())
    assert said(article) == ["In the open."] and [(notice.kind, notice.code) for notice in notices] == [("lost", "mail.encrypted")]
    box = f"From a@x Thu Mar 12 06:30:00 2026\n{whole}\nFrom a@x Thu Mar 12 06:30:00 2026\n{SHORT_HEAD}\nIn the open.\n"
    assert [(notice.kind, notice.code, notice.count) for notice in of(box.encode())[1]] == [("lost", "mail.encrypted", 1)]


def test_a_letter_in_outlook_s_format_is_named() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6_000) + "__properties_version1.0".encode("utf-16-le") + bytes(99)
    with pytest.raises(InputError, match="Outlook's own format"):
        sniff(Source(name="x", data=data, path="x.msg"))


@pytest.mark.parametrize(
    ("charset", "told"), [("utf-8", "utf-8"), ("windows-1251", "windows-1251"), ("windows-1252", ""), ("utf-8", "windows-1251")]
)
def test_headers_with_letters_that_no_header_may_have_are_read(charset: str, told: str) -> None:
    """As programs write them that know nothing of encoded words (RFC 6532 allows UTF-8)."""
    subject, name = ("Größe", "Jörg Maß") if charset == "windows-1252" else ("Мост закрыт", "Ада Марш")
    kind = f'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset="{told}"\n\n{LINE}\n--b--\n'
    (article,), _ = of(f"From: {name} <ada@x.example>\nSubject: {subject}\nDate: Sat, 14 Mar 2026 06:30:00 +0100\n{kind}".encode(charset))
    assert (article.title, article.authors) == (subject, (name,))


def test_letters_of_a_box_are_parted_without_a_blank_line_too() -> None:
    one = f"From a@x.example Thu Mar 12 06:30:00 2026\n{SHORT_HEAD}\n{LINE}\nFrom here on, at 10:30: it rains.\n>From there, too.\n"
    articles, _ = of((one * 2).encode())
    assert [said(article) for article in articles] == [[f"{LINE} From here on, at 10:30: it rains. From there, too."]] * 2


def test_a_text_beside_an_empty_page_is_the_letter_s() -> None:
    (article,), _ = of(letter(text=LINE, html="<html><body><div> &nbsp;</div></body></html>").as_bytes())
    assert said(article)[0] == LINE


def test_a_page_that_is_called_plain_text_is_one() -> None:
    (article,), _ = of(f"{SHORT_HEAD}Content-Type: text/plain; charset=utf-8\n\n<html><body><h1>A</h1><p>{LINE}</p></body></html>".encode())
    assert said(article) == ["A", LINE]


def test_what_apple_s_program_says_above_a_letter_passed_on_is_no_part_of_it() -> None:
    head = "<div>Begin forwarded message:</div><br><div><b>From: </b>Ada Ferro &lt;ada@x.example&gt;</div><div><b>Subject: </b><b>Ebb</b></div><div><b>Date: </b>12 March 2026 at 06:30:00 CET</div><div><b>To: </b>b@x.example</div>"
    whole = f'<html><body><br><div><blockquote type="cite">{head}<br><div><p>{LINE}</p></div></blockquote></div></body></html>'
    (article,), notices = of(f"{SHORT_HEAD.replace('Subject: Ebb', 'Subject: Fwd: Ebb')}Content-Type: text/html\n\n{whole}".encode())
    assert (article.title, article.authors, article.published, said(article)) == ("Ebb", ("Ada Ferro",), "2026-03-12", [LINE])
    assert [notice.code for notice in notices] == ["mail.passed-on"]
