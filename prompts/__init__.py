"""The prompts, one Jinja2 file each, and their rendering into chat messages.

A file starts with a comment that says what it is for and, in its last line, which variables it takes. Lines
`[system]`, `[user]` and `[assistant]` start its messages. Text that comes from outside is put into a message after
the file was cut into messages, and without the marks by which chat templates tell messages apart, so that no
article can start a message of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict, cast, get_args

from jinja2 import Environment, StrictUndefined, Template

Role = Literal["system", "user", "assistant"]

_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"\A\{#(?P<purpose>.*?)^Variables:(?P<variables>[^\n]*)\n#\}\n", re.DOTALL | re.MULTILINE)
_ROLE = re.compile(rf"^\[({'|'.join(get_args(Role))})\]\n", re.MULTILINE)
# How the chat templates of Qwen, Llama, Phi, DeepSeek, Gemma and Mistral begin and end a mark.
_MARK = re.compile(
    r"<(?=[|｜]|/?(?:start|end)_of_turn>|/?(?:s|bos|eos|pad|unk|think|tool_call|tool_response)>|</?SYS>>)"
    r"|(?<=[|｜])>|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\])"
)
_LOOKALIKE = {"<": "‹", ">": "›", "[": "("}


class Message(TypedDict):
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True)
class Prompt:
    """A prompt file: the variables it declares and its messages as templates."""

    name: str
    variables: frozenset[str]
    messages: tuple[tuple[Role, Template], ...]


def harmless(value: object) -> object:
    """Return a value for a prompt; in a text, the marks by which chat templates tell messages apart are disarmed.

    Their brackets are replaced, not removed, since a removal could put another mark together.
    """
    return _MARK.sub(lambda mark: _LOOKALIKE[mark.group()], value) if isinstance(value, str) else value


def names() -> list[str]:
    """Return the names of all prompts."""
    return sorted(path.stem for path in _FOLDER.glob("*.j2"))


@cache
def load(name: str) -> Prompt:
    """Read a prompt file.

    Raises:
        FileNotFoundError: there is no such prompt.
        ValueError: the file does not have the form that this module describes.
    """
    source = (_FOLDER / f"{name}.j2").read_text(encoding="utf-8")
    header = _HEADER.match(source)
    if not header:
        raise ValueError(f"prompts/{name}.j2 does not start with a comment that declares its variables")
    environment = Environment(undefined=StrictUndefined, finalize=harmless, trim_blocks=True, lstrip_blocks=True)
    _, *parts = _ROLE.split(source[header.end() :])
    messages = tuple(
        (cast(Role, role), environment.from_string(text.strip()))
        for role, text in zip(parts[::2], parts[1::2], strict=True)
    )
    if not messages:
        raise ValueError(f"prompts/{name}.j2 has no message")
    return Prompt(name, frozenset(re.findall(r"\w+", header["variables"])), messages)


def render(name: str, **variables: object) -> list[Message]:
    """Return the messages of a prompt.

    Raises:
        ValueError: the variables given are not those declared.
        FileNotFoundError: there is no such prompt.
    """
    prompt = load(name)
    if variables.keys() != prompt.variables:
        odd = ", ".join(sorted(variables.keys() ^ prompt.variables))
        raise ValueError(f"prompts/{name}.j2 takes {sorted(prompt.variables)}; missing or unknown: {odd}")
    return [{"role": role, "content": template.render(variables).strip()} for role, template in prompt.messages]
