"""A dossier of four articles on the closed swimming pool of Sellnau, with the English of each."""

from __future__ import annotations

from functools import cache

from chat import pipeline
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source

AGENCY = (
    "Sellnau (snd) – Das Freibad in Sellnau bleibt vorerst zu. Die Reparatur der Becken koste 900.000 Euro, teilte "
    "das Bauamt am Dienstag mit.\n\nDer Schwimmverein forderte einen Neubau.",
    "Sellnau (snd) – The outdoor pool in Sellnau will stay closed for now. The repair of the basins will cost 900,000 "
    "euros, the building office announced on Tuesday.\n\nThe swimming club demanded a new pool.",
)
TEXTS = {
    ("Sellnauer Bote", "2027-05-05"): (
        "Risse im Becken: Freibad Sellnau geschlossen\n\nDas Freibad ist seit Montag geschlossen. Die Schwimmhalle "
        "öffne im Juni wieder, kündigte Bürgermeisterin Vera Lund an. Von den Rissen habe sie erst am Montag erfahren, "
        "sagte Lund.\n\nAn der Demonstration vor dem Freibad nahmen nach Angaben der Polizei 200 Menschen teil. Der "
        "Trainer Jan Ott verlangte einen Shuttlebus für Kinder.",
        "Cracks in the basin: Sellnau pool closed\n\nThe outdoor pool has been closed since Monday. The indoor pool "
        "will reopen in June, Mayor Vera Lund announced. She only learned of the cracks on Monday, Lund "
        "said.\n\nAccording to the police, 200 people took part in the demonstration outside the pool. The coach "
        "Jan Ott demanded a shuttle bus for children.",
    ),
    ("Tal-Kurier", "2027-05-06"): ("Streit um das Freibad\n\n" + AGENCY[0], "Dispute over the pool\n\n" + AGENCY[1]),
    ("Neue Seeblick", "2027-05-06"): ("Becken kaputt\n\n" + AGENCY[0], "Basin broken\n\n" + AGENCY[1]),
    ("Sellnauer Bote", "2027-05-12"): (
        "Neue Zweifel im Rathaus\n\nDie Schwimmhalle öffne erst im August wieder, sagte Bürgermeisterin Vera Lund am "
        "Dienstag. An der Demonstration vor dem Freibad hätten 450 Menschen teilgenommen, sagte Jan Ott.\n\nDie Stadt "
        "habe die Risse verschwiegen, sagte Stadtrat Uwe Kolb. Bürgermeisterin Vera Lund bestritt, dass die Stadt die "
        "Risse verschwiegen habe. Aus Kreisen der Verwaltung hieß es, ein Bericht sei verschwunden.",
        "New doubts at city hall\n\nThe indoor pool will not reopen until August, Mayor Vera Lund said on Tuesday. At "
        "the demonstration outside the pool, 450 people took part, Jan Ott said.\n\nThe city concealed the cracks, "
        "said city councilor Uwe Kolb. Mayor Vera Lund denied that the city had concealed the cracks. Sources within "
        "the administration said that a report had disappeared.",
    ),
}


@cache
def dossier() -> Dossier:
    """Return the dossier, the same one for all who ask."""
    return Dossier(
        [
            Source(number, pipeline.analysed(pipeline.compare(german, english)), outlet, published)
            for number, ((outlet, published), (german, english)) in enumerate(TEXTS.items(), start=1)
        ]
    )
