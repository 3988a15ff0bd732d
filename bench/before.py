"""How sentences were translated before drafts: two ways of each at once, the better one taken, and revised if faulty.

What `bench quality` compares with. The prompts are those of that time, each with a beginning of its own.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import chain

from chat.lang.de.text import GermanText
from chat.models.base import Message, Request, TextModel
from chat.translation.choice import DOUBT, Translation, Wording
from chat.translation.glossary import NO_TERMS
from chat.translation.reply import judged

_PROFESSIONAL = "You are a professional translator."
_REVISER = (
    "You are a professional translator who revises a translation of a German news article into English. Put right what "
    "is wrong, leave nothing out, add nothing, and say nothing for certain that the German only reports or supposes. "
    "Reply with the revised English sentence only."
)
_ALONE = (
    "Translate the German sentence of a news article into English. Reply with the translation of the sentence only."
)
_EXAMPLES = (
    (
        "Die Behörden hätten zu spät gewarnt, kritisierte die Bürgermeisterin.",
        "The authorities had warned too late, the mayor criticised.",
    ),
    (
        "Nach Angaben der Polizei soll der Fahrer 2,3 Promille Alkohol im Blut gehabt haben.",
        "According to the police, the driver is said to have had a blood alcohol level of 2.3 per mille.",
    ),
    (
        "Bis Ende des Jahres will das Unternehmen rund 1.500 Stellen abbauen, davon zwei Drittel im Ausland.",
        "By the end of the year, the company intends to cut around 1,500 jobs, two thirds of them abroad.",
    ),
)

_ECHO = re.compile(r"^.*\bsentence to translate\s*:\s*", re.IGNORECASE)  # the prompt repeated before the reply

Chat = list[Message]


def _begun(sentence: str, terms: Sequence[tuple[str, str]] = ()) -> Chat:
    asked = "The following is a German news sentence. Write its English translation by a professional translator."
    named = "".join(f"\nIn it, “{german}” means “{english}”." for german, english in terms)
    return [
        {"role": "system", "content": _PROFESSIONAL},
        {"role": "user", "content": f"{asked}\n\nGerman: {sentence}{named}"},
        {"role": "assistant", "content": "English:"},
    ]


def _in_context(sentence: str, previous: str) -> Chat:
    asked = f"The sentence before it, for context only: {previous}\n\nSentence to translate: {sentence}"
    return [{"role": "system", "content": f"{_PROFESSIONAL} {_ALONE}"}, {"role": "user", "content": asked}]


def _by_example(sentence: str) -> Chat:
    chat: Chat = [{"role": "system", "content": "You translate German news into English, sentence by sentence."}]
    for german, english in _EXAMPLES:
        chat += [{"role": "user", "content": german}, {"role": "assistant", "content": english}]
    return [*chat, {"role": "user", "content": sentence}]


def _revised(lines: Sequence[str], place: int, english: str, faults: Sequence[str]) -> Chat:
    before = f"The sentence before it, for context only: {lines[place - 1]}\n\n" if place else ""
    following = lines[place + 1] if place + 1 < len(lines) else ""
    after = f"The sentence after it, for context only: {following}\n\n" if following else ""
    listed = "\n".join(f"- {fault}" for fault in faults)
    asked = f"Sentence to translate: {lines[place]}\n\nFirst translation: {english}\n\nWhat is wrong with it:\n{listed}"
    return [{"role": "system", "content": _REVISER}, {"role": "user", "content": f"{before}{after}{asked}"}]


class _Wording(Wording):
    """Which translation was the best then: a doubt counted as much as a word that is lacking."""

    def cost(self, translation: Translation) -> tuple[bool, float]:
        """Return how bad a translation is, to be compared."""
        is_none, cost = super().cost(translation)
        return is_none, cost - (DOUBT - 1) * len(translation.warnings)

    def best(self, candidates: Iterable[Translation]) -> Translation:
        """Return the best of some translations; none is asked for once the best is clean."""
        best = Translation(None)
        for number, candidate in enumerate(candidates):
            best = min(best, candidate, key=self.cost) if number else candidate
            if best.is_clean:
                break
        return best


def translate(lines: Sequence[str], model: TextModel) -> Generator[tuple[int, str], None, None]:
    """Yield (index, English) of each line of a German text, in order."""
    wording = _Wording()
    analysed = [GermanText(line) for line in lines]
    first = [[_begun(line), *_second(lines, place)] for place, line in enumerate(lines)]
    asked = [(place, chat) for place, chats in enumerate(first) for chat in chats]
    replies: list[list[str]] = [[] for _ in lines]
    made = dict(model.generate_many([_request(chat, lines[place]) for place, chat in asked]))
    for number, (place, _) in enumerate(asked):
        replies[place].append(made[number])
    for place, line in enumerate(lines):
        tried = (_judged(analysed[place], reply) for reply in replies[place])
        best = wording.best(tried)
        if not best.is_clean:
            revisions = (_judged(analysed[place], reply) for reply in _revisions(lines, place, best, model))
            best = wording.best(chain((best,), revisions))
        wording.note(best)
        yield place, best.english or line


def _second(lines: Sequence[str], place: int) -> list[Chat]:
    """Return the other way that is tried at once: with the sentence before, or where there is none after examples."""
    return [_in_context(lines[place], lines[place - 1])] if place else [_by_example(lines[place])]


def _revisions(lines: Sequence[str], place: int, best: Translation, model: TextModel) -> Iterator[str]:
    """Yield the replies to what a faulty translation was asked for again by, each made when it is wanted."""
    line = lines[place]
    lacking = {german for german, _ in best.lacking}
    faults = [doubt.message for doubt in best.warnings if doubt.german not in lacking]
    chats = [_begun(line, best.lacking)] if best.lacking else []
    chats += [_by_example(line)] if place else []
    chats += [_revised(lines, place, best.english, faults)] if faults and best.english else []
    for chat in chats:
        yield _reply(model, _request(chat, line))
    if faults:
        yield _reply(model, _request(_begun(line), line, temperature=0.5, seed=1))


def _request(chat: Chat, line: str, **drawn: float) -> Request:
    return Request(chat, max_tokens=48 + round(len(line) / 1.5), **drawn)  # type: ignore[arg-type]


def _reply(model: TextModel, request: Request) -> str:
    return next((reply for _, reply in model.generate_many([request])), "")


def _judged(german: GermanText, reply: str) -> Translation:
    return judged(german, _ECHO.sub("", reply), glossary=NO_TERMS)
