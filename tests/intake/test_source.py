"""Pasted text and text files: encodings, HTML, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import fpdf
import pytest

from chat.errors import AddressRefused, EmptyText, InputError, NotText, UnreadableDocument, UnsupportedFile
from chat.intake import source
from chat.schema import Origin
from tests.intake.sites import Site
from tests.intake.test_documents import archive, body
from tests.intake.test_html import page

DATA = Path(__file__).parents[1] / "data"

GERMAN = "„Die Straße bleibt gesperrt“, sagte Bürgermeister Öztürk – für 5 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert source.from_bytes(GERMAN.encode(encoding), "artikel.txt") == GERMAN


def test_big_endian_with_a_byte_order_mark() -> None:
    assert source.from_bytes(b"\xfe\xff" + GERMAN.encode("utf-16-be"), "artikel.txt") == GERMAN


def test_latin_1_without_quotation_marks() -> None:
    assert (
        source.from_bytes("Die Straße ist für Fußgänger.".encode("latin-1"), "a.txt") == "Die Straße ist für Fußgänger."
    )


def test_a_name_from_further_away_is_no_reason_to_refuse() -> None:
    assert source.from_bytes("Škoda liefert".encode("cp1252"), "a.txt") == "Škoda liefert"


def test_a_windows_file_is_read() -> None:
    text = source.from_file(DATA / "windows-1252.txt")
    assert "„Der Tunnel kostet 40 Millionen €“, sagte Jörg Weiß" in text


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 100,
        bytes(range(256)) * 4,
        b"%PDF-1.7\nabc",
        b"PK\x03\x04abc",
        GERMAN.encode("utf-16-le"),  # without a byte order mark
        "Die Straße für Fußgänger".encode("cp850"),
        "Die Straße für Fußgänger in Köln".encode("mac-roman"),
        GERMAN.encode()[:-3] + b"\xe2\x82",  # cut within a character
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(NotText) as caught:
        source.from_bytes(data, "artikel.txt")
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a.odt", "a.doc", "b.PNG", "artikel.2024"])
def test_other_kinds_of_files_are_refused_with_a_hint(name: str) -> None:
    with pytest.raises(UnsupportedFile, match="paste the text"):
        source.from_bytes(b"Ein Text.", name)


@pytest.mark.parametrize("name", ["artikel.txt", "ARTIKEL.TXT", "notiz.md", "seite.html", "artikel", "-"])
def test_kinds_that_are_read(name: str) -> None:
    assert source.from_bytes(b"Ein Text.", name) == "Ein Text."


@pytest.mark.parametrize(
    "text", ["", "  \n\t ", "\ufeff\u200b\u202e", "\u00a0\u3000", "<p> </p><p>&nbsp;</p>", "<!doctype html>"]
)
def test_nothing_to_see_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        source.from_text(text)


def test_an_empty_file_is_empty() -> None:
    with pytest.raises(EmptyText):
        source.from_bytes(b"", "leer.txt")


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "riesig.txt"
    with path.open("wb") as file:
        file.truncate(100 * source.MAX_BYTES)  # sparse: reading it whole would take 2 GB
    with pytest.raises(UnsupportedFile, match="larger than 20 MB"):
        source.from_file(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fehlt\.txt cannot be read"):
        source.from_file(tmp_path / "fehlt.txt")


def test_a_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        source.from_file(tmp_path)


@pytest.mark.parametrize("name", ["artikel.txt", "artikel.md"])
def test_a_comment_in_a_text_is_blanked_and_shifts_nothing(name: str) -> None:
    text = "Die Brücke bleibt.\n\n<!-- „Wir haben gelogen“,\nsagte Ruth Klein. -->\nSie ist alt. <!-- offen"
    read = source.from_bytes(text.encode(), name)
    assert "gelogen" not in read and "Klein" not in read
    assert len(read) == len(text) and read.index("Sie ist alt. <!-- offen") == text.index("Sie ist alt.")


def test_a_page_gives_its_visible_text() -> None:
    page = """<!DOCTYPE html><html><head><title>Zeitung</title><style>p {color: red}</style></head><body>
        <nav><a href="/">Startseite</a></nav>
        <h1>Brücke
        gesperrt</h1><!-- Kommentar -->
        <script>alert("<p>böse</p>")</script>
        <p>Die Brücke ist <b>seit Montag</b> gesperrt.<br>Grund: Risse &amp; Rost.</p>
        <ul><li>Umleitung über K&ouml;ln</li><li>bis Mai</li></ul></body></html>"""
    assert source.from_text(page).split("\n") == [
        "Brücke gesperrt",
        "",
        "Die Brücke ist seit Montag gesperrt.",
        "Grund: Risse & Rost.",
        "",
        "Umleitung über Köln",
        "",
        "bis Mai",
    ]


def test_a_fragment_with_several_block_tags_is_html() -> None:
    assert source.from_text("<p>Erster Satz.</p><p>Zweiter Satz.</p>") == "Erster Satz.\n\nZweiter Satz."


@pytest.mark.parametrize(
    "text",
    [
        "Es gilt 3 < 4 und 5 > 2.",
        "Das ist <b>fett</b> gedruckt.",
        "Ein <br> allein macht keine Seite.",
        "Die Regel lautet: wenn a<b und b<c, dann a<c.",
    ],
)
def test_text_with_an_angle_bracket_stays_as_it_is(text: str) -> None:
    assert source.from_text(text) == text


def test_markdown_stays_as_it_is() -> None:
    text = "# Titel\n\n<div>a</div><div>b</div>\n\n[Verweis](https://beispiel.de)"
    assert source.from_bytes(text.encode(), "notiz.md") == text


# So what a file or an address gave must not pass `from_text` once more: it is the text already.
@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("# Titel\n\n<div>Ein Absatz.</div>\n<div>Noch einer.</div>", "notiz.md"),
        (
            "<p>Ein Absatz beginnt mit &lt;p&gt; und endet mit &lt;/p&gt;, eine Zeile mit &lt;br&gt;.</p><p>b</p>",
            "a.html",
        ),
    ],
)
def test_what_a_file_gave_loses_its_tags_where_it_is_taken_for_pasted_text(data: str, name: str) -> None:
    text = source.from_bytes(data.encode(), name)
    assert "<" in text
    assert "<" not in source.from_text(text)


def test_control_and_bidi_characters_are_kept_as_given() -> None:
    text = "Die \u202eStadt\u202c zahlt\x07."
    assert source.from_text(text) == text


def test_half_characters_are_replaced_one_for_one() -> None:
    assert source.from_text("Ein \ud83d Wort") == "Ein \ufffd Wort"


@pytest.mark.parametrize("piece", ["<!--", "<div>", "<p><b>", "&", "<![CDATA["])
def test_hostile_markup_takes_no_quadratic_time(piece: str) -> None:
    assert "Ende" in source.from_text("<!doctype html><p>Ende</p>" + piece * 50_000)


@pytest.mark.parametrize("piece", ["<a ", '<p x="'])
def test_a_tag_that_never_ends_is_refused(piece: str) -> None:
    with pytest.raises(UnreadableDocument, match="too much"):
        source.from_text("<!doctype html><p>Ende</p>" + piece * 50_000)


def test_what_is_taken_from_an_address_says_where_it_is_from(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    head = '<meta property="og:site_name" content="Dörtener Anzeiger"><link rel="canonical" href="/steg">'
    site.add("/alt", status=301, Location="/neu?utm_source=brief")
    site.add("/neu?utm_source=brief", page(head=head).encode(), kind="text/html; charset=utf-8")
    taken = source.take_url(site.url("/alt"))
    assert taken.text == source.from_url(site.url("/alt"))
    assert (taken.origin.url, taken.origin.outlet) == (site.url("/steg"), "Dörtener Anzeiger")
    assert datetime.fromisoformat(taken.origin.retrieved).utcoffset() == timedelta(0)


def test_a_text_at_an_address_has_that_address_after_redirects(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    site.add("/alt", status=302, Location="/neu#absatz")
    site.add("/neu", GERMAN.encode(), kind="text/plain")
    origin = source.take_url(site.url("/alt")).origin
    assert (origin.url, origin.title) == (site.url("/neu"), "")


def test_a_page_on_this_machine_is_never_taken_by_default(site: Site) -> None:
    site.add("/a")
    with pytest.raises(AddressRefused):
        source.take_url(site.url("/a"))
    assert site.asked == []


def test_a_file_says_its_name(tmp_path: Path) -> None:
    path = tmp_path / "artikel\u202e.txt"
    path.write_text(GERMAN, encoding="utf-8")
    assert source.take_file(path) == source.Taken(GERMAN, Origin(file="artikel.txt"))


def test_a_page_that_was_saved_tells_of_itself_but_no_address() -> None:
    head = '<meta name="author" content="Jana Brandt"><link rel="canonical" href="https://zeitung.example/steg">'
    origin = source.take_bytes(page(head=head).encode(), "steg.html").origin
    assert (origin.file, origin.author, origin.url) == ("steg.html", "Jana Brandt", "")


def test_a_pdf_tells_its_title_author_and_day() -> None:
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="Der Steg bleibt gesperrt.")
    pdf.set_title("Der Steg")
    pdf.set_author("Jana Brandt")
    pdf.set_creation_date(datetime(2027, 3, 9, 8, 15, tzinfo=UTC))
    origin = source.take_bytes(bytes(pdf.output()), "steg.pdf").origin
    assert origin == Origin(
        file="steg.pdf", title="Der Steg", author="Jana Brandt", published="2027-03-09T08:15:00+00:00"
    )


@pytest.mark.parametrize("told", [b"<FEFFD83D0041>", b"(\\377\\376\\000\\330)", b"<FFFE41>", b"12 0 R", b"[1 2]"])
def test_a_pdf_whose_title_is_broken_is_read_all_the_same(told: bytes) -> None:
    pdf = fpdf.FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="Der Steg bleibt gesperrt.")
    pdf.set_title("Steg")
    data = bytes(pdf.output()).replace(b"/Title (Steg)", b"/Title " + told)
    taken = source.take_bytes(data, "steg.pdf")
    assert (taken.text, taken.origin.title) == ("Der Steg bleibt gesperrt.", "")


def test_a_word_file_tells_its_title_author_and_day() -> None:
    document = docx.Document()
    document.add_paragraph(GERMAN)
    document.core_properties.title = "Der Steg\nbleibt zu"
    document.core_properties.author = "Jana Brandt"
    document.core_properties.created = datetime(2027, 3, 9, 8, 15)
    data = BytesIO()
    document.save(data)
    origin = source.take_bytes(data.getvalue(), "steg.docx").origin
    assert origin == Origin(
        file="steg.docx", title="Der Steg bleibt zu", author="Jana Brandt", published="2027-03-09T08:15:00+00:00"
    )


def test_a_word_file_whose_properties_are_broken_is_read_all_the_same() -> None:
    broken = archive(
        word__document_xml=body("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"), docProps__core_xml=b"<!DOCTYPE a><a/>"
    )
    assert source.take_bytes(broken, "a.docx") == source.Taken("Text", Origin(file="a.docx"))
