"""How good the English is, one way of translating against the next, on the same lines in one run.

GERMAN and REFERENCE are text files with a sentence a line. Printed for each way are chrF and BLEU (sacrebleu's
defaults), how many lines the checks doubt, and of what kind:

    plain      one sentence a prompt, the likeliest words, nothing checked
    begun      with the reply begun for the model
    example    after examples
    context    with the sentence before it
    agreed     of begun, example and context the one that agrees most with the others
    checked    of these the one with the fewest doubts, and among such the one that agrees most
    revised    as a reader gets it: what the checks still doubt is revised

and how many doubtful lines each revision clears. Replies are kept in the memory: a second run takes seconds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sacrebleu

from chat.lang.de.text import GermanText
from chat.models import registry
from chat.models.base import Draft, Message, Request, TextModel, Translator
from chat.models.translators.prompted import PromptedTranslator
from chat.settings import Settings
from chat.translation import checked
from chat.translation.checks import doubts
from prompts import render

_ROOM = 512  # tokens
_PLAIN_TASK = (
    "You are a professional translator. Translate the German sentence of a news article into English. Reply with the "
    "translation of the sentence only."
)


class Single(Translator):
    """A translator by one prompt a sentence, given by the sentence and the one before it; revises nothing."""

    def __init__(self, model: TextModel, prompt: Callable[[str, str], Sequence[Message]]) -> None:
        self.name = model.name
        self._model = model
        self._prompt = prompt

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English)."""
        prompts = [self._prompt(*both) for both in zip(sentences, ["", *sentences], strict=False)]
        return self._model.generate_many([Request(prompt, max_tokens=_ROOM) for prompt in prompts])


class Agreed(Translator):
    """A translator that gives what most agrees, and revises nothing."""

    def __init__(self, translator: PromptedTranslator) -> None:
        self.name = translator.name
        self.parallel = translator.parallel
        self._translator = translator

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English)."""
        return self._translator.translate(sentences, source=source)


class Checked(Agreed):
    """A translator that proposes all it makes, and revises nothing."""

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (index, translations)."""
        return self._translator.propose(sentences, source=source)


class Revised(Checked):
    """A translator that counts how many revisions of each sentence were asked for."""

    def __init__(self, translator: PromptedTranslator) -> None:
        super().__init__(translator)
        self.asked: Counter[str] = Counter()

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield the revisions of a sentence."""
        for reply in self._translator.revisions(draft, source=source):
            self.asked[draft.sentence] += 1
            yield reply


def _plain(sentence: str, _previous: str) -> Sequence[Message]:
    return [
        {"role": "system", "content": _PLAIN_TASK},
        {"role": "user", "content": f"Sentence to translate: {sentence}"},
    ]


def _begun(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate", language="German", sentence=sentence)


def _example(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate_by_example", sentence=sentence)


def _context(sentence: str, previous: str) -> Sequence[Message]:
    if not previous:
        return _plain(sentence, previous)
    return render("translate_in_context", language="German", sentence=sentence, previous=previous)


def report(way: str, german: Sequence[str], english: Sequence[str], reference: Sequence[str]) -> set[str]:
    """Print the figures of one way, and return the lines that are doubtful."""
    chrf = sacrebleu.corpus_chrf(english, [reference]).score
    bleu = sacrebleu.corpus_bleu(english, [reference]).score
    doubtful = {line: doubts(GermanText(line), made) for line, made in zip(german, english, strict=True)}
    kinds = Counter(kind for found in doubtful.values() for kind in {doubt.kind for doubt in found})
    told = {line for line, found in doubtful.items() if found}
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    print(f"{way:8}  chrF {chrf:.2f}  BLEU {bleu:.2f}  doubtful {len(told)} of {len(german)}  ({listed})", flush=True)
    return told


def main() -> None:
    """Translate the lines in each way, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("german", type=Path, metavar="GERMAN")
    parser.add_argument("reference", type=Path, metavar="REFERENCE")
    parser.add_argument("--limit", type=int, default=None, help="only the first lines")
    options = parser.parse_args()
    german = options.german.read_text(encoding="utf-8").splitlines()[: options.limit]
    reference = options.reference.read_text(encoding="utf-8").splitlines()[: options.limit]
    model = registry.open_engines(Settings()).model
    translator = PromptedTranslator(model)
    revised = Revised(translator)
    ways: dict[str, Translator] = {
        "plain": Single(model, _plain),
        "begun": Single(model, _begun),
        "example": Single(model, _example),
        "context": Single(model, _context),
        "agreed": Agreed(translator),
        "checked": Checked(translator),
        "revised": revised,
    }
    told: dict[str, set[str]] = {}
    for way, engine in ways.items():
        made = dict(checked.translate(german, engine))
        english = [made[index].english or german[index] for index in range(len(german))]
        told[way] = report(way, german, english, reference)
    cleared = Counter(revised.asked[line] for line in told["checked"] - told["revised"])
    for step in sorted(cleared):
        print(f"cleared by revision {step}: {cleared[step]}")
    print(f"doubtful still: {len(told['revised'])}; revisions made: {revised.asked.total()}")
