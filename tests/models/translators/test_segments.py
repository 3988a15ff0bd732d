"""Sentences are cut where a translator loses text, and put together again as the German has them."""

from __future__ import annotations

import pytest

from chat.models.translators.segments import is_capitals, is_verbatim, joined, pieces, repeats


def anything_fits(text: str) -> bool:
    return True


def at_most(characters: int):  # type: ignore[no-untyped-def]
    return lambda text: len(text) <= characters


@pytest.mark.parametrize("text", ["", "–", "12.500", "1 – 2", "https://example.org/Artikel", "red@example.org 12"])
def test_what_is_the_same_in_english_is_told(text: str) -> None:
    assert is_verbatim(text)


@pytest.mark.parametrize("text", ["Ja", "12 Euro", "Mehr unter www.example.org"])
def test_what_has_a_word_is_not_verbatim(text: str) -> None:
    assert not is_verbatim(text)


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("BRÜCKE BLEIBT GESPERRT", True),
        ("EU", False),
        ("ARD UND ZDF streiten", False),
        ("Ein Satz der SPD.", False),
    ],
)
def test_headlines_in_capitals_are_told(text: str, capitals: bool) -> None:
    assert is_capitals(text) is capitals


def test_capitals_are_sent_as_a_sentence_and_come_back_as_capitals() -> None:
    german = "BRÜCKE GESPERRT: MEHR AUF https://example.org/Bruecke"
    parts = pieces(german, fits=anything_fits)
    assert parts == ("Brücke gesperrt: mehr auf https://example.org/Bruecke",)
    english = joined(german, parts, ["Bridge closed: more at https://example.org/Bruecke"])
    assert english == "BRIDGE CLOSED: MORE AT https://example.org/Bruecke"


@pytest.mark.parametrize("mark", ["…", "..."])
def test_a_sentence_is_cut_after_an_ellipsis(mark: str) -> None:
    german = f"Er zögerte {mark} dann sprang er."
    parts = pieces(german, fits=anything_fits)
    assert parts == (f"Er zögerte {mark}", "dann sprang er.")
    assert joined(german, parts, [f"He hesitated {mark}", "Then he jumped."]) == f"He hesitated {mark} then he jumped."


def test_an_ellipsis_at_the_end_or_in_quotation_marks_cuts_nothing() -> None:
    for german in ("Er zögerte … ", "„Ich weiß nicht …“, sagte er."):
        assert pieces(german, fits=anything_fits) == (german.strip(),)


def test_names_and_i_keep_their_capital_after_a_cut() -> None:
    for german, english in (("warnte Merkel.", "Merkel warned."), ("sagte ich.", "I said.")):
        assert joined("", ("Nun …", german), ["Now …", english]) == f"Now … {english}"


def test_long_sentences_are_cut_between_clauses_first() -> None:
    german = "Die Brücke, die alte, bleibt zu; der Tunnel, der neue, öffnet."
    assert pieces(german, fits=at_most(35)) == ("Die Brücke, die alte, bleibt zu;", "der Tunnel, der neue, öffnet.")


def test_then_at_commas_then_before_conjunctions_then_anywhere() -> None:
    assert pieces("Erst kam Regen, danach der Schnee.", fits=at_most(20)) == ("Erst kam Regen,", "danach der Schnee.")
    assert pieces("Erst kam Regen und danach Schnee.", fits=at_most(20)) == ("Erst kam Regen", "und danach Schnee.")
    assert pieces("Erst kam dann Regen aus Westen.", fits=at_most(20)) == ("Erst kam dann", "Regen aus Westen.")


def test_nothing_is_lost_where_there_is_no_space() -> None:
    assert "".join(pieces("x" * 100, fits=at_most(9))) == "x" * 100


def test_a_cut_clause_is_no_sentence_of_its_own() -> None:
    parts = ("Die Brücke bleibt zu;", "der Tunnel öffnet.")
    assert joined("", parts, ["The bridge stays closed.", "The tunnel opens."]) == (
        "The bridge stays closed; the tunnel opens."
    )


def test_a_title_gets_no_full_stop() -> None:
    assert joined("Brücke zu", ("Brücke zu",), ["Bridge closed."]) == "Bridge closed"
    assert joined("", ("„Er geht.“",), ["He leaves."]) == "He leaves."


def test_guillemets_in_ascii_are_no_language_code() -> None:
    assert pieces(">>Nein<<, sagte er.", fits=anything_fits) == ("»Nein«, sagte er.",)


def test_repetition_is_told_unless_the_german_repeats_too() -> None:
    assert repeats("the bridge the bridge the bridge", "die Brücke")
    assert repeats("no no no", "nein")
    assert not repeats("no, no, no", "nein, nein, nein")
    assert not repeats("the bridge and the bridge", "die Brücke und die Brücke")
