"""Questions about several articles at once, on dossiers made up for this project: `python -m bench dossier_asked`.

The dossiers are those of `python -m bench dossier`, each with twelve questions and what proves their answers. An answer
is right where it cites a sentence of each proof, and names those who say it; an answer to what no article says is right
where it says so. `--more` asks other questions of the development part, which are kept in a file of their own. Printed
is for each dossier how many answers are right, how many questions without an answer are
refused, how many with one are, and how many sentences an answer cites on average. No model is asked but the embedder,
where it is here.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.dossier import GOLD, Gold, parts_there
from chat.dossier.asking import ask
from chat.dossier.dossier import Dossier
from chat.models import registry
from chat.models.base import Embedder
from chat.schema import Answer
from chat.settings import Settings

MORE = GOLD / "development-questions.toml"


@dataclass
class Tally:
    """How the questions of a dossier were answered."""

    asked: int = 0
    right: int = 0
    absent: int = 0
    refused_rightly: int = 0
    refused_wrongly: int = 0
    answered: int = 0
    cited: int = 0
    slowest: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what another has too."""
        for name in ("asked", "right", "absent", "refused_rightly", "refused_wrongly", "answered", "cited"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest = max(self.slowest, other.slowest)

    def __str__(self) -> str:
        share = self.right / max(1, self.asked)
        mean = self.cited / max(1, self.answered)
        return (
            f"right {self.right} of {self.asked} ({share:.2f}), "
            f"refused rightly {self.refused_rightly} of {self.absent}, "
            f"wrongly {self.refused_wrongly}, {mean:.1f} citations an answer, slowest {self.slowest:.2f} s"
        )


def is_right(answer: Answer, row: Mapping[str, Any], gold: Gold) -> bool:
    """Return whether an answer is right by what a question's row says."""
    if row.get("absent"):
        return answer.verdict == "not_in_article"
    cited = {(citation.article, citation.sentence) for citation in answer.citations}
    proofs = [{gold.told(*place) for place in group} for group in row["proof"]]
    told = " ".join([answer.text, *answer.speakers]).casefold()
    named = all(any(name.casefold() in told for name in names.split("|")) for names in row.get("speakers", ()))
    return answer.verdict == "answered" and named and all(cited & proof for proof in proofs)


def questions(path: Path, *, more: bool) -> list[dict[str, Any]]:
    """Return the questions about a dossier that its file has, or others."""
    rows = tomllib.loads((MORE if more else path).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = rows[path.stem if more else "questions"]
    return found


def measure(path: Path, embedder: Embedder | None, *, wrong: bool, more: bool = False) -> Tally:
    """Ask the questions of a dossier, and return how they were answered.

    Args:
        wrong: print those that are not answered right.
        more: ask the other questions about it.
    """
    gold = Gold(path)
    dossier = Dossier(gold.sources, embedder=embedder)
    tally = Tally()
    ask("What do the articles disagree on?", dossier, embedder=embedder)  # makes the indexes
    for row in questions(path, more=more):
        started = time.perf_counter()
        answer = ask(row["ask"], dossier, embedder=embedder)
        tally.slowest = max(tally.slowest, time.perf_counter() - started)
        right, refused = is_right(answer, row, gold), answer.verdict == "not_in_article"
        tally.asked += 1
        tally.right += right
        tally.absent += bool(row.get("absent"))
        tally.refused_rightly += refused and bool(row.get("absent"))
        tally.refused_wrongly += refused and not row.get("absent")
        tally.answered += not refused
        tally.cited += len(answer.citations)
        if wrong and not right:
            _print(row, answer, gold)
    return tally


def _print(row: Mapping[str, Any], answer: Answer, gold: Gold) -> None:
    print(f"  {row['ask']}\n    {answer.text}\n    speakers: {answer.speakers}")
    cited = {(citation.article, citation.sentence) for citation in answer.citations}
    for group in row.get("proof", ()):
        places = {gold.told(*place) for place in group}
        if not places & cited:
            print(f"    lacks: {' / '.join(map(gold.text, sorted(places)))}")
    print(f"    wanted: {row.get('speakers', ())} {'refusal' if row.get('absent') else ''}")


def main() -> int:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(
        prog="python -m bench dossier_asked", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="dossiers, by the names of their files; none: all")
    parser.add_argument("--part", choices=parts_there(), action="append")
    parser.add_argument("--alone", action="store_true", help="without the embedder")
    parser.add_argument("--more", action="store_true", help="ask the other questions; of the development part alone")
    parser.add_argument("--wrong", action="store_true", help="print what is not right; of the development part alone")
    options = parser.parse_args()
    parts = options.part or parts_there()
    if options.more and parts != ["development"]:
        parser.error("no other part has more questions: add --part development")
    if options.wrong and any("unseen" in part for part in parts):
        parser.error("what is wrong in the unseen parts is not to be seen: add --part development")
    embedder = None if options.alone else registry.open_embedder(Settings())
    for part in parts:
        whole = Tally()
        for path in _of(sorted((GOLD / part).glob("*.toml")), options.names):
            tally = measure(path, embedder, wrong=options.wrong, more=options.more)
            whole.add(tally)
            print(f"{path.stem}: {tally}", flush=True)
        print(f"{part}: {whole}")
    return 0


def _of(paths: Iterable[Path], names: Iterable[str]) -> list[Path]:
    wanted = set(names)
    return [path for path in paths if not wanted or path.stem in wanted]
