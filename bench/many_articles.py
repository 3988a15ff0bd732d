"""How long it takes to link a dossier of many short articles, which are made up here from templates."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import pairwise

from chat import pipeline
from chat.dossier.copies import copies
from chat.dossier.disagreements import disagreements
from chat.dossier.people import people
from chat.dossier.quotations import repeated
from chat.dossier.sources import Source
from chat.dossier.topics import topics
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
    """Print the seconds for a dossier of so many articles, and for one article more."""
    sources = made_up(articles + 1)
    if embedder is not None:  # embeddings are made once for an article, with its translation
        for source in sources:
            source.analysed.embed(embedder)
    claims = sum(len(source.analysed.claims) for source in sources)
    print(f"{articles} articles, {claims} claims")
    print(f"  all of them       {_seconds(sources[:-1], embedder)}")
    print(f"  with one more     {_seconds(sources, embedder)}")


def _seconds(sources: Sequence[Source], embedder: Embedder | None) -> str:
    times = [time.perf_counter()]
    same_text = copies(sources)
    again = repeated(sources, copies=same_text)
    times.append(time.perf_counter())
    who = people(sources, quotations=again)
    times.append(time.perf_counter())
    about = topics(sources, copies=same_text, embedder=embedder, quotations=again)
    times.append(time.perf_counter())
    against = disagreements(sources, about, who, copies=same_text)
    times.append(time.perf_counter())
    parts = zip(("copies and quotations", "people", "topics", "disagreements"), pairwise(times), strict=True)
    told = ", ".join(f"{part} {end - start:.2f}" for part, (start, end) in parts)
    found = f"{len(who)} people, {len(about)} topics, {len(against)} disagreements"
    return f"{times[-1] - times[0]:6.2f} s ({told}); {found}"
