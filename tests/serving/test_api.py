"""The HTTP interface, as a program that knows nothing but its description uses it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import httpx2
import jsonschema
import pytest

from chat.errors import PageUnavailable, WeightsMissing
from chat.intake import source
from chat.serving import api, doors, keys
from chat.serving.host import Host
from chat.settings import Settings
from tests.engines import ARTICLE
from tests.serving.conftest import client_of

Client = httpx2.AsyncClient
QUESTION = "How many vehicles cross the structure?"


def of(host: Host, work: Callable[[Client], Awaitable[Any]], **how: str) -> Any:
    """Return what some work with a client gives."""

    async def main() -> Any:
        async with client_of(host, **how) as client:
            return await work(client)

    return anyio.run(main)


async def read(client: Client, text: str = ARTICLE) -> dict[str, Any]:
    """Read an article to its end."""
    answer = await client.post("/v1/readings?wait=true", json={"text": text})
    assert answer.status_code == 201, answer.text
    grown: dict[str, Any] = answer.json()
    return grown


class Described:
    """A client that knows the calls by their description alone, and holds every answer against it."""

    def __init__(self, client: Client, description: dict[str, Any]) -> None:
        self._client = client
        self.description = description
        self.called: set[tuple[str, str]] = set()

    async def call(self, method: str, path: str, *, status: int, body: Any = None, file: Any = None, **at: Any) -> Any:
        operation = self.description["paths"][path][method]
        self.called.add((method, path))
        how: dict[str, Any] = {"files": {"file": file}} if file else {"json": body} if body is not None else {}
        answer = await self._client.request(method.upper(), path.format(**at), **how)
        assert answer.status_code == status, answer.text
        content = operation["responses"][str(status)].get("content", {})
        if schema := content.get("application/json", {}).get("schema"):
            jsonschema.validate(answer.json(), {**schema, "components": self.description["components"]})
            return answer.json()
        return answer

    @property
    def all(self) -> set[tuple[str, str]]:
        return {(method, path) for path, calls in self.description["paths"].items() for method in calls}


def test_every_call_that_is_described_does_what_it_says(host: Host) -> None:
    async def work(client: Client) -> None:
        described = Described(client, (await client.get("/openapi.json")).json())
        call = described.call
        await call("get", "/v1/service", status=200)
        found = await call("post", "/v1/claims", status=200, body={"text": ARTICLE})
        assert found["claims"]
        begun = await call("post", "/v1/readings", status=201, body={"text": ARTICLE})
        assert begun["reading"]["claims"] and begun["growing"]
        id = begun["id"]
        assert (
            (await call("get", "/v1/readings/{id}/events", status=200, id=id))
            .headers["content-type"]
            .startswith("text/event-stream")
        )
        whole = await call("get", "/v1/readings/{id}", status=200, id=id)
        assert whole["reading"]["summary"]["sentences"] and not whole["growing"]
        assert [entry["id"] for entry in await call("get", "/v1/readings", status=200)] == [id]
        answer = await call("post", "/v1/readings/{id}/questions", status=200, id=id, body={"question": QUESTION})
        assert "12,500" in answer["text"] and answer["citations"][0]["german"]
        assert await call("get", "/v1/readings/{id}/answers", status=200, id=id) == [answer]
        quote = whole["reading"]["sentences"][2]["english"]
        checked = await call("post", "/v1/readings/{id}/quotations", status=200, id=id, body={"quote": quote})
        assert checked["verdict"]
        assert (await call("get", "/v1/readings/{id}/file", status=200, id=id)).text.startswith("#")
        assert (await call("post", "/v1/readings/{id}/stop", status=200, id=id))["reading"]["layer"] == "told"
        assert not (await call("post", "/v1/readings/{id}/continue", status=200, id=id))["growing"]
        other = await call("post", "/v1/files", status=201, file=("a.txt", ARTICLE.encode()))
        dossier = (await call("post", "/v1/dossiers", status=201, body={"name": "Bridge"}))["id"]
        for reading in (id, other["id"]):
            await call("post", "/v1/dossiers/{id}/articles", status=201, id=dossier, body={"reading": reading})
        assert (await call("get", "/v1/dossiers", status=200))[0]["articles"] == 2
        assert await call("get", "/v1/dossiers/{id}", status=200, id=dossier)
        asked = {"question": "Who says what?"}
        assert await call("post", "/v1/dossiers/{id}/questions", status=200, id=dossier, body=asked)
        assert (await call("get", "/v1/dossiers/{id}/file", status=200, id=dossier)).content
        await call("delete", "/v1/dossiers/{id}/articles/{number}", status=204, id=dossier, number=2)
        await call("delete", "/v1/dossiers/{id}", status=204, id=dossier)
        await call("delete", "/v1/readings/{id}", status=204, id=id)
        await call("get", "/v1/readings/{id}", status=404, id=id)
        assert described.called == described.all

    of(host, work)


def test_a_reading_is_followed_to_its_end_and_nothing_is_taken_away(host: Host) -> None:
    async def work(client: Client) -> None:
        id = (await client.post("/v1/readings", json={"text": ARTICLE})).json()["id"]
        text = (await client.get(f"/v1/readings/{id}/events")).text
        events = re.findall(r"^event: (\w+)\ndata: (.*)$", text, re.MULTILINE)
        readings = [json.loads(data) for name, data in events if name == "snapshot"]
        english = [sum(bool(s["english"]) for s in reading["sentences"]) for reading in readings]
        assert english == sorted(english) and readings[-1]["layer"] == "told"
        assert events[-1] == ("end", '{"state":"whole"}')
        again = (await client.get(f"/v1/readings/{id}/events")).text
        assert again.count("event: snapshot") == 1

    of(host, work)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"text": ""}, 422, "EmptyText"),
        ({"text": "Guten Tag", "url": "https://blatt.example"}, 422, "InputError"),
        ({}, 422, "InputError"),
        ({"text": 5}, 422, "WrongRequest"),
        ({"url": "http://127.0.0.1:1/x"}, 422, "AddressRefused"),
        ({"url": "http://[::ffff:10.0.0.1]/"}, 422, "AddressRefused"),
        ({"url": "file:///etc/passwd"}, 422, "AddressRefused"),
        ({"text": "Egun on, hau euskaraz idatzitako testu luze bat da, inork ez du irakurriko."}, 422, "LanguageError"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_form(host: Host, body: Any, status: int, kind: str) -> None:
    async def work(client: Client) -> None:
        answer = await client.post("/v1/readings", json=body)
        told = answer.json()
        assert (answer.status_code, told["kind"]) == (status, kind)
        assert told["message"] and not (await client.get("/v1/readings")).json()

    of(host, work)


@pytest.mark.parametrize("data", [b"{broken", b'{"text": "\xff\xfe"}', b"[1]", b'{"text": "\\ud800 Der Bau"}', b""])
def test_no_body_breaks_it(host: Host, data: bytes) -> None:
    async def work(client: Client) -> None:
        answer = await client.post("/v1/claims", content=data, headers={"Content-Type": "application/json"})
        assert answer.status_code in (200, 400, 422)
        assert answer.status_code == 200 or answer.json()["kind"]

    of(host, work)


def test_who_has_no_key_is_refused_and_nobody_sees_anothers(
    tmp_path: Path, settings: Settings, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys"
    one, two = keys.make("one", file), keys.make("two", file)
    assert one not in file.read_text(encoding="utf-8") and file.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(host, "settings", settings.model_copy(update={"api_keys": file}))

    async def begin(client: Client) -> str:
        answer = await client.post("/v1/readings", json={"text": ARTICLE, "translate": False})
        return str(answer.json()["id"])

    async def look(client: Client, id: str) -> tuple[int, ...]:
        dossier = (await client.post("/v1/dossiers", json={"name": "mine"})).json()["id"]
        answers = [
            await client.get(f"/v1/readings/{id}"), await client.delete(f"/v1/readings/{id}"),
            await client.get(f"/v1/readings/{id}/events"), await client.get(f"/v1/readings/{id}/file"),
            await client.post(f"/v1/readings/{id}/questions", json={"question": "What?"}),
            await client.post(f"/v1/dossiers/{dossier}/articles", json={"reading": id}),
        ]  # fmt: skip
        return tuple(answer.status_code for answer in answers)

    async def status(client: Client) -> int:
        return (await client.get("/v1/readings")).status_code

    id = of(host, begin, key=one)
    assert of(host, lambda client: look(client, id), key=two) == (404,) * 6
    assert of(host, status, key=one) == 200
    assert [of(host, status, key=key) for key in ("", "wrong", one[:-1])] == [401, 401, 401]
    file.write_text("\n".join(file.read_text(encoding="utf-8").splitlines()[1:]), encoding="utf-8")
    assert of(host, status, key=one) == 401  # it was taken out meanwhile


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"},
        {"Origin": "http://localhost:9999"}, {"Host": "localhost.elsewhere.example:8502"},
    ],
)  # fmt: skip
def test_other_pages_and_other_names_are_refused(host: Host, headers: dict[str, str]) -> None:
    async def work(client: Client) -> httpx2.Response:
        return await client.post("/v1/claims", json={"text": ARTICLE}, headers=headers)

    answer = of(host, work)
    assert answer.status_code == 403 and answer.json()["kind"] == "Refused"
    assert "access-control-allow-origin" not in answer.headers


def test_too_much_is_refused_with_and_without_its_length(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MAX_BYTES", 1_000)

    async def endless() -> Any:
        for _ in range(100):
            yield b"x" * 100

    async def work(client: Client) -> list[int]:
        told = await client.post("/v1/claims", content=b"x" * 2_000)
        untold = await client.post("/v1/claims", content=endless())
        return [told.status_code, untold.status_code]

    assert of(host, work) == [413, 413]


def test_quotas_are_told_with_when_to_come_again(settings: Settings) -> None:
    limited = settings.model_copy(update={"characters_a_day": 10})
    host = Host(limited, open_engines=lambda settings: pytest.fail("no engine is opened"))

    async def work(client: Client) -> dict[str, Any]:
        answer = await client.post("/v1/readings", json={"text": ARTICLE})
        id = answer.json()["id"]
        while (now := (await client.get(f"/v1/readings/{id}")).json())["growing"]:
            await anyio.sleep(0)
        return dict(now)

    now = of(host, work)
    assert now["error"]["kind"] == "QuotaReached" and now["reading"]["claims"]


def test_a_model_that_is_missing_is_told_and_claims_come_without_it(settings: Settings) -> None:
    host = Host(settings)

    async def work(client: Client) -> None:
        answer = await client.post("/v1/readings", json={"text": ARTICLE})
        assert answer.status_code == 503 and answer.json()["kind"] == WeightsMissing.__name__ and answer.json()["hint"]
        assert "Retry-After" in answer.headers
        assert (await client.post("/v1/readings", json={"text": ARTICLE, "translate": False})).status_code == 201
        assert (await client.get("/v1/service")).json()["missing"]

    of(host, work)


def test_nothing_is_kept_where_that_is_not_wished(settings: Settings) -> None:
    host = Host(settings.model_copy(update={"history": False}))

    async def work(client: Client) -> None:
        assert (await client.post("/v1/claims", json={"text": ARTICLE})).status_code == 200
        assert (await client.get("/v1/readings")).status_code == 422

    of(host, work)
    assert not settings.data.exists()


def test_an_address_is_fetched_by_the_rules_of_the_page(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def take(url: str, *, allowed: bool) -> source.Taken:
        raise PageUnavailable(f"{url} did not come.", status=404)

    monkeypatch.setattr(source, "take_url", take)

    async def work(client: Client) -> int:
        return (await client.post("/v1/readings", json={"url": "https://blatt.example/1"})).status_code

    assert of(host, work) == 502


def test_its_description_loads_nothing_from_elsewhere(host: Host) -> None:
    async def work(client: Client) -> list[int]:
        return [(await client.get(path)).status_code for path in ("/docs", "/redoc", "/openapi.json")]

    assert of(host, work) == [404, 404, 200]
    assert api.create(host).docs_url is None


def test_a_reading_that_is_stopped_can_be_gone_on_with(host: Host) -> None:
    async def work(client: Client) -> None:
        begun = (await client.post("/v1/readings", json={"text": ARTICLE, "translate": False})).json()
        assert begun["reading"]["layer"] == "known" and not begun["growing"]
        assert (await client.post(f"/v1/readings/{begun['id']}/continue")).json()["growing"]
        text = (await client.get(f"/v1/readings/{begun['id']}/events")).text
        assert text.endswith('event: end\ndata: {"state":"whole"}\n\n')

    of(host, work)
