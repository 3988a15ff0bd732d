"""Verbs of the present that look like a participle: "bekräftigt, er werde bleiben" is a frame and its content."""

from __future__ import annotations

from tests.attribution.generated import Case, Said, assert_right
from tests.attribution.parts import INSTITUTIONS, NAMED, OFFICES, PEOPLE, SUBJECTS, SURNAMES, Subject, varied

VERBS = (
    ("bestätigt", "confirms"),
    ("bekräftigt", "says"),
    ("entgegnet", "says"),
    ("versichert", "says"),
    ("kritisiert", "says"),
    ("behauptet", "says"),
    ("erklärt", "says"),
    ("verkündet", "says"),
    ("vermutet", "assumes"),
    ("betont", "says"),
    ("erzählt", "says"),
    ("berichtet", "says"),
    ("ergänzt", "says"),
    ("beteuert", "says"),
    ("vermeldet", "says"),
    ("gesteht", "confirms"),
    ("bedauert", "says"),
    ("befürchtet", "assumes"),
    ("erläutert", "says"),
    ("bemerkt", "says"),
    ("beklagt", "says"),
    ("erwartet", "assumes"),
    ("erwidert", "says"),
)
CONTENTS = (
    "{er} {werde} alle Akten offenlegen",
    "{er} {habe} davon nichts gewusst",
    "{er} {sei} zu spät informiert worden",
    "{er} {könne} die Kosten nicht tragen",
    "der Vertrag sei längst unterschrieben",
    "die Anlage habe nie versagt",
    "es fehle an Geld und Personal",
    "die Preise könnten weiter steigen",
    "niemand habe die Risse bemerkt",
    "den Anwohnern drohe keine Gefahr",
    "die Züge würden ab Mai wieder fahren",
    "der Schaden wäre vermeidbar gewesen",
    "das neue Verfahren bringe mehr Sicherheit",
    "im Haushalt fehlten zwei Millionen Euro",
    "dort lägen noch viele alte Fässer",
)
SHORT = ("Der Vertrag sei ungültig", "Die Brücke halte noch Jahre", "Es gebe keinen Grund zur Sorge")
DAYS = ("Am Montag", "Im Ausschuss", "Auf Nachfrage", "Inzwischen", "Wenig später")
BETWEEN = ("am Montag", "im Ausschuss", "auf Nachfrage", "gegenüber dem Rat", "nun")


def content_of(form: str, subject: Subject) -> str:
    """Return a content whose pronoun stands for the subject."""
    return form.format(
        er=subject.pronoun,
        werde=subject.does("werde"),
        habe=subject.does("habe"),
        sei=subject.does("sei"),
        könne=subject.does("könne"),
    )


def test_the_frame_comes_first() -> None:
    cases = []
    for subject, (verb, stance), form in varied(230, SUBJECTS, VERBS, CONTENTS):
        content = content_of(form, subject)
        text = f"{subject.first} {subject.says(verb)}, {content}."
        cases.append(Case(text, (Said((subject.first,), content, stance),)))
    assert_right(cases)


def test_an_adverbial_stands_within_the_frame() -> None:
    cases = []
    for subject, (verb, stance), form, between in varied(80, SUBJECTS, VERBS, CONTENTS, BETWEEN, seed=2):
        content = content_of(form, subject)
        text = f"{subject.first} {subject.says(verb)} {between}, {content}."
        cases.append(Case(text, (Said((subject.first,), content, stance),)))
    assert_right(cases)


def test_an_adverbial_opens_the_frame() -> None:
    cases = []
    for subject, (verb, stance), form, day in varied(80, SUBJECTS, VERBS, CONTENTS, DAYS, seed=3):
        content = content_of(form, subject)
        text = f"{day} {subject.says(verb)} {subject.name}, {content}."
        cases.append(Case(text, (Said((subject.name,), content, stance),)))
    assert_right(cases)


def test_the_frame_follows() -> None:
    cases = []
    for subject, (verb, stance), content in varied(80, SUBJECTS, VERBS, SHORT, seed=4):
        text = f"{content}, {subject.says(verb)} {subject.name}."
        cases.append(Case(text, (Said((subject.name,), content, stance),)))
    assert_right(cases)


