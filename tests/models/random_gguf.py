"""GGUF files of the chat models' architectures with random weights: they load, and answer with nonsense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np

WIDTH, INNER, HEADS, KEY_HEADS, HEAD, LAYERS, CONTEXT = 64, 128, 4, 2, 32, 2, 4096
# What each architecture has besides what all have; the templates have the marks of the real ones.
ARCHITECTURES: dict[str, dict[str, Any]] = {
    "granite": {
        "norms": (), "scales": True, "marks": ("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
        "template": "{% for m in messages %}<|start_of_role|>{{ m.role }}<|end_of_role|>{{ m.content }}"
        "<|end_of_text|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|start_of_role|>assistant<|end_of_role|>{% endif %}",
    },
    "qwen3": {
        "norms": ("attn_q_norm", "attn_k_norm"), "scales": False, "marks": ("<|im_start|>", "<|end|>", "<|im_end|>"),
        "template": "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n"
        "{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}{% endif %}",
    },
    "hunyuan-dense": {
        "norms": ("attn_q_norm", "attn_k_norm"), "scales": False,
        "marks": ("<｜hy_User｜>", "<｜hy_Assistant｜>", "<｜hy_end｜>"),
        "template": "{% for m in messages %}{% if m.role == 'user' %}<｜hy_User｜>{% endif %}{{ m.content }}"
        "{% endfor %}{% if add_generation_prompt %}<｜hy_Assistant｜>{% endif %}",
    },
}  # fmt: skip


def make(path: Path, architecture: str) -> Path:
    """Write a model and return its path."""
    told = ARCHITECTURES[architecture]
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_key_length(HEAD)
    writer.add_value_length(HEAD)
    writer.add_rope_dimension_count(HEAD)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10_000.0)
    if told["scales"]:
        writer.add_attention_scale(HEAD**-0.5)
        writer.add_embedding_scale(12.0)
        writer.add_residual_scale(0.22)
        writer.add_logit_scale(8.0)
    size = _write_vocabulary(writer, told)
    _write_tensors(writer, told["norms"], size)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _write_vocabulary(writer: gguf.GGUFWriter, told: dict[str, Any]) -> int:
    """Write a vocabulary of bytes and of the marks of the template, and return its size."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]  # stand for themselves in byte-level BPE
    others = (chr(256 + number) for number in range(256 - len(shown)))
    pieces = [chr(byte) if byte in shown else next(others) for byte in range(256)]
    tokens = [*pieces, "th", *told["marks"]]
    types = [gguf.TokenType.NORMAL] * 257 + [gguf.TokenType.CONTROL] * len(told["marks"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(["t h"])
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_bos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    writer.add_chat_template(told["template"])
    return len(tokens)


def _write_tensors(writer: gguf.GGUFWriter, norms: tuple[str, ...], size: int) -> None:
    random = np.random.default_rng(0)

    def add(name: str, *shape: int) -> None:
        array = np.ones(shape) if name.endswith("norm") else random.standard_normal(shape) * 0.2
        if name == "token_embd":  # also that of the output: only letters are likely
            array[[not chr(number).isalpha() or number > 127 for number in range(size)]] = 0
        writer.add_tensor(f"{name}.weight", array.astype(np.float32))

    add("token_embd", size, WIDTH)
    add("output_norm", WIDTH)
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        add(f"{block}attn_norm", WIDTH)
        add(f"{block}attn_q", HEADS * HEAD, WIDTH)
        add(f"{block}attn_k", KEY_HEADS * HEAD, WIDTH)
        add(f"{block}attn_v", KEY_HEADS * HEAD, WIDTH)
        add(f"{block}attn_output", WIDTH, HEADS * HEAD)
        for norm in norms:
            add(f"{block}{norm}", HEAD)
        add(f"{block}ffn_norm", WIDTH)
        add(f"{block}ffn_gate", INNER, WIDTH)
        add(f"{block}ffn_up", INNER, WIDTH)
        add(f"{block}ffn_down", WIDTH, INNER)
