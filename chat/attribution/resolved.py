"""Found claims → claims: numbered, their speakers resolved, with the texts of their spans and their sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from chat.attribution.found import FoundClaim, Offsets, is_inside
from chat.attribution.tongues import GERMAN, Tongue
from chat.schema import Article, Claim, Cue, Sentence, Span, Speaker

LOOK_BACK = 60  # mentions among which a pronoun or a short name is resolved


@dataclass(frozen=True)
class Resolved:
    """What turns found claims into claims: the article, its sentences, and all mentions of people and bodies in it.

    `together` has those who spoke together, by the phrase for them all; `tongue` what its language says of phrases.
    """

    article: Article
    sentences: Sequence[Sentence]
    mentions: Sequence[Offsets]
    together: Mapping[str, tuple[Offsets, ...]]
    tongue: Tongue = GERMAN

    def claim(self, number: int, found: FoundClaim) -> Claim:
        """Return a found claim as the claim of that number."""
        text = self.article.text
        content = tuple(
            Span(start=start, end=end, text=text[start:end]) for start, end in self._without_boilerplate(found.content)
        )
        cue = found.cue
        speakers = self._speakers(found)
        return Claim(
            id=number,
            type=found.type,
            speaker=speakers[0] if speakers else None,
            speakers=speakers,
            addressee=self._span(found.addressee),
            occasion=self._span(found.occasion),
            source_type=self.tongue.source_type(speakers[0], text) if speakers else None,
            knows_by=self._span(found.knows_by),
            cue=Cue(text=text[cue[0] : cue[1]], start=cue[0], end=cue[1], lemma=cue[2]) if cue else None,
            content=content,
            stance=found.stance,
            hedged=found.hedged or self.tongue.is_hedged(" ".join(span.text for span in content)),
            negated=found.negated and found.type == "indirect",
            sentences=self._touched(content),
        )

    @cached_property
    def _sorted(self) -> list[Offsets]:
        return sorted(set(self.mentions), key=_by_end)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def _touched(self, content: Sequence[Span]) -> tuple[int, ...]:
        """Return the numbers of the sentences that a content lies in."""
        starts = self._starts
        return tuple(
            sorted(
                {
                    place
                    for span in content
                    for place in range(bisect_right(starts, span.start), bisect_left(starts, span.end) + 1)
                }
            )
        )

    def _speakers(self, found: FoundClaim) -> tuple[Speaker, ...]:
        """Return all who say a claim."""
        spans = (found.speaker, *found.others) if found.speaker else ()
        return tuple(one for span in spans for one in self._each(self._speaker(span, found), found))

    def _speaker(self, span: Offsets, found: FoundClaim) -> Speaker:
        """Return a speaker of a claim, resolved among the last mentions that end before it where that is not told."""
        text = self.article.text
        written = text[span[0] : span[1]]
        before_it = bisect_right(self._sorted, (span[0], 0), key=_by_end)
        before = [
            text[start:end]
            for start, end in self._sorted[max(0, before_it - LOOK_BACK) : before_it]
            if not is_inside(start, found.content)  # "Ohm habe gelogen, sagte er"
        ]
        if not self.tongue.is_anaphoric(written):
            before = [mention for mention in before if mention not in self.together]
        resolved = self.tongue.resolve(written, before, plural=found.plural)
        if found.stands_for and span == found.speaker:
            named = self._speaker(found.stands_for, replace(found, stands_for=None, plural=None))  # "demnach", for "er"
            resolved = named.resolved or named.text
        return Speaker(text=written, start=span[0], end=span[1], role=self.tongue.role(written), resolved=resolved)

    def _each(self, speaker: Speaker, found: FoundClaim) -> Iterator[Speaker]:
        """Yield a speaker, or each of those whom "sie" stands for."""
        spans = self.together.get(speaker.resolved or "", ())
        for span in spans:
            one = self._speaker(span, found)
            yield speaker.model_copy(update={"resolved": one.resolved or one.text})
        if not spans:
            yield speaker

    def _span(self, offsets: Offsets | None) -> Span | None:
        """Return a stretch of the text."""
        return Span(start=offsets[0], end=offsets[1], text=self.article.text[slice(*offsets)]) if offsets else None

    def _without_boilerplate(self, spans: Sequence[Offsets]) -> Iterator[Offsets]:
        """Yield the spans of a content without the boilerplate that stands within a quotation over paragraphs."""
        paragraphs = self.article.paragraphs
        for start, end in spans:
            first = bisect_right(paragraphs, start, key=lambda paragraph: paragraph.end)
            last = bisect_left(paragraphs, end, key=lambda paragraph: paragraph.start)
            for is_boilerplate, group in groupby(paragraphs[first:last], key=lambda part: part.kind == "boilerplate"):
                held = list(group)
                if not is_boilerplate:
                    yield max(start, held[0].start), min(end, held[-1].end)


def _by_end(span: Offsets) -> Offsets:
    """Return where a mention ends; of two that end together the longer is the later: "Klein", "Voss und Klein"."""
    return span[1], -span[0]
