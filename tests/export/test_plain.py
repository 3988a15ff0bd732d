"""A document as plain text: lines that fit a terminal, tables in columns, and nothing that a terminal would obey."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat.dossier.sources import Place
from chat.export.document import Heading, Paragraph, Run, Table, marks, plain
from chat.export.plain import WIDTH, render

WORDS = "Das Freibad bleibt im Sommer geschlossen, sagte die Bürgermeisterin. " * 3


def test_headings_are_underlined_and_lists_stand_together() -> None:
    blocks = [Heading("Freibad", 1), Heading("Who", 2), Heading("Voss", 3), plain("One", style="bullet"),
              plain("Two", style="bullet"), plain("After")]  # fmt: skip
    assert render(blocks) == "Freibad\n=======\n\nWho\n---\n\nVoss\n- One\n- Two\n\nAfter\n"


def test_long_lines_are_wrapped_and_those_of_a_list_indented() -> None:
    lines = render([plain(WORDS, style="bullet"), plain(WORDS, style="notice")]).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line[:2] for line in lines if line] == ["- ", "  ", "  ", "! ", "  ", "  "]


def test_columns_are_as_wide_as_their_shares_and_rows_as_high_as_their_cells() -> None:
    cell = Paragraph(((Run("says"), *marks([Place(1, 2)])), (Run("Zitat", "de"),)))
    shown = render([Table(("About", "One"), ((plain("Preis"), cell), (plain("Tag"), plain("—"))), widths=(1.0, 3.0))])
    header, rule, *rows = shown.splitlines()
    assert header.index("One") == rows[0].index("says") == len(rule.split()[0]) + 2
    assert [row.split() for row in rows] == [["Preis", "says", "[1:2]"], ["Zitat"], ["Tag", "—"]]


def test_numbers_of_rows_stand_before_them() -> None:
    shown = render([Table(("German", "English"), ((plain("Ja"), plain("Yes")), (plain("Nein"), plain("No"))), (9, 10))])
    assert [line[:8].split() for line in shown.splitlines()[2:]] == [["9", "Ja"], ["10", "Nein"]]


@given(st.lists(st.text(max_size=200), min_size=2, max_size=2), st.integers(1, 12))
def test_no_text_breaks_out_of_its_lines(texts: list[str], columns: int) -> None:
    one, other = texts
    table = Table(tuple([one] * columns), (tuple(plain(other) for _ in range(columns)),), (1,))
    shown = render([Heading(one, 2), plain(other, style="bullet"), table])
    assert max(map(len, shown.split("\n"))) <= WIDTH
    assert not any(ord(character) < 32 for character in shown.replace("\n", ""))
