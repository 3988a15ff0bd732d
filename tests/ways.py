"""Ways to write a text that look the same to whoever reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

WAYS: dict[str, Callable[[str], str]] = {
    "soft hyphens": lambda text: re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", "\u00ad", text),
    "letters in two parts": lambda text: unicodedata.normalize("NFD", text),
    "spaces without width": lambda text: text.replace(" ", " \u200b"),
    "isolates": lambda text: text.replace("„", "„\u2068").replace("“", "\u2069“"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
}
