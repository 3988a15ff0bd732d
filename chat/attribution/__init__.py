"""Who claimed what: German or English text in, claims out, by rules over a tagger's lemmas; no model, always the same.

`engine` finds the claims by the grammar of their language, `german` or `english`, sentence by sentence or, in an
interview, turn by turn (`interviews`); `tongues` has what a language says of phrases; `quotations` tells what is
quoted, `resolved` makes claims of what was found, `nesting` says which reports which. `translated` looks up
their English in the translations of their sentences, `ledger` puts them together by speaker, `reported` words what is
told of them, and `circumstances` labels it. The words are those of quotation attribution: a *cue* ("sagte", "laut")
tells that something is reported, its *speaker* is who it is from, its *content* what was said (Pareti 2015; Petersen-
Frey and Biemann 2024 for German news).
"""
