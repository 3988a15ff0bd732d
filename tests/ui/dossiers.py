"""Dossiers for the tests of the page: in memory, in a library, and open in Streamlit's AppTest."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.schema import Origin, Reading
from chat.storage.library import Library
from tests.ui.page import APP
from ui import session
from ui.markup.dossier.base import Look

VISITOR = "v" * 32
OWNER = f"browser {VISITOR}"

# German, English, who published it, when.
ARTICLES = (
    (
        "Pegelhaus in Ohrdam soll weichen\n\nDas Pegelhaus in Ohrdam soll abgerissen werden. Der Abriss des "
        "Pegelhauses koste 80.000 Euro, sagte Bürgermeisterin Karla Wendt am Montag. „Das Haus ist nicht mehr zu "
        "retten“, sagte Wendt. Der Heimatverein forderte, das Pegelhaus zu erhalten.",
        "Gauge house in Ohrdam is to go\n\nThe gauge house in Ohrdam is to be demolished. The demolition of the gauge "
        "house would cost 80,000 euros, Mayor Karla Wendt said on Monday. “The house is beyond saving,” said Wendt. "
        "The local history society demanded that the gauge house be preserved.",
        "Ohrdamer Blatt",
        "2027-05-04",
    ),
    (
        "Streit um das Pegelhaus\n\nUm das Pegelhaus in Ohrdam wird gestritten. Der Abriss des Pegelhauses koste "
        "120.000 Euro, sagte Vereinschef Timo Rusch am Donnerstag. Bürgermeisterin Karla Wendt wies das zurück: "
        "„Das Haus ist nicht mehr zu retten.“ Der Heimatverein sammelt Unterschriften.",
        "Dispute over the gauge house\n\nThe gauge house in Ohrdam is in dispute. The demolition of the gauge house "
        "would cost 120,000 euros, the society's chairman Timo Rusch said on Thursday. Mayor Karla Wendt rejected "
        "this: “The house is beyond saving.” The local history society is collecting signatures.",
        "Tageszeitung Ohr",
        "2027-05-07",
    ),
)


@cache
def readings() -> tuple[Reading, ...]:
    """Return the readings of the articles, made without a model."""
    return tuple(
        pipeline.compare(german, english, origin=Origin(outlet=outlet, published=day))
        for german, english, outlet, day in ARTICLES
    )


def look(*given: Reading) -> Look:
    """Return a dossier in memory as it is drawn, of the articles or of other readings."""
    sources = [
        Source.of(number, reading, pipeline.analysed(reading), id=f"entry{number}")
        for number, reading in enumerate(given or readings(), start=1)
    ]
    return Look(Dossier(sources, name="The gauge house"), "dossier1")


def library() -> Library:
    """Return the library that the page of the test has."""
    return Library(Path(os.environ["BELEGT_DATA"]) / "library.sqlite3")


def kept(*given: Reading, name: str = "The gauge house") -> str:
    """Keep a dossier of the articles, or of other readings, in that library; return its name."""
    here = library()
    id = here.dossiers.begin(OWNER, name)
    for reading in given or readings():
        entry = here.begin(OWNER, reading.article.text, length="medium", code="de")
        here.keep(OWNER, entry, reading)
        here.dossiers.add(OWNER, id, entry)
    return id


def opened(id: str, *, view: str = "", visitor: str = VISITOR, reading: str = "") -> AppTest:
    """Open a dossier, at one of its views, as somebody."""
    at = AppTest.from_file(APP, default_timeout=120)
    at.session_state[session._VISITOR] = visitor
    at.query_params["dossier"] = id
    if reading:
        at.query_params["reading"] = reading
    if view:
        at.query_params[session.VIEW] = view
    at.run()
    assert not at.exception
    return at


def see(at: AppTest, view: str) -> AppTest:
    """Open the dossier that is open at another of its views, in another tab of the browser."""
    return opened(at.query_params["dossier"], view=view, visitor=at.session_state[session._VISITOR])
