"""What the lexicon knows, and what the checks by it tell, on good translations and on such with one word exchanged.

GERMAN and ENGLISH are text files with a sentence and its good translation on each line. Printed are how many content
words of the German have an entry, by part of speech; how many of the good pairs are doubted, by kind; and how many of
those broken by this script are told: in each an English word that is the equivalent of a German one is exchanged for
another of its kind that is no equivalent of it. With --broken pairs that were broken by other means are told too: rows
{"german", "english"}. The first half of the lines and the second are reported apart.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from chat.lang.bilingual.comparison import Unit
from chat.lang.bilingual.entries import Kind, entries
from chat.lang.de.text import GermanText
from chat.lang.en.forms import kindred, plain_form
from chat.lang.en.text import EnglishText
from chat.lang.words import WORD, is_function_word
from chat.translation.checks import Pair, doubts_of
from chat.translation.remarks import remarks

_SEED = 14
_TRIES = 200
_PARTS_OF_SPEECH = {"NN": "nouns", "VV": "verbs", "ADJ": "adjectives", "ADV": "adverbs"}
_BY_LEXICON = ("words", "stance", "quoted")  # kinds of doubts


def covered(texts: Sequence[GermanText]) -> Mapping[str, Counter[bool]]:
    """Return, by part of speech, how many content words the lexicon has, and how many it has not."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    for text in texts:
        known = {place for meaning in text.meanings for place in meaning.places}
        for place, token in enumerate(text.tokens):
            name = next((name for tag, name in _PARTS_OF_SPEECH.items() if token.tag.startswith(tag)), None)
            if name and token.text[0].isalpha() and not is_function_word(token.text, "german"):
                found[name][place in known] += 1
    return found


@cache
def _pool(kind: Kind) -> tuple[str, ...]:
    """Return the usual English of the entries of a kind, where that is one word."""
    usual = {entry.english[0] for entry in entries() if entry.kind == kind}
    return tuple(sorted(word for word in usual if word.isalpha() and word.islower() and not is_function_word(word)))


def broken(pair: Pair, chance: random.Random) -> Pair | None:
    """Return a pair with one English word exchanged, None where no word can be: none is the only equivalent of another.

    The new word gets the ending of the old one.
    """
    places = list(_exchangeable(pair))
    if not places:
        return None
    unit, place = chance.choice(places)
    matches = list(WORD.finditer(pair.english.text))
    old = matches[place]
    pool = _pool(unit.meaning.kind)
    for _ in range(_TRIES):
        word = chance.choice(pool)
        form = plain_form(word)
        if form not in unit.near and not any(kindred(form, other) for other in pair.english.forms):
            break
    text = pair.english.text
    english = text[: old.start()] + _inflected(word, old.group(), unit.meaning.kind) + text[old.end() :]
    return Pair(pair.german, EnglishText(english))


def _exchangeable(pair: Pair) -> Iterator[tuple[Unit, int]]:
    """Yield German nouns, verbs and adjectives with the place of the one English word that renders each."""
    for unit, places in pair.compared.equivalents.items():
        own = [at for at in places if pair.english.words[at].islower() and not is_function_word(pair.english.words[at])]
        if unit.meaning.kind in ("noun", "verb", "adjective") and len(own) == 1:
            yield unit, own[0]


def _inflected(word: str, like: str, kind: Kind) -> str:
    """Return a word with the ending that another has."""
    stem = word.removesuffix("e")
    if kind == "verb" and like.endswith(("ed", "ing")):
        return stem + ("ed" if like.endswith("ed") else "ing")
    if kind in ("noun", "verb") and like.endswith("s") and not like.endswith("ss"):
        return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
    return word


def _report(name: str, pairs: Sequence[Pair]) -> None:
    """Print how many pairs are doubted, by whatever check and by those of the lexicon, or have a word to look at."""
    found = [{doubt.kind for doubt in doubts_of(pair)} for pair in pairs]
    kinds = Counter(kind for own in found for kind in own)
    by_lexicon = sum(bool(own & set(_BY_LEXICON)) for own in found)
    shares = "  ".join(f"{kind} {kinds[kind] / len(pairs):.3f}" for kind in _BY_LEXICON)
    told = f"by any check {sum(map(bool, found)) / len(pairs):.3f}  by the lexicon {by_lexicon / len(pairs):.3f}"
    looked_at = sum(bool(own or remarks(pair)) for own, pair in zip(found, pairs, strict=True))
    print(f"{name:24} {len(pairs):4} pairs  {told}  ({shares})  or remarked {looked_at / len(pairs):.3f}", flush=True)


def main() -> None:
    """Print coverage, false alarms, and what is told of broken pairs."""
    parser = argparse.ArgumentParser(
        prog="python -m bench words", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("german", type=Path, metavar="GERMAN")
    parser.add_argument("english", type=Path, metavar="ENGLISH")
    parser.add_argument("--broken", type=Path, nargs="*", default=[], help="rows with broken pairs")
    options = parser.parse_args()
    sides = (path.read_text(encoding="utf-8").splitlines() for path in (options.german, options.english))
    pairs = [Pair(GermanText(german), EnglishText(english)) for german, english in zip(*sides, strict=True)]
    counts = covered([pair.german for pair in pairs])
    for name, count in sorted(counts.items()):
        print(f"{name:12} {count[True] / count.total():.3f} of {count.total()} have an entry")
    known, total = (sum(count[True] for count in counts.values()), sum(count.total() for count in counts.values()))
    print(f"{'all':12} {known / total:.3f} of {total}")
    half = len(pairs) // 2
    chance = random.Random(_SEED)
    for name, part in (("first half", pairs[:half]), ("second half", pairs[half:])):
        _report(f"good, {name}", part)
        _report(f"exchanged, {name}", [changed for pair in part if (changed := broken(pair, chance))])
    _report("good, all", pairs)
    for path in options.broken:
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        _report(path.name, [Pair(GermanText(row["german"]), EnglishText(row["english"])) for row in rows])


if __name__ == "__main__":
    main()
