"""Each catalogue has what the code asks for, all of it and nothing else; what is missing is told to be added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from chat.localization import in_tongue, speaking
from chat.localization.catalogue import MESSAGE, parsed
from chat.localization.messages import KINDS, PLACE, Template
from chat.localization.messages import _in as remembered
from chat.localization.tongues import ENGLISH, tongues
from tests.localization.code import ROOT, Word, files, messages, words
from tests.localization.made import told

TONGUES = [name for name in tongues() if name != ENGLISH]
# Messages that are alike in both tongues, by design: names, and what is quoted.
ALIKE = {"Navigation", "navigation"}
_NAMED = re.compile(r"\{([a-z_]+)\}")


def entries(tongue: str) -> list[Message]:
    return [entry for entry in parsed(tongue) if entry.id]


def forms(entry: Message) -> tuple[list[str], list[str]]:
    """Return the English and the own words of an entry, of one and of many where they count."""
    english = [entry.id] if isinstance(entry.id, str) else [*entry.id]
    own = [entry.string] if isinstance(entry.string, str) else [*entry.string]
    return english, own


def asked() -> dict[Word, str]:
    """Return the words that the code asks for, each with the module that does."""
    of_page = [*files("ui", "chat/export", "chat/localization")]
    return {word: str(path.relative_to(ROOT)) for path in of_page for word in words(path)}


def made() -> dict[str, str]:
    """Return the templates of the messages that the code makes, each with the module that does."""
    return {text: str(path.relative_to(ROOT)) for path in files("chat", "ui") for text in messages(path)}


def missing(wanted: Iterable[tuple[Word, str]], tongue: str) -> str:
    """Return what a catalogue has not, as it is to be added."""
    there = {(entry.context or "", forms(entry)[0][0]) for entry in entries(tongue)}
    return "\n".join(_entry(word, where) for word, where in wanted if (word.context, word.one) not in there)


def _entry(word: Word, where: str) -> str:
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"') for text in (word.context, word.one, word.many)]
    lines = [f"#: {where}", *[f'msgctxt "{quoted[0]}"'] * bool(word.context), f'msgid "{quoted[1]}"']
    lines += [f'msgid_plural "{quoted[2]}"', 'msgstr[0] ""', 'msgstr[1] ""'] if word.many else ['msgstr ""']
    return "\n".join(["", *lines])


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_word_of_the_page_or_its_files_is_missing(tongue: str) -> None:
    lacking = missing(asked().items(), tongue)
    assert not lacking, f"Add to chat/localization/locales/{tongue}.po, with what it is there:\n{lacking}"


@pytest.mark.slow
@pytest.mark.parametrize("tongue", TONGUES)
def test_no_message_is_missing(tongue: str) -> None:
    lacking = missing(((Word(MESSAGE, text), where) for text, where in made().items()), tongue)
    assert not lacking, f"Add to chat/localization/locales/{tongue}.po, with what it is there:\n{lacking}"


@pytest.mark.parametrize("tongue", TONGUES)
def test_what_is_put_together_is_told_too_and_nothing_is_there_that_nobody_says(
    tongue: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    used: set[str] = set()
    read = Template.read

    def noted(self: Template, message: str) -> dict[str, str] | None:
        values = read(self, message)
        if values is not None:
            used.add(self.said)
        return values

    monkeypatch.setattr(Template, "read", noted)
    remembered.cache_clear()
    with speaking(tongue):
        same = [text for text in told(monkeypatch, tmp_path) if in_tongue(text) == text and text not in ALIKE]
    assert not same, "These have no template yet, in the context “message”:\n" + "\n".join(same)
    said = made()
    messages_there = [entry for entry in entries(tongue) if entry.context == MESSAGE]
    assert [entry.id for entry in messages_there if entry.id not in said and entry.string not in used] == []
    asked_for = {(word.context, word.one, word.many) for word in asked()}
    assert [
        entry.id
        for entry in entries(tongue)
        if entry.context != MESSAGE and (entry.context or "", *(*forms(entry)[0], "")[:2]) not in asked_for
    ] == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_nothing_is_empty_and_each_place_is_kept(tongue: str) -> None:
    wrong = []
    for entry in entries(tongue):
        english, own = forms(entry)
        pattern = PLACE if entry.context == MESSAGE else _NAMED
        places = [{place.group(1) for place in pattern.finditer(text)} for text in (*english, *own)]
        named = set().union(*places[: len(english)])
        is_kept = all(found <= named for found in places) and (len(english) > 1 or places[0] == places[1])
        if entry.fuzzy or not all(own) or not is_kept:
            wrong.append(entry.id)
    assert wrong == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_place_is_of_a_kind_that_there_is(tongue: str) -> None:
    said = [str(entry.string) for entry in entries(tongue) if entry.context == MESSAGE]
    kinds = {place[2] for text in said for place in PLACE.finditer(text)} - {None}
    assert kinds <= KINDS.keys()
    templates = [Template.of(str(entry.id), "") for entry in entries(tongue) if entry.context == MESSAGE]
    assert all(template.weight > 1 for template in templates)  # one without words of its own would fit everything


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_catalogue_says_how_its_terms_are_rendered(tongue: str) -> None:
    assert "claim" in parsed(tongue).header_comment
