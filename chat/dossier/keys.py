"""By what somebody in one article is looked up among those of others, and whether two are told to be the same.

Words are looked up among those of their language; names, and what is told in English, among all.
"""

from __future__ import annotations

from collections.abc import Iterable

from chat.dossier.voices import Voice
from chat.lang.names import sound

_SHORTEST = 4  # letters of what tells what somebody is
_BEGINNING = 1  # letters of the sound of a last name that two spellings of it share


def keys(voice: Voice) -> Iterable[tuple[str, str]]:
    """Yield what a voice is looked up by."""
    if voice.name:
        yield from keys_of_name(voice.name)
        yield from (("english", word) for word in voice.english)
        yield from ((f"role {voice.tongue}", r[at:]) for r in voice.roles for at in range(len(r) - _SHORTEST + 1))
    elif voice.key:
        yield f"key {voice.tongue}", voice.key
        yield from (("in english", " ".join(sorted(told))) for told in voice.in_english)
    if voice.speaks_for:
        yield f"spokes {voice.tongue}", ""
    for noun in voice.nouns:
        yield from ((f"noun {voice.tongue}", noun[at:]) for at in range(max(1, len(noun) - _SHORTEST + 1)))
    yield from ((f"noun {voice.tongue}", short) for short in voice.short)


def keys_of_name(name: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Yield what a name is looked up by."""
    yield "name", sound(name[-1])[:_BEGINNING]


def share_role(voice: Voice, other: Voice) -> bool:
    """Return whether two are told to be the same, or one has a first name that the other has elsewhere."""
    firsts = {part.casefold() for part in (*voice.name[:-1], *other.name[:-1])}
    if voice.english & other.english or voice.roles & other.roles or (voice.roles | other.roles) & firsts:
        return True
    return any(
        len(short) >= _SHORTEST and long.endswith(short)
        for one, two in ((voice, other), (other, voice))
        for short in one.roles
        for long in two.roles
    )
