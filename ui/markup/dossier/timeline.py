"""When what was said: a picture, a lane a speaker and a dot a day, and the same as a table."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from chat.dossier.sources import Place
from chat.dossier.timeline import Dated
from chat.export.document import speaker_name
from chat.lang.characters import one_line
from chat.localization import short_day, t, t_count
from ui.markup.base import colour_at, joined, named
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_LANES = 12  # speakers in the picture: those who claim most
_TICKS = 6  # days that are named below it
_PICTURE = Markup(
    '<div class="belegt timeline" role="region" aria-label="{name}" tabindex="0">'
    '<div class="inner" role="img" aria-label="{label}"><ul class="lanes">{lanes}</ul>'
    '<div class="axis">{ticks}</div></div></div>'
)
_LANE = Markup('<li><span class="who">{name}</span><span class="track">{dots}</span></li>')
_DOT = Markup('<span class="day-dot {colour}{denies}" style="left:{place:.1f}%" title="{title}">{count}</span>')
_TICK = Markup('<span style="left:{place:.1f}%">{day}</span>')
_TABLE = Markup(
    '<div class="belegt dated" role="region" aria-label="{name}" tabindex="0"><table>'
    "<caption><span>{caption}</span></caption>"
    "<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
)
_COLUMN = Markup('<th scope="col">{}</th>')
_TOLD = Markup('<span class="german" lang="{}">{}</span>')
_ROW = Markup(
    '<tr><th scope="row">{day}{told}</th><td>{who}</td>'
    '<td><span class="label {stance}">{does}</span> {english}'
    '<span class="german" lang="{language}">{german}</span></td>'
    "<td>{article} {marks}</td></tr>"
)


def picture(look: Look) -> Markup:
    """Return who speaks on which day, for the eye alone: the table has the same, and more. Empty without two days."""
    dated = [one for one in look.dossier.timeline if one.day]
    days = sorted({one.day for one in dated if one.day})
    if len(days) < 2:
        return Markup("")
    spoken = _by_speaker(dated, look)
    shown = sorted(spoken, key=lambda at: (-sum(spoken[at].values()), at))[:_LANES]
    denials = [one for one in dated if look.dossier.claim(one.claim).stance == "denies"]
    denied = {(at, one.day) for one in denials for at in _who(one.claim, look)}
    lanes = joined(_lane(at, spoken[at], days, denied, look) for at in sorted(shown))
    ticks = joined(_TICK.format(place=_place(day, days), day=short_day(day)) for day in _named(days))
    label = t(
        "Who speaks on which day, from {first} to {last}. The table below has the same.",
        first=base.day(days[0]),
        last=base.day(days[-1]),
    )
    return _PICTURE.format(name=t("Picture of the timeline"), label=label, lanes=lanes, ticks=ticks)


def _who(claim: Place, look: Look) -> set[int]:
    """Return the places among the people of those who make a claim."""
    places = look.dossier.by_number[claim.article].analysed.ledger.places_of(claim.number)
    return {look.dossier.speaking[Place(claim.article, place)] for place in places}


def _by_speaker(dated: Sequence[Dated], look: Look) -> dict[int, Counter[datetime.date]]:
    """Return how much each of the people claims on each day."""
    spoken: dict[int, Counter[datetime.date]] = {}
    for one in dated:
        for at in _who(one.claim, look):
            if one.day:
                spoken.setdefault(at, Counter())[one.day] += 1
    return spoken


def _lane(
    at: int,
    spoken: Counter[datetime.date],
    days: Sequence[datetime.date],
    denied: set[tuple[int, datetime.date | None]],
    look: Look,
) -> Markup:
    person = look.dossier.people[at]
    name = one_line(speaker_name(person))
    dots = joined(
        _DOT.format(
            colour=colour_at(at),
            denies=" denies" if (at, day) in denied else "",
            place=_place(day, days),
            count=count,
            title=t_count(
                "{name}, {day}: {count} claim", "{name}, {day}: {count} claims", count, name=name, day=base.day(day)
            ),
        )
        for day, count in sorted(spoken.items())
    )
    return _LANE.format(name=named(person), dots=dots)


def _place(day: datetime.date, days: Sequence[datetime.date]) -> float:
    """Return where a day stands between the first and the last, in per cent."""
    return 100 * (day - days[0]).days / (days[-1] - days[0]).days


def _named(days: Sequence[datetime.date]) -> list[datetime.date]:
    """Return the days that are named: first and last, and between them those that leave the names room."""
    least = (days[-1] - days[0]).days / _TICKS
    named = [days[0]]
    for day in days[1:-1]:
        if (day - named[-1]).days >= least and (days[-1] - day).days >= least:
            named.append(day)
    return [*named, days[-1]]


def table(dated: Sequence[Dated], look: Look) -> Markup:
    """Return claims in order of time as a table."""
    columns = (t("Day"), t("Who"), t("What"), t("Article"))
    return _TABLE.format(
        name=t("Timeline"),
        caption=t("Who said what when"),
        columns=joined(map(_COLUMN.format, columns)),
        rows=joined(_row(one, look) for one in dated),
    )


def _row(dated: Dated, look: Look) -> Markup:
    claim = look.dossier.claim(dated.claim)
    told, language = base.english(claim), base.language(dated.claim, look)
    return _ROW.format(
        day=base.day(dated.day) or t("not known"),
        told=_TOLD.format(language, one_line(dated.told)) if dated.told else "",
        who=base.who(dated.claim, look),
        stance=claim.stance,
        does=base.stance(dated.claim, look),
        english=Markup('<span lang="en">{}</span> ').format(told) if told else "",
        language=language,
        german=base.german(claim),
        article=base.name_of(look.dossier.by_number[dated.claim.article]),
        marks=base.marks(look.dossier.sentences_of(dated.claim), look),
    )
