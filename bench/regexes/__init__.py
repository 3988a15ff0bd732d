"""How long each regular expression of the program takes on text that is made to hold it up: `python -m bench regexes`.

`collecting` says which expressions there are and how they are used, `attacks` makes the texts, `measuring` tells whose
time grows faster than the text.
"""

from __future__ import annotations

from bench.regexes.run import main as main
