"""Questions about an article in, checked and cited answers out.

Who claims what is answered from the ledger; else a model's words are held against the sentences they cite.
"""
