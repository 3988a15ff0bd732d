"""The document of a dossier: what it holds, that each mark leads to its sentence, and that nothing in it is obeyed."""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest
from markdown_it import MarkdownIt

from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.dossier.summary import Overview, Statement
from chat.export import docx, markdown, pdf
from chat.export import dossier as exports
from chat.export.addresses import web_address
from chat.export.document import Document, Heading, Paragraph, Run, Table
from chat.export.dossier.document import build
from chat.schema import Origin, Summary
from tests.export.dossier.builders import BOTE, KURIER, MAIL, answered, dossier, four, reading
from tests.export.test_files import letters, text_of

DAY = datetime.date(2027, 3, 12)
DOCUMENTS: list[exports.Format] = ["docx", "pdf", "md"]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "=HYPERLINK(1) | a | b |",
    "# Heading\n\n- item",
    "\u202eevil\u2066 \ud800",
    "]]>&<w:p/>",
]


def write(form: exports.Format, of: Dossier | None = None) -> bytes:
    return exports.write(of or four(), format=form, date=DAY, answers=[answered(four())])


def rendered(of: Dossier) -> str:
    """Return the Markdown as a page shows it."""
    return MarkdownIt("gfm-like", {"linkify": False, "html": False}).render(write("md", of).decode())


def xml_of(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(part).decode()


@pytest.mark.parametrize("form", DOCUMENTS)
def test_it_has_all_that_is_found_with_its_articles(form: exports.Format) -> None:
    text = letters(text_of(write(form), form))
    for source in four().sources:
        assert letters(source.title) in text and letters(source.outlet) in text
        for claim in source.analysed.claims:
            assert letters(claim.content[0].text) in text
            assert claim.english and letters(claim.english.content) in text
            for number in claim.sentences:
                assert letters(source.sentence(number).plain) in text
    for person in four().people:
        assert letters(person.name) in text
    assert letters("What does it cost?") in text and letters("15 million euros, says Lund.") in text


@pytest.mark.parametrize("form", DOCUMENTS)
def test_what_it_comes_to_is_told_with_its_sentences(form: exports.Format) -> None:
    overview = Overview(
        all=(Statement("The bridge will be closed.", (Place(1, 2), Place(2, 3))),),
        disputed=(Statement("Lund says 12, then 15 million.", (Place(2, 2),)),),
    )
    document = build(four(), date=DAY, overview=overview)
    data = {"docx": docx.render, "pdf": pdf.render, "md": lambda of: markdown.render(of).encode()}[form](document)
    text = text_of(data, form)
    assert letters("What all articles have The bridge will be closed.") in letters(text)
    assert letters("What is disputed Lund says 12, then 15 million.") in letters(text)
    assert "What several have" not in text
    assert "[1:2]" in text and "[2:3]" in text


def test_the_file_says_what_the_dossier_comes_to() -> None:
    short = write("md").decode().partition("## In short")[2].partition("## Who has what")[0]
    assert "### What is disputed" in short and "[1:5](#a1s5)" in short and "[2:3](#a2s3)" in short


def test_headings_go_down_a_level_at_a_time() -> None:
    levels = [
        block.level for block in build(four(), date=DAY, overview=Overview()).blocks if isinstance(block, Heading)
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_marks_of_markdown_lead_to_their_sentences() -> None:
    text = write("md").decode()
    linked = set(re.findall(r"\]\(#(\w+)\)", text))
    anchored = re.findall(r'<a id="(\w+)"></a>', text)
    assert len(anchored) == len(set(anchored))
    assert linked <= set(anchored)
    assert {"a1s2", "a2s2", "a1", "a3"} <= linked


def test_marks_of_a_word_file_lead_to_bookmarks() -> None:
    xml = xml_of(write("docx"))
    bookmarks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"', xml)
    assert len({number for number, _ in bookmarks}) == len({name for _, name in bookmarks}) == len(bookmarks)
    linked = set(re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml))
    assert "a2s2" in linked and linked <= {name for _, name in bookmarks}


def test_marks_of_a_pdf_lead_into_it_and_addresses_to_the_web() -> None:
    within, to = links(write("pdf"))
    assert within > 20
    assert to == {"https://bote.example/bruecke?id=7", "http://kurier.example/a", "https://netz.example/b"}


def links(data: bytes) -> tuple[int, set[str]]:
    """Return how many links of a PDF lead into it, and the addresses that the others lead to."""
    within, addresses = 0, set()
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            place, link = raw.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, place, link):
                action = raw.FPDFLink_GetAction(link)
                if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
                    buffer = (raw.c_char * 500)()
                    raw.FPDFAction_GetURIPath(file, action, buffer, 500)
                    addresses.add(buffer.value.decode())
                else:
                    within += bool(raw.FPDFLink_GetDest(file, link))
    return within, addresses


def test_tables_of_a_word_file_have_headers_and_german_is_marked() -> None:
    xml = xml_of(write("docx"))
    assert xml.count("<w:tblHeader/>") == xml.count("<w:tbl>") == 3
    german = re.search(r'<w:lang w:val="de-DE"/></w:rPr><w:t[^>]*>([^<]*)', xml)
    assert german and german[1] == "Stadt will Brücke sperren"


