"""A language is added by a folder with data: what it says is used, and what is wrong in it is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.article import paragraphs, sentences
from chat.errors import ChatError, EmptyText
from chat.lang import packs
from chat.lang.analysis import analysed
from chat.lang.negation import negation
from chat.translation.checks import doubts, unchecked

SWEDISH = """
# Swedish, as much of it as a test needs.

[sentences]
never_final = "bl.a t.ex kl"
maybe_final = "kr"
starters = "det han hon en ett i"

[boilerplate.parts]
read_also = 'Läs (?:också|även|mer)'
share = 'Dela(?: artikeln)?'

[numbers]
decimal = ","
groups = " "

[numbers.words]
2 = "två"
3 = "tre"
200 = "tvåhundra"

[numbers.powers]
6 = "miljoner, miljon"

[negation]
explicit = ["inte", "ingen", "inget"]
excepted = ["inte bara"]

[names]
known = { Stockholm = "Stockholm", Sweden = "Sverige, svensk*" }
"""
# Whatever is hard for words, numbers and marks, more often than chance would have it.
ODD = [
    "I",
    "İ",
    "ı",
    "Ł",
    "Щ",
    "ь",
    "К",
    "ſ",
    "’",
    "«",
    "»",
    "„",
    "”",
    ".",
    "г. ",
    "1 ",
    "2,5",
    "XX",
    " ",
    "\n",
    "e",
    "не ",
    "\u202e",
]
TEXT = """Bron stängs

Staden stänger bron kl. 14 på fredag, bl.a. Därför att den rostar. Det kostar 2,5 miljoner.

Läs också: Färjan går inte

Dela artikeln

Hon säger att den inte är säker."""


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Return a function that makes a folder with a pack of some text."""
    monkeypatch.setattr(packs, "ROOTS", [*packs.ROOTS, tmp_path])

    def made(code: str, text: str) -> None:
        (tmp_path / code).mkdir()
        (tmp_path / code / "pack.toml").write_text(text, encoding="utf-8")
        packs.pack.cache_clear()

    return made


def test_the_languages_of_the_catalogue_have_packs() -> None:
    assert {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"} <= set(packs.codes())


def test_a_folder_with_data_is_a_language(add: Callable[[str, str], None]) -> None:
    add("sv", SWEDISH)
    assert "sv" in packs.codes()
    article = paragraphs.build(TEXT, max_characters=1_000, language="sv")
    assert [paragraph.reason for paragraph in article.paragraphs if paragraph.kind == "boilerplate"] == [
        "link to another article",
        "share line",
    ]
    assert [s.text for s in sentences.split(article, language="sv") if s.kind == "text"] == [
        "Staden stänger bron kl. 14 på fredag, bl.a. Därför att den rostar.",
        "Det kostar 2,5 miljoner.",
        "Hon säger att den inte är säker.",
    ]
    assert negation("Inte bara bron är ingen ö.", "sv") == "ingen"


@pytest.mark.parametrize(
    ("swedish", "english", "kinds"),
    [
        ("Det kostar 2,5 miljoner.", "It costs 2.5 million.", []),
        ("Det kostar 2,5 miljoner.", "It costs 25 million.", ["number", "number"]),
        ("Tvåhundra hus byggs i Sverige.", "Two hundred houses are being built in Sweden.", []),
        ("Bron är inte säker.", "The bridge is safe.", ["negation"]),
        ("Bron är säker i Sverige.", "The bridge is safe in Norway.", ["name"]),
    ],
)
def test_its_translations_are_checked(
    add: Callable[[str, str], None], swedish: str, english: str, kinds: list[str]
) -> None:
    add("sv", SWEDISH)
    assert [doubt.kind for doubt in doubts(analysed(swedish, "sv"), english)] == kinds
    assert {"dates", "how sure something is"} <= set(unchecked("sv"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sentences]\nnever_finale = 'x'", "never_finale"),
        ("[negation]\nexplicit = ['(']", "negation"),
        ("[sentences", "no TOML"),
        ("[[boilerplate.pattern]]\nreason = 'x'\nregexes = ['(']", "boilerplate"),
    ],
)
def test_what_is_wrong_in_a_pack_is_told(add: Callable[[str, str], None], text: str, told: str) -> None:
    add("sv", f"# Swedish.\n\n{text}")
    with pytest.raises(ChatError, match=told) as caught:
        paragraphs.build(TEXT, max_characters=1_000, language="sv")
    assert "docs/languages.md" in caught.value.hint


@pytest.mark.parametrize("code", packs.codes())
def test_every_word_list_of_a_pack_says_where_it_is_from(code: str) -> None:
    folder = Path(str(packs.ROOTS[0])) / code
    assert all(file.read_text(encoding="utf-8").startswith("# ") for file in folder.glob("*.toml"))
    assert packs.pack(code).name


@pytest.mark.parametrize("code", packs.codes())
@given(text=st.text() | st.lists(st.sampled_from(ODD)).map("".join))
def test_no_text_is_too_odd_for_a_pack(code: str, text: str) -> None:
    original = analysed(text, code)
    assert doubts(original, text.upper()) is not None
    assert all(0 <= start < end <= len(text) for start, end in original.quotations)
    if any(character.isalnum() for character in text):
        with suppress(EmptyText):
            article = paragraphs.build(text, max_characters=1_000, language=code)
            found = sentences.split(article, language=code)
            assert all(article.text[sentence.start : sentence.end] == sentence.text for sentence in found)
