"""A Marian model of random weights, made by numpy alone: it translates nothing, and has all the files of a real one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray
from safetensors.numpy import save_file

TEXT = ("Die alte Brücke bleibt gesperrt.", "Der Rat der Stadt stimmt heute ab.", "Niemand wurde verletzt.") * 4
WIDTH, INNER, HEADS, POSITIONS = 32, 64, 2, 48


def make(folder: Path, **changes: Any) -> Path:
    """Make the files of a model in a folder, and return it.

    Args:
        changes: of its configuration.
    """
    folder.mkdir(parents=True)
    pieces = _write_pieces(folder)
    size = len(pieces)
    config = {
        "model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": size, "d_model": WIDTH,
        "encoder_layers": 1, "decoder_layers": 1, "encoder_ffn_dim": INNER, "decoder_ffn_dim": INNER,
        "encoder_attention_heads": HEADS, "decoder_attention_heads": HEADS, "max_position_embeddings": POSITIONS,
        "activation_function": "swish", "scale_embedding": True, "eos_token_id": 0, "pad_token_id": size - 1,
        "decoder_start_token_id": size - 1, "bos_token_id": 0,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config | changes), encoding="utf-8")
    settings = {"source_lang": "de", "target_lang": "en", "model_max_length": POSITIONS}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    save_file(weights(size), folder / "model.safetensors")
    return folder


def weights(size: int) -> dict[str, NDArray[np.float32]]:
    """Return the tensors of a model with a vocabulary of that size, by their names in transformers."""
    random = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {"model.shared.weight": (size, WIDTH), "final_logits_bias": (1, size)}
    for side, attentions in (("encoder", ("self_attn",)), ("decoder", ("self_attn", "encoder_attn"))):
        layer = f"model.{side}.layers.0"
        for attention in attentions:
            for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                shapes |= {f"{layer}.{attention}.{part}.weight": (WIDTH, WIDTH)}
                shapes |= {f"{layer}.{attention}.{part}.bias": (WIDTH,)}
            shapes |= {f"{layer}.{attention}_layer_norm.{part}": (WIDTH,) for part in ("weight", "bias")}
        for name, one, other in (("fc1", INNER, WIDTH), ("fc2", WIDTH, INNER)):
            shapes |= {f"{layer}.{name}.weight": (one, other), f"{layer}.{name}.bias": (one,)}
        shapes |= {f"{layer}.final_layer_norm.{part}": (WIDTH,) for part in ("weight", "bias")}
    return {name: random.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


def _write_pieces(folder: Path) -> list[str]:
    for side in ("source", "target"):
        with (folder / f"{side}.spm").open("wb") as model:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(TEXT), model_writer=model, vocab_size=60, hard_vocab_limit=False, minloglevel=2
            )
    own = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = [own.id_to_piece(number) for number in range(own.get_piece_size())]
    pieces = ["</s>", "<unk>", *(name for name in names if name not in ("<unk>", "<s>", "</s>")), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({piece: number for number, piece in enumerate(pieces)}))
    return pieces
