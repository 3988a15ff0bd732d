"""What `import chat` gives: the names of its documentation, and nothing else is loaded for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

import chat
from chat import pipeline, schema, settings
from chat.models import registry

# The standard library aside, all that `import chat` may load.
LOADED = "import sys; before = {*sys.modules}; import chat; print(*sorted({*sys.modules} - before))"


def test_importing_the_library_loads_nothing_of_it() -> None:
    result = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    others = {name.partition(".")[0] for name in result.stdout.split()} - sys.stdlib_module_names
    assert others == {"chat"}
    assert [name for name in result.stdout.split() if name.startswith("chat")] == ["chat"]


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("read", pipeline), ("claims", pipeline), ("ask", pipeline),
        ("open_engines", registry), ("Settings", settings), ("Reading", schema),
    ],
)  # fmt: skip
def test_a_public_name_is_that_of_its_module(name: str, home: object) -> None:
    assert getattr(chat, name) is getattr(home, name)


def test_every_public_name_is_listed_and_is_there() -> None:
    assert {*chat.__all__} <= {*dir(chat)}
    assert {name for name in chat.__all__ if getattr(chat, name, None) is None} == set()


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'translate_everything'"):
        chat.translate_everything  # noqa: B018
    assert not hasattr(chat, "Answer")
