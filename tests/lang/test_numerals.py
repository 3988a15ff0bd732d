"""Numbers in languages with a pack, as values that English can be compared with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chat.lang.figures import figures, missing


def values(text: str, tongue: str) -> set[Decimal]:
    return {value for figure in figures(text, tongue) for value in figure.values}


@pytest.mark.parametrize(
    ("tongue", "text", "english"),
    [
        ("fr", "1 500 habitants", "1,500 residents"),
        ("fr", "quatre-vingt-dix-sept blessés", "97 injured"),
        ("fr", "deux cent trois mille cinq cents voix", "203,500 votes"),
        ("fr", "un million deux cent mille foyers", "1.2 million homes"),
        ("fr", "deux millions et demi", "2.5 million"),
        ("fr", "deux ans et demi", "two and a half years"),
        ("fr", "de deux à trois millions", "two to three million"),
        ("fr", "à 14h30", "at 2:30 p.m."),
        ("fr", "dans les années 90", "in the 1990s"),
        ("fr", "au XIXe siècle", "in the 19th century"),
        ("es", "1,500 pesos", "1,500 pesos"),
        ("es", "1.500 euros", "1,500 euros"),
        ("es", "2.300 millones", "2.3 billion"),
        ("es", "treinta y cinco mil", "35,000"),
        ("it", "duecentocinquantamila persone", "250,000 people"),
        ("it", "ventuno feriti", "21 injured"),
        ("pt", "duzentos e três", "203"),
        ("pt", "2,5 mil milhões", "2.5 billion"),
        ("nl", "tweeëntwintig doden", "22 dead"),
        ("nl", "vijfentwintigduizend", "25,000"),
        ("nl", "tweeënhalf miljoen", "2.5 million"),
        ("pl", "5 tys. osób", "5,000 people"),
        ("pl", "dwa miliony trzysta tysięcy", "2.3 million"),
        ("pl", "dwudziestojednoletni", "21 years old"),
        ("ru", "два с половиной миллиона", "2.5 million"),
        ("ru", "трёх человек", "three people"),
        ("ru", "3 млн рублей", "3 million rubles"),
        ("uk", "п’ятнадцять тисяч", "15,000"),
        ("uk", "двоє з трьох", "two out of three"),
        ("ru", "с восемьюдесятью баллами", "80 points"),
        ("pl", "stopięćdziesięcioletni", "150 years"),
        ("tr", "on beş tekne", "15 boats"),
        ("tr", "iki buçuk milyon", "2.5 million"),
        ("tr", "97’si", "97"),
        ("it", "alle 3.23", "at 3.23"),
        ("ru", "тридцать второй", "32nd"),
        ("ru", "двухсотпятидесятилетие", "250 years"),
        ("ru", "пятьюстами тридцатью двумя", "532"),
        ("ru", "12.5%, или 12,5%", "12.5 percent"),
        ("ru", "два десятка машин", "two dozen or twenty cars"),
        ("uk", "5 млн 300 тис. метрів", "5.3 million metres"),
        ("uk", "дев'яносто сім", "97"),
        ("uk", "девʼяносто сім", "97"),
        ("uk", "двадцять сім’ям", "twenty families"),
        ("uk", "півтора десятка", "fifteen"),
        ("pl", "6 tys. 300 zł", "6,300 zlotys"),
        ("pl", "stoi pięć domów", "five houses stand"),
        ("pl", "milion dwieście tysięcy", "1.2 million"),
        ("tr", "6 bin 300 ton", "6,300 tonnes"),
        ("tr", "1 milyon 200 bin 500", "1,200,500"),
        ("tr", "doksan yedisi", "97"),
        ("tr", "onu beş kez aradı", "called him five times"),
    ],
)
def test_a_number_is_the_same_as_its_english(tongue: str, text: str, english: str) -> None:
    assert missing(text, tongue, among={"en": english}) == []
    assert missing(english, "en", among={tongue: text}) == []


@pytest.mark.parametrize(
    ("tongue", "text", "english"),
    [
        ("fr", "1 500 habitants", "15,000 residents"),
        ("fr", "3,5 %", "35%"),
        ("it", "duecento", "three hundred"),
        ("pt", "dois e três", "five"),
        ("ru", "три миллиона", "three billion"),
        ("tr", "yüzde on", "110"),
        ("tr", "6 bin 300", "6,400"),
        ("ru", "12,5%", "12.3%"),
        ("uk", "2,3 млрд", "2.3 million"),
        ("pl", "7,1 proc.", "1.7 percent"),
    ],
)
def test_another_number_is_none_of_its_values(tongue: str, text: str, english: str) -> None:
    assert missing(english, "en", among={tongue: text})


def test_what_is_vague_is_no_number() -> None:
    assert values("plusieurs centaines, quelques milliers", "fr") == set()


def test_two_numbers_are_not_added_up() -> None:
    assert {Decimal(2), Decimal(3)} <= values("dois e três", "pt")
    assert Decimal(5) not in values("dois e três", "pt")


def test_a_number_may_have_any_length() -> None:
    assert Decimal(10) ** 66 in values(f"1{'0' * 60} millions", "fr")
    assert len(figures("7" * 400, "pl")) == 1


@pytest.mark.parametrize(
    ("tongue", "word"),
    [("pl", "trzechsetn"), ("ru", "восемьюдесятью"), ("tr", "milyonunun"), ("uk", "дев'ятнадцятьох")],
)
def test_a_word_of_numbers_without_end_is_none(tongue: str, word: str) -> None:
    assert figures(f"{word * 500}q", tongue) == []
