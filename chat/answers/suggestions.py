"""Questions that an article can answer, for whoever does not know yet what to ask: from the ledger, disputes first."""

from __future__ import annotations

from chat.article.analysed import AnalysedArticle
from chat.attribution.reported import inside, names_together, verb_of
from chat.schema import LedgerEntry, Stance

_MOST = 4
ABOUT = "What is the article about?"


def suggestions(article: AnalysedArticle) -> tuple[str, ...]:
    """Return at most four English questions: who denies what is said, what those say who say most, what it is about."""
    ledger = article.ledger
    questions = []
    for dispute in ledger.disputes:
        denied = ledger.entries_of(dispute.denied)
        if all(entry.english for entry in denied):
            say = verb_of("says", several=len(denied) > 1)
            questions.append(f"Who denies what {names_together(denied, within_sentence=True)} {say}?")
    named = [entry for entry in ledger.entries if entry.english and _spoken(entry)]
    questions += [_question(entry) for entry in sorted(named, key=lambda entry: -sum(_spoken(entry).values()))]
    return (*dict.fromkeys(questions[: _MOST - 1]), ABOUT)


def _spoken(entry: LedgerEntry) -> dict[Stance, int]:
    """Return how often somebody speaks with each stance; declining to speak is none."""
    return {stance: number for stance, number in entry.stances.items() if stance != "declines"}


def _question(entry: LedgerEntry) -> str:
    spoken = _spoken(entry)
    stance = max(spoken, key=lambda stance: spoken[stance])
    verb = {"denies": "deny", "demands": "demand", "warns": "warn of", "announces": "announce"}.get(stance, "say")
    return f"What does {inside(entry)} {verb}?"
