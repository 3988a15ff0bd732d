"""The real Marian code, on a model that the tests train: no network, a few seconds. Needs torch, an extra."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_args

import pytest

from chat.cli import main
from chat.cli.translate import translated_lines
from chat.errors import ModelFailed, UnknownName, WeightsMissing
from chat.models import registry
from chat.models.base import Draft, Reply
from chat.models.scripted import Scripted
from chat.models.translators import marian, marian_tokens, marian_torch, opus
from chat.models.translators.marian import MarianTranslator
from chat.models.translators.prompted import PromptedTranslator
from chat.models.weights import store
from chat.models.weights.catalogue import of_role
from chat.settings import Settings
from chat.translation import checked
from tests.models import tiny_marian
from tests.models.loopback import FakeHub, closed_port, endpoint, serve
from tests.models.tiny_marian import PAIRS

GERMAN = list(PAIRS)
OPUS = opus.weights_of_german()
pytestmark = pytest.mark.slow  # the model is trained

pytest.importorskip("torch", reason="PyTorch, an extra, trains the tests' model (requirements-torch.txt)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_marian.copied(tmp_path_factory)


@pytest.fixture(scope="module")
def translator(folder: Path) -> MarianTranslator:
    return MarianTranslator(folder, name="tiny", threads=1)


@pytest.fixture(scope="module")
def by_torch(folder: Path) -> MarianTranslator:
    return MarianTranslator(folder, name="tiny", threads=1, runtime="torch")


def one(translator: MarianTranslator, sentence: str) -> str:
    ((index, english),) = translator.translate([sentence], source="de")
    assert index == 0
    return english


# What comes back


def test_every_sentence_comes_back_under_its_index(translator: MarianTranslator) -> None:
    given = [sentence for pair in zip(GERMAN[:40], ["", "12.500"] * 20, strict=True) for sentence in pair]
    found = list(translator.translate(given, source="de"))
    assert sorted(index for index, _ in found) == list(range(80))
    assert all(english == PAIRS.get(given[index], given[index]) for index, english in found)


def test_500_lines_come_back_in_order(translator: MarianTranslator) -> None:
    assert list(translated_lines(GERMAN, translator, source="de", terms={})) == list(PAIRS.values())


def test_the_command_line_translates_500_lines(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chat", "translate", "--lines"],
        input="\n".join(GERMAN), capture_output=True, text=True, check=False,
        env={**os.environ, "BELEGT_HOME": str(tmp_path), "BELEGT_TRANSLATOR": str(folder), "BELEGT_THREADS": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == list(PAIRS.values())


def test_the_checks_of_translations_pass_it(translator: MarianTranslator) -> None:
    found = dict(checked.translate(GERMAN[:20], translator))
    assert all(found[index].english == PAIRS[GERMAN[index]] and not found[index].warnings for index in range(20))


@pytest.mark.parametrize("sentence", ["", " ", "–", "12.500", "https://example.org/a", "red@example.org"])
def test_what_is_no_language_comes_back_as_it_is_without_loading(folder: Path, sentence: str) -> None:
    translator = MarianTranslator(folder, name="tiny")
    assert one(translator, sentence) == sentence
    assert translator._loaded is None


def test_no_sentences_load_nothing(folder: Path) -> None:
    translator = MarianTranslator(folder, name="tiny")
    assert list(translator.translate([], source="de")) == []
    assert translator._loaded is None


def test_a_headline_in_capitals_is_read_as_a_sentence(translator: MarianTranslator) -> None:
    assert one(translator, "DIE ALTE BRÜCKE BLEIBT.").isupper()


def test_what_follows_an_ellipsis_is_not_lost(translator: MarianTranslator) -> None:
    english = one(translator, "Die alte Brücke bleibt … Die neue Stadt bleibt.")
    assert english == "The old bridge remains. The new town remains."


def test_a_sentence_longer_than_the_model_takes_goes_through_it_in_pieces(folder: Path) -> None:
    translator = MarianTranslator(folder, name="tiny", threads=1)
    german = "; ".join(sentence.rstrip(".") for sentence in GERMAN[:30]) + "."
    assert not translator._fits(german)
    assert one(translator, german)
    lengths: list[int] = []

    def echo(batch: Sequence[Any], **options: Any) -> list[list[str | None]]:
        lengths.extend(len(piece.ids) for piece in batch)
        return [[piece.text] for piece in batch]

    translator._searched = echo  # type: ignore[method-assign]
    assert one(translator, german) == german
    assert len(lengths) > 4 and max(lengths) <= 0.75 * tiny_marian.MOST_TOKENS


def test_the_end_of_a_sentence_in_the_text_ends_nothing(folder: Path) -> None:
    tokenizer = marian_tokens.tokenizer(folder)
    (ids,) = marian_tokens.encoded(tokenizer, ["Die</s> alte <pad> Brücke."])
    assert ids.index(tokenizer.eos_token_id) == len(ids) - 1
    assert tokenizer.pad_token_id not in ids


def scripted_batches(translator: MarianTranslator, *replies: list[str | None]) -> list[dict[str, Any]]:
    """Have the translator's model say these, batch by batch, and return the options of each."""
    options: list[dict[str, Any]] = []
    waiting = iter(replies)

    def searched(batch: object, **given: Any) -> list[list[str | None]]:
        options.append(given)
        return [[reply] for reply in next(waiting)]

    translator._searched = searched  # type: ignore[method-assign]
    return options


