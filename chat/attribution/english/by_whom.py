"""Who stands behind "by" in a passive: "was accused by the council of greed", "praised by the coach for his calm"."""

from __future__ import annotations

from dataclasses import replace

from chat.attribution.english.actions import head_of
from chat.attribution.english.agents import is_person
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group

_LONGEST_TO_AGENT = 14  # units from a verb to its "by"


def agent_of(clauses: Clauses, group: Group) -> Subject | None:
    """Return who does what a passive tells, None where nobody is named for it."""
    for at in range(group.end, min(group.end + _LONGEST_TO_AGENT, clauses.last)):
        if clauses.units[at].is_quotation or clauses.units[at].text in (",", ";") or clauses.tag(at) == "CJT":
            return None
        if clauses.lower(at) == "by" and clauses.tag(at + 1) not in ("VVG", "VBG", "VHG"):
            agent = clauses.subjects.behind(at + 1)
            acts = any(clauses.tag(before) == "TO0" for before in range(group.end, at))  # "to leave by the back stairs"
            if acts and agent and not is_person(clauses.units[agent.first : agent.core]):
                return None
            return _without_reason(clauses, group, agent) if agent and _is_agent(clauses, agent) else None
    return None


def _without_reason(clauses: Clauses, group: Group, agent: Subject) -> Subject:
    """Return who accuses or praises somebody without what that is for: "of greed", "for his calm"."""
    charged = group.lemma in listed("charged")
    judged = group.lemma in listed("judged_for") and clauses.units[agent.core - 1].lower not in listed("for_others")
    for at in range(agent.core, agent.end):
        own = clauses.lower(at) == "for" and (judged or clauses.tag(at + 1) == "DPS")
        if own or (charged and clauses.tag(at) == "PRF" and "of" not in _lower(clauses, at + 1, agent.end)):
            return replace(agent, end=at)
    return agent


def _lower(clauses: Clauses, first: int, stop: int) -> list[str]:
    return [unit.lower for unit in clauses.units[first:stop]]


def _is_agent(clauses: Clauses, agent: Subject) -> bool:
    """Return whether a phrase behind "by" is who does it, and no time or measure: "by Friday", "by 3%"."""
    first = clauses.units[agent.first]
    phrase = clauses.units[agent.first : agent.core]
    if first.lower in listed("nobody") or first.text in listed("holidays"):
        return False
    if head_of(phrase) in listed("no_agents"):
        return False
    several = any(unit.lemma.lower() in listed("polled") for unit in phrase) or is_person(phrase)
    return (
        (several or first.tag != "CRD")
        and first.text not in listed("months_and_days")
        and first.lower not in ("then", "now")
    )
