"""Claims told with a noun phrase only: "forderte eine schnelle Entscheidung" is all there is of what was said."""

from __future__ import annotations

from chat.schema import Stance
from tests.attribution.generated import Case, Said, assert_right
from tests.attribution.parts import PRONOUNS, SUBJECTS, Phrase, varied

REPORTED: dict[str, object] = {"type": "reported"}
PHRASES = (
    Phrase("forderte", "eine schnelle Entscheidung", "demands"),
    Phrase("forderte", "mehr Züge am Abend", "demands"),
    Phrase("verlangte", "den Rücktritt des Vorstands", "demands"),
    Phrase("kritisierte", "die Pläne der Stadt", "says"),
    Phrase("kritisierte", "das lange Verfahren", "says"),
    Phrase("begrüßte", "den Beschluss des Rates", "says"),
    Phrase("sprach", "sich für einen Neubau", None, "aus"),
    Phrase("sprach", "sich gegen höhere Gebühren", None, "aus"),
    Phrase("kündigte", "neue Kontrollen", "announces", "an"),
    Phrase("kündigte", "eine Klage gegen den Bescheid", "announces", "an"),
    Phrase("begründete", "den Schritt mit hohen Kosten", "says"),
    Phrase("verwies", "auf die laufenden Ermittlungen", "says"),
    Phrase("verwies", "auf den Vertrag mit dem Land", "says"),
    Phrase("plädierte", "für einen späteren Beginn", None),
    Phrase("plädierte", "für eine kleinere Lösung", None),
    Phrase("drängte", "auf eine rasche Einigung", "demands"),
    Phrase("pochte", "auf die Einhaltung der Verträge", "demands"),
    Phrase("rief", "die Bürger zu Spenden", "demands", "auf"),
    Phrase("rief", "zur Teilnahme an der Wahl", "demands", "auf"),
    Phrase("lehnte", "einen Verkauf des Hafens", "denies", "ab"),
    Phrase("lehnte", "höhere Beiträge", "denies", "ab"),
    Phrase("stellte", "sich hinter den Trainer", None),
    Phrase("stellte", "sich gegen eine Verlegung der Schule", None),
    Phrase("verteidigte", "die Erhöhung der Preise", "says"),
    Phrase("verteidigte", "das umstrittene Projekt", "says"),
    Phrase("beklagte", "den Mangel an Wohnungen", "says"),
    Phrase("mahnte", "mehr Tempo beim Ausbau", "demands", "an"),
    Phrase("bekräftigte", "das Nein zu dem Vertrag", "says"),
    Phrase("stellte", "weitere Mittel", "announces", "in Aussicht"),
    Phrase("warb", "für einen Kompromiss", None),
    Phrase("warb", "um Verständnis für die Sperrung", None),
    Phrase("versprach", "den Betroffenen schnelle Hilfe", "announces"),
    Phrase("drohte", "mit einem Streik", "warns"),
    Phrase("drohte", "dem Betreiber mit einer Strafe", "warns"),
    Phrase("warnte", "vor neuen Schulden", "warns"),
    Phrase("zeigte", "sich enttäuscht über das Ergebnis", "says"),
    Phrase("zeigte", "sich erfreut über den Zuspruch", "says"),
    Phrase("äußerte", "Kritik an dem Entwurf", "says"),
    Phrase("äußerte", "Zweifel an den Zahlen", None),
    Phrase("äußerte", "sich besorgt über die Lage", "says"),
    Phrase("bedankte", "sich bei den Helfern für den Einsatz", "says"),
    Phrase("dankte", "den Feuerwehren für die Hilfe", "says"),
    Phrase("gratulierte", "dem Verein zum Aufstieg", "says"),
    Phrase("entschuldigte", "sich für die Verspätung", "says"),
    Phrase("entschuldigte", "sich bei den Fahrgästen", "says"),
    Phrase("distanzierte", "sich von dem Aufruf", None),
    Phrase("beschrieb", "die Lage als dramatisch", "says"),
    Phrase("schilderte", "den Ablauf des Abends", "says"),
    Phrase("würdigte", "den Einsatz der Ehrenamtlichen", "says"),
    Phrase("verurteilte", "den Angriff auf die Polizisten", "says"),
    Phrase("bedauerte", "den Abschied der Trainerin", "says"),
    Phrase("empfahl", "eine Impfung im Herbst", None),
    Phrase("bestätigte", "den Tod eines Arbeiters", "confirms"),
    Phrase("bestritt", "eine Beteiligung an dem Geschäft", "denies"),
    Phrase("dementierte", "Berichte über einen Verkauf", "denies"),
    Phrase("räumte", "Fehler bei der Planung", "confirms", "ein"),
)
DAYS = ("Am Montag", "Bei der Kundgebung", "In einem Brief", "Kurz danach", "Zugleich", "Wie schon im Vorjahr")
PERFECT: tuple[tuple[str, Stance | None], ...] = (
    ("eine schnelle Entscheidung gefordert", "demands"),
    ("die Pläne der Stadt kritisiert", "says"),
    ("sich für einen Neubau ausgesprochen", None),
    ("neue Kontrollen angekündigt", "announces"),
    ("den Schritt mit hohen Kosten begründet", "says"),
    ("auf den Vertrag mit dem Land verwiesen", "says"),
    ("auf eine rasche Einigung gedrängt", "demands"),
    ("einen Verkauf des Hafens abgelehnt", "denies"),
    ("das umstrittene Projekt verteidigt", "says"),
    ("den Mangel an Wohnungen beklagt", "says"),
    ("mit einem Streik gedroht", "warns"),
    ("vor neuen Schulden gewarnt", "warns"),
    ("Kritik an dem Entwurf geäußert", "says"),
    ("die Bürger zu Spenden aufgerufen", "demands"),
    ("den Betroffenen schnelle Hilfe versprochen", "announces"),
    ("sich für die Verspätung entschuldigt", "says"),
    ("den Tod eines Arbeiters bestätigt", "confirms"),
    ("eine Beteiligung an dem Geschäft bestritten", "denies"),
)
PRESENT: tuple[tuple[str, str, str, Stance | None], ...] = (  # singular, plural, what follows, stance
    ("fordert", "fordern", "eine schnelle Entscheidung", "demands"),
    ("kritisiert", "kritisieren", "die Pläne der Stadt", "says"),
    ("spricht", "sprechen", "sich für einen Neubau aus", None),
    ("kündigt", "kündigen", "neue Kontrollen an", "announces"),
    ("verweist", "verweisen", "auf den Vertrag mit dem Land", "says"),
    ("drängt", "drängen", "auf eine rasche Einigung", "demands"),
    ("lehnt", "lehnen", "einen Verkauf des Hafens ab", "denies"),
    ("verteidigt", "verteidigen", "das umstrittene Projekt", "says"),
    ("beklagt", "beklagen", "den Mangel an Wohnungen", "says"),
    ("droht", "drohen", "mit einem Streik", "warns"),
    ("warnt", "warnen", "vor neuen Schulden", "warns"),
    ("verspricht", "versprechen", "den Betroffenen schnelle Hilfe", "announces"),
    ("wirbt", "werben", "für einen Kompromiss", None),
    ("begrüßt", "begrüßen", "den Beschluss des Rates", "says"),
    ("weist", "weisen", "die Vorwürfe der Anwohner zurück", "denies"),
)
PASSIVE: tuple[tuple[str, str, Stance], ...] = (  # what it is about, participle, stance
    ("Die Pläne", "kritisiert", "says"),
    ("Die neuen Regeln", "begrüßt", "says"),
    ("Die Vorwürfe", "zurückgewiesen", "denies"),
    ("Die Berichte", "bestätigt", "confirms"),
    ("Strengere Kontrollen", "gefordert", "demands"),
    ("Die Kürzungen", "verteidigt", "says"),
    ("Die Angriffe", "verurteilt", "says"),
    ("Weitere Schritte", "angekündigt", "announces"),
)
AGENTS = (
    "der Gewerkschaft",
    "dem Landesverband",
    "den Grünen",
    "Anwohnern",
    "der Ministerin",
    "Bürgermeisterin Petra Lohse",
    "Umweltschützern",
    "der CDU",
)
SUBORDINATE: tuple[tuple[str, Stance], ...] = (
    ("die Pläne der Stadt kritisierte", "says"),
    ("eine schnelle Entscheidung forderte", "demands"),
    ("vor neuen Schulden warnte", "warns"),
    ("neue Kontrollen ankündigte", "announces"),
    ("einen Verkauf des Hafens ablehnte", "denies"),
    ("den Betroffenen schnelle Hilfe versprach", "announces"),
)


