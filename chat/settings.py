"""Settings, from the environment and a `.env` file. Nothing is read until `Settings()` is called.

Every field is set by an environment variable of its name with the prefix `BELEGT_`.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How Belegt runs on this machine."""

    model_config = SettingsConfigDict(env_prefix="BELEGT_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_cache_path("belegt"), description="where weights are kept")
    model: str = Field(default="qwen2.5-coder-1.5b", description="the chat model, a name of the catalogue")
    translator: str = Field(
        default="auto", description="auto, opus-mt-de-en, or the name of a chat model of the catalogue"
    )
    threads: int = Field(default=0, ge=0, description="processor threads of the model; 0: one a core")
    parallel: int = Field(default=8, ge=1, le=64, description="requests in flight at once")
    fetch: bool = Field(default=True, description="whether articles may be fetched from web addresses")
    max_characters: int = Field(default=100_000, ge=1_000, description="longer texts are cut here, with a message")

    @property
    def weights(self) -> Path:
        """The folder of the weights."""
        return self.home / "weights"
