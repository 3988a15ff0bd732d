"""Messages that no literal of the code has as a whole: made by running it, or read out of its data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

from chat import settings
from chat.answers import suggestions
from chat.article import language, paragraphs
from chat.attribution import circumstances, in_translation, quotations
from chat.attribution.reported import does, verb_of
from chat.data import table
from chat.errors import ChatError
from chat.models import fitting, languages, registry
from chat.models.weights import catalogue, disk
from chat.models.weights.download import Progress
from chat.models.weights.stored import State
from chat.schema import NO_ENGINE, Claim, Language, LedgerEntry, Span, Stance
from chat.settings import Settings
from chat.translation import checks
from tests.localization.code import ROOT
from ui.panels.dossier.talk import _OF_ALL

_ENGLISH = "The council of Nordhaven will decide on the repair of the harbour bridge before the summer holidays begin."
_FRENCH = "Le conseil municipal de Nordhaven va décider des réparations du pont du port avant les grandes vacances."
_BAVARIAN = (
    "I woaß net, wos de oiwei woin, hod da Bürgermoasta gsogt, des is fei net so oafach, mia ham koa Göid net, und "
    "wann i des sog, nacha is des aa so, do ko ma nix macha, so is des hoid bei uns."
)


def claim(stance: Stance, *, direct: bool = False) -> Claim:
    """Return a claim with this stance."""
    said = Span(text="Der Bau sei teuer", start=0, end=17)
    return Claim(
        id=1, speaker=None, cue=None, content=(said,), type="direct" if direct else "indirect", stance=stance,
        hedged=False, sentences=(1,),
    )  # fmt: skip


def stances() -> Iterator[str]:
    """Yield how claims are made, by one and by several."""
    for stance in get_args(Stance):
        yield stance
        yield circumstances.stance_label(claim(stance))
        for several in (False, True):
            yield verb_of(stance, several=several)
            yield from (does(claim(stance, direct=direct), several=several) for direct in (False, True))


def labels() -> Iterator[str]:
    """Yield what else is told of a claim."""
    yield from circumstances._SOURCES.values()
    yield from (
        "to",
        "at",
        "known by",
        "reportedly",
        "together with the mayor and the council",
        "according to the town",
    )
    yield from (f"in what the town {does}" for does in stances())


def reasons() -> Iterator[str]:
    """Yield why something is left out of an article."""
    yield from ("not part of the article", paragraphs._LINK, paragraphs._ORDER)
    for path in (ROOT / "chat").rglob("*.toml"):
        yield from re.findall(r'^reason = "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)


def notices() -> Iterator[str]:
    """Yield what is told of an article as a whole."""
    for many in (1, 2):
        yield from language.notices([*[_ENGLISH] * many, *[_FRENCH] * many, *[_BAVARIAN] * many])
    for unclosed in ("„Der Bau ist teuer.", "„Der Bau ist teuer.\n\nEr sagte: „Das ist so."):
        yield from quotations.notices(paragraphs.build(unclosed, max_characters=1_000))


def read_abroad() -> Iterator[str]:
    """Yield what is told of an article in another language."""
    for code in ("fr", "gl", "en"):
        found = Language(code=code, confidence=0.98)
        for named in (True, False):
            told = languages.readability(found, "qwen2.5-coder-1.5b", named=named)
            yield from (told.recognised, told.translated)
    yield languages.readability(Language(code="fr", confidence=1.0), "opus-mt-de-en").translated
    for right in (1, 6, 12):
        grade = languages.Tried(12, right, 60.0, 1.0, 1.0).grade
        yield f"translated by the embedded model: {grade} ({right} of 12 sentences right, chrF 60)"
    yield from (in_translation.notice("French"), *checks.notices("fr", "French"))


def questions() -> Iterator[str]:
    """Yield what is offered to be asked."""
    yield from (suggestions.ABOUT, *_OF_ALL, "Who denies what the town says?", "Who denies what A and B say?")
    for stance in get_args(Stance):
        entry = LedgerEntry(german="Anna Vogt", claims=(1,), sentences=(1,), stances={stance: 1}, hedged=0)
        if stance != "declines":
            yield suggestions._question(entry)


def engines() -> Iterator[str]:
    """Yield what is told of engines and their weights."""
    yield from (NO_ENGINE, State.ABSENT, State.DAMAGED)
    for entry in catalogue.entries():
        yield from filter(None, (entry.purpose, entry.offer))
    for given in (
        {},
        {"runtime": "openvino"},
        {"translator": "hy-mt2-1.8b"},
        {"base_url": "http://localhost:8080/v1", "server_model": "model"},
        {"base_url": "https://models.example/v1", "server_model": "model"},
    ):
        yield registry.choose(Settings(**given)).why  # type: ignore[arg-type]
    for left in (None, 12.0):
        yield str(Progress("model", "the hub", 3_000_000, 2_000_000_000, 1_500_000.0, left))
    yield from (str(fitting.Machine(2**33, 2**32, 4, 10**10, wide=True, hub=hub)) for hub in (True, False))
    yield "BELEGT_BASE_URL cannot be what it is."
    yield "Set it to another value (where it is), or leave it out."
    yield "The server at models.example does not answer, or cuts the connection."
    yield "The weights of it could not be fetched (the hub: HF_HUB_OFFLINE is set; the index: the connection was cut)."


def errors(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[ChatError]:
    """Yield errors whose words are put together."""
    for name, value in (("FETCH", "maybe"), ("PARALLEL", "0"), ("THREADS", "x"), ("RUNTIME", "x")):
        with monkeypatch.context() as patched:
            patched.setenv(f"BELEGT_{name}", value)
            yield raised(settings.load)
    yield raised(partial(catalogue.lookup, "qwen"))
    yield raised(partial(catalogue.lookup, "nothing like it"))
    yield raised(partial(fitting.check, "minilm", size=1, cache_bytes=1, free=0))
    for what in ("The weights need another", "Converting the weights needs", "Something else needs"):
        yield raised(partial(disk.check_room, folder, 1e18, what))


def raised(call: Callable[[], object]) -> ChatError:
    """Return the error that a call raises."""
    with pytest.raises(ChatError) as caught:
        call()
    return caught.value


def told(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[str]:
    """Yield all messages that are made here."""
    for made in (stances, labels, reasons, notices, read_abroad, questions, engines):
        yield from made()
    yield from (row["told"] for row in table("pairs/quoted.toml")["classes"] if "told" in row)
    for error in errors(monkeypatch, folder):
        yield from filter(None, (error.message, error.hint))