def test_the_subject_comes_first() -> None:
    cases = []
    for subject, phrase in varied(224, SUBJECTS, PHRASES):
        text = f"{subject.first} {phrase.after(subject)}."
        cases.append(Case(text, (Said((subject.first,), text, phrase.stance, REPORTED),)))
    assert_right(cases)


def test_an_adverbial_comes_first() -> None:
    cases = []
    for subject, phrase, day in varied(168, SUBJECTS, PHRASES, DAYS, seed=2):
        text = f"{day} {phrase.around(subject)}."
        cases.append(Case(text, (Said((subject.name,), text, phrase.stance, REPORTED),)))
    assert_right(cases)


def test_a_pronoun_is_the_subject() -> None:
    cases = []
    for pronoun, phrase in varied(70, PRONOUNS, PHRASES, seed=3):
        text = f"{pronoun.first} {phrase.after(pronoun)}."
        opening = "Arlt kam am Dienstag an." if pronoun.gender == "m" else "Petra Lohse kam am Dienstag an."
        cases.append(Case(f"{opening} {text}", (Said((pronoun.first,), text, phrase.stance, REPORTED),)))
    assert_right(cases)


def test_the_perfect() -> None:
    cases = []
    for subject, (rest, stance), aux in varied(90, SUBJECTS, PERFECT, ("hat", "hatte"), seed=4):
        text = f"{subject.first} {subject.does(aux)} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, stance, REPORTED),)))
    assert_right(cases)


