"""Sentences in, claims out: the frames of each sentence, and what goes on from one sentence to the next.

A quotation of several sentences belongs to the frame at either end of it; sentences in the Konjunktiv after a claim go
on with its speaker (free indirect speech).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.hedging import is_hedged
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.reader import SentenceReader
from chat.attribution.german.resolution import antecedent, is_anaphoric, resolve
from chat.attribution.german.speaker_roles import role
from chat.attribution.quotations import Quotation, find_quotations
from chat.lang.de.tokens import placed, tokenize
from chat.schema import Article, Claim, Cue, Sentence, Span, Speaker

_PARTIAL = 2  # words; quotation marks around a single one may only distance
_LONG_QUOTE = 4  # words; a shorter quotation is a partial one
_UNFRAMED = 6  # words; a shorter quotation within a sentence without a cue is a name, a motto or a distance
_FREE = 2  # sentences without a claim after which free indirect speech is nobody's any more
_LOOK_BACK = 60  # mentions among which a pronoun or a short name is resolved


def find_claims(article: Article, sentences: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Return the claims of an article, in order; boilerplate has none. The cost grows linearly with the text."""
    reading = _ArticleReading(article)
    for sentence in sentences:
        if sentence.kind != "boilerplate":
            reading.take(sentence)
    starts = [sentence.start for sentence in sentences]
    mentions = sorted(set(reading.mentions), key=_by_end)
    return tuple(
        _claim(article.text, number, found, mentions, reading.together, starts)
        for number, found in enumerate(reading.claims, start=1)
    )


