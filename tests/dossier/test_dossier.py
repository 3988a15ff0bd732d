"""A dossier of articles that were compared before finds the same as one of articles that were never looked at."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from chat import pipeline
from chat.article.analysed import AnalysedArticle
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.dossier.summary import overview
from chat.schema import Reading

TEXTS = (
    "Bürgermeisterin Vera Lund sagte, der Steg am See koste 3 Millionen Euro. „Der Steg bleibt gesperrt“, sagte Lund.",
    "Der Gutachter Emil Rasch bestritt, dass der Steg am See gesperrt bleibe. Der Steg habe 14 Risse.",
    "„Der Steg bleibt gesperrt“, sagte Vera Lund. Rasch erklärte, der Steg am See habe 60 Risse.",
    "Die Polizei teilte mit, an der Kundgebung am See hätten 400 Menschen teilgenommen. Lund lehnte das ab.",
    "Die Veranstalter sprachen von 1.500 Menschen, die an der Kundgebung am See teilgenommen hätten.",
    "Bürgermeisterin Vera Lund sagte, der Steg am See koste 3 Millionen Euro. „Der Steg bleibt gesperrt“, sagte sie.",
    "Es regnete den ganzen Tag.",
)


@cache
def _read() -> tuple[Reading, ...]:
    return tuple(pipeline.known(f"Bericht aus dem Rathaus\n\n{text}") for text in TEXTS)


def _found(dossier: Dossier) -> tuple[object, ...]:
    across = (dossier.copies, dossier.quotations, dossier.people, dossier.topics, dossier.disagreements)
    return (*across, dossier.matrix, dossier.only_here, dossier.timeline, overview(dossier))


def _articles(chosen: list[int]) -> list[Source]:
    """Return articles, analysed anew: nothing that was worked out for others is known of them."""
    known = [pipeline.analysed(reading) for reading in _read()]
    analysed = [AnalysedArticle(one.sentences, claims=one.claims, ledger=one.ledger) for one in known]
    return [Source(number, analysed[at]) for number, at in enumerate(chosen, start=1)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(len(TEXTS))), unique=True, min_size=1))
def test_one_article_more_changes_nothing_but_what_it_brings(chosen: list[int]) -> None:
    growing = _articles(chosen)
    for count in range(len(growing)):
        _found(Dossier(growing[:count]))
    assert _found(Dossier(growing)) == _found(Dossier(_articles(chosen)))


def test_such_articles_have_something_to_find() -> None:
    whole = Dossier(_articles(list(range(len(TEXTS)))))
    assert all((whole.copies, whole.quotations, whole.topics, whole.disagreements, whole.matrix))


def test_what_copies_repeat_tells_of_people_and_is_no_quotation_of_two_articles() -> None:
    copied = Dossier(_articles([0, 5]))
    assert copied.copies == ((1, 2),) and copied.quotations == ()
    assert len(copied.people) == 1 and copied.people[0].articles == (1, 2)
