"""Who claims what in an article whose language has no grammar here: found in its English, proved by its own sentences.

The English of the article is read as an English article is. What is found there is told with the sentences of the text
whose English it is; no place in the text is made up for words that stand in the translation alone. How good these
claims are depends on the translation: each says where it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from chat.attribution import engine
from chat.schema import Article, Claim, EnglishClaim, EnglishName, Kind, Paragraph, Sentence, Span, Speaker

ENGLISH = "en"
_PARTING = "\n\n"  # between paragraphs


def find_claims_in_english(sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Return the claims that the English of an article's sentences tells, numbered in its order.

    Sentences that have no English (yet) are passed over. A doubt about a sentence's English is one about its claims.
    """
    translated = [sentence for sentence in sentences if sentence.english and sentence.kind != "boilerplate"]
    article, english = _english_article(translated)
    found = engine.find_claims(article, english, language=ENGLISH)
    return tuple(_as_of_text(claim, [translated[number - 1] for number in claim.sentences]) for claim in found)


def notice(language: str) -> str:
    """Return what a reader is to know of who claims what in an article in a language, given by its English name."""
    return f"Who claims what is found in the English translation, and proved by the {language} sentences."


def _english_article(sentences: Iterable[Sentence]) -> tuple[Article, tuple[Sentence, ...]]:
    """Return the English of sentences as an article, and its sentences, numbered from 1."""
    text, paragraphs, placed = "", list[Paragraph](), list[Sentence]()
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        own = list(group)
        text += _PARTING if text else ""
        first = len(text)
        for sentence in own:
            text += " " if len(text) > first else ""
            placed.append(_english_sentence(sentence, len(placed) + 1, start=len(text), paragraph=len(paragraphs)))
            text += placed[-1].text
        kind: Kind = own[0].kind
        paragraphs.append(Paragraph(start=first, end=len(text), kind=kind))
    return Article(text=text, paragraphs=tuple(paragraphs)), tuple(placed)


def _english_sentence(sentence: Sentence, number: int, *, start: int, paragraph: int) -> Sentence:
    """Return the English of a sentence as a sentence of its own, of a number, that starts at a place."""
    text = " ".join((sentence.english or "").split())
    return Sentence(
        id=number,
        start=start,
        end=start + len(text),
        text=text,
        english=text,
        state="checked",
        paragraph=paragraph,
        kind=sentence.kind,
    )


def _as_of_text(claim: Claim, proof: Sequence[Sentence]) -> Claim:
    """Return a claim of the English as one of the text, told by the sentences that prove it."""
    told = claim.told
    speakers = tuple(_without_place(speaker) for speaker in claim.speakers)
    names = claim.english.speakers if claim.english else tuple(map(_named, speakers))
    first = names[0] if names else EnglishName(name=None)
    doubts = tuple(dict.fromkeys(doubt.message for sentence in proof for doubt in sentence.warnings))
    return claim.model_copy(
        update={
            "speaker": speakers[0] if speakers else None,
            "speakers": speakers,
            "cue": None,
            "addressee": None,
            "occasion": None,
            "knows_by": None,
            "sentences": tuple(sentence.id for sentence in proof),
            "content": tuple(_spans(proof)),
            "english": EnglishClaim(
                speaker=first.name,
                role=first.role,
                speakers=names,
                content=claim.english.content if claim.english else told,
                doubts=doubts,
            ),
            "found_in": "translation",
        }
    )


def _without_place(speaker: Speaker) -> Speaker:
    return speaker.model_copy(update={"start": None, "end": None})


def _named(speaker: Speaker) -> EnglishName:
    return EnglishName(name=speaker.resolved or speaker.text, role=speaker.role)


def _spans(proof: Iterable[Sentence]) -> Iterator[Span]:
    """Yield the stretches of the text that sentences are."""
    for sentence in proof:
        yield Span(start=sentence.start, end=sentence.end, text=sentence.text)
