"""The way of a question about a dossier: slips put right, completed from the last one, parted, understood, answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from chat.answers.asked_in import ENGLISH, GERMAN, asked_in
from chat.answers.attributed import Attributions
from chat.answers.composed import Composed
from chat.answers.evidence import Asked
from chat.answers.positions import Side
from chat.answers.retrieval import absent_names, asks_of_a_stranger
from chat.answers.understanding.conversation import completed
from chat.answers.understanding.doubled import two_questions
from chat.answers.understanding.german import understand_german
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.questions import Question, asks_for_sayings, understand
from chat.answers.understanding.spelling import without_slips
from chat.answers.verdicts import with_verdict
from chat.dossier.asking.across import Across
from chat.dossier.asking.blame import Blame
from chat.dossier.asking.changes import Changes
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.sayings import Sayings, without
from chat.dossier.asking.searching import Query, Searching
from chat.dossier.asking.telling import NOT_IN_ARTICLES, Statement, Telling
from chat.dossier.asking.wanting import Named, Wanted, articles_named, asking_words, speaker_in, wanted
from chat.dossier.dossier import Dossier
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.words import words
from chat.models.base import Embedder
from chat.schema import Answer, Citation

SMALL_TALK = "Hello! Ask me about the articles: who says what in which, where they disagree, or what only one has."
ABOUT_BELEGT = (
    "I answer questions about the articles from their own sentences, and each statement names its article and shows "
    "the German sentence that proves it. Ask who says what, what they disagree on, or who changed their statement."
)
_MOST_FACTS = 4
_OF_ALL = ("summary", "topic", "supporters", "opponents", "known", "quoted", "sources", "numbers", "newest")
_ALL_OF_IT = 0.8  # of the words asked about
_SIDES: dict[str, Side] = {"supporters": "for", "opponents": "against"}


class Answering:
    """Answers one question about a dossier.

    Args:
        embedder: compares by meaning too; None: words alone count.
        in_english: translates a question from the language given second (ISO 639-1).
    """

    def __init__(
        self, dossier: Dossier, merged: Merged, embedder: Embedder | None, in_english: Callable[[str, str], str]
    ) -> None:
        self._dossier, self._merged, self._in_english = dossier, merged, in_english
        self._telling = Telling(dossier, merged)
        self._searching = Searching(dossier, merged, embedder)
        self._across = Across(dossier, merged, self._searching, self._telling, embedder)
        self._changes = Changes(dossier, merged, self._searching, self._telling, embedder)
        self._sayings = Sayings(dossier, merged, self._searching, self._telling, embedder)

    def answer(self, question: str, previous: Answer | None) -> Answer:
        """Return the answer to a question, with the question as it was understood."""
        code = asked_in(question, self._merged.article)
        tongue: Tongue = "de" if code == GERMAN else "en"
        if code not in (ENGLISH, GERMAN):
            question = self._in_english(question, code)
        question = without_slips(question, self._merged.words | asking_words() | self._outlet_words)
        asked = self._completed(question, previous, tongue)
        parts = two_questions(asked) if not self._is_whole(asked, tongue) else None
        if parts:
            parts = _of_whom(*parts)
            answers = [self._one(part, tongue).model_copy(update={"asked": part}) for part in parts]
            return _of_both(answers).model_copy(update={"asked": asked})
        return self._one(asked, tongue).model_copy(update={"asked": asked})

    @cached_property
    def _outlet_words(self) -> frozenset[str]:
        return frozenset(word.lower() for source in self._dossier.sources for word in words(source.outlet))

    def _is_whole(self, asked: str, tongue: Tongue) -> bool:
        """Return whether what is asked behind "and" is asked beside the question: "… and who says so?"."""
        wish = wanted(asked, tongue)
        return bool(wish.beside) or wish.intent == "changed"  # "What did she say first, and what does she say now?"

    # follow-ups

    def _completed(self, question: str, previous: Answer | None, tongue: Tongue) -> str:
        """Return a question with what it leaves to the one before: whom it asks of, in which article, about what."""
        if previous is None:
            return question
        before = previous.asked or previous.question
        if (instead := _FOLLOWS.match(question)) and (rest := instead["rest"].strip()):
            named = self._named(rest, tongue)
            if named.numbers and len(named.text.split()) <= 1:
                bare = self._named(before, tongue).text.strip(" ?.!")
                numbers = " and ".join(map(str, named.numbers))
                return f"{bare} {'in article' if tongue == 'en' else 'in Artikel'} {numbers}?"
            if self._merged.called.is_somebody(rest):
                return self._of_somebody(rest, question, previous, tongue)
            about = self._about(before, tongue)
            if about and len(rest.split()) <= 6 and about in before:
                return before.replace(about, rest)
        return completed(question, previous, self._merged.speakers, tongue=tongue)

    def _of_somebody(self, rest: str, question: str, previous: Answer, tongue: Tongue) -> str:
        """Return the question before, asked of somebody else: "And Ott?"."""
        whole = completed(question, previous, self._merged.speakers, tongue=tongue)
        if whole != question:
            return whole
        about = self._about(previous.asked or previous.question, tongue)
        return f"What does {rest} say about {about}?" if about else f"What does {rest} say?"

    def _about(self, before: str, tongue: Tongue) -> str:
        wish = wanted(self._named(before, tongue).text, tongue)
        if wish.intent:
            return wish.about
        return self._understood(wish.text, tongue).about

    def _named(self, question: str, tongue: Tongue) -> Named:
        outlets = {source.number: one_line(source.outlet) for source in self._dossier.sources if source.outlet}
        return articles_named(question, tongue, numbers=[s.number for s in self._dossier.sources], outlets=outlets)

    # one question

    def _one(self, asked: str, tongue: Tongue) -> Answer:
        """Return the answer to a question that asks one thing."""
        named = self._named(asked, tongue)
        if named.unknown and not named.numbers:
            return self._telling.refusal(because=self._no_such(named.unknown))
        wish = wanted(named.text, tongue)
        understood = self._understood(wish.text, tongue)
        if understood.kind == "small_talk":
            return Answer(question=asked, text=SMALL_TALK, verdict="no_question")
        if understood.kind == "about_belegt":
            return Answer(question=asked, text=ABOUT_BELEGT, verdict="no_question")
        english = self._english(wish.about or wish.text) if tongue == "de" else wish.text
        query = Query(wish.text, tongue, english, named.numbers)
        if answered := self._by_intent(wish, query):
            return answered
        if said := self._said(wish, understood, query):
            return said
        if understood.kind == "overview":
            is_of_all = understood.wanted is None or understood.wanted.intent in _OF_ALL
            if not is_of_all and (answered := self._certain_fact(wish, understood, query)):
                return answered
            if composed := self._of_the_whole(understood, query):
                return composed
        return self._fact(wish, understood, query)

    def _no_such(self, unknown: Sequence[str]) -> str:
        numbers = [source.number for source in self._dossier.sources]
        there = f"articles {numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else "article 1"
        if numbers and numbers != list(range(numbers[0], numbers[-1] + 1)):
            there = f"articles {', '.join(map(str, numbers))}"
        number = " ".join(unknown[0].split()[-2:]).replace("Artikel", "article")
        return f"There is no {number}: the dossier has {there}."

    def _by_intent(self, wish: Wanted, query: Query) -> Answer | None:
        if wish.intent is None or (wish.intent == "compared" and not query.articles):
            return None
        ways: dict[str, Callable[[Wanted, Query], Answer]] = {
            "mention": self._sayings.mentioning,
            "blame": Blame(self._merged, self._searching, self._telling, self._sayings).answer,
            "denial": self._sayings.denying,
            "changed": self._changes.changed,
            "when_said": self._sayings.when,
            "who_what": self._sayings.who_what,
        }
        way = ways.get(wish.intent)
        return way(wish, query) if way else self._across.answer(wish, query)

    def _understood(self, text: str, tongue: Tongue) -> Question:
        readings = [understand_german(text), understand(text)]
        first, second = readings if tongue == "de" else reversed(readings)
        return second if first.kind == "fact" != second.kind else first

    def _said(self, wish: Wanted, understood: Question, query: Query) -> Answer | None:
        """Return what somebody says, or who says something, where that is asked."""
        if understood.kind == "claims_of":
            return self._claims_of(wish, understood, query)
        if understood.kind == "who_claims":
            answered = self._sayings.who(query, understood)
            if answered is None and understood.lemmas:  # who only says what is an accusation
                answered = self._sayings.who(query, replace(understood, lemmas=frozenset(), stance=None))
            if answered and "against" in wish.beside:
                return self._extended(answered, self._sayings.with_denials)
            return answered or self._telling.refusal(self._searching.nearest(query))
        if understood.kind == "fact" and asks_for_sayings(understood):
            whom = self._sayings.people.mentioned(wish.text)
            if whom.people:
                return self._sayings.of(whom, query, understood)
        return None

    def _claims_of(self, wish: Wanted, understood: Question, query: Query) -> Answer:
        phrase = understood.speaker or (speaker_in(wish.text) if query.tongue == "de" else "")
        whom = self._sayings.people.meant_by(phrase) if phrase else self._sayings.people.mentioned(wish.text)
        if not whom.people and not (phrase and _SAYING.search(wish.text)):
            return self._fact(wish, understood, query)
        text = without(understood.about, whom.words)
        about = Query(text, query.tongue, self._english(text) if query.tongue == "de" else text, query.articles)
        answered = self._sayings.of(whom, about, understood, phrase=phrase)
        if answered.verdict == "answered" and "changes" in wish.beside:
            return self._extended(answered, self._changes.with_changes)
        return answered

    def _extended(self, answered: Answer, more: Callable[[Sequence[int]], list[int]]) -> Answer:
        """Return an answer with what goes with its sentences."""
        numbers = [
            self._merged.sentence_at(article=citation.article, number=citation.sentence)
            for citation in answered.citations
        ]
        telling = Telling(self._dossier, self._merged)
        return telling.answered(telling.sentences(more([number for number in numbers if number])))

    # facts

    def _certain_fact(self, wish: Wanted, understood: Question, query: Query) -> Answer | None:
        """Return what answers a question that has the words of one about the whole, but asks for a thing of its own."""
        search = self._searching.search(query)
        if not search.asked or search.missing or not search.found or search.found[0].covered < _ALL_OF_IT:
            return None
        answered = self._fact(wish, understood, query)
        return answered if answered.verdict == "answered" else None

    def _fact(self, wish: Wanted, understood: Question, query: Query) -> Answer:
        english = self._english(wish.text) if query.tongue == "de" else wish.text
        own = Query(query.text, query.tongue, english, query.articles)
        strangers = absent_names(english, self._merged.article) if query.tongue == "en" else []
        if asks_of_a_stranger(english, strangers):
            missing = f"They do not mention {' or '.join(strangers)}."
            return self._telling.refusal(self._searching.nearest(own), because=missing)
        numbers = self._searching.answering(own, most=_MOST_FACTS)
        if not numbers:
            return self._telling.refusal(self._searching.nearest(own))
        best = numbers[0]
        if "changes" in wish.beside:
            numbers = self._changes.with_changes(numbers)
        elif Asked(english).yes_or_no:
            numbers = self._changes.with_turn(numbers)
        if "against" in wish.beside:
            numbers = self._sayings.with_denials(numbers)
        statements = self._telling.sentences(self._searching.in_order(numbers))
        if query.tongue == "en" or english != rough_english(wish.text):
            statements = self._with_verdict(statements, english, best)
        return self._telling.answered(statements)

    def _english(self, german: str) -> str:
        """Return a German question in English; where nothing translates it, what its words are called."""
        english = self._in_english(german, GERMAN)
        return english if english != german else rough_english(german)

    def _with_verdict(self, statements: list[Statement], english: str, best: int) -> list[Statement]:
        """Return statements of which the first begins with yes or no, where that is asked."""
        asked = Asked(english)
        is_first = bool(statements) and self._merged.places[best][0] in statements[0].places
        is_opposed = best in self._merged.opposed(self._dossier)
        is_open = (
            is_opposed
            or self._is_left_open(best)
            or bool(_ON_CONDITION.search(statements[0].text if statements else ""))
        )
        if not asked.yes_or_no or not is_first or is_open:
            return statements
        first = statements[0]
        text = with_verdict(first.text, asked, self._merged.sentences[best - 1], self._merged.article, quoted=True)
        return [Statement(text, first.places, first.people), *statements[1:]]

    def _is_left_open(self, sentence: int) -> bool:
        """Return whether a sentence tells that somebody will not say, or that it is not sure."""
        return any(claim.stance == "declines" or claim.hedged for claim in self._merged.claims_in.get(sentence, []))

    # what single articles are asked too

    def _of_the_whole(self, understood: Question, query: Query) -> Answer | None:
        """Return who is for it or against it, what comes next and the like, as one article would be asked."""
        if understood.wanted and understood.wanted.intent in ("summary", "topic"):
            return self._summed_up()
        own = Query(understood.about, query.tongue, understood.about, query.articles)
        intent = understood.wanted.intent if understood.wanted else ""
        if intent in _SIDES and self._searching.search(own).asked:
            return self._sayings.of_side(_SIDES[intent], own)
        composed = Attributions(self._merged.article).answer(understood)
        numbers = [number for _, ids in composed.statements for number in ids] if composed else []
        if query.articles:
            numbers = [n for n in numbers if set(self._merged.articles(n)) & set(query.articles)]
        if composed is None or not numbers:
            return None
        return self._telling.answered(self._telling.sentences(numbers[:8]), opening=_opening(composed))

    def _summed_up(self) -> Answer:
        """Return what the dossier comes to: what most articles have, and what is disputed."""
        from chat.dossier.summary import overview  # which tells sentences as answers do

        whole = overview(self._dossier)
        parts = [*whole.all[:3], *whole.some[: 3 - len(whole.all[:3])], *whole.disputed[:2]]
        return (
            self._telling.answered([Statement(one.text, one.sentences[:3]) for one in parts]) if parts else self._lead()
        )

    def _lead(self) -> Answer:
        """Return how the articles begin, where they have nothing in common."""
        firsts = [
            next((s.id for s in source.analysed.content if s.kind == "text"), 0) for source in self._dossier.sources
        ]
        numbers = [
            self._merged.sentence_at(article=source.number, number=first)
            for source, first in zip(self._dossier.sources, firsts, strict=True)
        ]
        told = self._telling.sentences([number for number in numbers if number][:5])
        return self._telling.answered(told) if told else self._telling.refusal()


def rough_english(german: str) -> str:
    """Return what the words of a German text are called in English, with its names and numbers."""
    text = GermanText(german)
    known = {place for meaning in text.meanings for place in meaning.places}
    called = {m.places[0]: " ".join(part[0].english[0] for part in m.parts) for m in text.meanings}
    return " ".join(
        called.get(place, "" if place in known or not token.text[:1].isalnum() else token.text)
        for place, token in enumerate(text.tokens)
        if place in called or token.text[:1].isupper() or token.text[:1].isdigit()
    )


_ON_CONDITION = re.compile(r"\b(?:would|could|might|may|if|unless|should|in the event)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"^(?:and|but|so|what about|how about|and what about|und|aber|was ist mit|und was ist mit|wie ist es mit)\s+"
    r"(?P<rest>.*\w|.)\W*$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^(?:who (?:is|was|are)|wer (?:ist|war|sind)) (?P<who>(?:the|der|die|das|[A-ZÄÖÜ])(?:.*\w|.))\W*$", re.IGNORECASE
)
_THEY = re.compile(r"\b(?:he|she|they|er|sie)\b", re.IGNORECASE)
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id)|think|thinks|thought|claims?|demand\w*|stat(?:e|es|ed)|tell|told|announce\w*|wants?|argue\w*|critici\w+"
    r"|warn\w*|comment\w*|react\w*|respond\w*|promise\w*|expect\w*|describe\w*|sagt\w*|sagen|forder\w+|mein\w+|erklär\w+"
    r"|behaupt\w+|verlang\w+|kritisier\w+|äußer\w+)\b",
    re.IGNORECASE,
)
_OPENINGS = re.compile(r"^(?:(?:Yes|No)\b[^.:]{0,60}[.:]|Disputed\.|Nobody in the article confirms it\.)")


def _opening(composed: Composed) -> str:
    match = _OPENINGS.match(composed.statements[0][0])
    return match.group().replace("the article", "the articles") if match else ""


def _of_whom(first: str, second: str) -> tuple[str, str]:
    """Return two questions of which the second names whom the first does: "Who is the expert? What does he say?"."""
    match = _WHO_IS.match(first)
    return (first, _THEY.sub(lambda _: match["who"], second, count=1)) if match else (first, second)


def _of_both(answers: Sequence[Answer]) -> Answer:
    """Return the answers to two questions as one, which tells the question that nothing answers."""
    told = [answer for answer in answers if answer.verdict == "answered"]
    if not told:
        return answers[0]
    citations: dict[tuple[int, int], Citation] = {
        (citation.article, citation.sentence): citation for answer in told for citation in answer.citations
    }
    texts = [
        answer.text if answer.verdict == "answered" else f"{NOT_IN_ARTICLES.rstrip('.')}: “{answer.asked}”"
        for answer in answers
    ]
    return told[0].model_copy(
        update={
            "text": " ".join(texts),
            "citations": tuple(citations.values()),
            "speakers": tuple(dict.fromkeys(name for answer in told for name in answer.speakers)),
        }
    )
