"""Reports of reports: "X sagte, Y habe behauptet, das Lager sei leer" is a claim of X that holds a claim of Y."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chat.schema import Stance
from tests.attribution.generated import LEAST_RIGHT, Case, Said, assert_right, claims_of
from tests.attribution.parts import INSTITUTIONS, NAMED, OFFICES, PEOPLE, SUBJECTS, SURNAMES, Subject, varied

OTHERS = (
    Subject("die Klinik", "f"),
    Subject("der Betreiber"),
    Subject("das Labor", "n"),
    Subject("Anna Berger", "f"),
    Subject("der Fahrer"),
    Subject("die Zeugin", "f"),
    Subject("Minister Tarek Nasser"),
    Subject("die Nachbarn", plural=True),
    Subject("mehrere Kollegen", plural=True),
)
LEAVES = (
    "das Lager sei leer",
    "der Wagen sei zu schnell gefahren",
    "die Akten lägen im Keller",
    "es gebe keinen Vertrag",
    "die Messung könne nicht stimmen",
    "niemand habe den Alarm gehört",
)
CLAUSES = (
    "dass das Lager leer ist",
    "dass der Wagen zu schnell fuhr",
    "dass die Akten im Keller liegen",
    "dass es keinen Vertrag gibt",
    "dass die Messung nicht stimmt",
)
INFINITIVES = ("die Akten zu öffnen", "den Vertrag zu kündigen", "die Messung zu wiederholen")
SOURCES = (  # in the dative
    "Innenminister Jonas Arlt",
    "der Polizei",
    "dem Ministerium",
    "Landrätin Nora Weiß",
    "der Zeitung „Kurier“",
    "einem Gutachten",
    "der Nordpresse",
)
SAID = ("sagte", "erklärte", "berichtete", "betonte", "erzählte")
PARTICIPLES = ("behauptet", "gesagt", "versichert", "erklärt", "berichtet", "bestätigt")
SUBJUNCTIVE: dict[str, Stance] = {
    "behaupte": "says",
    "versichere": "says",
    "bestreite": "denies",
    "fürchte": "assumes",
    "sage": "says",
}

Nested = tuple[Case, tuple[str, ...]]  # a text, and who speaks in it, each within what the one before says


def assert_held(nested: Sequence[Nested]) -> None:
    """Fail where the claims are not the expected ones, or where too few name the claims that they report."""
    assert_right([case for case, _ in nested])
    loose = [case.text for case, chain in nested if not is_held(case, chain)]
    assert len(loose) <= (1 - LEAST_RIGHT) * len(nested), "\n".join(loose[:40])


def is_held(case: Case, chain: Sequence[str]) -> bool:
    """Return whether the claim of each speaker of a chain holds the claim of the next one, and the last one none."""
    by = {claim.speaker.text: claim for claim in claims_of(case.text) if claim.speaker}
    if any(speaker not in by for speaker in chain):
        return False
    held = all(by[inner].id in by[outer].holds for outer, inner in pairwise(chain))
    return held and by[chain[-1]].holds == ()


def of_two(text: str, outer: tuple[str, str], inner: tuple[str, str], stance: Stance | None = None) -> Nested:
    """Return a text with the claim of one speaker within that of another, each with its content."""
    said = Said((outer[0],), outer[1]), Said((inner[0],), inner[1], stance)
    return Case(text, said), (outer[0], inner[0])


def test_both_in_the_konjunktiv() -> None:
    nested = []
    for subject, verb, other, participle, leaf in varied(90, SUBJECTS, SAID, OTHERS, PARTICIPLES, LEAVES):
        content = f"{other.name} {other.does('habe')} {participle}, {leaf}"
        text = f"{subject.first} {subject.does(verb)}, {content}."
        nested.append(of_two(text, (subject.first, content), (other.name, leaf)))
    assert_held(nested)


def test_the_inner_verb_in_the_present_konjunktiv() -> None:
    nested = []
    single = [other for other in OTHERS if not other.plural]
    for subject, verb, other, inner, clause in varied(60, SUBJECTS, SAID, single, list(SUBJUNCTIVE), CLAUSES, seed=2):
        content = f"{other.name} {inner}, {clause}"
        text = f"{subject.first} {subject.does(verb)}, {content}."
        nested.append(of_two(text, (subject.first, content), (other.name, clause), SUBJUNCTIVE[inner]))
    assert_held(nested)


def test_the_inner_report_in_a_dass_clause() -> None:
    nested = []
    for subject, verb, other, participle, leaf in varied(80, SUBJECTS, SAID, OTHERS, PARTICIPLES, LEAVES, seed=3):
        content = f"dass {other.name} {participle} {other.does('habe')}, {leaf}"
        text = f"{subject.first} {subject.does(verb)}, {content}."
        nested.append(of_two(text, (subject.first, content), (other.name, leaf)))
    assert_held(nested)


def test_an_inner_demand() -> None:
    nested = []
    for subject, verb, other, participle, infinitive in varied(
        60, SUBJECTS, SAID, OTHERS, ("gefordert", "verlangt"), INFINITIVES, seed=4
    ):
        content = f"dass {other.name} {participle} {other.does('habe')}, {infinitive}"
        text = f"{subject.first} {subject.does(verb)}, {content}."
        nested.append(of_two(text, (subject.first, content), (other.name, infinitive), "demands"))
    assert_held(nested)


def test_behind_a_preposition() -> None:
    nested = []
    forms = ("Laut {}", "{} zufolge", "Nach Angaben {}")
    for source, form, other, participle, clause, aux in varied(
        90, SOURCES, forms[:2], OTHERS, PARTICIPLES, CLAUSES, ("hat", "habe"), seed=5
    ):
        by = source if form.startswith("Laut") else source[0].upper() + source[1:]
        content = f"{other.does(aux)} {other.name} {participle}, {clause}"
        nested.append(of_two(f"{form.format(by)} {content}.", (by, content), (other.name, clause)))
    genitives = ("der Polizei", "des Ministeriums", "der Anwältin", "des Vereins", "von Anwohnern")
    for source, other, participle, leaf in varied(40, genitives, OTHERS, PARTICIPLES, LEAVES, seed=6):
        content = f"{other.does('hat')} {other.name} {participle}, {leaf}"
        by = source.removeprefix("von ")
        nested.append(of_two(f"{forms[2].format(source)} {content}.", (by, content), (other.name, leaf)))
    assert_held(nested)


def test_a_quotation_within() -> None:
    nested = []
    quotations = ("„Wir waren nie dort.“", "„Das Lager ist seit Wochen leer.“", "„Ich habe nichts gehört und gesehen.“")
    for subject, verb, other, quotation in varied(60, SUBJECTS, SAID, OTHERS, quotations, seed=7):
        content = f"{other.name} {other.does('habe')} gesagt: {quotation}"
        text = f"{subject.first} {subject.does(verb)}, {content}"
        nested.append(of_two(text, (subject.first, content), (other.name, quotation)))
    assert_held(nested)


def test_three_levels() -> None:
    nested: list[Nested] = []
    thirds = (Subject("der Hausmeister"), Subject("Olga Stern", "f"), Subject("die Feuerwehr", "f"))
    for subject, verb, other, first, third, second, leaf in varied(
        30, SUBJECTS, SAID, OTHERS, ("behauptet", "erklärt"), thirds, ("versichert", "gesagt"), LEAVES, seed=9
    ):
        inner = f"{third.name} {third.does('habe')} {second}, {leaf}"
        outer = f"{other.name} {other.does('habe')} {first}, {inner}"
        said = Said((subject.first,), outer), Said((other.name,), inner), Said((third.name,), leaf)
        text = f"{subject.first} {subject.does(verb)}, {outer}."
        nested.append((Case(text, said), (subject.first, other.name, third.name)))
    assert_held(nested)


def test_what_others_did_is_no_claim_of_theirs() -> None:
    contents = (
        "{other} {habe} das Lager geräumt, die Halle sei leer",
        "{other} {habe} die Schlüssel verloren",
        "{other} {sei} schon am Montag abgereist",
        "{other} {könne} den Vertrag nicht bezahlen",
        "{other} {werde} die Halle bald verkaufen",
        "dass {other} zu spät gekommen {sei}",
        "dass {other} den Wagen verkauft {habe}",
    )
    cases = []
    for subject, verb, other, form in varied(63, PEOPLE + SURNAMES + OFFICES, SAID, OTHERS, contents, seed=10):
        forms = {word: other.does(word) for word in ("habe", "sei", "könne", "werde")}
        content = form.format(other=other.name, **forms)
        cases.append(Case(f"{subject.first} {subject.does(verb)}, {content}.", (Said((subject.first,), content),)))
    assert_right(cases)
    assert all(claim.holds == () for case in cases for claim in claims_of(case.text))


def test_claims_side_by_side_hold_none() -> None:
    cases = []
    for one, other, first, second in varied(60, NAMED, INSTITUTIONS, CLAUSES, CLAUSES, seed=11):
        said = Said((one.first,), first), Said((other.first,), second)
        cases.append(Case(f"{one.first} sagte, {first}. {other.first} erklärte, {second}.", said))
    assert_right(cases)
    assert all(claim.holds == () for case in cases for claim in claims_of(case.text))
