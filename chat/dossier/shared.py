"""How many members each two of many sets share, counted for all pairs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shared_counts(sets: Sequence[Collection[Hashable]]) -> NDArray[np.float32]:
    """Return the numbers of shared members, shape (sets, sets); a set and itself count only what others have too."""
    import numpy as np

    having = Counter(member for own in sets for member in own)
    column = {member: at for at, member in enumerate(m for m, count in having.items() if count > 1)}
    rows = np.zeros((len(sets), len(column)), dtype=np.float32)
    for at, own in enumerate(sets):
        rows[at, [column[member] for member in own if member in column]] = 1
    found: NDArray[np.float32] = rows @ rows.T
    return found
