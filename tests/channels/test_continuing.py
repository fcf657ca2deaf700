"""A talk goes on elsewhere by eight digits: the very same talk, once, for ten minutes, and guessing is hopeless."""

import re
from datetime import timedelta

import pytest

from casework import clock, continuations, followers, privacy
from casework.database import Database
from channels.limits import Limits
from channels.sessions import Sessions
from channels.web import WebChannel
from tests.channels.small_site import PATIENCE, Browser, serving

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("continuing")
    database = Database(f"sqlite:///{folder}/fawen.db", key_file=folder / "secret.key")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def site(database, known):
    async def silent(message):
        return None

    def build(app):
        web = WebChannel(database, lambda: known, Limits(codes="10/minute"))
        app.blueprint(web.blueprint(silent), url_prefix="/api")

    with serving(build) as url:
        yield url


class Page(Browser):
    """A chat page: asks for JSON and says where it comes from."""

    def __init__(self, url):
        super().__init__(url)
        self.headers["X-Fawen"] = "1"

    def ask(self, path, **body):
        return self.post(self.base + path, json=body, timeout=PATIENCE)

    def history(self):
        return self.open("/api/session").json()["messages"]


@pytest.fixture
def phone(site):
    one = Page(site)
    one.history()
    one.ask("/api/messages", client_id="a", text="叫车撞了")
    return one


@pytest.fixture
def code(phone):
    given = phone.ask("/api/continuation").json()
    assert re.fullmatch(r"\d{8}", given["code"]) and given["minutes"] == 10
    return given["code"]


@pytest.mark.parametrize("typed", [str, lambda code: f" {code[:4]}-{code[4:]} ", lambda code: code.translate(WIDE)])
def test_the_talk_goes_on_on_the_other_device_and_on_both(site, phone, code, typed):
    desk = Page(site)
    assert desk.ask("/api/continue", code=typed(code)).status_code == 200
    assert desk.history() == phone.history()
    assert any(one["text"] == "叫车撞了" for one in desk.history())
    desk.ask("/api/messages", client_id="b", text="腿断了")
    assert any(one["text"] == "腿断了" for one in phone.history())


def test_the_devices_own_talk_is_not_lost_for_forgetting(site, database, code):
    desk = Page(site)
    desk.history()
    [own] = Sessions(database)._serializer().loads(desk.cookies["fawen"])
    desk.ask("/api/continue", code=code)
    talks = Sessions(database)._serializer().loads(desk.cookies["fawen"])
    assert talks[0] == own and len(talks) == 2


def test_a_code_is_good_once_and_only_the_latest(site, phone, code):
    newer = phone.ask("/api/continuation").json()["code"]
    answers = [Page(site).ask("/api/continue", code=one).status_code for one in (code, newer, newer)]
    assert answers == [404, 200, 404]


def test_a_follower_brings_the_talk_of_the_account_along(site, database):
    with database.session() as session:
        talk = followers.follower(session, "o-somebody").conversation_id
        code = continuations.issue_code(session, talk)
    desk = Page(site)
    assert desk.ask("/api/continue", code=code).ok
    assert Sessions(database)._serializer().loads(desk.cookies["fawen"]) == [talk]


def test_a_code_runs_out_and_dies_with_its_talk(site, database, phone):
    [talk] = Sessions(database)._serializer().loads(phone.cookies["fawen"])
    with database.session() as session:
        old = continuations.issue_code(session, talk, clock.now() - timedelta(minutes=11))
    assert Page(site).ask("/api/continue", code=old).status_code == 404
    fresh = phone.ask("/api/continuation").json()["code"]
    with database.session() as session:
        privacy.forget(session, talk)
    assert Page(site).ask("/api/continue", code=fresh).status_code == 404
    assert phone.ask("/api/continuation").json()["error"]["code"] == "no_session"


@pytest.mark.parametrize(
    "body", [{}, {"code": 12345678}, {"code": ""}, {"code": "一二三四五六七八"}, {"code": "9" * 9000}, {"code": None}]
)
def test_what_is_no_code_is_refused_kindly_and_leaves_the_cookie_alone(site, body):
    desk = Page(site)
    answer = desk.ask("/api/continue", **body)
    assert answer.status_code == 404 and "再要一个新的" in answer.json()["error"]["text"]
    assert "fawen" not in desk.cookies


def test_guessing_is_slowed_down_and_a_good_code_keeps(site, code):
    guesses = [Page(site).ask("/api/continue", code=f"{number:08d}").status_code for number in range(11)]
    assert guesses == [404] * 10 + [429]
    answer = Page(site).ask("/api/continue", code=code)
    assert answer.status_code == 429 and "等一分钟" in answer.json()["error"]["text"]


def test_another_site_cannot_bring_somebody_elses_talk_here(site, code):
    elsewhere = Page(site)
    elsewhere.headers.pop("X-Fawen")
    assert elsewhere.ask("/api/continue", code=code).status_code == 400
    assert elsewhere.ask("/api/continuation").status_code == 400
    assert Page(site).ask("/api/continue", code=code).ok


def test_without_a_talk_there_is_no_code(site):
    assert Page(site).ask("/api/continuation").status_code == 401
