"""Every fixed sentence the talk asks for is written, and every gap in it is filled."""

import ast
import re
from pathlib import Path

import pytest

from bot.consultation.wanted_messages import WANTED


def _is_of_the_talk(path: Path, called: ast.expr) -> bool:
    """Whether this is the library's own ``words``; the residents' pages draw theirs with a function of that name."""
    if isinstance(called, ast.Name):
        return called.id == "words" and path.parts[0] == "bot"
    return getattr(called, "attr", "") == "words"


CALLS = [
    (path, call)
    for path in (*Path("bot").rglob("*.py"), *Path("channels").glob("*.py"))
    for call in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(call, ast.Call)
    and _is_of_the_talk(path, call.func)
    and call.args
    and isinstance(call.args[0], ast.Constant)
]


def test_the_talk_says_something():
    assert len(CALLS) > 20


@pytest.mark.parametrize("path, call", CALLS, ids=lambda one: getattr(one, "name", ""))
def test_a_fixed_sentence_is_written_and_its_gaps_are_filled(path, call, known):
    name = call.args[0].value
    assert name in known.messages, f"{path}:{call.lineno}: knowledge/messages.yml has no {name}"
    gaps = set(re.findall(r"\{(\w+)\}", known.messages[name]))
    given = {keyword.arg for keyword in call.keywords}
    assert None in given or gaps <= given, f"{path}:{call.lineno}: {gaps - given} is not filled"


def test_no_fixed_sentence_is_left_over(known):
    own = Path("bot/consultation/wanted_messages.py")
    source = "".join(path.read_text("utf-8") for path in Path("bot").rglob("*.py") if path != own)
    assert not [name for name in known.messages if f'"{name}"' not in source]


def test_what_is_said_makes_sense_at_every_door(known):
    """In WeChat and by voice there is nothing to tap: an option is chosen, by its number or its words."""
    said = dict(known.messages)
    said |= {entry["id"]: entry["say"] for entry in known.faq}
    said |= {field.name: field.say for field in known.elsewhere.values()}
    for issue in known.issues.values():
        said |= {f"{issue.name} {question.id}": f"{question.ask}{question.help}" for question in issue.questions}
        said[issue.name] = issue.opening
    # A message that is opened, or something done in another program, is not said of ours.
    tapping = re.compile(r"点一下|点击|点开看|按钮|点上面|点下面|就点它|[就都还也]?点「|可以点")
    assert {name: text for name, text in said.items() if tapping.search(text)} == {}


@pytest.mark.parametrize("path, call", CALLS, ids=lambda one: getattr(one, "name", ""))
def test_the_list_of_wanted_sentences_is_true(path, call):
    given = {keyword.arg for keyword in call.keywords}
    assert call.args[0].value in WANTED
    assert None in given or set(WANTED[call.args[0].value]) <= given
