"""Whether a text is in a dialect, told by its commonest words."""

from __future__ import annotations

import pytest

from chat.article.dialects import dialect_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mir händ nöd gwüsst, was da los isch.", "gsw"),
        ("Mia ham ned gwusst, wos do los is.", "bar"),
        ("Wi hebbt nich wüsst, wat dor los weer.", "nds"),
        ("We didnae ken whit wis gaun on in the toun.", "sco"),
        ("Mir hobn nisht gevust, vos es iz dort geven.", "yi"),
    ],
)
def test_a_sentence_in_dialect_is_told(text: str, code: str) -> None:
    assert dialect_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wir haben nicht gewusst, was da los ist.",
        "Das Spital hat die Busse gemäss Reglement nicht bezahlt, heisst es in der Strasse.",  # Swiss, and no dialect
        "Herr Chan und Frau Cho treffen sich in San Francisco.",  # names are written with a capital
        "S 21, z. B. am Gleis 3 d, fährt nicht.",
        "D i e N a c h r i c h t e n d e s T a g e s",
        "Wij hebben niet geweten wat er aan de hand was.",
        "D'Police seet, si wësse nach näischt.",
        "Volgens hem gaat het niet alleen om geld.",  # "het" and "gaat" are Swiss German too
        "Il faut aussi que ce soit clair pour moi.",  # and these Bavarian
        "Oba kluby z Krakowa przegrały, ale oba z nich zagrały dobrze.",
        "Wee Willie did not ken what the auld man meant, but he knew that the bairn would be safe in the town tonight.",
        "Wirt Sepp Huber sagte „des is ned wahr“, bevor er den Saal verließ und mit dem Taxi nach Hause fuhr; mehr war "
        "von ihm an diesem Abend nicht zu hören, und auch am Tag danach schwieg er.",
    ],
)
def test_everything_else_is_no_dialect(text: str) -> None:
    assert dialect_of(text) is None
