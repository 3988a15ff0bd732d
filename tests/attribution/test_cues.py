"""Cues of several words: "hielt den Plan für einen Fehler", "gab zu bedenken, dass", "stellte Hilfen in Aussicht"."""

from __future__ import annotations

from chat.schema import Stance
from tests.attribution.generated import Case, Said, assert_right
from tests.attribution.parts import (
    GROUPS,
    INSTITUTIONS,
    NAMED,
    OFFICES,
    PEOPLE,
    SUBJECTS,
    Phrase,
    capital,
    varied,
)

Cue = tuple[str, str, Stance | None]  # finite verb, what follows it, stance

WITH_CLAUSE: tuple[Cue, ...] = (
    ("machte", "klar", "says"),
    ("machte", "deutlich", "says"),
    ("stellte", "klar", "says"),
    ("gab", "zu bedenken", None),
    ("gab", "zu verstehen", "says"),
    ("gab", "sich überzeugt", None),
    ("gab", "sich zuversichtlich", None),
    ("zeigte", "sich überzeugt", None),
    ("machte", "geltend", "says"),
    ("stellte", "in Aussicht", "announces"),
    ("brachte", "die Hoffnung zum Ausdruck", None),
    ("brachte", "zum Ausdruck", "says"),
    ("räumte", "ein", "confirms"),
    ("legte", "nahe", "says"),
    ("setzte", "hinzu", "says"),
    ("fügte", "hinzu", "says"),
    ("ging", "davon aus", "assumes"),
    ("vertrat", "die Auffassung", "says"),
    ("war", "der Meinung", None),
    ("war", "der Ansicht", None),
    ("war", "der Auffassung", None),
    ("kam", "zu dem Schluss", None),
    ("wies", "darauf hin", "says"),
    ("hielt", "es für möglich", None),
    ("hielt", "dagegen", None),
    ("führte", "an", "says"),
    ("rechnete", "damit", "assumes"),
    ("zog", "in Zweifel", None),
    ("hob", "hervor", "says"),
)
CLAUSES = (
    "dass der Umbau bis Mai dauert",
    "dass die Kosten weiter steigen",
    "dass viele Betriebe das Geld brauchen",
    "dass die Halle zu klein ist",
    "dass der Verkehr zunimmt",
    "dass niemand entlassen wird",
)
INFINITIVES: tuple[tuple[str, str, str], ...] = (
    ("nahm", "für sich in Anspruch", "den Streit beendet zu haben"),
    ("nahm", "für sich in Anspruch", "früh gewarnt zu haben"),
    ("stellte", "in Aussicht", "die Mittel zu verdoppeln"),
    ("sprach", "sich dafür aus", "das Bad zu erhalten"),
    ("sprach", "sich dagegen aus", "die Schule zu schließen"),
    ("gab", "vor", "von dem Vertrag nichts gewusst zu haben"),
    ("warf", "dem Betreiber vor", "die Anwohner getäuscht zu haben"),
    ("rief", "dazu auf", "Wasser zu sparen"),
)
OPEN = ("ob der Vertrag verlängert wird", "wann die Halle öffnet", "wie es weitergeht", "ob das Geld reicht")
WITH_OBJECT: tuple[Cue, ...] = (
    ("hielt", "den Plan für einen Fehler", None),
    ("hielt", "die Zahlen für übertrieben", None),
    ("hielt", "das Verfahren für abgeschlossen", None),
    ("hielt", "eine Einigung noch vor dem Sommer für möglich", None),
    ("erklärte", "die Gespräche für beendet", None),
    ("erklärte", "den Streit für beigelegt", None),
    ("erklärte", "das Projekt für gescheitert", None),
    ("zeigte", "sich offen für einen Kompromiss", None),
    ("zeigte", "sich zufrieden mit dem Ergebnis", None),
    ("zeigte", "Verständnis für die Proteste", None),
    ("äußerte", "Verständnis für den Unmut der Fahrgäste", None),
    ("stellte", "eine Einigung in Aussicht", "announces"),
    ("stellte", "weitere Hilfen in Aussicht", "announces"),
    ("zog", "die Zahlen in Zweifel", None),
    ("stellte", "den Zeitplan in Frage", None),
    ("stellte", "den Nutzen der Brücke infrage", None),
    ("brachte", "großes Bedauern zum Ausdruck", None),
    ("sprach", "sich gegen den Neubau aus", None),
    ("sprach", "sich für eine spätere Öffnung aus", None),
    ("bekannte", "sich zu dem Standort", None),
    ("machte", "den Betreiber für den Unfall verantwortlich", None),
    ("machte", "hohe Preise für die Verluste verantwortlich", None),
    ("warf", "dem Betreiber Untätigkeit vor", None),
    ("warf", "den Prüfern schwere Versäumnisse vor", None),
    ("nannte", "den Vorschlag einen Fehler", None),
    ("nannte", "die Entscheidung unverständlich", None),
    ("bezeichnete", "das Gutachten als einseitig", None),
    ("führte", "den Ausfall auf einen Defekt zurück", None),
    ("führte", "die Verluste auf hohe Preise zurück", None),
    ("nahm", "den Trainer gegen Kritik in Schutz", None),
    ("nahm", "die Helfer in Schutz", None),
    ("wertete", "den Beschluss als Erfolg", None),
    ("stellte", "sich hinter den Trainer", None),
)
PRESENT: tuple[tuple[str, str, str], ...] = (  # singular, plural, what follows
    ("hält", "halten", "den Plan für einen Fehler"),
    ("hält", "halten", "die Zahlen für übertrieben"),
    ("erklärt", "erklären", "den Streit für beigelegt"),
    ("zeigt", "zeigen", "sich offen für einen Kompromiss"),
    ("stellt", "stellen", "weitere Hilfen in Aussicht"),
    ("zieht", "ziehen", "die Zahlen in Zweifel"),
    ("spricht", "sprechen", "sich gegen den Neubau aus"),
    ("bekennt", "bekennen", "sich zu dem Standort"),
    ("macht", "machen", "den Betreiber für den Unfall verantwortlich"),
    ("wirft", "werfen", "dem Betreiber Untätigkeit vor"),
    ("nennt", "nennen", "den Vorschlag einen Fehler"),
    ("führt", "führen", "den Ausfall auf einen Defekt zurück"),
    ("nimmt", "nehmen", "die Helfer gegen Kritik in Schutz"),
)
PRESENT_CLAUSE: tuple[tuple[str, str, str], ...] = (
    ("macht", "machen", "klar"),
    ("gibt", "geben", "zu bedenken"),
    ("ist", "sind", "der Ansicht"),
    ("ist", "sind", "der Meinung"),
    ("ist", "sind", "überzeugt"),
    ("vertritt", "vertreten", "die Auffassung"),
    ("macht", "machen", "geltend"),
    ("geht", "gehen", "davon aus"),
    ("stellt", "stellen", "in Aussicht"),
    ("räumt", "räumen", "ein"),
    ("kommt", "kommen", "zu dem Schluss"),
)
PERFECT = (
    "den Plan für einen Fehler gehalten",
    "den Streit für beigelegt erklärt",
    "sich offen für einen Kompromiss gezeigt",
    "weitere Hilfen in Aussicht gestellt",
    "die Zahlen in Zweifel gezogen",
    "sich gegen den Neubau ausgesprochen",
    "den Betreiber für den Unfall verantwortlich gemacht",
    "dem Betreiber Untätigkeit vorgeworfen",
    "den Ausfall auf einen Defekt zurückgeführt",
    "die Helfer in Schutz genommen",
)
DAYS = ("Am Abend", "In der Sitzung", "Zum Abschluss", "Auf Nachfrage", "Später")
SOURCES = (  # where it is said: the words before it, and the phrase that is the source
    ("Aus", "dem Ministerium"),
    ("Aus", "der Fraktion"),
    ("Aus", "Sicherheitskreisen"),
    ("Aus", "Kreisen der Ermittler"),
    ("Aus", "der Konzernzentrale"),
    ("Aus", "dem Umfeld des Vereins"),
    ("In", "dem Gutachten"),
    ("In", "einer Mitteilung der Klinik"),
)
KONJUNKTIV = (
    "der Umbau dauere bis Mai",
    "die Kosten könnten steigen",
    "man habe alles geprüft",
    "es fehle an Personal",
)


