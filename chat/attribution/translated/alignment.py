"""Which frame of reported speech in an English sentence renders which cue of the German one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.attribution.german.lexicon import lexicon
from chat.attribution.translated.shared_names import invented_names, shares_names
from chat.data import table
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.en.frames import EnglishFrame, english_words
from chat.lang.en.text import EnglishText
from chat.schema import Claim, Sentence

_OUT_OF_ORDER = 4  # places by which a frame may be off the place of its cue for a point of its rating


@dataclass(frozen=True)
class AlignedFrame:
    """The English frame of a German cue, and the sentence that both are in."""

    frame: EnglishFrame
    sentence: Sentence

    @property
    def speaker(self) -> str | None:
        """The English phrase for the speaker, None where the frame has none."""
        return self.sentence.best[slice(*self.frame.speaker)] if self.frame.speaker else None


def aligned_frames(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> dict[int, AlignedFrame]:
    """Return the English frame of each claim that has one, by claim id; a frame renders one cue."""
    aligned: dict[int, AlignedFrame] = {}
    for sentence in sentences:
        if not sentence.english:
            continue
        by_cue = _by_cue(claims, sentence)
        if not by_cue:
            continue
        frames = sentence.in_english.frames
        free = list(range(len(frames)))
        for order, start in enumerate(sorted(by_cue)):
            ratings = [
                (_fit(by_cue[start][0], frames[at], sentence) - abs(at - order) / _OUT_OF_ORDER, -at) for at in free
            ]
            if ratings and max(ratings)[0] > 0:
                chosen = -max(ratings)[1]
                free.remove(chosen)
                aligned |= {claim.id: AlignedFrame(frames[chosen], sentence) for claim in by_cue[start]}
    return aligned


def stands_for(german: str) -> list[str] | None:
    """Return the English pronouns that may stand for a German one, None for what is no pronoun of a speaker."""
    pronouns: dict[str, list[str]] = table("pairs/pronouns.toml")
    return pronouns.get(german.lower())


def _by_cue(claims: Sequence[Claim], sentence: Sentence) -> dict[int, list[Claim]]:
    """Return the claims whose cue is in a sentence, by where the cue starts."""
    by_cue: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.cue and sentence.start <= claim.cue.start < sentence.end:
            by_cue.setdefault(claim.cue.start, []).append(claim)
    return by_cue


def _fit(claim: Claim, frame: EnglishFrame, sentence: Sentence) -> float:
    """Return how well an English frame can be that of a claim; not above 0: not at all."""
    by_preposition = claim.cue is not None and claim.cue.lemma in lexicon().framing
    score = 1.0 if by_preposition == frame.by_preposition else 0.5
    if claim.speaker is None or frame.speaker is None:
        return score
    written = " und ".join(one_line(speaker.text) for speaker in claim.speakers)
    german, phrase = GermanText(written), EnglishText(sentence.best[slice(*frame.speaker)])
    is_pronoun = phrase.text.lower() in english_words()["pronouns"]
    pronouns = stands_for(german.text)
    if pronouns is not None:
        return score + 1 if phrase.text.lower() in pronouns else score - 0.5 * is_pronoun
    if is_pronoun:
        return 0.0
    invented = bool(invented_names(german, phrase))
    if shares_names(german, phrase):
        return score + 1 - 2 * invented
    elsewhere = shares_names(german, sentence.in_english)
    return score - 2 * elsewhere - 2 * invented
