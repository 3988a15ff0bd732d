"""Whose the answers of an interview are, and which texts with labels are none."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of

# Guests by their full name, with what they are: names that are also words among them.
GUESTS = [
    ("Ute Bahr", "Reederin"),
    ("Jonas Klein", "Werftchef"),
    ("Merle Kurz", "Lotsin"),
    ("Amina Sommer", "Ärztin"),
    ("Kemal Arslan", "Bäcker"),
    ("Henrik van Dahl", "Historiker"),
    ("Olga Weiß", "Bürgermeisterin"),
    ("Tim Abt", "Förster"),
    ("Ngozi Okafor", "Trainerin"),
    ("Rolf Winter", "Pfarrer"),
]
MEN = {"Jonas Klein", "Kemal Arslan", "Henrik van Dahl", "Tim Abt", "Rolf Winter"}
QUESTIONS = ["Wie konnte das passieren?", "Was sagt die Stadt dazu?", "Und wie geht es jetzt weiter?", "Wer zahlt das?"]
ANSWERS = [
    "Wir haben zu lange gewartet. Die Verwaltung hat nicht widersprochen.",
    "Nein. Der Minister sagt, dass das Geld fehlt, und ich glaube ihm das.",
    "Das wird sich zeigen. Niemand weiß es heute. Wir hoffen auf den Herbst.",
    "Gut. „Alles wird besser“, hieß es damals, und so kam es dann.",
    "Es gab einen Bericht. Die Polizei bestätigte ihn nicht.",
]


def intro(name: str, role: str) -> str:
    article = "dem" if name in MEN else "der"
    return (
        f"Ein Jahr nach dem Brand am Hafen ist vieles anders. Wir sprachen mit {article} {role} {name} über die Folgen."
    )


def interview(labels: tuple[str, str], number: int, *, turns: int = 3) -> tuple[str, list[str]]:
    """Return the turns of an interview, and its answers; an empty label of who asks leaves the question bare."""
    asker, guest = labels
    questions, answers = cycle(QUESTIONS[number % 4 :] + QUESTIONS), cycle(ANSWERS[number % 5 :] + ANSWERS)
    paragraphs, said = [], []
    for _ in range(turns):
        said.append(next(answers))
        paragraphs += [f"{asker} {next(questions)}".strip(), f"{guest} {said[-1]}"]
    return "\n\n".join(paragraphs), said


def cases(
    labels: Callable[[str, str], tuple[str, str]], speaker: Callable[[str], str], *, resolved: bool
) -> list[Case]:
    """Return an interview with each guest; `resolved`: the label is a short form of the name in the intro."""
    made = []
    for number, (name, role) in enumerate(GUESTS):
        turns, answers = interview(labels(name, role), number)
        also: dict[str, object] = {"type": "direct"}
        said = tuple(Said((speaker(name),), answer, "says", also) for answer in answers)
        made.append(Case(f"{intro(name, role)}\n\n{turns}", said))
        if resolved:
            assert {c.speaker and c.speaker.resolved for c in claims_of(made[-1].text)} == {name}, made[-1].text
    return made


def last(name: str) -> str:
    return name.split()[-1]


def initials(name: str) -> str:
    return "".join(f"{word[0]}." for word in name.split() if word[0].isupper())


LABELS: dict[str, tuple[Callable[[str, str], tuple[str, str]], Callable[[str], str], bool]] = {
    "question and answer": (lambda name, role: ("Frage:", "Antwort:"), lambda name: "Antwort", True),
    "a medium and the last name": (lambda name, role: ("SPIEGEL:", f"{last(name)}:"), last, True),
    "another medium": (lambda name, role: ("WELT AM SONNTAG:", f"{last(name)}:"), last, True),
    "initials": (lambda name, role: ("ZEIT:", f"{initials(name)}:"), initials, True),
    "full names": (lambda name, role: ("Redaktion:", f"{name}:"), str, False),
    "full names with what they are": (lambda name, role: ("Nordblatt:", f"{name} ({role}):"), str, False),
    "bold labels": (lambda name, role: ("**Frage:**", f"**{name}:**"), str, False),
    "a colon behind the bold": (lambda name, role: ("**Frage**:", f"**{last(name)}**:"), last, True),
    "questions without a label": (lambda name, role: ("", f"{last(name)}:"), last, True),
    "bare questions and full names": (lambda name, role: ("", f"{name}:"), str, False),
    "an interviewer with a name": (lambda name, role: ("Jana Kern:", f"{name}:"), str, False),
    "an interviewer by the last name": (lambda name, role: ("Kern:", f"{last(name)}:"), last, True),
}


@pytest.mark.parametrize("form", LABELS)
def test_each_answer_is_one_claim_of_whoever_gives_it(form: str) -> None:
    labels, speaker, resolved = LABELS[form]
    assert_right(cases(labels, speaker, resolved=resolved))


def test_a_first_full_name_is_behind_the_later_short_ones() -> None:
    for name, role in GUESTS:
        turns, _ = interview(("Frage:", f"{last(name)}:"), 1)
        text = f"Wie es weitergeht\n\nFrage: Wer sind Sie?\n\n{name} ({role}): Ich lebe hier.\n\n{turns}"
        first, *others = claims_of(text)
        assert first.speaker and first.speaker.text == name
        assert {c.speaker and c.speaker.resolved for c in others} == {name}
        assert len(others) == 3


def test_where_only_the_answer_is_labelled_it_is_whom_the_questions_address() -> None:
    text = (
        "Frage: Frau Kranz, warum schließt das Bad?\n\nAntwort: Weil die Technik alt ist.\n\n"
        "Frage: Und dann?\n\nAntwort: Dann wird gebaut."
    )
    assert [claim.speakers[0].text for claim in claims_of(text)] == ["Frau Kranz", "Frau Kranz"]
    two = text.replace("Und dann?", "Und dann, Herr Ohm?")
    assert [claim.speakers for claim in claims_of(two)] == [(), ()]


def test_whoever_opens_with_a_question_asks_though_not_each_turn_is_one() -> None:
    text = "Bote: Frau Rohr, was nun?\n\nRohr: Wir warten.\n\nBote: Das sagen Sie oft.\n\nRohr: Es stimmt ja."
    assert [(claim.speakers[0].text, claim.content[0].text) for claim in claims_of(text)] == [
        ("Rohr", "Wir warten."),
        ("Rohr", "Es stimmt ja."),
    ]


def test_two_who_are_addressed_answer_each_for_themselves() -> None:
    text = "Frau Weiß, Frau Rohr, was nun?\n\nWeiß: Man wartet.\n\nRohr: Wir gehen. (lacht)\n\nWeiß: Gut."
    assert [claim.speakers[0].text for claim in claims_of(text)] == ["Weiß", "Rohr", "Weiß"]


def test_a_statement_between_questions_without_a_label_is_no_answer() -> None:
    text = "Was nun?\n\nAda Rohr: Wir warten.\n\nDie Stadt hält das für falsch.\n\nRohr: Ich nicht."
    assert [(claim.speakers[0].text, claim.content[0].text) for claim in claims_of(text)] == [
        ("Ada Rohr", "Wir warten."),
        ("Die Stadt", "Die Stadt hält das für falsch"),
        ("Rohr", "Ich nicht."),
    ]


def test_what_a_question_says_that_others_claim_is_theirs() -> None:
    text = "Frage: Frau Rohr, was nun?\n\nRohr: Wir warten.\n\nFrage: Die Stadt sagt, der Deich halte.\n\nRohr: Nein."
    assert [(claim.speakers[0].text, claim.content[0].text) for claim in claims_of(text)] == [
        ("Rohr", "Wir warten."),
        ("Die Stadt", "der Deich halte"),
        ("Rohr", "Nein."),
    ]


def test_who_asks_claims_nothing_with_a_question_about_others() -> None:
    text = (
        "Frage: Frau Rohr, was nun?\n\nRohr: Wir warten.\n\nFrage: Hat die Stadt gesagt, der Deich halte?\n\nRohr: Ja."
    )
    assert [claim.content[0].text for claim in claims_of(text)] == ["Wir warten.", "Ja."]


def test_turns_in_quotation_marks_are_their_speakers() -> None:
    for (name, role), answer in zip(GUESTS, cycle(ANSWERS[:3]), strict=False):
        text = (
            f"Frage: Was nun?\n\n{name} ({role}): „{answer}“\n\nFrage: Und dann?\n\n{last(name)}: „Wir bleiben hier.“"
        )
        assert [(c.speaker and c.speaker.text, c.content[0].text) for c in claims_of(text)] == [
            (name, f"„{answer}“"),
            (last(name), "„Wir bleiben hier.“"),
        ]


def test_a_turn_goes_on_over_paragraphs_and_ends_at_the_next_label() -> None:
    text = (
        "Frage: Was nun?\n\nUte Bahr: Wir warten.\n\nDas Wasser steht hoch. Die Stadt prüft das.\n\nKeine Eile\n\n"
        "Es wird dauern.\n\nFrage: Und dann?\n\nBahr: Dann fahren wir.\n\nDas Gespräch führte Jana Kern."
    )
    first, second = claims_of(text)
    assert [span.text for span in first.content] == [
        "Wir warten.\n\nDas Wasser steht hoch. Die Stadt prüft das.",
        "Es wird dauern.",
    ]
    assert [span.text for span in second.content] == ["Dann fahren wir."]


def test_people_asked_one_after_another_speak_each_for_themselves() -> None:
    text = "\n\n".join(f"{name} ({role}): „Ich bleibe in Nordfeld und warte ab.“" for name, role in GUESTS)
    claims = claims_of(f"Was die Leute sagen\n\n{text}")
    assert [c.speaker and c.speaker.text for c in claims] == [name for name, _ in GUESTS]


def test_prose_behind_an_interview_is_read_as_ever() -> None:
    text = (
        "Frage: Was nun?\n\nUte Bahr: Wir warten.\n\nFrage: Und dann?\n\nBahr: Dann fahren wir.\n\n"
        "Ute Bahr ist Reederin. Die Stadt teilte mit, dass der Hafen offen bleibt."
    )
    assert [c.speaker and c.speaker.text for c in claims_of(text)] == ["Ute Bahr", "Bahr", "Die Stadt"]


@pytest.mark.parametrize(
    "text",
    [
        "Streit um Rente: Minister wehrt sich\n\nDie Debatte geht weiter.",
        "Wetter: heiter\nWind: schwach\nTemperatur: 20 Grad",
        "Tor: 1:0 Kurz (12.)\n\nTor: 2:0 Kurz (80.)\n\nGelbe Karte: Abt (70.)",
        "Tore: 1:0 Kurz (12.), 2:0 Abt (80.).\n\nZuschauer: 300.\n\nSchiedsrichter: Klein.",
        "Berlin: Der Senat hat gestern entschieden.\n\nKiel: Der Hafen bleibt zu.\n\nBad Homburg: Die Schule öffnet.",
        "BERLIN: Der Senat hat gestern entschieden.\n\nKIEL: Der Hafen bleibt zu.",
        "Foto: Kurz\n\nFoto: Klein/dpa\n\nQuelle: eigene Erhebung.",
        "Hintergrund: Der Hafen ist alt.\n\nHintergrund: Die Schleuse auch.",
        "10.15 Uhr: Der Hafen ist zu.\n\n11.30 Uhr: Der Hafen ist wieder offen.",
        "Platz eins: Nordfeld.\n\nPlatz zwei: Aalstadt.",
        "Montag: Die Halle öffnet.\n\nDienstag: Die Halle bleibt zu.",
        "Klarer Sieg: Nordfeld gewinnt.\n\nKnappe Sache: Aalstadt verliert.",
        "Ort: Rathaus.\n\nBeginn: 19 Uhr.\n\nEintritt: frei.",
        "Rote Karte: Abt sieht Rot.\n\nRote Karte: Kurz sieht Rot.",
        "Erster Fall: Ein Boot fehlt.\n\nZweiter Fall: Ein Auto fehlt.",
        "Was ändert sich?\n\nRente: Die Sätze steigen.\n\nUnd wer zahlt das?\n\nSteuer: Alle zahlen.",
        "Das Ergebnis: Nordfeld bleibt.\n\nDie Folge: Aalstadt geht.",
        "Müll: Die Tonnen werden montags geleert.\n\nStrom: Der Preis steigt.\n\nWasser: Der Preis bleibt.",
    ],
)
def test_other_texts_with_labels_are_no_interviews(text: str) -> None:
    assert claims_of(text) == ()
