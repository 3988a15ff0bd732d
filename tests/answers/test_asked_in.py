"""In which language a question is asked: that of the reader, German, or that of the article."""

from __future__ import annotations

import pytest

from chat.answers.asked_in import asked_in
from chat.article.analysed import AnalysedArticle
from chat.schema import Sentence

# Of each language two sentences, their English, and questions that a reader may ask; all made up.
ARTICLES = {
    "fr": (
        ("Le maire Paul Garnier veut fermer la piscine.", "Les travaux coûteraient 4 millions d’euros."),
        ("Qui veut fermer la piscine ?", "Combien coûtent les travaux ?", "Que dit Garnier ?", "Pourquoi ?"),
    ),
    "es": (
        ("El alcalde Pablo Garza quiere cerrar la piscina.", "Las obras costarían 4 millones de euros."),
        ("¿Quién quiere cerrar la piscina?", "¿Cuánto cuestan las obras?", "¿Qué dice Garza?"),
    ),
    "it": (
        ("Il sindaco Paolo Garzi vuole chiudere la piscina.", "I lavori costerebbero 4 milioni di euro."),
        ("Chi vuole chiudere la piscina?", "Quanto costano i lavori?", "Che cosa dice Garzi?"),
    ),
    "nl": (
        ("Burgemeester Piet Gorter wil het zwembad sluiten.", "De werken zouden 4 miljoen euro kosten."),
        ("Wie wil het zwembad sluiten?", "Hoeveel kosten de werken?", "Wat zegt Gorter?"),
    ),
    "pl": (
        ("Burmistrz Paweł Garski chce zamknąć basen.", "Prace miałyby kosztować 4 mln euro."),
        ("Kto chce zamknąć basen?", "Ile kosztują prace?", "Co mówi Garski?"),
    ),
    "pt": (
        ("O prefeito Paulo Garcez quer fechar a piscina.", "As obras custariam 4 milhões de euros."),
        ("Quem quer fechar a piscina?", "Quanto custam as obras?", "O que diz Garcez?"),
    ),
    "ru": (
        ("Мэр Павел Горин хочет закрыть бассейн.", "Работы обойдутся в 4 млн евро."),
        ("Кто хочет закрыть бассейн?", "Сколько стоят работы?", "Что говорит Горин?"),
    ),
    "uk": (
        ("Мер Павло Горін хоче закрити басейн.", "Роботи коштуватимуть 4 млн євро."),
        ("Хто хоче закрити басейн?", "Скільки коштують роботи?", "Що каже Горін?"),
    ),
    "tr": (
        ("Belediye Başkanı Polat Gürsel havuzu kapatmak istiyor.", "Çalışmalar 4 milyon avroya mal olacak."),
        ("Havuzu kim kapatmak istiyor?", "Çalışmalar ne kadar tutuyor?", "Gürsel ne diyor?"),
    ),
}
ENGLISH = (
    "Who wants to close the pool?",
    "How much does the work cost?",
    "What does the mayor say?",
    "Why?",
    "Who is quoted?",
)
GERMAN = ("Wer will das Bad schließen?", "Was kosten die Arbeiten?", "Was sagt der Bürgermeister?", "Wer wird zitiert?")


def article(code: str) -> AnalysedArticle:
    own = ARTICLES[code][0]
    english = ("Mayor wants to close the swimming pool.", "The work would cost 4 million euros.")
    sentences = [
        Sentence(
            id=number, start=0, end=len(text), text=text, english=told, state="checked", paragraph=0, language=code
        )
        for number, (text, told) in enumerate(zip(own, english, strict=True), start=1)
    ]
    return AnalysedArticle(sentences, languages=(code,))


@pytest.mark.parametrize("code", ARTICLES)
def test_a_question_in_the_language_of_the_article_is_told(code: str) -> None:
    analysed = article(code)
    assert {question: asked_in(question, analysed) for question in ARTICLES[code][1]} == dict.fromkeys(
        ARTICLES[code][1], code
    )


@pytest.mark.parametrize("code", ARTICLES)
def test_a_question_in_english_or_german_is_told_whatever_the_article_is_in(code: str) -> None:
    analysed = article(code)
    asked = {question: asked_in(question, analysed) for question in (*ENGLISH, *GERMAN)}
    assert asked == dict.fromkeys(ENGLISH, "en") | dict.fromkeys(GERMAN, "de")
