"""The English side of claims: speaker, role and words, each taken from the translation of the claim's own sentences.

Nothing is worded here. What cannot be found in the translation, or does not agree with the German, stays None, or is
given as the whole sentence, and a doubt says so, so that the German is shown beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.attribution.translated.alignment import AlignedFrame, aligned_frames
from chat.attribution.translated.contents import content_in_english
from chat.attribution.translated.speakers import Speakers, TranslatePhrases
from chat.lang.en.frames import find_frames
from chat.schema import Claim, EnglishClaim, EnglishName, Sentence

WHOLE_SENTENCE = "The English of these very words could not be told from its sentence: the whole sentence is given."
NO_SPEAKER = "The translation does not name the speaker as the German does."

_UNNAMED = EnglishName(name=None)


def in_english(
    claims: Sequence[Claim],
    sentences: Sequence[Sentence],
    *,
    translate: TranslatePhrases | None = None,
    glossary: Mapping[str, str] | None = None,
) -> tuple[Claim, ...]:
    """Return the claims with their English; `english` stays None where a sentence has no translation.

    The speaker of a pronoun or short name is the one that the German resolved it to. A claim that was found in English
    has its English already, and keeps it.

    Args:
        claims: the claims of an article.
        sentences: its sentences, with their English.
        translate: called at most once, with the phrases of speakers whom the translations of their sentences do not
            name and the lexicon cannot render; returns the English of each, None where there is none to be trusted.
        glossary: the reader's terms, which go before the lexicon.
    """
    by_id = {sentence.id: sentence for sentence in sentences}
    told, claims = claims, [claim for claim in claims if not _is_as_it_stands(claim, by_id)]
    if not claims:
        return tuple(told)
    frames = aligned_frames(claims, sentences)
    speakers = Speakers(sentences, glossary=glossary or {})
    for claim in claims:
        if claim.id in frames:
            speakers.learn(claim, frames[claim.id])
    if translate:
        speakers.translate(claims, translate)
    else:
        speakers.look_up([speaker for claim in claims for speaker in claim.speakers])
    nesting = {
        claim.id for claim in claims if any(_holds_cue(claim, other) for other in claims if other.id != claim.id)
    }
    in_english_now = {
        claim.id: _with_english(claim, frames.get(claim.id), speakers, by_id, nests=claim.id in nesting)
        for claim in claims
    }
    return tuple(in_english_now.get(claim.id, claim) for claim in told)


def _is_as_it_stands(claim: Claim, by_id: Mapping[int, Sentence]) -> bool:
    """Return whether a claim has its English from sentences that are English themselves."""
    touched = [by_id[number] for number in claim.sentences if number in by_id]
    return claim.english is not None and all(sentence.english in (None, sentence.plain) for sentence in touched)


def _holds_cue(claim: Claim, other: Claim) -> bool:
    """Return whether what a claim says is itself that somebody claims something: another's cue is in its content."""
    cue = other.cue
    return cue is not None and any(span.start <= cue.start and cue.end <= span.end for span in claim.content)


def _with_english(
    claim: Claim,
    aligned: AlignedFrame | None,
    speakers: Speakers,
    by_id: Mapping[int, Sentence],
    *,
    nests: bool,
) -> Claim:
    """Return a claim with its English, and what to doubt of it.

    Args:
        claim: the claim.
        aligned: its frame in English, where there is one.
        speakers: what the English calls the speakers.
        by_id: the sentences of the article.
        nests: the claim tells of another's, so that the frame may be that one's.
    """
    touched = [by_id[number] for number in claim.sentences]
    if not touched or any(sentence.english is None for sentence in touched):
        return claim
    doubts = tuple(dict.fromkeys(doubt.message for sentence in touched for doubt in sentence.warnings))
    whole = " ".join(sentence.best for sentence in touched)
    content = whole if claim.negated else content_in_english(claim, aligned, touched)
    if content is None or (content and nests and not claim.negated and not find_frames(content)):
        content = whole
        doubts += (WHOLE_SENTENCE,)
    known = [speakers.of(speaker) for speaker in claim.speakers]
    if None in known:
        doubts += (NO_SPEAKER,)
    names = tuple(EnglishName(name=spoken.name, role=spoken.role) if spoken else _UNNAMED for spoken in known)
    first = names[0] if names else _UNNAMED
    english = EnglishClaim(
        speaker=first.name,
        role=first.role,
        speakers=names,
        content=content,
        doubts=doubts + tuple(dict.fromkeys(doubt for spoken in known if spoken for doubt in spoken.doubts)),
    )
    return claim.model_copy(update={"english": english})