@pytest.mark.parametrize("bad", ["the old the old the old", None])
def test_what_repeats_itself_or_never_ends_is_tried_again(folder: Path, bad: str | None) -> None:
    translator = MarianTranslator(folder, name="tiny", threads=1)
    options = scripted_batches(translator, ["Good.", bad], ["Better."])
    assert dict(translator.translate(["Gut.", "Besser ist es."], source="de")) == {0: "Good.", 1: "Better."}
    assert options == [{}, {"no_repeat": 3}]


def test_what_repeats_itself_again_comes_back_empty(folder: Path) -> None:
    translator = MarianTranslator(folder, name="tiny", threads=1)
    scripted_batches(translator, ["no no no"], [None])
    assert one(translator, "Gut.") == ""


@pytest.mark.parametrize("runtime", get_args(marian.Runtime))
def test_english_without_an_end_is_told_from_whole_english(folder: Path, runtime: marian.Runtime) -> None:
    search = MarianTranslator(folder, name="tiny", threads=1, runtime=runtime).search
    ids = search.encoded([GERMAN[0]])
    assert search.best(ids, room=40) == [[PAIRS[GERMAN[0]]]]
    assert search.best(ids, room=3) == [[None]]


def test_ctranslate2_and_transformers_say_the_same_word_for_word(
    translator: MarianTranslator, by_torch: MarianTranslator
) -> None:
    unknown = ["Die Katze und die Sonne bleibt leise.", "Brücke Wand Tür", "Die alte Nacht.", "Leise Leise Leise"]
    given = [*GERMAN, *unknown]
    ours = dict(translator.translate(given, source="de"))
    assert ours == dict(by_torch.translate(given, source="de"))
    assert [ours[index] for index in range(len(GERMAN))] == list(PAIRS.values())


def test_ctranslate2_and_transformers_revise_alike(translator: MarianTranslator, by_torch: MarianTranslator) -> None:
    for german in GERMAN[::100]:
        (ours,), (theirs,) = (list(one.revisions(Draft(german), source="de")) for one in (translator, by_torch))
        assert ours[0] == theirs[0] == PAIRS[german]
        assert len(ours) > 1


# At work


def test_it_stops_after_the_batch_at_work(folder: Path) -> None:
    translator = MarianTranslator(folder, name="tiny", threads=1)
    asked: list[int] = []
    searched = translator._searched
    translator._searched = lambda batch, **o: (asked.append(len(batch)), searched(batch, **o))[1]  # type: ignore
    found = translator.translate(GERMAN, source="de")
    next(found)
    found.close()
    assert len(asked) == 1 and asked[0] < 50


