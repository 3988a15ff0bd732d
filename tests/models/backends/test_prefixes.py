"""A slot is chosen by what it holds, and what prompts begin with is restored where none holds it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from chat.models.backends.prefixes import Slots
from chat.models.base import Message

TRANSLATE = "You translate German news into English, sentence by sentence." * 2
ANSWER = "You answer questions about a news article. Say who claims what." * 2


def chat(task: str, text: str) -> list[Message]:
    return [{"role": "system", "content": task}, {"role": "user", "content": text}]


class Server(ThreadingHTTPServer):
    """Saves and restores slots as llama.cpp's server does, and notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.asked: list[tuple[str, str, str]] = []
        self.refuses = False


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["filename"]
        self.server.asked.append((self.path, name, self.headers["Authorization"]))
        if "save" in self.path:
            (self.server.folder / name).write_bytes(b"state")
        self.send_response(400 if self.server.refuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def slots_of(server: Server, *, count: int = 3, engine: str = "weights 1") -> Slots:
    slots = Slots(count, folder=server.folder, engine=engine)
    slots.connect(f"http://127.0.0.1:{server.server_port}", key="secret")
    return slots


def read(slots: Slots, messages: list[Message]) -> int:
    with slots.taken(messages) as slot:
        return slot


def saved(server: Server) -> Slots:
    """Return slots of a server that has saved what translations begin with."""
    slots = slots_of(server)
    with slots.taken(chat(TRANSLATE, "German:")) as slot:
        slots.save(slot, chat(TRANSLATE, "German:"))
    server.asked.clear()
    return slots


def test_a_prompt_goes_to_the_slot_that_has_most_of_it() -> None:
    slots = Slots(3, folder=None, engine="")
    translating = read(slots, chat(TRANSLATE, "German: Guten Tag."))
    answering = read(slots, chat(ANSWER, "Who says it? Sentences: one, two, three."))
    assert translating != answering
    assert read(slots, chat(TRANSLATE, "German: Gute Nacht.")) == translating
    assert read(slots, chat(ANSWER, "Who says it? Sentences: one, two, four.")) == answering


def test_one_that_is_like_no_other_takes_the_slot_that_was_used_longest_ago() -> None:
    slots = Slots(2, folder=None, engine="")
    first = read(slots, chat(TRANSLATE, "German: Guten Tag."))
    assert read(slots, chat(ANSWER, "Who?")) != first
    assert read(slots, [{"role": "user", "content": "Count."}]) == first


def test_no_slot_is_used_twice_at_once_and_when_none_is_free_the_server_chooses() -> None:
    slots = Slots(2, folder=None, engine="")
    with ExitStack() as stack:
        taken = [stack.enter_context(slots.taken(chat(TRANSLATE, "German: Guten Tag."))) for _ in range(3)]
    assert sorted(taken) == [-1, 0, 1]
    assert read(slots, chat(ANSWER, "Who?")) in (0, 1)


def test_what_is_saved_is_restored_once_into_each_slot_that_lacks_it(server: Server) -> None:
    slots = saved(server)
    for _ in range(2):
        with ExitStack() as stack:
            for number in range(3):
                stack.enter_context(slots.taken(chat(TRANSLATE, f"German: Satz {number}.")))
    restored = {path for path, _, _ in server.asked}
    assert len(server.asked) == len(restored) == 2  # the third has read it
    assert all("restore" in path for path in restored)
    assert {key for _, _, key in server.asked} == {"Bearer secret"}


def test_a_slot_that_another_task_has_used_has_it_restored_too(server: Server) -> None:
    slots = saved(server)
    for number in range(3):
        read(slots, [{"role": "user", "content": f"{number} " * 40}])
    read(slots, chat(TRANSLATE, "German: Guten Tag."))
    assert ["restore" in path for path, _, _ in server.asked] == [True]


def test_the_next_process_finds_it_and_another_version_does_not(server: Server) -> None:
    saved(server)
    assert slots_of(server).is_saved(chat(TRANSLATE, "German:"))
    assert not slots_of(server).is_saved(chat(TRANSLATE, "Danish:"))
    assert not slots_of(server, engine="weights 2").is_saved(chat(TRANSLATE, "German:"))
    slots = slots_of(server)
    slots.is_saved(chat(TRANSLATE, "German:"))
    read(slots, chat(TRANSLATE, "German: Guten Tag."))
    assert ["restore" in path for path, _, _ in server.asked] == [True]


def test_a_file_that_the_server_cannot_read_is_dropped(server: Server) -> None:
    slots = saved(server)
    server.refuses = True
    with ExitStack() as stack:
        for number in range(3):
            stack.enter_context(slots.taken(chat(TRANSLATE, f"German: Satz {number}.")))
    assert len(server.asked) == 1
    assert not list(server.folder.iterdir())


def test_what_cannot_be_saved_is_gone_without(server: Server, tmp_path: Path) -> None:
    server.refuses = True
    slots = saved(server)
    assert not slots.is_saved(chat(TRANSLATE, "German:"))
    nowhere = Slots(2, folder=tmp_path, engine="")
    nowhere.connect(None, key="secret")
    nowhere.save(0, chat(TRANSLATE, "German:"))
    assert not nowhere.is_saved(chat(TRANSLATE, "German:"))


def test_only_the_newest_files_are_kept(server: Server) -> None:
    slots = slots_of(server)
    for number in range(20):
        slots.save(0, chat(TRANSLATE, str(number)))
    assert len(list(server.folder.glob("*.prefix"))) == 16
    assert slots.is_saved(chat(TRANSLATE, "19"))
