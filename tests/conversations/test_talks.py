"""Whole talks as residents really go, held to what must always be true and to what each is about."""

import pytest

from tests.conversations.walking import EXPECTATIONS, MOVES, Walk, talks

TALKS = dict(talks())


@pytest.mark.parametrize("name", TALKS)
def test_a_whole_talk(name, known):
    talk = TALKS[name]
    walk = Walk(known, talk.get("knows"))
    for line in talk["talk"]:
        walk.go(line)


def test_there_are_sixty_and_each_expects_something():
    assert len(TALKS) >= 60
    for name, talk in TALKS.items():
        lines = [str(line) for line in talk["talk"]]
        assert any(line.startswith("→") for line in lines), name
        assert all(line[1:].split()[0] in EXPECTATIONS for line in lines if line.startswith("→")), name
        assert all(line[1:].split()[0] in MOVES for line in lines if line.startswith(".")), name