def test_threads_get_the_same_as_one(translator: MarianTranslator) -> None:
    parts = [GERMAN[start : start + 25] for start in range(0, 100, 25)]
    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda part: dict(translator.translate(part, source="de")), parts))
    for part, english in zip(parts, found, strict=True):
        assert [english[index] for index in range(25)] == [PAIRS[sentence] for sentence in part]


def test_bfloat16_is_used_only_where_it_is_faster(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(marian_torch, "_has_bfloat16", lambda: True)
    for slower, dtype in ((torch.float32, torch.bfloat16), (torch.bfloat16, torch.float32)):
        monkeypatch.setattr(marian_torch, "_seconds", lambda model, slower=slower: float(model.dtype == slower))
        translator = MarianTranslator(folder, name="tiny", threads=1, runtime="torch")
        assert translator.search.model.dtype == dtype  # type: ignore[attr-defined]
        assert one(translator, GERMAN[0])


def test_the_time_of_both_forms_is_measured(by_torch: MarianTranslator) -> None:
    assert marian_torch._seconds(by_torch.search.model) > 0  # type: ignore[attr-defined]
    assert isinstance(marian_torch._has_bfloat16(), bool)


def test_without_torch_its_runtime_says_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marian_torch, "find_spec", lambda name: None)
    with pytest.raises(ModelFailed, match="not installed") as error:
        one(MarianTranslator(folder, name="tiny", runtime="torch"), GERMAN[0])
    assert "requirements-torch.txt" in error.value.hint


# The folder


@pytest.mark.parametrize("runtime", get_args(marian.Runtime))
@pytest.mark.parametrize("archive", [True, False])
def test_weights_as_a_pickle_are_read_without_running_it(
    folder: Path, by_torch: MarianTranslator, tmp_path: Path, runtime: marian.Runtime, archive: bool
) -> None:
    import torch

    copied = copy_of(folder, tmp_path)
    (copied / "model.safetensors").unlink()
    weights = by_torch.search.model.float().state_dict()  # type: ignore[attr-defined]
    torch.save(weights, copied / "pytorch_model.bin", _use_new_zipfile_serialization=archive)
    assert one(MarianTranslator(copied, name="pickled", threads=1, runtime=runtime), GERMAN[0]) == PAIRS[GERMAN[0]]

    ran = tmp_path / "ran"
    hostile = {"model.shared.weight": _Opens(ran)}
    torch.save(hostile, copied / "pytorch_model.bin", _use_new_zipfile_serialization=archive)
    with pytest.raises(ModelFailed, match=r"cannot be (loaded|converted)"):
        one(MarianTranslator(copied, name="hostile", threads=1, runtime=runtime), GERMAN[0])
    assert not ran.exists()


@pytest.mark.parametrize("half", ["float16", "bfloat16"])
def test_weights_of_half_the_size_are_read(folder: Path, by_torch: MarianTranslator, tmp_path: Path, half: str) -> None:
    import torch

    copied = copy_of(folder, tmp_path)
    (copied / "model.safetensors").unlink()
    weights = by_torch.search.model.float().state_dict()  # type: ignore[attr-defined]
    halves = {name: tensor.to(getattr(torch, half)) for name, tensor in weights.items()}
    torch.save(halves, copied / "pytorch_model.bin")
    assert one(MarianTranslator(copied, name="halves", threads=1), GERMAN[0]) == PAIRS[GERMAN[0]]


