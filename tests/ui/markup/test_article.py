"""The article as HTML: tints of speakers, marks of doubtful words, and nothing of it that is not escaped."""

from __future__ import annotations

import pytest

from chat.schema import Doubt, Sentence, State
from ui.markup import article


def sentence(german: str, english: str, *doubts: Doubt) -> Sentence:
    return Sentence(id=1, start=0, end=len(german), text=german, english=english, paragraph=0, warnings=doubts)


def html(one: Sentence, *, glossed: bool = False) -> str:
    return article.side_by_side([one], article.Look(glossed=glossed))


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


GROWING = article.Look(partial=True, growing=True, glossed=False)
DOUBT = Doubt(kind="number", message="12 is lost.", german="zwölf", english="Many")


def row(state: State, english: str | None, *doubts: Doubt, look: article.Look = GROWING) -> str:
    one = sentence("Es kamen zwölf.", "", *doubts).model_copy(update={"english": english, "state": state})
    return article.side_by_side([one], look)


def test_a_row_has_room_for_the_english_that_is_to_come() -> None:
    text = row("known", None)
    assert 'class="english pending"' in text and '<span class="room" aria-hidden="true">Es kamen zwölf.</span>' in text
    assert "room" not in row("known", None, look=article.Look(partial=True)) and "room" not in html(sentence("A", "B"))


def test_english_that_is_written_or_a_draft_is_told_from_what_is_settled() -> None:
    assert 'class="english draft writing"' in row("known", "Many")
    assert 'class="english draft"' in row("draft", "Many came.") and "A draft: not checked" in row(
        "draft", "Many came."
    )
    assert 'class="english"' in row("checked", "Many came.")


def test_what_to_doubt_is_told_once_a_sentence_is_settled_or_nobody_reads_on() -> None:
    stopped = article.Look(partial=True, glossed=False)
    assert "doubtful" not in row("draft", "Many came.", DOUBT)
    assert "12 is lost." in row("checked", "Many came.", DOUBT)
    assert "12 is lost." in row("draft", "Many came.", DOUBT, look=stopped)


def test_a_patch_has_the_english_of_its_sentences_and_the_german_of_those_that_are_marked() -> None:
    draft = sentence("Es kamen zwölf.", "Many came.", DOUBT).model_copy(update={"state": "draft"})
    settled = draft.model_copy(update={"id": 2, "state": "checked"})
    text = article.patch([draft, settled], GROWING)
    assert text.startswith('<div class="belegt patch" hidden><div data-row="s1"><p class="english draft"')
    assert text.count('class="german"') == 1 and '<div data-row="s2"><p class="german"' in text
    assert 'id="' not in text


def test_the_cells_of_a_patch_are_those_of_the_article() -> None:
    settled = sentence("Es kamen zwölf.", "Many came.", DOUBT).model_copy(update={"state": "checked"})
    drawn, patched = article.side_by_side([settled], GROWING), article.patch([settled], GROWING)
    cells = patched.partition('<div data-row="s1">')[2].removesuffix("</div></div>")
    assert cells and cells in drawn


def test_what_is_left_out_is_in_no_patch() -> None:
    left_out = sentence("Lesen Sie auch", "").model_copy(update={"kind": "boilerplate", "english": None})
    assert article.patch([left_out], GROWING) == '<div class="belegt patch" hidden></div>'
