"""A reading is taken away as a file, whole or as far as it is."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.export import files
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from ui.panels import downloads
from ui.shelf import Open


@pytest.fixture(scope="module")
def read() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


@pytest.mark.parametrize("form", files.FORMATS)
def test_every_form_has_what_is_there_of_a_reading_that_is_not_whole(read: Reading, form: files.Format) -> None:
    sentences = tuple(
        one.model_copy(update={"english": None, "state": "known"}) if one.id > 4 else one for one in read.sentences
    )
    nothing = read.summary.model_copy(update={"title": "", "sentences": (), "length": None})
    part = read.model_copy(update={"layer": "known", "sentences": sentences, "summary": nothing})
    assert len(downloads._file(Open.of(part), form, "everything")) > 500


def test_the_title_of_what_has_no_summary_is_that_of_the_article_as_far_as_it_is_read(read: Reading) -> None:
    known = pipeline.known(ARTICLE)
    assert downloads._titled(known).summary.title.startswith("Streit um die Hafenbrücke")
    drafted = read.model_copy(update={"layer": "drafted", "summary": known.summary})
    assert downloads._titled(drafted).summary.title.startswith("Dispute over the harbour bridge")
    assert downloads._titled(read) is read
