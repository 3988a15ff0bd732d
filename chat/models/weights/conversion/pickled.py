"""Tensors out of a checkpoint that torch.save wrote, without torch, and without running what is in it.

Such a file is a pickle beside the bytes of the tensors. A pickle names functions, and calls them: here it can name the
few that make a tensor or an ordered dictionary, which are replaced by records of their arguments; any other name is an
error. Both forms are read: the archive (torch 1.6 and newer) and what came before it. The forms are those of
torch/serialization.py (PyTorch 2.13).
"""

from __future__ import annotations

import errno
import math
import pickle
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAGIC = 0x1950A86A20F9469CFC6C  # begins the older form
_DTYPES = {
    "DoubleStorage": "<f8", "FloatStorage": "<f4", "HalfStorage": "<f2", "BFloat16Storage": "bfloat16",
    "LongStorage": "<i8", "IntStorage": "<i4", "ShortStorage": "<i2", "CharStorage": "<i1", "ByteStorage": "<u1",
    "BoolStorage": "?",
}  # fmt: skip
_BUFFERS = tuple(code[0] for code in (pickle.BYTEARRAY8, pickle.NEXT_BUFFER, pickle.READONLY_BUFFER, pickle.BINBYTES8))
_BFLOAT16 = "bfloat16"  # numpy has none: the upper half of a float32


class NotTensors(ValueError):
    """The file is damaged, of another form, or has something else in it than tensors."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a pickle names as the kind of a storage. It cannot be called, nor changed."""

    dtype: str


@dataclass(frozen=True, slots=True)
class _Storage:
    kind: _Kind
    key: str
    items: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    """A view of a storage: from which item on, and the shape and the strides, in items."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def read(path: Path) -> dict[str, NDArray[Any]]:
    """Return the tensors of a checkpoint by their names; those of halves as float32.

    Raises:
        NotTensors: it is damaged, or no mapping of names to tensors.
        OSError: it cannot be read.
    """
    try:
        if zipfile.is_zipfile(path):
            return _of_archive(path)
        with path.open("rb") as file:
            return _of_older(file, size=path.stat().st_size)
    except (pickle.UnpicklingError, EOFError, zipfile.BadZipFile, KeyError, IndexError, AttributeError, TypeError,
            ValueError, OverflowError, ImportError, RuntimeError, MemoryError, zlib.error) as error:  # fmt: skip
        raise NotTensors(f"{path.name} cannot be read as tensors: {error}") from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise NotTensors(f"{path.name} is damaged: it points outside itself") from error  # a place before its beginning


def _of_archive(path: Path) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(path) as archive:
        (pickled,) = (name for name in archive.namelist() if name.endswith("/data.pkl"))
        folder = pickled.removesuffix("data.pkl")
        order = f"{folder}byteorder"
        if order in archive.namelist() and archive.read(order) != b"little":
            raise NotTensors(f"{path.name} was written by a machine of another byte order")
        with archive.open(pickled) as file:
            named = _Unpickler(file).load()

        def data(storage: _Storage) -> bytes:
            member = archive.getinfo(f"{folder}data/{storage.key}")
            if member.compress_type != zipfile.ZIP_STORED or member.file_size != storage.items * _width(storage):
                raise NotTensors(f"{member.filename} has another size than is told")
            return archive.read(member)

        return _tensors(named, data)


def _of_older(file: IO[bytes], *, size: int) -> dict[str, NDArray[Any]]:
    """Read three pickles of no interest, that of the tensors, that of the storages' keys, and the storages."""
    if _Unpickler(file).load() != _MAGIC:
        raise NotTensors("it is no checkpoint of torch")
    for _ in ("protocol", "machine"):
        _Unpickler(file).load()
    unpickler = _Unpickler(file)
    named = unpickler.load()
    found: dict[str, bytes] = {}
    for key in _Unpickler(file).load():
        storage = unpickler.storages[key]
        if int.from_bytes(file.read(8), "little") != storage.items:
            raise NotTensors(f"storage {key} has another size than is told")
        length = storage.items * _width(storage)
        if length > size - file.tell():
            raise NotTensors("it is cut off")
        found[key] = file.read(length)
    return _tensors(named, lambda storage: found[storage.key])


