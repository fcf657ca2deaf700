"""What the service settles before anything heavy is loaded."""

import json
import os
import subprocess
import sys

AS_SERVED = """
import json, sys
from bot import training
from bot.commands import serve
late = "numpy" in sys.modules
serve.compute_on_one_thread()
import bot.nlu.linear_classifier, bot.nlu.sentence_encoder
from threadpoolctl import threadpool_info
print(json.dumps([late, sorted({one["num_threads"] for one in threadpool_info()})]))
"""


def as_served(**environment):
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", AS_SERVED], env={**kept, **environment}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_sentences_are_computed_on_one_thread():
    assert as_served() == [False, [1]]


def test_what_the_operator_set_is_kept():
    late, threads = as_served(OPENBLAS_NUM_THREADS="2", OMP_NUM_THREADS="2")
    assert not late and max(threads) == min(2, os.cpu_count())