def test_who_has_what_has_a_column_for_each_article() -> None:
    table = tables(four())[0]
    assert table.header == ("About", "[1] Kallstedter Bote", "[2] Selmer Kurier", "[3] Netzblatt", "[4] brief.txt")
    rows = [[cell.lines[0][0].text for cell in row[1:]] for row in table.rows]
    assert sorted(rows) == [["both", "says", "both", "—"], ["says", "—", "says", "says"]]


def tables(of: Dossier) -> list[Table]:
    return [block for block in build(of, date=DAY, overview=Overview()).blocks if isinstance(block, Table)]


def test_who_has_what_of_many_articles_names_them_by_what_they_say() -> None:
    many = dossier(*[reading(text) for text in (BOTE, KURIER, MAIL, BOTE, KURIER, MAIL, BOTE)])
    table = tables(many)[0]
    assert table.header == ("About", "Says", "Denies", "Both")
    rows = [[run.link for cell in row[1:] for run in cell.lines[0] if run.link] for row in table.rows]
    assert {place for row in rows for place in row} == {Place(number, 0) for number in range(1, 8)}
    assert all(len(set(row)) == len(row) for row in rows)


def test_disagreements_stand_side_by_side_with_speakers_and_german_words() -> None:
    sides = [[letters(str(cell.lines)) for cell in row] for row in tables(four())[1].rows]
    assert any("bestritt" in one and "JanOtt" in one and "marode" in other for _, one, other in sides)
    assert any("12Millionen" in one and "15Millionen" in other for _, one, other in sides)


def test_copies_count_as_one_source_wherever_claims_are_told() -> None:
    text = write("md").decode()
    assert "One text, which counts as one source: [1](#a1) [3](#a3)" in text
    people = text.partition("## Who says what")[2].partition("## In order of time")[0]
    told = [line for line in people.splitlines() if "für 12 Millionen Euro saniert. [" in line]
    assert len(told) == 1 and told[0].endswith("[1:2](#a1s2) [3:2](#a3s2)  ")


def test_only_what_an_answer_cites_becomes_a_mark() -> None:
    text = write("md").decode()
    assert r"15 million euros, says Lund. [2:2](#a2s2) The council met at \[9:30\]." in text


def test_an_answer_may_cite_an_article_that_was_taken_out() -> None:
    alone = dossier(reading(MAIL))
    for form in DOCUMENTS:
        assert letters("15 million euros, says Lund. [2:2]") in letters(text_of(write(form, alone), form))
    assert "#a2s2" not in write("md", alone).decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_is_obeyed(text: str) -> None:
    origin = Origin(url=text, outlet=text, published=text, retrieved=text)
    read = reading(BOTE, origin)
    hostile = dossier(read.model_copy(update={"summary": Summary(title=text, sentences=())}), name=text)
    page = rendered(hostile)
    tags = set(re.findall(r"<(\w+)", page))
    assert tags <= {
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "strong",
        "em",
        "br",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert all(address.startswith("#") for address in re.findall(r'href="([^"]*)"', page))
    assert "External" not in xml_of(write("docx", hostile), "word/_rels/document.xml.rels")
    assert links(write("pdf", hostile))[1] == set()


@pytest.mark.parametrize("address", ['https://bote.example/a>b)c|d`e"f', "https://bote.example/?a=1&copy;=2&lt;"])
def test_an_address_leads_where_it_says(address: str) -> None:
    of = dossier(reading(MAIL, Origin(url=address)))
    led_to = {MarkdownIt.normalizeLink(MarkdownIt(), web_address(address))}
    found = set(re.findall(r'href="(http[^"]*)"', rendered(of)))
    assert {html.unescape(link) for link in found} == led_to
    assert links(write("pdf", of))[1] == {web_address(address)}


@pytest.mark.parametrize("form", DOCUMENTS)
def test_a_cell_may_be_longer_than_a_page(form: exports.Format) -> None:
    long = " ".join(f"Wort{number}" for number in range(3_000))
    cell = Paragraph(((Run("Wer", bold=True), Run(long, "de")),))
    narrow = Paragraph(((Run("a"), Run("x" * 500)),))
    document = Document("T", DAY, (Heading("T", 1), Table(("A", "B"), ((cell, narrow), (narrow, narrow)))))
    data: Any = {"docx": docx.render, "pdf": pdf.render, "md": lambda of: markdown.render(of).encode()}[form](document)
    text = letters(text_of(data, form))
    assert all(word in text for word in long.split()) and text.count("x") == 1_500


def test_what_is_above_the_columns_stands_on_each_page() -> None:
    rows = tuple((Paragraph(((Run(f"Row {number}"),),)), Paragraph(((Run("x"),),))) for number in range(100))
    data = pdf.render(Document("T", DAY, (Heading("T", 1), Table(("Day", "Who"), rows))))
    with pypdfium2.PdfDocument(data) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    assert len(pages) > 1 and all("Day" in page and "Who" in page for page in pages)
