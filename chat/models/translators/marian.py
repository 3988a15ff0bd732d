"""OPUS-MT: a Marian model and its tokenizer from one folder, and nothing else. The hub is never asked.

What a sentence goes through before and after the model is here; what searches a translation is a `Search`: CTranslate2
(`marian_ctranslate2`), or transformers where torch is installed (`marian_torch`).
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol

from chat.errors import ModelError, ModelFailed, WeightsMissing
from chat.models.base import LEAD, Draft, Reply, Translator
from chat.models.translators import segments
from chat.models.weights.conversion.tensors import FORMS, file_of

FILES = ("config.json", "vocab.json", "source.spm", "target.spm")
BEAMS = 4  # that of OPUS-MT's own configurations
_WIDE, _REVISIONS = 8, 4  # beams, and translations, where a sentence is translated again
# English that long is no translation: twice the tokens of the source, and some for short ones.
_TOKENS_PER_TOKEN, _SPARE_TOKENS = 2, 12
# Part of the tokens the model takes that a piece may have, so that its English has room.
_SOURCE_SHARE = 0.75
_AT_ENDS = 2  # tokens that a text has besides its own: the space before it, and its end
_NO_REPEAT = 3  # words in a row that may not come again, where a translation repeats itself

Runtime = Literal["ctranslate2", "torch"]
_SEARCHES: dict[Runtime, str] = {
    "ctranslate2": "chat.models.translators.marian_ctranslate2",
    "torch": "chat.models.translators.marian_torch",
}


class Search(Protocol):
    """A Marian model that is loaded. Its callers take turns.

    Args:
        most_tokens: that a text may have.
        batch_tokens: of a batch, with what fills up its shorter texts: enough to use the processor well. More are
            hardly faster, take more memory, and a reader waits longer for the first, and to cancel.
    """

    most_tokens: int
    batch_tokens: int

    def encoded(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the tokens of each text, the end of the sentence among them."""
        ...

    def best(
        self, batch: Sequence[Sequence[int]], *, room: int, beams: int = BEAMS, count: int = 1, no_repeat: int = 0
    ) -> list[list[str | None]]:
        """Return for each text the likeliest translations, the best first; None for one that came to no end.

        Args:
            batch: the tokens of each text.
            room: tokens that a translation may have.
            beams: how many are followed at once; at least `count`.
            count: how many are returned.
            no_repeat: no so many tokens in a row come twice in a translation; 0: they may.
        """
        ...


@dataclass(frozen=True)
class _Piece:
    """A piece of the sentence at `index`, as the ids of its tokens."""

    index: int
    place: int
    text: str
    ids: list[int]


