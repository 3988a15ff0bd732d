"""What holds of all markup made of readings: no element, attribute or address in it that is not the page's own."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from markupsafe import Markup

from bench.fuzz.findings import require
from chat.answers.quote_check import CheckedQuote
from chat.dossier.dossier import Dossier
from chat.schema import Answer, Ledger, Reading
from ui.markup import answers, article
from ui.markup import ledger as ledgers
from ui.markup.dossier import answers as dossier_answers
from ui.markup.dossier import findings, matrix, people, timeline
from ui.markup.dossier.base import Look

_ELEMENTS = frozenset({
    "a", "caption", "div", "h3", "h4", "li", "p", "section", "span", "strong", "table", "tbody", "td", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_LINKS = ("#s", "#t", "?dossier=")
_MOST = 5  # claims of a person
_ATTRIBUTES = frozenset({
    "aria-description", "aria-hidden", "aria-label", "aria-valuemax", "aria-valuemin", "aria-valuenow", "class",
    "colspan", "data-gloss", "data-row", "hidden", "href", "id", "lang", "role", "scope", "style", "tabindex", "target",
    "title",
})  # fmt: skip


class _Seen(HTMLParser):
    """What a browser finds in markup; elements must be closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        require(tag in _ELEMENTS, "all elements are the page's own", tag)
        for name, value in attrs:
            require(name in _ATTRIBUTES, "all attributes are the page's own", (name, value))
            require(name != "href" or (value or "").startswith(_LINKS), "all links lead to sentences", value)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        require(self._open and self._open.pop() == tag, "elements are closed as they were opened", tag)

    def handle_comment(self, data: str) -> None:
        require(False, "there is no comment in markup", data)

    def handle_decl(self, decl: str) -> None:
        require(False, "there is no declaration in markup", decl)

    def unknown_decl(self, data: str) -> None:
        require(False, "there is no declaration in markup", data)

    def handle_pi(self, data: str) -> None:
        require(False, "there is no instruction in markup", data)

    def close(self) -> None:
        super().close()
        require(not self._open, "all elements are closed", self._open)


def of_markup(made: Markup) -> None:
    """Require of markup that all of it is the page's own."""
    seen = _Seen()
    seen.feed(str(made))
    seen.close()


def of_reading(reading: Reading, ledger: Ledger) -> None:
    """Require it of all that the page shows of a reading."""
    reasons = {number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)}
    look = article.Look(
        reported=article.voices(reading.claims, ledger), reasons=reasons, language=reading.language.code
    )
    of_markup(article.side_by_side(reading.sentences, look))
    of_markup(article.patch(reading.sentences, look))
    of_markup(ledgers.ledger(reading.claims, ledger, reading))
    of_markup(ledgers.disputes(reading.claims, ledger, reading))
    of_markup(ledgers.picture(reading.claims, ledger, reading))
    of_markup(answers.summary(reading))


def of_answer(answer: Answer) -> None:
    """Require it of an answer."""
    of_markup(answers.answer(answer))


def of_dossier(dossier: Dossier, given: Iterable[Answer]) -> None:
    """Require it of all that the page shows of a dossier."""
    look = Look(dossier, "dossier1")
    of_markup(findings.disagreements(dossier.disagreements, look))
    of_markup(findings.quotations(dossier.quotations, look))
    of_markup(findings.copies(look))
    of_markup(matrix.matrix([*enumerate(dossier.matrix, start=1)], [1, 2], look))
    of_markup(timeline.picture(look))
    of_markup(timeline.table(dossier.timeline, look))
    for number in range(len(dossier.people)):
        of_markup(people.person(number, look, most=_MOST))
    for answer in given:
        of_markup(dossier_answers.answer(answer, look))


def of_quote(checked: CheckedQuote) -> None:
    """Require it of a quotation that was checked."""
    of_markup(answers.checked_quote(checked))
