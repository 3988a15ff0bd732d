"""A check is a file in the folder of checks: nothing else has to be told of it."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chat.errors import ChatError
from chat.lang.analysis import analysed
from chat.lang.de.text import GermanText
from chat.translation import checks
from chat.translation.checks import all_checks, doubts, labels

NAME = "dropped_for_a_test"
SHOUTING = """
from chat.translation.checks import Check

def find(pair):
    if pair.english.text.isupper() and not pair.german.text.isupper():
        yield CHECK.doubt("The English shouts.", english=pair.english.text)

CHECK = Check(kind="shouting", label="Capital letters", find=find)
"""


@pytest.fixture(params=["folder", "archive"])
def drop(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """Yield a function that puts a module with some code among the checks, from a folder or an archive of its own."""

    def put(code: str) -> None:
        place = tmp_path
        (tmp_path / f"{NAME}.py").write_text(code, encoding="utf-8")
        if request.param == "archive":
            place = tmp_path / "checks.zip"
            with zipfile.ZipFile(place, "w") as archive:
                archive.write(tmp_path / f"{NAME}.py", f"{NAME}.py")
        monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(place)])
        all_checks.cache_clear()

    yield put
    all_checks.cache_clear()
    sys.modules.pop(f"{checks.__name__}.{NAME}", None)
    vars(checks).pop(NAME, None)


def test_a_check_that_is_dropped_into_the_folder_is_used_and_labelled(drop: Callable[[str], None]) -> None:
    drop(SHOUTING)
    (doubt,) = doubts(GermanText("Die Brücke ist zu."), "THE BRIDGE IS CLOSED.")
    assert (doubt.kind, doubt.message, doubt.wording) == ("shouting", "The English shouts.", False)
    assert doubts(analysed("Le pont est là.", "fr"), "THE BRIDGE IS THERE.") == ()
    assert labels()["shouting"] == "Capital letters"


def test_its_doubts_come_after_those_of_checks_with_a_place(drop: Callable[[str], None]) -> None:
    drop(SHOUTING)
    found = doubts(GermanText("Die 3 Brücken sind zu."), "THE BRIDGE IS CLOSED.", glossary={"zu": "shut"})
    assert [doubt.kind for doubt in found] == ["number", "glossary", "shouting"]


@pytest.mark.parametrize("code", ["", "CHECK = None", "CHECKS = (print,)", "CHECKS = ()"])
def test_a_module_without_a_check_is_named(drop: Callable[[str], None], code: str) -> None:
    drop(code)
    with pytest.raises(ChatError, match=NAME) as caught:
        doubts(GermanText("Ja."), "Yes.")
    assert caught.value.hint


def test_every_check_has_a_kind_a_label_and_a_test() -> None:
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert len(all_checks()) > 10
    for check in all_checks():
        assert check.kind and check.label
        assert check.find.__module__.rpartition(".")[2] in tested


def test_a_kind_has_one_label_and_one_weight() -> None:
    told = {(check.kind, check.label, check.wording) for check in all_checks()}
    assert len(told) == len(labels())
