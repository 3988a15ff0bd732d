"""What is downloaded holds the reading with its sources, opens again, and has nothing an article smuggles in."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from typing import Any

import fpdf
import pytest

from chat import pipeline
from chat.attribution import ledger
from chat.export import files
from chat.export.markdown import escaped
from chat.schema import Answer, Citation, Claim, Doubt, Reading, Summary, SummarySentence
from tests.engines import ARTICLE, scripted_engines

DAY = datetime.date(2026, 11, 22)
NAMES = "Łódź, Çavuşoğlu, Зеленский, Øresund – „Groß“ ‚klein‘ “x” ‘y’ 5 € … ß ẞ"
DOCUMENTS: list[files.Format] = ["docx", "pdf", "md"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


def answered(reading: Reading) -> Answer:
    cited = reading.sentence(5)
    return Answer(
        question="How many cars?",
        text="About 12,500 cars. [5] Every day.",
        verdict="answered",
        citations=(Citation.of(cited),),
    )


def with_summary(reading: Reading, text: str, title: str = "A title") -> Reading:
    told = SummarySentence(text=text, citations=(3,), checked=True)
    return reading.model_copy(update={"summary": Summary(title=title, sentences=(told,))})


def write(reading: Reading, **options: Any) -> bytes:
    return files.write(reading, ledger=ledger.build(reading.claims, reading.sentences), **options)


def markdown(reading: Reading, **options: Any) -> str:
    return write(reading, format="md", **options).decode()


def text_of(data: bytes, form: files.Format) -> str:
    """Return the text of a file, white space folded."""
    if form == "docx":
        import docx

        word = docx.Document(io.BytesIO(data))
        parts = [
            *("".join(paragraph._p.itertext()) for paragraph in word.paragraphs),
            *(cell.text for table in word.tables for row in table.rows for cell in row.cells),
        ]
        return " ".join(" ".join(parts).split())
    if form == "pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(data) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return " ".join(" ".join(pages).replace("\ufffe", "").split())
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", data.decode().replace("\u2060", "")).split())


def letters(text: str) -> str:
    """Return the letters and digits of a text: lines and columns may break anywhere else."""
    return "".join(character for character in text if character.isalnum())


def test_markdown_has_title_date_engine_and_summary(reading: Reading) -> None:
    text = markdown(reading, date=DAY)
    assert text.startswith("# Dispute over the harbour bridge")
    assert "2026-11-22" in text
    assert "scripted" in text
    assert all(escaped(s.text) in text for s in reading.summary.sentences)


@pytest.mark.parametrize("scope", ["summary", "everything"])
def test_every_citation_leads_to_its_german_sentence(reading: Reading, scope: files.Scope) -> None:
    text = markdown(reading, date=DAY, scope=scope, answers=[answered(reading)])
    linked = {int(number) for number in re.findall(r"\]\(#s(\d+)\)", text)}
    anchored = {int(number) for number in re.findall(r'<a id="s(\d+)"></a>', text)}
    assert set(reading.summary.cited) <= linked <= anchored
    assert all(escaped(reading.sentence(number).plain) in text for number in linked)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_a_summary_has_its_sentences_and_their_sources(reading: Reading, form: files.Format) -> None:
    text = letters(text_of(write(reading, format=form, date=DAY), form))
    for told in reading.summary.sentences:
        assert letters(told.text) in text
    for number in reading.summary.cited:
        assert letters(reading.sentence(number).plain) in text
        assert letters(reading.sentence(number).best) in text


@pytest.mark.parametrize("form", DOCUMENTS)
def test_everything_is_everything(reading: Reading, form: files.Format) -> None:
    data = write(reading, format=form, date=DAY, scope="everything", answers=[answered(reading)])
    text = letters(text_of(data, form))
    assert letters("How many cars?") in text and letters("About 12,500 cars.") in text
    for found in reading.claims:
        assert letters(found.content[0].text) in text
        assert found.english and letters(found.english.content) in text
    for every in reading.sentences:
        assert letters(every.plain) in text
        assert every.english is None or letters(every.english) in text
    assert letters("Left out: comment prompt") in text


@pytest.mark.parametrize("form", DOCUMENTS)
@pytest.mark.parametrize(
    ("kind", "warning"),
    [
        ("number", "Doubtful (a number): 12 is lost."),
        ("untranslated", "Doubtful (a word left untranslated): 12 is lost."),
        ("failed", "Doubtful: 12 is lost."),
    ],
)
def test_a_doubt_is_told_with_its_kind(reading: Reading, form: files.Format, kind: str, warning: str) -> None:
    doubted = reading.sentences[0].model_copy(update={"warnings": (Doubt(kind=kind, message="12 is lost."),)})
    doubtful = reading.model_copy(update={"sentences": (doubted, *reading.sentences[1:])})
    data = write(doubtful, format=form, date=DAY, scope="everything")
    assert letters(warning) in letters(text_of(data, form))


@pytest.mark.parametrize("form", DOCUMENTS)
def test_names_and_signs_come_out_as_they_are(reading: Reading, form: files.Format) -> None:
    text = text_of(write(with_summary(reading, NAMES, title=NAMES), format=form, date=DAY), form)
    assert text.count(NAMES) >= 2


@pytest.mark.parametrize("form", list(files.FORMATS))
@pytest.mark.parametrize("odd", ["\x00\x08\u202e\ufffe", "字 😀", "x" * 200_000, "", "]]>&<w:p/>"])
def test_no_text_breaks_a_file(reading: Reading, form: files.Format, odd: str) -> None:
    hostile = with_summary(reading, f"Vor {odd} nach", title=f"{odd} Titel")
    doubt = Doubt(kind="number", message=f"Doubt {odd}", german=odd, english=odd)
    kept = hostile.sentences[2].model_copy(update={"english": f"Long {odd}", "warnings": (doubt,)})
    hostile = hostile.model_copy(update={"sentences": (*hostile.sentences[:2], kept, *hostile.sentences[3:])})
    data = write(hostile, format=form, date=DAY, scope="everything")
    if form in DOCUMENTS:
        assert "Titel" in text_of(data, form)


@pytest.mark.parametrize("long", ["x" * 200_000, "Wort und noch eins. " * 10_000], ids=["a word", "words"])
def test_fpdf_is_given_lines_that_it_need_not_break(
    reading: Reading, long: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    written = fpdf.FPDF.cell

    def noted(self: fpdf.FPDF, *args: Any, **options: Any) -> object:
        given.extend(str(text) for text in args[2:3])
        return written(self, *args, **options)

    monkeypatch.setattr(fpdf.FPDF, "cell", noted)
    for breaks in ("write", "multi_cell"):
        monkeypatch.delattr(fpdf.FPDF, breaks)
    changed = reading.sentences[0].model_copy(update={"english": long})
    long_reading = reading.model_copy(update={"sentences": (changed, *reading.sentences[1:])})
    write(with_summary(long_reading, long, title=long), format="pdf", date=DAY, scope="everything")
    assert max(map(len, given)) < 250  # as many of the narrowest letters stand on a line
    assert 2_000 < len(given) < 30_000


def test_places_where_a_word_may_be_broken_are_no_signs_in_a_pdf(reading: Reading) -> None:
    data = write(with_summary(reading, "Donau\xaddampf\xadschiff"), format="pdf", date=DAY)
    assert "Donaudampfschiff" in text_of(data, "pdf")


def test_what_the_font_of_the_pdf_lacks_is_shown_as_a_square(reading: Reading) -> None:
    data = write(with_summary(reading, "Before 字 after."), format="pdf", date=DAY)
    assert "Before ■ after." in text_of(data, "pdf")


def test_nothing_read_makes_files_too() -> None:
    empty = pipeline.read("Es regnet heute im ganzen Land und die Menschen bleiben zu Hause.", scripted_engines()[0])
    empty = empty.model_copy(update={"summary": Summary(title="", sentences=()), "claims": ()})
    for form in files.FORMATS:
        assert write(empty, format=form, date=DAY, scope="everything")


def test_marks_of_a_word_file_lead_to_bookmarks(reading: Reading) -> None:
    with zipfile.ZipFile(io.BytesIO(write(reading, format="docx", date=DAY))) as parts:
        xml = parts.read("word/document.xml").decode()
    linked = set(re.findall(r'<w:hyperlink w:anchor="(s\d+)"', xml))
    assert linked == {f"s{number}" for number in reading.summary.cited}
    assert linked <= set(re.findall(r'<w:bookmarkStart[^>]*w:name="(s\d+)"', xml))
    assert 'w:lang w:val="de-DE"' in xml and 'w:lang w:val="en-GB"' in xml


def test_marks_of_a_pdf_lead_into_it_and_it_has_an_outline(reading: Reading) -> None:
    import pypdfium2
    import pypdfium2.raw as raw

    with pypdfium2.PdfDocument(write(reading, format="pdf", date=DAY, scope="everything")) as pdf:
        titles = [item.get_title() for item in pdf.get_toc()]
        links = 0
        for page in pdf:
            place, link = raw.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, place, link):
                links += bool(raw.FPDFLink_GetDest(pdf, link))
    assert "Who claims what" in titles
    assert links >= len(reading.summary.cited)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_same_reading_gives_the_same_file(reading: Reading, form: files.Format) -> None:
    once, twice = (write(reading, format=form, date=DAY, scope="everything") for _ in range(2))
    assert text_of(once, form) == text_of(twice, form)
    assert form == "docx" or once == twice


def rows(reading: Reading) -> list[dict[str, str]]:
    data = write(reading, format="csv", date=DAY)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_claim(reading: Reading) -> None:
    table = rows(reading)
    assert [row["id"] for row in table] == [str(claim.id) for claim in reading.claims]
    for row, claim in zip(table, reading.claims, strict=True):
        assert row["stance"] == claim.stance
        assert row["sentences"] == " ".join(map(str, claim.sentences))
        assert ARTICLE[int(row["start"]) : int(row["end"])].startswith(claim.content[0].text)


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_csv_has_no_formula(reading: Reading, formula: str) -> None:
    def told(claim: Claim) -> Claim:
        assert claim.english
        return claim.model_copy(update={"english": claim.english.model_copy(update={"content": formula})})

    hostile = reading.model_copy(update={"claims": tuple(map(told, reading.claims))})
    assert all(row["English"] == f"'{formula}" for row in rows(hostile))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](http://tracker.example/a.png)",
        "[click](javascript:alert(1))",
        "# Heading",
        "- item",
        "1. item",
        "***bold*** `code` $x$ ~~no~~ | a | b |",
        "&lt;b&gt; &#106;",
        "line\n\n# second",
    ],
)
def test_markdown_of_an_article_is_shown_not_obeyed(text: str) -> None:
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(text))
    tags = set(re.findall(r"<(\w+)", rendered))
    assert tags == {"p"}


def test_the_export_of_a_hostile_model_reply_has_no_markup(reading: Reading) -> None:
    hostile = with_summary(reading, "<b>Hi</b>", title="<img src=x onerror=alert(1)>")
    text = markdown(hostile, date=DAY)
    assert "<img" not in text.replace("\\<img", "") and "<b>" not in text.replace("\\<b\\>", "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dispute over the harbour bridge: city of Nordhaven considers closure from October",
         "dispute-over-the-harbour-bridge-city-of-nordhaven-considers"),
        ("Größe: Łódź & Århus, Çelik", "groesse-lodz-arhus-celik"),
        ("../../…", "article"),
        ("CON", "article"),
        ("x" * 90, "x" * 60),
    ],
)  # fmt: skip
def test_the_file_name_comes_from_the_title(reading: Reading, title: str, name: str) -> None:
    assert files.file_name(with_summary(reading, "x", title=title), "md") == f"{name}.md"


def test_json_reads_back(reading: Reading) -> None:
    assert Reading.model_validate_json(write(reading, format="json", date=DAY)) == reading


def test_an_articles_own_number_in_brackets_stays_in_an_answer(reading: Reading) -> None:
    told = answered(reading)
    own = told.model_copy(update={"text": f"Footnote [987] says so. {told.text}"})
    text = markdown(reading, date=DAY, scope="everything", answers=[own])
    assert r"\[987\]" in text
    assert "(#s987)" not in text
