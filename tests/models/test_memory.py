"""What an engine has replied is not asked of it again, on this disk, until it is deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from chat.cli import main
from chat.models.base import Message
from chat.models.memory import Memory, RememberingModel, RememberingTranslator, open_memory
from chat.models.scripted import Scripted
from chat.settings import Settings


class Shouting:
    """A translator that counts what it is asked."""

    name = "shouting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        self.asked += sentences
        yield from ((index, f"{sentence.upper()} ({source})") for index, sentence in enumerate(sentences))


def chats(*texts: str) -> list[list[Message]]:
    return [[{"role": "user", "content": text}] for text in texts]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.sqlite3")


def test_the_same_chats_are_computed_once_also_by_another_process(tmp_path: Path) -> None:
    first, second = Scripted(default=lambda chat: chat[0]["content"].upper()), Scripted(default="never asked")
    for model in (first, second):
        remembering = RememberingModel(model, Memory(tmp_path / "memory.sqlite3"))
        replies = dict(remembering.generate_many(chats("eins", "zwei"), max_tokens=9))
        assert replies == {0: "EINS", 1: "ZWEI"}
        assert "".join(remembering.generate(chats("drei")[0], max_tokens=9)) == "DREI"
    assert len(first.calls) == 3 and second.calls == []


def test_only_what_is_new_is_asked_and_places_are_kept(memory: Memory) -> None:
    model = Scripted(default=lambda chat: chat[0]["content"].upper())
    remembering = RememberingModel(model, memory)
    list(remembering.generate_many(chats("b"), max_tokens=9))
    assert dict(remembering.generate_many(chats("a", "b", "c"), max_tokens=9)) == {0: "A", 1: "B", 2: "C"}
    assert len(model.calls) == 3


def test_another_engine_or_another_request_is_another_reply(memory: Memory) -> None:
    def ask(reply: str, *, name: str = "one", text: str = "a", citable: Sequence[Sequence[int]] = ((1,),)) -> str:
        model = Scripted(default=reply)
        model.name = name
        return dict(RememberingModel(model, memory).generate_many(chats(text), max_tokens=9, citable=citable))[0]

    assert ask("first") == "first"
    assert ask("again") == "first"
    assert ask("another", name="two") == "another"
    assert ask("another", text="b") == "another"
    assert ask("another", citable=((2,),)) == "another"


def test_a_reply_that_was_stopped_or_is_empty_is_not_kept(memory: Memory) -> None:
    remembering = RememberingModel(Scripted(default="two words"), memory)
    stopped = remembering.generate(chats("a")[0], max_tokens=9)
    next(stopped)
    stopped.close()
    list(RememberingModel(Scripted(default=""), memory).generate_many(chats("b"), max_tokens=9))
    assert memory.count() == 0


def test_sentences_are_translated_once_by_language(memory: Memory) -> None:
    shouting = Shouting()
    for _ in range(2):
        found = RememberingTranslator(shouting, memory)
        assert dict(found.translate(["ja", "nein", "ja"], source="de")) == {0: "JA (de)", 1: "NEIN (de)", 2: "JA (de)"}
    assert dict(RememberingTranslator(shouting, memory).translate(["ja"], source="da")) == {0: "JA (da)"}
    assert shouting.asked == ["ja", "nein", "ja", "ja"]


def test_those_go_first_that_were_not_used_for_longest(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite3", replies=2)
    memory.keep({b"a": "1"})
    memory.keep({b"b": "2"})
    memory.recall([b"a"])
    memory.keep({b"c": "3"})
    assert memory.recall([b"a", b"b", b"c"]) == {b"a": "1", b"c": "3"}


def test_what_is_cleared_is_nowhere_on_the_disk(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite3")
    memory.keep({b"a": "a very telling reply"})
    assert memory.clear() == 1
    assert memory.recall([b"a"]) == {}
    assert not any(b"telling" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())


def test_what_was_damaged_and_set_aside_is_cleared_too(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    memory = Memory(path)
    memory.keep({b"a": "a very telling reply"})
    _damage(path)
    assert memory.recall([b"a"]) == {}  # it is set aside now
    assert any(".damaged-" in file.name for file in tmp_path.iterdir())
    memory.keep({b"a": "another telling reply"})
    _damage(path)
    memory.clear()
    assert not any(b"telling" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())


def _damage(path: Path) -> None:
    path.write_bytes(b"no database" + path.read_bytes()[11:])


def test_clearing_what_is_not_there_makes_no_file(tmp_path: Path) -> None:
    assert Memory(tmp_path / "memory.sqlite3").clear() == 0
    assert not list(tmp_path.iterdir())


def test_a_memory_that_cannot_be_used_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    remembering = RememberingModel(Scripted(default="a reply"), Memory(tmp_path / "file" / "memory.sqlite3"))
    assert dict(remembering.generate_many(chats("a"), max_tokens=9)) == {0: "a reply"}
    assert "memory" in caplog.text


def test_nothing_is_kept_where_the_settings_say_so(tmp_path: Path) -> None:
    assert open_memory(Settings(data=tmp_path)) is not None
    assert open_memory(Settings(data=tmp_path, memory=False)) is None
    assert open_memory(Settings(data=tmp_path, history=False)) is None


def test_the_command_shows_and_clears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path))
    Memory(tmp_path / "memory.sqlite3").keep({b"a": "1", b"b": "2"})
    assert main.main(["memory", "show"]) == 0
    assert main.main(["memory", "clear"]) == 0
    assert main.main(["memory", "show"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in shown] == ["2", "2", "0"]
    Memory(tmp_path / "memory.sqlite3").keep({b"a": "1"})
    monkeypatch.setenv("BELEGT_MEMORY", "off")  # what was kept before is still there to be cleared
    assert main.main(["memory", "clear"]) == 0
    assert capsys.readouterr().out.startswith("1 ")
