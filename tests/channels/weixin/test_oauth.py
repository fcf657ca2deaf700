"""Coming in from WeChat: its own things for each, once a code, for this browser, and never an openid where others look."""

import re
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

import pytest

from casework import cases, followers, tables
from casework.database import Database
from channels.limits import Limits
from channels.residents_pages import add_residents_pages
from channels.sessions import Sessions
from channels.weixin.oauth import WAYS, States
from tests.channels.small_site import Browser, serving

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
AGENT = "Mozilla/5.0 MicroMessenger/8.0.40"
LI, WANG = "oLi-the-first-0001", "oWang-the-other-02"


class Account:
    app_id, open_url, public_url = "wx1234567890", "https://open.example.test/", "https://fawen.example.test/sub"


class WeChat:
    """Knows whose code is whose, and each code once."""

    def __init__(self):
        self.codes, self.asked = {}, []

    async def openid_of(self, code):
        self.asked.append(code)
        if code not in self.codes:
            raise RuntimeError(f"40163 code been used: {code} {LI}")
        return self.codes.pop(code)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("oauth")
    database = Database(f"sqlite:///{folder}/fawen.db", key_file=folder / "secret.key")
    database.migrate()
    yield database
    database.close()


@pytest.fixture(scope="module")
def wechat():
    return WeChat()


@pytest.fixture(scope="module")
def site(database, known, wechat):
    def build(app):
        add_residents_pages(app, database, lambda: known, Limits(), wechat=Account(), openid_of=wechat.openid_of)

    with serving(build) as url:
        yield url


@pytest.fixture
def browser(site):
    return Browser(site, AGENT)


@pytest.fixture
def application_of(database):
    def opened(openid):
        talk = talk_of(database, openid)
        with database.session() as session:
            given = cases.Application(talk, "divorce", "2026-11", NOON, "示例·张三", "13800000000")
            return cases.open_case(session, talk, given, NOON).number

    return opened


def leave(browser, to="/mine"):
    """Goes out to WeChat and gives the state it was sent with."""
    gone = browser.open(f"/wx/in?to={to}")
    assert gone.status_code == 302
    return parse_qs(urlsplit(gone.headers["Location"]).query)["state"][0]


def come_in(browser, wechat, openid, to="/mine"):
    state = leave(browser, to)
    wechat.codes["code-1"] = openid
    return browser.open(f"/wx/back?code=code-1&state={state}")


def talk_of(database, openid):
    with database.session() as session:
        return followers.follower(session, openid).conversation_id


def known_as(browser, database):
    return Sessions(database)._serializer().loads(browser.cookies.get("fawen", path="/"))


def kindly_refused(page):
    assert page.status_code == 403 and "菜单里的「我的」" in page.text
    assert "fawen=" not in page.headers.get("Set-Cookie", "") and page.headers["Cache-Control"] == "private, no-store"
    return True


def test_the_browser_is_sent_to_wechat_as_it_wants_it(browser):
    gone = browser.open("/wx/in?to=/mine").headers["Location"]
    assert re.fullmatch(
        r"https://open\.example\.test/connect/oauth2/authorize\?appid=wx1234567890"
        r"&redirect_uri=https%3A%2F%2Ffawen\.example\.test%2Fsub%2Fwx%2Fback"
        r"&response_type=code&scope=snsapi_base&state=[A-Za-z0-9]{1,128}#wechat_redirect",
        gone,
    )


def test_a_resident_comes_in_and_sees_their_own_case(browser, wechat, database, application_of):
    number = application_of(LI)
    back = come_in(browser, wechat, LI)
    assert back.status_code == 303 and back.headers["Location"] == "/mine"
    assert back.headers["Cache-Control"] == "private, no-store" and "HttpOnly" in back.headers["Set-Cookie"]
    assert known_as(browser, database) == [talk_of(database, LI)]
    assert number in browser.open("/mine").text
    other = Browser(browser.base, AGENT)
    come_in(other, wechat, WANG)
    assert number not in other.open("/mine").text


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/mine/../x", "/g/secret", "", "/mine?x=1"])
def test_only_our_own_ways_lead_on(browser, wechat, to):
    assert come_in(browser, wechat, LI, to).headers["Location"] == "/mine"


