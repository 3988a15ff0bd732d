"""OPUS-MT as most readers have it: without torch, on a model of random weights that numpy makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chat.models.memory import Memory
from chat.models.registry import Engines, warm
from chat.models.scripted import Scripted
from chat.models.translators import marian, opus
from chat.models.translators.marian import MarianTranslator
from chat.models.translators.opus import OpusTranslator
from chat.models.weights import converted, store
from chat.models.weights.conversion import marian as conversion
from tests.models import random_marian


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return random_marian.make(tmp_path / "weights" / opus.weights_of_german())


def test_it_loads_and_translates_without_torch_and_without_a_word(folder: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from chat.models.translators.marian import MarianTranslator\n"
        "translator = MarianTranslator(pathlib.Path(sys.argv[1]), name='random', threads=1)\n"
        "sentences = ['Die alte Brücke bleibt gesperrt.', '12.500', 'Niemand wurde verletzt.']\n"
        "found = dict(translator.translate(sentences, source='de'))\n"
        "assert sorted(found) == [0, 1, 2] and found[1] == '12.500'\n"
        "assert 'torch' not in sys.modules\n"
    )
    converted.ensure(folder, conversion.CONVERSION)  # which looks for torch, and does without it
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_search_gives_as_many_translations_as_are_asked_for(folder: Path) -> None:
    search = MarianTranslator(folder, name="random", threads=1).search
    batch = search.encoded(["Die alte Brücke bleibt gesperrt.", "Niemand wurde verletzt."])
    for count in (1, 3):
        found = search.best(batch, room=6, beams=4, count=count)
        assert [len(texts) for texts in found] == [count, count]


def test_pieces_fit_the_model_and_batches_the_processor(folder: Path) -> None:
    translator = MarianTranslator(folder, name="random", threads=1)
    long = "Die alte Brücke bleibt gesperrt, und der Rat der Stadt stimmt heute ab. " * 6
    parts = [translator._parts(text) for text in [long, *["Niemand wurde verletzt."] * 30]]
    batches = [*translator._batches(parts)]
    most = translator.search.most_tokens
    assert len(parts[0]) > 1 and all(len(piece.ids) <= 0.75 * most for batch in batches for piece in batch)
    assert all(len(batch) * max(len(piece.ids) for piece in batch) <= 192 for batch in batches)
    assert sum(map(len, batches)) == sum(map(len, parts))


@pytest.mark.parametrize("remembered", [True, False])
def test_it_is_loaded_before_the_first_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: bool
) -> None:
    monkeypatch.setattr(store, "find", lambda name, *, folder: folder / name)
    monkeypatch.setattr(store, "require", lambda name, *, folder: folder / name)
    memory = Memory(tmp_path / "memory.sqlite3") if remembered else None
    translator = OpusTranslator(folder=folder.parent, threads=1, memory=memory)
    warm(Engines(model=Scripted(), translator=translator))
    assert marian.shared(folder, name=folder.name)._loaded is not None
