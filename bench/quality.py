"""How good the translations of a chat model are, way by way: chrF, BLEU, doubtful lines and tokens, in one run.

GERMAN has a sentence a line, REFERENCE its English. The ways, all on the same lines:

    draft        one request a line, nothing revised
    example      the same after examples
    context      the same with the sentence before it
    no lexicon   as a reader would get it without the lexicon
    certain      as a reader would get it where a draft's certainty is not looked at
    reader       as a reader gets it: what is faulty or uncertain is revised
    before       two ways of every line at once, and what is faulty revised, as in 0.2

Requests are counted whether or not their replies are remembered, tokens only where they are computed: for these, have
nothing remembered (BELEGT_MEMORY=off).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import sacrebleu

from bench import before
from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.models import registry
from chat.models.base import Message, Reply, Request, TextModel, Translator
from chat.models.translators.prompted import PromptedTranslator
from chat.schema import Doubt
from chat.settings import Settings
from chat.translation import checked, reply
from chat.translation.checks import doubts
from chat.translation.choice import Translation
from prompts import render

Way = Callable[[Sequence[str], TextModel], Iterator[tuple[int, str]]]

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

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies as they grow."""
        self.requests += len(requests)
        return self._model.stream_many(requests)


@contextmanager
def without_lexicon() -> Iterator[None]:
    """Choose and doubt as if there were no lexicon."""

    def by_checks(english: str, found: tuple[Doubt, ...], _words: Comparison, **_besides: object) -> Translation:
        return Translation(english, tuple(doubt for doubt in found if doubt.kind not in _OF_LEXICON))

    with patch.object(reply, "compared", by_checks):
        yield


@contextmanager
def whatever_the_certainty() -> Iterator[None]:
    """Settle a draft without a fault however uncertain the model was of it."""
    with patch.object(checked, "_CERTAIN", -float("inf")):
        yield


def _draft(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate", language="German", sentence=sentence)


def _example(sentence: str, _previous: str) -> Sequence[Message]:
    return render("translate_by_example", sentence=sentence)


def _context(sentence: str, previous: str) -> Sequence[Message]:
    if not previous:
        return _draft(sentence, previous)
    return render("translate_in_context", language="German", sentence=sentence, previous=previous)


def _by(prompt: Callable[[str, str], Sequence[Message]]) -> Way:
    def translated(german: Sequence[str], model: TextModel) -> Iterator[tuple[int, str]]:
        made = checked.translate(german, Single(model, prompt))
        return ((index, translation.english or german[index]) for index, translation in made)

    return translated


def _as_delivered(german: Sequence[str], model: TextModel) -> Iterator[tuple[int, str]]:
    made = checked.translate(german, PromptedTranslator(model))
    return ((index, translation.english or german[index]) for index, translation in made)


WAYS: dict[str, tuple[Way, Callable[[], AbstractContextManager[None]]]] = {
    "draft": (_by(_draft), nullcontext),
    "example": (_by(_example), nullcontext),
    "context": (_by(_context), nullcontext),
    "no lexicon": (_as_delivered, without_lexicon),
    "certain": (_as_delivered, whatever_the_certainty),
    "reader": (_as_delivered, nullcontext),
    "before": (before.translate, nullcontext),
}


def report(way: str, german: Sequence[str], english: Sequence[str], reference: Sequence[str], spent: str) -> None:
    """Print the figures of one way, and what it spent."""
    chrf = sacrebleu.corpus_chrf(english, [reference]).score
    bleu = sacrebleu.corpus_bleu(english, [reference]).score
    doubtful = [doubts(GermanText(line), made) for line, made in zip(german, english, strict=True)]
    kinds = Counter(kind for found in doubtful for kind in {doubt.kind for doubt in found})
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    figures = f"chrF {chrf:.2f}  BLEU {bleu:.2f}  {spent}  doubtful {sum(map(bool, doubtful))}"
    print(f"{way:11} {figures} of {len(german)}  ({listed})", flush=True)


def main() -> None:
    """Translate the lines in each way, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("german", type=Path, metavar="GERMAN")
    parser.add_argument("reference", type=Path, metavar="REFERENCE")
    parser.add_argument("--limit", type=int, default=None, help="only the first lines")
    parser.add_argument("--ways", default=",".join(WAYS), help="default: all, with commas between them")
    options = parser.parse_args()
    german = options.german.read_text(encoding="utf-8").splitlines()[: options.limit]
    reference = options.reference.read_text(encoding="utf-8").splitlines()[: options.limit]
    engine = registry.open_engines(Settings()).model
    for way in options.ways.split(","):
        translated, as_it_would_be = WAYS[way]
        model, tokens = Counting(engine), engine.tokens
        with as_it_would_be():
            made = dict(translated(german, model))
        spent = engine.tokens - tokens
        told = f"requests {model.requests}  tokens {spent.prompt}, computed {spent.computed}, replied {spent.reply}"
        report(way, german, [made[index] for index in range(len(german))], reference, told)


if __name__ == "__main__":
    main()
