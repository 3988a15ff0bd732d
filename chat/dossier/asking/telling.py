"""Sentences in, an answer out that names the articles they stand in, and cites article and sentence: "[2:5]".

What is only claimed is told with its speaker. A sentence that several articles have is told once, with all of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chat.answers.evidence import has_pronoun_for_subject
from chat.answers.proving import proving_words
from chat.answers.untranslated import stems as german_stems_of
from chat.attribution.reported import does, names_together, with_speaker
from chat.dossier.asking.merged import Merged
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place, Source
from chat.grounding.citations import without_marks
from chat.lang.characters import one_line
from chat.lang.words import english_stems
from chat.schema import Answer, Citation, Claim, Sentence

NOT_IN_ARTICLES = "The articles do not say."
_NEAREST = 3
_CITED_COPIES = 3  # of a sentence that many articles have
_NAMED_ARTICLES = 5  # of those, in words
_LONGEST_OUTLET = 60  # characters
_PLAINLY = ("says", "announces", "confirms", "assumes")  # stances that "according to" tells
_RENDERED = 0.3  # share of the words of a claim's English that its German may mean, where they are the same words
_QUOTED = re.compile(r'^[“"„](?P<inner>[^“”"„]+?)[,.]?[”"“]?[,.]?$')
_NO_CLAUSE = re.compile(r"^(?:to|of|for|with|having)\b|\bof having\b|^[0-9.:]+ ?[ap]\.m", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][”\"’“)]*$")


@dataclass(frozen=True)
class Statement:
    """What is told, the places of the sentences that prove it, and who says it, by their places among the people."""

    text: str
    places: tuple[Place, ...]
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a sentence tells: its text, or what somebody whose name is given says, within a sentence.

    Args:
        numbers: of the sentences that it is told by, of the merged article.
        people: who is told to say it.
    """

    text: str
    numbers: tuple[int, ...]
    people: tuple[int, ...]
    name: str = ""

    @property
    def whole(self) -> str:
        """It as a sentence of its own."""
        return f"According to {self.name}, {self.text}" if self.name else self.text


