"""What is recommended on which machine, and that a model without its memory is refused before it is loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chat.cli import main
from chat.errors import TooLittleMemory
from chat.models import fitting, machine
from chat.models.backends import in_flight
from chat.models.backends.llamacpp import LlamaCpp
from chat.models.fitting import Machine
from chat.models.weights import hub, store
from chat.models.weights.catalogue import entries, lookup
from chat.models.weights.store import Row, State
from chat.settings import Settings
from tests.models.loopback import FakeHub, closed_port, endpoint, serve

GIB = 2**30


def of(gib: float, *, hub: bool, cores: int = 4, disk: int = 100) -> Machine:
    """Return a machine with so much memory, three quarters of it free."""
    memory = int(gib * GIB)
    return Machine(memory=memory, free=memory * 3 // 4, cores=cores, disk=disk * 10**9, wide=False, hub=hub)


def best(here: Machine, tmp_path: Path) -> tuple[str | None, str | None]:
    """Return the chat model and the translator that are recommended."""
    settings = Settings(home=tmp_path)
    found = (fitting.chat_models(here, settings), fitting.translators(here, settings))
    chat, translator = (next((one.entry.name for one in advised if one.best), None) for advised in found)
    return chat, translator


@pytest.mark.parametrize(
    ("gib", "with_hub", "without"),
    [
        (4, "qwen3-1.7b", "qwen2.5-coder-1.5b"),
        (8, "granite-4.0-micro", "qwen2.5-coder-1.5b"),
        (16, "granite-4.0-micro", "qwen2.5-coder-1.5b"),
        (64, "granite-4.0-micro", "qwen2.5-coder-1.5b"),
    ],
)
def test_what_is_recommended_on_which_machine(tmp_path: Path, gib: int, with_hub: str, without: str) -> None:
    assert best(of(gib, hub=True), tmp_path) == (with_hub, "opus-mt-de-en")
    assert best(of(gib, hub=False), tmp_path) == (without, None)


def test_two_cores_get_no_large_model_and_are_told_that_it_is_slow(tmp_path: Path) -> None:
    here = of(16, hub=True, cores=2)
    assert best(here, tmp_path)[0] == "qwen3-1.7b"
    (granite,) = (a for a in fitting.chat_models(here, Settings(home=tmp_path)) if a.entry.name == "granite-4.0-micro")
    assert granite.fits and "slow on 2 cores" in granite.why


@pytest.mark.parametrize(
    ("here", "told"),
    [
        (of(1, hub=True), "too much beside other programs"),
        (replace(of(16, hub=True), free=GIB), "more than is free now"),
        (of(16, hub=True, disk=1), "on the disk"),
        (of(16, hub=False), "which does not answer"),
    ],
)
def test_why_a_model_is_not_for_a_machine_is_said(tmp_path: Path, here: Machine, told: str) -> None:
    (granite, *_) = fitting.chat_models(here, Settings(home=tmp_path))
    assert granite.entry.name == "granite-4.0-micro" and not granite.fits and told in granite.why


def test_what_is_on_the_machine_needs_neither_hub_nor_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(Row(entry, State.PRESENT) for entry in entries())
    monkeypatch.setattr(store, "inventory", lambda *, folder: rows)
    assert best(of(16, hub=False, disk=0), tmp_path) == ("granite-4.0-micro", "opus-mt-de-en")


def test_a_machine_for_no_model_is_told_what_it_can_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    monkeypatch.setattr(fitting, "look", lambda settings: of(1, hub=True))
    assert main.main(["models", "recommend"]) == 0
    told = capsys.readouterr().out
    assert "BELEGT_BASE_URL" in told and "→ qwen" not in told


@pytest.mark.parametrize("gib", [4, 8, 16, 64])
@pytest.mark.parametrize("with_hub", [True, False])
def test_the_command_says_it_for_each_machine(
    gib: int, with_hub: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    monkeypatch.setattr(fitting, "look", lambda settings: of(gib, hub=with_hub))
    assert main.main(["models", "recommend"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"This machine: {gib} GB of memory")
    assert ("answers" in lines[0]) != ("does not answer" in lines[0]) and with_hub == ("hub answers" in lines[0])
    (model,) = [line.split()[1] for line in lines if line.startswith("→ ") and "memory" in line]
    assert any(line.startswith("To ") and (model in line or "models pull" in line) for line in lines)


def test_a_translator_stands_beside_the_chat_model(tmp_path: Path) -> None:
    for gib, fits in ((4, False), (8, True)):
        (*_, hy) = fitting.translators(of(gib, hub=True), Settings(home=tmp_path))
        assert hy.entry.name == "hy-mt2-1.8b" and hy.fits == fits


def test_where_a_setting_names_the_model_no_other_is_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    monkeypatch.setenv("BELEGT_MODEL", "qwen2.5-1.5b")
    monkeypatch.setattr(fitting, "look", lambda settings: of(16, hub=True))
    assert main.main(["models", "recommend"]) == 0
    told = capsys.readouterr().out
    assert "In use is qwen2.5-1.5b, since a setting names it" in told and "models use" not in told


def test_this_machine_is_looked_at(tmp_path: Path) -> None:
    with endpoint(closed_port()):
        here = fitting.look(Settings(home=tmp_path / "not" / "there"))
    assert 0 < here.free <= here.memory and here.cores >= 1 and here.disk > 0 and not here.hub


def test_whether_the_hub_answers_is_asked() -> None:
    with serve(FakeHub()):
        assert hub.answers()
    with endpoint(closed_port(), HF_HUB_OFFLINE="1"):
        assert not hub.answers()


def test_a_model_that_wants_more_memory_than_is_free_is_refused_before_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.gguf"
    with path.open("wb") as file:
        file.truncate(lookup("granite-4.0-micro").bytes)  # takes no room on the disk
    monkeypatch.setattr(LlamaCpp, "_load", lambda self, path: pytest.fail("it was loaded"))
    monkeypatch.setattr(in_flight, "free_memory", lambda: 2 * GIB)
    with pytest.raises(TooLittleMemory, match=r"wants 2\.9 GB of memory, and 2\.0 GB are free") as error:
        LlamaCpp(path, name="granite-4.0-micro", cache_bytes=81_920)
    assert "qwen2.5-coder-1.5b would fit (python -m chat models use qwen2.5-coder-1.5b" in error.value.hint
    monkeypatch.setattr(in_flight, "free_memory", lambda: GIB // 4)
    with pytest.raises(TooLittleMemory) as error:
        LlamaCpp(path, name="granite-4.0-micro", cache_bytes=81_920)
    assert "BELEGT_BASE_URL" in error.value.hint


@pytest.mark.parametrize(
    ("limit", "used", "free"), [(f"{GIB}\n", f"{GIB // 2}\n", GIB * 3 // 4), ("max\n", "1\n", None), (None, None, None)]
)
def test_a_container_has_what_it_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str | None, used: str | None, free: int | None
) -> None:
    for file, text in (("memory.max", limit), ("memory.current", used)):
        if text is not None:
            (tmp_path / file).write_text(text)
    (tmp_path / "memory.stat").write_text(f"anon 9\ninactive_file {GIB // 8}\nactive_file {GIB // 8}\n")
    unlimited = machine.memory()
    monkeypatch.setattr(machine, "_CONTAINER", tmp_path)
    if free is None:
        assert machine.memory() >= unlimited and machine.free_memory() > 0
    else:
        assert (machine.memory(), machine.free_memory()) == (GIB, free)