def test_a_clause_follows() -> None:
    cases = []
    for subject, (verb, rest, stance), clause in varied(210, SUBJECTS, WITH_CLAUSE, CLAUSES):
        text = f"{subject.first} {subject.does(verb)} {rest}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, stance),)))
    assert_right(cases)


def test_a_clause_follows_the_subject_behind_the_verb() -> None:
    cases = []
    for subject, (verb, rest, stance), clause, day in varied(90, SUBJECTS, WITH_CLAUSE, CLAUSES, DAYS, seed=2):
        text = f"{day} {Phrase(verb, rest, stance).around(subject)}, {clause}."
        cases.append(Case(text, (Said((subject.name,), clause, stance),)))
    assert_right(cases)


def test_a_clause_follows_in_the_present() -> None:
    cases = []
    for subject, (singular, plural, rest), clause in varied(66, SUBJECTS, PRESENT_CLAUSE, CLAUSES, seed=3):
        text = f"{subject.first} {plural if subject.plural else singular} {rest}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause),)))
    assert_right(cases)


def test_an_infinitive_follows() -> None:
    cases = []
    for subject, (verb, rest, infinitive) in varied(80, PEOPLE + OFFICES + INSTITUTIONS, INFINITIVES, seed=4):
        text = f"{subject.first} {subject.does(verb)} {rest}, {infinitive}."
        cases.append(Case(text, (Said((subject.first,), infinitive),)))
    assert_right(cases)


