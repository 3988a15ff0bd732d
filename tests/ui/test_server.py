"""The newsroom's server: what a load balancer and Prometheus are told, who is let in, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from chat import figures
from chat.errors import InputError
from chat.jobs import Desk
from chat.models import registry
from chat.settings import Settings
from ui import health, room, server
from ui.kinds import AnyKind

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk[AnyKind]:
    desk: Desk[AnyKind] = Desk()
    monkeypatch.setattr(room, "_desk", desk)
    return desk


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk[AnyKind]) -> Iterator[Settings]:
    """Settings whose weights are here."""
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ())
    figures.turn_off()
    yield Settings(home=tmp_path / "home", data=tmp_path / "data" / "belegt")
    figures.turn_off()


async def _page(request: object) -> PlainTextResponse:
    response = PlainTextResponse("the page")
    response.set_cookie("plain", "1")
    response.set_cookie("firm", "2", secure=True)
    return response


async def _tab(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.receive_text()


def client(settings: Settings, *, host: str = "127.0.0.1", secure: bool = False) -> TestClient:
    """Return a client of the server with a page that is not Streamlit's."""
    routes = [*server.routes(settings), Route("/", _page), WebSocketRoute("/_stcore/stream", _tab)]
    app = Starlette(routes=routes, middleware=server.doors(settings))
    return TestClient(app, base_url=f"http{'s' * secure}://testserver", client=(host, 5000))


def test_a_server_that_is_well_is_ready(settings: Settings) -> None:
    reply = client(settings).get("/health")
    assert reply.status_code == 200 and reply.headers["cache-control"] == "no-store"
    assert reply.json() == {
        "live": True,
        "ready": True,
        "model": True,
        "library": True,
        "disk": True,
        "memory": True,
        "ending": False,
    }


def test_a_server_that_is_being_stopped_is_live_and_not_ready(settings: Settings, desk: Desk[AnyKind]) -> None:
    asked = client(settings)
    assert asked.get("/health").status_code == 200
    desk.end()
    reply = asked.get("/health")
    assert reply.status_code == 503 and reply.json()["ending"] is True
    assert asked.get("/health/live").json() == {"live": True}


def test_what_is_missing_is_told_without_a_path(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen",))
    monkeypatch.setattr(health, "free_memory", lambda: 5)
    monkeypatch.setattr(health, "_room", lambda folder: health.DISK - 1)
    monkeypatch.setattr(health.os, "access", lambda *_: False)
    reply = client(settings.model_copy(update={"memory_floor": 1})).get("/health")
    assert reply.status_code == 503 and str(settings.data) not in reply.text
    told = reply.json()
    assert not any(told[what] for what in ("ready", "model", "library", "disk", "memory"))


def test_an_unknown_model_is_no_model(settings: Settings) -> None:
    assert not health.look(settings.model_copy(update={"model": "none-of-this-name"}), ending=False).model


def test_who_keeps_nothing_needs_no_library(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.os, "access", lambda *_: False)
    assert health.look(settings.model_copy(update={"history": False}), ending=False).ready


def test_asking_again_at_once_looks_at_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = client(settings)
    assert asked.get("/health").status_code == 200
    monkeypatch.setattr(health, "look", lambda *_, **__: pytest.fail("it looked again"))
    monkeypatch.setattr(health, "KEPT", 1_000_000)
    assert asked.get("/health").status_code == 200


def test_figures_are_off_unless_they_are_asked_for(settings: Settings) -> None:
    assert client(settings).get("/metrics").status_code == 404


def _with_figures(settings: Settings, token: str = "") -> Settings:
    pytest.importorskip("prometheus_client")
    return settings.model_copy(update={"metrics": True, "metrics_token": SecretStr(token)})


def test_figures_without_a_token_are_for_this_machine_alone(settings: Settings) -> None:
    settings = _with_figures(settings)
    reply = client(settings).get("/metrics")
    assert reply.status_code == 200 and "belegt_readings_waiting 0.0" in reply.text
    assert client(settings, host="192.0.2.7").get("/metrics").status_code == 401
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert client(settings).get("/metrics", headers={header: "192.0.2.7"}).status_code == 401


def test_with_a_token_figures_are_for_who_has_it(settings: Settings) -> None:
    settings = _with_figures(settings, "Geheim-ä")
    elsewhere = client(settings, host="192.0.2.7")
    given = {"Authorization": "Bearer Geheim-ä".encode()}
    assert elsewhere.get("/metrics", headers=given).status_code == 200
    for wrong in ({}, {"Authorization": b"Bearer "}, {"Authorization": b"Bearer other"}):
        assert client(settings).get("/metrics", headers=wrong).status_code == 401


def test_over_https_cookies_are_for_https_alone(settings: Settings) -> None:
    def cookies(secure: bool) -> list[str]:
        return client(settings, secure=secure).get("/").headers.get_list("set-cookie")

    plain, firm = cookies(True)
    assert plain.endswith("; Secure") and firm.lower().count("secure") == 1
    assert "Secure" not in cookies(False)[0]


def test_tabs_of_pages_elsewhere_are_not_let_in(settings: Settings) -> None:
    asked = client(settings)
    for origin in ("http://testserver", "https://testserver"):
        with asked.websocket_connect("/_stcore/stream", headers={"Origin": origin}) as tab:
            tab.send_text("bye")
    for origin in ("https://elsewhere.example", "null", "https://testserver.elsewhere.example", "testserver"):
        with (
            pytest.raises(WebSocketDisconnect) as refused,
            asked.websocket_connect("/_stcore/stream", headers={"Origin": origin}),
        ):
            pass
        assert refused.value.code == 1008


def test_no_more_tabs_are_let_in_than_there_is_room_for(settings: Settings) -> None:
    asked = client(settings.model_copy(update={"sessions_at_once": 1}))
    with asked.websocket_connect("/_stcore/stream") as tab:
        reply = asked.get("/", headers={"Accept": "text/html,*/*"})
        assert reply.status_code == 503 and "Try again" in reply.text and reply.headers["retry-after"] == "60"
        with pytest.raises(WebSocketDisconnect), asked.websocket_connect("/_stcore/stream"):
            pass
        assert asked.get("/health").status_code == 200
        tab.send_text("bye")
    assert asked.get("/", headers={"Accept": "text/html,*/*"}).status_code == 200


def test_the_options_of_the_server_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8765")
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "belegt")
    monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", "true")
    monkeypatch.setenv("STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS", "https://one.example https://two.example")
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "geheim")
    assert server.of_environment() == {
        "server.port": 8765,
        "server.baseUrlPath": "belegt",
        "server.headless": True,
        "server.corsAllowedOrigins": ["https://one.example", "https://two.example"],
    }


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("HEADLESS", "maybe")])
def test_an_option_that_cannot_be_is_told(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"STREAMLIT_SERVER_{name}", value)
    with pytest.raises(InputError) as error:
        server.of_environment()
    assert f"STREAMLIT_SERVER_{name} cannot be “{value}”" in error.value.message


