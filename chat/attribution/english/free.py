"""Free indirect speech: what goes on with the last speaker in the tenses of what is reported, without a cue."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim

_BACKSHIFTED = frozenset({"would", "might", "'d"})
_OF_THE_WRITER = frozenset({"i", "we", "my", "our", "well", "yes", "no"})  # how a writer's own sentence begins
_GOING_ON = _BACKSHIFTED | {"could", "should"}  # once it has begun


def free_indirect(clauses: Clauses, last: FoundClaim) -> FoundClaim | None:
    """Return a sentence as free indirect speech by the speaker of the claim before it; None where it is none."""
    if last.speaker is None or last.type not in ("indirect", "free_indirect", "reported") or last.stance == "declines":
        return None
    cue = last.cue
    told = clauses.text[cue[0] : cue[1]].lower().split()[0] if cue else ""
    present = cue is not None and (told == cue[2] or told.endswith(("s", "ing")))
    if present and clauses.units and clauses.units[0].tag == "PNP":
        return None  # no backshift behind "says": "He would like to see more."
    if clauses.sentence.text.rstrip().endswith("?"):
        return None
    main = next((group for group in clauses.groups if group.finite), None)
    if clauses.units and (clauses.tag(0) in ("PNQ", "DTQ", "AVQ", "VVN", "ITJ") or clauses.lower(0) in _OF_THE_WRITER):
        return None
    modals = _GOING_ON if last.type == "free_indirect" else _BACKSHIFTED
    if main is None or any(unit.is_quotation for unit in clauses.units):
        return None
    if main.modal not in modals and not (last.type != "reported" and _goes_back(clauses, main)):
        return None
    span = (clauses.sentence.start, clauses.sentence.end)
    return FoundClaim(
        "free_indirect",
        (span,),
        last.speaker,
        None,
        "says",
        clauses.sentence.id,
        others=last.others,
        stands_for=last.stands_for,
    )


def _goes_back(clauses: Clauses, main: Group) -> bool:
    """Return whether a sentence tells of what was before, of somebody just spoken of: "He had not sold one."."""
    before = clauses.units[: main.start]
    anaphoric = any(unit.tag in ("PNP", "DPS") and unit.lower not in ("i", "we", "my", "our") for unit in before)
    return main.past and main.perfect and anaphoric
