"""How good the English is, one way of translating against the next, on the same lines in one run.

GERMAN and REFERENCE are text files with a sentence a line. Printed for each way are chrF and BLEU (sacrebleu's
defaults), how many requests it took, how many lines the checks doubt, and of what kind:

    begun        one sentence a prompt, with the reply begun for the model, nothing checked
    example      after examples
    context      with the sentence before it
    proposed     of begun and context the better by the checks alone
    chosen       the better by the checks and the lexicon
    no lexicon   as a reader would get it without the lexicon: what the checks doubt is revised
    reader       as a reader gets it: what lacks a word is asked for again with its English, what is doubted is revised

Replies are kept in the memory: a second run takes seconds. Requests are counted whether or not they are remembered.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import sacrebleu

from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.models import registry
from chat.models.base import Message, Request, TextModel, Translator
from chat.models.translators.prompted import PromptedTranslator
from chat.schema import Doubt
from chat.settings import Settings
from chat.translation import checked
from chat.translation.checks import doubts
from chat.translation.choice import Translation
from prompts import render

_ROOM = 512  # tokens
_OF_LEXICON = ("words", "stance", "quoted")  # kinds of doubts


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


class Proposing(Translator):
    """A translator that proposes what another does, and revises nothing."""

    def __init__(self, translator: PromptedTranslator) -> None:
        self.name = translator.name
        self.parallel = translator.parallel
        self._translator = translator

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English)."""
        return self._translator.translate(sentences, source=source)

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (index, translations)."""
        return self._translator.propose(sentences, source=source)


class Counting(TextModel):
    """A model that counts what it is asked."""

    def __init__(self, model: TextModel) -> None:
        self.name = model.name
        self.parallel = model.parallel
        self.requests = 0
        self._model = model

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply."""
        self.requests += 1
        return self._model.generate(request)

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply)."""
        self.requests += len(requests)
        return self._model.generate_many(requests)


@contextmanager
def without_lexicon() -> Iterator[None]:
    """Choose and doubt as if there were no lexicon."""

    def by_checks(english: str, found: tuple[Doubt, ...], _words: Comparison, **_besides: object) -> Translation:
        return Translation(english, tuple(doubt for doubt in found if doubt.kind not in _OF_LEXICON))

    with patch.object(checked, "compared", by_checks):
        yield


def _begun(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate", language="German", sentence=sentence)


def _example(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate_by_example", sentence=sentence)


def _context(sentence: str, previous: str) -> Sequence[Message]:
    if not previous:
        return _begun(sentence, previous)
    return render("translate_in_context", language="German", sentence=sentence, previous=previous)


def report(way: str, german: Sequence[str], english: Sequence[str], reference: Sequence[str], requests: int) -> None:
    """Print the figures of one way."""
    chrf = sacrebleu.corpus_chrf(english, [reference]).score
    bleu = sacrebleu.corpus_bleu(english, [reference]).score
    doubtful = [doubts(GermanText(line), made) for line, made in zip(german, english, strict=True)]
    kinds = Counter(kind for found in doubtful for kind in {doubt.kind for doubt in found})
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    figures = f"chrF {chrf:.2f}  BLEU {bleu:.2f}  requests {requests}  doubtful {sum(map(bool, doubtful))}"
    print(f"{way:11} {figures} of {len(german)}  ({listed})", flush=True)


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
    model = Counting(registry.open_engines(Settings()).model)
    translator = PromptedTranslator(model)
    proposing = Proposing(translator)
    ways: dict[str, tuple[Translator, bool]] = {
        "begun": (Single(model, _begun), False),
        "example": (Single(model, _example), False),
        "context": (Single(model, _context), False),
        "proposed": (proposing, False),
        "chosen": (proposing, True),
        "no lexicon": (translator, False),
        "reader": (translator, True),
    }
    for way, (engine, has_lexicon) in ways.items():
        before = model.requests
        with nullcontext() if has_lexicon else without_lexicon():
            made = dict(checked.translate(german, engine))
        english = [made[index].english or german[index] for index in range(len(german))]
        report(way, german, english, reference, model.requests - before)
