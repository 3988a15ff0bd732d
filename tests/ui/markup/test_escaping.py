"""Whatever stands in a reading or an answer is shown as it stands: in none of its fields can text become markup."""

from __future__ import annotations

import types
from collections.abc import Callable
from html.parser import HTMLParser
from inspect import getmembers, isfunction
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import pytest
from markupsafe import Markup
from pydantic import BaseModel

from chat.answers.quote_check import CheckedQuote
from chat.attribution import ledger as attribution
from chat.lang.characters import one_line
from chat.localization import speaking
from chat.pipeline import Progress
from chat.schema import Answer, Citation, Dispute, Doubt, Ledger, Reading
from ui.markup import answers, article, base, ledger, progress

M = TypeVar("M", bound=BaseModel)

EXAMPLE = Path(__file__).parents[3] / "ui" / "example.json"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onmouseover='alert(1)' x=\" onfocus=\"alert(1)",
    "R&amp;D & <b>Söhne</b> &lt;i&gt;",
    "{0} {text} {text.__class__} %s %(text)s",
]
TAGS = {"a", "div", "h3", "h4", "li", "p", "section", "span", "strong", "ul"}
ATTRIBUTES = {
    "aria-description", "aria-hidden", "aria-label", "aria-valuemax", "aria-valuemin", "aria-valuenow", "class",
    "data-gloss", "data-row", "hidden", "href", "id", "lang", "role", "style", "tabindex",
    "target", "title",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser makes of some HTML: tags, attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(str(html))  # else its parts would be escaped once more
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def filled(model: M, text: str, *, names_too: bool) -> M:
    """Return data with this text in every field that can hold text; `names_too`: also where one of a few words is."""
    fields = {
        name: with_text(getattr(model, name), field.annotation, text, names_too=names_too)
        for name, field in type(model).model_fields.items()
    }
    return model.model_copy(update=fields)


def with_text(value: Any, kind: Any, text: str, *, names_too: bool) -> Any:
    options = get_args(kind) if get_origin(kind) is types.UnionType else (kind,)
    if str in options:
        return text
    if isinstance(value, BaseModel):
        return filled(value, text, names_too=names_too)
    if isinstance(value, tuple):
        return tuple(with_text(item, get_args(kind)[0], text, names_too=names_too) for item in value)
    is_name = any(get_origin(option) is Literal for option in options)
    return text if names_too and is_name and value is not None else value


def reading() -> Reading:
    """Return the example, with a doubt about each sentence."""
    example = Reading.model_validate_json(EXAMPLE.read_text(encoding="utf-8"))
    doubt = Doubt(kind="name", message="lost", german="Wendbach", english="Wendbach")
    doubted = tuple(sentence.model_copy(update={"warnings": (doubt,)}) for sentence in example.sentences)
    claims = tuple(
        claim.model_copy(update={"english": claim.english and claim.english.model_copy(update={"doubts": ("lost",)})})
        for claim in example.claims
    )
    return example.model_copy(update={"sentences": doubted, "claims": claims})


def by_speaker(reading: Reading) -> Ledger:
    """Return the ledger of a reading, in which the last claim denies the first."""
    first, last = reading.claims[0].id, reading.claims[-1].id
    found = attribution.build(reading.claims, reading.sentences)
    return found.model_copy(
        update={"disputes": (Dispute(denial=last, denied=first, sentences=(1,), shown_by=("Vorwurf",)),)}
    )


def answered(reading: Reading) -> Answer:
    """Return an answer that cites the article and has what comes near."""
    cited = tuple(Citation.of(sentence) for sentence in reading.content[:2])
    return Answer(
        question="Who?", text="Somebody [1].", verdict="answered", citations=cited, quoted=True, nearest=cited
    )


def quoted(answer: Answer, text: str) -> CheckedQuote:
    """Return a quotation of this text that is checked."""
    return CheckedQuote(quote=text, verdict="changed", citations=answer.citations, reasons=(text,))


def look(reading: Reading, ledger: Ledger) -> article.Look:
    """Return how an article is shown whose English is still coming."""
    return article.Look(
        reported=article.voices(reading.claims, ledger),
        reasons={number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)},
        partial=True,
        growing=True,
    )


