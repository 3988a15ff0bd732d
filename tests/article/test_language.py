"""Which language a text is in: German, another, several, or too short to tell."""

from __future__ import annotations

import pytest

from chat.article import language
from chat.errors import LanguageError

GERMAN = (
    "Der Stadtrat hat am Montag beschlossen, die alte Brücke abzureißen. Die Bürgermeisterin sagte, der Neubau werde "
    "drei Jahre dauern und weniger kosten als eine Sanierung."
)
ENGLISH = (
    "The city council decided on Monday to tear down the old bridge. The mayor said that the new one would take three "
    "years to build and cost less than a repair."
)
LUXEMBOURGISH = (
    "De Schäffen- a Gemengerot huet e Méindeg decidéiert, déi al Bréck ofzerappen. D'Buergermeeschtesch sot, déi nei "
    "géif an dräi Joer fäerdeg ginn a manner kaschten."
)
FRISIAN = (
    "De gemeenteried hat moandei besletten om de âlde brêge ôf te brekken. De boargemaster sei dat de nije yn trije "
    "jier klear wêze soe en minder kostet."
)
LOW_GERMAN = (
    "De Stadtrat hett an'n Maandag besloten, dat de ole Brügg afreten warrt. De Börgermeestersche sä, de ne'e schall "
    "in dree Johr trecht ween un nich so düür warrn."
)
SWISS_GERMAN = (
    "De Stadtrat het am Mäntig entschide, dass die alti Brugg abgrisse wird. D Stadtpresidäntin het gseit, di neui sig "
    "i drü Jahr fertig und choschti weniger, aber das isch no nöd sicher."
)
BAVARIAN = (
    "Da Stadtrat hod am Monda bschlossn, dass de oide Bruckn wegkimmt. De Buagamoasterin hod gsogt, de neie is in drei "
    "Joar firti und kost ned so vui, oba des glaabt eahna koana."
)
FRENCH = (
    "Le conseil municipal a décidé lundi de démolir le vieux pont, a déclaré la maire devant les habitants de la ville."
)

READABLE = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"})


def german(text: str, *, override: str | None = None) -> language.Language:
    """Return the language of a text where German alone can be read."""
    return language.readable_language(text, override=override, readable={"de"})


def test_german_is_told() -> None:
    found = language.detect(GERMAN)
    assert found.code == "de"
    assert found.confidence > 0.9


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Die Performance war super cool"
    assert len({language.detect(text) for _ in range(5)}) == 1


@pytest.mark.parametrize("text", ["", "1234 5678", "… – !", "\u200b"])
def test_without_letters_nothing_is_told(text: str) -> None:
    assert language.detect(text) == language.Language(code="und", confidence=0.0)


def test_capitals_are_told() -> None:
    assert language.detect(GERMAN.upper()).code == "de"


def test_german_is_accepted() -> None:
    assert german(GERMAN).code == "de"


def test_a_german_headline_is_accepted() -> None:
    assert german("Bundestag beschließt neues Gesetz zur Rente").code == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Brücke gesperrt",
        "Streik bei der Post",
        "Mehr Lohn",
        "USA, Osteuropa: Gipfel in Prag beendet",
        "NATO VERSTÄRKT TRUPPEN IM BALTIKUM",
    ],
)
def test_a_headline_of_few_words_or_names_is_accepted(text: str) -> None:
    assert german(text).code == "de"


@pytest.mark.parametrize("text", ["Bridge closed", "Brug afgesloten", "Pont fermé", "Summit in Prague", "Ponte chiuso"])
def test_a_foreign_line_of_few_words_is_not(text: str) -> None:
    with pytest.raises(LanguageError, match="too short"):
        german(text)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (ENGLISH, "en", "English"),
        (FRENCH, "fr", "French"),
        (LUXEMBOURGISH, "lb", "Luxembourgish"),
        (FRISIAN, "fy", "Frisian"),
        (LOW_GERMAN, "nds", "Low German"),
    ],
)
def test_another_language_is_refused_by_name(text: str, code: str, name: str) -> None:
    with pytest.raises(LanguageError, match=f"The text is {name}, not German") as caught:
        german(text)
    assert caught.value.detected == code
    assert caught.value.confidence >= 0.9
    assert caught.value.hint


@pytest.mark.parametrize("text", ["Brücke", "Donaudampfschifffahrtsgesellschaft", "Ja, gut.", "12 + 30", ""])
def test_too_short_to_tell_is_refused(text: str) -> None:
    with pytest.raises(LanguageError, match="too short") as caught:
        german(text)
    assert caught.value.detected is None


