"""What an engine has replied is not asked of it again, on this disk, until it is deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from chat.cli import main
from chat.models.base import Draft, Message, Priority, Reply, Request, Translator
from chat.models.memory import _FIRST, Memory, RememberingModel, RememberingTranslator, open_memory
from chat.models.scripted import Scripted
from chat.models.tokens import Tokens
from chat.settings import Settings
from chat.storage.database import Database
from tests.builders import Fixed


class Shouting(Translator):
    """A translator that counts what it is asked."""

    name = "shouting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        self.asked += sentences
        yield from ((index, f"{sentence.upper()} ({source})") for index, sentence in enumerate(sentences))


class Able(Shouting):
    """A translator that drafts a sentence word by word, and revises it in two ways."""

    parallel = 5

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        for index, english in self.translate(sentences, source=source):
            yield from (Reply(index, english.split()[0], done=False), Reply(index, english))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        self.asked.append(draft.sentence)
        yield from (["one"], ["two"])


def draft(sentence: str) -> Draft:
    return Draft(sentence)


def asked(*texts: str, **options: Any) -> list[Request]:
    return [Request([{"role": "user", "content": text}], **{"max_tokens": 9, **options}) for text in texts]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.sqlite3")


def test_the_same_chats_are_computed_once_also_by_another_process(tmp_path: Path) -> None:
    first, second = Scripted(default=lambda chat: chat[0]["content"].upper()), Scripted(default="never asked")
    for model in (first, second):
        remembering = RememberingModel(model, Memory(tmp_path / "memory.sqlite3"))
        replies = dict(remembering.generate_many(asked("eins", "zwei")))
        assert replies == {0: "EINS", 1: "ZWEI"}
        assert "".join(remembering.generate(*asked("drei"))) == "DREI"
    assert len(first.calls) == 3 and second.calls == []


def test_what_is_remembered_is_done_at_once_and_the_rest_grows(memory: Memory) -> None:
    model = Scripted(default=lambda chat: f"English of {chat[0]['content']}", certainty=-0.25)
    remembering = RememberingModel(model, memory)
    list(remembering.stream_many(asked("b", certain=True)))
    assert list(remembering.stream_many(asked("a", "b", certain=True))) == [
        Reply(1, "English of b", certainty=-0.25),
        Reply(0, "English", done=False),
        Reply(0, "English of", done=False),
        Reply(0, "English of a", done=False),
        Reply(0, "English of a", certainty=-0.25),
    ]
    assert list(remembering.stream_many(asked("a"))) == [Reply(0, "English of a", certainty=-0.25)]


def test_a_reply_is_the_same_whoever_asks_and_however_urgently(memory: Memory) -> None:
    model = Scripted(["first"], certainty=-0.5)
    remembering = RememberingModel(model, memory)
    assert dict(remembering.generate_many(asked("a", priority=Priority.REVISION))) == {0: "first"}
    assert list(remembering.stream_many(asked("a", priority=Priority.LEAD, certain=True))) == [Reply(0, "first")]
    assert dict(remembering.generate_many(asked("a", certain=True))) == {0: "first"}


def test_a_stream_that_was_stopped_is_not_kept(memory: Memory) -> None:
    remembering = RememberingModel(Scripted(default="two words"), memory)
    stream = remembering.stream_many(asked("a"))
    assert next(stream) == Reply(0, "two", done=False)
    stream.close()
    assert memory.count() == 0


def test_a_memory_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    with Database(path, migrations=(_FIRST,)).transaction(write=True) as connection:
        connection.execute("INSERT INTO reply VALUES (?, 'an old reply', 1)", (b"a",))
    memory = Memory(path)
    memory.keep({b"b": "a new one"}, certainty=-0.5)
    assert memory.remembered([b"a", b"b"]) == {b"a": ("an old reply", None), b"b": ("a new one", -0.5)}


def test_what_a_model_can_do_beside_is_reached_through_the_memory(memory: Memory) -> None:
    class Able(Scripted):
        rate = 40.0
        warmed: Sequence[Message] = ()

        @property
        def tokens(self) -> Tokens:
            return Tokens(prompt=5)

        def warm(self, messages: Sequence[Message]) -> None:
            self.warmed = messages

    able = Able()
    remembering = RememberingModel(able, memory)
    remembering.warm(asked("a")[0].messages)
    assert (remembering.tokens, remembering.rate, able.warmed) == (Tokens(prompt=5), 40.0, asked("a")[0].messages)
    plain = RememberingModel(Scripted(), memory)
    plain.warm(asked("a")[0].messages)
    assert (plain.tokens, plain.rate) == (Tokens(), None)


def test_only_what_is_new_is_asked_and_places_are_kept(memory: Memory) -> None:
    model = Scripted(default=lambda chat: chat[0]["content"].upper())
    remembering = RememberingModel(model, memory)
    list(remembering.generate_many(asked("b")))
    assert dict(remembering.generate_many(asked("a", "b", "c"))) == {0: "A", 1: "B", 2: "C"}
    assert len(model.calls) == 3


def test_another_engine_or_another_request_is_another_reply(memory: Memory) -> None:
    def ask(reply: str, *, name: str = "one", text: str = "a", **options: Any) -> str:
        model = Scripted(default=reply)
        model.name = name
        return dict(RememberingModel(model, memory).generate_many(asked(text, **options)))[0]

    assert ask("first") == "first"
    assert ask("again") == "first"
    assert ask("another", name="two") == "another"
    assert ask("another", text="b") == "another"
    assert ask("another", citable=(2,)) == "another"
    assert ask("another", schema={"type": "object"}) == "another"
    assert ask("another", temperature=0.5) == "another"
    assert ask("a third", temperature=0.5, seed=1) == "a third"


def test_a_reply_that_was_stopped_or_is_empty_is_not_kept(memory: Memory) -> None:
    remembering = RememberingModel(Scripted(default="two words"), memory)
    stopped = remembering.generate(*asked("a"))
    next(stopped)
    stopped.close()
    list(RememberingModel(Scripted(default=""), memory).generate_many(asked("b")))
    assert memory.count() == 0


def test_sentences_are_translated_once_by_language(memory: Memory) -> None:
    shouting = Shouting()
    for _ in range(2):
        found = RememberingTranslator(shouting, memory)
        assert dict(found.translate(["ja", "nein", "ja"], source="de")) == {0: "JA (de)", 1: "NEIN (de)", 2: "JA (de)"}
    assert dict(RememberingTranslator(shouting, memory).translate(["ja"], source="da")) == {0: "JA (da)"}
    assert shouting.asked == ["ja", "nein", "ja", "ja"]


def test_a_translator_that_drafts_and_revises_is_remembered_doing_both(memory: Memory) -> None:
    able = Able()
    for _ in range(2):
        found = RememberingTranslator(able, memory)
        drafts = [reply for reply in found.drafts(["ja", "nein"], source="de") if reply.done]
        assert drafts == [Reply(0, "JA (de)"), Reply(1, "NEIN (de)")]
        assert dict(found.translate(["ja"], source="de")) == {0: "JA (de)"}
        assert list(found.revisions(draft("ja"), source="de")) == [["one", "two"]]
    assert able.asked == ["ja", "nein", "ja"]  # the last to be revised
    assert (found.name, found.parallel) == ("shouting", 5)


def test_a_draft_grows_through_the_memory_and_comes_back_whole_from_it(memory: Memory) -> None:
    found = RememberingTranslator(Able(), memory)
    assert [reply.text for reply in found.drafts(["ja"], source="de")] == ["JA", "JA (de)"]
    assert list(found.drafts(["ja"], source="de")) == [Reply(0, "JA (de)")]


def test_a_sentence_that_was_not_translated_is_not_kept(memory: Memory) -> None:
    found = RememberingTranslator(Fixed(), memory)
    assert list(found.drafts(["ja"], source="de")) == [Reply(0, "")]
    assert dict(found.translate(["ja"], source="de")) == {0: ""}
    assert memory.count() == 0


def test_many_requests_are_as_many_at_once_as_the_model_takes(memory: Memory) -> None:
    model = Scripted()
    model.parallel = 3
    assert RememberingModel(model, memory).parallel == 3


# The keys of a memory that an earlier version has kept: they must be found.


def kept(memory: Memory, key: str, text: str) -> None:
    memory.keep({bytes.fromhex(key): text})


def test_the_key_of_a_reply_stays(memory: Memory) -> None:
    kept(memory, "e72ff9b47afff3429114e834aea67f8d8194cad3673d3be0ed20498560fa3cb5", "greedy")
    kept(memory, "ea17e1f87b9ea6e947f69fd5da360493748b6072cfd213bb7d14f8f6d18b3681", "drawn")
    model = RememberingModel(Scripted(), memory, runtime="llama.cpp")
    (greedy,) = asked("Größe?")
    (drawn,) = asked("Größe?", schema={"type": "object"}, citable=(1, 2), temperature=0.5, seed=3)
    assert [list(model.generate(request)) for request in (greedy, drawn)] == [["greedy"], ["drawn"]]


def test_the_key_of_a_reply_of_a_batch_stays(memory: Memory) -> None:
    kept(memory, "9ac62e1139adb85aed71a407bb5ccec4dc3fa789c3a853d49be5c6ecf0027ce4", "free")
    kept(memory, "3beef6e9e45b6bb15d74b36ac5a7b9a74808e9711c5302652f6c5c5a6cdf6be6", "citing")
    model = RememberingModel(Scripted(), memory, runtime="llama.cpp")
    batch = [*asked("Größe?"), *asked("Größe?", citable=(1, 2), max_tokens=20)]
    assert dict(model.generate_many(batch)) == {0: "free", 1: "citing"}


def test_the_key_of_a_translation_stays(memory: Memory) -> None:
    kept(memory, "9a3008051d9234536324d0c7bbffa1302f67329270a297f989492c9b0bbcebcf", "Good day.")
    translator = RememberingTranslator(Fixed(), memory)
    assert dict(translator.translate(["Guten Tag."], source="de")) == {0: "Good day."}
    assert list(translator.drafts(["Guten Tag."], source="de")) == [Reply(0, "Good day.")]


def test_the_key_of_revisions_stays(memory: Memory) -> None:
    kept(memory, "fb50ccf2eb4a63322f6df620b247253dad0b5ce423155b5917e1b82ddf3309e5", '["Hello.", "Hi."]')
    translator = RememberingTranslator(Fixed(), memory)
    assert list(translator.revisions(draft("Guten Tag."), source="de")) == [["Hello.", "Hi."]]


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
    assert dict(remembering.generate_many(asked("a"))) == {0: "a reply"}
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