def copy_of(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of a folder without what was converted."""
    return shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("ctranslate2*"))


class _Opens:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return open, (str(self._path), "w")


def test_a_folder_that_lacks_a_file_is_told(folder: Path, tmp_path: Path) -> None:
    copied = copy_of(folder, tmp_path)
    (copied / "source.spm").unlink()
    (copied / "model.safetensors").unlink()
    with pytest.raises(
        WeightsMissing, match=r"source\.spm, model\.safetensors or model\.npz or pytorch_model\.bin is missing"
    ):
        MarianTranslator(copied, name="copy")


def test_a_damaged_folder_is_told_without_a_word_of_the_library(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copied = copy_of(folder, tmp_path)
    (copied / "model.safetensors").write_bytes(b"nothing")
    for runtime in get_args(marian.Runtime):
        with pytest.raises(ModelFailed, match=r"cannot be (loaded|converted)") as error:
            one(MarianTranslator(copied, name="copy", threads=1, runtime=runtime), "Gut.")
        assert str(copied) in str(error.value)
    assert capfd.readouterr().err == ""


def test_it_loads_without_a_word(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert one(MarianTranslator(folder, name="tiny", threads=1), GERMAN[0])
    assert capfd.readouterr() == ("", "")


# By language, and from the hub


@pytest.fixture
def hub(folder: Path) -> Iterator[FakeHub]:
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with serve(FakeHub(files=files, lfs={"model.safetensors"})) as running:
        yield running


def settings(home: Path, **fields: Any) -> Settings:
    return Settings(home=home, threads=1, **fields)


@pytest.mark.usefixtures("hub")
def test_what_the_hub_gives_translates_by_default(tmp_path: Path) -> None:
    here = settings(tmp_path)
    assert registry.choose(here).translator == here.model
    store.pull(OPUS, folder=here.weights)
    choice = registry.choose(here)
    assert choice.translator == OPUS and "on this machine" in choice.why and choice.optional == ()
    assert choice.weights == (here.model, OPUS)
    translator = registry.open_translator(here)  # without the chat model
    assert dict(translator.translate(GERMAN[:3], source="de")) == {n: PAIRS[GERMAN[n]] for n in range(3)}


def test_a_hub_out_of_reach_is_told_once_and_the_chat_model_translates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    pull = store.pull
    monkeypatch.setattr(store, "pull", lambda name, **o: pull(name, **o) if name == OPUS else tmp_path / name)
    with endpoint(closed_port()):
        assert main.main(["models", "pull"]) == 0
    told = capsys.readouterr().err
    assert told.count("could not be fetched") == 1
    assert "The chat model translates as well" in told


@pytest.mark.usefixtures("hub")
def test_languages_without_weights_are_left_to_the_chat_model(tmp_path: Path) -> None:
    folder = settings(tmp_path).weights
    store.pull("opus-mt-ROMANCE-en", folder=folder)
    chat = PromptedTranslator(Scripted(default="by the chat model"))
    translator = opus.OpusTranslator(folder=folder, threads=1, otherwise=lambda: chat)
    assert dict(translator.translate([GERMAN[0]], source="pt")) == {0: PAIRS[GERMAN[0]]}
    for source in ("de", "ja"):
        assert dict(translator.translate(["Ein Satz."], source=source)) == {0: "by the chat model"}
    assert list(translator.drafts([GERMAN[0]], source="pt")) == [Reply(0, PAIRS[GERMAN[0]])]
    assert list(translator.drafts(["Ein Satz."], source="de"))[-1] == Reply(0, "by the chat model")


def test_languages_without_weights_are_an_error_where_opus_is_set(tmp_path: Path) -> None:
    translator = opus.OpusTranslator(folder=tmp_path)
    with pytest.raises(WeightsMissing, match="models pull opus-mt-fr-en"):
        translator.translate(["Salut."], source="fr")
    with pytest.raises(UnknownName, match="“ja”"):
        translator.translate(["…"], source="ja")


def test_each_language_has_the_weights_that_the_catalogue_names() -> None:
    languages = ("de", "fr", "es", "it", "nl", "pl", "pt", "ru", "uk", "tr")
    assert {opus.weights_of(code) for code in languages} == {entry.name for entry in of_role("translator")}
    assert opus.weights_of("pt") == "opus-mt-ROMANCE-en"
    assert opus.weights_of("en") is None


def test_one_translator_a_folder(folder: Path) -> None:
    assert marian.shared(folder, name="tiny") is marian.shared(folder, name="tiny")
