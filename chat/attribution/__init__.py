"""Who claimed what: German text in, claims out, by rules over a tagger's lemmas; no model, the same each time.

Then their English, looked up in the translations of their sentences.

The words are those of quotation attribution: a *cue* ("sagte", "laut") tells that something is reported, its *speaker*
is who it is from, its *content* what was said (Pareti 2015; Petersen-Frey and Biemann 2024 for German news).
"""

from chat.attribution.engine import find_claims
from chat.attribution.english_side import in_english
from chat.attribution.quotations import notices

__all__ = ["find_claims", "in_english", "notices"]
