"""How long it takes to link, to show and to ask a dossier of many short articles, and the memory that it takes.

The articles are made up here from templates.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from chat import pipeline
from chat.dossier import asking
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.dossier.summary import overview
from chat.models.base import Embedder

TOWNS = (
    "Ahrenfeld", "Birkenau", "Dornbach", "Eschweiler", "Falkenrode", "Grünhagen", "Hollenstedt", "Irmsdorf", "Jessnitz",
    "Kallmünz", "Lindenried", "Mohrungen", "Neukirch", "Osterwald", "Plauen", "Quellendorf", "Rosenheim", "Sulzbach",
    "Trebnitz", "Unterau",
)  # fmt: skip
THINGS = (
    "Halle", "Brücke", "Schule", "Klinik", "Straße", "Mühle", "Kirche", "Turnhalle", "Bibliothek", "Deponie", "Fähre",
    "Fabrik", "Wache", "Siedlung", "Werft", "Arena", "Burg", "Seilbahn", "Molkerei", "Schleuse",
)  # fmt: skip
ROLES = ("Bürgermeisterin", "Landrat", "Sprecher", "Anwohnerin", "Ingenieurin", "Gutachter", "Trainer", "Kämmerer")
FIRST = ("Ines", "Jonas", "Tim", "Petra", "Helene", "Emil", "Andrej", "Uwe")
LAST = ("Harder", "Weiler", "Rasch", "Lohse", "Orthmann", "Tandler", "Wolkow", "Zander", "Brenk", "Mehrer", "Farber")
SAID = (
    "der Neubau der {thing} koste {n} Millionen Euro", "die {thing} bleibe bis {month} gesperrt",
    "an der Kundgebung vor der {thing} hätten {m} Menschen teilgenommen", "das Dach der {thing} habe {n} Risse",
    "der Verein verliere ohne die {thing} {n} Mitglieder", "niemand habe das Gutachten über die {thing} zurückgehalten",
    "die Stadt habe von dem Schaden an der {thing} schon im {month} gewusst", "der Strom sei {n} Stunden ausgefallen",
    "an der {thing} führen täglich {m} Lastwagen vorbei", "im Haushalt fehlten {n} Millionen Euro",
    "die {thing} müsse ganz erneuert werden", "an der {thing} würden {n} Stellen abgebaut",
    "die Bäume vor der {thing} würden nicht gefällt", "der Fahrplan werde im {month} geändert",
    "für die Gäste der {thing} gebe es {n} Parkplätze", "die Polizei habe {n} Zeugen vernommen",
    "der Brand in der {thing} sei gelegt worden", "die Heizung der {thing} stamme aus dem Jahr 1968",
    "das Land übernehme {n} Prozent der Kosten", "die Kinder bekämen im {month} eine neue Unterkunft",
    "die Versicherung zahle für den Einbruch", "der Architekt habe die Statik geprüft", "Naturschützer lehnten das ab",
    "die Abstimmung werde auf {month} verschoben", "ein Investor wolle das Grundstück kaufen",
    "die Lieferung von Stahl verzögere sich", "im Keller stehe das Wasser {n} Zentimeter hoch",
    "der Lärm überschreite den Grenzwert", "das Fest falle in diesem Jahr aus", "die Mieten stiegen um {n} Euro",
)  # fmt: skip
OPENINGS = (
    "Wir haben lange über", "Ich sage offen, dass uns", "Niemand kann heute", "Die Leute hier ärgert", "Mich freut",
    "Man hätte schon vor Jahren", "Es ist doch klar, dass", "Kein Mensch versteht", "Uns fehlt", "Am Ende entscheidet",
)  # fmt: skip
MIDDLES = (
    "das Geld für den Umbau", "die Ruhe am Abend", "dieser Streit im Rat", "der Weg zum Bahnhof", "die Hilfe der Leute",
    "ein Plan für den Winter", "der Blick auf den Fluss", "die Sorge um die Kinder", "das Wort der Nachbarn", "die Not",
)  # fmt: skip
ENDINGS = (
    "nicht vergessen dürfen", "seit dem {day} beschäftigt", "wichtiger als alles andere", "und das bleibt auch so",
    "mehr wert als {n} Euro", "immer wieder genannt wird", "kaum noch zu retten", "ganz am Anfang steht",
)  # fmt: skip
MONTHS = ("Januar", "März", "April", "Juni", "Juli", "Oktober", "November")
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
CUES = ("sagte", "erklärte", "betonte", "versicherte", "kritisierte")
PARAGRAPHS = 4
OF_ONE_MATTER = 10  # articles
LINKED = ("copies", "quotations", "people", "topics", "disagreements")  # what is found across articles
SHOWN = ("matrix", "only_here", "timeline")
ASKED = (
    "Who denies that the roof is damaged?", "Where do the articles disagree?", "What do all articles agree on?",
    "What does the mayor say about the cost?", "How many people took part in the rally?", "Was sagt Harder?",
)  # fmt: skip
AGAIN = 2  # times that a dossier is put together of the same articles


def made_up(articles: int) -> list[Source]:
    """Return so many articles of some eight claims each, ten on one matter, the same ones each time."""
    chance = random.Random(11)
    texts = [_text(chance, number // OF_ONE_MATTER) for number in range(articles)]
    return [Source(number, pipeline.analysed(pipeline.known(text))) for number, text in enumerate(texts, start=1)]


def _text(chance: random.Random, matter: int) -> str:
    town, thing = TOWNS[matter % len(TOWNS)], THINGS[matter % len(THINGS)]
    paragraphs = [f"Streit um die {thing} in {town}"]
    for _ in range(PARAGRAPHS):
        who = chance.randrange(len(ROLES))
        last = LAST[(who + matter) % len(LAST)]
        said = _filled(chance.choice(SAID), thing, chance)
        quoted = _filled(" ".join(map(chance.choice, (OPENINGS, MIDDLES, ENDINGS))), thing, chance)
        paragraphs.append(
            f"In {town} {said}, {chance.choice(CUES)} {ROLES[who]} {FIRST[who]} {last}. „{quoted}“, sagte {last}."
        )
    return "\n\n".join(paragraphs)


def _filled(text: str, thing: str, chance: random.Random) -> str:
    number, many = chance.choice((3, 14, 60)), chance.choice((400, 1_500))
    return text.format(thing=thing, n=number, m=many, month=chance.choice(MONTHS), day=chance.choice(DAYS))


def measure_many(articles: int, embedder: Embedder | None) -> None:
    """Print the processor time for a dossier of so many articles, for one article more, and the memory of it."""
    before = _megabytes()
    sources = made_up(articles + 1)
    if embedder is not None:  # embeddings are made once for an article, with its translation
        for source in sources:
            source.analysed.embed(embedder)
    claims = sum(len(source.analysed.claims) for source in sources)
    read = _megabytes()
    print(f"{articles} articles, {claims} claims; seconds of the processor (and on the clock)")
    _print_seconds("all of them", sources[:-1], embedder)
    _print_seconds("with one more", sources, embedder)
    for _ in range(AGAIN):
        _print_seconds("again", sources, embedder)
    print(
        f"  memory at its peak: {before} MB before, {read} MB with the articles read, {_megabytes()} MB with all parts"
    )


def _print_seconds(what: str, sources: Sequence[Source], embedder: Embedder | None) -> None:
    dossier = Dossier(sources, embedder=embedder)
    linked, on_clock = time.process_time(), time.perf_counter()
    told = [f"{part} {_seconds(partial(getattr, dossier, part)):.2f}" for part in LINKED]
    linked, on_clock = time.process_time() - linked, time.perf_counter() - on_clock
    found = f"{len(dossier.people)} people, {len(dossier.topics)} topics, {len(dossier.disagreements)} disagreements"
    print(f"  {what:14} {linked:6.2f} s ({on_clock:.2f}): {', '.join(told)}; {found}")
    shown = [f"{part} {_seconds(partial(getattr, dossier, part)):.2f}" for part in SHOWN]
    shown.append(f"overview {_seconds(lambda: overview(dossier)):.2f}")
    shown.append(f"prepare {_seconds(lambda: asking.prepare(dossier, embedder)):.2f}")
    asked = [_seconds(partial(asking.ask, asked, dossier, embedder=embedder)) for asked in ASKED]
    shown.append(f"an answer {max(asked):.2f} at most")
    print(f"{'':17}shown: {', '.join(shown)}")


def _seconds(work: Callable[[], object]) -> float:
    """Return how long the processor takes for some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _megabytes() -> int:
    """Return the most memory that the process has had so far, 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024**2)
