"""Verb groups: a verb with its auxiliaries, "not" and adverbs, and what form that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.attribution.english.lexicon import listed
from chat.attribution.english.units import Unit

FINITE = ("VM0", "VVD", "VVZ", "VVB", "VBB", "VBD", "VBZ", "VHB", "VHD", "VHZ", "VDB", "VDD", "VDZ")
_AUXILIARY = ("VM", "VB", "VH", "VD")
# Those that a phrase can part from their verb; behind "was in a street …" a participle is the noun's.
_PARTED = ("VM", "VH", "VD")
_NOT_AUXILIARY_BEHIND = ("VVZ", "VVB", "VBZ", "VBD", "VHZ", "VHD", "VM0", "VDZ", "VDD", "VBB", "VHB")
_LONGEST_ASIDE = 5  # units of a phrase between an auxiliary and its verb
_NEGATIONS = frozenset({"not", "n't", "never", "no", "hardly", "nor"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: the places of its first and of its main verb, and the one behind it."""

    start: int
    main: int
    end: int
    lemma: str
    finite: bool
    maybe_finite: bool  # a form that is a participle or a past: "published"
    infinitive: bool
    participle: str  # "ing", "ed" or nothing: of a group without a finite verb
    passive: bool
    negated: bool
    modal: str
    past: bool
    perfect: bool
    question: bool = False


def groups_of(units: Sequence[Unit]) -> list[Group]:
    """Return the verb groups of a sentence, in order."""
    groups: list[Group] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if not unit.is_verb or unit.is_quotation or _is_adjective(units, place):
            place += 1
            continue
        group = _group(units, place)
        groups.append(group)
        place = max(group.end, place + 1)
    return groups


def _is_adjective(units: Sequence[Unit], place: int) -> bool:
    """Return whether a participle stands before its noun: "the injured man", "leading scientists"."""
    if units[place].tag not in ("VVN", "VVG", "VVD") or place + 1 >= len(units):
        return False
    before = units[place - 1] if place else None
    if before is not None and before.tag == "AJ0" and place > 1 and units[place - 2].tag[:2] == "VB":
        return False  # "the claim that they were tired drew laughter"
    determined = before is not None and before.tag in ("AT0", "DPS", "AJ0", "POS", "CRD", "ORD", "DT0")
    return determined and (units[place + 1].is_noun or units[place + 1].tag == "AJ0")


def _group(units: Sequence[Unit], start: int) -> Group:
    """Return the verb group whose first verb is at `start`."""
    verbs = [start]
    at, inverted = start, False
    while at + 1 < len(units):
        behind = units[at + 1]
        auxiliary = units[verbs[-1]].tag[:2] in _AUXILIARY
        if behind.is_verb and auxiliary and behind.tag not in _NOT_AUXILIARY_BEHIND:
            verbs.append(at + 1)
            at += 1
        elif (behind.tag in ("XX0", "AV0") or behind.lower == "first") and auxiliary:
            at += 1
        elif behind.lower == "at" and auxiliary and at + 2 < len(units) and units[at + 2].lower in ("least", "last"):
            at += 2
        elif units[verbs[-1]].tag[:2] in _PARTED and (parted := _behind_aside(units, at + 1)):
            verbs.append(parted)
            at = parted
        elif _is_to(units, verbs[-1], at + 1):
            verbs.append(at + 2)
            at += 2
        else:
            break
    return _told(units, start, verbs, inverted)


def _behind_aside(units: Sequence[Unit], at: int) -> int | None:
    """Return the place of the verb that an aside parts from its auxiliary: "have for years said", "does, however, say".

    None where no aside stands at the place, or no verb behind it.
    """
    if at + 2 >= len(units):
        return None
    if units[at].text == "," and units[at + 1].tag == "AV0" and units[at + 2].text == ",":
        verb = at + 3
    elif units[at].tag == "PRP":
        verb = next(
            (place for place in range(at + 1, min(at + _LONGEST_ASIDE, len(units))) if _ends_aside(units, place)), at
        )
    else:
        return None
    taken = ("VVN", "VVI", "VVB", "VVD") if units[at - 1].tag[:2] == "VH" else ("VVN", "VVI", "VVB")
    plain = verb < len(units) and units[verb].tag in taken
    return verb if verb > at and plain and not units[verb].is_quotation else None


def _ends_aside(units: Sequence[Unit], place: int) -> bool:
    """Return whether anything but a noun and what stands before it is at a place."""
    return not (units[place].is_noun or units[place].tag in ("AT0", "AJ0", "DT0", "DPS", "CRD", "ORD"))


def _is_to(units: Sequence[Unit], verb: int, at: int) -> bool:
    """Return whether "to" and an infinitive go on with "have" or "be": "had to admit", "is to announce"."""
    if at + 1 >= len(units) or units[at].tag != "TO0" or not units[at + 1].is_verb:
        return False
    if units[verb].lower == "used":
        return at == verb + 1
    return units[verb].tag[:2] in ("VB", "VH") and units[verb].tag[2] != "N" and at == verb + 1


def _told(units: Sequence[Unit], start: int, verbs: Sequence[int], inverted: bool) -> Group:
    """Return what form the verbs of a group make."""
    first, main = units[start], units[verbs[-1]]
    before = units[start - 1] if start else None
    infinitive = before is not None and (before.tag == "TO0" or _is_split(units, start))
    between = {units[at].lower for at in range(max(0, start - 1), verbs[-1])}
    governing = units[verbs[-2]] if len(verbs) > 1 else None
    finite = first.tag in FINITE and not infinitive
    alone = len(verbs) == 1 and not infinitive
    plain = not infinitive and first.tag in (
        "VVI",
        "VHI",
        "VDI",
    )  # a verb in the plain form that is taken for an infinitive
    maybe = (
        alone
        and first.tag == "VVN"
        and not (before and before.lower in ("not", "being"))
        and not (before and before.tag[0:2] in ("VB", "VH"))
    )
    return Group(
        start=start,
        main=verbs[-1],
        end=verbs[-1] + 1,
        lemma=main.lemma.lower(),
        finite=finite or plain,
        maybe_finite=maybe and first.lower not in listed("never_past"),
        infinitive=infinitive,
        participle="ing" if alone and first.tag == "VVG" else "ed" if maybe else "",
        passive=governing is not None and governing.tag[:2] == "VB" and main.tag in ("VVN", "VVD"),
        negated=bool(between & _NEGATIONS),
        modal=first.lower if first.tag == "VM0" else "",
        past=first.tag in ("VVD", "VBD", "VHD", "VDD") or maybe,
        perfect=first.tag[:2] == "VH" and len(verbs) > 1,
        question=inverted,
    )


def _is_split(units: Sequence[Unit], start: int) -> bool:
    """Return whether an adverb stands between "to" and its verb."""
    return start > 1 and units[start - 1].tag == "AV0" and units[start - 2].tag == "TO0"
