"""A Marian model by transformers and torch, which are an extra (requirements-torch.txt).

Weights in pickle form (pytorch_model.bin, which most of OPUS-MT's repositories have) are read by torch's weights-only
unpickler, which makes nothing but tensors; where a folder has model.safetensors, that is read.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from chat.errors import ModelFailed
from chat.models.quiet import quiet_transformers
from chat.models.translators import marian_tokens
from chat.models.translators.marian import BEAMS

_MEASURED_SENTENCES, _MEASURED_TOKENS = 16, 8


def load(folder: Path, *, threads: int) -> TorchSearch:
    """Return the model of a folder.

    Args:
        threads: of all that torch does in this process; 0: as torch chooses.

    Raises:
        ModelFailed: torch is not installed.
    """
    if find_spec("torch") is None:
        raise ModelFailed(
            "PyTorch, set by BELEGT_MARIAN, is not installed.", hint="Run: pip install -r requirements-torch.txt"
        )
    import torch

    if threads:
        torch.set_num_threads(threads)
    return TorchSearch(folder)


class TorchSearch:
    """A model that is loaded; `model` is that of transformers, for measurements."""

    batch_tokens = 512

    def __init__(self, folder: Path) -> None:
        self._tokenizer = marian_tokens.tokenizer(folder)
        model = _read(folder)
        self.model = _faster(model) if _has_bfloat16() else model
        self.most_tokens = int(min(self._tokenizer.model_max_length, model.config.max_position_embeddings))

    def encoded(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the tokens of each text, the end of the sentence among them."""
        return marian_tokens.encoded(self._tokenizer, texts)

    def best(
        self, batch: Sequence[Sequence[int]], *, room: int, beams: int = BEAMS, count: int = 1, no_repeat: int = 0
    ) -> list[list[str | None]]:
        """Return for each text the likeliest translations, the best first; None for one that came to no end."""
        given = self._tokenizer.pad({"input_ids": [list(ids) for ids in batch]}, return_tensors="pt")
        made = self.model.generate(
            **given,
            max_new_tokens=room,
            num_beams=beams,
            num_return_sequences=count,
            no_repeat_ngram_size=no_repeat,
        )
        texts = self._tokenizer.batch_decode(made, skip_special_tokens=True)
        ended = (made[:, 1:] == self._tokenizer.eos_token_id).any(dim=1).tolist()
        whole = [text if end else None for text, end in zip(texts, ended, strict=True)]
        return [whole[start : start + count] for start in range(0, len(whole), count)]


def _read(folder: Path) -> Any:
    """Return the model, set to search as this module wants it."""
    with quiet_transformers():
        import torch
        from transformers import GenerationConfig, MarianMTModel

        model = MarianMTModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    config = model.config
    # Made here, not read: the folder's own forces an end at its limit, which would hide that a text was cut off there.
    model.generation_config = GenerationConfig(
        do_sample=False,
        bad_words_ids=[[config.pad_token_id]],
        pad_token_id=config.pad_token_id,
        eos_token_id=config.eos_token_id,
        decoder_start_token_id=config.decoder_start_token_id,
    )
    return model.eval()


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

    ids = torch.full((_MEASURED_SENTENCES, _MEASURED_TOKENS), model.config.eos_token_id)
    for _ in range(2):
        started = time.perf_counter()
        model.generate(input_ids=ids, num_beams=BEAMS, max_new_tokens=_MEASURED_TOKENS)
    return time.perf_counter() - started
