"""Bytes become the same input each time, what fails is told apart, and few inputs stand for many."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import files, seeds, texts
from bench.fuzz.draw import Draw, parts
from bench.fuzz.findings import Broken, Findings, key_of, require
from chat.lang.characters import readable


@pytest.mark.parametrize("text", ["", "„Größe“ – sagte er.\n\n🙂 " * 40])
def test_a_text_is_written_by_its_program(text: str) -> None:
    assert texts.text(Draw(texts.encoded(text))) == text


def test_pieces_are_written_by_their_numbers() -> None:
    german = texts.pieces()["german"]
    assert texts.text(Draw(texts.of_pieces("german", [0, 5]))) == f"{german[0]} {german[5]} "


@pytest.mark.parametrize("data", [b"", b"\x00", bytes(range(256)), b"\xfd" + b"\x00\x01\x0c\xff" * 9])
def test_any_bytes_are_a_text_and_files_of_all_kinds(data: bytes) -> None:
    assert texts.text(Draw(data)) == texts.text(Draw(data))
    assert len(texts.text(Draw(data))) <= texts.VERY_LONG
    for _, made in files.KINDS:
        assert isinstance(made(Draw(data)), bytes)


def test_parts_that_are_missing_are_empty() -> None:
    first, second, third = parts(b"a\xfe\xfeb", 3)
    assert (first.rest(), second.rest(), bool(third), third.byte()) == (b"a", b"b", False, 0)


def test_findings_are_told_apart_by_where_they_are_from_and_the_shortest_input_is_kept(tmp_path: Path) -> None:
    with pytest.raises(Broken) as broken:
        require(False, "it holds", 5)
    with pytest.raises(IndexError) as error:
        readable("a").original_span(0, 7)
    keys = [key_of(broken.value), key_of(error.value)]
    assert keys == ["broken: it holds", "IndexError at characters.py:original_span"]
    findings = Findings(tmp_path)
    for data in (b"long", b"ab", b"abc"):
        findings.keep(keys[0], data, "told")
    assert findings.found() == keys[:1]
    assert [path.read_bytes() for path in tmp_path.glob("*.bin")] == [b"ab"]


def test_of_inputs_that_reach_the_same_the_shortest_is_chosen() -> None:
    def once(data: bytes) -> int:
        if data:
            readable(data.decode())
        return 1

    assert seeds.chosen(once, [b"", "ä".encode(), "äöü".encode()], seconds=60) == ["ä".encode()]
