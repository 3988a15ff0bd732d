"""Who claims what across all articles: one ledger, a person a section, their claims in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from chat.attribution.engine import LANGUAGES
from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.export.document import speaker_name
from chat.lang.characters import one_line
from chat.localization import ENGLISH, listed, t, t_count
from ui.markup.base import colour_at, foreign, joined, named
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_PERSON = Markup(
    '<section class="{colour}" aria-label="{label}"><h4>{name}{role}{german}</h4>{articles}{claims}{more}</section>'
)
_CLAIM = Markup(
    '<li><span class="label {stance}">{does}</span>{uncertain} {english} {marks}'
    '<span class="german" lang="{language}">{german}</span><span class="where">{where}</span></li>'
)

_UNCERTAIN = Markup('<span class="label uncertain">{}</span>')


def person(at: int, look: Look, *, most: int) -> Markup:
    """Return somebody with what they claim, in order of time.

    Args:
        at: their place among the people of the dossier.
        most: how many claims are shown; that there are more is told.
    """
    found = look.dossier.people[at]
    own = look.dossier.claims_of(found)
    return Markup('<div class="belegt ledger">{}</div>').format(
        _PERSON.format(
            colour=colour_at(at),
            label=one_line(speaker_name(found)),
            name=named(found),
            role=Markup(' <span class="role">{}</span>').format(foreign(found.role, "en")) if found.role else "",
            german=_german(found, look),
            articles=_articles(found),
            claims=Markup("<ul>{}</ul>").format(joined(_claim(place, look) for place in own[:most])),
            more=_more(len(own) - most),
        )
    )


def _german(person: Person, look: Look) -> Markup:
    if not person.german or person.german == person.name:
        return Markup("")
    languages = look.dossier.by_number[person.articles[0]].analysed.languages
    language = next(iter(languages & frozenset(LANGUAGES)), ENGLISH)  # in which they were found
    return Markup('<span class="german" lang="{}">{}</span>').format(language, one_line(person.german))


def _articles(person: Person) -> Markup:
    numbers = [str(number) for number in person.articles]
    told = t_count("in article {numbers}", "in articles {numbers}", len(numbers), numbers=listed(numbers))
    return Markup('<p class="where">{}</p>').format(told)


def _more(count: int) -> Markup:
    return Markup('<p class="where">{}</p>').format(t("and {count} more", count=count)) if count > 0 else Markup("")


def _claim(place: Place, look: Look) -> Markup:
    claim = look.dossier.claim(place)
    told = base.english(claim)
    return _CLAIM.format(
        stance=claim.stance,
        does=base.stance(place, look),
        uncertain=_UNCERTAIN.format(t("uncertain")) if claim.hedged else "",
        english=Markup('<span lang="en">{}</span>').format(told) if told else "",
        marks=base.marks(look.dossier.sentences_of(place), look),
        language=base.language(place, look),
        german=base.german(claim),
        where=when_and_where(place, look),
    )


def when_and_where(place: Place, look: Look) -> str:
    """Return when a claim was made, as far as that is known, and in which article it stands."""
    source = look.dossier.by_number[place.article]
    dated = look.dated.get(place)
    told = f"{base.day(dated.day)} ({dated.told})" if dated and dated.day and dated.told else ""
    return " · ".join(filter(None, [told, t("article {name}", name=base.name_of(source))]))


def names(people: Sequence[Person]) -> list[str]:
    """Return the names of people as they are chosen from: two of one name are told apart by their articles."""
    told = [one_line(speaker_name(person)) for person in people]
    return [
        t("{name} (article {article})", name=name, article=", ".join(map(str, person.articles)))
        if told.count(name) > 1
        else name
        for name, person in zip(told, people, strict=True)
    ]
