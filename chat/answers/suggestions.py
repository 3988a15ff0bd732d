"""Questions that an article can answer, for whoever does not know yet what to ask: from the ledger, disputes first."""

from __future__ import annotations

from chat.article.analysed import AnalysedArticle
from chat.attribution.reported import inside
from chat.schema import LedgerEntry

_MOST = 4
ABOUT = "What is the article about?"


def suggestions(article: AnalysedArticle) -> tuple[str, ...]:
    """Return at most four English questions: who denies what is said, what those say who say most, what it is about."""
    ledger = article.ledger
    questions = []
    for dispute in ledger.disputes:
        denied = ledger.entry_of(dispute.denied)
        if denied.english:
            questions.append(f"Who denies what {inside(denied)} says?")
    named = [entry for entry in ledger.entries if entry.english]
    questions += [_question(entry) for entry in sorted(named, key=lambda entry: -len(entry.claims))]
    return (*dict.fromkeys(questions[: _MOST - 1]), ABOUT)


def _question(entry: LedgerEntry) -> str:
    stance = max(entry.stances, key=lambda stance: entry.stances[stance])
    verb = {"denies": "deny", "demands": "demand", "warns": "warn of", "announces": "announce"}.get(stance, "say")
    return f"What does {inside(entry)} {verb}?"
