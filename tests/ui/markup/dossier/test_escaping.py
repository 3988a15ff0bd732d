"""Whatever stands in the articles of a dossier is shown as it stands: in none of its fields can text become markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules

import pytest
from markupsafe import Markup

from chat.article.analysed import AnalysedArticle
from chat.dossier.disagreements import Disagreement
from chat.dossier.dossier import Dossier
from chat.dossier.quotations import Repeated
from chat.dossier.sources import Place, Source
from chat.dossier.summary import Statement
from chat.lang.characters import one_line
from chat.localization import speaking
from chat.schema import Answer, Citation
from tests.ui.dossiers import look
from tests.ui.markup.test_escaping import ATTRIBUTES, HOSTILE, TAGS, Seen, filled
from ui.kinds import Step
from ui.markup import dossier as package
from ui.markup.dossier import answers, articles, base, findings, matrix, overview, people, progress, timeline
from ui.markup.dossier.base import Look

ALSO = {"caption", "table", "tbody", "td", "th", "thead", "tr"}
ALSO_ATTRIBUTES = {"colspan", "scope"}
CLAIM, OTHER = Place(1, 1), Place(2, 1)
PAIR = Disagreement("number", CLAIM, OTHER, ("80.000", "120.000"))


def answered(given: Look, text: str) -> Answer:
    cited = tuple(
        Citation.of(given.dossier.sentence(Place(number, sentence)), article=number)
        for number, sentence in ((1, 3), (2, 3))
    )
    return Answer(question="Who?", text=f"{text} [1:3]", verdict="answered", citations=cited, nearest=cited)


SHOWN: dict[str, Callable[[Look, str], Markup]] = {
    "answers.answer": lambda given, text: answers.answer(answered(given, text), given),
    "articles.line": lambda given, text: articles.line(given.dossier.sources[0], articles.State("read", text)),
    "base.claims": lambda given, text: base.claims([CLAIM, OTHER], given),
    "base.mark": lambda given, text: base.mark(Place(1, 2), given),
    "base.marks": lambda given, text: base.marks([Place(1, 2)], given),
    "base.who": lambda given, text: base.who(CLAIM, given),
    "findings.copies": lambda given, text: findings.copies(copied(given)),
    "findings.disagreements": lambda given, text: findings.disagreements([PAIR], given)
    + findings.disagreements([PAIR], given, short=True),
    "findings.only_here": lambda given, text: findings.only_here([CLAIM], given),
    "findings.quotations": lambda given, text: findings.quotations([Repeated("changed", CLAIM, OTHER)], given),
    "matrix.matrix": lambda given, text: matrix.matrix([*enumerate(given.dossier.matrix, start=1)], [1, 2], given),
    "overview.part": lambda given, text: overview.part(text, [Statement(text, (Place(1, 2),))], given),
    "people.person": lambda given, text: people.person(0, given, most=5),
    "progress.status": lambda given, text: progress.status(Step(0, 1, text), Step(1, 2, text), whole=1, total=2),
    "progress.ended": lambda given, text: progress.ended(text, 1, 2, is_new=True),
    "timeline.picture": lambda given, text: timeline.picture(given),
    "timeline.table": lambda given, text: timeline.table(given.dossier.timeline, given),
}  # fmt: skip


def copied(given: Look) -> Look:
    """Return a dossier of which the articles are one text."""
    given.dossier.__dict__["copies"] = ((1, 2),)
    return given


def hostile(text: str, *, names_too: bool) -> Look:
    """Return a dossier of articles with this text everywhere; what is found across them is as it was without."""
    plain = look().dossier
    given = Dossier([_filled(source, text, names_too=names_too) for source in plain.sources], name=text)
    for name in ("topics", "disagreements", "matrix", "speaking"):
        given.__dict__[name] = getattr(plain, name)
    given.__dict__["timeline"] = tuple(replace(dated, told=text) for dated in plain.timeline)
    given.__dict__["people"] = tuple(
        replace(person, name=text, german=f"{text} ", role=text) for person in plain.people
    )
    return Look(given, "dossier1")


def _filled(source: Source, text: str, *, names_too: bool) -> Source:
    reading = source.reading
    assert reading
    given = filled(reading, text, names_too=names_too)
    ledger = filled(source.analysed.ledger, text, names_too=names_too)
    article = AnalysedArticle(given.sentences, claims=given.claims, ledger=ledger, summary=given.summary)
    return Source.of(source.number, given, article, id=source.id)


def html(function: str, text: str, *, names_too: bool = False) -> Markup:
    return SHOWN[function](hostile(text, names_too=names_too), text)


def test_all_that_makes_html_is_tried() -> None:
    modules = {
        found.name: import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)
    }
    made = {
        f"{name}.{function.__name__}"
        for name, module in modules.items()
        for _, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__
        and not function.__name__.startswith("_")
        and function.__annotations__["return"] == "Markup"
    }
    assert made == SHOWN.keys()


@pytest.mark.parametrize("names_too", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", SHOWN)
def test_no_field_of_an_article_becomes_markup(function: str, text: str, names_too: bool) -> None:
    made = html(function, text, names_too=names_too)
    assert isinstance(made, Markup)
    seen = Seen(made)
    assert seen.tags <= TAGS | ALSO
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES | ALSO_ATTRIBUTES
    hrefs = [value for name, value in seen.attributes if name == "href"]
    assert all(value.startswith(("#t", "?dossier=dossier1&reading=entry")) for value in hrefs)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", [name for name in SHOWN if not name.startswith(("progress", "timeline.picture"))])
def test_what_looks_like_markup_is_shown_as_it_stands(function: str, text: str) -> None:
    assert one_line(text) in Seen(html(function, text)).text


def test_ids_cannot_leave_the_address_of_an_article() -> None:
    given = look()
    hostile_id = 'x"><script>&reading=1#'
    seen = Seen(base.mark(Place(1, 2), Look(Dossier(given.dossier.sources), hostile_id)))
    (href,) = [value for name, value in seen.attributes if name == "href"]
    assert seen.tags <= {"a", "span"} and "<" not in href and href.endswith("#s2") and href.count("#") == 1


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", SHOWN)
def test_no_field_becomes_markup_or_a_template_in_german(function: str, text: str) -> None:
    with speaking("de"):
        made = html(function, text, names_too=True)
    seen = Seen(made)
    assert seen.tags <= TAGS | ALSO
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES | ALSO_ATTRIBUTES
