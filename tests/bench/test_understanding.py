"""The comparison with stock DIET: what is counted, and where it stands on the page; nothing here is timed or trained."""

import json
from types import SimpleNamespace

import yaml

from bench import diet, judge, understanding
from bench.report import kept, put_into
from bench.understanding import TITLE, Judged, section
from bot.evaluation import Asked

PAGE = "# 速度\n\n## 吞吐\n\n一\n\n## 怎么比的\n\n二\n"


def judged(right, **cost):
    asked = [Asked("示例", ("债权债务",), ("债权债务" if one else "行政",), 0.9, True) for one in right]
    return Judged(asked={"示例": asked}, seconds=[0.01, 0.03], memory=300, model=20, training_memory=500, **cost)


def test_both_bots_stand_side_by_side():
    both = {"fawen": judged([True, True, False, True], training=100), "diet": judged([True, False] * 2, training=400)}
    text = section(both, 7)
    assert "| 示例（4 题）：第一个就对 | 75.0% | 50.0% |" in text
    assert "| 训练，CPU 秒 | 100 | 400（4.0 倍） |" in text
    assert "DIETClassifier（7 轮，文档给的是 100 轮）" in text


def test_without_diet_there_is_one_column_and_a_word_why():
    text = section({"fawen": judged([True], training=100, stages={"x.SentenceEncoder3": 0.008})}, 7)
    assert "| 训练，CPU 秒 | 100 |\n" in text and "没有装原装 DIET" in text
    assert "| 整句的意思 | 8.0 ms |" in text


def test_both_counters_of_a_pipeline_are_one_stage():
    ours = judged([True], stages={"CountVectorsFeaturizer1": 0.001, "CountVectorsFeaturizer2": 0.002})
    assert "| 数词和字 | 3.0 ms |" in understanding.stages(ours)


def test_the_section_is_put_on_the_page_and_replaced_the_next_time():
    made = section({"fawen": judged([True], training=100)}, 7)
    once = put_into(PAGE, made)
    assert kept(PAGE, TITLE) == "" and kept(once, TITLE).strip() == made
    assert once.index(made) < once.index("## 怎么比的") and once.startswith("# 速度\n\n## 吞吐\n\n一\n")
    newer = section({"fawen": judged([True, False], training=200)}, 7)
    assert put_into(once, newer) == put_into(PAGE, newer)


def test_every_stage_notes_its_time_and_still_answers():
    node = SimpleNamespace(_fn=lambda component, messages: [*messages, component], _fn_name="process")
    other = SimpleNamespace(_fn=None, _fn_name="provide")
    runner = SimpleNamespace(_instantiated_nodes={"run_Encoder3": node, "domain_provider": other})
    noted = judge.clocked(SimpleNamespace(processor=SimpleNamespace(graph_runner=runner)))
    assert node._fn("self", ["said"]) == ["said", "self"]
    assert list(noted) == ["Encoder3"] and len(noted["Encoder3"]) == 1 and other._fn is None


def test_diet_learns_our_examples_and_is_trained_again_only_when_they_change(tmp_path, monkeypatch):
    monkeypatch.setattr(diet, "PROJECT", tmp_path)
    monkeypatch.setattr(diet, "COST", tmp_path / "cost.json")
    told = SimpleNamespace(stdout="version: '3.1'\nnlu: []\n")
    monkeypatch.setattr(diet.subprocess, "run", lambda *_, **__: told)
    trainings = []
    monkeypatch.setattr(understanding, "trained", lambda *_: trainings.append(1) or Judged(training=9.0))
    for _ in range(2):
        assert understanding.trained_diet(5, lambda _: None).training == 9.0
    assert len(trainings) == 1
    assert yaml.safe_load((tmp_path / "config.yml").read_text("utf-8"))["pipeline"][-1]["epochs"] == 5
    told.stdout = "version: '3.1'\nnlu: [{intent: greet}]\n"
    understanding.trained_diet(5, lambda _: None)
    assert len(trainings) == 2 and json.loads((tmp_path / "cost.json").read_text("ascii"))["training"] == 9.0


def test_without_its_environment_diet_is_left_out_with_a_word(monkeypatch):
    monkeypatch.setattr(understanding, "trained", lambda *_: Judged())
    monkeypatch.setattr(understanding, "ask", lambda *_: None)
    monkeypatch.setattr(diet, "is_built", lambda: False)
    said = []
    assert list(understanding.compare([], 5, None, said.append)) == ["fawen"]
    assert "make bench-diet" in said[-1]
