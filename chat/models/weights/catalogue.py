"""The catalogue of weights: what there is, under which licence, from where. It knows no network and no disk.

The entries stand in `catalogue.toml`. Pinned entries list their files; an entry whose only source is a snapshot has
none, since the hub lists them at the time of the download.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field, model_validator

from chat.errors import UnknownName
from chat.schema import Frozen

RelativePath = Annotated[str, Field(pattern=r"^\w[\w.-]*(/\w[\w.-]*)*$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class File(Frozen):
    """A file of the weights: path below the entry's folder, size in bytes, and checksum.

    The checksum is a SHA-256 (64 hexadecimal digits) or, for the small text files of a snapshot, the git blob id
    (40 digits), which is all the hub lists for those.
    """

    path: RelativePath
    bytes: int = Field(gt=0)
    checksum: str = Field(pattern=r"^([0-9a-f]{64}|[0-9a-f]{40})$")


class Listing(Frozen):
    """The files of a snapshot as the hub listed them at that commit."""

    commit: str
    files: tuple[File, ...]


class Part(Frozen):
    """A stretch of `file` (the whole, where there is one part only): `member` of the wheel of a package.

    `bytes` and `sha256` are those of the member, `wheel_sha256` is what pip must find.
    """

    file: RelativePath
    package: str
    version: str
    wheel_sha256: Sha256
    member: str
    bytes: int = Field(gt=0)
    sha256: Sha256


class Hub(Frozen):
    """A repository of the hub at a fixed revision, with the entry's files under the same paths."""

    kind: Literal["hub"] = "hub"
    repo: str
    revision: str

    @property
    def label(self) -> str:
        """The source's name for the reader."""
        return f"hub {self.repo}"


class Snapshot(Frozen):
    """A repository of the hub at a branch: those of `files` that it has, and the first of `weights` that it has.

    `weights` may have wildcards ("*Q4_K_M.gguf"), and capitals and small letters are the same in them.
    """

    kind: Literal["snapshot"] = "snapshot"
    repo: str
    revision: str
    files: tuple[RelativePath, ...] = ()
    weights: tuple[str, ...]

    @property
    def label(self) -> str:
        """The source's name for the reader."""
        return f"hub {self.repo}"


class Index(Frozen):
    """Wheels of the package index; the parts of a file are joined in the order given."""

    kind: Literal["index"] = "index"
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        """The source's name for the reader."""
        return "package index"

    @property
    def largest_wheel(self) -> int:
        """How much is taken from one wheel at most, in bytes: about the size of the wheel on the disk."""
        wheels = groupby(self.parts, key=lambda part: part.wheel_sha256)
        return max(sum(part.bytes for part in parts) for _, parts in wheels)


Role = Literal["chat", "translator", "embedder"]
Source = Annotated[Hub | Snapshot | Index, Field(discriminator="kind")]


class Entry(Frozen):
    """Weights of one model.

    Args:
        name: by which settings and the command line call it; also its folder.
        title: the model's own name.
        role: what runs it: a runtime of chat models, the translator of OPUS-MT, or the embedder of sentences.
        purpose: what Belegt uses it for, in a line.
        licence: SPDX identifier.
        cache_bytes_per_token: key-value cache that a token of context takes, in bytes; of a chat model.
        template: what the chat template of a chat model is told besides the messages: that it is not to think first.
        prompts: the end of the names of its prompts for translation, where it was trained on others than ours.
        translates_only: whether a chat model is of use as a translator alone.
        openvino: whether OpenVINO GenAI can run a chat model's file too.
        rank: of models of a role, the better by published figures has the higher; 0: it is not recommended.
        offer: what is said of it, in a few words, where the page offers the choice; empty: it is not offered.
        published: what others say of it, with who they are; whether that was measured here.
        languages: those that it translates into English (ISO 639-1); of a translator.
        files: what must be there; empty for a snapshot.
        about_bytes: the size of a snapshot, which is not known exactly.
        sources: where it can be had, tried in this order.
    """

    name: RelativePath
    title: str
    role: Role
    purpose: str
    licence: str
    cache_bytes_per_token: int = Field(default=0, ge=0)
    template: dict[str, bool] = Field(default_factory=dict)
    prompts: str = ""
    translates_only: bool = False
    openvino: bool = False
    rank: int = Field(default=0, ge=0)
    offer: str = ""
    published: str = ""
    languages: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    about_bytes: int = 0
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def bytes(self) -> int:
        """The size of all files, in bytes; a rough one for a snapshot."""
        return sum(file.bytes for file in self.files) or self.about_bytes

    @model_validator(mode="after")
    def _of_its_role(self) -> Entry:
        if bool(self.cache_bytes_per_token) != (self.role == "chat"):
            raise ValueError(f"{self.name}: cache_bytes_per_token is what a chat model has, and no other")
        if self.role != "chat" and (self.template or self.prompts or self.translates_only or self.openvino):
            raise ValueError(f"{self.name}: it has what only a chat model has")
        if bool(self.languages) != (self.role == "translator"):
            raise ValueError(f"{self.name}: languages are what a translator has, and no other")
        return self

    @model_validator(mode="after")
    def _complete(self) -> Entry:
        for source in self.sources:
            if isinstance(source, Snapshot) == bool(self.files):
                raise ValueError(f"{self.name}: files are pinned, or the source is a snapshot; never both")
            if isinstance(source, Index):
                have = {file.path: sum(p.bytes for p in source.parts if p.file == file.path) for file in self.files}
                if have != {file.path: file.bytes for file in self.files}:
                    raise ValueError(f"{self.name}: the parts do not add up to the files")
        return self


class _Catalogue(Frozen):
    entry: tuple[Entry, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return all entries, in the catalogue's order."""
    text = resources.files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8")
    return _Catalogue.model_validate(tomllib.loads(text)).entry


def of_role(role: Role) -> tuple[Entry, ...]:
    """Return the entries of one role, in the catalogue's order."""
    return tuple(entry for entry in entries() if entry.role == role)


def lookup(name: str) -> Entry:
    """Return the entry of that name.

    Raises:
        UnknownName: there is none; the hint has the nearest name and all names.
    """
    known = {entry.name: entry for entry in entries()}
    if name in known:
        return known[name]
    near = get_close_matches(name.lower(), known, n=1)
    suggestion = f"Did you mean “{near[0]}”? " if near else ""
    raise UnknownName(f"There are no weights named “{name}”.", hint=f"{suggestion}Known: {', '.join(known)}.")


def title_of(name: str) -> str:
    """Return the name of an engine for the reader; one that is not in the catalogue is called as it calls itself."""
    return next((entry.title for entry in entries() if entry.name == name), name)
