"""Who claimed what, one text a phenomenon, and what holds for any text."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from chat.errors import EmptyText
from chat.schema import Article, Claim, Sentence

TEXTS = tomllib.loads((Path(__file__).parent.parent / "data" / "claims.toml").read_text(encoding="utf-8"))["text"]
PIECES = [
    "„",
    "“",
    "sagte",
    "laut",
    ", dass",
    "er sei",
    "Klein",
    "die Stadt",
    ".",
    ":",
    ",",
    "so",
    "\n\n",
    "nach Angaben",
    "wie",
    "zufolge",
    "heißt es",
    "gab bekannt",
    "will gesehen haben",
    "die Forderung der",
    "überzeugt",
    "zu klagen",
    "Das",
    "(",
    "/",
    "»",
    "«",
    '"',
    ",,",
    "''",
    "‚",
    "‘",
    "’",
    "\n\nKlein:",
    "\n\nFrage:",
    "\n\n**Antwort:**",
    "?",
    "„Wir gehen.",
    "+++ 12.30 Uhr +++",
    "BERLIN (dpa) –",
    "Sein Fazit:",
    "kritisierte aber",
    "lobte",
    "und kündigte an",
    "sowohl",
    "als auch",
    "und",
    "wollte sich nicht äußern",
    "nicht",
    "lehnte es ab ,",
    "gab zu bedenken",
    "stellte sich hinter",
    "in Frage",
    "der Zeitung",
    "am Montag im Bundestag",
    "im Gespräch mit",
    "gegenüber",
    "mit dem Vorgang vertraute",
    "unter Berufung auf Kreise",
    ", die dabei war ,",
    "die Kläger:innen",
    "Weil",
    "Von der Aue",
    "soll",
    "habe",
    "werde",
    "dem Vernehmen nach",
    "wohl",
    "sie",
    "demnach",
    "bekräftigt",
    "mit der Begründung",
    "So Klein",
    ";",
    "–",
]
# Texts that no article has, of whose like one may come from a broken file.
ODD = [
    "und sagte " * 1_000,
    "Klein sagte" + "," * 1_000 + " er sei da.",
    "(" * 300 + "Klein sagte es" + ")" * 300,
    "Klein kam. " + "„“" * 500,
    "Klein kam. " + '"' * 1_000,
    "Klein kam. " + "„" * 1_000,
    "Klein sagte, " + "x" * 5_000,
    "Klein sagte, dass " + "der Mann das Haus am See sieht und " * 150,
    "zu sagen, " * 300,
    "laut Klein " * 300,
]


def claims_of(text: str) -> tuple[Claim, ...]:
    built = paragraphs.build(text, max_characters=100_000)
    return find_claims(built, sentences.split(built))


@pytest.mark.parametrize("example", TEXTS, ids=[text["phenomenon"] for text in TEXTS])
def test_a_phenomenon_gives_its_claims(example: dict[str, Any]) -> None:
    found = [
        [
            claim.speaker.text if claim.speaker else "",
            " … ".join(s.text for s in claim.content),
            claim.type,
            claim.stance,
        ]
        for claim in claims_of(example["german"])
    ]
    assert found == example["claims"]


def test_boilerplate_claims_nothing() -> None:
    text = "Die Stadt prüft das.\n\nLesen Sie auch: Klein sagt, dass die Fähre ausfällt"
    assert claims_of(text) == ()


def test_what_is_uncertain_is_hedged() -> None:
    sure, unsure = claims_of("Klein sagte, dass es regnet. Dahl sagte, dass es möglicherweise schneit.")
    assert (sure.hedged, unsure.hedged) == (False, True)


def test_hearsay_and_claims_about_oneself_are_hedged() -> None:
    assert all(claim.hedged for claim in claims_of("Vier Pferde sollen verendet sein. Er will es gesehen haben."))


def test_a_pronoun_is_resolved_and_a_role_told() -> None:
    text = (
        "Hafenchef Henrik Dahl sagte, dass es regnet. Ruth Klein, die Bürgermeisterin, widersprach. Er betonte: „Doch.“"
    )
    claims = claims_of(text)
    assert claims[0].speaker and claims[0].speaker.role == "Hafenchef"
    assert claims[-1].speaker and claims[-1].speaker.resolved == "Hafenchef Henrik Dahl"


@pytest.mark.parametrize("text", ODD, ids=[text[:20].strip() for text in ODD])
def test_an_odd_text_is_read(text: str) -> None:
    built = paragraphs.build(text, max_characters=100_000)
    assert_whole(built, sentences.split(built))


@example("0\u00ad:")  # a soft hyphen alone is no word
@example("Klein sagte \u200b\u00ad, dass \u00ad es regnet.")
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
def test_spans_are_slices_of_the_text_and_results_repeat(text: str) -> None:
    try:
        built = paragraphs.build(text, max_characters=100_000)
    except EmptyText:
        return
    split = sentences.split(built)
    assert find_claims(built, split) == assert_whole(built, split)


def assert_whole(article: Article, split: Sequence[Sentence]) -> tuple[Claim, ...]:
    """Return the claims of an article; all their spans are stretches of it, and all ids those of what is there."""
    found = find_claims(article, split)
    for claim in found:
        others = (claim.cue, claim.addressee, claim.occasion, claim.knows_by)
        spans = [*claim.content, *claim.speakers, *filter(None, others)]
        assert claim.content
        assert all(0 <= s.start < s.end and article.text[s.start : s.end] == s.text for s in spans)
        assert claim.speaker == (claim.speakers[0] if claim.speakers else None)
        assert claim.id not in claim.holds
    assert {number for claim in found for number in claim.sentences} <= {sentence.id for sentence in split}
    assert {number for claim in found for number in claim.holds} <= {claim.id for claim in found}
    assert [claim.id for claim in found] == list(range(1, len(found) + 1))
    return found


def test_what_is_rejected_may_stand_before_its_verb() -> None:
    claims = claims_of("Den Vorwurf, der Verein habe Geld verschoben, wies die Kassenwartin zurück.")
    assert [(claim.speakers[0].text, claim.stance) for claim in claims] == [("die Kassenwartin", "denies")]


def test_what_another_proposes_stays_theirs_where_it_is_rejected() -> None:
    claims = claims_of("Die Ministerin lehnte den Vorschlag des Landrats ab, den Hafen zu verkaufen.")
    told = {(claim.speakers[0].text, claim.stance) for claim in claims}
    assert told == {("Die Ministerin", "denies"), ("des Landrats", "demands")}


def test_a_sign_says_what_stands_on_it() -> None:
    (claim,) = claims_of("„Uns reicht es jetzt“, stand auf einem Plakat.")
    assert claim.speakers[0].text == "einem Plakat"


def test_a_name_behind_a_genitive_belongs_to_the_speaker() -> None:
    (claim,) = claims_of("„Die Mauer ist sicher“, erklärte der Leiter der Wasserwerke Nordtal, Georg Petersen.")
    assert claim.speakers[0].text == "der Leiter der Wasserwerke Nordtal, Georg Petersen"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Klein wies das als „unwahr“ zurück; die Bank habe gelogen.",
            [("Klein", "reported"), ("Klein", "free_indirect"), ("Klein", "direct")],
        ),
        ("„Das stimmt“, sagte Klein, „leider.“", [("Klein", "direct")]),
        ("„Das ist falsch,“ sagte Klein.", [("Klein", "direct")]),
        (
            "Geld fehlt. Das behauptet ein Zeuge, der anonym bleiben will.",
            [("ein Zeuge, der anonym bleiben will", "indirect")],
        ),
        ("Geld fehlt. Zu diesem Schluss kommt eine Studie.", [("eine Studie", "indirect")]),
        (
            "Klein rügte, die Stadt habe geschlafen, und kündigte Proteste an.",
            [("Klein", "indirect"), ("Klein", "reported")],
        ),
        ("Die Frau will gehört haben, wie der Mann schrie, sagte Klein.", [("Klein", "indirect")]),
        ("Allerdings, so schränken Forscher ein, lasse sich das ausgleichen.", [("Forscher", "indirect")]),
        ("Der Bund will sparen, die CDU hält das für falsch.", [("die CDU", "reported"), ("Der Bund", "reported")]),
        ("Rund 300 Landwirte forderten Hilfe.", [("Rund 300 Landwirte", "reported")]),
        ("Weggefährten beschreiben sie als streitbar.", [("Weggefährten", "reported")]),
        ("Die „Zeit“ berichtet, der Minister gehe.", [("Die „Zeit“", "indirect")]),
        ("Trainer Mal Hansen sagte, er gehe.", [("Trainer Mal Hansen", "indirect")]),
        ("Der Angeklagte hat die Tat gestanden.", [("Der Angeklagte", "reported")]),
        ("Der Mann hat im Regen gestanden.", []),
        ("Niemand bestritt, dass Geld fehlt.", []),
        ("Man mag ihn einen Helden nennen.", []),
        ("Die Firma versprach sich viel von der Messe.", []),
        ("Klein erinnerte an ein Spiel, an dem er gehangen habe.", [("Klein", "reported")]),
        ("Bayern und Hessen meldeten Bedenken an.", [("Bayern", "reported")]),
    ],
)
def test_who_says_it_and_how(text: str, told: list[tuple[str, str]]) -> None:
    assert [(claim.speakers[0].text, claim.type) for claim in claims_of(text)] == told