def test_the_speaker_before_keeps_no_share_in_it() -> None:
    cases = []
    for before, subject, (verb, stance), form in varied(80, PEOPLE, SURNAMES + INSTITUTIONS, VERBS, CONTENTS, seed=5):
        if before.name.endswith(subject.name):
            continue
        content = content_of(form, subject)
        text = f"{before.first} sagte, dass der Rat im Mai tagt. {subject.first} {subject.says(verb)}, {content}."
        said = Said((before.first,), "dass der Rat im Mai tagt", "says"), Said((subject.first,), content, stance)
        cases.append(Case(text, said))
    assert_right(cases)


def test_a_named_paper_or_document_tells_it() -> None:
    sources = (
        "Die Zeitung „Der Kurier“",
        "Das Magazin „Blickpunkt“",
        "Der Sender Radio Nord",
        "Die Agentur Nordpress",
        "Das Fachblatt „Wasser und Wehr“",
    )
    verbs = ("berichtet", "behauptet", "vermeldet", "bestätigt", "ergänzt", "erklärt")
    contents = [form for form in CONTENTS if "{" not in form]
    cases = [
        Case(f"{source} {verb}, {content}.", (Said((source,), content),))
        for source, verb, content in varied(60, sources, verbs, contents, seed=6)
    ]
    assert_right(cases)


def test_a_participle_has_its_auxiliary() -> None:
    cases = []
    verbs = [verb for verb in VERBS if verb[0] != "gesteht"]
    for subject, (verb, stance), form, aux in varied(80, SUBJECTS, verbs, CONTENTS, ("hat", "hatte"), seed=7):
        content = content_of(form, subject)
        text = f"{subject.first} {subject.does(aux)} {verb}, {content}."
        cases.append(Case(text, (Said((subject.first,), content, stance),)))
    assert_right(cases)


def test_a_passive_names_its_agent_or_nobody() -> None:
    agents = ("der Polizei", "der Stadtverwaltung", "Anwohnern", "der Klinik", "den Betreibern", "dem Ministerium")
    contents = [form for form in CONTENTS if "{" not in form]
    verbs = ("bestätigt", "berichtet", "behauptet", "versichert", "erklärt", "betont")
    cases = [
        Case(f"Von {agent} wurde {verb}, {content}.", (Said((agent,), content),))
        for agent, verb, content in varied(40, agents, verbs, contents, seed=8)
    ]
    cases += [
        Case(f"{day} wurde {verb}, {content}.", (Said((), content),))
        for day, verb, content in varied(30, ("Am Montag", "Zuletzt", "Oft"), verbs, contents, seed=9)
    ]
    assert_right(cases)


def test_a_participle_beside_the_frame_is_no_frame() -> None:
    openings = (
        "Gefragt nach den Kosten",
        "Zu den Plänen befragt",
        "Von Reportern bedrängt",
        "Sichtlich bewegt",
        "Auf den Vorfall angesprochen",
        "Unterstützt von den Grünen",
    )
    verbs = ("sagte", "erklärte", "betont", "versichert", "bestätigt", "entgegnet")
    cases = []
    for opening, verb, subject, form in varied(70, openings, verbs, NAMED + OFFICES, CONTENTS, seed=10):
        content = content_of(form, subject)
        cases.append(Case(f"{opening}, {verb} {subject.name}, {content}.", (Said((subject.name,), content),)))
    assert_right(cases)


def test_participles_that_report_nothing() -> None:
    texts = (
        "{} ist verärgert, der Zug fährt erst um neun.",
        "{} ist bestätigt, die Arbeit beginnt im Mai.",
        "{} gilt als gesichert, die Frist läuft bis Juni.",
        "{} wird verkauft, der Erlös geht an die Schule.",
        "{} bleibt geschlossen, die Gäste reisen ab.",
        "{} ist repariert, die Fahrt kann beginnen.",
        "{} erhält neue Fenster, das Dach bleibt alt.",
        "{} verliert das Spiel, der Trainer muss gehen.",
        "{} verkauft Fahrräder, die Werkstatt liegt im Hof.",
        "{} gewinnt den Preis, die Freude ist groß.",
        "{} gehört der Stadt, der Garten nicht.",
        "{} beginnt um acht, der Eintritt ist frei.",
    )
    things = (
        "Der alte Hafen",
        "Die Mannschaft aus Seeheim",
        "Das Freibad am Wall",
        "Der Betrieb",
        "Die Genossenschaft",
        "Das Haus am Markt",
    )
    assert_right([Case(text.format(thing), ()) for text in texts for thing in things])
