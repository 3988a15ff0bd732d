"""Loading a model with transformers without a word on standard error."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_ADVICE = "TRANSFORMERS_NO_ADVISORY_WARNINGS"


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Silence transformers while a model is loaded: it draws progress bars, lists layers, and recommends packages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ.setdefault(_ADVICE, "1")  # at its first import it misses torch, which it does without
        from transformers.utils import logging

        verbosity, had_bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            yield
        finally:
            logging.set_verbosity(verbosity)
            if had_bar:
                logging.enable_progress_bar()