def test_the_reader_has_the_last_word() -> None:
    assert german("Brücke", override="de") == language.Language(code="de", confidence=1.0)


@pytest.mark.parametrize("parts", [(GERMAN, ENGLISH), (ENGLISH, GERMAN), (ENGLISH, ENGLISH, GERMAN)])
def test_a_mixed_text_is_read_as_german(parts: tuple[str, ...]) -> None:
    assert german("\n\n".join(parts)).code == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Die Firma teilte mit: “We take these allegations very seriously, we have asked an outside law firm to look "
        "into them, and we will report on the results in due course.” Die Aktie verlor vier Prozent.",
        'In dem Brief steht: "The members request an immediate and independent inquiry into the conduct of the board." '
        "Der Vorstand schweigt.",
        f"Bei der Ankunft sagte sie: „{ENGLISH}“",
    ],
)
def test_a_german_report_that_quotes_english_is_read(text: str) -> None:
    assert german(text).code == "de"
    assert language.foreign_language(text) is None


def test_an_english_report_that_quotes_german_is_not() -> None:
    with pytest.raises(LanguageError, match="The text is English"):
        german(f"{ENGLISH} On the wall somebody had written: „{GERMAN}“")


@pytest.mark.parametrize(("text", "code"), [(SWISS_GERMAN, "gsw"), (BAVARIAN, "bar")])
def test_a_dialect_is_read_as_german(text: str, code: str) -> None:
    assert german(text).code == "de"
    assert language.detect(text).code == code
    assert language.foreign_language(text) is None


def test_an_english_text_with_a_german_name_in_it_is_english() -> None:
    with pytest.raises(LanguageError):
        german(f"{ENGLISH}\n\nBundesministerium der Finanzen\n\n{ENGLISH}")


def test_english_paragraphs_are_foreign() -> None:
    found = language.foreign_language(ENGLISH)
    assert found is not None
    assert found.code == "en"


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "„Improv Everywhere“ kommt nach New York City",
        "Manchester United schlägt Tottenham Hotspur im Old Trafford mit 2:1",
        "Die Band The Rolling Stones spielte „Sympathy for the Devil“ und „Paint It Black“ im Madison Square Garden.",
        "Yes, we can!",
        "https://www.example.org/what-is-this-long-address-doing-in-the-middle-of-a-paragraph-here",
        "",
    ],
)
def test_german_and_short_paragraphs_are_not_foreign(text: str) -> None:
    assert language.foreign_language(text) is None


def test_the_reader_is_told_of_foreign_paragraphs() -> None:
    assert language.notices([GERMAN, ENGLISH]) == ("1 paragraph is not German (English) and left as written.",)
    assert language.notices([ENGLISH, GERMAN, ENGLISH]) == (
        "2 paragraphs are not German (English) and left as written.",
    )
    assert language.notices([GERMAN]) == ()


def test_the_reader_is_told_what_is_translated_though_it_is_not_german() -> None:
    assert language.notices([FRENCH, GERMAN, LUXEMBOURGISH, FRENCH, ENGLISH]) == (
        "1 paragraph is not German (English) and left as written.",
        "3 paragraphs are not German (French, Luxembourgish), and translated as if German.",
    )


def test_the_reader_is_told_of_dialect() -> None:
    assert language.notices([SWISS_GERMAN, GERMAN]) == (
        "1 paragraph is in dialect, it seems (Swiss German), and translated as German.",
    )
    assert language.notices([SWISS_GERMAN, BAVARIAN]) == (
        "2 paragraphs are in dialect, it seems (Bavarian, Swiss German), and translated as German.",
    )


def test_german_that_quotes_a_sentence_of_dialect_gets_no_notice() -> None:
    quoting = f"{GERMAN} «Mir wei das nid», sagte Bauer Wüthrich und schüttelte den Kopf, «das isch nöd guet.»"
    assert language.notices([quoting]) == ()


def test_german_quoted_in_english_is_not_left_untranslated() -> None:
    assert language.foreign_language(f"The mayor of the town told us: „{GERMAN}“") is None


