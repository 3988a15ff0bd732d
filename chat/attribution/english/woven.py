"""Cues among words between quotation marks that are woven into a sentence: they are somebody else's, or a title's."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group


def is_title(clauses: Clauses, group: Group, subject: Subject) -> bool:
    """Return whether a cue and its subject are words of one quotation, as of a title: 'The film "She Said Yes"'."""
    quoted = clauses.units[group.main].quoted
    titled = clauses.units[group.main].is_capital  # 'The musical "Say It Again"'
    return quoted >= 0 and (titled or clauses.units[subject.first].quoted == quoted)


def is_put_so(clauses: Clauses, group: Group, subject: Subject) -> bool:
    """Return whether somebody else's quoted words say what a subject thinks: "The market “wants to believe”"."""
    quoted = clauses.units[group.main].quoted
    thinks = group.lemma in listed("of_people") or group.lemma == "want"
    return thinks and quoted >= 0 and clauses.units[subject.first].quoted != quoted
