"""What of a dossier answers a question: the sentences that are about it, and what goes with them; or that nothing does.

Similarity alone never decides: a word of the question that the whole dossier lacks speaks against an answer, and what
is asked for (a number, a time, a person) has to be there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from chat.answers.evidence import Asked, is_of_the_kind
from chat.answers.ranking import asking_words
from chat.answers.understanding.intents import Tongue
from chat.dossier.asking.finding import Found, Search
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.wanting import meta_words
from chat.dossier.asking.whom import Whom
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.lang.offices import is_english_office, is_office
from chat.models.base import Embedder

# From which on a sentence is about what is asked: the share of its words, with the sentence before it, or the
# similarity. Where the dossier lacks one of its words, only the similarity counts, and more of it.
_COVERED, _ALIKE, _ALIKE_IF_LACKING = 0.5, 0.5, 0.62
_ALIKE_WITH_SIGN, _ALIKE_IF_FEW_LACK = 0.56, 0.55  # where it has a sum that is asked for; lacks one word of three
_ALIKE_IF_SAID = 0.4  # where it is known to be of the stance that is asked for, though the dossier lacks words
_ALIKE_OF_ONE = 0.33  # where it is known whose statement it is
_ROUGH = 0.12  # what a German question loses that is looked up word by word
_COVERED_AT_ALL, _COVERED_IF_ALIKE, _COVERED_WITH_SIGN = 0.25, 0.33, 0.2
_SURELY_ALIKE, _SURELY_COUNTED = 0.75, 0.6
_ANYBODY = frozenset({"people", "persons", "times"})
_UNLIKE = 0.25  # below which meaning speaks against an answer
_RATHER_ALIKE = 0.42  # with half of the words
_MOSTLY = 0.45
_SURE_TOGETHER, _SURE_EACH = 0.9, 0.33
_SURE_COVERED = 0.6  # of a question for yes or no
_AS_GOOD = 0.65  # of the best sentence's score: another answer
_GOES_WITH = 0.45  # of it, of what is on the same topic, or much the same in meaning
_OF_THE_SAME = 0.1  # of it, of another number of the same thing
_MENTIONED, _NEARLY = 0.4, 0.85  # cosine similarity to what is mentioned, and of the best
_IF_COUNTED = 0.3  # of it, of what is as much alike and has a number too
_ON_THE_TOPIC = 0.3  # of it, of what another article says on its topic
_NEAR, _NEAR_IF_COUNTED = 0.55, 0.42  # cosine similarity of two sentences on one thing
_WHICH = re.compile(
    r"(?:in |on |at |by |for )?which (?:of )?(?:\w+ (?=company|firm|bank|\w+ (?:has|is|will|had)\b))?(?P<kind>\w+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Query:
    """What is looked for: as it was asked, and in English; in which articles, none: in all."""

    text: str
    tongue: Tongue
    english: str
    articles: tuple[int, ...] = ()

    def about(self, text: str) -> Query:
        """Return a query for something else in the same articles; of German its English stays, which has it too."""
        return Query(text, self.tongue, text if self.tongue == "en" else self.english, self.articles)


class Searching:
    """Looks for the sentences of a dossier that answer.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(self, dossier: Dossier, merged: Merged, embedder: Embedder | None) -> None:
        self._dossier, self._merged, self._embedder = dossier, merged, embedder

    def search(self, query: Query, *, allowed: Callable[[int], bool] | None = None) -> Search:
        """Return the sentences in the order in which they could answer, of the articles that are asked about.

        Args:
            allowed: says of a sentence whether it may be an answer at all.
        """

        def is_asked(number: int) -> bool:
            is_here = not query.articles or bool(set(self._merged.articles(number)) & set(query.articles))
            return is_here and (allowed is None or allowed(number))

        return self._merged.finding.search(
            query.text,
            query.tongue,
            english=query.english,
            similar=self._merged.similar(query.english, self._embedder),
            called=self._called(self._merged.called.mentioned(query.text)),
            allowed=is_asked if query.articles or allowed else None,
        )

    def _is_sure(self, one: Found) -> bool:
        """Return whether a sentence may say yes or no: it has most of what is asked, and is not unlike it."""
        unlike = self._embedder is not None and one.alike < _UNLIKE
        both = one.around + one.alike >= _SURE_TOGETHER and min(one.around, one.alike) >= _SURE_EACH
        return (one.around >= _SURE_COVERED and not unlike) or both or one.alike >= _ALIKE_IF_LACKING

    def _called(self, whom: Whom) -> dict[str, list[int]]:
        """Return the words by which a question names somebody or their office, with the sentences of what they say."""
        own = [number for at in whom.people for number in self._merged.ledger.entries[at].sentences]
        names = {word for at in whom.people for word in self._merged.called.last_names(at)}
        return {word: own for word in whom.words if is_office(word) or is_english_office(word) or word in names}

    def answering(
        self, query: Query, *, most: int, allowed: Callable[[int], bool] | None = None, lenient: bool = False
    ) -> list[int]:
        """Return the sentences that answer, by number, best first; none where nothing is about it enough.

        Args:
            allowed: says of a sentence whether it may be an answer at all.
            lenient: whose statement it is, is known already, so that less of the question must be in it.
        """
        search = self.search(query, allowed=allowed)
        asked = Asked(query.english)
        fitting = [
            one
            for one in search.found
            if self._merged.sentences[one.number - 1].kind != "title" and (lenient or self._is_of_the_kind(one, asked))
        ]
        if asked.yes_or_no and not lenient:
            fitting = [one for one in fitting if self._is_sure(one)]
        if not fitting or not self._is_about(fitting[0], search, lenient=lenient):
            best = next((one for one in fitting[1:4] if self._is_about(one, search, lenient=lenient)), None)
            if best is None:
                return []
            fitting = [best, *(one for one in fitting if one is not best)]
        return self._with_others(fitting, search, most=most, counts=asked.counted is not None, lenient=lenient)

    def _with_others(
        self, fitting: Sequence[Found], search: Search, *, most: int, counts: bool, lenient: bool
    ) -> list[int]:
        """Return the best sentence with the others that answer as well, or tell of the same thing; no quotation twice.

        Args:
            counts: a number is asked for: other numbers of the same thing answer too.
        """
        best = fitting[0]
        with_it = self.on_the_same(best.number)
        near = self._merged.near(best.number, self._embedder)
        counted = self._merged.counted(best.number) if counts else frozenset()
        kept = [self._without_question(best.number)]
        fit = {one.number for one in fitting}
        for one in search.found:
            if one is best or self._merged.sentences[one.number - 1].kind == "title":
                continue
            likeness = float(near[one.number - 1])
            same_thing = bool(counted & self._merged.counted(one.number))
            related = one.number in with_it or same_thing or likeness >= (_NEAR_IF_COUNTED if counts else _NEAR)
            if counts and one.has_sign and one.alike >= _ALIKE:
                related, share = True, _IF_COUNTED
            else:
                share = _OF_THE_SAME if same_thing else _GOES_WITH if related else _AS_GOOD
            number = self._without_question(one.number)
            may_be = one.number in fit or same_thing or (counts and one.has_sign and one.alike >= _ALIKE)
            is_answer = (
                may_be and one.score >= share * best.score and (related or self._is_about(one, search, lenient=lenient))
            )
            if is_answer and number not in kept and not self._is_repeated(number, kept):
                kept.append(number)
        return self._with_other_side(kept[:most], search, most=most)

    def _with_other_side(self, kept: list[int], search: Search, *, most: int) -> list[int]:
        """Return answers with what cannot be so beside them, and what other articles say on the topic of the best.

        What stands there already is left out, and of an article that says nothing yet the best sentence alone comes in.
        """
        opposed = self._merged.opposed(self._dossier)
        others = [number for one in kept for number in sorted(opposed.get(one, ())) if number in search.by_number]
        best = search.by_number.get(kept[0])
        least = _ON_THE_TOPIC * best.score if best else 0.0
        told = {article for number in (*kept, *others) for article in self._merged.articles(number)}
        near = self._merged.near(kept[0], self._embedder)
        for one in search.found:
            number, is_near = one.number, float(near[one.number - 1]) >= _NEAR_IF_COUNTED and one.around >= _MOSTLY
            is_about = one.score >= least and (one.around >= _COVERED_AT_ALL or one.alike >= _UNLIKE)
            is_text = self._merged.sentences[number - 1].kind != "title"
            if not is_about or not is_text or not (number in self.on_the_same(kept[0]) or is_near):
                continue
            if not one.lacks_sign and not told & set(self._merged.articles(number)):
                others.append(number)
                told |= set(self._merged.articles(number))
        others += self._reasons(kept, search)
        found = dict.fromkeys([*kept, *(number for number in others if not self._is_repeated(number, kept))])
        return list(found)[: most + 1]

    def _reasons(self, kept: Sequence[int], search: Search) -> list[int]:
        """Return the sentence of the same article that tells what is asked for, such as a reason, if none does yet."""
        if any(search.by_number[number].tells for number in kept if number in search.by_number):
            return []
        articles = set(self._merged.articles(kept[0]))
        telling = [one for one in search.found if one.tells and not one.has_sign and one.alike >= _UNLIKE]
        here = [one for one in telling if articles & set(self._merged.articles(one.number))]
        return [max(here, key=lambda one: one.alike + one.around).number] if here else []

    def _without_question(self, number: int) -> int:
        """Return a sentence, or the one behind it, where that is a question of an interview."""
        behind = self._merged.sentences[number : number + 1]
        asks = self._merged.sentences[number - 1].plain.rstrip('“”"» ').endswith("?")
        same = bool(behind) and self._merged.articles(number)[0] == self._merged.articles(behind[0].id)[0]
        return behind[0].id if asks and same else number

    def _is_repeated(self, number: int, kept: Sequence[int]) -> bool:
        """Return whether a sentence quotes word for word what another one quotes already."""
        return any({number, other} in self._merged.verbatim for other in kept)

    def about(self, query: Query, *, allowed: Callable[[int], bool] | None = None) -> list[Found]:
        """Return the sentences that are about something, best first.

        Args:
            allowed: says of a sentence whether it may be one.
        """
        search = self.search(query, allowed=allowed)
        return [one for one in search.found if self._is_about(one, search, lenient=True)]

    def mentioning(self, query: Query) -> list[Found]:
        """Return the sentences that have something: most of its words, or the same meaning, and what is near it.

        What comes near is all that is as near as the best, or nearly so.
        """
        found = self.search(query).found
        sure = [one for one in found if one.covered >= 0.6 or (one.covered >= _COVERED_AT_ALL and one.alike >= 0.55)]
        texts = [one for one in found if self._merged.sentences[one.number - 1].kind != "title"]
        if not texts:
            return sure
        best = max(one.alike for one in texts)
        near = [one for one in texts if one.alike >= max(_MENTIONED, _NEARLY * best) and one.covered >= _COVERED_AT_ALL]
        return [*sure, *(one for one in near if one not in sure)]

    def on_the_same(self, sentence: int) -> frozenset[int]:
        """Return the sentences whose claims are on one topic with those of a sentence, or cannot be so beside them."""
        return self._merged.related(self._dossier).get(sentence, frozenset())

    def sentences_of(self, claims: Iterable[Place]) -> set[int]:
        """Return the numbers of the sentences that tell claims of the dossier."""
        numbers = (self._merged.number[place] for place in claims if place in self._merged.number)
        return {sentence for number in numbers for sentence in self._merged.claims[number].sentences}

    def nearest(self, query: Query) -> list[int]:
        """Return the sentences that come nearest, where nothing answers."""
        found = self.search(query).found
        return [one.number for one in found if self._merged.sentences[one.number - 1].kind != "title"][:3]

    def by_article(self, sentences: Collection[int]) -> dict[int, list[int]]:
        """Return sentences by the first article that has each, in its order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in sentences:
            found[self._merged.places[number][0].article].append(number)
        return dict(sorted(found.items()))

    def in_order(self, sentences: Sequence[int]) -> list[int]:
        """Return sentences in the order of the articles."""
        return sorted(dict.fromkeys(sentences), key=lambda number: self._merged.places[number][0])

    def _is_of_the_kind(self, one: Found, asked: Asked) -> bool:
        if one.lacks_sign or (one.alike < _SURELY_ALIKE and not self._has_kind(one.number, asked.text)):
            return False
        is_of_things = bool(asked.counted) and one.alike < _SURELY_COUNTED and not set(asked.counted or ()) & _ANYBODY
        if is_of_things and not self._merged.finding.counts(one.number, asked.counted or ()):
            return False
        return is_of_the_kind(
            asked, self._merged.sentences[one.number - 1], similar=max(one.alike, 0.61 if one.around >= 0.5 else 0)
        )

    def _has_kind(self, number: int, question: str) -> bool:
        """Return whether a sentence, or the one before it, has the kind of thing asked for: "which company"."""
        match = _WHICH.match(question)
        kind = match["kind"].lower() if match else ""
        if not kind or kind in meta_words() or kind in asking_words() or is_office(kind):
            return True
        having = self._merged.finding.having(kind)
        return number in having or number - 1 in having

    @staticmethod
    def _is_about(one: Found, search: Search, *, lenient: bool) -> bool:
        """Return whether a sentence is enough about what is asked.

        A German question that nothing translates is less alike to what answers it.
        """
        alike = one.alike + (_ROUGH if search.is_german and one.alike else 0.0)
        if search.missing and not search.lacks_thing and not search.counts:
            return one.around >= _MOSTLY and alike >= _ALIKE_OF_ONE
        if search.missing and not (lenient and len(search.missing) * 2 < search.asked):
            if (
                one.has_sign
                and alike >= _ALIKE_WITH_SIGN
                and one.around >= _MOSTLY
                and len(search.missing) < search.asked
            ):
                return True
            few = len(search.missing) * 3 <= search.asked and one.around >= _COVERED
            if few and not one.has_sign and alike >= _RATHER_ALIKE:
                return True
            if few and alike >= _ALIKE_IF_FEW_LACK:
                return True
            if lenient and one.around >= _COVERED_AT_ALL and alike >= _ALIKE_IF_SAID:
                return True
            enough = _ALIKE_IF_LACKING if one.around >= _MOSTLY or not search.lacks_thing else _SURELY_ALIKE
            return alike >= enough and len(search.missing) * 2 < search.asked
        if lenient and not search.missing and alike >= _ALIKE_OF_ONE:
            return True
        ease = 0.15 if lenient else 0.0
        if alike >= _ALIKE - ease and one.around >= (
            _COVERED_AT_ALL - ease if lenient else _COVERED_WITH_SIGN if one.has_sign else _COVERED_IF_ALIKE
        ):
            return True
        return one.around >= _COVERED - ease and (one.covered > 0 or alike > 0.3)
