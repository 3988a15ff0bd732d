"""Sentences made of varied parts, each with the claims it has, and which of them are read wrongly.

A claim is right where its speakers and its stance are the expected ones to the letter, and its content has nearly the
same words: punctuation, and up to a fifth of the words at its ends, are left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from chat.schema import Claim, Stance

LEAST_RIGHT = 0.95  # of the texts of a kind
_SAME_WORDS = 0.8  # of the words of either content, in both


@dataclass(frozen=True)
class Said:
    """A claim that a text has; what is None is left open. `by` are its speakers as written, empty for nobody."""

    by: tuple[str, ...]
    content: str | None = None
    stance: Stance | None = None
    also: dict[str, object] = field(default_factory=dict)  # other fields of the claim: text of a span, or a value


@dataclass(frozen=True)
class Case:
    """A text with all the claims it has, in order; `exact` False: it may have others too."""

    text: str
    claims: tuple[Said, ...]
    exact: bool = True


def claims_of(text: str) -> tuple[Claim, ...]:
    """Return the claims of a text."""
    article = paragraphs.build(text, max_characters=100_000)
    return find_claims(article, sentences.split(article))


def is_right(said: Said, claim: Claim) -> bool:
    """Return whether a claim is the expected one."""
    if tuple(speaker.text for speaker in claim.speakers) != said.by:
        return False
    if said.stance is not None and claim.stance != said.stance:
        return False
    if any(_plain(getattr(claim, name)) != value for name, value in said.also.items()):
        return False
    return said.content is None or _same_words(said.content, " ".join(span.text for span in claim.content))


def _plain(value: object) -> object:
    """Return the text of what has one, and anything else as it is."""
    return getattr(value, "text", value)


def _same_words(content: str, other: str) -> bool:
    own, others = ([word.strip('„“”»«"‚‘‹›,.;:!?–') for word in text.split()] for text in (content, other))
    own, others = [word for word in own if word], [word for word in others if word]
    shared = len([word for word in own if word in others])
    return shared >= _SAME_WORDS * max(len(own), len(others), 1)


def is_case_right(case: Case, found: Sequence[Claim]) -> bool:
    """Return whether each expected claim is found, in any order, and no other where the case is exact."""
    left = list(found)
    for said in case.claims:
        match = next((claim for claim in left if is_right(said, claim)), None)
        if match is None:
            return False
        left.remove(match)
    return not (case.exact and left)


def wrong(cases: Iterable[Case]) -> list[str]:
    """Return each text that is read wrongly, with what was found in it."""
    messages = []
    for case in cases:
        found = claims_of(case.text)
        if not is_case_right(case, found):
            listed = "; ".join(
                f"{[s.text for s in claim.speakers]} {claim.stance}: {' … '.join(span.text for span in claim.content)}"
                for claim in found
            )
            messages.append(f"{case.text!r} → {listed or 'nothing'}")
    return messages


def assert_right(cases: Sequence[Case], *, least: float = LEAST_RIGHT) -> None:
    """Fail with the texts that are read wrongly where fewer than `least` are right."""
    mistakes = wrong(cases)
    share = 1 - len(mistakes) / len(cases)
    print(f"{len(cases) - len(mistakes)} of {len(cases)} right")  # shown by pytest -rP
    assert share >= least, f"{share:.1%} of {len(cases)} right:\n" + "\n".join(mistakes[:40])
