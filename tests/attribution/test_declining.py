"""Refusals to speak: whoever will not comment claims nothing, and denies nothing."""

from __future__ import annotations

from tests.attribution.generated import Case, Said, assert_right, claims_of
from tests.attribution.parts import INSTITUTIONS, NAMED, PEOPLE, SUBJECTS, capital, varied

REPORTED: dict[str, object] = {"type": "reported"}
REFUSALS = (  # finite verb, and what follows it
    ("wollte", "sich nicht äußern"),
    ("wollte", "sich zu den Vorwürfen nicht äußern"),
    ("wollte", "sich zunächst nicht zu dem Fall äußern"),
    ("wollte", "keine Stellung nehmen"),
    ("wollte", "zu dem Verfahren nicht Stellung nehmen"),
    ("wollte", "keine Angaben machen"),
    ("wollte", "die Zahlen nicht kommentieren"),
    ("wollte", "das nicht kommentieren"),
    ("wollte", "keinen Kommentar abgeben"),
    ("wollte", "den Bericht nicht bestätigen"),
    ("wollte", "die Meldung weder bestätigen noch dementieren"),
    ("wollte", "auf Anfrage nichts dazu sagen"),
    ("mochte", "sich dazu nicht äußern"),
    ("äußerte", "sich nicht"),
    ("äußerte", "sich zunächst nicht"),
    ("äußerte", "sich auf Anfrage nicht zu den Zahlen"),
    ("lehnte", "eine Stellungnahme ab"),
    ("lehnte", "einen Kommentar zu dem Fall ab"),
    ("lehnte", "es ab, sich zu äußern"),
    ("ließ", "eine Anfrage unbeantwortet"),
    ("ließ", "Fragen zu dem Vertrag unbeantwortet"),
    ("reagierte", "nicht auf eine Anfrage"),
    ("reagierte", "zunächst nicht auf Anfragen dieser Zeitung"),
    ("reagierte", "auf mehrere Anfragen nicht"),
    ("war", "nicht zu erreichen"),
    ("war", "für eine Stellungnahme nicht zu erreichen"),
    ("war", "am Montag für Rückfragen nicht erreichbar"),
    ("schwieg", "zu den Vorwürfen"),
    ("schwieg", "auf Nachfrage"),
    ("verweigerte", "die Auskunft"),
    ("verweigerte", "jede Auskunft zu dem Vertrag"),
    ("gab", "keinen Kommentar ab"),
    ("gab", "keine Stellungnahme ab"),
    ("gab", "auf Anfrage keine Auskunft"),
    ("machte", "keine Angaben"),
    ("machte", "zur Höhe des Schadens keine Angaben"),
    ("nahm", "zu den Vorwürfen keine Stellung"),
    ("nahm", "nicht Stellung"),
    ("beantwortete", "eine Anfrage nicht"),
    ("hielt", "sich zu den Gründen bedeckt"),
)
INVERTED = (  # what opens, finite verb, what stands before the subject, and what behind it
    ("Zu den Vorwürfen", "wollte", "sich", "nicht äußern"),
    ("Auf Anfrage", "wollte", "sich", "nicht dazu äußern"),
    ("Auf Anfrage", "äußerte", "sich", "nicht"),
    ("Dazu", "äußerte", "sich", "zunächst nicht"),
    ("Eine Anfrage", "ließ", "", "unbeantwortet"),
    ("Eine Stellungnahme", "lehnte", "", "ab"),
    ("Auf eine Anfrage", "reagierte", "", "nicht"),
    ("Am Montag", "war", "", "nicht zu erreichen"),
    ("Zu den Gründen", "machte", "", "keine Angaben"),
    ("Zum Stand der Ermittlungen", "wollte", "", "keine Auskunft geben"),
    ("Den Bericht", "wollte", "", "weder bestätigen noch dementieren"),
    ("Zu den Zahlen", "schwieg", "", ""),
    ("Zu dem Fall", "nahm", "", "keine Stellung"),
)
PERFECT = (
    ("hat", "sich bislang nicht geäußert"),
    ("hat", "auf eine Anfrage nicht reagiert"),
    ("hat", "eine Stellungnahme abgelehnt"),
    ("hat", "eine Anfrage bisher nicht beantwortet"),
    ("hat", "zu den Vorwürfen geschwiegen"),
    ("will", "sich zu dem Fall nicht äußern"),
    ("will", "die Zahlen nicht kommentieren"),
    ("will", "keine Angaben machen"),
    ("hatte", "sich zunächst nicht geäußert"),
)


def test_who_will_not_speak_declines() -> None:
    cases = []
    for subject, (verb, rest) in varied(205, SUBJECTS, REFUSALS):
        text = f"{subject.first} {subject.does(verb)} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, "declines", REPORTED),)))
    assert_right(cases)


def test_the_subject_stands_behind_the_verb() -> None:
    cases = []
    for subject, (opening, verb, reflexive, rest) in varied(78, SUBJECTS, INVERTED, seed=2):
        head = " ".join(part for part in (opening, subject.does(verb), reflexive) if part)
        text = f"{head} {subject.name} {rest}".rstrip() + "."
        cases.append(Case(text, (Said((subject.name,), text, "declines", REPORTED),)))
    assert_right(cases)


