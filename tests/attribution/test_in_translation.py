"""Claims of an article whose language has no grammar: found in its English, proved by its own sentences."""

from __future__ import annotations

from chat.attribution.in_translation import find_claims_in_english, notice
from chat.schema import Doubt, Sentence

# All made up. A headline, a share line, and what the mayor and a club say.
TOLD = (
    ("title", "Le pont rouvre", "Bridge reopens"),
    ("boilerplate", "Partager", None),
    (
        "text",
        "Le pont est sûr, a dit lundi la maire Anne Caron.",
        "The bridge is safe, Mayor Anne Caron said on Monday.",
    ),
    ("text", "Elle a promis des travaux.", "She promised repairs."),
    ("text", "Le club nautique le conteste : « C’est faux. »", 'The sailing club disputes this: "That is wrong."'),
)


def article(**of_third: object) -> tuple[Sentence, ...]:
    """Return the sentences, each a paragraph; the third with some other fields."""
    placed, at = [], 0
    for number, (kind, text, english) in enumerate(TOLD, start=1):
        given = Sentence.model_validate(
            {
                "id": number, "start": at, "end": at + len(text), "text": text, "english": english, "state": "checked",
                "paragraph": number, "kind": kind, "language": "fr", **(of_third if number == 3 else {}),
            }
        )  # fmt: skip
        placed.append(given)
        at += len(text) + 2
    return tuple(placed)


def test_a_claim_is_proved_by_the_sentence_whose_english_tells_it() -> None:
    claim = find_claims_in_english(article())[0]
    assert claim.found_in == "translation" and claim.sentences == (3,)
    assert [span.text for span in claim.content] == [TOLD[2][1]]
    assert claim.english and claim.english.content == "The bridge is safe" and claim.told == "The bridge is safe"


def test_no_place_in_the_text_is_made_up_for_who_speaks() -> None:
    claim = find_claims_in_english(article())[0]
    assert claim.speaker and claim.speaker.place is None and claim.cue is None
    assert claim.english and claim.english.speaker == "Anne Caron"


def test_a_pronoun_stands_for_whom_the_english_names_before() -> None:
    promised = next(claim for claim in find_claims_in_english(article()) if claim.sentences == (4,))
    assert promised.speaker and promised.speaker.resolved and "Caron" in promised.speaker.resolved
    assert promised.stance == "announces"


def test_sentences_without_english_are_passed_over() -> None:
    claims = find_claims_in_english(article(english=None, state="known"))
    assert all(3 not in claim.sentences for claim in claims) and any(5 in claim.sentences for claim in claims)
    assert find_claims_in_english(()) == ()


def test_what_is_doubted_of_the_english_is_doubted_of_its_claims() -> None:
    doubted = article(warnings=(Doubt(kind="number", message="The number 3 of the French is not in the English."),))
    (claim,) = (claim for claim in find_claims_in_english(doubted) if claim.sentences == (3,))
    assert claim.english and claim.english.doubts == ("The number 3 of the French is not in the English.",)


def test_the_reader_is_told_where_claims_are_found() -> None:
    assert "proved by the French sentences" in notice("French")
