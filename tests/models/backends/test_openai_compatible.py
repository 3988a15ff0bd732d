"""A chat model on a server: what it is sent, and what is told when it fails, over real HTTP."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chat.errors import InputError, ModelFailed, PromptTooLong
from chat.models import registry
from chat.models.backends import openai_compatible
from chat.models.backends.openai_compatible import OpenAICompatible, address
from chat.models.base import Message, Priority, Request
from chat.models.translators.prompted import PromptedTranslator
from chat.settings import Settings
from tests.builders import sentence_asked
from tests.models.loopback import closed_port
from tests.models.openai_server import FakeServer, serve, translated

CHAT: list[Message] = [{"role": "user", "content": "Sentence to translate: Guten Tag."}]
ASKED = Request(CHAT, max_tokens=20)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with serve(FakeServer()) as running:
        yield running


_opened: list[OpenAICompatible] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the connections of a test's models at its end."""
    yield
    while _opened:
        _opened.pop().close()


def model_of(server: FakeServer, **options: Any) -> OpenAICompatible:
    return model_at(server.url, **options)


def model_at(url: str, **options: Any) -> OpenAICompatible:
    given = {"model": "large", "pauses": (0.01, 0.01), "silent": 60.0, **options}
    _opened.append(OpenAICompatible(address(url), **given))
    return _opened[-1]


def say(model: OpenAICompatible, **options: Any) -> str:
    return "".join(model.generate(replace(ASKED, **options)))


def requests(count: int) -> list[Request]:
    chats: list[list[Message]] = [
        [{"role": "user", "content": f"Sentence to translate: {number}"}] for number in range(count)
    ]
    return [Request(chat, max_tokens=9, priority=Priority.DRAFT) for chat in chats]


# What is sent


def test_a_reply_streams(server: FakeServer) -> None:
    assert list(model_of(server).generate(ASKED)) == ["English", " of", " Guten", " Tag."]
    (body,) = server.bodies
    assert body["messages"] == CHAT
    assert (body["model"], body["max_tokens"], body["temperature"], body["stream"]) == ("large", 20, 0, True)


def test_a_schema_is_asked_for(server: FakeServer) -> None:
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    say(model_of(server), schema=schema)
    assert server.bodies[0]["response_format"]["json_schema"]["schema"] == schema


def test_the_only_model_need_not_be_named(server: FakeServer) -> None:
    model = model_of(server, model="")
    assert say(model) and say(model)
    assert {body["model"] for body in server.bodies} == {"large"}


def test_one_of_several_models_must_be_named(server: FakeServer) -> None:
    server.models = ("large", "small")
    with pytest.raises(ModelFailed, match=r"2 models.*BELEGT_SERVER_MODEL to one of: large, small"):
        say(model_of(server, model=""))


def test_nothing_of_the_environment_is_sent(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "ambient")
    monkeypatch.setenv("HTTP_PROXY", closed_port())
    assert say(model_of(server))
    assert "ambient" not in str(server.headers)


# Many at once


def test_every_index_comes_back_once_with_so_many_at_once(server: FakeServer) -> None:
    server.reply = lambda body: together(server, 3, body)
    found = list(model_of(server, parallel=3).generate_many(requests(20)))
    assert sorted(found) == [(number, f"English of {number}") for number in range(20)]
    assert server.most_at_once == 3


def test_the_first_sentence_of_an_article_holds_up_no_other_request(server: FakeServer) -> None:
    server.reply = lambda body: wait(server) if "Guten Tag" in str(body) else translated(body)
    model = model_of(server, parallel=4)
    first = threading.Thread(target=lambda: say(model, priority=Priority.FIRST))
    first.start()
    while not server.at_once:
        time.sleep(0.01)
    assert len(list(model.generate_many(requests(3)))) == 3
    server.released.set()
    first.join(60)


def test_replies_of_a_batch_are_given_out_as_they_grow(server: FakeServer) -> None:
    found = [reply for reply in model_of(server).stream_many(requests(3)) if reply.index == 1]
    assert [reply.text for reply in found] == ["English", "English of", "English of 1", "English of 1"]
    assert [reply.done for reply in found] == [False, False, False, True]


