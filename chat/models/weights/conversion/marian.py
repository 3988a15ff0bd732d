"""A Marian model as transformers keeps it → the same for CTranslate2, with weights of 8 bits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chat.models.weights.conversion import layers, tensors
from chat.models.weights.conversion.tensors import Tensors
from chat.models.weights.converted import Conversion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

END, UNKNOWN, PADDING = "</s>", "<unk>", "<pad>"
_QUANTIZATION = "int8"
_SHARED, _OF_DECODER = "model.shared.weight", "model.decoder.embed_tokens.weight"
_NEVER = -1e9  # logit
_BASE = 10_000  # of the wavelengths of positions ("Attention Is All You Need", 3.5)


def convert(folder: Path, target: Path) -> None:
    """Write into `target`, an empty folder, what `ctranslate2.Translator` reads.

    Raises:
        ValueError: the folder has no Marian model of the usual form; the message says in what it differs.
        OSError: a file cannot be read or written.
    """
    config = _config(folder)
    vocabulary = _vocabulary(folder, config)
    path = tensors.file_of(folder)
    if path is None:
        raise ValueError("it has no weights")
    spec = _spec(config, tensors.read(path), padding=vocabulary.index(PADDING))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.eos_token, spec.config.unk_token = END, UNKNOWN
    spec.config.decoder_start_token = PADDING
    spec.validate()
    spec.optimize(quantization=_QUANTIZATION)
    spec.save(str(target))


def _config(folder: Path) -> dict[str, Any]:
    config = json.loads((folder / "config.json").read_bytes())
    if not isinstance(config, dict) or config.get("model_type") != "marian":
        found = config.get("model_type") if isinstance(config, dict) else None
        raise ValueError(f"it is a model of the kind “{found}”, not “marian”")
    if not config.get("share_encoder_decoder_embeddings", True):
        raise ValueError("it has two vocabularies")
    return config


def _vocabulary(folder: Path, config: dict[str, Any]) -> list[str]:
    """Return the pieces by their numbers."""
    numbers = json.loads((folder / "vocab.json").read_bytes())
    pieces = sorted(numbers, key=numbers.__getitem__)
    size = layers.number(config, "vocab_size")
    if [numbers[piece] for piece in pieces] != list(range(size)):
        raise ValueError(f"its vocabulary is not one of {size:,} pieces")
    lacking = {END, UNKNOWN, PADDING} - set(pieces)
    if lacking:
        raise ValueError(f"its vocabulary lacks {' and '.join(sorted(lacking))}")
    if config.get("decoder_start_token_id") != numbers[PADDING]:
        raise ValueError(f"its translations do not begin with {PADDING}")
    return pieces


def _spec(config: dict[str, Any], weights: Tensors, *, padding: int) -> Any:
    from ctranslate2.specs import TransformerSpec

    heads = layers.number(config, "encoder_attention_heads")
    if config.get("decoder_attention_heads", heads) != heads:
        raise ValueError("its encoder and its decoder have different numbers of heads")
    spec = TransformerSpec.from_config(
        (layers.number(config, "encoder_layers"), layers.number(config, "decoder_layers")),
        heads,
        pre_norm=bool(config.get("normalize_before", False)),
        activation=layers.activation(config.get("activation_function")),
        layernorm_embedding=bool(config.get("normalize_embedding", False)),
    )
    _embeddings(spec, config, weights)
    _projection(spec, weights, padding=padding)
    for place, layer in enumerate(spec.encoder.layer):
        name = f"model.encoder.layers.{place}"
        _self_attention(layer, weights, name)
        _feed_forward(layer, weights, name)
    for place, layer in enumerate(spec.decoder.layer):
        name = f"model.decoder.layers.{place}"
        _self_attention(layer, weights, name)
        attention = layer.attention
        layers.linear(attention.linear[0], weights, f"{name}.encoder_attn.q_proj")
        layers.linear(attention.linear[1], weights, *(f"{name}.encoder_attn.{part}_proj" for part in "kv"))
        layers.linear(attention.linear[2], weights, f"{name}.encoder_attn.out_proj")
        layers.norm(attention.layer_norm, weights, f"{name}.encoder_attn_layer_norm")
        _feed_forward(layer, weights, name)
    return spec


def _embeddings(spec: Any, config: dict[str, Any], weights: Tensors) -> None:
    """Put in what comes before the first layers."""
    width = layers.number(config, "d_model")
    positions = _positions(layers.number(config, "max_position_embeddings"), width)
    for side, own in ((spec.encoder, "model.encoder.embed_tokens.weight"),
                      (spec.decoder, _OF_DECODER)):  # fmt: skip
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = tensors.first(weights, own, _SHARED)
        side.scale_embeddings = width**0.5 if config.get("scale_embedding", False) else 1.0
        side.position_encodings.encodings = positions
        for norm in ("layernorm_embedding", "layer_norm"):
            if hasattr(side, norm):
                layers.norm(getattr(side, norm), weights, own.replace("embed_tokens.weight", norm))


def _projection(spec: Any, weights: Tensors, *, padding: int) -> None:
    """Put in what comes after the last layer; the padding, which begins a translation, is never in it."""
    import numpy as np

    projection = spec.decoder.projection
    projection.weight = tensors.first(weights, "lm_head.weight", _OF_DECODER, _SHARED)
    bias = weights.get("final_logits_bias", np.zeros(len(projection.weight), dtype=np.float32))
    projection.bias = bias.reshape(-1)
    projection.bias[padding] = _NEVER


def _positions(most: int, width: int) -> NDArray[np.float32]:
    """Return the encodings of positions, shape (most, width): the sines, and behind them the cosines.

    They are not learned, and newer checkpoints leave them out.
    """
    import numpy as np

    angles = np.arange(most)[:, None] / _BASE ** (np.arange(0, width, 2)[None, :] / width)
    encodings: NDArray[np.float32] = np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)
    return encodings


def _self_attention(layer: Any, weights: Tensors, name: str) -> None:
    attention = layer.self_attention
    layers.linear(attention.linear[0], weights, *(f"{name}.self_attn.{part}_proj" for part in "qkv"))
    layers.linear(attention.linear[1], weights, f"{name}.self_attn.out_proj")
    layers.norm(attention.layer_norm, weights, f"{name}.self_attn_layer_norm")


def _feed_forward(layer: Any, weights: Tensors, name: str) -> None:
    layers.linear(layer.ffn.linear_0, weights, f"{name}.fc1")
    layers.linear(layer.ffn.linear_1, weights, f"{name}.fc2")
    layers.norm(layer.ffn.layer_norm, weights, f"{name}.final_layer_norm")


CONVERSION = Conversion(
    form="ctranslate2-int8",
    sources=("config.json", "vocab.json", *tensors.FORMS),
    convert=convert,
    size_ratio=0.5,  # the most: of weights of 16 bits
    otherwise="Fetch them again if they may be damaged; transformers may know them, with BELEGT_MARIAN=torch and "
    "requirements-torch.txt.",
)
