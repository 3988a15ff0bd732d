"""What is told of a claim besides its words, as labels: what source it is from, to whom, when, how known, told by whom.

Labels are English; the article's own words in them stay German, and are given apart so that each form marks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.attribution.reported import names_together, told_by
from chat.lang.characters import one_line
from chat.schema import Claim, Ledger, SourceType

_SOURCES: dict[SourceType, str] = {
    "person": "a person",
    "office": "an office",
    "organisation": "an organisation",
    "document": "a document",
    "medium": "news media",
    "anonymous": "an unnamed source",
}


@dataclass(frozen=True)
class Circumstance:
    """A label of a claim: English, and German words of the article on one line, empty where it has none."""

    label: str
    german: str = ""


def stance_label(claim: Claim) -> str:
    """Return the stance of a claim as a label."""
    return "declines to speak" if claim.stance == "declines" else claim.stance


def circumstances(claim: Claim, ledger: Ledger, *, place: int, within: Sequence[Claim] = ()) -> list[Circumstance]:
    """Return the labels of a claim as one of its speakers has it.

    Args:
        claim: the claim.
        ledger: the ledger that has it.
        place: the place of that speaker's entry in the ledger.
        within: the claims that report it, the outermost first.
    """
    others = [ledger.entries[other] for other in ledger.places_of(claim.id) if other != place]
    together = [f"together with {names_together(others, within_sentence=True)}"] if others else []
    return [
        *map(Circumstance, [*together, *told_by(claim, ledger, within)]),
        *([Circumstance(_SOURCES[claim.source_type])] if claim.source_type else []),
        *(
            Circumstance(label, one_line(span.text))
            for label, span in (("to", claim.addressee), ("at", claim.occasion), ("known by", claim.knows_by))
            if span
        ),
    ]
