"""How fast OPUS-MT is by CTranslate2, and how much memory it takes, beside transformers and the bare translator.

The model has the size of Helsinki-NLP/opus-mt-de-en (6 and 6 layers of 512, a vocabulary of 58,101) and weights drawn
at random, in the files that the hub has; or name a FOLDER with a true one. A model of random weights comes to no end by
itself, so every translation is as long as the longest German of its batch, in tokens, with each engine. The batches are
those that the translator makes; each engine runs in a process of its own, and they take turns:

    belegt          MarianTranslator: pieces, tokens, batches, text
    ctranslate2     the same batches given straight to ctranslate2.Translator
    transformers    the translator by torch in float32, as MarianMTModel (needs requirements-torch.txt)
    bfloat16        the same as it is by default, in bfloat16 where the processor is faster with that

Printed are tokens of English a second, the peak of the process's memory, and the ratios.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from chat.models.machine import peak_memory, usable_cores
from chat.models.quiet import quiet_transformers
from chat.models.translators import marian, marian_ctranslate2, marian_torch
from chat.models.translators.marian import MarianTranslator
from chat.models.weights import converted
from chat.models.weights.conversion import marian as conversion

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "tests" / "data" / "hafenbruecke.txt"
PIECES_FROM = ("chat/data/pairs/lexicon/*.tsv", "chat/data/evaluation/*.tsv", "tests/data/gold/**/*.t*")  # some German
VOCABULARY, PIECES, WIDTH, LAYERS, HEADS, INNER, POSITIONS = 58_101, 29_000, 512, 6, 8, 2_048, 512
ENGINES = ("belegt", "ctranslate2", "transformers", "bfloat16")
ARTICLE_SENTENCES = 20


def make(folder: Path) -> None:
    """Write a Marian model of the true size with random weights into an empty folder, in the files that the hub has."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    _write_pieces(folder)
    torch.manual_seed(0)
    config = MarianConfig(
        vocab_size=VOCABULARY, pad_token_id=VOCABULARY - 1, decoder_start_token_id=VOCABULARY - 1, eos_token_id=0,
        forced_eos_token_id=0, d_model=WIDTH, encoder_layers=LAYERS, decoder_layers=LAYERS, encoder_ffn_dim=INNER,
        decoder_ffn_dim=INNER, encoder_attention_heads=HEADS, decoder_attention_heads=HEADS,
        max_position_embeddings=POSITIONS, scale_embedding=True, activation_function="swish",
    )  # fmt: skip
    with quiet_transformers():
        model = MarianMTModel(config)
    config.architectures = ["MarianMTModel"]
    config.save_pretrained(folder)
    torch.save(model.state_dict(), folder / "pytorch_model.bin")


