"""Who claimed what: German text in, claims out, by rules over a tagger's lemmas; no model, the same each time.

`engine` finds the claims, `english_side` looks up their English in the translations of their sentences, `ledger` puts
them together by speaker, `reported` words what is told of them, and `quotations` tells of marks that nothing closes.

The words are those of quotation attribution: a *cue* ("sagte", "laut") tells that something is reported, its *speaker*
is who it is from, its *content* what was said (Pareti 2015; Petersen-Frey and Biemann 2024 for German news).
"""
