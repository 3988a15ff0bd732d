"""A Marian model by CTranslate2, with weights of 8 bits: converted once, and read in a fraction of a second."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from chat.models.machine import usable_cores, yield_to_others
from chat.models.translators import marian_tokens
from chat.models.translators.marian import BEAMS
from chat.models.weights import converted
from chat.models.weights.conversion import marian as conversion

_COMPUTE = "int8"
# The search ends when so many times `beams` translations are whole. With 1 it ends before a better and longer one,
# where transformers goes on: of the tests' 500 sentences 30 came out otherwise, with 2 none.
_PATIENCE = 2


def load(folder: Path, *, threads: int) -> CTranslate2Search:
    """Return the model of a folder.

    Raises:
        ModelFailed: it cannot be converted.
        DiskFull: there is no room for that.
    """
    return CTranslate2Search(folder, threads=threads or usable_cores())


class CTranslate2Search:
    """A model that is loaded; `translator` is CTranslate2's own, for measurements."""

    batch_tokens = 192  # measured (bench/LOG.md)

    def __init__(self, folder: Path, *, threads: int) -> None:
        import ctranslate2

        made = converted.ensure(folder, conversion.CONVERSION)
        self._tokenizer = marian_tokens.tokenizer(folder)
        config = json.loads((folder / "config.json").read_bytes())
        self.most_tokens = int(min(self._tokenizer.model_max_length, config["max_position_embeddings"]))
        options = {"device": "cpu", "compute_type": _COMPUTE, "inter_threads": 1, "intra_threads": threads}
        # In a thread of low priority, which its own inherit: a page is answered while it translates. Made in the main
        # thread it takes 2.5 times as long (bench/LOG.md).
        with ThreadPoolExecutor(1, thread_name_prefix="belegt-load", initializer=yield_to_others) as worker:
            self.translator = worker.submit(ctranslate2.Translator, str(made), **options).result()

    def encoded(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the tokens of each text, the end of the sentence among them."""
        return marian_tokens.encoded(self._tokenizer, texts)

    def best(
        self, batch: Sequence[Sequence[int]], *, room: int, beams: int = BEAMS, count: int = 1, no_repeat: int = 0
    ) -> list[list[str | None]]:
        """Return for each text the likeliest translations, the best first; None for one that came to no end."""
        results = self.translator.translate_batch(
            [self._tokenizer.convert_ids_to_tokens(ids) for ids in batch],
            beam_size=beams,
            patience=_PATIENCE,
            num_hypotheses=count,
            no_repeat_ngram_size=no_repeat,
            max_decoding_length=room,
            max_input_length=0,  # none is cut off
            return_end_token=True,
        )
        return [[self._text(tokens) for tokens in result.hypotheses] for result in results]

    def _text(self, tokens: list[str]) -> str | None:
        if tokens[-1:] != [conversion.END]:
            return None
        text: Any = self._tokenizer.decode(self._tokenizer.convert_tokens_to_ids(tokens[:-1]), skip_special_tokens=True)
        return str(text)
