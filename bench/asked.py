"""Everyday questions, against articles made up for this project with what answers them: `python -m bench asked`.

The articles (`tests/data/gold/asked/`, how they are written stands in its README) are in two parts: rules are set on
the one in `development/`, and only measured on the one in `unseen/`. The files `intents_*` ask for one thing in many
ways, the others many things in one way. An answer is right where it cites a sentence of each proof, names who says it,
says what any right answer says, and begins as it should (yes, no); an answer to what the article does not say is right
where it says so. Printed is for each kind of question and for each intent which share is right, and which share at
least cites the proof and names the speaker.

By default the articles are read with the engines of the settings. With --given their English is the one that was
written with them, and the model only answers, and translates German questions; with --alone it does not answer either,
which tells what code answers.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat import pipeline
from chat.models import registry
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.schema import Answer, Reading
from chat.settings import Settings

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold" / "asked"
PARTS = ("development", "unseen")
INTENTS = "intents_"
_ALTERNATIVES = "|"


@dataclass(frozen=True)
class Asked:
    """One wording of a question, with what a right answer has.

    Args:
        wording: the questions of a conversation, of which the last counts.
        proof: groups of beginnings of German sentences; an answer cites a sentence of each.
        says, speakers: what its text has, each as alternatives parted by "|"; `begins` what it begins with, `missing`
            what it names as not told.
    """

    intent: str
    kind: str
    wording: tuple[str, ...]
    proof: tuple[tuple[str, ...], ...] = ()
    says: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    begins: str = ""
    missing: str = ""

    def is_right(self, answer: Answer) -> bool:
        """Return whether an answer says what it should."""
        if self.kind == "absent":
            return answer.verdict == "not_in_article"
        text = answer.text.casefold()
        says = [*self.says, *filter(None, [self.missing])]
        begins = self.begins.casefold().split(_ALTERNATIVES)
        return self.is_proved(answer) and all(_has(text, one) for one in says) and text.startswith(tuple(begins))

    def is_proved(self, answer: Answer) -> bool:
        """Return whether an answer cites what proves it, and names who says it."""
        if self.kind == "absent":
            return answer.verdict == "not_in_article"
        cited = [citation.german for citation in answer.citations]
        proved = all(any(begin in german for begin in group for german in cited) for group in self.proof)
        return proved and bool(cited) and all(_has(answer.text.casefold(), one) for one in self.speakers)


def _has(text: str, alternatives: str) -> bool:
    return any(one.casefold() in text for one in alternatives.split(_ALTERNATIVES))


@dataclass(frozen=True)
class Text:
    """An article of the gold with its questions."""

    name: str
    german: str
    english: str
    asked: tuple[Asked, ...]


def texts(part: str) -> Iterator[Text]:
    """Yield the articles of a part of the gold."""
    for path in sorted((GOLD / part).glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        asked = tuple(asked for question in row.get("questions", ()) for asked in _wordings(question))
        yield Text(path.stem, row["text"].strip(), row["english"].strip(), asked)


def _wordings(question: dict[str, Any]) -> Iterator[Asked]:
    for wording in question["ask"]:
        yield Asked(
            question["intent"],
            question["kind"],
            (wording,) if isinstance(wording, str) else tuple(wording),
            proof=tuple(map(tuple, question.get("proof", ()))),
            says=tuple(question.get("says", ())),
            speakers=tuple(question.get("speakers", ())),
            begins=question.get("begins", ""),
            missing=question.get("missing", ""),
        )


def answered(asked: Asked, reading: Reading, engines: Engines) -> Answer:
    """Return the answer to the last question of a wording."""
    history: list[Answer] = []
    for question in asked.wording:
        history.append(pipeline.ask(reading, question, engines, history=history))
    return history[-1]


class Tally:
    """How many answers of each kind of question are right, and how many are proved."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def count(self, name: str, *, proved: bool, right: bool) -> None:
        """Count an answer."""
        for place, counts in enumerate((True, proved, right)):
            self._counts[name][place] += counts

    def share(self, name: str) -> float:
        """Return which share of a kind is answered right, 0 to 1."""
        asked, _, right = self._counts[name]
        return right / max(1, asked)

    def print(self) -> None:
        """Print the shares."""
        print(f"{'':28}{'asked':>7}{'proved':>8}{'right':>8}")
        for name, (asked, proved, right) in self._counts.items():
            print(f"{name:28}{asked:7}{proved / asked:8.3f}{right / asked:8.3f}")


def without_answers(engines: Engines) -> Engines:
    """Return engines whose model refuses every question, so that code alone answers."""
    refusing = Scripted(default="The article does not say.")
    return Engines(model=refusing, translator=engines.translator, embedder=engines.embedder)


def _told(text: Text, asked: Asked, answer: Answer) -> str:
    cited = " / ".join(citation.german[:50] for citation in answer.citations)
    lines = [f"{text.name} {asked.intent} ({asked.kind}): {' > '.join(asked.wording)}", f"    {answer.text}"]
    return "\n".join([*lines, f"    cited: {cited}", f"    wanted: {asked.proof} {asked.says} {asked.begins}"])


def measure(
    part: str, engines: Engines, *, given: bool, names: Sequence[str] = (), wrong: bool = False
) -> tuple[Tally, Tally]:
    """Ask the questions of a part, print what is right, and return it of single articles and of the whole.

    Args:
        given: the English is the one that was written with the articles.
        names: of the articles; none: all.
        wrong: what is not right is printed.
    """
    of_intents, of_articles = Tally(), Tally()
    for text in texts(part):
        if names and text.name not in names:
            continue
        reading = pipeline.compare(text.german, text.english) if given else pipeline.read(text.german, engines)
        for asked in text.asked:
            answer = answered(asked, reading, engines)
            proved, right = asked.is_proved(answer), asked.is_right(answer)
            is_of_intents = text.name.startswith(INTENTS)
            tally, name = (of_intents, asked.intent) if is_of_intents else (of_articles, asked.kind)
            for line in (name, "all"):
                tally.count(line, proved=proved, right=right)
            if wrong and not right:
                print(_told(text, asked, answer), flush=True)
    for tally in (of_articles, of_intents):
        tally.print()
    return of_articles, of_intents


def main() -> int:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(
        prog="python -m bench asked", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="articles, by the names of their files; none: all")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--given", action="store_true", help="with the English that was written with the articles")
    parser.add_argument("--alone", action="store_true", help="the same, and no model answers")
    parser.add_argument("--wrong", action="store_true", help="print what is not right; of the development part alone")
    options = parser.parse_args()
    parts = options.part or PARTS
    if options.wrong and parts != ["development"]:
        parser.error("what is wrong in the unseen part is not to be seen: add --part development")
    engines = registry.open_engines(Settings())
    if options.alone:
        engines = without_answers(engines)
    for part in parts:
        print(f"{part}:")
        measure(part, engines, given=options.given or options.alone, names=options.names, wrong=options.wrong)
    return 0