@pytest.mark.parametrize("to", WAYS)
def test_every_way_of_ours_is_kept(browser, wechat, to):
    assert come_in(browser, wechat, LI, to).headers["Location"] == to


def test_a_code_is_good_once(browser, wechat):
    state = leave(browser)
    wechat.codes["code-2"] = LI
    assert browser.open(f"/wx/back?code=code-2&state={state}").status_code == 303
    assert kindly_refused(browser.open(f"/wx/back?code=code-2&state={state}"))
    assert kindly_refused(browser.open(f"/wx/back?code=code-2&state={leave(browser)}"))


def test_what_is_missing_or_made_up_is_refused_without_asking_wechat(browser, wechat):
    state, before = leave(browser), list(wechat.asked)
    made_up = (f"{state[:-2]}AA", "", "%E6%9D%91", "A" * 300)
    for query in ("", "code=x", *(f"code=x&state={one}" for one in made_up)):
        assert kindly_refused(browser.open(f"/wx/back?{query}")), query
    assert kindly_refused(browser.open(f"/wx/back?state={leave(browser)}"))
    assert wechat.asked == before


def test_a_state_belongs_to_the_browser_that_left_with_it(browser, wechat):
    wechat.codes["code-3"] = WANG
    attackers = leave(Browser(browser.base, AGENT))
    assert kindly_refused(browser.open(f"/wx/back?code=code-3&state={attackers}"))
    leave(browser)
    assert kindly_refused(browser.open(f"/wx/back?code=code-3&state={attackers}"))
    assert "code-3" not in wechat.asked


def test_a_state_runs_out(database, monkeypatch):
    states = States(database)
    state, word = states.issue("/mine")
    assert states.read(state, word) == "/mine" and states.read(state, "") is None and states.read(state, "x") is None
    monkeypatch.setattr("channels.weixin.oauth.MINUTES", -1)
    assert states.read(state, word) is None


def test_a_phone_that_changed_hands_shows_nothing_of_before(browser, wechat, database):
    browser.known_by(Sessions(database)._serializer().dumps(["web-talk"]))
    for _ in range(2):
        come_in(browser, wechat, LI)
        assert known_as(browser, database) == ["web-talk", talk_of(database, LI)]
    come_in(browser, wechat, WANG)
    assert known_as(browser, database) == [talk_of(database, WANG)]


def test_a_talk_from_elsewhere_that_another_follower_took_up_counts_as_theirs(browser, wechat, database):
    with database.session() as session:
        known = followers.follower(session, LI)
        row = session.get(tables.Follower, known.id)
        row.conversation_id = "taken-up-from-a-computer"
    browser.known_by(Sessions(database)._serializer().dumps(["taken-up-from-a-computer"]))
    assert "/wx/in" not in browser.open("/mine").text
    come_in(browser, wechat, WANG)
    assert known_as(browser, database) == [talk_of(database, WANG)]


def test_the_openid_and_the_code_stay_out_of_pages_addresses_and_the_log(browser, wechat, capfd, caplog):
    back = come_in(browser, wechat, LI)
    failed = browser.open(f"/wx/back?code=code-secret&state={leave(browser)}")
    pages = (back, failed, browser.open("/mine"), browser.open("/mine/data"), browser.open("/mine/data.json"))
    said = "".join(str(page.headers) + page.text for page in pages)
    written = "".join(capfd.readouterr()) + caplog.text
    assert "code-secret" in wechat.asked and "wechat.way_in.failed" in written
    for secret in (LI, "code-secret", "code-1"):
        assert secret not in said and secret not in written


def test_without_an_account_there_is_no_way_in(database, known):
    with serving(lambda app: add_residents_pages(app, database, lambda: known, Limits())) as url:
        assert Browser(url, AGENT).open("/wx/in").status_code == 404
        assert Browser(url, AGENT).open("/wx/back?code=a&state=b").status_code == 404
