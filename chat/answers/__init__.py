"""Questions about an article in, checked and cited answers out: from the ledger where one asks who claims what, else a model's
words held against the sentences they cite.
"""
