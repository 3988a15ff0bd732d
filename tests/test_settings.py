"""What a reader is told of a setting that cannot be."""

from __future__ import annotations

import pydantic
import pytest

from chat import Settings, settings
from chat.errors import InputError


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PARALLEL", "0", "from 1 to 64"),
        ("PARALLEL", "65", "from 1 to 64"),
        ("PARALLEL", "", "from 1 to 64"),
        ("THREADS", "viele", "0 or more"),
        ("MAX_CHARACTERS", "9", "1000 or more"),
        ("HISTORY", "vielleicht", "on or off"),
        ("RUNTIME", "vllm", "auto or llama.cpp or openvino"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_can(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BELEGT_{name}", value)
    with pytest.raises(InputError) as error:
        settings.load()
    assert error.value.message == f"BELEGT_{name} cannot be “{value}”." and allowed in error.value.hint
    with pytest.raises(pydantic.ValidationError):
        Settings()


@pytest.mark.parametrize("name", ["base_url", "api_key"])
def test_what_is_secret_is_not_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        fault = {"type": "string_type", "loc": (name,), "input": "http://ada:geheim@example.org"}
        raise pydantic.ValidationError.from_exception_data("Settings", [fault])  # type: ignore[list-item]

    monkeypatch.setattr(settings, "Settings", type("Refusing", (Settings,), {"__new__": lambda cls: refuse()}))
    with pytest.raises(InputError) as error:
        settings.load()
    assert f"BELEGT_{name.upper()}" in error.value.message and "geheim" not in str(error.value)


def test_what_can_be_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_PARALLEL", "3")
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    loaded = settings.load()
    assert loaded == Settings() and (loaded.parallel, loaded.history) == (3, False)
