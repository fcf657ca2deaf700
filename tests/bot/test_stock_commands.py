"""Rasa's own commands keep working beside ours, and none of them talks to anyone outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RASA = Path(sys.executable).with_name("rasa")


def run(arguments, log, timeout=900):
    environment = {
        **os.environ,
        "FAWEN_TEST_CONNECTION_LOG": str(log),
        "PYTHONPATH": f"{ROOT / 'tests' / 'guard'}{os.pathsep}{ROOT}",
        "RASA_TELEMETRY_ENABLED": "false",
    }
    return subprocess.run(
        arguments, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


@pytest.mark.skipif(not RASA.exists(), reason="the rasa command is not installed beside this Python")
def test_rasa_data_validate(tmp_path):
    done = run([str(RASA), "data", "validate"], tmp_path / "connections.log")
    assert done.returncode == 0, done.stderr[-3000:]
    assert "No story structure conflicts found" in done.stdout + done.stderr
    assert not (tmp_path / "connections.log").exists()


@pytest.mark.skipif(not RASA.exists(), reason="the rasa command is not installed beside this Python")
def test_rasa_train(tmp_path):
    done = run([str(RASA), "train", "--out", str(tmp_path / "models")], tmp_path / "connections.log")
    assert done.returncode == 0, done.stderr[-3000:]
    assert list((tmp_path / "models").glob("*.tar.gz"))
    assert not (tmp_path / "connections.log").exists()


def test_a_tensorflow_component_fails_loudly(tmp_path):
    script = "import tensorflow\ntensorflow.keras.layers.Dense(5)\n"
    done = run([sys.executable, "-c", script], tmp_path / "connections.log")
    assert done.returncode != 0 and "TensorFlow is not installed here" in done.stderr