class _ArticleReading:
    """Reads sentence after sentence, and keeps what the next needs: who spoke last, and what is already a claim."""

    def __init__(self, article: Article) -> None:
        self.claims: list[FoundClaim] = []
        self.mentions: list[Offsets] = []
        self.together: dict[str, tuple[Offsets, ...]] = {}  # those who spoke together, by the phrase for them all
        self._text = article.text
        self._quotations, _ = find_quotations(article.text, article.paragraphs)
        self._ends = [quotation.end for quotation in self._quotations]
        self._covered_to = 0  # the end of the last content: a quotation that starts before it is a claim already
        self._speaker: Offsets | None = None
        self._others: tuple[Offsets, ...] = ()  # who spoke together with the last speaker
        self._speaker_claimed = self._was_claim = self._was_free = False
        self._silent = 0  # sentences since somebody spoke
        self._previous: Offsets | None = None

    def take(self, sentence: Sentence) -> None:
        """Find the claims of the next sentence."""
        near = self._near(sentence)
        long = [quote for quote in near if self._words(quote) >= _LONG_QUOTE or self._is_whole(quote, sentence)]
        spans = [(quote.start, quote.end) for quote in long]
        own = sentence.in_german.tokens if sentence.is_plain else tokenize(sentence.text)
        tokens = placed(own, sentence.start, quoted=spans)
        reader = SentenceReader(sentence, tokens, near, self._previous)
        quoted = any(quote.start <= sentence.start and sentence.end <= quote.end + 1 for quote in long)
        claims = [self._led_back(claim) for claim in reader.claims()] or ([] if quoted else self._free(reader))
        claims += reader.within(claims)
        claims += list(self._quoted_within(claims, near))
        self._covered_to = max([self._covered_to, *(end for claim in claims for _, end in claim.content)])
        claims += self._left_over(sentence, long, claims, reader)
        self.claims += claims
        self._remember(sentence, claims, reader, quoted=quoted)

    def _near(self, sentence: Sentence) -> list[Quotation]:
        """Return the quotations that touch a sentence."""
        near = []
        for quotation in self._quotations[bisect_left(self._ends, sentence.start - 1) :]:
            if quotation.start >= sentence.end + 2:
                break
            near.append(quotation)
        return near

    def _words(self, quotation: Quotation) -> int:
        """Return how many words a quotation has."""
        return len(self._text[quotation.start : quotation.end].split())

    def _is_whole(self, quotation: Quotation, sentence: Sentence) -> bool:
        """Return whether a quotation is all there is of a sentence, or all behind its colon."""
        alone = quotation.start <= sentence.start + 1
        behind_colon = self._text[sentence.start : quotation.start].rstrip().endswith(":")
        return (alone or behind_colon) and quotation.end >= sentence.end - 1

    def _is_said(self, quotation: Quotation) -> bool:
        """Return whether a quotation within reported speech is somebody's words: several, and no title."""
        return self._words(quotation) >= _PARTIAL and not self._is_title(quotation)

    def _is_title(self, quotation: Quotation) -> bool:
        """Return whether a quotation is the name of something: all words but function words have capitals."""
        words = self._text[quotation.start + 1 : quotation.end - 1].split()
        return all(not word[:1].islower() or word in lexicon().in_titles for word in words)

    def _free(self, reader: SentenceReader) -> list[FoundClaim]:
        """Return the sentence as free indirect speech, joined to the sentence before where that is such too."""
        speaker = self._speaker if self._silent < _FREE else None
        free = reader.free(speaker, last=self.claims[-1] if self._was_claim else None)
        if free is None:
            return []
        free = replace(free, others=self._others if free.speaker == self._speaker else ())
        if self._was_free and self.claims[-1].speaker == free.speaker:
            last = self.claims.pop()
            free = replace(free, content=((last.content[0][0], free.content[0][1]),))
        return [free]

    def _led_back(self, claim: FoundClaim) -> FoundClaim:
        """Return a claim with "demnach" as one of the last speaker."""
        back = claim.cue is not None and claim.cue[2] in lexicon().accordingly
        return replace(claim, speaker=self._speaker, others=self._others) if back else claim

    def _quoted_within(self, claims: Sequence[FoundClaim], near: Sequence[Quotation]) -> Iterator[FoundClaim]:
        """Yield the quotations inside reported contents as claims of their own: those words are the speaker's."""
        for claim in claims:
            for quote in near:
                span = (quote.start, quote.end)
                inside = any(start <= quote.start and quote.end <= end for start, end in claim.content)
                if claim.speaker and claim.speaker[0] <= quote.start < claim.speaker[1]:
                    continue  # a name: "die Zeitung „Bote“"
                if claim.type != "direct" and inside and span not in claim.content and self._is_said(quote):
                    yield replace(claim, type="direct", content=(span,))

    def _left_over(
        self, sentence: Sentence, long: Sequence[Quotation], claims: Sequence[FoundClaim], reader: SentenceReader
    ) -> list[FoundClaim]:
        """Return the quotations that end in a sentence and that no frame took: the last speaker goes on."""
        left = []
        for quote in long:
            within = (
                quote.start > sentence.start + 1
                and self._text[max(0, quote.start - 3) : quote.start].rstrip()[-1:] not in ":.!?"
            )
            if (within and self._is_title(quote)) or (within and not claims and self._words(quote) < _UNFRAMED):
                continue
            if sentence.start < quote.end <= sentence.end + 1 and quote.start >= self._covered_to:
                alone = quote.start <= sentence.start + 1
                speaker = self._speaker if alone else reader.subject() or self._speaker
                speaker = claims[-1].speaker if claims else speaker
                others = claims[-1].others if claims else self._others if speaker == self._speaker else ()
                span = (quote.start, quote.end)
                left.append(FoundClaim("direct", (span,), speaker, None, "says", sentence.id, others=others))
                self._covered_to = quote.end
        return left

    def _named(self, speaker: Offsets, plural: bool | None) -> Offsets:
        """Return the mention that a pronoun stands for, and any other speaker as it is."""
        written = self._text[speaker[0] : speaker[1]]
        if not is_anaphoric(written):
            return speaker
        earlier = [span for span in self.mentions[-_LOOK_BACK:] if span[1] <= speaker[0]]
        place = antecedent(written, [self._text[start:end] for start, end in earlier], plural=plural)
        return speaker if place is None else earlier[place]

    def _remember(
        self, sentence: Sentence, claims: Sequence[FoundClaim], reader: SentenceReader, *, quoted: bool
    ) -> None:
        """Keep what the next sentence needs to know of this one; `quoted`: it is all within a quotation."""
        subject = reader.subject()
        speaking = [(claim.speaker, *claim.others) for claim in claims if claim.speaker and not claim.within]
        together = [(spans[0][0], spans[-1][1]) for spans in speaking]
        if not quoted:
            each = (span for spans in speaking for span in spans)
            self.mentions += [span for span in (reader.speaking_subject(), *each, *together) if span]
            self.together |= {
                self._text[start:end]: spans
                for (start, end), spans in zip(together, speaking, strict=True)
                if spans[1:]
            }
        self._was_claim = bool(claims)
        self._silent = 0 if claims or (not quoted and reader.cue_subject()) else self._silent + 1
        self._previous = None if sentence.kind == "title" else (sentence.start, sentence.end)
        self._was_free = bool(claims) and claims[-1].type == "free_indirect"
        if speaking:
            last, *others = speaking[-1]
            self._speaker, self._speaker_claimed = self._named(last, claims[-1].plural), True
            self._others = tuple(others)
        elif not claims and not quoted:
            speaker = reader.cue_subject() or (self._speaker if self._speaker_claimed else subject)
            self._others = self._others if speaker == self._speaker else ()
            self._speaker = speaker


