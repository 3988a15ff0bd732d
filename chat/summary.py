"""Translated sentences and their claims in, an English summary out. Code chooses, and checks how the model words it.

The article is cut into as many stretches as the summary has sentences; of each, the sentences that have most in
common with the rest of the article are condensed by the model into one, those first that tell what sources claim and
deny. A sentence that cites nothing real, says what its citations do not, or tells a claim without its speaker is
replaced by the translation of the sentence it should have condensed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from chat.attribution.reported import proof_of_speakers, with_speaker
from chat.errors import Cancelled
from chat.grounding.citations import cited, nearest, relevant, rests_on, statements, without_marks
from chat.grounding.faults import faults
from chat.grounding.support import foreign_names, unsupported
from chat.lang.en.pronouns import pronouns
from chat.lang.words import english_stems
from chat.models.base import Request, TextModel
from chat.schema import Claim, Ledger, Length, Sentence, Summary, SummarySentence
from prompts import render

# Sentences of a summary, and of the article for each of them.
_SENTENCES: dict[Length, int] = {"short": 3, "medium": 5, "long": 8}
_CONDENSED = 2
_MAX_TOKENS = 120
# The first sentences of a news article say what it is about (the inverted pyramid).
_LEAD = 2
_LEAD_WEIGHT = 1.5
# Sentences that tell a claim count more, those of a dispute most, and those whose speaker has no English name less.
_CLAIM_WEIGHT, _DISPUTE_WEIGHT, _NAMELESS_WEIGHT = 1.25, 2.0, 0.3
_UNSOURCED = "Reportedly, "  # only where the sentences have nothing that somebody stands behind
_LONGEST_TITLE = 140
_REFERRING = pronouns("subject", "possessive", "leaning", "perhaps_leaning")


def summarise(
    sentences: Sequence[Sentence],
    model: TextModel,
    *,
    claims: Sequence[Claim] = (),
    ledger: Ledger | None = None,
    length: Length | None = "medium",
    on_done: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Summary:
    """Return the summary of translated sentences; boilerplate and untranslated ones are left out.

    Args:
        claims: with `ledger`, the same by speaker: who claims what; without them nothing is known of speakers.
        length: how many sentences it has, as far as the article has them; None: a title and no sentence.
        on_done: called with (parts done, parts in all).
        cancelled: asked between replies; true stops the work.

    Raises:
        Cancelled: `cancelled` said so.
    """
    usable = [sentence for sentence in sentences if sentence.kind == "text" and sentence.english]
    sound = (sentence for sentence in sentences if sentence.english and sentence.is_sound)
    title = next((sentence for sentence in sound if sentence.kind == "title"), None)
    if length is None:
        return Summary(title=title.best if title else _headline("", usable), sentences=())
    ledger = ledger or Ledger(entries=())
    groups = choose(usable, count=_SENTENCES[length], ledger=ledger)
    requests = [
        Request(render("summarise", sentences=group), max_tokens=_MAX_TOKENS, citable=range(1, len(group) + 1))
        for group in groups
    ]
    if not title and usable:
        requests.append(Request(render("headline", sentences=usable[:_LEAD]), max_tokens=_MAX_TOKENS))
    replies = _replies(model, requests, on_done=on_done or _ignore, cancelled=cancelled or _never)
    checked = [worded_or_extracted(reply, group, claims, ledger) for group, reply in zip(groups, replies, strict=False)]
    headline = title.best if title else _headline(replies[-1] if usable else "", usable)
    proved = [_with_proof_of_speakers(sentence, sentences, claims, ledger) for sentence in _without_repeats(checked)]
    return Summary(title=headline, sentences=tuple(proved), length=length)


def _ignore(done: int, total: int) -> None:
    pass


def _never() -> bool:
    return False


def _replies(
    model: TextModel,
    requests: Sequence[Request],
    *,
    on_done: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> list[str]:
    """Return the reply to each request.

    Raises:
        Cancelled: `cancelled` said so.
    """
    replies = [""] * len(requests)
    for done, (index, reply) in enumerate(model.generate_many(requests), start=1):
        if cancelled():
            raise Cancelled("The summary was stopped.")
        replies[index] = reply
        on_done(done, len(requests))
    return replies


def choose(sentences: Sequence[Sentence], *, count: int, ledger: Ledger | None = None) -> list[list[Sentence]]:
    """Return at most `count` groups of sentences to condense, in document order, spread over the whole article.

    Sentences that tell a claim count more, and those of a dispute most, so that both its sides appear. A sentence
    whose translation is doubtful is taken only where there is no other.
    """
    sentences = (
        [sentence for sentence in sentences if sentence.is_sound and not foreign_names(sentence)]
        or [sentence for sentence in sentences if sentence.is_sound]
        or sentences
    )
    if not sentences:
        return []
    weights = [
        weight * _claim_weight(sentence, ledger)
        for weight, sentence in zip(_centrality(sentences), sentences, strict=True)
    ]
    count = min(count, len(sentences))
    ends = [len(sentences) * number // count for number in range(count + 1)]
    groups = []
    for start, end in pairwise(ends):
        stretch = range(start, end)
        best = sorted(sorted(stretch, key=lambda place: -weights[place])[:_CONDENSED])
        groups.append([sentences[place] for place in _with_antecedent(best, sentences)])
    return groups


def _claim_weight(sentence: Sentence, ledger: Ledger | None) -> float:
    speaking = [entry for entry in ledger.entries if sentence.id in entry.sentences] if ledger else []
    if ledger is None or not speaking:
        return 1.0
    if not any(entry.english for entry in speaking):
        return _NAMELESS_WEIGHT
    disputed = {number for dispute in ledger.disputes for number in dispute.sentences}
    return _DISPUTE_WEIGHT if sentence.id in disputed else _CLAIM_WEIGHT


def _with_antecedent(places: Sequence[int], sentences: Sequence[Sentence]) -> list[int]:
    """Return the places, with the sentence before the first where that begins with a pronoun."""
    first = places[0]
    opening = sentences[first].best.partition(" ")[0].casefold()
    follows = first > 0 and sentences[first].paragraph == sentences[first - 1].paragraph
    return [first - 1, *places] if follows and opening in _REFERRING else list(places)


def _centrality(sentences: Sequence[Sentence]) -> list[float]:
    """Return how much each sentence has in common with the article: mean weight of its words, more in the lead.

    A word's weight is the number of other sentences that have it, damped (SumBasic, Nenkova and Vanderwende 2005,
    on sentence counts).
    """
    stems = [sentence.in_english.stem_set for sentence in sentences]
    shared = Counter(stem for stem_set in stems for stem in stem_set)
    weights = [sum(math.log(shared[stem]) for stem in stem_set) / math.sqrt(len(stem_set) or 1) for stem_set in stems]
    return [weight * (_LEAD_WEIGHT if place < _LEAD else 1.0) for place, weight in enumerate(weights)]


def worded_or_extracted(
    reply: str, group: Sequence[Sentence], claims: Sequence[Claim] = (), ledger: Ledger | None = None
) -> SummarySentence:
    """Return the first sentence of a reply about a group that holds, else the group's own sentence.

    The marks of a reply number the sentences of its group from 1.
    """
    ledger = ledger or Ledger(entries=())
    checked = [_checked(statement, group, claims, ledger) for statement in statements(reply)]
    held = next((sentence for sentence in checked if not sentence.extracted), None)
    return held or (checked[0] if checked else _extract(group, claims, ledger))


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
    return _extract([close, *group] if close else group, claims, ledger)


def _needed(text: str, sources: Sequence[Sentence]) -> list[Sentence]:
    """Return the sources without those that have no content word of a text which the others have not."""
    stems = set(english_stems(text))
    shares = {source.id: stems & source.in_english.stem_set for source in sources}
    for source in sorted(sources, key=lambda source: len(shares[source.id])):
        others = set[str]().union(*(share for id, share in shares.items() if id != source.id))
        if len(shares) > 1 and shares[source.id] <= others:
            del shares[source.id]
    return [source for source in sources if source.id in shares]


def _extract(group: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> SummarySentence:
    """Return the first of some sentences that can be told with its speaker, as the article has it.

    One that nobody stands behind ("Reportedly, …") is taken only where there is no other.
    """
    attributed = [(sentence, with_speaker(_own_text(sentence), [sentence], claims, ledger)) for sentence in group]
    named = sorted((item for item in attributed if item[1]), key=lambda item: (item[1] or "").startswith(_UNSOURCED))
    sentence, text = named[0] if named else (group[0], _own_text(group[0]))
    return SummarySentence(text=text or "", citations=(sentence.id,), checked=True, extracted=True)


def _own_text(sentence: Sentence) -> str:
    return without_marks(sentence.best) or sentence.best  # an article's own "[4]" is no mark of ours


def _with_proof_of_speakers(
    stated: SummarySentence, sentences: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger
) -> SummarySentence:
    """Return a sentence of the summary that cites as well who a speaker is whom its sources call "she"."""
    own = [sentence for sentence in sentences if sentence.id in stated.citations]
    proofs = proof_of_speakers(stated.text, own, claims, ledger, sentences)
    return stated.model_copy(update={"citations": tuple(sorted({s.id for s in (*own, *proofs)}))})


def _without_repeats(sentences: Sequence[SummarySentence]) -> list[SummarySentence]:
    first: dict[str, SummarySentence] = {}
    for sentence in sentences:
        first.setdefault(sentence.text.casefold(), sentence)
    return list(first.values())


def _headline(reply: str, sentences: Sequence[Sentence]) -> str:
    """Return the model's headline where it holds nothing the article lacks, else the first sentence, cut."""
    headline = without_marks(reply).strip("\"“”'*# ")
    fits = bool(headline) and len(headline) <= _LONGEST_TITLE
    if fits and rests_on(headline, sentences) and not unsupported(headline, sentences):
        return headline
    if not sentences:
        return "Untitled article"
    first = sentences[0].best
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
