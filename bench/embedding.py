"""How fast all-MiniLM-L6-v2 is by CTranslate2, how much memory it takes, and whether its vectors are transformers'.

The texts are the English sentences of `models evaluate`, four times; each engine runs in a process of its own. Needs
requirements-torch.txt.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from chat.data import lines
from chat.models.embedding import SentenceEmbedder
from chat.models.machine import peak_memory, usable_cores
from chat.models.quiet import quiet_transformers
from chat.models.weights import store
from chat.settings import Settings

ENGINES = ("ctranslate2", "transformers")
TIMES = 4
_MAX_TOKENS, _BATCH = 256, 32

Embed = Callable[[Sequence[str]], Any]


def by_transformers(folder: Path) -> Embed:
    """Return what embeds by transformers and torch."""
    with quiet_transformers():
        import torch
        from transformers import AutoTokenizer, BertModel

        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = BertModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False, dtype=torch.float32)
    model.eval()

    def embed(texts: Sequence[str]) -> Any:
        rows = []
        with torch.inference_mode():
            for start in range(0, len(texts), _BATCH):
                batch = list(texts[start : start + _BATCH])
                given = tokenizer(batch, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt")
                mask = given["attention_mask"].unsqueeze(-1)
                outputs = model(**given).last_hidden_state
                rows.append(((outputs * mask).sum(dim=1) / mask.sum(dim=1)).numpy())
        found = np.concatenate(rows)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    return embed


def run_engine(engine: str) -> dict[str, Any]:
    """Return the vectors, texts a second, the seconds to the first vector, and the memory in MB."""
    folder = store.require("minilm", folder=Settings().weights)
    texts = [line.split("\t")[2] for line in lines("evaluation/sentences.tsv")]
    started = time.perf_counter()
    embed = SentenceEmbedder(folder, name="minilm").embed if engine == "ctranslate2" else by_transformers(folder)
    embed(texts[:1])
    first = time.perf_counter() - started
    by_length = sorted(texts * TIMES, key=len)
    started = time.perf_counter()
    embed(by_length)
    rate = len(by_length) / (time.perf_counter() - started)
    memory = peak_memory() / 1e6
    return {"vectors": np.asarray(embed(texts)).tolist(), "rate": rate, "first": first, "memory": memory}


def main() -> None:
    """Print what each engine does, and how much the vectors agree."""
    parser = argparse.ArgumentParser(prog="python -m bench embedding", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, help="one alone, as JSON")
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(run_engine(options.engine)))
        return
    store.prepare("minilm", folder=Settings().weights)
    vectors = []
    for engine in ENGINES:
        command = [sys.executable, "-m", "bench", "embedding", "--engine", engine]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        vectors.append(np.array(told["vectors"]))
        print(f"{engine:14}{told['rate']:7.0f} texts/s  first after {told['first']:.2f} s  {told['memory']:.0f} MB")
    agree = (vectors[0] * vectors[1]).sum(axis=1)
    print(f"{len(agree)} vectors, cosine {agree.min():.6f} at least; {usable_cores()} cores")


if __name__ == "__main__":
    main()