def _by_end(span: Offsets) -> Offsets:
    """Return where a mention ends; of two that end together the longer is the later: "Klein", "Voss und Klein"."""
    return span[1], -span[0]


def _speaker(text: str, span: Offsets, mentions: Sequence[Offsets], plural: bool | None) -> Speaker:
    """Return a speaker, resolved among the last mentions that end before it."""
    written = text[span[0] : span[1]]
    before_it = bisect_right(mentions, (span[0], 0), key=_by_end)
    before = [text[start:end] for start, end in mentions[max(0, before_it - _LOOK_BACK) : before_it]]
    resolved = resolve(written, before, plural=plural)
    return Speaker(text=written, start=span[0], end=span[1], role=role(written), resolved=resolved)


def _each(
    text: str, speaker: Speaker, mentions: Sequence[Offsets], together: Mapping[str, tuple[Offsets, ...]]
) -> Iterator[Speaker]:
    """Yield a speaker, or each of those whom "sie" stands for."""
    spans = together.get(speaker.resolved or "", ())
    for span in spans:
        one = _speaker(text, span, mentions, None)
        yield speaker.model_copy(update={"resolved": one.resolved or one.text})
    if not spans:
        yield speaker


def _span(text: str, offsets: Offsets | None) -> Span | None:
    """Return a stretch of the text."""
    return Span(start=offsets[0], end=offsets[1], text=text[slice(*offsets)]) if offsets else None


def _claim(
    text: str,
    number: int,
    found: FoundClaim,
    mentions: Sequence[Offsets],
    together: Mapping[str, tuple[Offsets, ...]],
    sentence_starts: Sequence[int],
) -> Claim:
    """Return a claim with its number, the texts of its spans, its speaker resolved, and the sentences it touches."""
    content = tuple(span for span in (_span(text, offsets) for offsets in found.content) if span)
    touched = {
        place
        for span in content
        for place in range(bisect_right(sentence_starts, span.start), bisect_left(sentence_starts, span.end) + 1)
    }
    cue = found.cue
    speaking = (found.speaker, *found.others) if found.speaker else ()
    named = (_speaker(text, span, mentions, found.plural) for span in speaking)
    speakers = tuple(one for speaker in named for one in _each(text, speaker, mentions, together))
    return Claim(
        id=number,
        type=found.type,
        speaker=speakers[0] if speakers else None,
        speakers=speakers,
        addressee=_span(text, found.addressee),
        occasion=_span(text, found.occasion),
        knows_by=_span(text, found.knows_by),
        cue=Cue(text=text[cue[0] : cue[1]], start=cue[0], end=cue[1], lemma=cue[2]) if cue else None,
        content=content,
        stance=found.stance,
        hedged=found.hedged or is_hedged(" ".join(span.text for span in content)),
        negated=found.negated and found.type == "indirect",
        sentences=tuple(sorted(touched)),
    )