class MarianTranslator(Translator):
    """Translates with a Marian model into the language that it was trained for, whatever `source` says.

    Thread-safe: batches of several callers take turns. Closing the iterator stops after the batch at work.

    Args:
        folder: has the model, its configuration and its tokenizer, as transformers saves them.
        name: shown as the engine's name.
        threads: processor threads; 0: one a core.
        runtime: what searches.

    Raises:
        WeightsMissing: the folder lacks a file.
    """

    def __init__(self, folder: Path, *, name: str, threads: int = 0, runtime: Runtime = "ctranslate2") -> None:
        lacking = [file for file in FILES if not (folder / file).is_file()]
        if file_of(folder) is None:
            lacking.append(" or ".join(FORMS))
        if lacking:
            raise WeightsMissing(
                f"{folder} holds no whole Marian model: {', '.join(lacking)} is missing.",
                hint="Set BELEGT_TRANSLATOR to a folder as transformers saves it, or to a name of “models list”.",
            )
        self.name = name
        self.runtime = runtime
        self._folder = folder
        self._threads = threads
        self._lock = threading.RLock()
        self._loaded: Search | None = None

    @property
    def search(self) -> Search:
        """What searches, loaded at the first use.

        Raises:
            ModelFailed: it cannot be loaded.
            DiskFull: there is no room for the weights in the form that it reads.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def warm(self, *, source: str) -> None:
        """Load the model."""
        _ = self.search

    def translate(self, sentences: Sequence[str], *, source: str) -> Generator[tuple[int, str], None, None]:
        """Yield (index, English) as they finish, shorter ones first; empty where only repetition came.

        Texts without a letter, and addresses, come back as they are. Nothing is cut off: what is too long for the
        model is translated in pieces.

        Raises:
            ModelFailed: the model cannot be loaded, or fails.
        """
        parts = [self._parts(sentence) for sentence in sentences]
        english = [[part if segments.is_verbatim(part) else None for part in of_one] for of_one in parts]
        for index, texts in enumerate(english):
            if None not in texts:
                yield index, sentences[index]
        for batch in self._batches(parts):
            for piece, text in zip(batch, self._batch(batch), strict=True):
                english[piece.index][piece.place] = text
            for index in dict.fromkeys(piece.index for piece in batch):
                texts = english[index]
                if None not in texts:
                    yield index, _whole(sentences[index], parts[index], [text or "" for text in texts])

    def drafts(self, sentences: Sequence[str], *, source: str) -> Generator[Reply, None, None]:
        """Yield the English of each sentence: the first ones, which are read first, before all others.

        Raises:
            ModelFailed: the model cannot be loaded, or fails.
        """
        for start, some in ((0, sentences[:LEAD]), (LEAD, sentences[LEAD:])):
            yield from (Reply(start + index, english) for index, english in self.translate(some, source=source))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        """Yield the next best translations of a wider search, which is one effort, the likeliest first.

        Raises:
            ModelFailed: the model cannot be loaded, or fails.
        """
        parts = self._parts(draft.sentence)
        if len(parts) > 1 or segments.is_verbatim(draft.sentence):
            return
        (piece,) = self._encoded([parts])
        (texts,) = self._searched([piece], beams=_WIDE, count=_REVISIONS)
        yield [*dict.fromkeys(text for text in texts if text is not None and _is_whole(text, piece))]

    def _parts(self, sentence: str) -> tuple[str, ...]:
        return (sentence,) if segments.is_verbatim(sentence) else segments.pieces(sentence, fits=self._fits)

    def _fits(self, text: str) -> bool:
        search = self.search
        most = _SOURCE_SHARE * search.most_tokens
        if len(text) + _AT_ENDS <= most:  # no token is shorter than a character
            return True
        with self._lock:
            (tokens,) = search.encoded([text])
        return len(tokens) <= most

    def _encoded(self, parts: Sequence[Sequence[str]]) -> list[_Piece]:
        """Return the pieces that are to be translated, the shortest first, so that a batch has little padding."""
        translatable = [
            (index, place, text)
            for index, texts in enumerate(parts)
            for place, text in enumerate(texts)
            if not segments.is_verbatim(text)
        ]
        if not translatable:
            return []
        search = self.search
        with self._lock:
            ids = search.encoded([text for _, _, text in translatable])
        encoded = [_Piece(*piece, tokens) for piece, tokens in zip(translatable, ids, strict=True)]
        return sorted(encoded, key=lambda piece: len(piece.ids))

    def _batches(self, parts: Sequence[Sequence[str]]) -> Iterator[Sequence[_Piece]]:
        """Yield the pieces in batches of about the same length, the shortest first."""
        encoded = self._encoded(parts)
        start = 0
        for end, piece in enumerate(encoded):
            if end > start and (end + 1 - start) * len(piece.ids) > self.search.batch_tokens:
                yield encoded[start:end]
                start = end
        if encoded:
            yield encoded[start:]

    def _batch(self, batch: Sequence[_Piece]) -> list[str]:
        """Return the English of each piece; one that repeats itself or never ends is tried again, then empty."""
        texts = [best for (best,) in self._searched(batch)]
        bad = [number for number, piece in enumerate(batch) if not _is_whole(texts[number], piece)]
        if bad:
            again = self._searched([batch[number] for number in bad], no_repeat=_NO_REPEAT)
            for number, (text,) in zip(bad, again, strict=True):
                texts[number] = text if _is_whole(text, batch[number]) else None
        return [text or "" for text in texts]

    def _searched(
        self, batch: Sequence[_Piece], *, beams: int = BEAMS, count: int = 1, no_repeat: int = 0
    ) -> list[list[str | None]]:
        """Return what the model makes of each piece, None where it came to no end."""
        search = self.search
        longest = max(len(piece.ids) for piece in batch)
        room = min(_TOKENS_PER_TOKEN * longest + _SPARE_TOKENS, search.most_tokens - 1)
        try:
            with self._lock:
                found = search.best(
                    [piece.ids for piece in batch], room=room, beams=beams, count=count, no_repeat=no_repeat
                )
        except Exception as error:  # what runs it raises what it likes
            raise ModelFailed(f"The translator {self.name} failed: {error}.", hint="Try again.") from error
        return [[None if text is None else " ".join(text.split()) for text in texts] for texts in found]

    def _load(self) -> Search:
        try:
            search: Search = import_module(_SEARCHES[self.runtime]).load(self._folder, threads=self._threads)
            return search
        except ModelError:
            raise
        except Exception as error:  # what runs it raises what it likes
            raise ModelFailed(
                f"The translator {self.name} cannot be loaded: {error}.",
                hint=f"What is in {self._folder} may be damaged: fetch it again, or name another translator.",
            ) from error


def _whole(sentence: str, parts: Sequence[str], english: Sequence[str]) -> str:
    """Return the English of a sentence, empty where a piece of it has none."""
    return segments.joined(sentence, parts, english) if all(english) else ""


def _is_whole(text: str | None, piece: _Piece) -> bool:
    return text is not None and not segments.repeats(text, piece.text)


_shared: dict[tuple[Path, Runtime], MarianTranslator] = {}
_shared_lock = threading.Lock()


def shared(folder: Path, *, name: str, threads: int = 0, runtime: Runtime = "ctranslate2") -> MarianTranslator:
    """Return this process's translator of that folder; it loads its model with the first sentences.

    Raises as `MarianTranslator` does.
    """
    with _shared_lock:
        key = (folder.resolve(), runtime)
        if key not in _shared:
            _shared[key] = MarianTranslator(folder, name=name, threads=threads, runtime=runtime)
        return _shared[key]
