"""Weights of the hub become those of CTranslate2: by numpy, once, whole or not at all; and nothing in them is run."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import pickle
import shutil
import struct
import subprocess
import sys
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file

from chat.errors import DiskFull, ModelFailed
from chat.models.translators.marian import MarianTranslator
from chat.models.weights import converted
from chat.models.weights.conversion import marian, pickled, tensors
from tests.models import random_marian

SENTENCES = ["Die alte Brücke bleibt gesperrt.", "Niemand wurde verletzt."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return random_marian.make(tmp_path / "model")


def ensured(folder: Path) -> Path:
    return converted.ensure(folder, marian.CONVERSION)


def searched(folder: Path) -> list[list[str | None]]:
    """Return what the model makes of two sentences, however long."""
    search = MarianTranslator(folder, name="random", threads=1).search
    translator = search.translator  # type: ignore[attr-defined]
    results = translator.translate_batch(
        [["▁Die", "</s>"], ["▁N", "i", "</s>"]], min_decoding_length=9, max_decoding_length=9
    )
    return [result.hypotheses[0] for result in results]


# Once, whole or not at all


def test_it_is_made_once_and_read_after_that(folder: Path) -> None:
    made = ensured(folder)
    assert made == folder / "ctranslate2-int8"
    before = (made / "model.bin").stat().st_mtime_ns
    assert ensured(folder) == made
    assert (made / "model.bin").stat().st_mtime_ns == before
    assert searched(folder) == searched(folder)


def test_what_is_damaged_is_made_again(folder: Path) -> None:
    model = ensured(folder) / "model.bin"
    good = model.read_bytes()
    model.write_bytes(good[:-100])
    assert not converted.is_whole(folder, marian.CONVERSION)
    assert (ensured(folder) / "model.bin").read_bytes() == good


def test_a_flipped_bit_is_found_by_its_checksum(folder: Path) -> None:
    model = ensured(folder) / "model.bin"
    assert converted.is_whole(folder, marian.CONVERSION)
    times = model.stat()
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)
    os.utime(model, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert converted.is_whole(folder, marian.CONVERSION)  # a quick look does not see it
    assert converted.discard_damaged(folder, marian.CONVERSION) and not model.exists()
    assert not converted.discard_damaged(folder, marian.CONVERSION)


def test_other_weights_are_converted_anew(folder: Path) -> None:
    before = searched(folder)
    weights = {name: np.roll(tensor, 7) for name, tensor in load_file(folder / "model.safetensors").items()}
    random_marian.save_file(weights, folder / "model.safetensors")
    assert not converted.is_whole(folder, marian.CONVERSION)
    ensured(folder)
    assert searched(folder) != before


@pytest.mark.parametrize("told", [b"", b"{}", b'{"version": 0, "sources": {}, "files": []}', b"\xff"])
def test_what_another_version_made_is_made_anew(folder: Path, told: bytes) -> None:
    made = ensured(folder)
    (made / "made.json").write_bytes(told)
    ensured(folder)
    assert json.loads((made / "made.json").read_bytes())["version"] == converted.VERSION


def refusing(code: int) -> Callable[[Path, Path], None]:
    def convert(folder: Path, target: Path) -> None:
        (target / "model.bin").write_bytes(b"half")
        raise OSError(code, os.strerror(code))

    return convert


def failing(convert: Callable[[Path, Path], None]) -> converted.Conversion:
    return converted.Conversion(form="ctranslate2-int8", sources=marian.CONVERSION.sources, convert=convert)


def test_a_disk_that_is_full_in_the_middle_leaves_nothing_and_says_what_to_do(folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(DiskFull, match="is full") as error:
        converted.ensure(folder, failing(refusing(errno.ENOSPC)))
    assert "BELEGT_HOME" in error.value.hint
    assert {path.name for path in folder.iterdir()} - before == {"ctranslate2-int8.lock"}
    assert not converted.is_impossible(folder, marian.CONVERSION)
    assert ensured(folder)


def test_a_disk_without_room_is_told_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted.disk.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    with pytest.raises(DiskFull, match="Converting the weights needs"):
        ensured(folder)


def test_weights_that_cannot_be_converted_are_noted_until_they_are_others(folder: Path) -> None:
    assert not converted.is_impossible(folder, marian.CONVERSION)
    config = (folder / "config.json").read_bytes()
    for told in (b'{"model_type": "t5"}', b"[]", b'{"model_type": "marian", "vocab_size": 3, "encoder_layers": [1]}'):
        (folder / "config.json").write_bytes(told)
        with pytest.raises(ModelFailed, match="cannot be converted") as error:
            ensured(folder)
        assert "BELEGT_MARIAN=torch" in error.value.hint
        assert converted.is_impossible(folder, marian.CONVERSION)
    (folder / "config.json").write_bytes(config)
    assert not converted.is_impossible(folder, marian.CONVERSION) and ensured(folder)


def test_what_is_only_outdated_is_not_said_to_be_damaged(folder: Path) -> None:
    ensured(folder)
    os.utime(folder / "config.json")
    assert not converted.is_whole(folder, marian.CONVERSION)
    assert not converted.discard_damaged(folder, marian.CONVERSION)


def test_what_was_there_stays_where_another_attempt_fails(folder: Path) -> None:
    made = ensured(folder)
    (folder / "config.json").write_text('{"model_type": "t5"}')
    with pytest.raises(ModelFailed):
        ensured(folder)
    assert (made / "model.bin").is_file()


def test_a_conversion_that_was_killed_is_begun_again(folder: Path) -> None:
    (folder / "ctranslate2-int8.partial").mkdir()
    (folder / "ctranslate2-int8.partial" / "model.bin").write_bytes(b"half")
    assert ensured(folder)
    assert not (folder / "ctranslate2-int8.partial").exists()


def test_where_nothing_can_be_written_it_is_made_elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted.os, "access", lambda path, mode: False)
    made = ensured(folder)
    assert folder not in made.parents and (made / "model.bin").is_file()
    assert not (folder / "ctranslate2-int8").exists()


def test_two_processes_make_it_once(folder: Path) -> None:
    code = (
        "import sys, logging, pathlib\n"
        "logging.basicConfig(level='INFO', stream=sys.stdout)\n"
        "from chat.models.weights import converted\n"
        "from chat.models.weights.conversion import marian\n"
        "converted.ensure(pathlib.Path(sys.argv[1]), marian.CONVERSION)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) for _ in "12"
    ]
    told = [process.communicate(timeout=180)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum("Converting the weights" in text for text in told) == 1


# What it is made of


def test_each_form_of_weights_gives_the_same(folder: Path) -> None:
    made = (ensured(folder) / "model.bin").read_bytes()
    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    np.savez(folder / "model.npz", **weights)
    assert (ensured(folder) / "model.bin").read_bytes() == made
    (folder / "model.npz").unlink()
    (folder / "pytorch_model.bin").write_bytes(archive(weights))
    assert (ensured(folder) / "model.bin").read_bytes() == made
    (folder / "pytorch_model.bin").write_bytes(older(weights))
    assert (ensured(folder) / "model.bin").read_bytes() == made


def test_positions_are_those_of_transformers() -> None:
    found = marian._positions(5, 4)
    assert found.shape == (5, 4) and found.dtype == np.float32
    expected = [[np.sin(p), np.sin(p / 100), np.cos(p), np.cos(p / 100)] for p in range(5)]
    assert np.allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"model_type": "t5"}, "a model of the kind “t5”"),
        ({"activation_function": "mystery"}, "activation function “mystery”"),
        ({"share_encoder_decoder_embeddings": False}, "two vocabularies"),
        ({"decoder_attention_heads": 4}, "different numbers of heads"),
        ({"vocab_size": 7}, "not one of 7 pieces"),
        ({"decoder_start_token_id": 1}, "do not begin with <pad>"),
        ({"encoder_layers": 2}, "has no model.encoder.layers.1"),
        ({"d_model": None}, "has no d_model"),
    ],
)
def test_an_unknown_architecture_is_told(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    folder = random_marian.make(tmp_path / "model", **changes)
    with pytest.raises(ModelFailed, match=told) as error:
        MarianTranslator(folder, name="odd").search  # noqa: B018
    assert str(folder) in error.value.message and error.value.hint


def test_a_configuration_that_is_no_json_is_told(folder: Path) -> None:
    (folder / "config.json").write_bytes(b"\xff{")
    with pytest.raises(ModelFailed, match="cannot be converted"):
        ensured(folder)


# A checkpoint of torch, without torch


class _Named:
    """Stands for a name in a pickle that only its reader resolves."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class _Call:
    """Stands for a call in a pickle."""

    def __init__(self, name: _Named, *arguments: Any) -> None:
        self.name, self.arguments = name, arguments


