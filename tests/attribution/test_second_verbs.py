"""A second verb of the same subject: "lobte den Plan, kritisierte aber die Kosten" is two claims of one speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chat.schema import Stance
from tests.attribution.generated import Case, Said, assert_right
from tests.attribution.parts import INSTITUTIONS, NAMED, PEOPLE, PRONOUNS, SUBJECTS, Phrase, Subject, capital, varied

PHRASES = (
    Phrase("lobte", "den Einsatz der Feuerwehr", "says"),
    Phrase("lobte", "die gute Zusammenarbeit", "says"),
    Phrase("begrüßte", "das neue Gesetz", "says"),
    Phrase("begrüßte", "die geplanten Neubauten", "says"),
    Phrase("bestätigte", "den Vorfall am Hafen", "confirms"),
    Phrase("bestätigte", "die ersten Berichte", "confirms"),
    Phrase("würdigte", "die Leistung der Helfer", "says"),
    Phrase("kritisierte", "die hohen Kosten", "says"),
    Phrase("kritisierte", "das lange Verfahren", "says"),
    Phrase("kritisierte", "den engen Zeitplan", "says"),
    Phrase("bemängelte", "die fehlende Ausrüstung", "says"),
    Phrase("rügte", "das späte Gutachten", "says"),
    Phrase("forderte", "mehr Personal für Schulen", "demands"),
    Phrase("forderte", "eine schnelle Entscheidung", "demands"),
    Phrase("verlangte", "einen verbindlichen Zeitplan", "demands"),
    Phrase("verlangte", "genaue Zahlen zum Verbrauch", "demands"),
    Phrase("warnte", "vor höheren Gebühren", "warns"),
    Phrase("warnte", "vor einer Überlastung", "warns"),
    Phrase("versprach", "rasche finanzielle Hilfe", "announces"),
    Phrase("bestritt", "jede heimliche Absprache", "denies"),
    Phrase("dementierte", "das jüngste Gerücht", "denies"),
    Phrase("bedauerte", "die lange Verzögerung", "says"),
    Phrase("wies", "jede persönliche Schuld", "denies", "zurück"),
    Phrase("wies", "den Vorwurf der Untreue", "denies", "zurück"),
    Phrase("kündigte", "eine gründliche Prüfung", "announces", "an"),
    Phrase("kündigte", "neue Kontrollen", "announces", "an"),
    Phrase("lehnte", "eine weitere Verlängerung", "denies", "ab"),
    Phrase("räumte", "einige schwere Fehler", "confirms", "ein"),
    Phrase("sagte", "weitere Unterstützung", "announces", "zu"),
    Phrase("mahnte", "eine baldige Lösung", "demands", "an"),
)
BARE = (  # objects that could be a subject by their form
    Phrase("forderte", "Neuwahlen", "demands"),
    Phrase("versprach", "Geld", "announces"),
    Phrase("kritisierte", "Arlts Vorgängerin", "says"),
    Phrase("bestritt", "Absprachen", "denies"),
    Phrase("verlangte", "Aufklärung", "demands"),
    Phrase("lobte", "Frau Brandt", "says"),
    Phrase("kündigte", "Kontrollen", "announces", "an"),
    Phrase("wies", "Kritik", "denies", "zurück"),
    Phrase("räumte", "Fehler", "confirms", "ein"),
)
PRESENT = (
    Phrase("lobt", "den Einsatz der Feuerwehr", "says"),
    Phrase("begrüßt", "das neue Gesetz", "says"),
    Phrase("bestätigt", "den Vorfall am Hafen", "confirms"),
    Phrase("kritisiert", "die hohen Kosten", "says"),
    Phrase("fordert", "mehr Personal für Schulen", "demands"),
    Phrase("warnt", "vor höheren Gebühren", "warns"),
    Phrase("verlangt", "eine schnelle Entscheidung", "demands"),
    Phrase("bedauert", "die lange Verzögerung", "says"),
    Phrase("kündigt", "neue Kontrollen", "announces", "an"),
    Phrase("lehnt", "eine weitere Verlängerung", "denies", "ab"),
    Phrase("räumt", "einige schwere Fehler", "confirms", "ein"),
)
TURNS = ("aber", "jedoch", "zugleich", "dagegen", "allerdings", "gleichzeitig")
DAYS = ("Am Montag", "Nach der Sitzung", "In einem Brief an den Rat", "Zuvor")
RELATIVE = ("den Bericht seit Mai {kannte}", "zu dem Treffen eingeladen {hatte}", "im Rat die Mehrheit {hatte}")
ELSEWHERE = (  # first clauses that report nothing
    "traf die Vorsitzende des Vereins",
    "besuchte das neue Werk",
    "nahm an der Sitzung teil",
    "eröffnete die Messe",
    "reiste in das Hochwassergebiet",
    "blieb bis zum Abend",
    "fuhr zu der Werkshalle",
)
CLAUSES = ("die Zinsen weiter steigen", "der Umbau zu lange dauert", "das Geld im Herbst fehlt", "viele Betriebe gehen")
QUOTED = ("„Wir brauchen viel mehr Zeit.“", "„Das reicht uns noch lange nicht.“", "„So geht es nicht weiter.“")


def pairs(number: int, phrases: tuple[Phrase, ...] = PHRASES, *, seed: int = 1) -> list[tuple[Phrase, Phrase]]:
    """Return pairs of phrases with two different verbs."""
    drawn = varied(2 * number, phrases, phrases, seed=seed)
    return [(first, second) for first, second in drawn if first.verb != second.verb][:number]


def both(subject: Subject, by: str, first: tuple[str, Phrase], second: tuple[str, Phrase]) -> tuple[Said, Said]:
    """Return the two claims of a subject, each of a content and the phrase that has its stance."""
    return Said((by,), first[0], first[1].stance), Said((by,), second[0], second[1].stance)


def with_turn() -> list[Case]:
    """Return "X lobte A, kritisierte aber B"."""
    cases = []
    subjects = (*SUBJECTS, *PRONOUNS)
    for (subject, turn), (first, second) in zip(varied(180, subjects, TURNS), pairs(180), strict=True):
        one, other = f"{subject.first} {first.after(subject)}", second.after(subject, adverb=turn)
        said = both(subject, subject.first, (one, first), (other, second))
        cases.append(Case(f"{one}, {other}.", said))
    return cases


def with_bare_objects() -> list[Case]:
    """Return second verbs whose object has no article."""
    cases = []
    for subject, turn, first, second in varied(60, SUBJECTS, TURNS, PHRASES, BARE, seed=2):
        if first.verb == second.verb:
            continue
        one, other = f"{subject.first} {first.after(subject)}", second.after(subject, adverb=turn)
        cases.append(Case(f"{one}, {other}.", both(subject, subject.first, (one, first), (other, second))))
    return cases


def with_und() -> list[Case]:
    """Return "X lobte A und kritisierte B", and the same with a dash or "doch"."""
    cases = []
    for (subject, join), (first, second) in zip(
        varied(120, SUBJECTS, (" und ", " und ", ", doch ", " – "), seed=3), pairs(120, seed=3), strict=True
    ):
        adverb = "aber" if join == " – " else "zugleich" if join == ", doch " else ""
        one, other = f"{subject.first} {first.after(subject)}", second.after(subject, adverb=adverb)
        cases.append(Case(f"{one}{join}{other}.", both(subject, subject.first, (one, first), (other, second))))
    return cases


def in_the_present() -> list[Case]:
    """Return "X lobt A, kritisiert aber B"."""
    cases = []
    for (subject, turn), (first, second) in zip(
        varied(60, SUBJECTS, TURNS, seed=4), pairs(60, PRESENT, seed=4), strict=True
    ):
        one = f"{subject.first} {first.after(subject, present=True)}"
        other = second.after(subject, adverb=turn, present=True)
        cases.append(Case(f"{one}, {other}.", both(subject, subject.first, (one, first), (other, second))))
    return cases


def inverted() -> list[Case]:
    """Return "Zwar lobte X A, kritisierte aber B" and "Am Montag lobte X A und kritisierte B"."""
    cases = []
    for (subject, opening, turn), (first, second) in zip(
        varied(100, SUBJECTS, ("Zwar", "Zwar", *DAYS), TURNS, seed=5), pairs(100, seed=5), strict=True
    ):
        one, other = f"{opening} {first.around(subject)}", second.after(subject, adverb=turn)
        cases.append(Case(f"{one}, {other}.", both(subject, subject.name, (one, first), (other, second))))
    return cases


def behind_another_verb() -> list[Case]:
    """Return "X traf die Chefin, lobte ihre Arbeit und versprach Geld": the first verb tells nothing."""
    cases = []
    for (subject, elsewhere), (first, second) in zip(
        varied(80, SUBJECTS, ELSEWHERE, seed=6), pairs(80, seed=6), strict=True
    ):
        verb, rest = elsewhere.split(" ", 1)
        text = f"{subject.first} {subject.does(verb)} {rest}, {first.after(subject)} und {second.after(subject)}."
        cases.append(Case(text, tuple(Said((subject.first,), None, phrase.stance) for phrase in (first, second))))
    return cases


def three() -> list[Case]:
    """Return three verbs in a row, all of one subject."""
    cases = []
    for (subject,), (first, second), (third, _) in zip(
        varied(60, SUBJECTS, seed=7), pairs(60, seed=7), pairs(60, seed=8), strict=True
    ):
        if third.verb in (first.verb, second.verb):
            continue
        one, two, last = f"{subject.first} {first.after(subject)}", second.after(subject), third.after(subject)
        said = both(subject, subject.first, (one, first), (two, second))
        cases.append(Case(f"{one}, {two} und {last}.", (*said, Said((subject.first,), last, third.stance))))
    return cases


def with_relative_clause() -> list[Case]:
    """Return a relative clause at the subject, or at the object of the first verb."""
    cases = []
    for (subject, clause, turn), (first, second) in zip(
        varied(100, SUBJECTS, RELATIVE, TURNS, seed=9), pairs(100, seed=9), strict=True
    ):
        other = second.after(subject, adverb=turn)
        relative = f"{subject.relative} {clause.format(kannte=subject.does('kannte'), hatte=subject.does('hatte'))}"
        cases.append(
            Case(
                f"{subject.first}, {relative}, {first.after(subject)}, {other}.",
                (Said((subject.first,), None, first.stance), Said((subject.first,), other, second.stance)),
            )
        )
    for subject, verb, plan, turn, second in varied(
        60,
        SUBJECTS,
        ("lobte", "begrüßte", "verteidigte", "würdigte"),
        ("den Plan, der 2027 beginnt", "die Reform, die im Mai kommt", "das Projekt, das viel Geld kostet"),
        TURNS,
        PHRASES,
        seed=10,
    ):
        if second.verb == verb:
            continue
        one, other = f"{subject.first} {subject.does(verb)} {plan}", second.after(subject, adverb=turn)
        said = Said((subject.first,), one, "says"), Said((subject.first,), other, second.stance)
        cases.append(Case(f"{one}, {other}.", said))
    return cases


def with_a_clause_behind() -> list[Case]:
    """Return a second verb with a dass-clause, an infinitive or a quotation."""
    cases = []
    seconds: tuple[tuple[str, str, str, Stance], ...] = (
        ("warnte", "", "dass", "warns"),
        ("betonte", "", "dass", "says"),
        ("forderte", "", "dass", "demands"),
        ("wies", "darauf hin", "dass", "says"),
        ("räumte", "ein", "dass", "confirms"),
        ("kündigte", "an", "zu", "announces"),
        ("versprach", "", "zu", "announces"),
        ("forderte", "", "zu", "demands"),
        ("sagte", "", ":", "says"),
        ("fügte", "hinzu", ":", "says"),
        ("erklärte", "", ":", "says"),
    )
    infinitives = ("das Verfahren bald zu beenden", "alle Akten offenzulegen", "die Mittel zu verdoppeln")
    for subject, turn, first, (verb, particle, kind, stance), clause, infinitive, quotation in varied(
        120, SUBJECTS, TURNS, PHRASES, seconds, CLAUSES, infinitives, QUOTED, seed=11
    ):
        if first.verb == verb:
            continue
        content = {"dass": f"dass {clause}", "zu": infinitive, ":": quotation}[kind]
        one = f"{subject.first} {first.after(subject)}"
        head = " ".join(part for part in (subject.does(verb), turn, particle) if part)
        text = f"{one}, {head}: {content}" if kind == ":" else f"{one}, {head}, {content}."
        said = Said((subject.first,), one, first.stance), Said((subject.first,), content, stance)
        cases.append(Case(text, said))
    return cases


def framed_behind() -> list[Case]:
    """Return a frame that does follow what is said: the subject behind the verb speaks."""
    said = (
        "Die Kosten seien zu hoch",
        "Der Plan sei gut",
        "Die Brücke bleibe bis Mai gesperrt",
        "Man habe alles geprüft",
        "Es fehle an Personal",
    )
    cases = []
    for content, verb, subject in varied(
        60, said, ("kritisierte", "lobte", "bestätigte", "warnte", "sagte aber", "erklärte jedoch"), SUBJECTS, seed=12
    ):
        finite, _, turn = verb.partition(" ")
        text = f"{content}, {subject.does(finite)}{' ' + turn if turn else ''} {subject.name}."
        cases.append(Case(text, (Said((subject.name,), content),)))
    return cases


def of_two_subjects() -> list[Case]:
    """Return two main clauses, each with a subject of its own."""
    cases = []
    joins = (", aber {}", ", doch {}", "; {} dagegen", ", {} dagegen", ", und {}", "; {}")
    for (one, other, join), (first, second) in zip(
        varied(60, PEOPLE, INSTITUTIONS, joins, seed=13), pairs(60, seed=13), strict=True
    ):
        text = f"{one.first} {first.after(one)}{join.format(other.name)} {second.after(other)}."
        cases.append(Case(text, (Said((one.first,), None, first.stance), Said((other.name,), None, second.stance))))
    return cases


def look_alikes() -> list[Case]:
    """Return two verbs of one subject that tell of no words."""
    firsts = (*ELSEWHERE, "verlor die Wahl", "verkaufte das alte Haus", "verließ den Saal")
    seconds = (
        "erwarb {} den Garten",
        "reiste {} früher ab",
        "unterschrieb {} den Vertrag nicht",
        "zahlte {} die Miete weiter",
        "behielt {} die Schlüssel",
        "gewann {} neue Kunden",
        "baute {} die Halle um",
    )
    cases = []
    for subject, first, second, turn in varied(70, SUBJECTS, firsts, seconds, TURNS, seed=14):
        verb, rest = first.split(" ", 1)
        other, tail = second.format(turn).split(" ", 1)
        cases.append(Case(f"{subject.first} {subject.does(verb)} {rest}, {subject.does(other)} {tail}.", ()))
    return cases


def by_pronoun() -> list[Case]:
    """Return a pronoun as the subject, in a sentence behind the one that names who it is."""
    cases = []
    for (subject, turn), (first, second) in zip(varied(40, NAMED, TURNS, seed=15), pairs(40, seed=15), strict=True):
        by = capital(subject.pronoun)
        one, other = f"{by} {first.after(subject)}", second.after(subject, adverb=turn)
        said = both(subject, by, (one, first), (other, second))
        cases.append(Case(f"{subject.first} kam am Dienstag nach Seeheim. {one}, {other}.", said))
    return cases


@pytest.mark.parametrize(
    "kind",
    [
        with_turn,
        with_bare_objects,
        with_und,
        in_the_present,
        inverted,
        behind_another_verb,
        three,
        with_relative_clause,
        with_a_clause_behind,
        by_pronoun,
    ],
)
def test_both_verbs_are_claims_of_the_subject(kind: Callable[[], list[Case]]) -> None:
    assert_right(kind())


def test_a_frame_behind_its_content_keeps_its_subject() -> None:
    assert_right(framed_behind())


def test_each_subject_has_its_own_claim() -> None:
    assert_right(of_two_subjects())


def test_two_verbs_of_no_speech_claim_nothing() -> None:
    assert_right(look_alikes())
