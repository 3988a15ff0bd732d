"""What all views of a dossier are made of: links to a sentence of an article, claims with their sentences, names.

A citation mark has the number of the article and that of the sentence, and opens the article at it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from markupsafe import Markup, escape

from chat.attribution.circumstances import stance_label
from chat.attribution.reported import does
from chat.dossier.dossier import Dossier
from chat.dossier.people import Person
from chat.dossier.sources import Place, Source
from chat.dossier.timeline import Dated
from chat.export.document import speaker_name
from chat.lang.characters import one_line
from chat.localization import day as in_words
from chat.localization import in_tongue, listed, t
from chat.schema import Claim
from ui.markup.base import colour_at, joined, named

_LINK = Markup('<a class="cite" href="{way}" target="_self" aria-label="{label}">{number}{tip}</a>')
_UNLINKED = Markup('<span class="cite">{number}</span>')
_TIP = Markup('<span class="tip" aria-hidden="true"><span lang="{language}">{german}</span>{english}</span>')
_CLAIM = Markup(
    '<li class="{colour}"><p><strong>{who}</strong> <span class="label {stance}">{does}</span>{uncertain}</p>{told}'
    '<p class="where">{where}</p></li>'
)
_SENTENCE = Markup('{english}<p class="german" lang="{language}">{german} {mark}</p>')
_ENGLISH = Markup('<p lang="en">{}</p>')
_UNCERTAIN = Markup(' <span class="label uncertain">{}</span>')


@dataclass(frozen=True)
class Look:
    """A dossier as it is drawn.

    Args:
        dossier: what is found across its articles.
        id: the name of the dossier, for the addresses of its articles.
        view: the view of it that is drawn, to which the way back from an article leads.
    """

    dossier: Dossier
    id: str
    view: str = ""

    @cached_property
    def dated(self) -> dict[Place, Dated]:
        """When each claim was made, by its place."""
        return {one.claim: one for one in self.dossier.timeline}

    def way(self, place: Place) -> str:
        """Return the address that opens an article at a sentence; empty where the article is in no library."""
        source = self.dossier.by_number[place.article]
        if not source.id:
            return ""
        named = {"dossier": self.id, "reading": source.id, **({"view": self.view} if self.view else {})}
        return f"?{urlencode(named)}#s{place.number}"


def day(date: datetime.date | None) -> str:
    """Return a day as it is shown: "9 March 2027"."""
    return in_words(date) if date else ""


def published(source: Source) -> str:
    """Return when an article was published, as a day where it is one."""
    try:
        return day(datetime.date.fromisoformat(source.published))
    except ValueError:
        return one_line(source.published)


def name_of(source: Source) -> str:
    """Return what an article is called in a line: its number, who published it, and when."""
    return ", ".join(filter(None, [f"{source.number} · {one_line(source.outlet)}".rstrip(" ·"), published(source)]))


def mark(place: Place, look: Look, *, tip: bool = True) -> Markup:
    """Return a citation mark: a link that opens the article at the sentence.

    Args:
        tip: whether it shows the sentence in both languages to whoever points at it.
    """
    sentence = look.dossier.sentence(place)
    number = f"{place.article}:{place.number}"
    way = look.way(place)
    if not way:
        return _UNLINKED.format(number=number)
    english = Markup('<span lang="en">{}</span>').format(one_line(sentence.english)) if sentence.english else ""
    return _LINK.format(
        way=way,
        number=number,
        label=t(
            "{mark}, sentence {number} of article {article}: {text}",
            mark=number,
            number=place.number,
            article=place.article,
            text=sentence.plain,
        ),
        tip=_TIP.format(language=sentence.language, german=sentence.plain, english=english) if tip else "",
    )


def marks(places: Iterable[Place], look: Look) -> Markup:
    """Return the marks of some sentences."""
    return joined(mark(place, look) for place in places)


def speakers(claim: Place, look: Look) -> tuple[Person, ...]:
    """Return who makes a claim."""
    return look.dossier.speakers_of(claim)


def who(claim: Place, look: Look) -> Markup:
    """Return the names of those who make a claim."""
    people = speakers(claim, look)
    return named(people[0]) if len(people) == 1 else escape(listed([one_line(speaker_name(one)) for one in people]))


def colour_of(claim: Place, look: Look) -> str:
    """Return the class that gives a claim the colour of the first who makes it, the same in all articles."""
    source = look.dossier.by_number[claim.article]
    first = source.analysed.ledger.places_of(claim.number)[0]
    return colour_at(look.dossier.speaking[Place(claim.article, first)])


def german(claim: Claim) -> str:
    """Return the German words of a claim."""
    return " … ".join(one_line(span.text) for span in claim.content)


def language(place: Place, look: Look) -> str:
    """Return the language (ISO 639-1) of the words of a claim."""
    return look.dossier.by_number[place.article].language_of(look.dossier.claim(place))


def english(claim: Claim) -> str:
    """Return the English of a claim, empty where it has none yet."""
    return one_line(claim.english.content) if claim.english else ""


def stance(claim: Place, look: Look) -> str:
    """Return how a claim is made, as a verb: "denies", of several "deny"."""
    found = look.dossier.claim(claim)
    if found.stance == "declines":
        return in_tongue(stance_label(found))
    return in_tongue(does(found, several=len(speakers(claim, look)) > 1))


def claims(places: Iterable[Place], look: Look) -> Markup:
    """Return claims, each with who makes it and its sentences in both languages."""
    return Markup('<ul class="claims">{}</ul>').format(joined(_claim(place, look) for place in places))


def _claim(place: Place, look: Look) -> Markup:
    claim = look.dossier.claim(place)
    return _CLAIM.format(
        colour=colour_of(place, look),
        who=who(place, look),
        stance=claim.stance,
        does=stance(place, look),
        uncertain=_UNCERTAIN.format(t("uncertain")) if claim.hedged else "",
        told=joined(_sentence(one, look) for one in look.dossier.sentences_of(place)),
        where=name_of(look.dossier.by_number[place.article]),
    )


def _sentence(place: Place, look: Look) -> Markup:
    sentence = look.dossier.sentence(place)
    told = _ENGLISH.format(one_line(sentence.english)) if sentence.english else ""
    return _SENTENCE.format(
        english=told, language=sentence.language, german=sentence.plain, mark=mark(place, look, tip=False)
    )
