"""Which languages are read, how well each is translated, and how that is told."""

from __future__ import annotations

import pytest

from chat.data import table
from chat.models.languages import Tried, readability, readable, tried
from chat.models.weights.catalogue import lookup
from chat.schema import Language
from chat.settings import Settings

EMBEDDED = Settings.model_fields["model"].default
FRENCH = Language(code="fr", confidence=0.987)


def test_english_and_the_languages_of_the_translators_are_read() -> None:
    assert readable() == {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"}


def test_the_embedded_model_was_tried_in_each_of_them() -> None:
    for code in readable() - {"en"}:
        found = tried(EMBEDDED, code)
        assert found is not None and 0 <= found.right <= found.sentences == 12
        assert 0 < found.chrf <= 100 and 0 <= found.numbers <= 1


def test_only_engines_of_the_catalogue_have_figures() -> None:
    for engine, languages in table("translated.toml").items():
        assert lookup(engine) and set(languages) <= readable()
        assert all(Tried(**row).seconds != 0 for row in languages.values())


@pytest.mark.parametrize(
    ("right", "grade"), [(12, "good"), (10, "good"), (9, "fair"), (6, "fair"), (5, "poor"), (0, "poor")]
)
def test_a_figure_has_a_word(right: int, grade: str) -> None:
    assert Tried(sentences=12, right=right, chrf=60.0, numbers=1.0, seconds=1.0).grade == grade


def test_what_is_recognised_and_how_well_it_is_translated_is_told_in_a_line() -> None:
    found = readability(FRENCH, EMBEDDED)
    assert found.tried is not None
    figure = f"{found.tried.grade} ({found.tried.right} of 12 sentences right, chrF {found.tried.chrf:.0f})"
    assert found.told == f"French, recognised with 0.99; translated by the embedded model: {figure}"


def test_what_was_not_tried_is_said_so() -> None:
    found = readability(FRENCH, "opus-mt-fr-en")
    assert found.told.endswith("translated by Helsinki-NLP OPUS-MT French→English: not tried in French")


def test_a_neighbour_is_told_as_near_to_what_is_read() -> None:
    found = readability(Language(code="gl", confidence=1.0), EMBEDDED, named=True)
    assert (
        found.told == "Galician, near Portuguese, as you said; translated by the embedded model: not tried in Galician"
    )


def test_english_is_read_as_it_is() -> None:
    found = readability(Language(code="en", confidence=1.0), EMBEDDED)
    assert found.told == "English, recognised with 1.00; read as it is, without translation"
    assert found.engine == ""


def test_an_engine_that_no_catalogue_knows_is_called_as_it_calls_itself() -> None:
    assert "translated by large: not tried" in readability(FRENCH, "large").told


def test_what_would_translate_it_better_is_told() -> None:
    assert readability(FRENCH, EMBEDDED).advice == ""
    advice = readability(FRENCH, EMBEDDED, better="opus-mt-fr-en").advice
    assert advice == "Weights made for French can be fetched: python -m chat models pull opus-mt-fr-en"