class _Storage:
    """Stands for a storage: what a pickle of torch refers to from outside."""

    def __init__(self, told: tuple[Any, ...]) -> None:
        self.told = told


class _Pickler(pickle._Pickler):  # type: ignore[misc,name-defined]
    """Writes what torch.save writes, without torch."""

    def persistent_id(self, obj: object) -> Any:
        return obj.told if isinstance(obj, _Storage) else None

    def save(self, obj: object, save_persistent_id: bool = True) -> None:
        if isinstance(obj, _Named):
            self.write(pickle.GLOBAL + f"{obj.module}\n{obj.name}\n".encode())
        elif isinstance(obj, _Call):
            self.save(obj.name)
            self.save(obj.arguments)
            self.write(pickle.REDUCE)
        elif isinstance(obj, _Built):
            self.save(obj.named)
            self.save(obj.state)
            self.write(pickle.BUILD)
        else:
            super().save(obj, save_persistent_id)


def pickled_with(value: object) -> bytes:
    target = io.BytesIO()
    _Pickler(target, protocol=2).dump(value)
    return target.getvalue()


def tensor(key: str, array: Any, *, extra: tuple[Any, ...] = (), shape: Any = None) -> _Call:
    shape = array.shape if shape is None else shape
    strides = tuple(int(np.prod(shape[place + 1 :])) for place in range(len(shape)))
    storage = _Storage(("storage", _Named("torch", "FloatStorage"), key, "cpu", array.size, *extra))
    return _Call(_Named("torch._utils", "_rebuild_tensor_v2"), storage, 0, shape, strides, False, OrderedDict())


