"""How much of the program goes on while a chat model computes: `python -m bench lock [--runtime openvino]`.

The page is drawn by other threads than the one that computes; a runtime that keeps the interpreter's lock stops them.
A thread counts rounds of plain Python, with a moment of waiting after each, while nothing else is done and while a
sentence is translated. Printed are rounds a second, and the longest time without one.
"""

from __future__ import annotations

import argparse
import itertools
import threading
import time

from chat.models import registry
from chat.settings import Settings

SENTENCE = (
    "Die Bürgermeisterin sagte am Montag, die Brücke werde erst im Mai wieder geöffnet, und wer die Kosten trage, sei "
    "noch nicht bekannt."
)
_ROUND, _PAUSE = 2_000, 0.001  # steps of a loop; seconds


class _Counting:
    """A thread that counts rounds until it is left."""

    def __enter__(self) -> _Counting:
        self._over = threading.Event()
        self.ends = [time.perf_counter()]
        self._thread = threading.Thread(target=self._count)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _count(self) -> None:
        while not self._over.is_set():
            for _ in range(_ROUND):
                pass
            time.sleep(_PAUSE)  # as one who draws a page waits now and then
            self.ends.append(time.perf_counter())

    def __str__(self) -> str:
        longest = max(later - earlier for earlier, later in itertools.pairwise(self.ends))
        rounds = (len(self.ends) - 1) / (self.ends[-1] - self.ends[0])
        return f"{rounds:8.0f} rounds a second, the longest without one {longest:.2f} s"


def main() -> int:
    """Measure one runtime."""
    parser = argparse.ArgumentParser(
        prog="python -m bench lock", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runtime", choices=["llama.cpp", "openvino"], default="llama.cpp")
    options = parser.parse_args()
    with _Counting() as alone:
        time.sleep(1)
    print(f"nothing else       {alone}")
    translator = registry.open_engines(Settings(runtime=options.runtime, memory=False)).translator
    for what in ("loaded and computing", "computing"):
        with _Counting() as beside:
            list(translator.translate([SENTENCE], source="de"))
        print(f"{what:<19}{beside}")
    return 0