class Telling:
    """Tells what was found in a dossier. For one answer: the outlet of an article is told once.

    Args:
        introducing: whether outlets are told at all.
    """

    def __init__(self, dossier: Dossier, merged: Merged, *, introducing: bool = True) -> None:
        self._dossier, self._merged = dossier, merged
        self._introduced = set() if introducing else set(dossier.by_number)
        self._years = {source.published[:4] for source in dossier.sources if source.published}

    # statements

    def sentences(self, numbers: Iterable[int], *, among: Sequence[int] = ()) -> list[Statement]:
        """Return sentences as statements, each once, with their articles and speakers.

        Args:
            numbers: of the merged article, in the order in which they are told.
            among: articles; of those alone it is told that they have a sentence; none: of all.
        """
        told: list[Statement] = []
        cited: set[Place] = set()
        for number in dict.fromkeys(numbers):
            statement = self.sentence(number, among=among)
            if not set(statement.places) <= cited:
                told.append(statement)
                cited |= set(statement.places)
        return told

    def sentence(self, number: int, *, among: Sequence[int] = ()) -> Statement:
        """Return a sentence as a statement: "According to Tim Rasche in article 5, …", or as it stands."""
        told = self.told(number)
        places = [place for place in self._merged.places[number] if not among or place.article in among]
        places = places or self._merged.places[number]
        where = self.articles([place.article for place in places])
        proofs = tuple(places[:_CITED_COPIES])
        before = tuple(
            place
            for id in told.numbers
            if id != number
            for place in self._merged.places[id]
            if place.article == proofs[0].article
        )
        text = f"According to {told.name} in {where}, {told.text}" if told.name else f"{_upper(where)}: {told.text}"
        return Statement(text, (*before, *proofs), told.people)

    def told(self, number: int) -> Told:
        """Return what a sentence tells, without its articles."""
        sentence = self._merged.sentences[number - 1]
        claims = self._merged.claims_in.get(number, [])
        people = tuple(dict.fromkeys(person for claim in claims for person in self._merged.speaking(claim.id)))
        if said := self._said(claims, sentence):
            return Told(said[1], (number,), people, name=said[0])
        text, numbers = self._as_it_stands(sentence, claims)
        return Told(self._with_name(text, people), numbers, people)

    def _with_name(self, text: str, people: Sequence[int]) -> str:
        """Return what one person says with their name before it, where it has but their office: "the minister said"."""
        if len(people) != 1 or not self._merged.called.lacks_name(text, people[0]):
            return text
        return f"{self._merged.names[people[0]]}: {text}"

    def _said(self, claims: Sequence[Claim], sentence: Sentence) -> tuple[str, str] | None:
        """Return who says what in a sentence that is one plain claim whose English is known, None for another one."""
        own = [claim for claim in claims if claim.english and claim.sentences == (sentence.id,)]
        if len(own) != 1 or len(claims) != 1:
            return None
        claim = own[0]
        plainly = claim.stance in _PLAINLY and not claim.negated and not claim.hedged
        if not plainly or claim.type not in ("direct", "indirect") or claim.english is None:
            return None
        content = one_line(_without_marks(claim.english.content)).strip(" ,;:")
        if _NO_CLAUSE.search(content):
            return None
        entries = self._merged.ledger.entries_of(claim.id)
        if any(entry.english is None for entry in entries) or not self._is_rendered(claim, content):
            return None
        if quoted := _QUOTED.match(content):
            content = f"“{quoted['inner'].strip()}.”" if not _ENDED.search(quoted["inner"]) else f"“{quoted['inner']}”"
        elif content[:1].isupper() or '"' in content or "“" in content:
            return None
        people = self._merged.speaking(claim.id)
        if (
            len(people) == 1
            and not self._merged.called.is_unnamed(people[0])
            and not entries[0].name.startswith("The ")
        ):
            return entries[0].name, _ended(content)
        return names_together(entries, within_sentence=True), _ended(content)

    def _as_it_stands(self, sentence: Sentence, claims: Sequence[Claim]) -> tuple[str, tuple[int, ...]]:
        """Return a sentence with the name of who speaks in it, and the sentences that this is told of."""
        if sentence.english:
            text = _without_marks(sentence.best)
            named = with_speaker(text, [sentence], claims, self._merged.ledger) if claims else text
            if named and not has_pronoun_for_subject(named):
                return _ended(named), (sentence.id,)
            unclear = [c for c in claims if c.english and not self._is_rendered(c, c.english.content)]
            if unclear and self._merged.ledger.entries_of(unclear[0].id)[0].german:
                entries = self._merged.ledger.entries_of(unclear[0].id)
                said = does(unclear[0], several=len(entries) > 1)
                return f"{names_together(entries)} {said}: {_ended(text)}", (sentence.id,)
        composed = self._merged.composer.sentences([sentence])
        if composed is None:
            return _ended(_without_marks(sentence.best)), (sentence.id,)
        texts = [_without_marks(text) for text, _ in composed.statements]
        return " ".join(texts), tuple(dict.fromkeys(id for _, ids in composed.statements for id in ids))

    def _is_rendered(self, claim: Claim, content: str) -> bool:
        """Return whether the English of a claim has its German words, and is not another part of its sentence."""
        if self._merged.sentences[claim.sentences[0] - 1].language != "de":
            return True  # it was found in these very words
        own = set(english_stems(content))
        meant = german_stems_of(claim, {number: self._merged.sentences[number - 1] for number in claim.sentences})
        return bool(own) and len(own & meant) >= _RENDERED * len(own)

    # articles

    def articles(self, numbers: Sequence[int]) -> str:
        """Return how articles are named within a sentence: "article 2 (Lenketaler Zeitung, 11 March)"."""
        numbers = list(dict.fromkeys(numbers))
        several = len(numbers) > 1
        shown = numbers[:_NAMED_ARTICLES]
        listed = ", ".join(map(str, shown[:-1])) + (" and " if several else "") + str(shown[-1])
        if len(numbers) > len(shown):
            listed = f"{', '.join(map(str, shown))} and {len(numbers) - len(shown)} more"
        one_text = several and any(set(numbers) <= set(group) for group in self._dossier.copies)
        new = [self._origin(self._dossier.by_number[number]) for number in shown if number not in self._introduced]
        self._introduced |= set(shown)
        origins = "; ".join(origin for origin in new if origin)
        named = f"article{'s' if several else ''} {listed}"
        details = "; ".join(filter(None, ["the same agency text" if one_text and new else "", origins]))
        return f"{named} ({details})" if details else named

    def _origin(self, source: Source) -> str:
        outlet = _without_marks(one_line(source.outlet))[:_LONGEST_OUTLET].strip()
        return ", ".join(part for part in (outlet, self.day(source.published)) if part)

    def day(self, published: str) -> str:
        """Return a day in words, "" where it is none; with its year where the articles are of several."""
        try:
            day = datetime.date.fromisoformat(published)
        except ValueError:
            return ""
        named = f"{day.day} {day:%B}"
        return f"{named} {day.year}" if len(self._years) > 1 else named

    # answers

    def answered(self, statements: Sequence[Statement], *, opening: str = "", people: Sequence[int] = ()) -> Answer:
        """Return statements as an answer.

        Args:
            opening: what is said before them.
            people: whom the answer names beside those of its statements.
        """
        texts = [opening] if opening else []
        cited: dict[Place, Citation] = {}
        for statement in statements:
            texts.append(" ".join([statement.text, *(f"[{p.article}:{p.number}]" for p in statement.places)]))
            for place in statement.places:
                cited.setdefault(place, self.cited(statement.text, place))
        named = dict.fromkeys([*people, *(person for statement in statements for person in statement.people)])
        return Answer(
            question="",
            text=" ".join(texts),
            verdict="answered",
            citations=tuple(cited.values()),
            speakers=tuple(dict.fromkeys(self._merged.names[at] for at in named if self._merged.people[at].german)),
            quoted=True,
        )

    def refusal(self, nearest: Sequence[int] = (), *, because: str = "") -> Answer:
        """Return that the articles do not say, with the sentences that come nearest.

        Args:
            because: a sentence that tells why.
        """
        close = [self._merged.places[number][0] for number in nearest[:_NEAREST]]
        return Answer(
            question="",
            text=" ".join(filter(None, [NOT_IN_ARTICLES, because])),
            verdict="not_in_article",
            nearest=tuple(Citation.of(self._dossier.sentence(place), article=place.article) for place in close),
        )

    def cited(self, statement: str, place: Place) -> Citation:
        """Return the citation of a sentence by a statement, with the German words that prove it."""
        sentence = self._dossier.sentence(place)
        claims = self._dossier.by_number[place.article].analysed.claims
        own = [claim for claim in claims if place.number in claim.sentences]
        return Citation.of(sentence, proving_words(statement, sentence, own), article=place.article)


def _without_marks(text: str) -> str:
    """Return a text without what could be taken for a mark of a citation."""
    return re.sub(r"\[(\d{1,9}:\d{1,9})\]", r"(\1)", without_marks(text) or one_line(text))


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _ended(text: str) -> str:
    return text if _ENDED.search(text) else f"{text}."