def archive(weights: dict[str, Any], **changes: bytes) -> bytes:
    named = OrderedDict((name, tensor(str(key), array)) for key, (name, array) in enumerate(weights.items()))
    files = {"archive/data.pkl": pickled_with(named), "archive/byteorder": b"little"}
    files |= {f"archive/data/{key}": array.tobytes() for key, array in enumerate(weights.values())}
    return zipped({**files, **{f"archive/{name}": data for name, data in changes.items()}})


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return target.getvalue()


def older(weights: dict[str, Any]) -> bytes:
    numbered = enumerate(weights.items())
    named = OrderedDict((name, tensor(str(key), array, extra=(None,))) for key, (name, array) in numbered)
    head = [pickled._MAGIC, 1001, {"little_endian": True}, named, [str(key) for key in range(len(weights))]]
    data = [struct.pack("<q", array.size) + array.tobytes() for array in weights.values()]
    return b"".join([*map(pickled_with, head), *data])


def read(tmp_path: Path, data: bytes) -> dict[str, Any]:
    path = tmp_path / "pytorch_model.bin"
    path.write_bytes(data)
    return pickled.read(path)


WEIGHTS = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.ones((1,), dtype=np.float32)}


@pytest.mark.parametrize("form", [archive, older])
def test_the_tensors_of_a_checkpoint_are_read(tmp_path: Path, form: Callable[..., bytes]) -> None:
    found = read(tmp_path, form(WEIGHTS))
    assert set(found) == {"a", "b"}
    assert np.array_equal(found["a"], WEIGHTS["a"]) and np.array_equal(found["b"], WEIGHTS["b"])


