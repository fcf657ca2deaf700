"""Consultations behind their links."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone

from casework import consultations

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
DAY = date(2026, 11, 22)
GUIDE = {"headline": "对方先赔", "parts": [{"cite": ["民法典 1213"]}]}


def save(session, key="talk:7", facts=None, **more):
    facts = facts or {"医疗费": 3000, "责任": "不清楚"}
    return consultations.save_consultation(session, key, "talk", "traffic", facts, DAY, GUIDE, "v1", now=NOON, **more)


def test_it_comes_back_as_it_was_saved(database):
    with database.session() as session:
        token = save(session)
    assert len(token) >= 22 and token.replace("-", "").replace("_", "").isalnum()
    with database.reading() as session:
        found = consultations.consultation_by_token(session, token, NOON)
        assert found.facts == {"医疗费": 3000, "责任": "不清楚"} and found.guide == GUIDE
        assert (found.issue, found.day, found.knowledge_version) == ("traffic", DAY, "v1")
        assert found.created_at == NOON and found.conversation_id == "talk"
        assert consultations.consultations_of(session, "talk", NOON) == [(token, found)]


def test_the_same_key_is_saved_once_and_gets_the_same_link(database, counts):
    def once(n):
        with database.session() as session:
            return save(session, facts={"n": n})

    with ThreadPoolExecutor(8) as pool:
        tokens = set(pool.map(once, range(16)))
    assert len(tokens) == 1 and counts(database)["consultation"] == 1


def test_links_cannot_be_made_from_keys_by_outsiders(database, open_database, tmp_path):
    with database.session() as session:
        ours, other = save(session), save(session, key="talk:8")
    assert ours != other
    elsewhere = type(database)(f"sqlite:///{tmp_path}/elsewhere/fawen.db")
    elsewhere.migrate()
    with elsewhere.session() as session:
        assert save(session) != ours
    elsewhere.close()


def test_a_link_that_ran_out_or_never_was_opens_nothing(database):
    with database.session() as session:
        token = save(session, keep_days=10)
    with database.reading() as session:
        assert consultations.consultation_by_token(session, token, NOON + timedelta(days=9))
        assert consultations.consultation_by_token(session, token, NOON + timedelta(days=10)) is None
        for wrong in ("", token[:-1], token + "A", "' OR 1=1 --", "一二三"):
            assert consultations.consultation_by_token(session, wrong, NOON) is None
