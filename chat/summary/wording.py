"""What the model wrote about a group of sentences in, a sentence of the summary out that says what they say.

One that cites nothing real, says what its citations do not, or tells a claim without its speaker is replaced by the
translation of the sentences it should have condensed; so is one that there was no need to condense.
"""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.reported import proof_of_speakers, with_speaker
from chat.grounding.citations import cited, nearest, relevant, rests_on, statements, without_marks
from chat.grounding.faults import faults
from chat.grounding.support import unsupported
from chat.lang.words import english_stems
from chat.schema import Claim, Ledger, Sentence, SummarySentence

_UNSOURCED = "Reportedly, "  # only where the sentences have nothing that somebody stands behind
_LONGEST_TITLE = 140
_LONG = 45  # words, from which one sentence is condensed
_LONGEST = 70  # words of sentences that are told together as they stand


def worded_or_extracted(
    reply: str, group: Sequence[Sentence], claims: Sequence[Claim] = (), ledger: Ledger | None = None
) -> SummarySentence:
    """Return the first sentence of a reply about a group that holds, else the group's own sentence.

    The marks of a reply number the sentences of its group from 1.
    """
    ledger = ledger or Ledger(entries=())
    checked = [_checked(statement, group, claims, ledger) for statement in statements(reply)]
    held = next((sentence for sentence in checked if not sentence.extracted), None)
    return held or (checked[0] if checked else extracted(group, claims, ledger))


def _checked(statement: str, group: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> SummarySentence:
    by_number = dict(enumerate(group, start=1))
    text = without_marks(statement)
    close = nearest(text, group)
    citations = [by_number[number] for number in cited(statement, known=set(by_number))] or ([close] if close else [])
    for sources in (citations, [*group]):  # what it cites, else all it was made from
        if citations and not faults(text, sources, ledger=ledger):
            proofs = _needed(text, relevant(text, sources))
            if faults(text, proofs, ledger=ledger):  # the others hold up a part of it
                proofs = sources
            attributed = with_speaker(text, proofs, claims, ledger)
            if attributed is None or attributed.startswith(_UNSOURCED):
                break
            return SummarySentence(text=attributed, citations=tuple(sorted(s.id for s in proofs)), checked=True)
    return extracted(group, claims, ledger)


def _needed(text: str, sources: Sequence[Sentence]) -> list[Sentence]:
    """Return the sources without those that have no content word of a text which the others have not."""
    stems = set(english_stems(text))
    shares = {source.id: stems & source.in_english.stem_set for source in sources}
    for source in sorted(sources, key=lambda source: len(shares[source.id])):
        others = set[str]().union(*(share for id, share in shares.items() if id != source.id))
        if len(shares) > 1 and shares[source.id] <= others:
            del shares[source.id]
    return [source for source in sources if source.id in shares]


def needs_no_model(group: Sequence[Sentence]) -> bool:
    """Return whether a group is short enough to be told as it stands."""
    return sum(len(sentence.in_english.words) for sentence in group) <= (_LONG if len(group) == 1 else _LONGEST)


def extracted(group: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> SummarySentence:
    """Return the sentences of a group that can be told with their speakers, as the article has them.

    Those that nobody stands behind ("Reportedly, …") are taken only where there is no other; where they are long
    together, the first alone.
    """
    attributed = [(sentence, with_speaker(_own_text(sentence), [sentence], claims, ledger)) for sentence in group]
    named = [(sentence, text) for sentence, text in attributed if text]
    sourced = [(sentence, text) for sentence, text in named if not text.startswith(_UNSOURCED)]
    told = sourced or named[:1] or [(group[0], _own_text(group[0]))]
    if sum(len(sentence.in_english.words) for sentence, _ in told) > _LONGEST:
        told = told[:1]
    text = " ".join(text for _, text in told)
    return SummarySentence(text=text, citations=tuple(s.id for s, _ in told), checked=True, extracted=True)


def _own_text(sentence: Sentence) -> str:
    return without_marks(sentence.best) or sentence.best  # an article's own "[4]" is no mark of ours


def with_proof_of_speakers(
    stated: SummarySentence, sentences: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger
) -> SummarySentence:
    """Return a sentence of the summary that cites as well who a speaker is whom its sources call "she"."""
    own = [sentence for sentence in sentences if sentence.id in stated.citations]
    proofs = proof_of_speakers(stated.text, own, claims, ledger, sentences)
    return stated.model_copy(update={"citations": tuple(sorted({s.id for s in (*own, *proofs)}))})


def headline_or_first(reply: str, sentences: Sequence[Sentence]) -> str:
    """Return the model's headline where it holds nothing the article lacks, else the first sentence, cut."""
    headline = without_marks(reply).strip("\"“”'*# ")
    fits = bool(headline) and len(headline) <= _LONGEST_TITLE
    if fits and rests_on(headline, sentences) and not unsupported(headline, sentences):
        return headline
    if not sentences:
        return "Untitled article"
    first = sentences[0].best
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
