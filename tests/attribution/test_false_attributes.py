"""What makes a claim negated, hedged or nobody's, and what only looks so: "nicht nur", "das Wohl", "soll" of a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.attribution.generated import Case, Said, assert_right
from tests.attribution.parts import (
    INSTITUTIONS,
    NAMED,
    OFFICES,
    PEOPLE,
    PRONOUNS,
    SUBJECTS,
    Subject,
    varied,
)

AFFIRMED: dict[str, object] = {"negated": False}
NEGATED: dict[str, object] = {"negated": True}
SURE: dict[str, object] = {"hedged": False}
HEDGED: dict[str, object] = {"hedged": True}
SAID = ("sagte", "erklärte", "betonte", "berichtete", "behauptete")
CLAUSES = (
    "dass der Umbau bis Mai dauert",
    "dass die Kosten steigen",
    "dass viele Betriebe das Geld brauchen",
    "dass die Halle zu klein ist",
    "dass der Verkehr zunimmt",
)
KONJUNKTIV = ("der Umbau dauere bis Mai", "die Kosten könnten steigen", "die Halle sei zu klein", "es fehle an Geld")
RELATIVE = (  # singular, plural
    "nicht an der Studie beteiligt war|nicht an der Studie beteiligt waren",
    "keiner Partei angehört|keiner Partei angehören",
    "den Bericht nicht kannte|den Bericht nicht kannten",
    "nie im Rat saß|nie im Rat saßen",
    "zu dem Treffen nicht eingeladen war|zu dem Treffen nicht eingeladen waren",
    "kein Geld bekommt|kein Geld bekommen",
)
AROUND = (  # verb, and what follows it before the comma
    "sagte nicht ohne Stolz",
    "erklärte nicht ohne Grund",
    "sagte nicht zum ersten Mal",
    "betonte nicht zum ersten Mal",
    "betonte nicht zuletzt",
    "erklärte nicht weniger deutlich",
    "berichtete nicht ohne Häme",
    "zögerte nicht und sagte",
    "schwieg nicht länger und erklärte",
    "überlegte nicht lange und sagte",
)
NO_CLAIM = (  # heads that deny that something was said
    "sagte nicht",
    "behauptete nie",
    "erklärte nicht",
    "betonte niemals",
    "sagte keineswegs",
    "hat nie behauptet",
    "hat nicht gesagt",
    "hatte nie erklärt",
    "hat keineswegs behauptet",
)


def finite(head: str, subject: Subject) -> str:
    """Return the verbs of a head, joined with "und" or alone, in the number of the subject."""
    return " und ".join(
        " ".join([subject.does(verb), *rest]) for verb, *rest in (part.split(" ") for part in head.split(" und "))
    )


def negation_in_a_relative_clause() -> list[Case]:
    """Return "X, der nicht beteiligt war, sagte, dass …"."""
    cases = []
    for subject, relative, verb, clause in varied(90, SUBJECTS, RELATIVE, SAID, CLAUSES + KONJUNKTIV):
        singular, plural = relative.split("|")
        relative = f"{subject.relative} {plural if subject.plural else singular}"
        text = f"{subject.first}, {relative}, {subject.does(verb)}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, "says", AFFIRMED),)))
    return cases


def negation_of_a_manner() -> list[Case]:
    """Return "sagte nicht ohne Stolz, dass …" and "zögerte nicht und sagte, dass …"."""
    cases = []
    for subject, head, clause in varied(90, SUBJECTS, AROUND, CLAUSES, seed=2):
        text = f"{subject.first} {finite(head, subject)}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, "says", AFFIRMED),)))
    return cases


def negation_of_only() -> list[Case]:
    """Return "sagte nicht nur, dass …, sondern auch, dass …"."""
    cases = []
    for subject, verb, one, other in varied(60, SUBJECTS, SAID, CLAUSES[:3], CLAUSES[3:], seed=3):
        text = f"{subject.first} {subject.does(verb)} nicht nur, {one}, sondern auch, {other}."
        cases.append(Case(text, (Said((subject.first,), None, "says", AFFIRMED),), exact=False))
    for subject, verb, clause in varied(30, SUBJECTS, SAID, CLAUSES, seed=4):
        text = f"Nicht nur am Montag {subject.does(verb)} {subject.name}, {clause}."
        cases.append(Case(text, (Said((subject.name,), clause, "says", AFFIRMED),)))
    return cases


def negation_that_is_overcome() -> list[Case]:
    """Return "wollte erst nicht reden, sagte dann aber doch, dass …"."""
    starts = ("wollte erst nicht reden", "kam zunächst nicht zu Wort", "fand lange keine Worte")
    cases = []
    for subject, start, verb, clause in varied(60, SUBJECTS, starts, SAID, CLAUSES, seed=5):
        modal, rest = start.split(" ", 1)
        text = f"{subject.first} {subject.does(modal)} {rest}, {subject.does(verb)} dann aber doch, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, "says", AFFIRMED),), exact=False))
    return cases


def negation_within_the_content() -> list[Case]:
    """Return "sagte, dass die Halle nicht öffnet"."""
    contents = (
        "dass die Halle nicht öffnet",
        "dass kein Geld da ist",
        "die Brücke werde nie fertig",
        "man habe nichts gewusst",
        "es gebe keinen Vertrag",
    )
    return [
        Case(f"{subject.first} {subject.does(verb)}, {content}.", (Said((subject.first,), content, "says", AFFIRMED),))
        for subject, verb, content in varied(60, SUBJECTS, SAID, contents, seed=6)
    ]


@pytest.mark.parametrize(
    "kind",
    [
        negation_in_a_relative_clause,
        negation_of_a_manner,
        negation_of_only,
        negation_that_is_overcome,
        negation_within_the_content,
    ],
)
def test_a_negation_elsewhere_negates_no_claim(kind: Callable[[], list[Case]]) -> None:
    assert_right(kind())


def test_a_negated_cue_negates_its_claim() -> None:
    cases = []
    for subject, head, clause in varied(90, SUBJECTS, NO_CLAIM, CLAUSES, seed=7):
        text = f"{subject.first} {finite(head, subject)}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, None, NEGATED),)))
    assert_right(cases)


def test_who_does_not_confirm_denies() -> None:
    cases = []
    heads = ("bestätigte nicht", "bestätigte zunächst nicht", "hat nicht bestätigt", "hat bisher nicht bestätigt")
    for subject, head, clause in varied(60, SUBJECTS, heads, CLAUSES, seed=8):
        text = f"{subject.first} {finite(head, subject)}, {clause}."
        cases.append(Case(text, (Said((subject.first,), clause, "denies", NEGATED),)))
    assert_right(cases)


WELL = (
    "{er} {fühle} sich wohl im neuen Amt",
    "{er} {habe} die Reise wohl überstanden",
    "der Schritt sei wohl überlegt",
    "die Worte seien wohl gewählt",
    "das Wohl der Kinder gehe vor",
    "es gehe um das Wohl der Stadt",
    "der Wohlstand wachse langsam",
    "alle Gäste seien wohlauf",
    "die Tiere fühlten sich wohl",
    "der Plan sei sehr wohl bezahlbar",
    "dass den Menschen nicht wohl dabei ist",
    "dass sich die Kinder hier wohl fühlen",
    "dass der Rat zum Wohl der Gemeinde handelt",
    "dass der Bau wohl durchdacht ist",
    "dass alle Lebewohl sagten",
)
UNSURE = (
    "die Kosten dürften wohl steigen",
    "das Bad öffne wohl im Mai",
    "das sei wohl ein Fehler gewesen",
    "dort liege wohl noch Öl",
    "möglicherweise fehle das Geld",
    "die Werft müsse vielleicht schließen",
    "der Fahrer sei vermutlich zu schnell gewesen",
    "dass die Halle wohl zu klein ist",
    "dass das Geld wohl nicht reicht",
    "dass der Umbau voraussichtlich teurer wird",
    "dass die Anlage offenbar defekt war",
    "dass es wohl bis Juni dauert",
)


def test_to_be_well_is_not_to_be_unsure() -> None:
    cases = []
    for subject, verb, form in varied(90, NAMED + OFFICES, SAID, WELL, seed=9):
        content = form.format(er=subject.pronoun, fühle="fühle", habe="habe")
        text = f"{subject.first} {verb}, {content}."
        cases.append(Case(text, (Said((subject.first,), content, "says", SURE),)))
    assert_right(cases)


def test_what_is_unsure_is_hedged() -> None:
    cases = []
    for subject, verb, content in varied(72, SUBJECTS, SAID, UNSURE, seed=10):
        text = f"{subject.first} {subject.does(verb)}, {content}."
        cases.append(Case(text, (Said((subject.first,), content, "says", HEDGED),)))
    assert_right(cases)


PLANS = (  # what is settled, planned or another's to do: no words of the last speaker
    "Das Urteil soll am 14. Dezember verkündet werden.",
    "Die Entscheidung soll noch vor Ostern fallen.",
    "Der Umbau soll 2028 fertig sein.",
    "Die Arbeiten sollen im Frühjahr beginnen.",
    "Dort sollen 350 Arbeitsplätze entstehen.",
    "Auf dem Gelände soll ein Park entstehen.",
    "Am Freitag soll der Rat entscheiden.",
    "Im Juni soll der Landtag abstimmen.",
    "Die neue Linie soll ab Mai fahren.",
    "Das Gesetz soll zum 1. Januar in Kraft treten.",
    "Die Verhandlung soll am Montag fortgesetzt werden.",
    "Die Schule soll im kommenden Jahr saniert werden.",
    "Der Prozess soll bis Ende März dauern.",
    "Die Brücke soll im Herbst für den Verkehr freigegeben werden.",
    "Der Vertrag soll am Dienstag unterzeichnet werden.",
    "Insgesamt sollen zwölf Wohnungen gebaut werden.",
    "Ein Gutachter soll nun die Ursache klären.",
    "Die Bauarbeiten sollen drei Wochen dauern.",
)
HEARSAY = (
    "Der Fahrer soll zu schnell gefahren sein.",
    "Die Täter sollen durch ein Fenster gekommen sein.",
    "Der Kassierer soll das Geld genommen haben.",
    "Zwei Männer sollen den Streit begonnen haben.",
    "Die Frau soll mehrfach gewarnt haben.",
    "Ein Mitarbeiter soll die Daten verkauft haben.",
)
RUMOURED = (
    "Dem Vernehmen nach soll die Werft schließen.",
    "Dem Vernehmen nach soll der Trainer gehen.",
    "Dem Vernehmen nach sollen zwei Vorstände abgelöst werden.",
)
BEFORE = ("dass das Verfahren gut vorankommt", "dass niemand verletzt wurde", "man habe lange genug gewartet")


def after_a_claim(followers: tuple[str, ...], number: int, *further: Said, seed: int) -> list[Case]:
    """Return texts of a claim and a sentence behind it, which adds the further claims."""
    cases = []
    for subject, verb, before, after in varied(number, SUBJECTS, SAID, BEFORE, followers, seed=seed):
        claims = (
            Said((subject.first,), before),
            *(Said(said.by, after.rstrip("."), said.stance, said.also) for said in further),
        )
        cases.append(Case(f"{subject.first} {subject.does(verb)}, {before}. {after}", claims))
    return cases


def test_a_plan_behind_a_claim_is_nobodys_words() -> None:
    assert_right(after_a_claim(PLANS, 108, seed=11))


def test_a_plan_behind_no_claim_is_nobodys_words() -> None:
    openings = ("In Seeheim wird gebaut.", "Der Andrang war groß.", "Die Sitzung endete um zehn.", "Es regnete.")
    assert_right([Case(f"{opening} {plan}", ()) for opening in openings for plan in PLANS])


def test_hearsay_is_hedged_and_nobodys() -> None:
    assert_right(after_a_claim(HEARSAY, 66, Said((), None, None, HEDGED), seed=12))


def test_rumour_is_hedged_and_nobodys() -> None:
    cases = []
    for subject, before, rumour in varied(60, PEOPLE + INSTITUTIONS, BEFORE, RUMOURED, seed=13):
        claims = Said((subject.first,), before), Said((), None, None, HEDGED)
        cases.append(Case(f"{subject.first} sagte, {before}. {rumour}", claims))
    assert_right(cases)


def test_the_konjunktiv_of_a_plan_goes_on_with_the_speaker() -> None:
    plans = (
        "Der Umbau solle 2028 fertig sein.",
        "Die Arbeiten sollten im Frühjahr beginnen, sobald das Wetter es zulasse.",
        "Dort solle ein Park entstehen.",
        "Die neue Linie solle ab Mai fahren.",
        "Die Brücke werde im Herbst freigegeben.",
        "Das Gesetz trete am 1. Januar in Kraft.",
    )
    cases = []
    for subject, verb, before, plan in varied(60, (*SUBJECTS, *PRONOUNS), SAID, BEFORE, plans, seed=14):
        by = subject.first
        said = Said((by,), before), Said((by,), plan)
        cases.append(Case(f"{by} {subject.does(verb)}, {before}. {plan}", said))
    assert_right(cases)
