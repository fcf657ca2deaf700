"""Stock DIET on our examples: a Rasa project as its documentation recommends for Chinese, in an environment of its own.

Ours has no TensorFlow (docs/decisions/0004), so DIET lives in var/diet, 2.5 GB, built only when asked for; without it the
comparison is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
HOME = ROOT / "var/diet"
PYTHON = HOME / "env/bin/python"
PROJECT = HOME / "project"
MODEL, COST = PROJECT / "models/diet.tar.gz", PROJECT / "cost.json"
EPOCHS = 100
PACKAGES = ("rasa==3.6.21", "tensorflow==2.12.0", "jieba>=0.42.1,<0.43", "setuptools<81")
PIPELINE = [
    {"name": "JiebaTokenizer", "dictionary_path": str(ROOT / "bot/data/jieba")},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": EPOCHS, "random_seed": 0},
]


def is_built() -> bool:
    return PYTHON.exists()


def build() -> None:
    """Makes the environment; RuntimeError with the installer's last words where that fails."""
    uv = next(str(one) for one in (ROOT / ".tools/bin/uv", shutil.which("uv")) if one and Path(one).exists())
    for command in (
        [uv, "venv", "--clear", "--python", "3.10", str(HOME / "env")],
        [uv, "pip", "install", "--python", str(PYTHON), *PACKAGES],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"原装 DIET 的环境没有装成：\n{done.stderr[-2000:]}")


def write_project(epochs: int) -> bool:
    """The files of the project; the intents and their examples are ours, word for word.  Whether anything in them is new."""
    (PROJECT / "data").mkdir(parents=True, exist_ok=True)
    told = subprocess.run([sys.executable, "-m", "bot.importer"], cwd=ROOT, check=True, capture_output=True, text=True)
    pipeline = [{**one, "epochs": epochs} if one["name"] == "DIETClassifier" else one for one in PIPELINE]
    config = {"recipe": "default.v1", "assistant_id": "diet", "language": "zh", "pipeline": pipeline, "policies": []}
    files = {
        PROJECT / "data/nlu.yml": told.stdout,
        PROJECT / "config.yml": yaml.safe_dump(config, allow_unicode=True, sort_keys=False),
    }
    new = any(not path.exists() or path.read_text("utf-8") != text for path, text in files.items())
    for path, text in files.items():
        path.write_text(text, "utf-8")
    return new


def training_command() -> list[str]:
    return [str(PYTHON), "-m", "rasa", "train", "nlu", "--fixed-model-name", "diet", "--out", str(MODEL.parent)]
