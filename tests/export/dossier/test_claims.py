"""The claims of a dossier as a table that a spreadsheet and pandas open, and in which nothing is obeyed."""

from __future__ import annotations

import datetime
import hashlib
import io

import pandas
import pytest

import chat
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.export import dossier as exports
from chat.schema import Origin
from tests.export.dossier.builders import BOTE, dossier, four, reading

DAY = datetime.date(2027, 3, 12)


def table(of: Dossier) -> pandas.DataFrame:
    data = exports.write(of, format="csv", date=DAY)
    assert data.startswith(b"\xef\xbb\xbf")
    return pandas.read_csv(
        io.BytesIO(data),
        keep_default_na=False,
        na_values={"topic": "", "said on": ""},
        true_values=["yes"],
        false_values=["no"],
        dtype={"topic": "Int64", "sentences": str},
        parse_dates=["said on"],
    )


def test_pandas_opens_it_with_a_row_for_each_claim() -> None:
    rows = table(four())
    assert len(rows) == sum(len(source.analysed.claims) for source in four().sources)
    assert {rows[name].dtype.kind for name in ("article", "claim", "start", "end")} == {"i"}
    assert {rows[name].dtype.kind for name in ("hedged", "negated")} == {"b"}
    assert rows["said on"].dtype.kind == "M"
    assert rows["topic"].dtype == "Int64"
    assert not rows["Belegt version"].ne(chat.__version__).any()


def test_a_row_tells_where_its_claim_stands() -> None:
    for row in table(four()).to_dict("records"):
        source = four().by_number[row["article"]]
        claim = source.claim(row["claim"])
        assert source.reading
        text = source.reading.article.text
        assert text[row["start"] : row["end"]].startswith(claim.content[0].text)
        assert text[row["start"] : row["end"]].endswith(claim.content[-1].text)
        assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert row["sentences"] == " ".join(map(str, claim.sentences))
        assert row["stance"] == claim.stance and row["url"] == source.reading.article.origin.url


def test_a_person_is_called_the_same_in_all_articles() -> None:
    rows = table(four())
    lund = rows[rows["person"] == "Vera Lund"]
    assert set(lund["article"]) == {1, 2, 3}
    assert set(lund["speaker in German"]) == {"Bürgermeisterin Vera Lund", "Lund"}


def test_a_day_is_told_with_the_german_words_for_it() -> None:
    rows = table(four())
    told = rows[rows["day in German"] != ""]
    assert set(told["day in German"]) == {"am Montag", "am Dienstag"}
    assert set(told[told["article"] == 2]["said on"].dt.date) == {datetime.date(2027, 3, 9)}


def test_the_topic_is_that_of_the_matrix() -> None:
    for row in table(four()).to_dict("records"):
        place = Place(row["article"], row["claim"])
        if pandas.isna(row["topic"]):
            assert place in four().only_here
        else:
            assert place in four().topics[row["topic"] - 1].claims


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r\n=1"])
def test_there_is_no_formula(formula: str) -> None:
    origin = Origin(url=formula, outlet=formula, published=formula, retrieved=formula)
    rows = table(dossier(reading(BOTE, origin)))
    for name in ("outlet", "url", "published", "retrieved"):
        assert not rows[name].ne(f"'{formula.strip()}").any()


def test_what_is_not_known_is_empty() -> None:
    rows = table(dossier(reading(BOTE)))
    assert not rows[["outlet", "url", "published", "retrieved"]].ne("").any(axis=None)
    assert rows["topic"].isna().all()
