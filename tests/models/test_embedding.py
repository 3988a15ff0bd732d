"""Sentence embeddings: what goes wrong without the weights, and what they promise with them."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from chat.answers.retrieval import search
from chat.article.analysed import AnalysedArticle
from chat.errors import ModelFailed
from chat.models import registry
from chat.models.embedding import SentenceEmbedder
from chat.models.scripted import ScriptedEmbedder
from chat.models.weights import store
from chat.settings import Settings
from tests.builders import sentence


def test_topics_make_scripted_texts_alike() -> None:
    rows = ScriptedEmbedder(["mill", "windmill"], ["mayor"]).embed(["A windmill.", "The mill.", "The mayor.", "Rain."])
    assert rows.shape == (4, 2)
    assert (rows @ rows[0]).tolist() == [1, 1, 0, 0]


def test_a_folder_without_a_model_is_told_with_the_command_that_checks_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelFailed) as error:
        SentenceEmbedder(tmp_path, name="minilm").embed(["A text."])
    assert "models verify minilm" in error.value.hint
    assert capfd.readouterr().err == ""


@pytest.fixture(scope="module")
def minilm() -> SentenceEmbedder:
    """The real one, with a model of its own; skips the test where its weights are absent."""
    folder = store.find("minilm", folder=Settings().weights)
    if folder is None:
        pytest.skip("the weights of minilm are not on this machine (python -m chat models pull)")
    return SentenceEmbedder(folder, name="minilm")


@pytest.mark.weights
def test_it_is_what_the_settings_give(minilm: SentenceEmbedder) -> None:
    assert isinstance(registry.open_embedder(Settings()), SentenceEmbedder)


@pytest.mark.weights
def test_rows_have_length_1_and_do_not_depend_on_the_batch(minilm: SentenceEmbedder) -> None:
    texts = [f"{'The old mill is being renovated. ' * (number % 7)}Number {number}." for number in range(70)]
    rows = minilm.embed([*texts, "", "word " * 2_000])
    assert rows.shape == (72, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.allclose(rows[3], minilm.embed([texts[3]])[0], atol=1e-5)
    assert minilm.embed([]).shape == (0, 384)


@pytest.mark.weights
def test_threads_get_the_same_as_one(minilm: SentenceEmbedder) -> None:
    texts = ["The mayor rejected the criticism.", "The roof is to be supplied by a company from Russia."]
    alone = minilm.embed(texts)
    with ThreadPoolExecutor(4) as workers:
        assert all(np.allclose(rows, alone, atol=1e-5) for rows in workers.map(minilm.embed, [texts] * 12))


@pytest.mark.weights
def test_a_sentence_without_a_word_of_the_question_is_found_by_its_meaning(minilm: SentenceEmbedder) -> None:
    article = [
        sentence(1, "Es regnete den ganzen Tag.", "It rained the whole day."),
        sentence(2, "Der Flughafen bleibt geschlossen.", "The airport remains closed."),
        sentence(3, "Die Ärzte erhalten mehr Lohn.", "Physicians receive higher wages."),
    ]
    question = "Do doctors get better pay?"
    assert search(question, AnalysedArticle(article), limit=1) == ()
    assert [item.sentence.id for item in search(question, AnalysedArticle(article), limit=3, embedder=minilm)] == [3]


@pytest.mark.weights
def test_it_loads_without_the_network_and_without_a_word(minilm: SentenceEmbedder) -> None:
    folder = store.require("minilm", folder=Settings().weights)
    code = (
        "import socket, sys, pathlib\n"
        "from chat.models.embedding import SentenceEmbedder\n"
        "def refuse(*arguments): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = refuse\n"
        "SentenceEmbedder(pathlib.Path(sys.argv[1]), name='minilm').embed(['A text.'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
