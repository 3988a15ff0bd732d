"""A German article: the frames of each sentence, and what goes on from one sentence to the next.

A quotation of several sentences belongs to the frame at either end of it; sentences in the Konjunktiv after a claim go
on with its speaker (free indirect speech).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chat.attribution.answers import announces_talk, find_answers, presented
from chat.attribution.datelines import without_dateline
from chat.attribution.debates import Speech, find_speeches
from chat.attribution.found import FoundClaim, Offsets, is_inside, is_told, tells_of
from chat.attribution.german.agents import can_speak, investigates
from chat.attribution.german.colons import pronoun_of
from chat.attribution.german.knowledge import knows_by
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.reader import SentenceReader
from chat.attribution.german.referring import is_nobody, referred_speaker
from chat.attribution.german.resolution import antecedent, is_owner_of_words
from chat.attribution.german.surnames import surnames_in, with_known_surnames
from chat.attribution.interviews import QUESTION, Turn, find_turns
from chat.attribution.quotations import Quotation
from chat.attribution.resolved import LOOK_BACK
from chat.attribution.unclosed import quotations_of
from chat.lang.de.tokens import Token, placed, tokenize
from chat.lang.quotations import OPENING
from chat.schema import Article, Sentence

_PARTIAL = 2  # words; quotation marks around a single one may only distance
_LONG_QUOTE = 4  # words; a shorter quotation is a partial one
_UNFRAMED = 6  # words; a shorter quotation within a sentence without a cue is a name, a motto or a distance
_BEGINNING = 400  # characters of a quotation in which words are counted, which may go on over paragraphs
_FREE = 2  # sentences without a claim after which free indirect speech is nobody's any more
_ANSWERING = ("denies", "announces", "demands")  # stances to what somebody else has said
_NOUN = 40  # characters before a quotation in which the noun stands that it names


class ArticleReading:
    """Reads sentence after sentence, and keeps what the next needs: who spoke last, and what is already a claim."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.claims: list[FoundClaim] = []
        self.mentions: list[Offsets] = []
        self.together: dict[str, tuple[Offsets, ...]] = {}  # those who spoke together, by the phrase for them all
        self._text = article.text
        self._quotations = quotations_of(article, sentences)
        self.turns: list[Speech | Turn] = [*find_speeches(article.text, sentences)]
        spoken = {sentence.id for speech in self.turns for sentence in speech.sentences}
        unspoken = [sentence for sentence in sentences if sentence.id not in spoken]
        asked = find_turns(article.text, unspoken, self._quotations) or find_answers(article.text, unspoken)
        before = [sentence for sentence in unspoken if asked and sentence.end <= asked[0].sentences[0].start]
        self._interviewed = presented(before)
        self.turns += asked
        self._ends = [quotation.end for quotation in self._quotations]
        self._surnames = {name for sentence in sentences for name in surnames_in(sentence.in_german.tokens)}
        self._is_talk = False  # turns have begun
        self._announced: Offsets | None = None  # who answers in it, where the sentence before it tells
        self._covered_to = 0  # the end of the last content: a quotation that starts before it is a claim already
        self._speaker: Offsets | None = None
        self._others: tuple[Offsets, ...] = ()  # who spoke together with the last speaker
        self._speaker_claimed = self._was_claim = self._was_free = False
        self._introduced: tuple[int, Offsets | None] = (-1, None)  # where a quotation begins that goes on, and by whom
        self._by_paper = False  # the last speaker is a paper, which "er" and "sie" are not
        self._acting: Offsets | None = None  # somebody who does something since a paper spoke
        self._shown: Offsets | None = None  # whom, by name, the sentence before is about, and who says nothing
        self._silent = 0  # sentences since somebody spoke
        self._previous: Offsets | None = None

    def read(self, sentences: Sequence[Sentence]) -> None:
        """Find the claims of all sentences of the article; boilerplate has none."""
        turns = {sentence.id: turn for turn in self.turns for sentence in turn.sentences}
        for sentence in sentences:
            turn = turns.get(sentence.id)
            if turn and turn.sentences[0] is sentence:
                self.take_turn(turn)
            elif not turn and sentence.kind != "boilerplate" and (bare := without_dateline(sentence)):
                self.take(bare)

    def take(self, sentence: Sentence) -> None:
        """Find the claims of the next sentence."""
        near = self._near(sentence)
        long = [quote for quote in near if self._words(quote) >= _LONG_QUOTE or self._is_whole(quote, sentence)]
        own = sentence.in_german.tokens if sentence.is_plain else tokenize(sentence.text)
        spans = [(quote.start, quote.end) for quote in long if self._is_apart(quote, sentence, own)]
        tokens = with_known_surnames(placed(own, sentence.start, quoted=spans), self._surnames)
        reader = SentenceReader(sentence, tokens, near, self._previous)
        quoted = any(quote.start <= sentence.start and sentence.end <= quote.end + 1 for quote in long)
        claims = [self._led_back(claim, reader) for claim in reader.claims()]
        if not quoted and (not claims or reader.is_reported_itself(claims)):
            free = self._free(reader, claims)
            claims = [*free, *(claim for claim in claims if not free or reader.stands_beside(free[0], claim))]
        claims += [*reader.within(claims), *reader.behind_semicolon(claims)]
        claims = self._referring(reader) or self._pointing_back(claims, reader)
        if self._shown and len(claims) == 1 and reader.goes_on_about(claims[0], self._text[slice(*self._shown)]):
            claims = [replace(claims[0], stands_for=self._shown)]
        claims += list(self._quoted_within(claims, near))
        self._covered_to = max([self._covered_to, *(end for claim in claims for _, end in claim.content)])
        claims += self._left_over(sentence, long, claims, reader)
        self._ascribe_opening(claims, reader)
        self.claims += [replace(claim, knows_by=knows_by(reader.clauses, claim)) for claim in claims]
        self._remember(sentence, claims, reader, quoted=quoted)

    def take_turn(self, turn: Speech | Turn) -> None:
        """Take what somebody says in an interview or a debate as one claim, and them as the last speaker."""
        if not self._is_talk and self._previous and announces_talk(self._text[slice(*self._previous)]):
            self._announced = self._speaker if self._speaker_claimed else None
        self._is_talk = True
        if isinstance(turn, Turn) and turn.asks:
            self.claims += [claim for sentence in turn.sentences for claim in self._put_to(sentence, turn)]
        for claim in turn.claims(self._text):
            claim = claim if claim.speaker else replace(claim, speaker=self._announced)
            self.claims.append(claim)
            speaker = claim.stands_for or claim.speaker
            if speaker:
                self.mentions += [speaker]
                self._speaker, self._speaker_claimed = speaker, True
            self._was_claim, self._was_free, self._silent, self._previous = True, False, 0, None
            self._covered_to = max(self._covered_to, claim.content[-1][1])

    def _put_to(self, sentence: Sentence, turn: Turn) -> list[FoundClaim]:
        """Return what a question says that others claim: "Die Klinik sagt, das Modell sei zu teuer."."""
        if QUESTION.search(sentence.text.rstrip()):
            return []
        first = turn.label.end if turn.label else sentence.start
        tokens = [
            token for token in placed(sentence.in_german.tokens, sentence.start, quoted=()) if token.start >= first
        ]
        reader = SentenceReader(sentence, tokens, self._near(sentence))
        return [claim for claim in reader.claims() if reader.is_put(claim)]

    def _near(self, sentence: Sentence) -> list[Quotation]:
        """Return the quotations that touch a sentence."""
        near = []
        for quotation in self._quotations[bisect_left(self._ends, sentence.start - 1) :]:
            if quotation.start >= sentence.end + 2:
                break
            near.append(quotation)
        return near

    def _words(self, quotation: Quotation) -> int:
        """Return how many words a quotation has; of a long one those at its beginning."""
        return len(self._text[quotation.start : min(quotation.end, quotation.start + _BEGINNING)].split())

    def _is_whole(self, quotation: Quotation, sentence: Sentence) -> bool:
        """Return whether a quotation is all there is of a sentence, or all before its frame, behind it or a colon."""
        alone = quotation.start <= sentence.start + 1
        if alone and self._text[quotation.end - 2] == ",":
            return True  # "„Das ist falsch,“ sagte sie"
        before = self._text[sentence.start : quotation.start].rstrip()
        resumed = before.endswith(",") and before.startswith(tuple(OPENING))  # "„…“, sagte sie, „leider vergebens.“"
        return (alone or resumed or before.endswith(":")) and quotation.end >= sentence.end - 1

    def _is_apart(self, quotation: Quotation, sentence: Sentence, tokens: Sequence[Token]) -> bool:
        """Return whether a quotation is a clause of its own, and no phrase within one: "sprach von „großer Sorge“"."""
        if self._is_whole(quotation, sentence):
            return True
        if quotation.start <= sentence.start + 1 and self._text[quotation.end : quotation.end + 1] == ",":
            return True  # "„Eine schöne Geschichte“, meint Klein"
        first, last = quotation.start - sentence.start, quotation.end - sentence.start
        outside = quotation.start < sentence.start or quotation.end > sentence.end
        return outside or any(t.is_finite for t in tokens if first <= t.start < last)

    def _is_said(self, quotation: Quotation) -> bool:
        """Return whether a quotation within reported speech is somebody's words: several, and no title."""
        return self._words(quotation) >= _PARTIAL and not self._is_title(quotation)

    def _is_title(self, quotation: Quotation) -> bool:
        """Return whether a quotation is the name of something: behind "Buch" or "Firma", or by its capitals.

        All words of a name but function words have capitals.
        """
        before = self._text[max(0, quotation.start - _NOUN) : quotation.start].split()
        noun = before[-1].strip("(:") if before else ""
        if noun[:1].isupper() and noun.lower().endswith(tuple(lexicon().bearers)):
            return True
        words = self._text[quotation.start + 1 : quotation.end - 1].split()
        return all(not word[:1].islower() or word in lexicon().in_titles for word in words)

    def _free(self, reader: SentenceReader, claims: Sequence[FoundClaim]) -> list[FoundClaim]:
        """Return the sentence as free indirect speech, joined to the sentence before where that is such too.

        `claims` are those of its own cues; free indirect speech ends where they begin.
        """
        fresh = self._silent < _FREE or not self._speaker_claimed
        speaker = self._speaker if fresh else None
        speaker = self._acting if speaker and self._acting and reader.is_of_person() else speaker
        knows = speaker is not None and investigates(self._text[slice(*speaker)])
        free = reader.free(speaker, last=self.claims[-1] if self._was_claim else None, knows=knows)
        if free is None or (claims and speaker is None):
            return []
        free = reader.before(free, claims) if claims else free
        free = replace(free, others=self._others if free.speaker == self._speaker else ())
        if self._was_free and self.claims[-1].speaker == free.speaker:
            last = self.claims.pop()
            free = replace(free, content=((last.content[0][0], free.content[0][1]),))
        return [free]

    def _led_back(self, claim: FoundClaim, reader: SentenceReader) -> FoundClaim:
        """Return a claim with "demnach" as one of the last speaker, and so one behind a colon that names nobody."""
        if claim.cue is None:
            return replace(claim, speaker=self._whose(claim.speaker)) if claim.type == "indirect" else claim
        if claim.speaker is None and claim.cue[2] == "heißen" and reader.goes_on():
            return replace(claim, speaker=self._speaker)  # "…, heißt es darin"
        if claim.cue[2] not in lexicon().accordingly or self._speaker is None:
            return claim
        return replace(claim, speaker=claim.cue[:2], stands_for=self._speaker)

    def _whose(self, speaker: Offsets | None) -> Offsets | None:
        """Return the speaker before a colon: the last one where nobody is named, the owner of a possessive."""
        pronoun = pronoun_of(self._text[slice(*speaker)]) if speaker else None
        if speaker and pronoun is None:
            return speaker
        if self._silent >= _FREE:
            return None
        earlier = self.mentions[-LOOK_BACK:]
        place = antecedent(pronoun, [self._text[slice(*span)] for span in earlier]) if pronoun else None
        return self._speaker if place is None else earlier[place]

    def _pointing_back(self, claims: Sequence[FoundClaim], reader: SentenceReader) -> list[FoundClaim]:
        """Return the claims, those left out that only repeat a quotation which its other end has a frame for.

        "„…“ Das sagte Klein.": the quotation before was taken for the last speaker's, and is hers instead. What another
        has said already is no claim again: "Das lehnte sie ab" tells what it tells.
        """
        kept = []
        for claim in claims:
            if claim.type == "direct" and self._is_taken(claim.content):
                continue
            if claim.content == (self._previous,) and self.claims and self._is_quotation_before(self.claims[-1]):
                claim = replace(claim, type="direct", content=self.claims.pop().content)
            elif claim.content == (self._previous,) and claim.stance in _ANSWERING and self._is_claimed_before():
                claim = replace(claim, type="reported", content=(reader.span(),))
            kept.append(claim)
        return kept

    def _ascribe_opening(self, claims: Sequence[FoundClaim], reader: SentenceReader) -> None:
        """Give a quotation that opens the article to whoever the next sentence is about: "„Ja.“ Ohm sieht auf."."""
        if len(self.claims) != 1 or self.claims[0].speaker or not self._is_quotation_before(self.claims[0]):
            return
        about = claims[0].speaker if claims else reader.speaking_subject()
        if about and can_speak(reader.clauses.tokens_of(about)):
            self.claims[0] = replace(self.claims[0], speaker=about)

    def _referring(self, reader: SentenceReader) -> list[FoundClaim]:
        """Return the quotation before as a claim of whoever this sentence says has spoken it: "„…“ So Klein."."""
        if not self.claims or not self._is_quotation_before(self.claims[-1]):
            return []
        speaker = referred_speaker(reader.clauses)
        return [replace(self.claims.pop(), speaker=speaker)] if speaker else []

    def _is_taken(self, content: Sequence[Offsets]) -> bool:
        """Return whether a quotation of several sentences, or over paragraphs, is a claim already."""
        return bool(self.claims) and self.claims[-1].type == "direct" and self.claims[-1].content == tuple(content)

    def _is_claimed_before(self) -> bool:
        """Return whether the sentence before has a claim that a cue reports."""
        start = self._previous[0] if self._previous else 0
        return any(claim.cue and claim.cue[0] >= start for claim in self.claims[-_FREE:])

    def _is_quotation_before(self, claim: FoundClaim) -> bool:
        """Return whether a claim is a quotation without a frame that ends in the sentence before."""
        end = claim.content[-1][1]
        before = self._previous is not None and self._previous[0] < end <= self._previous[1] + 1
        return before and claim.type == "direct" and claim.cue is None

    def _quoted_within(self, claims: Sequence[FoundClaim], near: Sequence[Quotation]) -> Iterator[FoundClaim]:
        """Yield the quotations inside reported contents as claims of their own: those words are the speaker's."""
        for claim in claims:
            for quote in near:
                span = (quote.start, quote.end)
                inside = any(start <= quote.start and quote.end <= end for start, end in claim.content)
                if claim.speaker and claim.speaker[0] <= quote.start < claim.speaker[1]:
                    continue  # a name: "die Zeitung „Bote“"
                own = any(span in other.content for other in claims)
                called = claim.cue is not None and claim.cue[2] in lexicon().naming  # "nannte den Plan „unausgereift“"
                if claim.type != "direct" and inside and not own and (called or self._is_said(quote)):
                    yield replace(claim, type="direct", content=(span,))

    def _left_over(
        self, sentence: Sentence, long: Sequence[Quotation], claims: list[FoundClaim], reader: SentenceReader
    ) -> list[FoundClaim]:
        """Return the quotations that end in a sentence and that no frame took: the last speaker goes on.

        One that goes on behind its frame is added to the last of the claims.
        """
        left = []
        for quote in long:
            within = (
                quote.start > sentence.start + 1
                and self._text[max(0, quote.start - 3) : quote.start].rstrip()[-1:] not in ":.!?"
            )
            if (within and self._is_title(quote)) or (within and not claims and self._words(quote) < _UNFRAMED):
                continue
            if sentence.start + 1 < quote.start < sentence.end and quote.end > sentence.end + 1:
                self._introduced = quote.start, reader.introduced_by(quote.start)  # "Dazu Klein: „A. B.“"
            if sentence.start < quote.end <= sentence.end + 1 and quote.start >= self._covered_to:
                speaker = self._whose_quotation(quote, sentence, claims, reader)
                others = claims[-1].others if claims else self._others if speaker == self._speaker else ()
                span = (quote.start, quote.end)
                if claims and claims[-1].type == "direct" and self._resumes(claims[-1], quote):
                    claims[-1] = replace(claims[-1], content=(*claims[-1].content, span))
                    self._covered_to = quote.end
                    continue
                cue = claims[-1].cue if claims else None
                left.append(FoundClaim("direct", (span,), speaker, cue, "says", sentence.id, others=others))
                self._covered_to = quote.end
        return left

    def _resumes(self, claim: FoundClaim, quote: Quotation) -> bool:
        """Return whether a quotation goes on behind its frame: "„Nein“, sagte Klein, „wir bleiben.“"."""
        before = self._text[claim.content[-1][1] : quote.start]
        return claim.content[-1][1] < quote.start and before.rstrip().endswith(",") and ":" not in before

    def _whose_quotation(
        self, quote: Quotation, sentence: Sentence, claims: Sequence[FoundClaim], reader: SentenceReader
    ) -> Offsets | None:
        """Return who a quotation is from that no frame took: the speaker of the last claim, else whom a colon tells.

        For a relative pronoun before a colon it is whom that stands for: "Ohm, der anonym bleiben will, winkt ab: „…“".
        """
        if claims:
            last = claims[-1].speaker
            relative = last is not None and self._text[slice(*last)].lower() in lexicon().relative_pronouns
            if relative and self._text[max(0, quote.start - 3) : quote.start].rstrip().endswith(":"):
                return reader.introduced_by(quote.start) or claims[-1].stands_for or last
            return last
        place, introduced = self._introduced
        if quote.start == place and introduced:
            return self._whose(introduced)
        alone = quote.start <= sentence.start + 1
        speaker = (self._shown or self._speaker) if alone else self._whose(reader.speaker_before(quote.start))
        return self._interviewed if speaker is None and sentence.kind == "title" else speaker

    def _written(self, speaker: Offsets, claim: FoundClaim) -> Offsets:
        """Return a speaker as it is, and for "ihren Angaben" whose they are: nobody within what is said."""
        written = self._text[speaker[0] : speaker[1]]
        if not is_owner_of_words(written):
            return speaker
        earlier = [span for span in self.mentions[-LOOK_BACK:] if span[1] <= speaker[0]]
        earlier = [span for span in earlier if not is_inside(span[0], claim.content)]
        place = antecedent(written, [self._text[start:end] for start, end in earlier], plural=claim.plural)
        return speaker if place is None else earlier[place]

    def _remember(
        self, sentence: Sentence, claims: Sequence[FoundClaim], reader: SentenceReader, *, quoted: bool
    ) -> None:
        """Keep what the next sentence needs to know of this one; `quoted`: it is all within a quotation."""
        subject = reader.subject()
        speaking = _speaking(claims)
        together = [(spans[0][0], spans[-1][1]) for spans in speaking]
        if not quoted:
            each = (span for spans in speaking for span in spans)
            self.mentions += [*reader.shown(), *each, *together]
            self.together |= {
                self._text[start:end]: spans
                for (start, end), spans in zip(together, speaking, strict=True)
                if spans[1:]
            }
        self._was_claim = bool(claims)
        spoke = bool(claims) or (not quoted and reader.cue_subject() is not None)
        self._silent = 0 if spoke else self._silent + (not quoted)  # a long quotation goes on
        self._previous = None if sentence.kind == "title" else (sentence.start, sentence.end)
        shown = None if claims or quoted else reader.speaking_subject()
        self._shown = shown if any(t.tag == "NE" for t in reader.clauses.tokens_of(shown)) else None
        self._was_free = bool(claims) and claims[-1].type == "free_indirect"
        if speaking:
            last, *others = speaking[-1]
            self._by_paper, self._acting = reader.is_by_paper(last), None
            self._speaker, self._speaker_claimed = self._written(last, claims[-1]), True
            self._others = tuple(others)
        elif not claims and not quoted:
            teller = reader.cue_subject()
            teller = None if teller and is_nobody(self._text[slice(*teller)]) else teller
            speaker = teller or (self._speaker if self._speaker_claimed else subject)
            self._others = self._others if speaker == self._speaker else ()
            self._acting = reader.speaking_subject() if self._by_paper and speaker == self._speaker else None
            self._speaker = speaker


def _speaking(claims: Sequence[FoundClaim]) -> list[tuple[Offsets, ...]]:
    """Return who speaks in each of the claims of a sentence, and with whom; those told within others left out."""
    return [
        (claim.stands_for or claim.speaker, *claim.others)
        for claim in claims
        if claim.speaker
        and not claim.within
        and not any(tells_of(other, claim) and not is_told(other, claim) for other in claims)
        and not any(is_told(claim, other) for other in claims)
    ]
