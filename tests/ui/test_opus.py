"""As on a machine with the model hub: OPUS-MT is fetched, cut off, goes on, is converted, and translates on the page.

The hub is on the loopback interface and has a small model that the tests train, in the files that the hub has of the
true one, with its weights as a pickle.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.jobs import Desk
from chat.models import registry
from chat.models.weights import store
from chat.models.weights.store import State
from chat.settings import Settings
from tests.models import openai_server, tiny_marian
from tests.models.loopback import FakeHub, serve
from tests.models.openai_server import FakeServer
from tests.models.tiny_marian import PAIRS
from tests.ui.page import button, page, read, settle, shown
from ui import identity, room, warm

torch = pytest.importorskip("torch", reason="PyTorch, an extra, trains the tests' model (requirements-torch.txt)")

NAME = "opus-mt-de-en"
SENTENCES = list(PAIRS)[:60:5]
pytestmark = pytest.mark.slow  # the model is trained


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what the hub has."""
    from safetensors.torch import load_file

    folder = tiny_marian.copied(tmp_path_factory)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def hub(files: dict[str, bytes]) -> Iterator[FakeHub]:
    with serve(FakeHub(files=dict(files), lfs={"pytorch_model.bin", "source.spm", "target.spm"})) as running:
        yield running


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path / "data"))
    return tmp_path / "home"


def models(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line, in a process of its own."""
    command = [sys.executable, "-m", "chat", "models", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=180)


def test_what_was_cut_off_goes_on_and_is_converted_when_it_is_whole(home: Path, hub: FakeHub) -> None:
    size = len(hub.files["pytorch_model.bin"])
    hub.cuts, hub.cut_at = 6, size // 20  # the hub is gone in the middle of the weights, and stays away
    cut = models("pull", NAME)
    assert cut.returncode == 3 and "could not be fetched" in cut.stderr and f"models pull {NAME}" in cut.stderr
    partial = home / "weights" / NAME / "pytorch_model.bin.partial"
    had = partial.stat().st_size
    assert 0 < had < size

    hub.cuts = 0
    hub.asked.clear()
    whole = models("pull", NAME)
    assert whole.returncode == 0 and "verified" in whole.stdout
    assert ("pytorch_model.bin", f"bytes={had}-") in hub.asked
    assert (home / "weights" / NAME / "ctranslate2-int8" / "model.bin").is_file()
    assert models("verify", NAME).stdout.strip() == f"{NAME} is here, and is what it should be."


def test_what_is_not_what_the_hub_listed_is_refused(home: Path, hub: FakeHub) -> None:
    listing = hub.listing()
    hub.files["pytorch_model.bin"] = hub.files["pytorch_model.bin"][:-1] + b"!"
    hub.listing = lambda: listing  # type: ignore[method-assign]
    refused = models("pull", NAME)
    assert refused.returncode == 3 and "is not the pinned one" in refused.stderr
    assert store.find(NAME, folder=home / "weights") is None


def test_what_was_damaged_on_the_disk_is_found_and_made_again(home: Path, hub: FakeHub) -> None:
    assert models("pull", NAME).returncode == 0
    made = home / "weights" / NAME / "ctranslate2-int8" / "model.bin"
    good = made.read_bytes()
    made.write_bytes(good[:-1] + b"!")
    told = models("verify", NAME)
    assert told.returncode == 0 and "made again" in told.stderr
    assert models("pull", NAME).returncode == 0 and made.read_bytes() == good


def test_it_translates_an_article_on_the_page(home: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    desk: Desk[object] = Desk()
    monkeypatch.setattr(room, "_desk", desk)
    monkeypatch.setattr(identity, "_cookie", lambda: "")
    monkeypatch.setattr(warm, "up", lambda room: None)
    monkeypatch.setenv("BELEGT_TRANSLATOR", NAME)
    monkeypatch.setattr(registry.Choice, "all_weights", property(lambda self: self.weights))  # without MiniLM
    with openai_server.serve(FakeServer()) as server:  # the chat model, so that no other weights are needed
        monkeypatch.setenv("BELEGT_BASE_URL", server.url)
        at = page()
        assert "OPUS-MT" in shown(at) and "Fetch it" in [b.label for b in at.button]
        button(at, "Fetch it").click()
        at = settle(at.run())
        assert {row.entry.name for row in store.inventory(folder=home / "weights") if row.state is State.PRESENT} == {
            NAME
        }
        assert (home / "weights" / NAME / "ctranslate2-int8" / "model.bin").is_file()
        told = shown(read(at, " ".join(SENTENCES)))
    assert all(PAIRS[sentence] in told for sentence in SENTENCES)
    assert registry.choose(Settings()).translator == NAME
    assert not any("translate" in str(body["messages"][0]).lower() for body in server.bodies)