def test_an_interface_that_is_not_installed_says_so(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chat.serving.mounted", None)
    reply = client(settings.model_copy(update={"api": True})).get("/api/read")
    assert reply.status_code == 501 and "pip install" in reply.json()["hint"]


def test_an_interface_that_is_switched_on_is_there_and_ends_with_the_page(settings: Settings) -> None:
    asked = client(settings.model_copy(update={"api": True}))
    text = {"text": "Der Bau werde teuer, sagte Bürgermeisterin Anna Vogt am Montag."}
    local = {"Host": "localhost:8501"}
    assert asked.post("/api/v1/claims", json=text, headers=local).json()["claims"]
    assert asked.get("/mcp", headers={"Host": "elsewhere.example"}).status_code == 403
    assert asked.post("/api/v1/claims", json=text, headers={"Host": "elsewhere.example"}).status_code == 403
    off = client(settings)
    assert [off.get(path, headers=local).status_code for path in ("/api/v1/service", "/mcp")] == [404, 404]


_SERVED = """
    import sys, time
    from pathlib import Path
    from ui import kinds, room, server

    kept = Path(sys.argv[1])

    def read(report, cancelled):
        while not cancelled():
            time.sleep(0.01)
        kept.write_text("kept")

    room.desk().start("Anna", kinds.reading("one"), read)
"""


def _start(tmp_path: Path, code: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BELEGT_HOME": str(tmp_path), "BELEGT_DATA": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "kept"), *arguments]
    return subprocess.Popen(command, env=environment, cwd=tmp_path)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _until_live(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None and time.monotonic() < end, "it did not come up"
            time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_keeps_what_is_read_and_ends_well(tmp_path: Path, number: signal.Signals) -> None:
    port = _free()
    with _start(tmp_path, _SERVED + f"    server.main(['--port', '{port}'])") as process:
        try:
            _until_live(process, port)
            process.send_signal(number)
            assert process.wait(120) == 0
        finally:
            process.kill()
    assert (tmp_path / "kept").read_text() == "kept"


@pytest.mark.slow
def test_however_the_page_is_served_what_is_read_is_kept_at_the_end(tmp_path: Path) -> None:
    with _start(tmp_path, _SERVED) as process:
        assert process.wait(120) == 0
    assert (tmp_path / "kept").read_text() == "kept"
