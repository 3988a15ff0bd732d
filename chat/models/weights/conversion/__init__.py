"""Weights as the hub has them → weights as CTranslate2 reads them: by numpy, without torch, once."""
