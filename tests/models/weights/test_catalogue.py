"""The catalogue that ships: complete, consistent, and helpful about a wrong name."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from chat.data import table
from chat.errors import UnknownName
from chat.models.weights.catalogue import (
    Entry,
    File,
    Hub,
    Index,
    Part,
    Role,
    Snapshot,
    entries,
    lookup,
    of_role,
)
from chat.settings import Settings


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_entry_says_what_it_is_how_large_and_where_from(entry: Entry) -> None:
    assert entry.title and entry.purpose and entry.licence
    assert entry.bytes > 50_000_000
    assert entry.sources
    assert all(len(file.checksum) == 64 for file in entry.files)


def test_names_are_unique_and_have_the_default_models() -> None:
    names = [entry.name for entry in entries()]
    assert len(set(names)) == len(names)
    assert {Settings.model_fields["model"].default, "minilm", "opus-mt-de-en"} <= set(names)


def test_the_embedded_model_comes_from_the_hub_first_and_then_from_the_index() -> None:
    hub, index = lookup("qwen2.5-coder-1.5b").sources
    assert isinstance(hub, Hub) and len(hub.revision) == 40
    assert isinstance(index, Index) and len(index.parts) == 22


def test_a_snapshot_is_not_pinned_and_says_so() -> None:
    entry = lookup("opus-mt-de-en")
    assert entry.files == ()
    assert [type(source) for source in entry.sources] == [Snapshot]


def test_an_unknown_name_is_answered_with_the_nearest_and_all_others() -> None:
    with pytest.raises(UnknownName) as caught:
        lookup("Qwen2.5-coder-1.5")
    assert "“qwen2.5-coder-1.5b”?" in caught.value.hint
    assert "minilm" in caught.value.hint


def test_an_unknown_name_like_no_other_is_answered_with_all() -> None:
    with pytest.raises(UnknownName, match=r"Known: qwen2.5-coder-1.5b") as caught:
        lookup("zzz")
    assert "Did you mean" not in caught.value.hint


def part(*, bytes: int) -> Part:
    return Part(
        file="a.bin",
        package="a",
        version="1",
        wheel_sha256="0" * 64,
        member="a/a.bin",
        bytes=bytes,
        sha256="0" * 64,
    )


def entry(**fields: Any) -> Entry:
    """Return a sound entry, changed by `fields`."""
    hub = Hub(repo="a/a", revision="0" * 40)
    sound = {"name": "a", "title": "A", "role": "embedder", "purpose": "a", "licence": "MIT", "sources": (hub,)}
    return Entry(**{**sound, "files": (File(path="a.bin", bytes=10, checksum="0" * 64),), **fields})


def test_parts_that_do_not_add_up_are_a_mistake_in_the_catalogue() -> None:
    assert entry()
    with pytest.raises(ValidationError, match="do not add up"):
        entry(sources=(Index(parts=(part(bytes=4), part(bytes=5))),))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"role": "chat"}, "cache_bytes_per_token"),
        ({"cache_bytes_per_token": 28_672}, "cache_bytes_per_token"),
        ({"role": "translator"}, "languages"),
        ({"languages": ("de",)}, "languages"),
        ({"template": {"enable_thinking": False}}, "only a chat model"),
    ],
)
def test_what_belongs_to_a_role_stands_there_and_nowhere_else(fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        entry(**fields)


def test_every_role_has_an_entry_and_every_language_of_a_translator_a_name() -> None:
    assert all(of_role(role) for role in get_args(Role))
    assert {code for found in of_role("translator") for code in found.languages} <= table("languages.toml").keys()


def test_a_chat_model_is_a_single_file() -> None:
    for found in of_role("chat"):
        files = found.files or [form for source in found.sources for form in source.weights]  # type: ignore[union-attr]
        assert len(files) == 1 and str(getattr(files[0], "path", files[0])).lower().endswith("q4_k_m.gguf")


def test_each_chat_model_says_what_it_is_of_use_for() -> None:
    assert [found.name for found in of_role("chat") if found.offer] == ["qwen2.5-coder-1.5b", "granite-4.0-micro"]
    ranks = [found.rank for found in of_role("chat") if found.rank]
    assert len(set(ranks)) == len(ranks)
    assert all(found.published for found in of_role("chat") if found.rank > lookup("qwen2.5-coder-1.5b").rank)


@pytest.mark.parametrize("path", ["../a.bin", "/etc/a.bin", "a/../../b", ".lock", ""])
def test_a_file_cannot_lie_outside_its_folder(path: str) -> None:
    with pytest.raises(ValidationError):
        File(path=path, bytes=1, checksum="0" * 64)
