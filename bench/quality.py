"""How good the English is, one way of translating against the next, on the same lines in one run.

GERMAN and REFERENCE are text files with a sentence a line. Printed for each way are chrF and BLEU (sacrebleu's
defaults), how many lines the checks doubt, and of what kind:

    plain      one sentence a prompt, the likeliest words, nothing checked
    context    with the sentence before it
    revised    as a reader gets it: what the checks doubt is revised

and how many doubtful lines each revision clears. Replies are kept in the memory: a second run takes seconds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import sacrebleu

from chat import translation
from chat.faithfulness import doubts
from chat.models import registry
from chat.models.base import Draft, TextModel
from chat.models.prompted import PromptedTranslator
from chat.settings import Settings
from prompts import render

_ROOM = 512  # tokens


class Alone:
    """A translator that is given each sentence without the one before it, and revises nothing."""

    def __init__(self, model: TextModel) -> None:
        self.name = model.name
        self._model = model

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English)."""
        prompts = [render("translate", language="German", sentence=sentence, previous="") for sentence in sentences]
        return self._model.generate_many(prompts, max_tokens=_ROOM)


class Once:
    """A translator that revises nothing."""

    def __init__(self, translator: PromptedTranslator) -> None:
        self.name = translator.name
        self.translate = translator.translate


class Counting(Once):
    """A translator that counts how many revisions of each sentence were asked for."""

    def __init__(self, translator: PromptedTranslator) -> None:
        super().__init__(translator)
        self._translator = translator
        self.asked: Counter[str] = Counter()

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield the revisions of a sentence."""
        for reply in self._translator.revisions(draft, source=source):
            self.asked[draft.sentence] += 1
            yield reply


def report(way: str, german: Sequence[str], english: Sequence[str], reference: Sequence[str]) -> set[str]:
    """Print the figures of one way, and return the lines that are doubtful."""
    chrf = sacrebleu.corpus_chrf(english, [reference]).score
    bleu = sacrebleu.corpus_bleu(english, [reference]).score
    doubtful = {line: doubts(line, made) for line, made in zip(german, english, strict=True)}
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
    revising = Counting(translator)
    ways = {"plain": Alone(model), "context": Once(translator), "revised": revising}
    told: dict[str, set[str]] = {}
    for way, engine in ways.items():
        made = dict(translation.translate(german, engine))
        english = [made[index].english or german[index] for index in range(len(german))]
        told[way] = report(way, german, english, reference)
    cleared = Counter(revising.asked[line] for line in told["context"] - told["revised"])
    for step in sorted(cleared):
        print(f"cleared by revision {step}: {cleared[step]}")
    print(f"doubtful still: {len(told['revised'])}; revisions made: {revising.asked.total()}")
