"""Units of claims are as alike as the most alike of their claims."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chat.dossier.likeness import _Reduced, likenesses
from chat.dossier.told import told_claims
from tests.dossier.builders import sources

TEXT = "Vera Lund sagte, der Steg koste 3 Millionen Euro. Das sei teuer, klagte Lund. Rasch sagte, der Steg habe Risse."
OTHER = (
    "Rasch erklärte, der Steg habe 14 Risse. Lund sagte, dazu sage sie nichts.\n\nDer Steg sei 60 Meter lang, so Rasch."
)


@st.composite
def unit_lists(draw: st.DrawFn, claims: int) -> list[list[int]]:
    """Draw a partition of so many claims into units, each in order."""
    of = [draw(st.integers(0, claims - 1)) for _ in range(claims)]
    return [[at for at in range(claims) if of[at] == unit] for unit in dict.fromkeys(of)]


@given(st.integers(1, 9).flatmap(unit_lists), st.integers(0, 99))
def test_a_unit_has_the_most_that_its_claims_have(units: list[list[int]], seed: int) -> None:
    count = sum(map(len, units))
    alike = np.random.default_rng(seed).random((count, count), dtype=np.float32)
    reduced = _Reduced(units)(alike)
    wanted = [[max(alike[a, b] for a in one for b in other) for other in units] for one in units]
    assert reduced.tolist() == np.array(wanted, dtype=np.float32).tolist()


@given(st.data())
def test_each_way_of_comparing_is_of_units_what_it_is_of_their_claims(data: st.DataObject) -> None:
    given_sources = _SOURCES
    claims = sum(len(source.once(told_claims)) for source in given_sources)
    units = data.draw(unit_lists(claims))
    alone = dict(likenesses(given_sources, [[at] for at in range(claims)], None))
    together = dict(likenesses(given_sources, units, None))
    for way in set(alone) - {"others"}:  # which is made of the units' likeness, not of the claims'
        wanted = [[alone[way][np.ix_(one, other)].max() for other in units] for one in units]
        if way in ("points_back", "goes_on", "thin", "paragraph", "counted"):
            assert together[way].tolist() == np.array(wanted).tolist(), way
        else:
            np.testing.assert_allclose(together[way], np.array(wanted), atol=1e-6)


_SOURCES = sources(TEXT, OTHER)
