"""Files and answers made to take all memory or time: each is opened within bounds, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.faults.fault import Fault
from bench.faults.kinds.bombs import FAULTS


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_no_bomb_goes_off(fault: Fault, tmp_path: Path) -> None:
    result = fault.result(tmp_path)
    assert result.tried >= 10 and not result.lost
