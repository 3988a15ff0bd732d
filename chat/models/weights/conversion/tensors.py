"""The tensors of a model by their names, from whichever form the folder has. No form is ever run as code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Tensors = Mapping[str, "NDArray[np.float32]"]

FORMS = ("model.safetensors", "model.npz", "pytorch_model.bin")  # the first that is there is read


def file_of(folder: Path) -> Path | None:
    """Return the file of a folder that has its tensors, None where there is none."""
    return next((folder / form for form in FORMS if (folder / form).is_file()), None)


def read(path: Path) -> Tensors:
    """Return the tensors of a file as CTranslate2 wants them: float32, each in one piece that can be written.

    Raises:
        ValueError: it is damaged, or has what cannot be read without torch.
        OSError: it cannot be read.
    """
    import numpy as np

    try:
        found = _READERS[path.suffix](path)
        return {name: np.require(found.pop(name), np.float32, ("C", "W")) for name in tuple(found)}
    except (OSError, ValueError):
        raise
    except Exception as error:  # safetensors raises an error of its own
        raise ValueError(f"{path.name} is damaged: {error}") from error


def first(tensors: Tensors, *names: str) -> NDArray[np.float32]:
    """Return the first of some tensors that there is: what is shared is kept under one of several names.

    Raises:
        ValueError: there is none.
    """
    found = next((tensors[name] for name in names if name in tensors), None)
    if found is None:
        raise ValueError(f"it has no {' or '.join(names)}")
    return found


def _safe(path: Path) -> dict[str, NDArray[Any]]:
    from safetensors.numpy import load_file

    return dict(load_file(path))


def _zipped(path: Path) -> dict[str, NDArray[Any]]:
    import numpy as np

    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


def _pickled(path: Path) -> dict[str, NDArray[Any]]:
    from chat.models.weights.conversion import pickled

    return pickled.read(path)


_READERS: dict[str, Callable[[Path], dict[str, NDArray[Any]]]] = {
    ".safetensors": _safe,
    ".npz": _zipped,
    ".bin": _pickled,
}
