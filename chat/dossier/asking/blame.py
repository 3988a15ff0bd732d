"""Who blames whom: the sentences by which somebody is accused or held responsible, and what is said against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from chat.data import table
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.sayings import Sayings
from chat.dossier.asking.searching import Query, Searching
from chat.dossier.asking.telling import Telling
from chat.dossier.asking.wanting import Wanted, says_something
from chat.lang.offices import is_office
from chat.lang.words import words
from chat.schema import Answer

_MOST = 5
_ABOUT = 0.4  # of the best sentence's score, from which on another one is about the same


class Blame:
    """Answers who blames whom. For one question."""

    def __init__(self, merged: Merged, searching: Searching, telling: Telling, sayings: Sayings) -> None:
        self._merged, self._searching, self._telling, self._sayings = merged, searching, telling, sayings

    def answer(self, wanted: Wanted, query: Query) -> Answer:
        """Return who is blamed for something, or by whom somebody is, with those who reject it."""
        about = wanted.about if says_something(wanted.about, query.tongue) else ""
        if not about:
            found = [
                one.id for one in self._merged.sentences if self._is_blame(one.id) and self._is_asked(one.id, query)
            ]
            return self._told(found[:_MOST], query)
        own = query.about(about)
        whom = self._merged.called.meant_by(about)
        accused = set(whom.people) if self._merged.called.is_somebody(about) else set()

        def allowed(number: int) -> bool:
            by = {person for claim in self._merged.claims_by(number) for person in self._merged.speaking(claim.id)}
            return self._is_blame(number) and not (by and by <= accused)

        found = self._searching.answering(own, most=_MOST, allowed=allowed, lenient=True)
        if not found and accused:
            named = [
                one
                for one in self._searching.search(own, allowed=allowed).found
                if self._has_name(one.number, about, accused)
            ]
            found = [one.number for one in named if one.score >= _ABOUT * named[0].score][:_MOST]
        if not found and not self._searching.search(own).missing:  # it is what all of the dossier is about
            found = [one.number for one in self._searching.search(own, allowed=allowed).found][:_MOST]
        return self._told(found, own)

    def _told(self, numbers: Sequence[int], query: Query) -> Answer:
        if not numbers:
            return self._telling.refusal(self._searching.nearest(query))
        whole = self._sayings.with_denials(numbers)[: _MOST + 1]
        return self._telling.answered(self._telling.sentences(self._searching.in_order(whole)))

    def _is_asked(self, number: int, query: Query) -> bool:
        return not query.articles or bool(set(self._merged.articles(number)) & set(query.articles))

    def _is_blame(self, number: int) -> bool:
        """Return whether somebody says in a sentence that somebody is to blame, and does not deny it."""
        claims = [claim for claim in self._merged.claims_by(number) if claim.stance not in ("denies", "declines")]
        return bool(claims) and bool(_blaming().search(self._merged.sentences[number - 1].plain))

    def _has_name(self, number: int, about: str, people: set[int]) -> bool:
        """Return whether a sentence has a last name of some people, or the office by which they are called."""
        own = {word.lower() for word in words(self._merged.sentences[number - 1].best)}
        names = {name for person in people for name in self._merged.called.last_names(person)}
        offices = {word.lower() for word in words(about) if is_office(word)}
        return bool(own & (names | offices))


@cache
def _blaming() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('de/dossier_questions.toml')['blaming']['words'])})\b")
