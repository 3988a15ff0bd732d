"""The article as HTML: tints of speakers, marks of doubtful words, and nothing of it that is not escaped."""

from __future__ import annotations

import pytest

from chat.schema import Doubt, Sentence
from ui.markup import article


def sentence(german: str, english: str, *doubts: Doubt) -> Sentence:
    return Sentence(id=1, start=0, end=len(german), text=german, english=english, paragraph=0, warnings=doubts)


def html(one: Sentence, *, glossed: bool = False) -> str:
    return article.side_by_side([one], reasons={}, glossed=glossed)


def test_doubtful_words_are_marked_in_both_languages_and_the_doubt_is_told() -> None:
    doubt = Doubt(kind="untranslated", message="“Sachschaden” is left.", german="Sachschaden", english="Sachschaden")
    text = html(sentence("Der Sachschaden ist hoch.", "The Sachschaden is high.", doubt))
    assert text.count('<span class="doubtful">Sachschaden</span>') == 2
    assert "⚠ “Sachschaden” is left." in text


@pytest.mark.parametrize(
    ("kind", "opening"),
    [("number", '<span class="warning" title="A number">'), ("failed", '<span class="warning">')],
)
def test_a_warning_has_the_name_of_its_kind_for_a_title(kind: str, opening: str) -> None:
    text = html(sentence("Es kamen zwölf.", "Many came.", Doubt(kind=kind, message="12 is lost.")))
    assert f"{opening}⚠ 12 is lost.</span>" in text


def test_words_that_are_not_there_mark_nothing() -> None:
    doubt = Doubt(kind="number", message="lost", german="12")
    text = html(sentence("Es kamen zwölf.", "Many came.", doubt))
    assert "doubtful" not in text


def test_a_doubt_cannot_carry_markup() -> None:
    evil = "<script>alert(1)</script>"
    text = html(sentence(f"Das {evil} da.", f"The {evil} there.", Doubt(kind="name", message=evil, german=evil)))
    assert "<script" not in text and text.count("&lt;script&gt;") >= 3


@pytest.mark.parametrize(
    ("german", "words", "marked"),
    [
        ("Vom Rathaus kam der Rat.", "Rat", "Vom Rathaus kam der {Rat}."),
        ("Am Montagabend kam er.", "Montag", "Am {Montag}abend kam er."),
        ("Es waren 1.500, dann 500.", "500", "Es waren 1.500, dann {500}."),
        ("Es waren 12.500 da, dann 12.", "12", "Es waren 12.500 da, dann {12}."),
        ("Olaf\n Scholz kam.", "Olaf Scholz", "{Olaf Scholz} kam."),
        ("Der Stadt\u00adrat kam.", "Stadtrat", "Der {Stadtrat} kam."),
        ("Er sagte: „Nein“.", "„Nein“", "Er sagte: {„Nein“}."),
        ("Er kam.", " ", "Er kam."),
    ],
)
def test_whole_words_are_marked(german: str, words: str, marked: str) -> None:
    text = html(sentence(german, "He.", Doubt(kind="name", message="lost", german=words)))
    shown = marked.replace("{", '<span class="doubtful">').replace("}", "</span>")
    assert f">{shown}</p>" in text


def test_a_german_word_has_its_english_for_who_points_at_it() -> None:
    text = html(sentence("Der Vermieter lehnte den Plan ab.", "The landlord rejected the plan."), glossed=True)
    assert '<span class="word" tabindex="-1" data-gloss="Vermieter: landlord' in text
    assert text.count('data-gloss="ablehnen: reject') == 2  # both parts of a separable verb
    assert 'class="german" lang="de" tabindex="0"' in text


def test_a_word_that_is_doubted_keeps_its_gloss() -> None:
    doubt = Doubt(kind="words", message="“Vermieter” means landlord.", german="Vermieter")
    text = html(sentence("Der Vermieter kam.", "The tenant came.", doubt), glossed=True)
    assert '<span class="doubtful"><span class="word"' in text


def test_a_word_that_is_rendered_freely_is_marked_quietly_and_its_gloss_says_so() -> None:
    remark = Doubt(kind="rendering", message="otherwise", german="Gletscher", wording=True)
    one = sentence("Der Gletscher schmilzt.", "The mountain melts.").model_copy(update={"remarks": (remark,)})
    text = html(one, glossed=True)
    assert (
        '<span class="word freely" tabindex="-1" data-gloss="Gletscher: glacier (the English has none of these)">'
        in text
    )
    assert "⚠" not in text


def test_glosses_stand_at_their_words_where_invisible_characters_do() -> None:
    text = html(sentence("Der\n Ver\u00admieter kam.", "The landlord came."), glossed=True)
    assert ">Vermieter</span>" in text and "landlord" in text


def test_what_is_no_german_has_no_glosses() -> None:
    text = html(sentence("Le maire est venu.", "The mayor came."))
    assert "data-gloss" not in text and 'tabindex="0"' not in text