def test_a_long_text_is_told_from_a_sample() -> None:
    assert german(f"{GERMAN}\n" * 10_000).code == "de"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Brücke bleibt bis zum Herbst für alle gesperrt, weil sie nicht mehr sicher ist.",
            True,
        ),
        ("Ohm lobte Kurz.", True),
        ("Blum, Kurz, Vogt, Ohm", True),
        ("The bridge stays closed until autumn, the town said, because it is no longer safe for anybody.", False),
        ("Le pont reste fermé jusqu'à l'automne, dit la ville, parce qu'il n'est plus assez sûr pour personne.", False),
    ],
)
def test_only_what_is_clearly_foreign_is_called_so_at_a_glance(text: str, expected: bool) -> None:
    assert language.is_not_foreign(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke bleibt bis zum Herbst für alle gesperrt, weil sie nicht mehr sicher ist, und das bleibt auch so.",
        "Streit um die Zukunft der Brücke: Stadt prüft Sperrung für den Verkehr, und der Hafen klagt",
    ],
)
def test_what_is_plainly_german_needs_no_detector(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "ranked", lambda _: pytest.fail("a detector is asked"))
    assert language.detect(text).code == "de" and language.foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die minister het gister gesê die nuwe wet sal die boere en die werkers van die platteland help.", "af"),
        (
            "Die Bridge bleibt closed, said the mayor, and the town will not open it before the autumn of next year.",
            "en",
        ),
    ],
)
def test_words_that_neighbours_of_german_share_make_nothing_german(text: str, code: str) -> None:
    assert language.detect(text).code == code


def test_a_paragraph_in_the_language_of_its_article_is_no_matter() -> None:
    assert language.notices([FRENCH], source="fr") == ()
    assert language.notices([ENGLISH], source="en") == ()
    assert language.notices([FRENCH], source="es") == (
        "1 paragraph is not Spanish (French), and translated as if Spanish.",
    )


def test_a_dialect_that_the_reader_names_is_read_as_german() -> None:
    assert german("Grüezi mitenand.", override="gsw").code == "de"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (SWISS_GERMAN, "de"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Il ponte resta chiuso fino all'autunno, ha detto la sindaca, perché non è più sicuro per nessuno.", "it"),
        ("Міст буде закритий до осені, сказала мерка, бо він уже не є безпечним для людей.", "uk"),
        ("Köprü sonbahara kadar kapalı kalacak, dedi belediye başkanı, çünkü artık kimse için güvenli değil.", "tr"),
    ],
)
def test_a_text_is_read_in_the_language_it_is_in(text: str, code: str) -> None:
    found = language.readable_language(text, readable=READABLE)
    assert found.code == code and found.confidence >= 0.9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LUXEMBOURGISH, "Luxembourgish, which is near German"),
        (FRISIAN, "Frisian, which is near Dutch"),
        ("Broen forbliver lukket indtil efteråret, sagde borgmesteren, fordi den ikke længere er sikker.", "Danish"),
    ],
)
def test_a_neighbour_of_a_language_is_not_taken_for_it(text: str, told: str) -> None:
    with pytest.raises(LanguageError, match=f"The text is {told}; no translator here knows it") as caught:
        language.readable_language(text, readable=READABLE)
    assert "BELEGT_MODEL" in caught.value.hint


def test_what_it_is_near_to_is_told_so_that_it_can_be_read_as_that() -> None:
    with pytest.raises(LanguageError) as caught:
        language.readable_language(FRISIAN, readable=READABLE)
    assert (caught.value.detected, caught.value.near) == ("fy", "nl")


def test_any_language_is_read_where_the_reader_says_so() -> None:
    assert language.readable_language(GERMAN, override="lb", readable=READABLE).code == "lb"


def test_a_text_is_read_in_the_language_of_most_of_it() -> None:
    found = language.readable_language(f"{FRENCH}\n\n{FRENCH}\n\n{FRISIAN}", readable=READABLE)
    assert found.code == "fr"


def test_what_is_in_another_language_in_an_english_article_is_left_as_written() -> None:
    assert language.notices([ENGLISH, FRENCH], source="en") == (
        "1 paragraph is not English (French) and left as written.",
    )


def test_german_and_english_in_a_french_article_are_told() -> None:
    assert language.notices([FRENCH, GERMAN, ENGLISH], source="fr") == (
        "1 paragraph is not French (English) and left as written.",
        "1 paragraph is not French (German), and translated as if French.",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"La maire a répondu par écrit à la question posée lundi : « {GERMAN} »", "fr"),
        ("Il comunicato diceva: “We take these allegations very seriously and will report soon.” Nulla di più.", "it"),
        (
            "W liście napisano: „We are very sorry about it and we will pay for all damage soon.” Burmistrz milczy.",
            "pl",
        ),
        ("В письме сказано: «Ми дуже шкодуємо і відшкодуємо всі збитки найближчим часом». Мэр пока молчит.", "ru"),
    ],
)
def test_a_quotation_in_another_language_changes_no_articles(text: str, code: str) -> None:
    assert language.readable_language(text, readable=READABLE).code == code
    assert language.foreign_language(text, source=code) is None