SHOWN: dict[str, Callable[[Reading, Ledger, Answer, str], Markup]] = {
    "answers.answer": lambda reading, ledger, answer, text: answers.answer(answer),
    "answers.checked_quote": lambda reading, ledger, answer, text: answers.checked_quote(quoted(answer, text)),
    "answers.looking": lambda reading, ledger, answer, text: answers.looking(text),
    "answers.summary": lambda reading, ledger, answer, text: answers.summary(reading),
    "answers.with_proof": lambda reading, ledger, answer, text: answers.with_proof(answer.citations[0]),
    "answers.unchecked": lambda reading, ledger, answer, text: answers.unchecked(text),
    "article.patch": lambda reading, ledger, answer, text: article.patch(reading.sentences, look(reading, ledger)),
    "article.side_by_side": lambda reading, ledger, answer, text: article.side_by_side(
        reading.sentences, look(reading, ledger)
    ),
    "base.foreign": lambda reading, ledger, answer, text: base.foreign(text, "de"),
    "base.named": lambda reading, ledger, answer, text: base.named(ledger.entries[0]),
    "base.joined": lambda reading, ledger, answer, text: base.joined([text]),  # type: ignore[list-item]
    "base.mark": lambda reading, ledger, answer, text: base.mark(reading.sentences[0]),
    "base.marks": lambda reading, ledger, answer, text: base.marks(answer.citations),
    "ledger.disputes": lambda reading, ledger_, answer, text: ledger.disputes(reading.claims, ledger_, reading),
    "ledger.ledger": lambda reading, ledger_, answer, text: ledger.ledger(reading.claims, ledger_, reading),
    "progress.ended": lambda reading, ledger, answer, text: progress.ended(reading, is_new=True),
    "progress.status": lambda reading, ledger, answer, text: progress.status(Progress("drafting", 1, 2), reading),
    "ledger.picture": lambda reading, ledger_, answer, text: ledger.picture(reading.claims, ledger_, reading),
}


def html(function: str, text: str, *, names_too: bool = False) -> Markup:
    """Return what a function makes of data with this text everywhere."""
    given = reading()
    own, answer = by_speaker(given), answered(given)
    data = [filled(one, text, names_too=names_too) for one in (given, own, answer)]
    return SHOWN[function](data[0], data[1], data[2], text)  # type: ignore[arg-type]


def test_all_that_makes_html_is_tried() -> None:
    modules = {"answers": answers, "article": article, "base": base, "ledger": ledger, "progress": progress}
    made = {
        f"{name}.{function.__name__}"
        for name, module in modules.items()
        for _, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__
        and not function.__name__.startswith("_")
        and function.__annotations__["return"] == "Markup"
    }
    assert made - {"base.stylesheet", "base.lang"} == SHOWN.keys()  # these have nothing of others


@pytest.mark.parametrize("names_too", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", SHOWN)
def test_no_field_of_a_reading_or_an_answer_becomes_markup(function: str, text: str, names_too: bool) -> None:
    made = html(function, text, names_too=names_too)
    assert isinstance(made, Markup)
    seen = Seen(made)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(value.startswith("#s") for name, value in seen.attributes if name == "href")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", [name for name in SHOWN if name != "progress.status"])
def test_what_looks_like_markup_is_shown_as_it_stands(function: str, text: str) -> None:
    assert one_line(text) in Seen(html(function, text)).text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", SHOWN)
def test_no_field_becomes_markup_or_a_template_in_german(function: str, text: str) -> None:
    with speaking("de"):
        made = html(function, text, names_too=True)
    seen = Seen(made)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
