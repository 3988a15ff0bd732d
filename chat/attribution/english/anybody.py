"""Subjects that are nobody in particular: "you" who reads, "those who object", a boy in a story."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group


def is_nobody_in_particular(clauses: Clauses, subject: Subject, group: Group) -> bool:
    """Return whether what a subject says or thinks is nobody's in the world, or just anybody's."""
    if _is_whoever(clauses, subject, group):
        return True
    return subject.relative and (_is_fiction(clauses, subject) or _is_anybody(clauses, subject))


def _is_whoever(clauses: Clauses, subject: Subject, group: Group) -> bool:
    """Return whether "you" is whoever reads, or who is asked: "you want dessert", "Do you believe that …?"."""
    alone = clauses.lower(subject.first) if subject.end == subject.first + 1 else ""
    asked = clauses.sentence.text.rstrip().endswith("?")
    thinks = group.lemma in listed("of_people") or group.lemma == "wonder"
    return (alone == "you" and (asked or not group.past)) or (alone == "one" and thinks and not group.past)


def _is_anybody(clauses: Clauses, subject: Subject) -> bool:
    """Return whether a relative clause tells of whoever says so: "those who object", unlike "there are those who"."""
    there = clauses.lower(subject.first - 2) == "there" and clauses.tag(subject.first - 1)[:2] == "VB"
    return clauses.lower(subject.first) in listed("anybody") and not there


def _is_fiction(clauses: Clauses, subject: Subject) -> bool:
    """Return whether a relative clause tells of somebody in a work: "the story of a boy who says he can fly"."""
    return any(unit.lemma.lower() in listed("fiction") for unit in clauses.units[: subject.end])
