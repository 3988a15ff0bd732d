"""A Marian model that the tests make themselves: it translates 500 short German sentences and is trained on them.

Small enough to be made in seconds, and real: SentencePiece vocabularies, the tokenizer's files, a saved model. It makes
nonsense of other sentences.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from chat.models.quiet import quiet_transformers

_ADJECTIVES = {
    "alte": "old", "neue": "new", "kleine": "small", "große": "large", "rote": "red", "blaue": "blue",
    "grüne": "green", "helle": "bright", "dunkle": "dark", "lange": "long", "kurze": "short", "breite": "wide",
    "enge": "narrow", "leere": "empty", "volle": "full", "warme": "warm", "kalte": "cold", "leise": "quiet",
    "laute": "loud", "teure": "costly", "arme": "poor", "reiche": "rich", "junge": "young", "ferne": "distant",
    "nahe": "near",
}  # fmt: skip
_NOUNS = {
    "Brücke": "bridge", "Mühle": "mill", "Straße": "street", "Stadt": "town", "Schule": "school", "Kirche": "church",
    "Insel": "island", "Küste": "coast", "Tür": "door", "Wand": "wall", "Lampe": "lamp", "Blume": "flower",
    "Katze": "cat", "Sonne": "sun", "Nacht": "night", "Reise": "journey", "Fabrik": "factory", "Zeitung": "newspaper",
    "Glocke": "bell", "Quelle": "spring",
}  # fmt: skip
PAIRS = {
    f"Die {adjective} {noun} bleibt.": f"The {adjective_english} {noun_english} remains."
    for adjective, adjective_english in _ADJECTIVES.items()
    for noun, noun_english in _NOUNS.items()
}
_SPECIAL = {"</s>": 0, "<unk>": 1}
MOST_TOKENS = 64
_MOST_DOUBT = 0.1  # nats


def copied(factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the model, for its caller alone; it is trained once for all processes of the tests."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each has a folder of its own in that of all
        base = base.parent
    with FileLock(base / "tiny-marian.lock"):
        if not (made := base / "tiny-marian").exists():
            make(base / "tiny-marian.new").rename(made)
    return Path(shutil.copytree(made, factory.mktemp("marian") / "tiny"))


def make(folder: Path) -> Path:
    """Make the model, its tokenizer and their files in a folder, and return it."""
    import torch
    from transformers import MarianTokenizer

    folder.mkdir(parents=True)
    _write_vocabulary(folder)
    torch.manual_seed(0)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a model is slower on two, and many times slower where they are not free
    with quiet_transformers():
        tokenizer = MarianTokenizer.from_pretrained(folder)
        model = _trained(_model(len(tokenizer.get_vocab())), tokenizer)
        model.save_pretrained(folder)
    torch.set_num_threads(threads)
    return folder


def _write_vocabulary(folder: Path) -> None:
    for side, lines in (("source", list(PAIRS)), ("target", list(PAIRS.values()))):
        _train_pieces(folder / f"{side}.spm", lines)
    pieces = dict.fromkeys(piece for side in ("source", "target") for piece in _pieces(folder / f"{side}.spm"))
    vocabulary = {**_SPECIAL, **{piece: number for number, piece in enumerate(pieces, start=len(_SPECIAL))}}
    vocabulary["<pad>"] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"source_lang": "de", "target_lang": "en", "model_max_length": MOST_TOKENS}), encoding="utf-8"
    )


def _train_pieces(path: Path, lines: list[str]) -> None:
    import sentencepiece

    with path.open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines), model_writer=model, vocab_size=160, hard_vocab_limit=False, minloglevel=2
        )


def _pieces(path: Path) -> list[str]:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    pieces = [model.id_to_piece(number) for number in range(model.get_piece_size())]
    return [piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>")]


def _model(size: int) -> Any:
    from transformers import MarianConfig, MarianMTModel

    pad = size - 1
    return MarianMTModel(
        MarianConfig(
            vocab_size=size, pad_token_id=pad, decoder_start_token_id=pad, eos_token_id=0, forced_eos_token_id=0,
            d_model=48, encoder_layers=1, decoder_layers=1, encoder_ffn_dim=96, decoder_ffn_dim=96,
            encoder_attention_heads=2, decoder_attention_heads=2, max_position_embeddings=MOST_TOKENS,
            dropout=0.0, scale_embedding=True,
        )
    )  # fmt: skip


def _trained(model: Any, tokenizer: Any) -> Any:
    import torch

    given = tokenizer(list(PAIRS), text_target=list(PAIRS.values()), padding=True, return_tensors="pt")
    labels = given.pop("labels")
    labels[labels == tokenizer.pad_token_id] = -100
    optimizer = torch.optim.Adam(model.parameters(), lr=4e-3)
    for step in range(3_000):
        chosen = torch.randperm(len(labels))[:64]
        loss = model(**{name: values[chosen] for name, values in given.items()}, labels=labels[chosen]).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 50 == 49 and _greatest_doubt(model, given, labels) < _MOST_DOUBT:
            break
    return model.eval()


def _greatest_doubt(model: Any, given: Any, labels: Any) -> float:
    """Return the greatest loss of any token of all pairs: a small one leaves no room for another translation."""
    import torch

    with torch.inference_mode():
        logits = model(**given, labels=labels).logits
    losses = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none")
    return float(losses.max())
