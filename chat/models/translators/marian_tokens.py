"""The tokenizer of a Marian model, by transformers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chat.models.quiet import quiet_transformers


def tokenizer(folder: Path) -> Any:
    """Return the tokenizer, of the folder's files alone."""
    with quiet_transformers():
        from transformers import MarianTokenizer

        return MarianTokenizer.from_pretrained(folder, local_files_only=True)


def encoded(tokenizer: Any, texts: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the tokens of each text; "</s>" in an article is text, and does not end the sentence."""
    ids: list[list[int]] = tokenizer(list(texts), split_special_tokens=True, verbose=False)["input_ids"]
    return ids
