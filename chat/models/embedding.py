"""Sentence embeddings: a BERT encoder run by CTranslate2, and its tokenizer, from one folder and nothing else.

The folder is that of the pinned weights, which are converted once (`weights/conversion`); the hub is never asked. The
model is loaded with the first texts: who never asks a question need not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chat.errors import ModelError, ModelFailed
from chat.models.base import Embedder
from chat.models.machine import usable_cores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The model was trained on texts of at most so many tokens (its card: longer ones are cut); a sentence has about 30.
_MAX_TOKENS = 256
_BATCH = 32


class SentenceEmbedder(Embedder):
    """Embeds English texts: the mean of the encoder's outputs over the tokens of a text, of length 1.

    Thread-safe: batches of several callers take turns.

    Args:
        folder: has the model, its configuration and its tokenizer, as transformers saves them.
        name: that of the weights.
        threads: processor threads; 0: one a core.
    """

    def __init__(self, folder: Path, *, name: str, threads: int = 0) -> None:
        self.name = name
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None  # (tokenizer, encoder)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the embeddings, shape (texts, dimensions); the dot product of two rows is their cosine similarity.

        Raises:
            ModelFailed: the model cannot be loaded, or fails.
        """
        import numpy as np

        try:
            tokenizer, encoder = self._engine()
            ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts) or [""])]
            rows: list[NDArray[np.float32]] = [np.empty(0, dtype=np.float32)] * len(ids)
            by_length = sorted(range(len(ids)), key=lambda index: len(ids[index]))  # little padding in a batch
            for start in range(0, len(ids), _BATCH):
                batch = by_length[start : start + _BATCH]
                for index, row in zip(batch, self._pooled(encoder, [ids[index] for index in batch]), strict=True):
                    rows[index] = row
        except ModelError:
            raise
        except Exception as error:  # what runs it raises what it likes
            raise ModelFailed(
                f"The embeddings of {self.name} failed: {error}.",
                hint=f"Check the weights: python -m chat models verify {self.name}",
            ) from error
        return np.stack(rows)[: len(texts)]

    def _pooled(self, encoder: Any, batch: list[list[int]]) -> NDArray[np.float32]:
        """Return the embeddings of one batch, shape (texts, dimensions)."""
        import numpy as np

        with self._lock:
            outputs = np.array(encoder.forward_batch(batch).last_hidden_state)  # (texts, tokens, dimensions)
        lengths = np.array([len(ids) for ids in batch], dtype=np.float32)[:, None]
        is_token = np.arange(outputs.shape[1])[None, :] < lengths
        means = (outputs * is_token[:, :, None]).sum(axis=1) / lengths
        pooled: NDArray[np.float32] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return pooled

    def _engine(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, Any]:
        """Return the tokenizer and the encoder."""
        import ctranslate2
        import tokenizers

        from chat.models.weights import converted
        from chat.models.weights.conversion import bert

        tokenizer = tokenizers.Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        folder = converted.ensure(self._folder, bert.CONVERSION)
        encoder = ctranslate2.Encoder(
            str(folder),
            device="cpu",
            compute_type="float32",
            inter_threads=1,
            intra_threads=self._threads or usable_cores(),
        )
        return tokenizer, encoder


_shared: dict[Path, SentenceEmbedder] = {}
_shared_lock = threading.Lock()


def shared(folder: Path, *, name: str, threads: int = 0) -> SentenceEmbedder:
    """Return this process's embedder of that folder; it loads its model with the first texts."""
    with _shared_lock:
        return _shared.setdefault(folder.resolve(), SentenceEmbedder(folder, name=name, threads=threads))
