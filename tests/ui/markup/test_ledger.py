"""The claims as HTML: who denies what whom says, and what in the German links the two."""

from __future__ import annotations

import pytest

from chat.attribution import ledger as attribution
from chat.schema import Article, Claim, Dispute, EngineNames, Language, Reading, Span, Speaker, Summary
from tests.attribution.joint import claim as joint
from tests.builders import sentence
from ui.markup import article, base, ledger

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
        (("Kleins", "Vorwurf", "Vorwurf"), '<li title="Linked in the original by „Kleins“, „Vorwurf“">'),
        (("<b>",), '<li title="Linked in the original by „&lt;b&gt;“">'),
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


HOSTILE = "<b onclick='x'>der Agentur</b>"
TOLD = (
    joint(
        1,
        ["<i>Klein</i>", "Voss"],
        "es regnet",
        english="it rains",
        source_type="office",
        addressee=Span(start=0, end=len(HOSTILE), text=HOSTILE),
        occasion=Span(start=0, end=5, text="im Tal"),
        holds=(2,),
    ),
    joint(2, ["Dahl"], "-", english="Dahl declined to comment", stance="declines", type="reported"),
)


@pytest.fixture
def told() -> Reading:
    return Reading(
        article=Article(text="", paragraphs=()),
        language=Language(code="de", confidence=1.0),
        sentences=(sentence(1, SAID), sentence(2, DENIED)),
        claims=TOLD,
        summary=Summary(title="", sentences=()),
        engines=EngineNames(model="", translator=""),
        seconds={},
    )


def test_a_claim_is_shown_with_all_that_is_told_of_it(told: Reading) -> None:
    shown = ledger.ledger(TOLD, attribution.build(TOLD, told.sentences), told)
    assert shown.count("it rains") == 2  # under either speaker
    assert '<span class="label quiet">together with Voss</span><span class="label quiet">an office</span>' in shown
    assert (
        '<span class="label quiet">to <span lang="de">„&lt;b onclick=&#39;x&#39;&gt;der Agentur&lt;/b&gt;“</span>'
        in shown
    )
    assert '<span class="label quiet">at <span lang="de">„im Tal“</span></span>' in shown
    assert '<span class="label declines">declines to speak</span>' in shown
    assert "according to &lt;i&gt;Klein&lt;/i&gt; and Voss" in shown


def test_each_speaker_has_their_colour_and_a_claim_that_of_the_first(told: Reading) -> None:
    by_speaker = attribution.build(TOLD, told.sentences)
    shown = ledger.ledger(TOLD, by_speaker, told)
    assert [shown.count(f'<section class="voice v{place}">') for place in range(3)] == [1, 1, 1]
    assert base.colour_of(1, by_speaker) == "voice v0"
    (first, _) = article.voices(TOLD, by_speaker)
    assert (first.colour, first.label) == ("voice v0", "<i>Klein</i> and Voss say")


def test_the_picture_has_a_dot_in_the_lane_of_each_speaker(told: Reading) -> None:
    shown = ledger.picture(TOLD, attribution.build(TOLD, told.sentences), told)
    assert shown.count('class="dot voice v0 says"') == shown.count('class="dot voice v1 says"') == 1
    assert "Dahl declines to speak: " in shown and 'class="dot voice v2 declines"' in shown


def test_only_what_is_filtered_is_shown_and_who_reports_it_is_still_told(told: Reading) -> None:
    shown = ledger.ledger(TOLD[1:], attribution.build(TOLD, told.sentences), told)
    assert "it rains" not in shown and "according to" in shown
