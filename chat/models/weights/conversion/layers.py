"""What Marian and BERT have in common, put where CTranslate2 looks for it. Names are those of transformers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chat.models.weights.conversion.tensors import Tensors, first

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def activation(name: object) -> Any:
    """Return CTranslate2's number of an activation function.

    Raises:
        ValueError: it has none.
    """
    from ctranslate2.specs import common_spec

    known = {
        "relu": common_spec.Activation.RELU,
        "gelu": common_spec.Activation.GELU,
        "silu": common_spec.Activation.SWISH,
        "swish": common_spec.Activation.SWISH,
    }
    if name not in known:
        raise ValueError(f"its activation function “{name}” is not known")
    return known[str(name)]


def number(config: dict[str, Any], key: str) -> int:
    """Return a number of a configuration.

    Raises:
        ValueError: there is none.
    """
    value = config.get(key)
    if not isinstance(value, int) or value <= 0:
        raise ValueError(f"its configuration has no {key}")
    return value


def linear(spec: Any, tensors: Tensors, *names: str) -> None:
    """Put in a linear layer: one, or several that are computed as one, side by side."""
    spec.weight = _joined([first(tensors, f"{name}.weight") for name in names])
    spec.bias = _joined([first(tensors, f"{name}.bias") for name in names])


def norm(spec: Any, tensors: Tensors, name: str) -> None:
    """Put in a layer norm."""
    spec.gamma, spec.beta = first(tensors, f"{name}.weight"), first(tensors, f"{name}.bias")


def _joined(parts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    import numpy as np

    return parts[0] if len(parts) == 1 else np.concatenate(parts)
