"""Sentence embeddings through transformers: a BERT encoder and its tokenizer from one folder, and nothing else.

The folder is that of the pinned weights; the hub is never asked. torch and transformers are imported, and the model
loaded, with the first texts: that takes seconds, and who never asks a question need not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chat.errors import ModelFailed
from chat.models.base import Embedder
from chat.models.quiet import quiet_transformers

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
        folder: has the model, its configuration and its tokenizer (config.json, model.safetensors, tokenizer.json).
        name: that of the weights.
    """

    def __init__(self, folder: Path, *, name: str) -> None:
        self.name = name
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None  # (tokenizer, model)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the embeddings, shape (texts, dimensions); the dot product of two rows is their cosine similarity.

        Raises:
            ModelFailed: the model cannot be loaded, or fails.
        """
        import numpy as np

        try:
            tokenizer, model = self._model()
            rows = np.empty((len(texts), model.config.hidden_size), dtype=np.float32)
            by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # little padding in a batch
            for start in range(0, len(texts), _BATCH):
                batch = by_length[start : start + _BATCH]
                with self._lock:
                    rows[batch] = _pooled(tokenizer, model, [texts[index] for index in batch])
        except Exception as error:  # torch and transformers raise what they like
            raise ModelFailed(
                f"The embeddings of {self.name} failed: {error}.",
                hint=f"Check the weights: python -m chat models verify {self.name}",
            ) from error
        return rows

    def _model(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


def _load(folder: Path) -> tuple[Any, Any]:
    """Return the tokenizer and the model."""
    with quiet_transformers():
        import torch
        from transformers import AutoTokenizer, BertModel

        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = BertModel.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, add_pooling_layer=False, dtype=torch.float32
        )
    return tokenizer, model.eval()


def _pooled(tokenizer: Any, model: Any, texts: list[str]) -> NDArray[np.float32]:
    """Return the embeddings of one batch, shape (texts, dimensions)."""
    import torch

    tokens = tokenizer(texts, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt")
    with torch.inference_mode():
        outputs = model(**tokens).last_hidden_state  # (texts, tokens, dimensions)
        mask = tokens["attention_mask"].unsqueeze(-1).to(outputs.dtype)
        means = (outputs * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
        pooled: NDArray[np.float32] = torch.nn.functional.normalize(means, dim=1).numpy()
    return pooled


_shared: dict[Path, SentenceEmbedder] = {}
_shared_lock = threading.Lock()


def shared(folder: Path, *, name: str) -> SentenceEmbedder:
    """Return this process's embedder of that folder; it loads its model with the first texts."""
    with _shared_lock:
        return _shared.setdefault(folder.resolve(), SentenceEmbedder(folder, name=name))
