"""How far a reading is: the line beside the article, what the tab of the browser tells, and what a screen reader says.

The last two are hidden, for the script of the page to take. They are text and no attributes: Streamlit takes away an
attribute that looks as if it could become markup, as the title of an article may.
"""

from __future__ import annotations

from markupsafe import Markup

from chat.lang.characters import one_line
from chat.layers import SHARES, Progress
from chat.localization import deferred, t, t_count
from chat.schema import Layer, Reading

_SITE = "Belegt"
# What a screen reader says when a layer is there, once.
_SPOKEN: dict[Layer, str] = {
    "known": deferred("Who claims what is known. The English is on its way."),
    "drafted": deferred("Every sentence has a first English."),
    "checked": deferred("Every sentence is checked. The summary is on its way."),
    "told": deferred("The article is read to its end."),
}
_STATUS = Markup(
    '<div class="belegt status"><span class="title-of-tab" hidden>{title}</span>'
    '<span class="spoken" hidden>{spoken}</span>{line}{bar}</div>'
)
_LINE = Markup("<p>{}</p>")
_BAR = Markup(
    '<div class="bar" role="progressbar" aria-label="{label}" aria-valuenow="{share}" aria-valuemin="0" '
    'aria-valuemax="100"><span style="width:{share}%"></span></div>'
)


def status(progress: Progress, reading: Reading, *, is_stopping: bool = False) -> Markup:
    """Return how far a reading is that is under way, with a thin bar."""
    words = t("Stopping …") if is_stopping else _words(progress, reading)
    bar = _BAR.format(share=_share(progress, reading), label=t("Reading"))
    return _status(_counted(progress, reading), line=words, spoken=t(_SPOKEN.get(reading.layer, "")), bar=bar)


def ended(reading: Reading, *, is_new: bool) -> Markup:
    """Return how far a reading is that nobody reads on.

    Args:
        is_new: it was seen while it was being read.
    """
    title = one_line(reading.summary.title or _headline(reading))
    if not reading.is_whole:
        return _status(title, line=so_far(reading))
    if not is_new:
        return _status(title)
    sentences = _sentences(len(reading.content))
    read = t("Read to its end: {sentences}.", sentences=sentences)
    if reading.summary.sentences:
        read = t("Read to its end: {sentences}, with a summary.", sentences=sentences)
    return _status(f"✓ {title}", line=read, spoken=t(_SPOKEN["told"]))


def _status(title: str, *, line: str = "", spoken: str = "", bar: str = "") -> Markup:
    shown = _LINE.format(line) if line else ""
    return _STATUS.format(title=f"{title} · {_SITE}", spoken=spoken, line=shown, bar=bar)


def _share(progress: Progress, reading: Reading) -> int:
    """Return how much of a reading is done, in per cent."""
    done = reading.count("draft", "checked") * SHARES["drafting"] + reading.count("checked") * SHARES["checking"]
    done /= max(len(reading.content), 1)
    if progress.stage == "summarising" and progress.total:
        done += SHARES["summarising"] * progress.done / progress.total
    return min(100, round(100 * done / sum(SHARES.values())))


def so_far(reading: Reading) -> str:
    """Return how far a reading is that was stopped, as a sentence."""
    total, drafted, checked = len(reading.content), reading.count("draft", "checked"), reading.count("checked")
    if reading.layer == "checked":
        if reading.summary.sentences:
            return t_count(
                "Read as far as the English of all {count} sentence; the summary is not finished.",
                "Read as far as the English of all {count} sentences; the summary is not finished.",
                total,
            )
        return t_count(
            "Read as far as the English of all {count} sentence; the summary is missing.",
            "Read as far as the English of all {count} sentences; the summary is missing.",
            total,
        )
    if drafted:
        return t_count(
            "Read as far as the English of {drafted} of {count} sentence, {checked} of them checked.",
            "Read as far as the English of {drafted} of {count} sentences, {checked} of them checked.",
            total,
            drafted=drafted,
            checked=checked,
        )
    return t("Read as far as who claims what, in the original; the English is missing.")


def time_left(seconds: float) -> str:
    """Return about how long something takes on, as exactly as can be known."""
    if seconds < 8:
        return t("a few seconds left")
    if seconds < 55:
        return t("about {count} s left", count=5 * round(seconds / 5))
    minutes = round(seconds / 60)
    return t("about a minute left") if minutes <= 1 else t("about {count} minutes left", count=minutes)


def _words(progress: Progress, reading: Reading) -> str:
    total, checked = len(reading.content), reading.count("checked")
    match progress.stage:
        case "preparing" | "attributing":
            return t("Loading the model …")
        case "waiting":
            parts = [_place(progress.done, progress.total)]
        case "drafting":
            parts = [t("Draft {count} of {total}", count=reading.count("draft", "checked"), total=total)]
            parts += [t("checked {count}", count=checked)] * bool(checked)
        case "checking":
            parts = [t("Checked {count} of {total}", count=checked, total=total)]
        case _:
            parts = [t("All checked"), t("writing the summary")]
    left = progress.seconds_left
    return " · ".join([*parts, *([time_left(left)] if left is not None else [])])


def _place(place: int, of: int) -> str:
    """Return which place a reading has that waits for its turn. What is known of it is there meanwhile."""
    if place == 1:
        return t("Next in the queue: the English begins as soon as another article is read.")
    return t(
        "{place} in the queue of {of}: the English begins when it is this article's turn.", place=ordinal(place), of=of
    )


def ordinal(place: int) -> str:
    """Return a place as a word, from "Second" to "Fifth", or as a number."""
    words = {2: t("Second"), 3: t("Third"), 4: t("Fourth"), 5: t("Fifth")}
    return words.get(place) or t("Number {place}", place=place)


def _counted(progress: Progress, reading: Reading) -> str:
    total = len(reading.content)
    match progress.stage:
        case "preparing" | "attributing":
            return "…"
        case "waiting":
            return f"{progress.done} / {progress.total}"
        case "drafting":
            return f"{reading.count('draft', 'checked')}/{total}"
        case "checking":
            return t("{count}/{total} checked", count=reading.count("checked"), total=total)
    return t("Summary")


def _headline(reading: Reading) -> str:
    """Return what an article is called that has no summary."""
    return next((sentence.best for sentence in reading.content), "")


def _sentences(count: int) -> str:
    return t_count("{count} sentence", "{count} sentences", count)
