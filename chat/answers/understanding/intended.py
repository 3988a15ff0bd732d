"""What a question wants that no pattern fits, by the example that is closest to it in meaning."""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from chat.answers.understanding.intents import Intent, Wanted
from chat.article.analysed import Meanings
from chat.data import table
from chat.models.base import Embedder

_LEAST_SIMILAR = 0.58  # cosine similarity (bench/LOG.md)
_EXAMPLES_KEPT = 1_000  # texts: all examples, and the questions asked last

_meanings: WeakKeyDictionary[Embedder, Meanings] = WeakKeyDictionary()


@cache
def _examples() -> dict[str, Intent | None]:
    """Return examples of questions with what each wants, None for those that want something else."""
    data = table("en/intents.toml")
    examples: dict[str, Intent | None] = dict.fromkeys(data["others"]["examples"])
    return examples | {example: row["wants"] for row in data["intents"] for example in row.get("examples", ())}


def _of(embedder: Embedder) -> Meanings:
    return _meanings.setdefault(embedder, Meanings(texts=_EXAMPLES_KEPT))


def prepare(embedder: Embedder) -> None:
    """Embed the examples ahead of the first question."""
    _of(embedder).prepare([*_examples()], embedder)


def intended(question: str, embedder: Embedder | None) -> Wanted | None:
    """Return what an English question wants to know of the article as a whole, None where it wants something else."""
    examples = _examples()
    similar = _of(embedder).similarity(question, [*examples], embedder) if embedder else None
    if not similar:
        return None
    closest, example = max(zip(similar, examples, strict=True))
    intent = examples[example]
    return Wanted(intent) if intent and closest >= _LEAST_SIMILAR else None
