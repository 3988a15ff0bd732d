"""Whether what is claimed is left open: by "möglicherweise", "dürfte", and "wohl" where it is no feeling."""

from __future__ import annotations

from chat.attribution.german.lexicon import lexicon

_EDGES = '.,:;!?“”„»«‚‘"()'
_WELL = "wohl"
_NEAR = 8  # words before "wohl" among which its verb stands


def is_hedged(content: str) -> bool:
    """Return whether a German content says itself that it is not sure; "das Wohl" is a noun."""
    words = [word.strip(_EDGES) for word in content.split()]
    lowered = [word.lower() for word in words]
    if not (lexicon().hedges - {_WELL}).isdisjoint(lowered):
        return True
    return any(word == _WELL and not _is_feeling(lowered, at) for at, word in enumerate(words))


def _is_feeling(words: list[str], at: int) -> bool:
    """Return whether "wohl" says how somebody feels, or how something is done."""
    before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    if not lexicon().well_after.isdisjoint(before) or not lexicon().well_before.isdisjoint(behind):
        return True
    near = words[max(0, at - _NEAR) : at + 2]
    return any(word.startswith(stem) for word in near for stem in lexicon().well_feeling)