def _width(storage: _Storage) -> int:
    """Return the bytes of an item."""
    import numpy as np

    return 2 if storage.kind.dtype == _BFLOAT16 else np.dtype(storage.kind.dtype).itemsize


def _tensors(named: object, data: Callable[[_Storage], bytes]) -> dict[str, NDArray[Any]]:
    if not isinstance(named, Mapping) or not named:
        raise NotTensors("it has no tensors by name")
    arrays: dict[_Storage, NDArray[Any]] = {}
    found = {}
    for name, tensor in named.items():
        if not isinstance(name, str) or not isinstance(tensor, _Tensor):
            raise NotTensors(f"“{name}” is no tensor")
        if tensor.storage not in arrays:
            arrays[tensor.storage] = _array(tensor.storage, data(tensor.storage))
        found[name] = _view(tensor, arrays[tensor.storage])
    return found


def _array(storage: _Storage, data: bytes) -> NDArray[Any]:
    import numpy as np

    if storage.kind.dtype != _BFLOAT16:
        array = np.frombuffer(data, dtype=storage.kind.dtype)
        return array.astype(np.float32) if array.dtype == np.float16 else array
    return (np.frombuffer(data, dtype="<u2").astype(np.uint32) << 16).view(np.float32)


def _view(tensor: _Tensor, items: NDArray[Any]) -> NDArray[Any]:
    """Return a tensor as an array of its own shape, within the bounds of its storage."""
    import numpy as np

    shape, strides = tensor.shape, tensor.strides
    if len(shape) != len(strides) or min((*shape, *strides, tensor.offset, 0)) < 0:
        raise NotTensors("a tensor has no possible shape")
    size = math.prod(shape, start=1)
    last = tensor.offset + sum((length - 1) * stride for length, stride in zip(shape, strides, strict=True))
    if size > items.size or (size and last >= items.size):
        raise NotTensors("a tensor is larger than what holds it")
    width = items.itemsize
    view: NDArray[np.generic] = np.lib.stride_tricks.as_strided(
        items[tensor.offset :], shape, [stride * width for stride in strides], writeable=False
    )
    return view


class _Unpickler(pickle._Unpickler):
    """Makes records of tensors, and knows no other name. Python's own in Python: some thousand steps are enough here.

    `storages` has those that were named, by key.
    """

    # Without what no checkpoint has: buffers, of which a damaged file can ask for any size.
    dispatch: ClassVar[dict[int, Any]] = {
        code: load for code, load in pickle._Unpickler.dispatch.items() if code not in _BUFFERS
    }

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, encoding="utf-8")
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        """Return what stands for a name in the pickle."""
        if module in ("torch", "torch.storage") and name in _DTYPES:
            return _Kind(_DTYPES[name])
        try:
            return _NAMES[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"it names {module}.{name}, which is no part of a tensor") from None

    def persistent_load(self, pid: Any) -> _Storage:
        """Return what stands for a storage: ("storage", its kind, its key, the device, how many items, …)."""
        tag, kind, key, _, items = pid[:5]
        if tag != "storage" or not isinstance(kind, _Kind) or not isinstance(key, str) or not isinstance(items, int):
            raise pickle.UnpicklingError("it refers to something that is no storage")
        return self.storages.setdefault(key, _Storage(kind, key, items))


class _Rebuild:
    """Stands for the function that makes a tensor. No function: a pickle can set attributes of those, for all."""

    __slots__ = ()

    def __call__(self, storage: object, offset: int, shape: Any, strides: Any, *_: object) -> _Tensor:
        if not isinstance(storage, _Storage):
            raise pickle.UnpicklingError("a tensor has no storage")
        return _Tensor(storage, int(offset), tuple(map(int, shape)), tuple(map(int, strides)))


class _Parameter:
    """Stands for the function that makes a parameter of a tensor."""

    __slots__ = ()

    def __call__(self, tensor: object, *_: object) -> object:
        return tensor


_NAMES: dict[tuple[str, str], Callable[..., Any]] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _Rebuild(),
    ("torch._utils", "_rebuild_parameter"): _Parameter(),
}
