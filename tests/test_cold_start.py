"""The page is painted before anything heavy is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {
    "py3langid",
    "torch", "ctranslate2", "transformers", "tokenizers", "safetensors", "sacrebleu", "sentencepiece",
    "xllamacpp", "openvino_genai", "numpy", "bm25s", "HanTa", "langdetect",
    "lxml", "trafilatura", "pypdfium2", "docx", "fpdf", "fontTools", "httpx2", "httpcore2", "openai",
    "huggingface_hub", "apsw", "altair",
}  # fmt: skip
PAINT = """
import json, sys
from streamlit.testing.v1 import AppTest
before = set(sys.modules)
from ui import identity
identity._cookie = lambda: ""
at = AppTest.from_file("app.py", default_timeout=120).run()
assert not at.exception, at.exception
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""
# What is opened to doubt a translation, once all is loaded.
DOUBT = """
import sys
from chat import pipeline
from chat.lang.de.text import GermanText
from chat.translation.glossary import NO_TERMS
from chat.translation.reply import judged
pipeline.load()
opened = []
sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" else None)
wrong = judged(GermanText("Die Vermieter lehnten es ab."), "The tenants agreed.", glossary=NO_TERMS)
assert wrong.warnings
print(*opened, sep="\\n")
"""


def test_nothing_heavy_is_imported_for_the_first_page(tmp_path: Path) -> None:
    own = {"BELEGT_HOME": str(tmp_path), "BELEGT_DATA": str(tmp_path), "BELEGT_HISTORY": "off"}
    environment = {**os.environ, **own}
    painted = subprocess.run(
        [sys.executable, "-c", PAINT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert set(json.loads(painted.stdout.splitlines()[-1])) & HEAVY == set()


@pytest.mark.slow
def test_what_checks_know_is_loaded_before_the_first_draft_comes() -> None:
    doubted = subprocess.run([sys.executable, "-c", DOUBT], cwd=ROOT, capture_output=True, text=True, check=True)
    lists = [Path(line) for line in doubted.stdout.splitlines() if line.endswith((".tsv", ".txt"))]
    assert sum(file.stat().st_size for file in lists) < 10_000  # bytes