def _write_pieces(folder: Path) -> None:
    """Write a vocabulary of German pieces of news, filled up to the true size, as both sides'."""
    import sentencepiece

    texts = (path.read_text(encoding="utf-8") for form in PIECES_FROM for path in sorted(ROOT.glob(form)))
    with (folder / "source.spm").open("wb") as target:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(line for text in texts for line in text.splitlines()),
            model_writer=target, vocab_size=PIECES, hard_vocab_limit=False, minloglevel=2,
        )  # fmt: skip
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    own = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    names = ["</s>", "<unk>", *(piece for piece in own if piece not in ("<unk>", "<s>", "</s>"))]
    names += [f"▁filler{number}" for number in range(VOCABULARY - 1 - len(names))]
    vocabulary = {piece: number for number, piece in enumerate([*names, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    settings = {"source_lang": "de", "target_lang": "en", "model_max_length": POSITIONS}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _sentences() -> list[str]:
    """Return the sentences of an article of twenty."""
    from chat.article import paragraphs, sentences  # here: their memory is not that of an engine

    found = sentences.split(paragraphs.build(ARTICLE.read_text(encoding="utf-8"), max_characters=100_000))
    texts = [sentence.text for sentence in found if sentence.kind != "boilerplate"]
    return (texts * ARTICLE_SENTENCES)[:ARTICLE_SENTENCES]


class _Endless:
    """Has a search make English as long as the longest German of its batch, whole at its last token.

    `batches` has what was searched.
    """

    def __init__(self, search: Any) -> None:
        self._best = search.best
        self.batches: list[list[list[int]]] = []
        self.most_tokens = search.most_tokens
        self.batch_tokens = search.batch_tokens
        self.encoded = search.encoded
        self._search = search

    def best(self, batch: Sequence[Sequence[int]], *, room: int, **options: Any) -> list[list[str | None]]:
        """Search, with the length forced."""
        self.batches.append([list(ids) for ids in batch])
        length = _length(batch)
        if engine := getattr(self._search, "translator", None):
            translate = engine.translate_batch

            def forced(tokens: object, **given: Any) -> object:
                results = translate(tokens, **{**given, "min_decoding_length": length, "max_decoding_length": length})
                return [SimpleNamespace(hypotheses=[[*h, conversion.END] for h in r.hypotheses]) for r in results]

            with patch.object(self._search, "translator", SimpleNamespace(translate_batch=forced)):
                return list(self._best(batch, room=room, **options))
        model = self._search.model
        generate = model.generate

        def forced_generate(**given: Any) -> Any:
            import torch

            given |= {"max_new_tokens": length, "min_new_tokens": length}
            made = generate(**given)
            return torch.cat([made, torch.zeros_like(made[:, :1])], dim=1)  # the number of the end

        with patch.object(model, "generate", forced_generate):
            return list(self._best(batch, room=room, **options))


def _length(batch: Sequence[Sequence[int]]) -> int:
    return max(map(len, batch))


def _translating(folder: Path, engine: str, threads: int) -> tuple[Callable[[], object], _Endless]:
    """Return what translates an article, and what counts its batches."""
    runtime: marian.Runtime = "torch" if engine in ("transformers", "bfloat16") else "ctranslate2"
    translator = MarianTranslator(folder, name=folder.name, threads=threads, runtime=runtime)
    if engine == "transformers":
        with patch.object(marian_torch, "_has_bfloat16", lambda: False):
            search: Any = translator.search
    else:
        search = translator.search
    endless = _Endless(search)
    translator._loaded = endless
    texts = json.loads(sys.stdin.read())

    def translate() -> None:
        endless.batches.clear()
        if len(dict(translator.translate(texts, source="de"))) != len(texts):
            raise RuntimeError("a sentence is missing")

    if engine != "ctranslate2":
        return translate, endless
    translate()
    batches = list(endless.batches)
    tokens = [[search._tokenizer.convert_ids_to_tokens(ids) for ids in batch] for batch in batches]

    def bare() -> None:
        for batch, ids in zip(tokens, batches, strict=True):
            search.translator.translate_batch(
                batch,
                beam_size=marian.BEAMS,
                patience=marian_ctranslate2._PATIENCE,
                max_input_length=0,
                min_decoding_length=_length(ids),
                max_decoding_length=_length(ids),
            )

    return bare, endless


def run_engine(folder: Path, engine: str, *, rounds: int, threads: int) -> dict[str, float]:
    """Return the seconds of a round (the median), tokens of English a second, seconds to load, and the memory in MB."""
    started = time.perf_counter()
    translate, endless = _translating(folder, engine, threads)
    translate()  # not counted
    loaded = time.perf_counter() - started
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        translate()
        seconds.append(time.perf_counter() - started)
    tokens = sum(len(batch) * _length(batch) for batch in endless.batches)
    return {
        "seconds": median(seconds),
        "rate": tokens / median(seconds),
        "loaded": loaded,
        "memory": peak_memory() / 1e6,
        "batches": len(endless.batches),
    }


def _in_a_process(*arguments: str, texts: Sequence[str] = ()) -> dict[str, float]:
    command = [sys.executable, "-m", "bench", "opus", *arguments]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def compare(folder: Path, *, rounds: int, threads: int, turns: int) -> None:
    """Print what each engine does with an article, and the ratios."""
    texts = _sentences()
    found: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
    for turn in range(turns):
        for engine in ENGINES if turn % 2 == 0 else reversed(ENGINES):
            arguments = [str(folder), "--engine", engine, "--rounds", str(rounds), "--threads", str(threads)]
            found[engine].append(_in_a_process(*arguments, texts=texts))
    print(f"{ARTICLE_SENTENCES} sentences, {threads} threads, {turns} turns of {rounds} rounds")
    print(f"{'':14}{'seconds':>9}{'tokens/s':>10}{'loaded s':>10}{'memory MB':>11}{'batches':>9}")
    middle = {
        engine: {key: median(told[key] for told in of_engine) for key in of_engine[0]}
        for engine, of_engine in found.items()
    }
    for engine, told in middle.items():
        print(f"{engine:14}{told['seconds']:9.2f}{told['rate']:10.0f}{told['loaded']:10.1f}{told['memory']:11.0f}"
              f"{told['batches']:9.0f}")  # fmt: skip
    ours = middle["belegt"]
    for other in ENGINES[1:]:
        times, part = ours["rate"] / middle[other]["rate"], ours["memory"] / middle[other]["memory"]
        print(f"against {other}: {times:.2f} times the tokens a second, {part:.2f} of the memory")


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        prog="python -m bench opus", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, help="a Marian model; default: one of the true size")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--threads", type=int, default=usable_cores())
    parser.add_argument("--engine", choices=ENGINES, help="one alone, as JSON")
    parser.add_argument("--make", action="store_true", help="only make the model in FOLDER")
    options = parser.parse_args()
    if options.make:
        make(options.folder)
        print(json.dumps(_convert(options.folder)))
    elif options.engine:
        print(json.dumps(run_engine(options.folder, options.engine, rounds=options.rounds, threads=options.threads)))
    elif options.folder:
        compare(options.folder, rounds=options.rounds, threads=options.threads, turns=options.turns)
    else:
        with TemporaryDirectory() as folder:
            told = _in_a_process(folder, "--make")  # its own: a process inherits the peak of what started it
            print("converted once in {seconds:.1f} s: {size:.0f} MB of {of:.0f} MB".format(**told))
            compare(Path(folder), rounds=options.rounds, threads=options.threads, turns=options.turns)


def _convert(folder: Path) -> dict[str, float]:
    """Return how long the weights of the hub take to become CTranslate2's, once, and the sizes of both in MB."""
    started = time.perf_counter()
    made = converted.ensure(folder, conversion.CONVERSION)
    size = sum(path.stat().st_size for path in made.iterdir()) / 1e6
    of = (folder / "pytorch_model.bin").stat().st_size / 1e6
    return {"seconds": time.perf_counter() - started, "size": size, "of": of}


if __name__ == "__main__":
    main()
