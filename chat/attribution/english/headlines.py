"""Labels and headlines: "Minister: no new taxes", "Vasko: “Nobody won”", "Exit poll by Demos: Alliance ahead"."""

from __future__ import annotations

import regex

from chat.attribution.english.agents import is_person
from chat.attribution.english.attributes import close_to
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.mentions import owner_of_words
from chat.attribution.english.phrases import noun_phrase, prepositional_phrase, with_attributes
from chat.attribution.english.phrasing import is_source, own_kind, words_of
from chat.attribution.found import FoundClaim, Offsets

_LONGEST = 14  # units of a label
_CLOCK_BEFORE = 12  # characters in which a time stands before its entry
_ACRONYM = 4  # letters
_SHORT = 6  # units of a label before a quotation


def label_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claim behind a colon that only a speaker stands before."""
    colon = next((at for at, unit in enumerate(clauses.units[:_LONGEST]) if unit.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= clauses.last:
        return []
    if clauses.units[colon + 1].is_quotation and (source := quoted_source(clauses, colon)):
        cue = (colon, colon + 1, ":")
        content = [(colon + 1, colon + 2)]
        return claim_of(clauses, by=source, cue=cue, type_="direct", stance="says", content=content)
    if not _is_labelled(clauses, colon):
        return []
    direct = clauses.units[colon + 1].is_quotation
    stop = colon + 2 if direct else clauses.last
    return claim_of(
        clauses,
        by=clauses.span(0, colon),
        cue=(colon, colon + 1, ":"),
        type_="direct" if direct else "indirect",
        stance="says",
        content=[(colon + 1, stop)],
    )


def _is_labelled(clauses: Clauses, colon: int) -> bool:
    """Return whether a label before a colon is of somebody who says what stands behind it."""
    units = clauses.units
    core = noun_phrase(units, 0, colon)
    end = with_attributes(units, core, colon) if core else None
    if end and close_to(units, end, colon):
        end = colon  # "Sources close to Marin: …"
    head, quoted = units[colon - 1], units[colon + 1].is_quotation
    if clauses.lower(0) in listed("no_labels") or head.lower in listed("topics"):
        return False
    if core and clauses.tag(core) == "PRP" and clauses.lower(core) != "by" and not is_person(units[:core]):
        return False  # "Eruption on Sotra: …"
    short = quoted and colon < _SHORT
    by = any(unit.lower == "by" for unit in units[:colon])
    if not (short or head.tag == "NP0" or is_person([head]) or by) or (not quoted and _is_place(clauses, colon)):
        return False
    if any(group.lemma == "say" for group in clauses.groups if group.start > colon):
        return False
    speaks = any(is_person([unit]) for unit in units[:colon]) and _is_speaker(clauses, colon)
    if end != colon or not (short or speaks):
        return False
    return units[colon + 1].lemma.lower() not in listed("kinds_of_text") or _has_verb(clauses, colon)


def _has_verb(clauses: Clauses, colon: int) -> bool:
    return any(group.start > colon and (group.finite or group.maybe_finite) for group in clauses.groups)


def quoted_source(clauses: Clauses, stop: int) -> Offsets | None:
    """Return who is quoted by what stands before a place: "Her verdict", "Hale again", "Hale on live television"."""
    if owner := owner_of_words(clauses, 0, stop):
        return owner
    end = noun_phrase(clauses.units, 0, stop)
    if end is None or end == stop or not is_person(clauses.units[:end]):
        return None
    behind = end + (clauses.lower(end) == ",")
    apart = clauses.tag(behind) == "AV0" or prepositional_phrase(clauses.units, behind, stop) is not None
    looking = behind > end and clauses.tag(behind) == "VVG" and clauses.finite_behind(behind, stop) is None
    told = looking or (apart and clauses.skip_circumstances(behind) >= stop)
    return clauses.span(0, end) if told else None


def closing_label_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claim before a colon that only a source stands behind: "No child injured: police"."""
    colon = next((at for at in range(clauses.last - 1, 0, -1) if clauses.units[at].text == ":"), None)
    if (
        colon is None
        or not 0 < clauses.last - 1 - colon <= _SHORT
        or noun_phrase(clauses.units, colon + 1, clauses.last) != clauses.last
    ):
        return []
    source = clauses.units[colon + 1 :]
    if source[0].tag in ("AT0", "DPS"):
        return []  # "He had one enemy left: the police."
    named = is_source(source[-1].lower) or source[-1].lower in listed("speaking_people")
    if not named or any(unit.text == ":" for unit in clauses.units[:colon]):
        return []
    return claim_of(
        clauses,
        by=clauses.span(colon + 1, clauses.last),
        cue=(colon, colon + 1, ":"),
        type_="indirect",
        stance="says",
        content=[(0, colon)],
    )


def _is_place(clauses: Clauses, colon: int) -> bool:
    """Return whether a bare name before a colon is a place or a topic ("LEEDS: two held after raid"), not a source.

    It is taken for somebody's where it holds a given name, is short as "UN" is, or stands behind a given name or a
    title elsewhere in the article.
    """
    label = clauses.units[:colon]
    if not all(unit.is_capital for unit in label) or any(is_source(unit.text) for unit in label):
        return False
    name = label[-1].text
    given = words_of("female_names") | words_of("male_names")
    if label[0].text in given or label[0].lower.rstrip(".") in words_of("titles"):
        return False
    if name.isupper() and len(name) <= _ACRONYM:
        return False
    before = r"(?<![\p{L}.’'-])(\p{Lu}[\p{L}.’'-]*+)"
    called = regex.findall(rf"{before}\s+(?i:{regex.escape(name)})\b(?!:)", clauses.text)
    own = {unit.text for unit in label}
    none = words_of("articles") | listed("of_place")
    return all(word in own or word.lower() in none for word in called)


def _is_timed(clauses: Clauses, colon: int) -> bool:
    """Return whether an office or a body stands before a colon behind a time: "14:10 – Minister: no comment"."""
    before = clauses.text[max(0, clauses.sentence.start - _CLOCK_BEFORE) : clauses.sentence.start]
    timed = regex.search(r"\d{1,2}[.:]\d{2}\W*(?:[ap]m\W*)?$", before) is not None
    return timed and own_kind(clauses.units[colon - 1].lower) in ("office", "organisation", "anonymous")


def _is_speaker(clauses: Clauses, colon: int) -> bool:
    """Return whether what stands before a colon speaks: what is quoted or told behind it is a clause."""
    if clauses.units[colon + 1].is_quotation:
        return True
    title = clauses.sentence.kind == "title" or _is_timed(clauses, colon)
    return title or any(group.start > colon for group in clauses.groups)
