"""What of a model's reply to a question holds: each statement with the sentences it rests on and whose words it has.

A statement holds where it says what the sentences it cites say, is about the question, and names who claims what it
tells. What is wrong with the others comes back in words, for the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chat.answers.evidence import Asked, is_about, lacks_the_number, leans_back
from chat.answers.retrieval import present_names
from chat.article.analysed import AnalysedArticle
from chat.attribution.reported import proof_of_speakers, with_speaker
from chat.data import any_of, table
from chat.grounding.citations import cited, nearest, relevant, statements, without_marks
from chat.grounding.faults import faults
from chat.models.base import Embedder
from chat.schema import Sentence

Statement = tuple[str, tuple[int, ...]]
"""Its text, and the ids of the sentences that it rests on."""

_PROVES = 0.5  # cosine similarity of a question with its answer and the sentence that proves it
_REFUSALS, _PREAMBLES = (table("en/replies.toml")[name] for name in ("refusals", "preambles"))
_GIVEN = any_of(table("en/replies.toml")["given"]["adjectives"].split())  # "the provided text"
# A refusal, if the statement begins so; a person who "does not say" is an answer.
_REFUSAL = re.compile(
    rf"(?:(?:{'|'.join(_REFUSALS['openings'])}),? )?(?:but )?(?:"
    rf"(?:the|this|these|that) (?:(?:{_GIVEN}) )*(?:{'|'.join(_REFUSALS['texts'])})\b"
    rf"[^.]{{0,40}}\b(?:(?:not|doesn['’]t|don['’]t) (?:\w+ )?(?:{any_of(_REFUSALS['verbs'].split())})"
    rf"|(?:{'|'.join(_REFUSALS['having'])}) no\b)"
    rf"|I (?:{'|'.join(_REFUSALS['unable'])})\b|I['’]m sorry)",
    re.IGNORECASE,
)
# A refusal too, unless an article's sentence says so: "There is no information about the victims, the police said."
_NO_INFORMATION = re.compile(
    rf"\bno (?:\w+ )?(?:{any_of(_REFUSALS['nouns'].split())})\b"
    rf"|\bnot (?:\w+ )?(?:{any_of(_REFUSALS['participles'].split())})\b",
    re.IGNORECASE,
)
_ANSWER_LABEL = re.compile(r"^\s*answer\s*:\s*", re.IGNORECASE)
# What a model puts before an answer where it should cite: nobody of the article's is named by it.
_PREAMBLE = re.compile(
    rf"^(?:{'|'.join(_PREAMBLES['openings'])}) (?:the )?(?:(?:{_GIVEN}) )?"
    rf"(?:{'|'.join(_PREAMBLES['texts'])})(?: \[?\d+\]?)*, (?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Held:
    """What of a reply holds: statements with the sentences each rests on, and what is wrong with the others."""

    statements: tuple[Statement, ...] = ()
    faults: tuple[str, ...] = ()


class Judge:
    """Judges replies to one question about an article.

    Args:
        embedder: compares by meaning too; None: by words alone.
    """

    def __init__(self, asked: Asked, article: AnalysedArticle, embedder: Embedder | None) -> None:
        self._asked = asked
        self._article = article
        self._embedder = embedder

    def held(self, reply: str, evidence: Sequence[Sentence]) -> Held:
        """Return the statements of a reply that hold, and what is wrong with the others; refusals count as neither.

        Args:
            evidence: the sentences that the model was shown.
        """
        held: dict[str, tuple[int, ...]] = {}
        all_faults: list[str] = []
        for text in statements(_ANSWER_LABEL.sub("", reply)):
            statement, faults = self._judged(text, evidence)
            all_faults += faults
            if statement:
                held.setdefault(*statement)
        if held and lacks_the_number(self._asked.text, " ".join(held)):
            return Held(faults=("It does not say how many.",))
        return Held(tuple(held.items()), tuple(dict.fromkeys(all_faults)))

    def _judged(self, written: str, evidence: Sequence[Sentence]) -> tuple[Statement | None, Sequence[str]]:
        """Return a statement with what it rests on if it holds, else what is wrong with it; neither for a refusal."""
        by_id = {sentence.id: sentence for sentence in evidence}
        text = without_marks(_PREAMBLE.sub("", written))
        text = text[:1].upper() + text[1:]
        close = nearest(text, evidence)
        if _REFUSAL.match(text) or (_NO_INFORMATION.search(text) and not close):
            return None, ()
        sources = [by_id[number] for number in cited(written, known=set(by_id))] or ([close] if close else [])
        if not sources:
            return None, ["It does not say which sentence it is from."]
        sources = with_antecedents(sources, self._article)
        faults = self._faults(text, sources)
        if faults and close and close not in sources:  # the right sentence, another's number
            sources, faults = [close], self._faults(text, [close])
        if not faults and not self._is_about(text, sources):
            faults = ["It does not answer the question."]
        return (None, faults) if faults else self._attributed(text, sources, evidence)

    def _attributed(
        self, text: str, sources: Sequence[Sentence], evidence: Sequence[Sentence]
    ) -> tuple[Statement | None, Sequence[str]]:
        """Return a statement that holds with whom it is from, and all that proves it."""
        claims, ledger = self._article.claims, self._article.ledger
        proofs = relevant(text, sources)
        if self._faults(text, proofs):  # the others hold up a part of it
            proofs = list(sources)
        attributed = with_speaker(text, proofs, claims, ledger)
        if attributed is None:
            return None, ["It does not tell who says this."]
        best = self._best_proof(text, evidence)
        if best and best not in proofs and not self._faults(text, [best]):
            proofs = [*proofs, best]
        proofs += proof_of_speakers(attributed, proofs, claims, ledger, self._article.content)
        return (attributed, tuple(dict.fromkeys(sentence.id for sentence in proofs))), ()

    def _faults(self, text: str, sources: Sequence[Sentence]) -> list[str]:
        given = {word for name in self._names_given(sources) for word in name}
        return faults(text, sources, question=self._asked.text, given=given, ledger=self._article.ledger)

    def _names_given(self, sources: Sequence[Sentence]) -> list[list[str]]:
        """Return the names of the question that an answer may repeat though its sources lack them.

        The article has them, and the sources a part of them, a pronoun that may stand for them, or nobody's name: an
        answer about one person is not proved by a sentence about another.
        """
        present = present_names(self._asked.text, self._article.content)
        if any(leans_back(source) for source in sources) or not any(source.in_english.names for source in sources):
            return present
        partly = present_names(self._asked.text, sources, whole=False)
        return [name for name in present if name in partly]

    def _is_about(self, text: str, sources: Sequence[Sentence]) -> bool:
        """Return whether a statement and its sources are about the question, by words and by the closest meaning."""
        texts = [*(source.best for source in sources), text]
        similar = self._article.meanings.similarity(self._asked.text, texts, self._embedder)
        close = max(similar) if similar else 0.0
        return is_about(self._asked, text, sources, similar=close if self._embedder else None)

    def _best_proof(self, text: str, evidence: Sequence[Sentence]) -> Sentence | None:
        """Return the sentence closest in meaning to the question with its answer, None where none is close."""
        texts = [sentence.best for sentence in evidence]
        similar = self._article.meanings.similarity(f"{self._asked.text} {text}", texts, self._embedder)
        if not similar:
            return None
        best = max(range(len(evidence)), key=lambda place: similar[place])
        return evidence[best] if similar[best] >= _PROVES else None


def with_antecedents(sentences: Sequence[Sentence], article: AnalysedArticle) -> list[Sentence]:
    """Return sentences in document order, each that leans back with the one before it."""
    places = {article.place[sentence.id] for sentence in sentences}
    places |= {place - 1 for place in places if place and leans_back(article.content[place])}
    return [article.content[place] for place in sorted(places)]