def test_what_is_left_open_is_told() -> None:
    cases = []
    for subject, rest, question in varied(60, SUBJECTS, ("offen", "zunächst offen", "es offen"), OPEN, seed=5):
        text = f"{subject.first} {subject.does('ließ')} {rest}, {question}."
        cases.append(Case(text, (Said((subject.first,), text.removesuffix("."), "declines"),)))
    for subject, question in varied(30, SUBJECTS, OPEN, seed=6):
        text = f"{capital(question)}, {subject.does('ließ')} {subject.name} offen."
        cases.append(Case(text, (Said((subject.name,), text.removesuffix("."), "declines"),)))
    assert_right(cases)


def test_an_object_is_part_of_what_is_told() -> None:
    cases = []
    for subject, (verb, rest, stance) in varied(198, SUBJECTS, WITH_OBJECT, seed=7):
        text = f"{subject.first} {subject.does(verb)} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, stance),)))
    assert_right(cases)


def test_an_object_follows_the_subject_behind_the_verb() -> None:
    cases = []
    for subject, (verb, rest, stance), day in varied(99, SUBJECTS, WITH_OBJECT, DAYS, seed=8):
        text = f"{day} {Phrase(verb, rest, stance).around(subject)}."
        cases.append(Case(text, (Said((subject.name,), text, stance),)))
    assert_right(cases)


def test_an_object_in_the_present_and_the_perfect() -> None:
    cases = []
    for subject, (singular, plural, rest) in varied(65, SUBJECTS, PRESENT, seed=9):
        text = f"{subject.first} {plural if subject.plural else singular} {rest}."
        cases.append(Case(text, (Said((subject.first,), text),)))
    for subject, rest in varied(60, SUBJECTS, PERFECT, seed=10):
        text = f"{subject.first} {subject.does('hat')} {rest}."
        cases.append(Case(text, (Said((subject.first,), text),)))
    assert_right(cases)


def test_for_whom_it_is_certain() -> None:
    cases = []
    whom = [subject.name for subject in (*NAMED, *INSTITUTIONS, *GROUPS) if not subject.name.startswith("der ")]
    heads = ("Für {} steht fest", "Für {} stand fest", "Für {} ist klar", "Für {} war klar")
    for name, head, clause in varied(60, whom, heads, CLAUSES, seed=11):
        cases.append(Case(f"{head.format(name)}, {clause}.", (Said((name,), clause),)))
    assert_right(cases)


def test_where_it_is_said() -> None:
    cases = []
    for (preposition, source), verb, content in varied(64, SOURCES, ("hieß es", "heißt es"), KONJUNKTIV, seed=12):
        text = f"{preposition} {source} {verb}, {content}."
        cases.append(Case(text, (Said((source,), content),)))
    for (preposition, source), content in varied(32, SOURCES, KONJUNKTIV, seed=13):
        said = Said((source,), capital(content))
        cases.append(Case(f"{capital(content)}, hieß es {preposition.lower()} {source}.", (said,)))
    assert_right(cases)


def test_the_same_verbs_without_words() -> None:
    texts = (
        "{} hielt die Leine in der Hand.",
        "{} hielt den Wagen am Straßenrand an.",
        "{} machte die Tür auf.",
        "{} machte das Licht aus.",
        "{} nahm den Bus zum Bahnhof.",
        "{} nahm die Treppe.",
        "{} zog die Jacke aus.",
        "{} zog nach Seeheim um.",
        "{} setzte die Brille auf.",
        "{} stellte das Fahrrad in den Hof.",
        "{} stellte die Stühle in Reihen.",
        "{} ging aus dem Haus.",
        "{} legte die Akten auf den Tisch.",
        "{} führte den Hund an der Leine.",
        "{} ließ die Fenster offen.",
        "{} kam zu dem Treffen.",
        "{} brachte die Kinder zum Bahnhof.",
        "{} gab den Schlüssel ab.",
        "{} räumte das Zimmer auf.",
        "{} vertrat den erkrankten Kollegen.",
        "{} warf den Ball über das Tor.",
        "{} war der Sieger des Abends.",
        "{} legte das Geld auf den Tisch.",
        "{} hob den Koffer vom Wagen.",
    )
    people = [subject for subject in NAMED if subject.gender == "m"]
    assert_right([Case(text.format(subject.first), ()) for text in texts for subject in people])
