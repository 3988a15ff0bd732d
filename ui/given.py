"""What a tab was given of a reading that grows, and what it is to be given next. Knows no Streamlit and no HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chat.schema import Claim, Layer, Ledger, Reading, Sentence


@dataclass(frozen=True)
class Given:
    """The article as it was drawn, and the reading as it was at the last two looks at it.

    What is new is given at two looks running, so that a message that goes astray does no harm.

    Args:
        layer: how far the reading was when the article was drawn.
        ledger: that of the reading then. It gives speakers their colours, which stay as they are.
        before: the reading as it was at the look before the last; the article as drawn counts as one.
        last: the reading as it was at the last look.
        is_drawn: whether the article has just been drawn, and not looked at since.
    """

    layer: Layer
    ledger: Ledger
    before: Reading
    last: Reading
    is_drawn: bool = True

    @classmethod
    def drawn(cls, reading: Reading, ledger: Ledger) -> Given:
        """Return what a tab has that drew this reading."""
        return cls(reading.layer, ledger, reading, reading)

    def then(self, now: Reading) -> Given:
        """Return it after another look."""
        return replace(self, before=self.last, last=now, is_drawn=False)

    def changed(self, now: Reading) -> tuple[Sentence, ...]:
        """Return the sentences that are others now than two looks ago, and those of claims that are."""
        retold = {number for claim in _new(self.before, now) for number in claim.sentences}
        return tuple(
            sentence
            for sentence, before in zip(now.sentences, self.before.sentences, strict=True)
            if sentence is not before or sentence.id in retold
        )


def _new(before: Reading, now: Reading) -> tuple[Claim, ...]:
    """Return the claims that were told in English, or otherwise, since."""
    if now.claims is before.claims:
        return ()
    known = {id(claim) for claim in before.claims}
    return tuple(claim for claim in now.claims if id(claim) not in known)
