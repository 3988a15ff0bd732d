"""Which claim holds which other: by where their cues and contents lie, the smallest holder first."""

from __future__ import annotations

import pytest

from chat.attribution.nesting import holders, nested
from chat.schema import Claim, Cue, Speaker
from chat.schema import Span as Stretch
from tests.attribution.generated import claims_of


def claim(id: int, content: tuple[int, int], cue: tuple[int, int] | None, *, speaker: str | None = "Klein") -> Claim:
    """Return a claim of sentence 1 with its content and cue at some offsets."""
    return Claim(
        id=id,
        type="indirect",
        speaker=Speaker(text=speaker, start=0, end=len(speaker)) if speaker else None,
        cue=Cue(text="-", start=cue[0], end=cue[1], lemma="-") if cue else None,
        content=(Stretch(start=content[0], end=content[1], text="-" * (content[1] - content[0])),),
        sentences=(1,),
    )


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        ([claim(1, (10, 90), (5, 9)), claim(2, (40, 90), (30, 38), speaker="Voss")], [(2,), ()]),
        ([claim(1, (40, 90), (30, 38)), claim(2, (10, 90), (5, 9))], [(), (1,)]),
        (
            [claim(1, (10, 90), (5, 9)), claim(2, (30, 90), (20, 28)), claim(3, (60, 90), (50, 58))],
            [(2,), (3,), ()],
        ),
        ([claim(1, (10, 90), (5, 9)), claim(2, (20, 40), (12, 18)), claim(3, (60, 90), (50, 58))], [(2, 3), (), ()]),
        ([claim(1, (10, 90), (5, 9)), claim(2, (20, 40), (5, 9))], [(), ()]),  # a quotation within what one cue reports
        ([claim(1, (10, 50), (5, 9)), claim(2, (40, 90), (30, 38))], [(), ()]),  # goes on behind the content
        ([claim(1, (10, 50), (5, 9)), claim(2, (20, 40), (60, 68))], [(), ()]),  # the cue stands outside
        ([claim(1, (10, 50), (5, 9)), claim(2, (20, 40), None)], [(), ()]),
        ([claim(1, (10, 50), None, speaker=None), claim(2, (30, 50), (20, 28))], [(2,), ()]),
        ([], []),
    ],
)
def test_a_claim_holds_what_lies_in_its_content(claims: list[Claim], holds: list[tuple[int, ...]]) -> None:
    assert [claim.holds for claim in nested(claims)] == holds


def test_several_sentences_of_one_content_hold_the_claims_in_each() -> None:
    outer = claim(1, (0, 200), None).model_copy(update={"sentences": (1, 2)})
    first = claim(2, (40, 90), (30, 38), speaker="Voss")
    second = claim(3, (140, 190), (130, 138), speaker="Voss").model_copy(update={"sentences": (2,)})
    assert [claim.holds for claim in nested([outer, first, second])] == [(2, 3), (), ()]


def test_a_claim_within_another_is_held_in_an_article() -> None:
    claims = claims_of("Laut der Küstenzeitung sagte Eva Adler, dass der Damm hält.")
    (outer,) = (claim for claim in claims if claim.holds)
    (inner,) = (claim for claim in claims if claim.id in outer.holds)
    assert inner.speaker is not None and inner.speaker.text == "Eva Adler"


def test_the_holders_of_a_claim_are_told_from_outermost_to_innermost() -> None:
    claims = nested([claim(1, (10, 90), (5, 9)), claim(2, (30, 90), (20, 28)), claim(3, (60, 90), (50, 58))])
    chains = holders(claims)
    assert {held: [holder.id for holder in chain] for held, chain in chains.items()} == {2: [1], 3: [1, 2]}


def test_claims_that_hold_each_other_end() -> None:
    first = claim(1, (10, 90), (5, 9)).model_copy(update={"holds": (2,)})
    second = claim(2, (10, 90), (5, 9)).model_copy(update={"holds": (1,)})
    assert all(len(chain) <= 2 for chain in holders([first, second]).values())
