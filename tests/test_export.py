"""What is downloaded holds the summary with its sources, and nothing an article smuggles in."""

from __future__ import annotations

import datetime
import re

import pytest
from engines import ARTICLE, scripted_engines

from chat import export, pipeline
from chat.schema import Reading, Summary, SummarySentence

DAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


def test_markdown_has_title_date_engine_and_summary(reading: Reading) -> None:
    text = export.markdown(reading, date=DAY)
    assert text.startswith("# Dispute over the harbour bridge")
    assert "2026-11-22" in text
    assert "scripted" in text
    assert all(export.escaped(s.text) in text for s in reading.summary.sentences)


def test_every_citation_leads_to_its_german_sentence(reading: Reading) -> None:
    text = export.markdown(reading, date=DAY)
    linked = {int(number) for number in re.findall(r"\]\(#s(\d+)\)", text)}
    anchored = {int(number) for number in re.findall(r'<a id="s(\d+)"></a>', text)}
    assert linked == anchored == set(reading.summary.cited)
    assert all(export.escaped(reading.sentence(number).plain) in text for number in linked)


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

    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(export.escaped(text))
    tags = set(re.findall(r"<(\w+)", rendered))
    assert tags == {"p"}


def test_the_export_of_a_hostile_model_reply_has_no_markup(reading: Reading) -> None:
    hostile = reading.model_copy(
        update={
            "summary": Summary(
                title="<img src=x onerror=alert(1)>",
                sentences=(SummarySentence(text="<b>Hi</b>", citations=(2,), checked=True),),
            )
        }
    )
    text = export.markdown(hostile, date=DAY)
    assert "<img" not in text.replace("\\<img", "") and "<b>" not in text.replace("\\<b\\>", "")


def test_the_file_name_comes_from_the_title(reading: Reading) -> None:
    assert export.file_name(reading, "md") == "dispute-over-the-harbour-bridge-city-of-nordhaven-considers.md"


def test_a_title_without_letters_still_gives_a_file_name(reading: Reading) -> None:
    odd = reading.model_copy(update={"summary": Summary(title="../../…", sentences=())})
    assert export.file_name(odd, "md") == "article.md"


def test_json_reads_back(reading: Reading) -> None:
    assert Reading.model_validate_json(export.json(reading)) == reading
