"""OPUS-MT through transformers: a Marian model and its tokenizer from one folder, and nothing else.

The hub is never asked. torch and transformers are imported, and the model loaded, with the first sentences. Weights in
pickle form (pytorch_model.bin, which most of OPUS-MT's repositories have) are read by torch's weights-only unpickler,
which makes nothing but tensors; where a folder has model.safetensors, that is read.
"""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat.errors import ModelFailed, WeightsMissing
from chat.models.base import LEAD, Draft, Reply, Translator
from chat.models.quiet import quiet_transformers
from chat.models.translators import segments

FILES = ("config.json", "vocab.json", "source.spm", "target.spm")
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_BEAMS = 4  # that of OPUS-MT's own configurations
_WIDE, _REVISIONS = 8, 4  # beams, and translations, where a sentence is translated again
# Sentences in a batch. More use the processor no better, and a reader waits longer for the first, and to cancel.
_BATCH = 16
# English that long is no translation: twice the tokens of the source, and some for short ones.
_TOKENS_PER_TOKEN, _SPARE_TOKENS = 2, 12
# Part of the tokens the model takes that a piece may have, so that its English has room.
_SOURCE_SHARE = 0.75
_MEASURED_TOKENS = 8


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
        threads: processor threads, of all that torch does in this process; 0: as torch chooses.

    `model` is transformers' own, for measurements; it is loaded at the first use.

    Raises:
        WeightsMissing: the folder lacks a file.
    """

    def __init__(self, folder: Path, *, name: str, threads: int = 0) -> None:
        lacking = [file for file in FILES if not (folder / file).is_file()]
        if not any((folder / file).is_file() for file in _WEIGHTS):
            lacking.append(" or ".join(_WEIGHTS))
        if lacking:
            raise WeightsMissing(
                f"{folder} holds no whole Marian model: {', '.join(lacking)} is missing.",
                hint="Set BELEGT_TRANSLATOR to a folder as transformers saves it, or to a name of “models list”.",
            )
        self.name = name
        self._folder = folder
        self._threads = threads
        self._lock = threading.RLock()
        self._loaded: tuple[Any, Any] | None = None  # (tokenizer, model)

    @property
    def model(self) -> Any:
        """The model as transformers gives it."""
        return self._engine()[1]

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
        for batch in _batches(self._encoded(parts)):
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
        texts = self._generated([piece], num_beams=_WIDE, num_return_sequences=_REVISIONS)
        yield [*dict.fromkeys(text for text in texts if text is not None and _is_whole(text, piece))]

    def _parts(self, sentence: str) -> tuple[str, ...]:
        return (sentence,) if segments.is_verbatim(sentence) else segments.pieces(sentence, fits=self._fits)

    def _fits(self, text: str) -> bool:
        tokenizer, model = self._engine()
        with self._lock:
            tokens = len(_ids(tokenizer, [text])[0])
        return tokens <= _SOURCE_SHARE * _most_tokens(tokenizer, model)

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
        tokenizer, _ = self._engine()
        with self._lock:
            ids = _ids(tokenizer, [text for _, _, text in translatable])
        encoded = [_Piece(*piece, tokens) for piece, tokens in zip(translatable, ids, strict=True)]
        return sorted(encoded, key=lambda piece: len(piece.ids))

    def _batch(self, batch: Sequence[_Piece]) -> list[str]:
        """Return the English of each piece; one that repeats itself or never ends is tried again, then empty."""
        texts = self._generated(batch)
        bad = [number for number, piece in enumerate(batch) if not _is_whole(texts[number], piece)]
        if bad:
            again = self._generated([batch[number] for number in bad], no_repeat_ngram_size=3)
            for number, text in zip(bad, again, strict=True):
                texts[number] = text if _is_whole(text, batch[number]) else None
        return [text or "" for text in texts]

    def _generated(self, batch: Sequence[_Piece], **options: Any) -> list[str | None]:
        """Return what the model makes of each piece, None where it came to no end."""
        tokenizer, model = self._engine()
        longest = max(len(piece.ids) for piece in batch)
        room = min(_TOKENS_PER_TOKEN * longest + _SPARE_TOKENS, _most_tokens(tokenizer, model) - 1)
        try:
            with self._lock:
                given = tokenizer.pad({"input_ids": [piece.ids for piece in batch]}, return_tensors="pt")
                made = model.generate(**given, max_new_tokens=room, **options)
                texts = tokenizer.batch_decode(made, skip_special_tokens=True)
        except Exception as error:  # torch and transformers raise what they like
            raise ModelFailed(f"The translator {self.name} failed: {error}.", hint="Try again.") from error
        ended = (made[:, 1:] == tokenizer.eos_token_id).any(dim=1).tolist()
        return [" ".join(text.split()) if end else None for text, end in zip(texts, ended, strict=True)]

    def _engine(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        try:
            import torch

            if self._threads:
                torch.set_num_threads(self._threads)
            tokenizer, model = _read(self._folder)
            return tokenizer, _faster(model) if _has_bfloat16() else model
        except Exception as error:  # torch and transformers raise what they like
            raise ModelFailed(
                f"The translator {self.name} cannot be loaded: {error}.",
                hint=f"What is in {self._folder} may be damaged: fetch it again, or name another translator.",
            ) from error


def _whole(sentence: str, parts: Sequence[str], english: Sequence[str]) -> str:
    """Return the English of a sentence, empty where a piece of it has none."""
    return segments.joined(sentence, parts, english) if all(english) else ""


def _ids(tokenizer: Any, texts: list[str]) -> list[list[int]]:
    """Return the ids of the tokens of each text; "</s>" in an article is text, and does not end the sentence."""
    ids: list[list[int]] = tokenizer(texts, split_special_tokens=True, verbose=False)["input_ids"]
    return ids


def _is_whole(text: str | None, piece: _Piece) -> bool:
    return text is not None and not segments.repeats(text, piece.text)


def _batches(encoded: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    for start in range(0, len(encoded), _BATCH):
        yield encoded[start : start + _BATCH]


def _most_tokens(tokenizer: Any, model: Any) -> int:
    return int(min(tokenizer.model_max_length, model.config.max_position_embeddings))


def _read(folder: Path) -> tuple[Any, Any]:
    """Return the tokenizer and the model, set to search as this module wants it."""
    with quiet_transformers():
        import torch
        from transformers import GenerationConfig, MarianMTModel, MarianTokenizer

        tokenizer = MarianTokenizer.from_pretrained(folder, local_files_only=True)
        model = MarianMTModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    config = model.config
    # Made here, not read: the folder's own forces an end at its limit, which would hide that a text was cut off there.
    model.generation_config = GenerationConfig(
        num_beams=_BEAMS,
        do_sample=False,
        bad_words_ids=[[config.pad_token_id]],
        pad_token_id=config.pad_token_id,
        eos_token_id=config.eos_token_id,
        decoder_start_token_id=config.decoder_start_token_id,
    )
    return tokenizer, model.eval()


def _has_bfloat16() -> bool:
    """Return whether the processor computes with bfloat16 itself; emulated, it takes many times as long."""
    import torch

    able = torch.cpu.get_capabilities()
    return any(able.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))


def _faster(model: Any) -> Any:
    """Return the model in bfloat16 where that is measured to be faster on this machine, else as it is."""
    import torch

    half = copy.deepcopy(model).to(torch.bfloat16)
    return half if _seconds(half) < _seconds(model) else model


def _seconds(model: Any) -> float:
    """Return how long a small batch takes, after one that is not counted."""
    import torch

    ids = torch.full((_BATCH, _MEASURED_TOKENS), model.config.eos_token_id)
    for _ in range(2):
        started = time.perf_counter()
        model.generate(input_ids=ids, max_new_tokens=_MEASURED_TOKENS)
    return time.perf_counter() - started


_shared: dict[Path, MarianTranslator] = {}
_shared_lock = threading.Lock()


def shared(folder: Path, *, name: str, threads: int = 0) -> MarianTranslator:
    """Return this process's translator of that folder; it loads its model with the first sentences.

    Raises as `MarianTranslator` does.
    """
    with _shared_lock:
        key = folder.resolve()
        if key not in _shared:
            _shared[key] = MarianTranslator(folder, name=name, threads=threads)
        return _shared[key]
