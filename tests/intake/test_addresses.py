"""Lists of web addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.errors import InputError, NotText, UnsupportedFile
from chat.intake import addresses

A, B = "https://zeitung.example/a", "https://bote.example/b?id=3"


def test_a_line_each() -> None:
    found = addresses.parse(f"# Brücke\n{A}\n\n  {B}  \r\nwww.blatt.example/c\nblatt.example/d\n")
    assert found == addresses.Addresses((A, B, "https://www.blatt.example/c", "https://blatt.example/d"))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"Siehe {A}.", A),
        (f"({A})", A),
        (f"„{A}“", A),
        (f"<{A}>", A),
        (f"[Steg]({A}), gestern", A),
        ("https://lexikon.example/Steg_(Bau)", "https://lexikon.example/Steg_(Bau)"),
        ("https://zeitung.example/steg,1234.html", "https://zeitung.example/steg,1234.html"),
        (f"{A}#kommentare", A),
    ],
)
def test_an_address_in_a_text_is_without_what_stands_around_it(text: str, url: str) -> None:
    assert addresses.parse(text).urls == (url,)


def test_several_in_one_line() -> None:
    assert addresses.parse(f"{A} {B}").urls == (A, B)
    assert addresses.parse(f"{A},{B}").urls == (A, B)


def test_an_address_that_stands_there_again_is_taken_once() -> None:
    found = addresses.parse(f"{A}?utm_source=brief\n{B}\n{A}\n{A}/#ende")
    assert (found.urls, found.repeated) == ((f"{A}?utm_source=brief", B), 2)


@pytest.mark.parametrize(
    "line",
    [
        *("Brücke", "S. 12", "notiz.txt", "jana@zeitung.example", "ftp://zeitung.example/a", "https://"),
        *("javascript:alert(1)", "file:///etc/passwd", "https://nutzer:wort@zeitung.example/"),
    ],
)
def test_a_line_that_is_no_address_is_told(line: str) -> None:
    found = addresses.parse(f"{line}\n{A}")
    assert (found.urls, found.others) == ((A,), (line,))


def test_hostile_lines_are_told_short_and_few() -> None:
    found = addresses.parse("\n".join([A, "x\u202e\x07" * 1_000, *map(str, range(1_000))]))
    assert len(found.others[0]) == 80
    assert found.others[0].isprintable()
    assert (len(found.others), found.more_others) == (addresses.MAX_NAMED, 1_001 - addresses.MAX_NAMED)


def test_too_many_are_left_out_and_counted() -> None:
    found = addresses.parse("\n".join(f"{A}/{number}" for number in range(450)))
    assert (len(found.urls), found.left_out) == (addresses.MAX_ADDRESSES, 250)


@pytest.mark.parametrize("text", ["", "\n \n", "Kein Verweis.", "# " + A, "\x00", "https://" + "a" * 5_000])
def test_a_list_without_an_address_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError) as caught:
        addresses.parse(text)
    assert "https://" in caught.value.hint


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="longer"):
        addresses.parse("a" * (addresses.MAX_CHARACTERS + 1))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_cells_of_a_table(delimiter: str) -> None:
    rows = [("Titel", "Adresse"), ("Der Steg, heute", A), ('"Rat"', "https://bote.example/b,1")]
    text = "\n".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    found = addresses.from_bytes(text.encode("cp1252"), "liste.csv")
    assert found.urls == (A, "https://bote.example/b,1")
    assert found.others == (f"Titel{delimiter}Adresse".replace("\t", " "),)


def test_other_files_are_refused() -> None:
    with pytest.raises(UnsupportedFile):
        addresses.from_bytes(A.encode(), "liste.xlsx")
    with pytest.raises(NotText):
        addresses.from_bytes(b"\x00\x01" * 100, "liste.txt")


@given(st.text(max_size=200) | st.text(alphabet="htps:/.wa,;()[]#\"' \n@", max_size=80))
def test_whatever_is_pasted_gives_addresses_or_an_error(text: str) -> None:
    for name in ("liste.txt", "liste.csv"):
        try:
            found = addresses.from_bytes(text.encode("utf-8", "surrogatepass"), name)
        except InputError:
            continue
        assert all(url.startswith(("https://", "http://")) or url[:4].lower() == "http" for url in found.urls)
