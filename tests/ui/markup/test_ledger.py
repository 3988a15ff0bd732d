"""The claims as HTML: who denies what whom says, and what in the German links the two."""

from __future__ import annotations

import pytest

from chat.attribution import ledger as attribution
from chat.schema import Article, Claim, Dispute, EngineNames, Language, Reading, Span, Speaker, Summary
from tests.builders import sentence
from ui.markup import ledger

SAID, DENIED = "Klein sprach von Betrug.", "Voss wies Kleins Vorwurf zurück."


def claim(id: int, speaker: str, text: str) -> Claim:
    return Claim(
        id=id,
        type="reported",
        speaker=Speaker(text=speaker, start=0, end=len(speaker)),
        cue=None,
        content=(Span(start=0, end=len(text), text=text),),
        stance="denies" if id == 2 else "says",
        sentences=(id,),
    )


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        (("Kleins", "Vorwurf", "Vorwurf"), '<li title="Linked in the German by „Kleins“, „Vorwurf“">'),
        (("<b>",), '<li title="Linked in the German by „&lt;b&gt;“">'),
        ((), "<li>"),
    ],
)
def test_a_dispute_tells_the_words_that_link_it(words: tuple[str, ...], opening: str) -> None:
    claims = (claim(1, "Klein", SAID), claim(2, "Voss", DENIED))
    reading = Reading(
        article=Article(text="", paragraphs=()),
        language=Language(code="de", confidence=1.0),
        sentences=(sentence(1, SAID), sentence(2, DENIED)),
        claims=claims,
        summary=Summary(title="", sentences=()),
        engines=EngineNames(model="", translator=""),
        seconds={},
    )
    dispute = Dispute(denial=2, denied=1, sentences=(1, 2), shown_by=words)
    by_speaker = attribution.build(claims, reading.sentences).model_copy(update={"disputes": (dispute,)})
    shown = ledger.disputes(claims, by_speaker, reading)
    assert f"{opening}<strong>Voss</strong> denies" in shown
