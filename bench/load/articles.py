"""Articles for many readers: each names one reader's people and town, which stand in no other's article.

Whatever another reader is shown of it is thereby seen.
"""

from __future__ import annotations

from dataclasses import dataclass

# Made up; none is a part of another, nor of any word in the articles.
_NAMES = (
    "Abrinz", "Bosrup", "Cremtau", "Drovnik", "Elvask", "Fjarup", "Gnobel", "Hurvalt", "Ilgrav", "Jospek",
    "Kvintar", "Ludremm", "Mirzeck", "Nopfrud", "Orlitsch", "Pruvatz", "Quednik", "Rixmoor", "Stulvan", "Tiebrok",
)  # fmt: skip
_THINGS = (
    ("Brücke", "bridge"), ("Schule", "school"), ("Mühle", "mill"), ("Klinik", "clinic"), ("Bibliothek", "library"),
)  # fmt: skip


@dataclass(frozen=True)
class Assigned:
    """An article with what its reader asks and expects.

    Attributes:
        name: the surname that stands in no other reader's article.
        text: the German.
        questions: what is asked, each with what has to stand in the answer or the German beside it.
    """

    name: str
    text: str
    questions: tuple[tuple[str, str], ...]


def most() -> int:
    """Return how many readers there are names for."""
    return len(_NAMES)


def assigned(reader: int, turn: int) -> Assigned:
    """Return the article that a reader reads in a turn, a headline and four sentences; both count from 0."""
    name = _NAMES[reader]
    german, english = _THINGS[turn % len(_THINGS)]
    cost = 3 + 7 * reader + turn
    text = (
        f"{name} streitet mit dem Kreis um die {german}\n\n"
        f"Die {german} in Ahrenfeld muss saniert werden, sagte Bürgermeisterin Anna {name} am Montag. "
        f"Die Arbeiten kosten {cost} Millionen Euro.\n\n"
        f"Landrat Uwe Brenk wies die Darstellung zurück. Die {german} sei sicher, sagte er."
    )
    questions = (
        (f"What does {name} say?", name),
        (f"How much does the work on the {english} cost?", str(cost)),
    )
    return Assigned(name, text, questions)


def others(reader: int, readers: int) -> tuple[str, ...]:
    """Return the names that a reader must never see."""
    return tuple(name for number, name in enumerate(_NAMES[:readers]) if number != reader)
