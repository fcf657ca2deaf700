"""Who may import whom: the arrows of the house, held by reading the sources."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUARDED = {"rasa", "rasa_sdk", "sanic", "sqlalchemy", "alembic", "bot", "casework", "channels"}
MAY_IMPORT = {
    "bot/consultation": {"bot.consultation"},
    "bot/actions": {"rasa_sdk", "bot.actions", "bot.knowledge_base", "bot.consultation", "casework"},
    "bot/importer.py": {"rasa", "bot.consultation"},
    "bot/nlu": {"rasa", "bot.nlu", "bot.consultation.wording"},
    "bot/checkpoints.py": {"rasa", "casework"},
    "bot/in_process_actions.py": {"rasa", "rasa_sdk"},
    "casework": {"casework", "sqlalchemy", "alembic"},
    "channels": {
        "rasa.core.channels",
        "sanic",
        "sqlalchemy.exc",
        "sqlalchemy.orm.Session",
        "channels",
        "casework",
        "bot.checkpoints",
        "bot.consultation",
    },
}
# What a door may take from the core: data shapes and sentences, never the law itself.
DOORS_MAY_KNOW = {"bot.consultation.model", "bot.consultation.render", "bot.consultation.values"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def sources(room):
    path = ROOT / room
    return [path] if path.is_file() else [one for one in path.rglob("*.py") if "node_modules" not in one.parts]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room):
    assert sources(room), f"{room} is empty"
    for path in sources(room):
        for module in imported(path):
            if module.split(".")[0] in GUARDED:
                assert any(module == may or module.startswith(f"{may}.") for may in MAY_IMPORT[room]), (
                    f"{path}: {module}"
                )


def test_doors_know_no_law():
    for path in sources("channels"):
        for module in imported(path):
            if module.startswith("bot.consultation"):
                assert module.rpartition(".")[0] in DOORS_MAY_KNOW, f"{path}: {module}"


def test_only_the_actions_know_rasa_sdk():
    for path in (*sources("bot"), *sources("casework"), *sources("channels")):
        if "actions" not in path.as_posix():
            assert not any(module.startswith("rasa_sdk") for module in imported(path)), path


def test_knowledge_holds_no_python():
    assert not list((ROOT / "knowledge").rglob("*.py"))


def test_every_module_says_what_it_is_for():
    for path in (*sources("bot"), *sources("casework"), *sources("channels")):
        if path.stat().st_size:
            assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"
