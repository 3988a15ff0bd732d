"""Settings, from the environment and a `.env` file. Nothing is read until `load()` or `Settings()` is called.

Every field is set by an environment variable of its name with the prefix `BELEGT_`. `load` is for readers, whom a wrong
value is told in words; `Settings()` is for programs, and raises pydantic's own error.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from chat.errors import InputError


class Settings(BaseSettings):
    """How Belegt runs on this machine."""

    model_config = SettingsConfigDict(env_prefix="BELEGT_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_cache_path("belegt"), description="where weights are kept")
    data: Path = Field(default_factory=lambda: user_data_path("belegt"), description="where the library is kept")
    history: bool = Field(default=True, description="whether what was read is kept; off: nothing is written to disk")
    memory: bool = Field(
        default=True, description="whether the replies of the engines on this machine are kept, not to be made twice"
    )
    model: str = Field(default="qwen2.5-coder-1.5b", description="the chat model, a name of the catalogue")
    runtime: Literal["auto", "llama.cpp", "openvino"] = Field(
        default="auto",
        description="what runs the chat models of the catalogue; auto: OpenVINO where it is installed and helps",
    )
    marian: Literal["ctranslate2", "torch"] = Field(default="ctranslate2", description="what runs OPUS-MT")
    translator: str = Field(
        default="auto",
        description="auto, opus-mt-de-en, a folder with a Marian model, or the name of a chat model of the catalogue",
    )
    # Secret: an address can hold a password, and settings are shown in logs.
    base_url: SecretStr = Field(
        default=SecretStr(""), description="a server with OpenAI's interface that is the chat model, as http://…/v1"
    )
    api_key: SecretStr = Field(default=SecretStr(""), description="the server's key, where it wants one")
    server_model: str = Field(default="", description="the server's model; may be empty where it has only one")
    threads: int = Field(default=0, ge=0, description="processor threads of the model; 0: one a core")
    parallel: int = Field(default=8, ge=1, le=64, description="requests in flight at once")
    glossary: Path | None = Field(default=None, description="a file with the reader's terms: German, English a line")
    fetch: bool = Field(default=True, description="whether articles may be fetched from web addresses")
    max_characters: int = Field(default=100_000, ge=1_000, description="longer texts are cut here, with a message")
    # Of a server that many use. On one's own machine there is no limit but that of the machine.
    articles_at_once: int = Field(default=0, ge=0, description="articles that a reader can have read at once; 0: any")
    characters_a_day: int = Field(
        default=0, ge=0, description="characters of articles that a reader can have read in a day of UTC; 0: any"
    )
    readings_at_once: int = Field(
        default=0, ge=0, description="readings that work at the engines at once, of all readers; others wait; 0: any"
    )
    memory_floor: int = Field(
        default=0, ge=0, description="megabytes of memory that are to be free when a reading begins; 0: any"
    )
    sessions_at_once: int = Field(
        default=0, ge=0, description="tabs that the server lets in at once; others are told to come again; 0: any"
    )
    api: bool = Field(default=False, description="whether the server with the page has the interface for programs too")
    api_keys: Path | None = Field(default=None, description="a file with the keys of programs: name and SHA-256 a line")
    api_hosts: tuple[str, ...] = Field(
        default=(), description="names besides those of this machine by which the interface may be asked, as JSON"
    )
    metrics: bool = Field(default=False, description="whether the server answers /metrics, to this machine or a token")
    metrics_token: SecretStr = Field(default=SecretStr(""), description="what opens /metrics from elsewhere")

    @property
    def weights(self) -> Path:
        """The folder of the weights."""
        return self.home / "weights"


def load() -> Settings:
    """Return the settings.

    Raises:
        InputError: a value is none that its setting can have, or the file `.env` cannot be read.
    """
    try:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise InputError(
            f"The file .env in this folder cannot be read: {reason}.",
            hint="Mend it, or start Belegt in another folder.",
        ) from error
    except ValidationError as error:
        name, told, allowed = _fault(error)
        raise InputError(f"{name} cannot be {told}.", hint=f"Set it to {allowed}, or leave it out.") from error


def _fault(error: ValidationError) -> tuple[str, str, str]:
    """Return the variable of the first wrong setting, its value, and what it can be; no value that is to be secret."""
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0])
    field = Settings.model_fields[name]
    told = "what it is" if field.annotation is SecretStr else f"“{fault['input']}”"
    return f"{Settings.model_config['env_prefix']}{name.upper()}", told, _allowed(field)


def _allowed(field: FieldInfo) -> str:
    """Return what a setting can be, in words."""
    if field.annotation is bool:
        return "on or off"
    if choices := get_args(field.annotation):
        return " or ".join(str(choice) for choice in choices)
    if field.annotation is not int:
        return f"another value ({field.description})"
    least, most = _bound(field, "ge"), _bound(field, "le")
    return f"a whole number, {least} or more" if most is None else f"a whole number from {least} to {most}"


def _bound(field: FieldInfo, name: str) -> int | None:
    """Return a bound of a number, by its name in pydantic; None where there is none."""
    return next((getattr(rule, name) for rule in field.metadata if hasattr(rule, name)), None)
