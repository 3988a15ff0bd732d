"""The English of claims: where what the German analysis found comes to lie in the translations of its sentences.

`english_side` is the way in.
"""