def test_the_present() -> None:
    cases = []
    for subject, (singular, plural, rest, stance) in varied(90, SUBJECTS, PRESENT, seed=5):
        text = f"{subject.first} {plural if subject.plural else singular} {rest}."
        cases.append(Case(text, (Said((subject.first,), text, stance, REPORTED),)))
    assert_right(cases)


def test_a_passive_with_its_agent() -> None:
    cases = []
    for agent, (things, participle, stance), form in varied(
        80, AGENTS, PASSIVE, ("{} wurden von {} {}.", "{} wurden am Montag von {} {}.", "{} werden von {} {}."), seed=6
    ):
        text = form.format(things, agent, participle)
        cases.append(Case(text, (Said((agent,), text, stance, REPORTED),)))
    assert_right(cases)


def test_a_subordinate_clause() -> None:
    cases = []
    for subject, (rest, stance), opening in varied(
        60, SUBJECTS, SUBORDINATE, ("Als", "Während", "Obwohl", "Weil"), seed=7
    ):
        *middle, verb = rest.split()
        clause = f"{opening} {subject.name} {' '.join(middle)} {subject.does(verb)}"
        text = f"{clause}, vertagte der Rat die Sitzung."
        cases.append(Case(text, (Said((subject.name,), clause, stance, REPORTED),)))
    assert_right(cases)


def test_the_same_verbs_without_words() -> None:
    texts = (
        "{day} forderte der Sturm drei Todesopfer.",
        "{day} forderte das Unglück mehrere Menschenleben.",
        "{day} zeigte das Museum alte Bilder.",
        "{day} zeigte sich die Sonne nur kurz.",
        "{day} kündigte sich der Frühling an.",
        "{day} kündigte die Bank den Vertrag mit dem Verein.",
        "{day} kündigte der Mieter die Wohnung.",
        "{day} stellte sich der Fahrer hinter den Wagen.",
        "{day} stellte sich die Frau der Polizei.",
        "{day} verteidigte die Läuferin den ersten Platz.",
        "{day} verteidigte der Verein die Tabellenspitze.",
        "{day} drängte die Menge zum Ausgang.",
        "{day} rief der Wirt ein Taxi.",
        "{day} rief die Frau den Notarzt.",
        "{day} drohte der Damm zu brechen.",
        "{day} drohte das Dach einzustürzen.",
        "{day} begrüßte die Wirtin die Gäste an der Tür.",
        "{day} warb die Firma zehn Lehrlinge an.",
        "{day} begründete der Forscher eine neue Schule der Malerei.",
        "{day} beschrieb das Boot einen weiten Bogen.",
        "{day} beschrieb der Schüler zwei Blätter.",
        "{day} räumte die Polizei das Gelände.",
        "{day} räumten die Arbeiter die Halle aus.",
        "{day} sprach der Wirt mit den Gästen.",
        "{day} verloren die Grünen zwei Sitze, die Kosten wurden angehoben.",
        "{day} pochte das Herz des Läufers.",
    )
    days = ("Am Montag", "Im Sommer", "Gegen Mittag")
    assert_right([Case(text.format(day=day), ()) for text in texts for day in days])
