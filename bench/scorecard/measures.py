"""What is measured: each measure gives named figures, of texts that were made up for this project.

Those without a model give the same figures each time; a change of one is a change of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench import abroad, asked, claims, dossier, dossier_asked, quotes, recognition, summed
from chat import pipeline
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator

Better = Literal["more", "less"]
Figures = dict[str, float]


@dataclass(frozen=True)
class Measure:
    """A measurement, and what its figures mean.

    Attributes:
        stage: of the flow, under which the page shows it.
        about: what is measured, on what.
        command: what shows it in detail.
        run: gives the figures by their names, each with what it means in `meaning`.
        unit: of all its figures.
        better: whether more or less is better, by the name of a figure; else more.
        noise: by how much a figure may be worse, and mean nothing: where no model is asked, what sums of numbers
            do on another processor, a text or two.
        weights: whether it needs the model.
    """

    name: str
    stage: str
    about: str
    command: str
    run: Callable[[], Figures]
    unit: str = "%"
    less: frozenset[str] = field(default_factory=frozenset)
    noise: float = 0.05  # of a rounded figure
    weights: bool = False

    def better(self, figure: str) -> Better:
        """Return whether more or less of a figure is better."""
        return "less" if figure in self.less else "more"


def _percent(part: float, whole: float = 1) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _alone() -> Engines:
    """Return engines whose model says nothing of use, so that code alone is measured."""
    model = Scripted(default="The article does not say.")
    return Engines(model=model, translator=PromptedTranslator(Scripted(default="")))


def _claims(language: str) -> Callable[[], Figures]:
    def run() -> Figures:
        figures: Figures = {}
        for part in claims.parts(language):
            score = claims.measured(claims.gold(part, language), language)["all"]
            figures[f"found, {part}"] = _percent(score.found, score.claims)
            figures[f"right person, {part}"] = _percent(score.person, score.claims)
            figures[f"speaker as written, {part}"] = _percent(score.speaker, score.claims)
            figures[f"stance of those found, {part}"] = _percent(score.stance, score.found)
            if language == "en":
                figures[f"false in 100 sentences, {part}"] = _percent(score.false, score.sentences)
            else:
                count, false = claims.false_claims(claims.GOLD / f"narrative_{part}.txt")
                figures[f"false in 100 sentences of narrative, {part}"] = _percent(len(false), count)
        return figures

    return run


def _recognised() -> Figures:
    figures: Figures = {}
    for half in dict.fromkeys(row.half for row in recognition.texts()):
        found = [recognition.result(row) for row in recognition.texts() if row.half == half]
        figures[f"read as what it is, {half}"] = _percent(sum(one.is_right for one in found), len(found))
        wrong = sum(one.is_german or one.is_another for one in found)
        figures[f"read as another language, {half}"] = _percent(wrong, len(found))
    return figures


def _abroad() -> Figures:
    whole = abroad.Score()
    wanted = sentences = boilerplate = 0
    for article in abroad.articles():
        engines = Engines(Scripted(default=""), abroad.Given(article))
        score = abroad.scored(article, pipeline.read(article.text, engines, length=None))
        for name in ("sentences", "numbers", "all_numbers", "speakers", "boilerplate"):
            setattr(whole, name, getattr(whole, name) + getattr(score, name))
        wanted += len(article.claims)
        sentences += len(article.sentences)
        boilerplate += len(article.boilerplate)
    return {
        "sentences split rightly": _percent(whole.sentences, sentences),
        "lines around left out": _percent(whole.boilerplate, boilerplate),
        "numbers found again in good English": _percent(whole.numbers, whole.all_numbers),
        "claims with the right speaker, in good English": _percent(whole.speakers, wanted),
    }


def _summed() -> Figures:
    figures: Figures = {}
    for part in asked.PARTS:
        counts = summed.measure(part, _alone(), length="medium", read=False)
        figures[f"main event first, {part}"] = _percent(counts["main"], counts["articles"])
        figures[f"both sides of a dispute, {part}"] = _percent(counts["both sides"], counts["disputes"])
        figures[f"claims with their speaker, {part}"] = _percent(counts["named"], counts["claims"])
    return figures


def _asked() -> Figures:
    figures: Figures = {}
    for part in asked.PARTS:
        of_articles, of_intents = asked.measure(part, _alone(), given=True)
        figures[f"about the whole, {part}"] = _percent(of_intents.share("all"))
        figures[f"about one thing, {part}"] = _percent(of_articles.share("all"))
    return figures


def _quoted() -> Figures:
    figures: Figures = {}
    for part in asked.PARTS:
        right, placed = quotes.measure(part, wrong=False)
        figures[f"right class, {part}"] = _percent(right)
        figures[f"right sentence, {part}"] = _percent(placed)
    return figures


def _dossiers() -> Figures:
    figures: Figures = {}
    for part in dossier.parts_there():
        for name, score in zip(
            ("people", "topics", "contradictions"), dossier.measure(part, None, wrong=False), strict=True
        ):
            figures[f"{name} that are the same, {part}" if name == "people" else f"{name}, {part}"] = _percent(score.f1)
    return figures


def _dossiers_asked() -> Figures:
    figures: Figures = {}
    for part in dossier.parts_there():
        whole = dossier_asked.Tally()
        for path in sorted((dossier.GOLD / part).glob("*.toml")):
            whole.add(dossier_asked.measure(path, None, wrong=False))
        if whole.asked:
            figures[f"right, {part}"] = _percent(whole.right, whole.asked)
    return figures


def _translated() -> Figures:
    from chat.evaluation import measuring
    from chat.models import registry
    from chat.settings import Settings

    engines = registry.open_engines(Settings(memory=False))
    measuring.warm(engines)
    found = measuring.measure(engines, loaded=0, lines=50, most_articles=3)
    return {
        "chrF of 50 sentences": round(found.chrf, 1),
        "doubtful of 50 sentences": float(found.doubtful),
        "answers right": _percent(found.right, found.asked),
        "rightly refused": _percent(found.refused, found.unanswerable),
    }


def _timed() -> Figures:
    from bench import reading
    from chat.intake import source
    from chat.settings import Settings

    told = reading.measure(source.from_file(reading.ARTICLE), Settings(memory=False))
    return {
        name: round(told[key] / told["raw"], 2)
        for name, key in (
            ("first sentence", "first_sentence"), ("every sentence drafted", "drafted"),
            ("all checked", "checked"), ("with summary", "summary"),
        )
    }  # fmt: skip


MEASURES: tuple[Measure, ...] = (
    Measure(
        "recognition", "Article", "540 texts in 27 languages and dialects, a headline to a paragraph",
        "python -m bench languages", _recognised, noise=0.8,
        less=frozenset({"read as another language, seen", "read as another language, unseen"}),
    ),
    Measure(
        "claims", "Who claims what", "652 German news texts of 15 kinds that the rules were set on, 75 that were not, "
        "and plain narrative", "python -m bench claims", _claims("de"),
        less=frozenset(f"false in 100 sentences of narrative, {part}" for part in claims.PARTS),
    ),
    Measure(
        "claims in English", "Who claims what", "440 English news texts of ten kinds, 40 more that are unseen, and 50, "
        "written later by somebody who had seen no rule",
        "python -m bench claims --language en", _claims("en"),
        less=frozenset(f"false in 100 sentences, {part}" for part in claims.parts("en")),
    ),
    Measure(
        "other languages", "Who claims what", "an article in each of ten languages, with an English by a person",
        "python -m bench abroad --given", _abroad,
    ),
    Measure(
        "summary", "Summary", "30 articles with their main event and disputes, English by a person; no model",
        "python -m bench summed", _summed,
    ),
    Measure(
        "questions", "Answers", "everyday questions in many wordings, English by a person, answered by code alone",
        "python -m bench asked --alone", _asked, noise=0.5,
    ),
    Measure("quotations", "Answers", "280 quotations in five classes", "python -m bench quotes", _quoted, noise=0.5),
    Measure(
        "dossiers", "Dossiers", "what belongs together across articles: F1; English by a person, without the embedder",
        "python -m bench dossier --alone", _dossiers, noise=1.0,
    ),
    Measure(
        "questions about dossiers", "Dossiers", "questions about several articles at once, without the embedder",
        "python -m bench dossier_asked --alone", _dossiers_asked, noise=1.5,
    ),
    Measure(
        "translation and answers", "With the model", "50 sentences and 3 articles with 24 questions",
        "python -m chat models evaluate", _translated, unit="", noise=3.0, weights=True,
        less=frozenset({"doubtful of 50 sentences"}),
    ),
    Measure(
        "speed", "With the model", "an article of 17 sentences, as a multiple of what the bare engine takes for its "
        "sentences one after the other, in the same run", "python -m bench reading", _timed, unit="times", noise=0.4,
        weights=True,
        less=frozenset({"first sentence", "every sentence drafted", "all checked", "with summary"}),
    ),
)  # fmt: skip


def chosen(*, weights: bool, names: Mapping[str, object] | None = None) -> Iterator[Measure]:
    """Yield the measures, with those that need the model or without, or those of these names."""
    for measure in MEASURES:
        if (measure.name in names) if names else (weights or not measure.weights):
            yield measure


DATA = Path(__file__).parents[1] / "data"
