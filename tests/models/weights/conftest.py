"""A folder for weights, a package index, a hub, and a catalogue of one small model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.models.weights import catalogue, store
from chat.models.weights.catalogue import Entry, File, Source
from tests.models.loopback import FakeHub, WheelIndex, closed_port, endpoint, serve, sha256
from tests.models.tiny_weights import HUB, WHOLE, Offer


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


@pytest.fixture
def pulled(folder: Path, hub: FakeHub, offer: Offer) -> Path:
    hub.files["model.gguf"] = WHOLE
    offer(HUB)
    return store.pull("tiny", folder=folder)
