"""The tools for assistants, by the SDK's own client: in this process, over HTTP, and on standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
import uvicorn
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from chat.cli.main import main
from chat.serving import alone, assistants, keys
from chat.serving.host import Host
from chat.settings import Settings
from tests.engines import ARTICLE


def data(result: Any) -> Any:
    """Return what a tool gave."""
    assert not result.is_error, result.content
    found = result.structured_content
    return found["result"] if set(found) == {"result"} else found


def test_an_assistant_reads_asks_and_checks(host: Host) -> None:
    async def work() -> None:
        async with Client(assistants.create(host, owner="terminal")) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert {"claims", "read_article", "ask", "verify_quotation", "dossier"} <= names
            found = data(await client.call_tool("claims", {"text": ARTICLE}))
            assert found["claims"][0]["content"]
            reading = data(await client.call_tool("read_article", {"text": ARTICLE}))
            assert reading["whole"] and reading["summary"]["sentences"][0]["citations"]
            id = reading["id"]
            answer = data(await client.call_tool("ask", {"id": id, "question": "How many vehicles cross?"}))
            assert "12,500" in answer["text"] and answer["citations"][0]["german"]
            quote = reading["sentences"][2]["english"]
            assert data(await client.call_tool("verify_quotation", {"id": id, "quote": quote}))["verdict"]
            assert [one["id"] for one in data(await client.call_tool("list_readings", {}))] == [id]
            dossier = data(await client.call_tool("begin_dossier", {"name": "Bridge"}))
            assert data(await client.call_tool("add_to_dossier", {"dossier": dossier, "reading": id})) == 1
            assert data(await client.call_tool("list_dossiers", {}))[0]["articles"] == 1
            assert data(await client.call_tool("dossier", {"id": dossier}))
            assert data(await client.call_tool("ask_dossier", {"id": dossier, "question": "Who says what?"}))["text"]
            assert data(await client.call_tool("reading", {"id": id}))["id"] == id

    anyio.run(work)


def test_what_goes_wrong_is_told_in_words(host: Host) -> None:
    async def work() -> list[str]:
        async with Client(assistants.create(host, owner="terminal")) as client:
            calls: list[tuple[str, dict[str, Any]]] = [
                ("read_article", {"text": " "}), ("ask", {"id": "none", "question": "What?"}),
                ("read_article", {"url": "http://169.254.169.254/"}), ("claims", {"text": 5}),
            ]  # fmt: skip
            results = [await client.call_tool(name, given) for name, given in calls]
            assert all(result.is_error for result in results)
            return [result.content[0].text for result in results]

    told = anyio.run(work)
    assert all(told) and not any("Traceback" in text for text in told)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve the interface on this machine, and give its address."""
    import socket
    import threading

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(alone.application(settings), log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_over_http_the_tools_are_there_with_a_key_and_not_without(settings: Settings, tmp_path: Path) -> None:
    import httpx2
    from mcp.client.streamable_http import streamable_http_client

    file = tmp_path / "keys"
    key = keys.make("desk", file)

    async def work(url: str) -> Any:
        headers = {"Authorization": f"Bearer {key}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
        ):
            begun = await client.call_tool("read_article", {"text": ARTICLE, "translate": False})
            return data(begun), data(await client.call_tool("list_readings", {}))

    async def without(url: str) -> int:
        async with httpx2.AsyncClient() as http:
            return (await http.post(f"{url}/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})).status_code

    with served(settings.model_copy(update={"api_keys": file})) as url:
        reading, listed = anyio.run(work, url)
        assert reading["claims"] and [one["id"] for one in listed] == [reading["id"]]
        assert anyio.run(without, url) == 401


def test_on_standard_input_and_output_an_assistant_has_the_library_of_this_machine(tmp_path: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "chat", "serve", "--mcp-stdio"],
        env={**os.environ, "BELEGT_DATA": str(tmp_path), "BELEGT_HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
    )

    async def work() -> Any:
        async with Client(server) as client:
            return data(await client.call_tool("claims", {"text": ARTICLE}))

    assert anyio.run(work)["claims"]


def test_keys_are_made_once_and_others_are_let_in_with_keys_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--new-key", "desk"]) == 2
    monkeypatch.setenv("BELEGT_API_KEYS", str(tmp_path / "keys"))
    assert main(["serve", "--new-key", "desk"]) == 0
    key = capsys.readouterr().out.strip()
    assert keys.Keys(tmp_path / "keys").owner({"authorization": f"Bearer {key}"}) == "key desk"
    assert main(["serve", "--new-key", "desk"]) == 2 and main(["serve", "--new-key", "two words"]) == 2
    monkeypatch.delenv("BELEGT_API_KEYS")
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "asks for no key" in capsys.readouterr().err


def test_what_is_not_installed_is_told_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "chat.serving.assistants", None)
    monkeypatch.delattr("chat.serving.assistants", raising=False)
    assert main(["serve", "--mcp-stdio"]) == 2
    assert "requirements-server.txt" in capsys.readouterr().err
