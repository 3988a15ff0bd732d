"""How good the translations of a chat model are, way by way: chrF, BLEU, doubtful lines and tokens, in one run.

GERMAN has a sentence a line, REFERENCE its English. The ways, all on the same lines:

    draft        one request a line, nothing revised
    no lexicon   as a reader would get it without the lexicon
    certain      as a reader would get it where a draft's certainty is not looked at
    reader       as a reader gets it: what is faulty or uncertain is revised
    before       two ways of every line at once, and what is faulty revised, as in 0.2

Replies are kept in the memory: a second run takes seconds. Requests, and the tokens of prompts and replies, are counted
whether or not they are remembered.
"""

from __future__ import annotations

import argparse
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sacrebleu

from bench import before
from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.models import registry
from chat.models.base import Message, Reply, Request, TextModel, Translator, without_beginning
from chat.models.translators.prompted import PromptedTranslator
from chat.models.weights import store
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
    """A translator by one prompt a sentence; revises nothing."""

    def __init__(self, model: TextModel, prompt: Callable[[str], Sequence[Message]]) -> None:
        self.name = model.name
        self._model = model
        self._prompt = prompt

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English)."""
        return self._model.generate_many([Request(self._prompt(line), max_tokens=_ROOM) for line in sentences])


class Counting(TextModel):
    """A model that counts what it is asked and what it replies, remembered or not.

    Args:
        tokenizer: of its weights, as transformers gives it.
    """

    def __init__(self, model: TextModel, tokenizer: Any) -> None:
        self.name = model.name
        self.parallel = model.parallel
        self.requests = self.prompt = self.reply = 0
        self._model = model
        self._tokenizer = tokenizer
        self._lock = threading.Lock()

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply."""
        self._ask([request])
        reply = ""
        try:
            for piece in self._model.generate(request):
                reply += piece
                yield piece
        finally:
            self._replied(reply)

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply)."""
        self._ask(requests)
        for index, text in self._model.generate_many(requests):
            self._replied(text)
            yield index, text

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies as they grow."""
        self._ask(requests)
        for made in self._model.stream_many(requests):
            if made.done:
                self._replied(made.text)
            yield made

    def _ask(self, requests: Sequence[Request]) -> None:
        for request in requests:
            asked, begun = without_beginning(request.messages)
            prompt = self._tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
            with self._lock:
                self.requests += 1
                self.prompt += self._tokens(prompt + begun)

    def _replied(self, text: str) -> None:
        with self._lock:
            self.reply += self._tokens(text)

    def _tokens(self, text: str) -> int:
        return len(self._tokenizer(text)["input_ids"])


def tokenizer(settings: Settings) -> Any:
    """Return the tokenizer of the chat model, which is in its weights."""
    from transformers import AutoTokenizer

    path = store.require(settings.model, folder=settings.weights)
    return AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)


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


def _draft(sentence: str) -> Sequence[Message]:
    return render("translate", language="German", sentence=sentence, terms=())


def _by(prompt: Callable[[str], Sequence[Message]]) -> Way:
    def translated(german: Sequence[str], model: TextModel) -> Iterator[tuple[int, str]]:
        made = checked.translate(german, Single(model, prompt))
        return ((index, translation.english or german[index]) for index, translation in made)

    return translated


def _as_delivered(german: Sequence[str], model: TextModel) -> Iterator[tuple[int, str]]:
    made = checked.translate(german, PromptedTranslator(model))
    return ((index, translation.english or german[index]) for index, translation in made)


WAYS: dict[str, tuple[Way, Callable[[], AbstractContextManager[None]]]] = {
    "draft": (_by(_draft), nullcontext),
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
    parser.add_argument("--skip", type=int, default=0, help="so many lines at the beginning")
    parser.add_argument("--limit", type=int, default=None, help="only so many lines")
    parser.add_argument("--revisions", type=int, default=None, help="at most so many of a sentence")
    parser.add_argument("--certainty", type=float, default=None, help="below which a draft is revised")
    parser.add_argument("--ways", default=",".join(WAYS), help="default: all, with commas between them")
    options = parser.parse_args()
    german, reference = (
        path.read_text(encoding="utf-8").splitlines()[options.skip :][: options.limit]
        for path in (options.german, options.reference)
    )
    if options.revisions is not None:
        checked._MOST_EFFORTS = options.revisions
    if options.certainty is not None:
        checked._CERTAIN = options.certainty
    settings = Settings()
    engine, of_engine = registry.open_engines(settings).model, tokenizer(settings)
    for way in options.ways.split(","):
        translated, as_it_would_be = WAYS[way]
        model = Counting(engine, of_engine)
        with as_it_would_be():
            made = dict(translated(german, model))
        told = f"requests {model.requests}  tokens {model.prompt} + {model.reply}"
        report(way, german, [made[index] for index in range(len(german))], reference, told)


if __name__ == "__main__":
    main()
