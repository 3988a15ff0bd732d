"""A BERT encoder as transformers keeps it → the same for CTranslate2, with the weights as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chat.models.weights.conversion import layers, tensors
from chat.models.weights.conversion.tensors import Tensors
from chat.models.weights.converted import Conversion


def convert(folder: Path, target: Path) -> None:
    """Write into `target`, an empty folder, what `ctranslate2.Encoder` reads.

    Raises:
        ValueError: the folder has no BERT of the usual form; the message says in what it differs.
        OSError: a file cannot be read or written.
    """
    config = json.loads((folder / "config.json").read_bytes())
    if config.get("model_type") != "bert" or config.get("position_embedding_type", "absolute") != "absolute":
        raise ValueError(f"it is a model of the kind “{config.get('model_type')}”, not “bert” with absolute positions")
    path = tensors.file_of(folder)
    if path is None:
        raise ValueError("it has no weights")
    spec = _spec(config, tensors.read(path))
    spec.register_vocabulary((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    spec.config.layer_norm_epsilon = float(config.get("layer_norm_eps", 1e-12))
    spec.config.unk_token = "[UNK]"
    spec.validate()
    spec.optimize()
    spec.save(str(target))


def _spec(config: dict[str, Any], weights: Tensors) -> Any:
    from ctranslate2.specs import common_spec
    from ctranslate2.specs.transformer_spec import TransformerEncoderModelSpec, TransformerEncoderSpec

    encoder = TransformerEncoderSpec(
        layers.number(config, "num_hidden_layers"),
        layers.number(config, "num_attention_heads"),
        pre_norm=False,
        activation=layers.activation(config.get("hidden_act")),
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    spec = TransformerEncoderModelSpec(encoder)
    encoder.scale_embeddings = False
    for place, kind in enumerate(("word", "token_type")):
        encoder.embeddings[place].weight = tensors.first(weights, f"embeddings.{kind}_embeddings.weight")
    encoder.position_encodings.encodings = tensors.first(weights, "embeddings.position_embeddings.weight")
    layers.norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for place, layer in enumerate(encoder.layer):
        name = f"encoder.layer.{place}"
        attention = layer.self_attention
        layers.linear(attention.linear[0], weights, *(f"{name}.attention.self.{p}" for p in ("query", "key", "value")))
        layers.linear(attention.linear[1], weights, f"{name}.attention.output.dense")
        layers.norm(attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
        layers.linear(layer.ffn.linear_0, weights, f"{name}.intermediate.dense")
        layers.linear(layer.ffn.linear_1, weights, f"{name}.output.dense")
        layers.norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")
    return spec


CONVERSION = Conversion(
    form="ctranslate2-float32", sources=("config.json", "vocab.txt", *tensors.FORMS), convert=convert
)
