"""The worked issue on the author's page is correct: whoever copies it gets no error."""

import re
import shutil
from pathlib import Path

from bot.consultation import guide, library
from bot.consultation.checks import problems_in

PAGE = Path("knowledge/README.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^`(\w+\.yml)` ——[^\n]*\n\n```yaml\n(.*?)^```", PAGE, re.S | re.M))


PAPER = re.search(r"^# papers/example_demand\.yml\n.*?(?=^```)", PAGE, re.S | re.M)


def test_the_worked_issue_and_its_paper_pass_the_check(tmp_path):
    assert set(BLOCKS) == {"issue.yml", "findings.yml", "examples.yml", "cases.yml"}
    root = tmp_path / "knowledge"
    shutil.copytree("knowledge", root, ignore=shutil.ignore_patterns("issues", "papers", "*.md"))
    folder = root / "issues" / "example_loan"
    folder.mkdir(parents=True)
    for file, text in BLOCKS.items():
        (folder / file).write_text(text, "utf-8")
    (root / "papers").mkdir()
    (root / "papers" / "example_demand.yml").write_text(PAPER[0], "utf-8")
    known = library.load(root, check=False)
    assert list(known.issues) == ["example_loan"]
    assert not [str(one) for one in problems_in(known, root) if "example" in one.file]
    case = known.issues["example_loan"].cases[0]
    made = guide.build(known.issues["example_loan"], case.facts, case.today, known)
    assert [paper["title"] for paper in made["papers"]] == ["示例·催款书"]


def test_every_verb_on_the_page_exists():
    from bot.cli import VERBS

    assert set(re.findall(r"\bfawen ([a-z-]+)", PAGE)) <= set(VERBS)