def test_perfect_and_present_decline_too() -> None:
    cases = []
    for subject, (verb, rest) in varied(72, SUBJECTS, PERFECT, seed=3):
        text = f"{subject.first} {subject.does(verb)} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, "declines", REPORTED),)))
    assert_right(cases)


def test_a_refusal_and_a_claim_of_the_same_subject() -> None:
    seconds = (
        ("kündigte", "aber eine Prüfung der Akten an", "announces"),
        ("forderte", "jedoch eine rasche Aufklärung", "demands"),
        ("kritisierte", "aber die Art der Berichte", "says"),
        ("verwies", "aber auf die laufenden Ermittlungen", "says"),
        ("bestätigte", "aber den Eingang einer Anzeige", "confirms"),
    )
    short = [refusal for refusal in REFUSALS if refusal[0] in ("wollte", "äußerte", "lehnte", "ließ", "machte")]
    cases = []
    for subject, (verb, rest), (second, other, stance) in varied(70, SUBJECTS, short, seconds, seed=4):
        one, two = f"{subject.first} {subject.does(verb)} {rest}", f"{subject.does(second)} {other}"
        said = Said((subject.first,), one, "declines", REPORTED), Said((subject.first,), two, stance)
        cases.append(Case(f"{one}, {two}.", said))
    assert_right(cases)


def test_a_refusal_behind_the_claim_of_another() -> None:
    cases = []
    for person, subject, (verb, rest) in varied(60, PEOPLE, INSTITUTIONS, REFUSALS, seed=5):
        text = f"{subject.first} {subject.does(verb)} {rest}."
        said = (
            Said((person.first,), "dass die Werft schließt", "says"),
            Said((subject.first,), text, "declines", REPORTED),
        )
        cases.append(Case(f"{person.first} sagte, dass die Werft schließt. {text}", said))
    assert_right(cases)


def test_the_pronoun_of_a_sentence_declines() -> None:
    cases = []
    for person, (verb, rest) in varied(60, NAMED, REFUSALS, seed=6):
        by = capital(person.pronoun)
        text = f"{by} {verb} {rest}."
        cases.append(
            Case(f"{person.first} kam am Mittag ins Rathaus. {text}", (Said((by,), text, "declines", REPORTED),))
        )
    assert_right(cases)


CONTRASTS = (
    ("äußerte", "sich besorgt über die Lage", "says"),
    ("äußerte", "sich zufrieden mit dem Ergebnis", "says"),
    ("äußerte", "sich kritisch zu dem Vorhaben", "says"),
    ("äußerte", "Kritik an dem Vorhaben", "says"),
    ("wies", "den Bericht zurück", "denies"),
    ("wies", "die Meldung als falsch zurück", "denies"),
    ("dementierte", "den Bericht", "denies"),
    ("bestätigte", "den Bericht", "confirms"),
    ("lehnte", "den Antrag der Stadt ab", "denies"),
    ("lehnte", "einen höheren Beitrag ab", "denies"),
)


def test_who_does_speak_does_not_decline() -> None:
    cases = []
    for subject, (verb, rest, stance) in varied(66, SUBJECTS, CONTRASTS, seed=7):
        text = f"{subject.first} {subject.does(verb)} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, stance),)))
    assert_right(cases)


def test_what_is_not_ruled_out_is_a_claim() -> None:
    cases = []
    heads = ("wollte nicht ausschließen", "schloss nicht aus", "konnte nicht ausschließen", "mochte nicht ausschließen")
    clauses = ("dass die Preise steigen", "dass es weitere Opfer gibt", "dass die Werft schließt")
    for subject, head, clause in varied(60, SUBJECTS, heads, clauses, seed=8):
        verb, rest = head.split(" ", 1)
        text = f"{subject.first} {subject.does(verb)} {rest}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause),)))
    assert_right(cases)
    assert not [case.text for case in cases for claim in claims_of(case.text) if claim.stance == "declines"]


def test_what_is_out_of_reach_or_silent_but_nobody_asked() -> None:
    texts = (
        "Der Gipfel war wegen des Sturms nicht zu erreichen.",
        "Das Dorf war tagelang nicht zu erreichen.",
        "Die Insel war mit dem Boot nicht erreichbar.",
        "Der Motor reagierte nicht auf den Schalter.",
        "Die Pumpe reagierte auf die Steuerung nicht.",
        "Die Gäste schwiegen eine Minute lang.",
        "Die Glocken schwiegen bis zum Abend.",
        "Die Waffen schwiegen am Wochenende.",
        "Der Verein machte keine Schulden.",
        "Die Wirtin gab keinen Rabatt.",
        "Die Firma nahm keine neuen Lehrlinge.",
        "Die Bank hielt ihre Türen geschlossen.",
        "Der Händler ließ die Rechnung liegen.",
        "Der Wirt ließ die Tür offen.",
        "Das Pferd verweigerte den Sprung.",
        "Die Stute verweigerte am letzten Hindernis.",
        "Der Himmel war bedeckt.",
        "Die Mannschaft nahm den Pokal nicht mit.",
        "Der Mieter beantwortete den Brief mit einer Kündigung.",
        "Der Rat wollte das Haus nicht kaufen.",
    )
    days = ("", "Am Montag war Markt. ", "Es regnete in Seeheim. ")
    assert_right([Case(f"{day}{text}", ()) for day in days for text in texts])
