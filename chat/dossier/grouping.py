"""Groups of what is likely about one thing, grown from the pairs that most likely are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.dossier.likeness import Likelihood

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST_COHERENCE = 0.1  # of a group whose members have next to nothing in common
_NEVER = -1e9


def grouped(likely: Likelihood, *, least: float) -> list[list[int]]:
    """Return the groups, each with its members in order.

    Two groups are joined while the mean log-odds between their members are more than `least`. What groups have as a
    whole is measured by how coherent they are: of two groups that are broad, less is asked (as the cosine of the sums
    of two groups' rows is more than the mean cosine of their rows).
    """
    if not len(likely.whole):
        return []
    growing = _Growing(likely)
    while (pair := growing.likeliest(least)) is not None:
        growing.join(*pair)
    return [sorted(group) for group in growing.groups.values()]


class _Growing:
    """Groups as they grow, with how likely each is about what another is about."""

    def __init__(self, likely: Likelihood) -> None:
        import numpy as np

        count = len(likely.whole)
        self.groups = {at: [at] for at in range(count)}
        self._coherent = likely.coherence
        self._whole, self._rest = likely.whole.copy(), likely.rest.copy()  # sums over the pairs of two groups
        self._size = np.ones(count, dtype=np.float32)
        self._coherence = np.maximum(np.diag(likely.coherence), _LEAST_COHERENCE)
        self._gone = np.zeros(count, dtype=bool)
        between = np.sqrt(self._coherence[:, None] * self._coherence[None])
        self._odds = self._whole / between + self._rest
        np.fill_diagonal(self._odds, _NEVER)
        self._best = self._odds.argmax(axis=1)
        self._most = self._odds.max(axis=1)

    def likeliest(self, least: float) -> tuple[int, int] | None:
        """Return the two groups that are most likely one, None where none is likely enough."""
        one = int(self._most.argmax())
        return (one, int(self._best[one])) if self._most[one] > least else None

    def join(self, one: int, other: int) -> None:
        """Make one group of two, under the number of the first."""
        import numpy as np

        for sums in (self._whole, self._rest):
            sums[one] += sums[other]
            sums[:, one] += sums[:, other]
        self._size[one] += self._size[other]
        self.groups[one] += self.groups.pop(other)
        members = self.groups[one]
        coherence = float(self._coherent[np.ix_(members, members)].mean())
        self._coherence[one] = max(coherence, _LEAST_COHERENCE)
        self._gone[other] = True
        self._odds[other] = self._odds[:, other] = _NEVER
        self._most[other] = _NEVER
        row = self._row(one)
        self._odds[one] = self._odds[:, one] = row
        better = row > self._most
        self._best[better], self._most[better] = one, row[better]
        stale = ((self._best == one) | (self._best == other)) & ~better & ~self._gone
        stale[one] = True
        self._best[stale] = self._odds[stale].argmax(axis=1)
        self._most[stale] = self._odds[stale].max(axis=1)

    def _row(self, one: int) -> NDArray[np.float32]:
        import numpy as np

        whole = self._whole[one] / np.sqrt(self._coherence[one] * self._coherence)
        row: NDArray[np.float32] = (whole + self._rest[one]) / (self._size[one] * self._size)
        row[self._gone] = _NEVER
        row[one] = _NEVER
        return row
