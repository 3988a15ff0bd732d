"""A dossier of four articles on one matter: two that disagree, a copy of one of them, one by an unknown paper."""

from __future__ import annotations

from functools import cache

from chat import pipeline
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.schema import Answer, Citation, Origin, Reading
from tests.engines import scripted_engines

BOTE = """Stadt will Brücke sperren

Die Brücke über die Selm wird für 12 Millionen Euro saniert. Das teilte Bürgermeisterin Vera Lund am Montag mit. \
„Wir sperren die Brücke im Oktober“, sagte Lund, „und wir öffnen sie im Mai.“ \
Der Chef des Hafens, Jan Ott, bestritt, dass die Brücke marode ist.
"""
KURIER = """Streit um die Brücke von Kallstedt

Die Sanierung der Brücke kostet 15 Millionen Euro, sagte Bürgermeisterin Vera Lund am Dienstag. \
Nach Angaben von Jan Ott, dem Chef des Hafens, ist die Brücke marode. \
Der Verband der Spediteure warnte vor langen Staus. Ein Anwohner soll geklagt haben.
"""
MAIL = """Post aus Kallstedt

Es hieß, die Brücke werde im Oktober gesperrt.
"""
ORIGINS = (
    Origin(
        url="https://bote.example/bruecke?id=7",
        outlet="Kallstedter Bote",
        author="Ida Kern",
        published="2027-03-08T06:30:00+01:00",
        retrieved="2027-03-10T09:15:00+00:00",
    ),
    Origin(url="http://kurier.example/a", outlet="Selmer Kurier", published="2027-03-09"),
    Origin(url="https://netz.example/b", outlet="Netzblatt", published="2027-03"),
    Origin(file="brief.txt"),
)


def reading(text: str, origin: Origin = Origin()) -> Reading:  # noqa: B008
    """Return a text as it is read by a scripted model, whose English names the German sentence."""
    return pipeline.read(text, scripted_engines()[0], origin=origin)


def source(number: int, read: Reading) -> Source:
    """Return a reading as an article of a dossier."""
    return Source.of(number, read, pipeline.analysed(read), id=f"entry{number}")


def dossier(*readings: Reading, name: str = "Die Brücke über die Selm") -> Dossier:
    """Return the dossier of some readings."""
    return Dossier([source(number, read) for number, read in enumerate(readings, start=1)], name=name)


@cache
def four() -> Dossier:
    """Return the dossier of four articles, of which the third is a copy of the first."""
    copy = BOTE.replace("Stadt will Brücke sperren", "Brücke wird gesperrt")
    texts = (BOTE, KURIER, copy, MAIL)
    return dossier(*(reading(text, origin) for text, origin in zip(texts, ORIGINS, strict=True)))


def answered(of: Dossier) -> Answer:
    """Return an answer that cites a sentence of the second article, and has what only looks like a mark."""
    cited = of.by_number[2].sentence(2)
    return Answer(
        question="What does it cost?",
        text="15 million euros, says Lund. [2:2] The council met at [9:30].",
        verdict="answered",
        citations=(Citation.of(cited, article=2),),
    )