HOSTILE = [
    _Call(_Named("builtins", "open"), "ran", "w"),
    _Call(_Named("os", "system"), "touch ran"),
    _Call(_Named("builtins", "eval"), "open('ran', 'w')"),
    _Call(_Named("torch.serialization", "load"), "ran"),
    _Call(_Named("torch", "FloatStorage"), 10**12),
    _Named("subprocess", "Popen"),
]


class _Built:
    """Stands for an object whose state a pickle sets."""

    def __init__(self, named: _Named, state: dict[str, object]) -> None:
        self.named, self.state = named, state


@pytest.mark.parametrize("name", ["_rebuild_tensor_v2", "_rebuild_parameter"])
def test_a_pickle_changes_nothing_that_the_next_one_meets(tmp_path: Path, name: str) -> None:
    built = _Built(_Named("torch._utils", name), {"__name__": "changed", "__defaults__": (1,)})
    with pytest.raises(pickled.NotTensors):
        read(tmp_path, zipped({"archive/data.pkl": pickled_with({"a": built})}))
    assert read(tmp_path, archive(WEIGHTS)).keys() == WEIGHTS.keys()
    assert not hasattr(pickled._NAMES["torch._utils", name], "__dict__")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("form", ["archive", "older"])
def test_what_a_pickle_asks_to_be_run_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: object, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    value = pickled_with({"a": hostile})
    data = zipped({"archive/data.pkl": value}) if form == "archive" else value
    with pytest.raises(pickled.NotTensors):
        read(tmp_path, data)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no checkpoint",
        older(WEIGHTS)[:-10],
        archive(WEIGHTS)[:-10],
        archive(WEIGHTS, byteorder=b"big"),
        archive(WEIGHTS, **{"data/0": b"short"}),
        zipped({"archive/data.pkl": pickled_with([1, 2])}),
        zipped({"archive/data.pkl": pickled_with({})}),
        zipped({"archive/data.pkl": pickled_with({"a": 1})}),
        zipped({"other": b""}),
        zipped({"archive/data.pkl": pickled_with({"a": tensor("0", np.zeros(4, np.float32), shape=(10**6, 10**6))}),
                "archive/data/0": bytes(16)}),
        zipped({"archive/data.pkl": pickled_with({"a": tensor("0", np.zeros(4, np.float32))}),
                "archive/data/0": bytes(16)}, zipfile.ZIP_DEFLATED),
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_told(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(pickled.NotTensors):
        read(tmp_path, data)


def test_an_archive_that_points_before_its_beginning_is_no_checkpoint(tmp_path: Path) -> None:
    data = bytearray(archive(WEIGHTS))
    directory = data.rindex(b"PK\x05\x06")
    for offset in (b"\xff\xff\xff\x7f", b"\x00\xff\xff\x7f"):  # where the list of its members is said to be
        data[directory + 16 : directory + 20] = offset
        with pytest.raises(pickled.NotTensors):
            read(tmp_path, bytes(data))


@given(st.binary(max_size=400), st.integers(0, 2_000))
def test_bytes_changed_anywhere_give_tensors_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, place: int
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "pytorch_model.bin"
    for form in (archive, older):
        data = bytearray(form(WEIGHTS))
        data[place % len(data) : place % len(data) + len(junk)] = junk
        path.write_bytes(data)
        with contextlib.suppress(ValueError):
            assert all(isinstance(array, np.ndarray) for array in tensors.read(path).values())
