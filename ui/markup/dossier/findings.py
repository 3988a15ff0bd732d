"""What disagrees, what comes again, what one article alone has: claims of articles beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from chat.dossier import disagreements as differing
from chat.dossier import quotations as quoted
from chat.dossier.disagreements import Disagreement
from chat.dossier.quotations import Repeated
from chat.dossier.sources import Place
from chat.localization import deferred, listed, t
from ui.markup.base import joined
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_KINDS: Mapping[differing.Kind, str] = {
    "number": deferred("≠ Numbers differ"),
    "denial": deferred("✗ One denies what the other says"),
    "changed": deferred("↻ Says otherwise than before"),
}
_QUOTED: Mapping[quoted.Kind, str] = {
    "verbatim": deferred("= Word for word"),
    "shortened": deferred("… Shortened"),
    "changed": deferred("≠ Changed"),
    "translated": deferred("⇄ In two languages"),
}
_PAIR = Markup('<li><p class="kind">{kind}</p><div class="sides">{one}{other}</div></li>')
_SIDE = Markup(
    '<div class="side {colour}"><p><strong>{who}</strong> <span class="label {stance}">{does}</span></p>'
    '{english}<p class="german" lang="{language}">{german} {marks}</p><p class="where">{where}</p></div>'
)
_SHORT = Markup('<li><span class="kind">{kind}:</span> {one} <span class="against">{against}</span> {other}</li>')
_SHORT_SIDE = Markup('<span class="said">{words}{who}{does} {marks}</span>')
_WORDS = Markup('<strong lang="{}">{}</strong> – ')
_PROOF = Markup('<span class="proof">{}</span>')
_WORD = re.compile(r"\S+")


def disagreements(found: Sequence[Disagreement], look: Look, *, short: bool = False) -> Markup:
    """Return claims that cannot both be so, the two of a pair beside each other.

    Args:
        short: a line each, with the words that differ and who says them.
    """
    if short:
        lines = joined(_short(one, look) for one in found)
        return Markup('<ul class="differ">{}</ul>').format(lines)
    pairs = (
        _PAIR.format(
            kind=t(_KINDS[one.kind]),
            one=_side(one.one, look, words=one.shown_by[0]),
            other=_side(one.other, look, words=one.shown_by[1]),
        )
        for one in found
    )
    return Markup('<div class="belegt"><ul class="pairs">{}</ul></div>').format(joined(pairs))


def _short(found: Disagreement, look: Look) -> Markup:
    is_counted = all(any(map(str.isdigit, words)) for words in found.shown_by)
    return _SHORT.format(
        kind=t(_KINDS[found.kind]),
        against=t("against"),
        one=_short_side(found.one, found.shown_by[0] if is_counted else "", look),
        other=_short_side(found.other, found.shown_by[1] if is_counted else "", look),
    )


def _short_side(place: Place, words: str, look: Look) -> Markup:
    """Return who says one of two things in a line.

    Args:
        words: the number that they give, empty where it is none.
    """
    return _SHORT_SIDE.format(
        words=_WORDS.format(base.language(place, look), words) if words else "",
        who=base.who(place, look),
        does="" if words else f" {base.stance(place, look)}",
        marks=joined(base.mark(one, look, tip=False) for one in look.dossier.sentences_of(place)),
    )


def _side(place: Place, look: Look, *, words: str = "", german: Markup | None = None) -> Markup:
    """Return a claim as one of two.

    Args:
        words: German words of it that are marked.
        german: its German, where more is marked in it.
    """
    claim = look.dossier.claim(place)
    told = base.english(claim)
    return _SIDE.format(
        colour=base.colour_of(place, look),
        who=base.who(place, look),
        stance=claim.stance,
        does=base.stance(place, look),
        english=Markup('<p lang="en">{}</p>').format(told) if told else "",
        language=base.language(place, look),
        german=german if german is not None else _marked(base.german(claim), words),
        marks=base.marks(look.dossier.sentences_of(place), look),
        where=base.name_of(look.dossier.by_number[place.article]),
    )


def _marked(german: str, words: str) -> Markup:
    """Return German with some words of it marked, where they stand in it."""
    before, found, after = german.partition(words) if words else (german, "", "")
    return escape(before) + (_PROOF.format(found) if found else Markup("")) + escape(after)


def quotations(found: Sequence[Repeated], look: Look) -> Markup:
    """Return quotations that two articles have, side by side; in one language, words that differ are marked."""
    pairs = []
    for one in found:
        texts = [base.german(look.dossier.claim(place)) for place in (one.one, one.other)]
        own, other = map(escape, texts) if one.kind == "translated" else _compared(*texts)
        pairs.append(
            _PAIR.format(
                kind=t(_QUOTED[one.kind]),
                one=_side(one.one, look, german=own),
                other=_side(one.other, look, german=other),
            )
        )
    return Markup('<div class="belegt"><ul class="pairs">{}</ul></div>').format(joined(pairs))


def _compared(one: str, other: str) -> tuple[Markup, Markup]:
    """Return two texts, each with the words marked that the other has not at that place."""
    own, theirs = _WORD.findall(one), _WORD.findall(other)
    blocks = SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks()
    return (
        _with_others(own, {at for block in blocks for at in range(block.a, block.a + block.size)}),
        _with_others(theirs, {at for block in blocks for at in range(block.b, block.b + block.size)}),
    )


def _with_others(words: Sequence[str], shared: set[int]) -> Markup:
    return Markup(" ").join(escape(word) if at in shared else _PROOF.format(word) for at, word in enumerate(words))


def copies(look: Look) -> Markup:
    """Return which articles are one text, and count as one source."""
    groups = []
    for group in look.dossier.copies:
        sources = [look.dossier.by_number[number] for number in group]
        groups.append(Markup("<li>{}</li>").format(listed([base.name_of(source) for source in sources])))
    told = t("One text in several papers, which counts as one source:")
    return Markup('<div class="belegt"><p>{}</p><ul class="copies">{}</ul></div>').format(told, joined(groups))


def only_here(places: Sequence[Place], look: Look) -> Markup:
    """Return claims that one article alone has, by article."""
    by_article: dict[int, list[Place]] = {}
    for place in places:
        by_article.setdefault(place.article, []).append(place)
    parts = (
        Markup("<section><h4>{}</h4>{}</section>").format(
            base.name_of(look.dossier.by_number[number]), base.claims(own, look)
        )
        for number, own in by_article.items()
    )
    return Markup('<div class="belegt only-here">{}</div>').format(joined(parts))
