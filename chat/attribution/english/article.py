"""An English article: the frames of each sentence, and what goes on from one sentence to the next.

A quotation of several sentences belongs to the frame at either end of it; one without a frame, and what goes on in
past tenses with "would" and the like, to whoever spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.agents import speaks
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.datelines import without_dateline
from chat.attribution.english.free import free_indirect
from chat.attribution.english.inner import told_by_others
from chat.attribution.english.mentions import agent_before, how_subject, mentions_of, shown_in
from chat.attribution.english.reader import claims_of
from chat.attribution.english.topic import Topic
from chat.attribution.english.turn import Turn
from chat.attribution.english.turns import find_turns
from chat.attribution.english.units import surnames_in
from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.quotations import Quotation
from chat.attribution.unclosed import quotations_of
from chat.schema import Article, Sentence, Stance

_SILENT = 2  # sentences without a claim after which a quotation or free indirect speech is the last speaker's no more
_SHORT = 3  # letters of words that titles write small
_LEAST = 3  # words of a quotation without a frame


class EnglishReading:
    """Reads sentence after sentence, and keeps what the next needs: who spoke last, and what is already a claim."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.claims: list[FoundClaim] = []
        self.mentions: list[Offsets] = []
        self.together: dict[str, tuple[Offsets, ...]] = {}
        self._text = article.text
        self._quotations = quotations_of(article, sentences, language="en")
        self._ends = [quotation.end for quotation in self._quotations]
        self._names = frozenset(name for sentence in sentences for name in surnames_in(sentence))
        self._turns = find_turns(article.text, sentences, self._names)
        self._topic = Topic(article.text)
        self._covered_to = 0
        self._last: FoundClaim | None = None  # of whoever spoke last
        self._shown: Offsets | None = None  # whom the sentence before is about, who says nothing
        self._silent = 0
        self._paragraph = -1

    def read(self, sentences: Sequence[Sentence]) -> None:
        """Find the claims of all sentences of the article; boilerplate has none."""
        turns = {sentence.id: turn for turn in self._turns for sentence in turn.sentences}
        for sentence in sentences:
            turn = turns.get(sentence.id)
            if turn is not None:
                if turn.sentences[0] is sentence:
                    self._take_turn(turn)
            elif sentence.kind != "boilerplate" and (bare := without_dateline(sentence)):
                self._take(bare)

    def _take_turn(self, turn: Turn) -> None:
        """Take what somebody answers as one claim, and from a question what it puts to them."""
        if turn.asks:
            for sentence in turn.sentences:
                bare = turn.without_label(sentence)
                if bare is not None and not bare.text.rstrip().endswith("?"):
                    put = claims_of(Clauses(bare, self._near(bare), self._text, self._names))
                    self.claims += [claim for claim in put if not self._is_of_talk(claim)]
            return
        claim = turn.claim(self._text)
        if claim is None:
            return
        self.claims.append(claim)
        for sentence in turn.sentences:
            self.claims += told_by_others(sentence, [(turn.said, sentence.end)], self._text, self._names)
        self._last, self._silent = claim, 0
        self._covered_to = max(self._covered_to, claim.content[-1][1])
        self.mentions += [claim.speaker] if claim.speaker else []

    def _is_of_talk(self, claim: FoundClaim) -> bool:
        """Return whether a claim in a question is by whoever asks or answers: "You said you would leave."."""
        return claim.speaker is not None and self._text[slice(*claim.speaker)].lower() in ("you", "i", "we")

    def _near(self, sentence: Sentence) -> list[Quotation]:
        """Return the quotations that touch a sentence."""
        near = []
        for quotation in self._quotations[bisect_left(self._ends, sentence.start + 1) :]:
            if quotation.start >= sentence.end:
                break
            near.append(quotation)
        return near

    def _take(self, sentence: Sentence) -> None:
        """Find the claims of the next sentence."""
        near = self._near(sentence)
        spoken = [(quote.start + 1, quote.end - 1) for quote in near]
        inner = told_by_others(sentence, spoken, self._text, self._names)
        if any(quote.start <= sentence.start and sentence.end < quote.end - 1 for quote in near):
            self.claims += inner  # all within a quotation that goes on
            return
        clauses = Clauses(sentence, near, self._text, self._names)
        claims = [claim for claim in claims_of(clauses) if not self._is_taken(claim)]
        claims = self._with_whole_quotations(claims)
        for claim in claims:
            self._covered_to = max([self._covered_to, *(end for _, end in claim.content)])
        left = self._left_over(clauses, claims)
        free = [] if claims or left else self._free(clauses)
        mentions = mentions_of(clauses)
        found = self._topic.resolved([*claims, *left, *free], mentions)
        told = [claim for claim in inner if claim.content not in {other.content for other in found}]
        self.claims += [*found, *told]
        self._topic.learn(clauses, found, mentions)
        self._remember(clauses, found, mentions)

    def _is_taken(self, claim: FoundClaim) -> bool:
        """Return whether a quotation of several sentences is a claim already."""
        return claim.type == "direct" and any(
            other.type == "direct" and set(claim.content) <= set(other.content) for other in self.claims[-3:]
        )

    def _with_whole_quotations(self, claims: Sequence[FoundClaim]) -> list[FoundClaim]:
        """Return the claims, quotations that go on behind their sentence as a whole."""
        whole = []
        for claim in claims:
            content = tuple(self._whole(span) for span in claim.content) if claim.type == "direct" else claim.content
            whole.append(replace(claim, content=content))
        return whole

    def _whole(self, span: Offsets) -> Offsets:
        """Return the span of the quotation that a span is the beginning or the end of."""
        quote = next((q for q in self._quotations if q.start <= span[0] < q.end and span[1] <= q.end + 1), None)
        if quote is None or (quote.start < span[0] and quote.end > span[1]):
            return span
        return (quote.start, quote.end) if quote.start == span[0] or quote.end == span[1] else span

    def _left_over(self, clauses: Clauses, claims: Sequence[FoundClaim]) -> list[FoundClaim]:
        """Return the quotations that no frame took: whoever the sentence, or the one before, tells of goes on."""
        left: list[FoundClaim] = []
        for place, unit in enumerate(clauses.units):
            if not unit.is_quotation or any(a <= unit.start < b for claim in claims for a, b in claim.content):
                continue
            quote = next(q for q in clauses.quotations if q.start <= unit.start < q.end)
            if quote.end > clauses.sentence.end + 1 and quote.start < clauses.sentence.start:
                continue
            span = (quote.start, quote.end)
            if quote.start < self._covered_to or not self._is_speech(span):
                continue
            claim = self._unframed(clauses, place, span, [*claims, *left])
            if claim:
                left.append(claim)
                self._covered_to = quote.end
        return left

    def _is_speech(self, span: Offsets) -> bool:
        """Return whether a quotation can be what somebody says: it ends as a sentence does, or is long."""
        inside = self._text[span[0] + 1 : span[1] - 1].rstrip()
        return inside[-1:] in (".", "!", "?", ",", "…", "—", "–") or len(inside.split()) > _LEAST

    def _unframed(self, clauses: Clauses, place: int, span: Offsets, claims: Sequence[FoundClaim]) -> FoundClaim | None:
        """Return a quotation without a frame as a claim of a speaker in its sentence or before it, or of nobody."""
        own = next((claim for claim in reversed(claims) if claim.speaker), None)
        if own is not None:
            return FoundClaim("direct", (span,), own.speaker, own.cue, "says", clauses.sentence.id, others=own.others)
        if place and clauses.lower(place - 1) == ":":
            about = shown_in(clauses, before=place) or agent_before(clauses, place - 1)
            if about is None and self._last is None:
                return None
            speaker = about or (self._last.speaker if self._last else None)
            return FoundClaim("direct", (span,), speaker, None, "says", clauses.sentence.id)
        put_so = clauses.tag(1) in ("VBZ", "VBD") and clauses.lower(2) in ("how", "what", "the")
        if place == 0 and len(clauses.units) > 2 and (self._text[span[1] - 2] in ",?!" or put_so):
            return self._framed(clauses, span)
        if place or len(clauses.units) > 1:
            return None
        return self._going_on(span, clauses.sentence)

    def _framed(self, clauses: Clauses, span: Offsets) -> FoundClaim | None:
        """Return a quotation before any verb as a claim: "“…,” wheezed Hale", "“…,” was how Hale put it"."""
        group = next((group for group in clauses.groups if group.finite or group.maybe_finite), None)
        if group is None or (self._text[span[1] - 2] != "," and group.start > 1):
            return None
        behind = clauses.subjects.behind(group.end) if group.start == 1 and group.lemma not in ("be", "come") else None
        subject = behind or clauses.subject_of[group.start] or how_subject(clauses)
        named = subject is not None and (group.lemma == "be" or speaks(clauses.units[subject.first : subject.core]))
        if subject is None or not named:
            titled = group.lemma != "come" and _is_title(self._text[span[0] + 1 : span[1] - 1])
            return None if titled else FoundClaim("direct", (span,), None, None, "says", clauses.sentence.id)
        speaker, *others = clauses.speakers(subject)
        main = clauses.units[group.main]
        cue = (main.start, main.end, group.lemma)
        return FoundClaim("direct", (span,), speaker, cue, "says", clauses.sentence.id, others=tuple(others))

    def _going_on(self, span: Offsets, sentence: Sentence) -> FoundClaim | None:
        """Return a quotation that is all of its sentence as the last speaker's, or whom the last sentence is about."""
        if self._shown is not None and self._silent:
            return FoundClaim("direct", (span,), self._shown, None, "says", sentence.id)
        last = self._last
        if last is None or self._silent >= _SILENT:
            return FoundClaim("direct", (span,), None, None, "says", sentence.id)
        return FoundClaim(
            "direct",
            (span,),
            last.speaker,
            None,
            self._stance(span, last),
            sentence.id,
            others=last.others,
            stands_for=last.stands_for,
        )

    def _stance(self, span: Offsets, last: FoundClaim) -> Stance:
        """Return the stance of a quotation that goes on: a question still asks behind one that did."""
        asks = last.type == "direct" and last.stance == "demands" and self._text[span[1] - 2] == "?"
        return "demands" if asks else "says"

    def _free(self, clauses: Clauses) -> list[FoundClaim]:
        """Return the sentence as free indirect speech, joined to the sentence before where that is such too."""
        last = self._last
        if last is None or self._silent or clauses.sentence.paragraph != self._paragraph:
            return []
        found = free_indirect(clauses, last)
        if found is None:
            return []
        if last.type == "free_indirect" and self.claims and self.claims[-1] == last:
            self.claims.pop()
            found = replace(found, content=((last.content[0][0], found.content[0][1]),))
        return [found]

    def _remember(self, clauses: Clauses, claims: Sequence[FoundClaim], mentions: list[Offsets]) -> None:
        """Keep what the next sentence needs to know of this one."""
        for claim in claims:
            spans = [span for span in (claim.stands_for or claim.speaker, *claim.others) if span]
            mentions += spans
            if len(spans) > 1:
                together = (spans[0][0], spans[-1][1])
                mentions.append(together)
                self.together[self._text[slice(*together)]] = tuple(spans)
        self.mentions += mentions
        speaking = [claim for claim in claims if claim.speaker and not claim.within]
        if speaking:
            self._last, self._silent, self._shown = speaking[-1], 0, None
        else:
            self._silent += 1
            shown = shown_in(clauses, before=clauses.last)
            goes_on = self._silent <= _SILENT and clauses.sentence.paragraph == self._paragraph
            self._shown = shown or (self._shown if goes_on else None)
        self._paragraph = clauses.sentence.paragraph


def _is_title(quoted: str) -> bool:
    """Return whether what is quoted is written as titles are: "“Summer Rain,” her novel, is out"."""
    longer = [word for word in quoted.split() if len(word) > _SHORT]
    return all(word[:1].isupper() for word in longer)
