"""A reading as a row among others: what of it stands in a line of JSON. Knows no file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chat.schema import Claim, Ledger, Reading


def of_reading(reading: Reading) -> dict[str, Any]:
    """Return the fields of an article that was read."""
    fields = reading.model_dump(mode="json", include={"sentences", "summary", "claims"})
    return {"language": reading.language.code, **fields, "seconds": round(sum(reading.seconds.values()), 3)}


def of_claims(claims: Sequence[Claim], ledger: Ledger) -> dict[str, Any]:
    """Return the fields of an article of which only the claims were asked for."""
    return {"claims": [claim.model_dump(mode="json") for claim in claims], "ledger": ledger.model_dump(mode="json")}


def line(row: Mapping[str, Any]) -> str:
    """Return a row as a line of JSON; a half character, which UTF-8 cannot hold, as JSON escapes it."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")
