"""Names in languages with a pack, and how English writes them."""

from __future__ import annotations

import pytest

from chat.lang.analysis import analysed
from chat.lang.named import OtherText, spellings
from chat.lang.names import is_known
from chat.lang.packs import pack


@pytest.mark.parametrize(
    ("tongue", "word", "english"),
    [
        ("ru", "Щукин", "Shchukin"),
        ("ru", "Юлией", "Yulia"),
        ("ru", "Хачатрян", "Khachatryan"),
        ("uk", "Григорій", "Hryhorii"),
        ("uk", "Зеленському", "Zelensky"),
        ("pl", "Wałęsy", "Walesa"),
        ("tr", "Erdoğan’ın", "Erdogan"),
        ("fr", "Lagarde", "Lagarde"),
    ],
)
def test_a_name_is_known_by_its_english_spelling(tongue: str, word: str, english: str) -> None:
    assert any(is_known([spelled], {english}, whole=True) for spelled in spellings(word, pack(tongue)))


@pytest.mark.parametrize(
    ("tongue", "text", "english"),
    [
        ("fr", "à Londres", "London"),
        ("es", "en Nueva York", "New York"),
        ("it", "il governo tedesco", "Germany"),
        ("nl", "in Den Haag", "Hague"),
        ("pl", "w Moskwie", "Moscow"),
        ("ru", "из Киева", "Kyiv"),
        ("uk", "до Відня", "Vienna"),
        ("tr", "Londra’da", "London"),
    ],
)
def test_a_place_has_its_english_name(tongue: str, text: str, english: str) -> None:
    original = analysed(text, tongue)
    assert isinstance(original, OtherText)
    assert [name.spellings for name in original.known_names] == [frozenset({english})]
    assert set(english.split()) <= original.name_words


@pytest.mark.parametrize(
    ("tongue", "text", "names"),
    [
        ("fr", "Le ministre Hugo Ferrand a vu le Conseil d’État.", ["Hugo", "Ferrand"]),
        ("nl", "Minister Hugo Verrande van Binnenlandse Zaken zweeg.", ["Hugo", "Verrande"]),
        ("pl", "Według Trybunału Konstytucyjnego sędzia Anna Kosowska myli się.", ["Anna", "Kosowska"]),
        ("tr", "Dün İçişleri Bakanı Hakan Ferah konuştu.", ["Hakan", "Ferah"]),
        ("ru", "По словам Павла Ершова, закон плох.", ["Павла", "Ершова"]),
        ("tr", "Dün Yeşilova Belediyesi’nde Başkan Yardımcısı Ayşe Kaya konuştu.", ["Ayşe", "Kaya"]),
        ("tr", "Filmin adı “Fare Tuşları” ve yönetmeni Ayşe Kaya.", ["Ayşe", "Kaya"]),
        ("tr", "Yeni Stadın Maliyeti Yüzde Elli Arttı", []),
        ("ru", "Ответ на SQL-запрос получил Павел Ершов.", ["Павел", "Ершов"]),
    ],
)
def test_offices_and_bodies_are_no_names(tongue: str, text: str, names: list[str]) -> None:
    original = analysed(text, tongue)
    assert isinstance(original, OtherText)
    assert [name.written for name in original.names] == names


def test_a_place_may_have_several_english_names() -> None:
    original = analysed("İngiltere kazandı.", "tr")
    assert isinstance(original, OtherText)
    assert [name.spellings for name in original.known_names] == [frozenset({"Britain", "England"})]


def test_nothing_is_known_of_names_without_a_pack() -> None:
    original = analysed("Kovács Péter Bécsben járt.", "hu")
    assert isinstance(original, OtherText)
    assert original.known_names == ()
