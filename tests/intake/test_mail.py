"""Mails: what they say, and those that are made to do harm."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.errors import EmptyText, InputError, NotText, UnreadableDocument
from chat.intake import mail, source
from chat.schema import Origin
from tests.intake.test_documents import FIRST, SECOND, pdf_of
from tests.intake.test_html import BODY, TITLE, page

ARTICLE = f"{TITLE}\n\n{BODY[0]}\n\n{BODY[1]}\n"
ORIGIN = Origin(
    file="steg.eml",
    title="Der Steg über die Dörte",
    author="Jana Brandt <jana@zeitung.example>",
    published="2027-03-09T08:15:00+01:00",
)
HEAD = b"From: jana@zeitung.example\r\nSubject: Der Steg\r\n"


def letter(text: str = "", *, subject: str = ORIGIN.title) -> EmailMessage:
    message = EmailMessage()
    message["From"] = ORIGIN.author
    message["Subject"] = subject
    message["Date"] = "Tue, 09 Mar 2027 08:15:00 +0100"
    if text:
        message.set_content(text)
    return message


def taken(message: EmailMessage) -> source.Taken:
    return source.take_bytes(message.as_bytes(), "steg.eml")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_a_plain_mail(charset: str, cte: str) -> None:
    text = ARTICLE.replace("„", '"').replace("“", '"')
    message = letter()
    message.set_content(text, charset=charset, cte=cte)
    assert taken(message) == source.Taken(text, ORIGIN)


def test_a_page_that_was_mailed() -> None:
    message = letter()
    message.set_content(page(), subtype="html")
    assert taken(message).text.split("\n\n") == [TITLE, *BODY]


def test_of_text_and_page_the_text_is_taken() -> None:
    message = letter(ARTICLE)
    message.add_alternative(f"<p>{BODY[0]}</p>", subtype="html")
    assert taken(message).text == ARTICLE


def test_a_text_that_only_says_that_there_is_a_page_is_passed_over() -> None:
    message = letter("Ihr Programm zeigt kein HTML.")
    message.add_alternative(page(), subtype="html")
    assert taken(message).text.startswith(TITLE)


def test_lines_that_the_mail_program_broke_are_put_together() -> None:
    data = b"Content-Type: text/plain; format=flowed\r\n\r\nDer Steg \r\nbleibt zu.\r\n\r\n Gruss\r\n-- \r\nJana\r\n"
    assert source.from_bytes(HEAD + data, "a.eml") == "Der Steg bleibt zu.\n\nGruss\n-- \nJana\n"


def test_a_paragraph_of_a_million_broken_lines_is_put_together() -> None:
    data = b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \n" * 1_000_000
    assert source.from_bytes(HEAD + data, "a.eml").count("a a") == 500_000


def test_documents_that_a_note_only_covers_are_taken_in_its_place() -> None:
    message = letter("Anbei zwei Artikel.\nGruß, Jana")
    message.add_attachment(pdf_of([FIRST]), maintype="application", subtype="pdf", filename="eins.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bild.png")
    message.add_attachment(b"%PDF-kaputt", maintype="application", subtype="pdf", filename="kaputt.pdf")
    message.add_attachment(SECOND, filename="zwei.txt")
    one = taken(message)
    (other,) = one.attached
    assert (one.text, other.text) == (FIRST, f"{SECOND}\n")
    assert (one.origin.file, one.origin.title, one.origin.author) == ("eins.pdf", ORIGIN.title, ORIGIN.author)
    assert other.origin == ORIGIN.model_copy(update={"file": "zwei.txt"})


def test_documents_that_take_too_long_are_not_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def slow(content: bytes, name: str) -> source.Taken:
        tried.append(name)
        raise UnreadableDocument(f"{name} takes too long to read.", hint="Paste it.")

    clock, read = iter(range(0, 1_000, 20)), source.take_bytes
    monkeypatch.setattr(source, "take_bytes", slow)
    monkeypatch.setattr(source, "monotonic", lambda: float(next(clock)))
    message = letter("Anbei.")
    for number in range(9):
        message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    assert read(message.as_bytes(), "steg.eml").text.strip() == "Anbei."
    assert tried == ["0.pdf", "1.pdf"]


def test_a_document_beside_an_article_is_not_taken() -> None:
    message = letter(ARTICLE)
    message.add_attachment(SECOND, filename="zwei.txt")
    assert taken(message) == source.Taken(ARTICLE, ORIGIN)


def test_a_document_without_anything_said() -> None:
    message = letter()
    message.add_attachment(FIRST, filename="../../eins\u202e.txt")
    assert (taken(message).text, taken(message).origin.file) == (f"{FIRST}\n", "eins.txt")


def test_a_document_without_a_name_is_known_by_its_kind() -> None:
    message = letter()
    message.add_attachment(pdf_of([FIRST]), maintype="application", subtype="pdf")
    assert taken(message).origin.file == "document.pdf"


def test_an_encoding_that_is_named_wrongly_is_found_out() -> None:
    body = "Für die Brücke sind 5 Jahre nötig.".encode()
    for charset in (b"us-ascii", b"iso-8859-99", b"zip", b"utf-16", b"\xff"):
        data = HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        if charset != b"us-ascii":
            assert source.from_bytes(data + body, "a.eml") == body.decode()
    latin = body.decode().encode("cp1252")
    data = HEAD + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + latin
    assert source.from_bytes(data, "a.eml") == body.decode()


def test_an_encoding_that_cannot_be_told_is_refused() -> None:
    body = "Für die Brücke in Köln".encode("mac-roman")
    with pytest.raises(NotText):
        source.from_bytes(HEAD + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + body, "a.eml")


def test_what_the_head_tells_is_one_short_line() -> None:
    head = "From: =?utf-8?q?Jana=0D=0A_=E2=80=AEBrandt?= <jana@zeitung.example>\r\nSubject: " + "Der Steg " * 5_000
    origin = source.take_bytes(f"{head}\r\nDate: gestern\r\n\r\n{ARTICLE}".encode(), "a.eml").origin
    assert (len(origin.title), origin.published) == (300, "")
    assert origin.title.isprintable()
    assert origin.author.isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Ein Text, und keine Mail.",
        b"\x00" * 1_000,
        pdf_of([FIRST]),
        HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\nx\r\n" * 2_000,
        HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(2_000)),
        HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        HEAD + b"X: y\r\n" * 5_000 + b"\r\nText",
        HEAD + (b"--a\r\nContent-Type: text/plain;" + b"\r\n a=b;" * 100 + b"\r\n\r\nx\r\n") * 250,
        HEAD + (b"--a\rContent-Type: text/plain;" + b"\r a=b;" * 100 + b"\r\rx\r") * 250,
    ],
)
def test_what_is_no_mail_and_what_has_too_much_in_it_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.eml") as caught:
        source.from_bytes(data, "a.eml")
    assert caught.value.hint


def test_mails_in_a_mail_stay_closed() -> None:
    inner = letter(ARTICLE, subject="Innen")
    message = letter("Siehe die Mail im Anhang.")
    message.add_attachment(inner)
    assert taken(message).text == "Siehe die Mail im Anhang.\n"
    message = letter()
    message.set_content(inner)
    with pytest.raises(EmptyText, match="no document"):
        taken(message)


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_mail_that_says_nothing_is_told(text: str) -> None:
    with pytest.raises(EmptyText) as caught:
        taken(letter(text))
    assert caught.value.hint


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: " + b"multipart/mixed; boundary=\"" + b"(" * 200_000,
        b"From: " + b"<" * 200_000,
        b"Subject: " + b"=?utf-8?q?" * 50_000,
        b"Date: " + b"1" * 200_000,
        b"Content-Disposition: attachment; filename*0=\"" + b"a;" * 100_000,
        b"Content-Type: text/plain; charset*=utf-8''%ff%00; charset=\"",
        b"Content-Transfer-Encoding: " + b"base64 (" * 20_000,
    ],
)  # fmt: skip
def test_headers_without_end_take_no_time(header: bytes) -> None:
    try:
        found = mail.read(HEAD + header + b"\r\n\r\nEin Text.\r\n", "a.eml")
    except InputError as error:
        assert error.hint
    else:
        assert len(found.origin.author) <= 300


HEADERS = st.sampled_from(
    [
        *(b"Content-Type: multipart/mixed; boundary=a\r\n", b"Content-Type: text/html; charset=", b"utf-8"),
        *(b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: base64\r\n", b"--a\r\n", b"--a--\r\n"),
        *(b"\r\n", b"\n", b"\r", b"Content-Disposition: attachment; filename=a.", b"pdf", b"html\r\n", b"\xff"),
        *(b"=?x?q?=ff?=", b"<p>", b'"'),
        *(b"Date: ", b"Subject: ", b"From: a", b";", b"*0*=", b"(", b"begin 644 a\r\n", b"x-uuencode\r\n", b"Zm9v"),
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(HEADERS, max_size=25).map(b"".join) | st.binary(max_size=200))
def test_whatever_comes_is_a_mail_or_told_to_be_none(data: bytes) -> None:
    for whole in (data, HEAD + data):
        try:
            found = source.take_bytes(whole, "a.eml")
        except InputError as error:
            assert error.hint
        else:
            assert found.text
            assert len(found.origin.title) <= 300
