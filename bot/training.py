"""Trains the model when something it was made from has changed, and only then."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.consultation.reading import plain_value

MODELS = Path("models")
MODEL, FINGERPRINT = MODELS / "fawen.tar.gz", MODELS / "fawen.fingerprint"
MADE_FROM = (
    "config.yml",
    "domain.yml",
    "bot/data/**/*",
    "bot/importer.py",
    "bot/nlu/*.py",
    "bot/consultation/wording.py",
    "knowledge/sound_alikes.yml",
    "knowledge/issues/[!_]*/examples.yml",
    "knowledge/elsewhere/*.yml",
    "uv.lock",
)
# Of these only the group counts.
GROUPED = "knowledge/issues/[!_]*/issue.yml"


def fingerprint(root: Path = Path()) -> str:
    """A digest of everything the model is made from; rewording a question changes nothing here."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    for path in sorted(root.glob(GROUPED)):
        digest.update(f"{path.parent.name}\0{plain_value(path, 'group')}\0".encode())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the model on disk was made from what lies here now."""
    return MODEL.exists() and FINGERPRINT.exists() and FINGERPRINT.read_text("ascii").strip() == fingerprint()


def train() -> Path:
    """Trains a model with Rasa and puts it in place whole; raises RuntimeError where Rasa gives none."""
    from rasa.model_training import train as train_with_rasa

    from bot.quiet import configure_logging

    configure_logging()

    made_from = fingerprint()
    MODELS.mkdir(exist_ok=True)
    # A folder of its own, so that two trainings at once do not take each other's model.
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=MODELS))
    try:
        result = _with_rasa(train_with_rasa, aside)
        Path(result).replace(MODEL)
        FINGERPRINT.write_text(made_from + "\n", "ascii")
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return MODEL


def _with_rasa(train_with_rasa: Callable[..., Any], folder: Path) -> str:
    result = train_with_rasa(
        domain="domain.yml",
        config="config.yml",
        training_files=["bot/data"],
        output=str(folder),
        fixed_model_name="fawen",
        force_training=True,
    )
    if result.model is None:
        raise RuntimeError("Rasa 没有训练出模型，请看上面的信息。")
    return result.model