def test_a_reply_that_was_cut_off_and_is_asked_for_again_does_not_shrink(server: FakeServer) -> None:
    cuts = iter([True, True, False])
    server.cut, server.mortal = lambda body: next(cuts), False
    found = [reply.text for reply in model_of(server).stream_many(requests(1))]
    assert found == ["English", "English of", "English of 0", "English of 0"]


def test_a_question_need_not_wait_for_a_batch(server: FakeServer) -> None:
    server.reply = lambda body: translated(body) if "Guten Tag" in str(body) else wait(server)
    model = model_of(server, parallel=1)
    waiting = threading.Thread(target=lambda: list(model.generate_many(requests(2))))
    waiting.start()
    assert say(model, priority=Priority.QUESTION) == "English of Guten Tag."
    server.released.set()
    waiting.join()
    assert len(server.bodies) == 3


def test_no_prompts_need_no_request(server: FakeServer) -> None:
    assert list(model_of(server).generate_many([])) == []
    assert server.bodies == []


def test_a_batch_stops_when_closed(server: FakeServer) -> None:
    replies = model_of(server, parallel=2).generate_many(requests(200))
    next(replies)
    replies.close()
    sent = len(server.bodies)
    time.sleep(0.2)
    assert len(server.bodies) <= sent + 2 < 200  # with those that were on their way


