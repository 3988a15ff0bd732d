"""Whether a clause negates its verb."""

from __future__ import annotations

import pytest

from chat.attribution.german.negation import is_negated
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("clause", "negated"),
    [
        ("Klein sagte das nicht", True),
        ("Klein nannte keinen Grund", True),
        ("Klein sprach nie davon", True),
        ("Klein sagte nicht nur das", False),
        ("Klein sagte das nicht ohne Stolz", False),
        ("Klein sagte das nicht zum ersten Mal", False),
        ("Klein, die nicht dabei war, sagte das", False),
        ("Klein nannte das „nicht gut“ und ging", False),
        ("Klein klagte über ein nicht gegebenes Tor", False),
        ("Klein klagte nicht über ein Tor", True),
    ],
)
def test_only_what_negates_the_verb_counts(clause: str, negated: bool) -> None:
    clauses = clauses_of(f"{clause}.")
    assert is_negated(clauses, 0, clauses.last) is negated