def test_a_prompt_that_is_refused_costs_its_own_reply_only(
    server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.statuses = [400]
    found = dict(model_of(server, parallel=1).generate_many(requests(3)))
    assert found == {0: "", 1: "English of 1", 2: "English of 2"}
    assert "HTTP 400" in caplog.text


def test_what_came_before_the_server_died_is_kept(server: FakeServer) -> None:
    server.cut = lambda body: body["messages"][-1]["content"].endswith(" 5")
    found: list[int] = []
    with pytest.raises(ModelFailed, match="does not answer, or cuts the connection"):
        for index, _ in model_of(server, parallel=1).generate_many(requests(20)):
            found.append(index)
    assert found == [0, 1, 2, 3, 4]


# What may pass


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(server: FakeServer, status: int) -> None:
    server.statuses = [status, status]
    assert say(model_of(server)) == "English of Guten Tag."
    server.statuses = [status, status]
    assert dict(model_of(server).generate_many([ASKED])) == {0: "English of Guten Tag."}
    assert len(server.bodies) == 6


@pytest.mark.parametrize(("status", "told"), [(429, "too busy"), (502, "HTTP 502")])
def test_what_does_not_pass_is_given_up(server: FakeServer, status: int, told: str) -> None:
    server.statuses = [status] * 50
    with pytest.raises(ModelFailed, match=told):
        say(model_of(server))
    with pytest.raises(ModelFailed, match=told):
        list(model_of(server, parallel=1).generate_many([ASKED]))
    assert len(server.bodies) == 6


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """The pauses that a model makes between its attempts, in seconds; none of them takes any time."""
    seconds: list[float | None] = []

    class Passing(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            seconds.append(timeout)
            return self.is_set()

    monkeypatch.setattr(openai_compatible, "threading", SimpleNamespace(Event=Passing, Lock=threading.Lock))
    return seconds


@pytest.mark.parametrize(("asked", "kept"), [("7.5", 7.5), ("0", 0.0), ("3600", 30.0), ("-1", 0.0)])
def test_a_pause_that_the_server_asks_for_is_kept_within_reason(
    server: FakeServer, waited: list[float | None], asked: str, kept: float
) -> None:
    server.statuses, server.retry_after = [429], asked
    assert say(model_of(server))
    assert waited == [kept]


@pytest.mark.parametrize("asked", [None, "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_where_the_server_asks_for_no_seconds_the_pause_is_as_set(
    server: FakeServer, waited: list[float | None], asked: str | None
) -> None:
    server.statuses, server.retry_after = [429, 503], asked
    assert say(model_of(server, pauses=(2.5, 9.0)))
    assert waited == [2.5, 9.0]


def test_a_cut_reply_is_begun_again_where_nobody_has_seen_it(server: FakeServer) -> None:
    cuts = [True]
    server.cut = lambda body: bool(cuts and cuts.pop())
    server.mortal = False
    assert dict(model_of(server).generate_many([ASKED])) == {0: "English of Guten Tag."}
    assert len(server.bodies) == 2


def test_a_cut_reply_that_was_shown_is_an_error(server: FakeServer) -> None:
    server.cut = lambda body: True
    pieces = model_of(server).generate(ASKED)
    assert next(pieces) == "English"
    with pytest.raises(ModelFailed, match="cuts the connection"):
        next(pieces)
    assert len(server.bodies) == 1


# What is told


def test_a_server_that_is_gone_is_told() -> None:
    model = model_at(f"{closed_port()}/v1")
    with pytest.raises(ModelFailed, match=r"127\.0\.0\.1:\d+ does not answer.*BELEGT_BASE_URL"):
        say(model)
    with pytest.raises(ModelFailed, match="does not answer"):
        list(model.generate_many(requests(4)))


def test_a_server_that_hangs_is_given_up(server: FakeServer) -> None:
    server.silent = True
    with pytest.raises(ModelFailed, match=r"sent nothing for 0\.2 seconds"):
        say(model_of(server, silent=0.2))
    assert len(server.bodies) == 1  # and not asked again


def test_a_hanging_batch_can_be_left_at_once(server: FakeServer) -> None:
    server.reply = lambda body: "first" if body["messages"][-1]["content"].endswith(" 0") else wait(server)
    replies = model_of(server, parallel=2, silent=3600.0).generate_many(requests(4))
    came: list[tuple[int, str]] = []

    def left_after_one() -> None:
        came.append(next(replies))
        replies.close()

    leaving = threading.Thread(target=left_after_one)
    leaving.start()
    leaving.join(60)
    has_left = not leaving.is_alive()  # while the server holds what it was sent
    server.released.set()
    leaving.join()
    assert has_left and came == [(0, "first")]


def wait(server: FakeServer) -> str:
    server.released.wait()
    return "late"


def together(server: FakeServer, number: int, body: dict[str, Any]) -> str:
    """Reply once so many requests were there at once, and a little later, so that more of them would be seen."""
    while server.most_at_once < number:
        time.sleep(0.01)
    time.sleep(0.02)
    return translated(body)


def test_a_wrong_model_is_told_with_those_it_has(server: FakeServer) -> None:
    server.models = ("large", "small")
    with pytest.raises(ModelFailed, match=r"no model “huge”.*one of: large, small"):
        say(model_of(server, model="huge"))


def test_a_wrong_key_is_told_and_never_shown(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    server.key, server.words = "Bearer right", "Incorrect API key provided: wr0ng"
    with caplog.at_level(logging.INFO), pytest.raises(ModelFailed, match=r"refuses the key.*BELEGT_API_KEY") as error:
        say(model_of(server, key="wr0ng"))
    assert "wr0ng" not in str(error.value) + caplog.text + repr(Settings(api_key="wr0ng"))
    assert say(model_of(server, key="right"))


def test_a_prompt_beyond_the_context_is_told(server: FakeServer) -> None:
    server.statuses, server.words = [400], "This model's maximum context length is 4096 tokens."
    with pytest.raises(PromptTooLong):
        say(model_of(server))


def test_an_error_inside_the_stream_is_told(server: FakeServer) -> None:
    server.error = {"message": "out of memory"}
    with pytest.raises(ModelFailed, match="stream ended with an error"):
        say(model_of(server))


def test_a_web_page_is_no_reply(server: FakeServer) -> None:
    server.page = "<html>Welcome</html>"
    with pytest.raises(ModelFailed, match="BELEGT_BASE_URL"):
        say(model_of(server))


# The address


@pytest.mark.parametrize("url", ["localhost:8080", "ftp://host/v1", "http://", "http://host:port/v1", "http://[::1"])
def test_what_is_no_address_is_told_without_repeating_it(url: str) -> None:
    with pytest.raises(InputError, match="BELEGT_BASE_URL") as error:
        address(url)
    assert url not in error.value.message


@pytest.mark.parametrize(
    ("url", "host", "local"),
    [
        ("http://localhost:8080/v1", "localhost:8080", True),
        ("http://127.0.0.2/v1", "127.0.0.2", True),
        ("http://[::1]:8000/v1", "[::1]:8000", True),
        ("https://models.example.org/v1", "models.example.org", False),
        ("http://192.168.1.5:11434/v1", "192.168.1.5:11434", False),
        ("http://localhost.example.org/v1", "localhost.example.org", False),
    ],
)
def test_an_address_tells_its_host_and_whether_it_is_this_machine(url: str, host: str, local: bool) -> None:
    found = address(url)
    assert (found.host, found.local, found.url) == (host, local, url)


def test_a_password_in_the_address_is_sent_and_never_shown(
    server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.key = "Basic cmVhZGVyOnMzY3JldA=="
    url = server.url.replace("//", "//reader:s3cret@")
    where = address(url)
    with caplog.at_level(logging.INFO):
        assert say(model_at(url))
    server.models = ()
    with pytest.raises(ModelFailed) as error:
        say(model_at(url))
    shown = f"{caplog.text}{where}{error.value}{Settings(base_url=url)!r}{registry.choose(Settings(base_url=url))}"
    assert "s3cret" not in shown


# Chosen by the settings


def settings(home: Path, server: FakeServer, **fields: Any) -> Settings:
    return Settings(home=home, base_url=server.url, server_model="large", **fields)


def test_a_server_that_is_set_reads_the_article(tmp_path: Path, server: FakeServer) -> None:
    here = settings(tmp_path, server)
    choice = registry.choose(here)
    assert (choice.model, choice.translator, choice.weights, choice.host) == ("large", "large", (), None)
    assert "127.0.0.1" in choice.why and "this machine" in choice.why
    engines = registry.open_engines(here)
    assert isinstance(engines.model, OpenAICompatible) and isinstance(engines.translator, PromptedTranslator)
    assert dict(engines.translator.translate(["Guten Tag."], source="de")) == {0: "English of Guten Tag."}
    assert registry.open_engines(here).model is engines.model
    _opened.append(engines.model)


def test_a_server_elsewhere_is_said_to_get_the_text(tmp_path: Path) -> None:
    choice = registry.choose(Settings(home=tmp_path, base_url="https://user:s3cret@models.example.org/v1"))
    assert choice.host == choice.model == "models.example.org"
    assert "models.example.org, and all texts are sent there" in choice.why
    assert "s3cret" not in repr(choice)


# The command line


def translate(server: FakeServer, home: Path, lines: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chat", "translate", "--lines"],
        input="\n".join(lines), capture_output=True, text=True, check=False, timeout=180,
        env={
            **os.environ, "BELEGT_HOME": str(home), "BELEGT_BASE_URL": server.url, "BELEGT_SERVER_MODEL": "large",
            **environment,
        },
    )  # fmt: skip


@pytest.mark.slow
def test_lines_done_before_the_server_dies_are_printed(tmp_path: Path, server: FakeServer) -> None:
    lines = [f"Das ist Satz Nummer {chr(97 + number)}." for number in range(20)]
    server.cut = lambda body: sentence_asked(body["messages"]) == lines[12]
    done = translate(server, tmp_path, lines, BELEGT_PARALLEL="1")
    assert done.returncode == 3
    assert done.stdout.splitlines() == [f"English of {line}" for line in lines[:12]]
    assert "12 of 20 lines were translated" in done.stderr
    assert "does not answer" in done.stderr and "BELEGT_BASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_is_not_asked_to_go_on_with_a_reply(server: FakeServer) -> None:
    list(model_of(server).generate(Request([*CHAT, {"role": "assistant", "content": "English:"}], max_tokens=9)))
    assert server.bodies[0]["messages"] == CHAT


def test_callers_share_the_requests_in_flight(server: FakeServer) -> None:
    model = model_of(server, parallel=2)
    server.reply = lambda body: together(server, 2, body)
    threads = [threading.Thread(target=lambda: list(model.generate_many(requests(6)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.most_at_once == 2
    assert len(server.bodies) == 18
