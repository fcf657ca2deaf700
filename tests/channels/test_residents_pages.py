"""The residents' own pages: each sees only their own, acts only by a form of their own, and nothing stays in a cache."""

import json
import re
from datetime import date, datetime, timezone
from html import unescape

import pytest

from casework import cases, consultations, conversations, enquiries, tables
from casework.database import Database
from casework.district import load_sample_if_empty
from casework.mediators import mediators_near
from channels.forms import Forms
from channels.limits import Limits
from channels.residents_drawing import telephones
from channels.residents_pages import add_residents_pages
from channels.sessions import Sessions
from tests.channels.small_site import Browser, serving

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)
TOLD = [{"fact": "事故日期", "answer": "2026年11月21日"}]
GUIDE = {"issue_title": "交通事故", "headline": "对方要赔医疗费。", "told": TOLD}
PHONE_OF_WECHAT = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40"


class OfAccount:
    app_id, open_url, public_url = "wx1234567890", "https://open.example.test", "https://fawen.example.test/"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    database = Database(f"sqlite:///{folder}/fawen.db", key_file=folder / "secret.key")
    database.migrate()
    with database.session() as session:
        load_sample_if_empty(session)
    yield database
    database.close()


async def nobody(code):
    raise AssertionError("nobody comes in here")


@pytest.fixture(scope="module")
def site(database, known):
    with serving(lambda app: add_residents_pages(app, database, lambda: known, Limits())) as url:
        yield url


@pytest.fixture(scope="module")
def site_with_account(database, known):
    def build(app):
        add_residents_pages(app, database, lambda: known, Limits(), wechat=OfAccount(), openid_of=nobody)

    with serving(build) as url:
        yield url


@pytest.fixture
def come_in(site, database, request):
    """A browser whose cookie names the conversations given, and a case in each of them."""

    def come_in(*talks, agent="", at=site):
        browser, sessions = Browser(at, agent), Sessions(database)
        talks = [f"{request.node.name}-{talk}" for talk in talks]
        browser.known_by(sessions._serializer().dumps(talks))
        browser.talks, browser.opened = talks, [fill(database, talk) for talk in talks]
        return browser

    return come_in


def fill(database, talk):
    with database.session() as session:
        conversations.append_message(session, talk, {"text": "叫车撞了<b>"}, client_id="a", now=NOON)
        consultations.save_consultation(
            session, talk, talk, "traffic_accident", {"事故日期": "2026-11-21"}, date(2026, 11, 22), GUIDE, "v1"
        )
        mediator = mediators_near(session, "示例东岗村")["村"][0]
        application = cases.Application(
            talk, "traffic_accident", "2026-11", NOON, "示例·张三", "13800000000", mediator_id=mediator.id
        )
        return cases.open_case(session, talk, application, NOON)


def events(database, number):
    with database.reading() as session:
        case = session.query(tables.Case).filter_by(number=number).one()
        return [event.what for event in case.events]


def token(page):
    return unescape(re.search('name="token" value="([^"]+)"', page.text)[1])


def test_the_directory_leads_from_towns_to_villages_to_people(site):
    browser = Browser(site)
    page = browser.open("/mediators")
    assert page.status_code == 200 and "<script" not in page.text and "示例·李调解员" in page.text
    town = re.search(r'href="(/mediators/\d+)">示例东镇', page.text)[1]
    page = browser.open(town)
    assert "示例·陈调解员" in page.text and 'href="tel:00000000005"' in page.text and "擅长：婚姻家庭" in page.text
    assert 'href="/?wish=mediator"' in page.text and "示例西坡村" not in page.text
    assert browser.open("/mediators/99999").status_code == 404
    assert browser.open("/mediators/x").status_code == 404


def test_a_village_is_found_as_people_say_it(site):
    page = Browser(site).open("/mediators?q=东岗村")
    assert re.search(r'href="/mediators/\d+#v\d+">示例东镇 示例东岗村', page.text)
    assert "没有找到「&lt;b&gt;」" in Browser(site).open("/mediators?q=<b>").text
    assert Browser(site).open("/mediators?q=" + "村" * 300).status_code == 200


def test_inside_wechat_the_wish_goes_to_the_account(site_with_account, site):
    inside = Browser(site_with_account, PHONE_OF_WECHAT).open("/mediators").text
    assert "发送「找村镇调解员」" in inside and "wish=mediator" not in inside
    assert "wish=mediator" in Browser(site_with_account).open("/mediators").text
    assert "wish=mediator" in Browser(site, PHONE_OF_WECHAT).open("/mediators").text


def test_a_photo_is_shown_where_there_is_one(site, database, tmp_path, monkeypatch):
    with database.session() as session:
        session.query(tables.Mediator).filter_by(name="示例·李调解员").one().photo = "li.jpg"
    monkeypatch.setenv("FAWEN_PHOTOS", str(tmp_path))
    assert "/photos/li.jpg" not in Browser(site).open("/mediators").text
    (tmp_path / "li.jpg").write_bytes(b"x")
    assert 'src="/photos/li.jpg" alt=""' in Browser(site).open("/mediators").text


def test_pages_are_small_strict_and_never_cached(site, come_in):
    browser = come_in("a")
    for path in ("/mediators", "/mine", "/mine/data", "/mine/forget", "/mine/leave"):
        page = browser.open(path)
        assert page.status_code == 200 and len(page.content) < 20_000, path
        assert page.headers["Cache-Control"] == "private, no-store"
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "form-action 'self'" in policy
        assert "<script" not in page.text and "style=" not in page.text


def test_a_stranger_is_told_what_to_do(site, site_with_account):
    page = Browser(site).open("/mine")
    assert "还没有您的案件" in page.text and "去说说" in page.text and "/wx/in" not in page.text
    assert "/wx/in?to=/mine" in Browser(site_with_account, PHONE_OF_WECHAT).open("/mine").text
    assert "/wx/in" not in Browser(site_with_account).open("/mine").text
    assert "没有记着关于您的东西" in Browser(site).open("/mine/data").text
    forged = Browser(site)
    forged.known_by("WyJhIl0.forged")
    assert "还没有您的案件" in forged.open("/mine").text


def test_who_is_known_from_wechat_is_not_asked_to_come_in(site_with_account, database):
    browser = Browser(site_with_account, PHONE_OF_WECHAT)
    browser.known_by(Sessions(database)._serializer().dumps(["wx-known"]))
    assert "/wx/in" not in browser.open("/mine").text


def test_mine_shows_guides_and_cases_of_all_talks_and_of_nobody_else(come_in):
    mine, other = come_in("a", "b"), come_in("c")
    page = mine.open("/mine").text
    for opened in mine.opened:
        assert opened.number in page
    assert other.opened[0].number not in page
    assert "已经递上去了，还在等调解员接手。" in page and "您提交了申请。" in page
    assert "示例·陈调解员" in page and 'href="tel:00000000005"' in page
    assert page.count('href="/g/') == 2 and "交通事故" in page and "对方要赔医疗费。" in page
    assert "13800000000" not in page and mine.opened[0].code not in page


def test_a_case_is_taken_back_after_asking(come_in, database):
    mine = come_in("a")
    number = mine.opened[0].number
    asked = mine.open(f"/mine/withdraw?number={number}")
    assert "要撤回这件案子吗" in asked.text and number in asked.text
    assert events(database, number) == ["提交"]
    done = mine.submit("/mine/withdraw", number=number, token=token(asked))
    assert done.status_code == 303 and "已经撤回。" in mine.open(done.headers["Location"]).text
    assert events(database, number) == ["提交", "改状态"]
    again = mine.submit("/mine/withdraw", number=number, token=token(asked))
    assert again.status_code == 200 and "已撤回" in again.text
    assert events(database, number) == ["提交", "改状态"]


def test_nobody_takes_back_anothers_case(come_in, database):
    mine, other = come_in("a"), come_in("b")
    number = mine.opened[0].number
    own_form = token(other.open(f"/mine/withdraw?number={other.opened[0].number}"))
    assert other.open(f"/mine/withdraw?number={number}").status_code == 404
    assert other.submit("/mine/withdraw", number=number, token=own_form).status_code == 404
    assert events(database, number) == ["提交"]


@pytest.mark.parametrize("act", ["withdraw", "correct", "forget", "leave"])
def test_a_form_without_its_own_token_does_nothing_and_asks_again(come_in, database, act):
    mine, other = come_in("a", "b"), come_in("c")
    first, second = (one.number for one in mine.opened)
    fields = {"number": first, "name": "示例·李四", "phone": "13900000000"}
    stolen = token(other.open(f"/mine/{act}?number={other.opened[0].number}"))
    for_another_case = token(mine.open(f"/mine/withdraw?number={second}"))
    for wrong in ("", "x.y.z", stolen, for_another_case):
        page = mine.submit(f"/mine/{act}", token=wrong, **fields)
        assert page.status_code == 200 and "什么都没有改动" in page.text and token(page), wrong
        assert "13900000000" not in page.text
    assert events(database, first) == ["提交"] and mine.cookies.get("fawen")
    assert mine.opened[0].number in mine.open("/mine").text


def test_a_token_runs_out_and_dies_with_the_cookie(database):
    class Asked:
        def __init__(self, cookie, form=None):
            self.cookies, self.form = {"fawen": cookie}, form or {}

    forms = Forms(database)
    given = {"token": forms.token(Asked("one"), "withdraw 1")}
    assert forms.genuine(Asked("one", given), "withdraw 1")
    assert not forms.genuine(Asked("two", given), "withdraw 1")
    assert not forms.genuine(Asked("one", given), "withdraw 2")
    assert not Forms(database, seconds=-1).genuine(Asked("one", given), "withdraw 1")


def test_name_and_phone_are_put_right(come_in, database):
    mine = come_in("a")
    number = mine.opened[0].number
    asked = mine.open(f"/mine/correct?number={number}")
    assert "示例·张三" in asked.text and "13800000000" in asked.text
    wrong = mine.submit("/mine/correct", number=number, token=token(asked), name="示例·李四", phone="12")
    assert "电话写 11 位" in wrong.text and 'value="示例·李四"' in wrong.text and 'value="12"' in wrong.text
    done = mine.submit("/mine/correct", number=number, token=token(wrong), name="示例·李四", phone="139 0000 0000")
    assert done.status_code == 303 and "改好了" in mine.open(done.headers["Location"]).text
    page = mine.open("/mine/data").text
    assert "示例·李四" in page and "13900000000" in page and "13800000000" not in page


def test_what_is_kept_is_told_with_reason_and_day_and_the_look_is_noted(come_in, database):
    mine = come_in("a", "b")
    page = mine.open("/mine/data").text
    assert "2 条" in page and "2026年11月22日" in page and "为了" in page and "90 天" in page
    assert "示例·张三" in page and "13800000000" in page and "事故日期" in page
    mine.open("/mine/data")
    assert events(database, mine.opened[0].number) == ["提交", "本人看过姓名电话"]


def test_a_copy_holds_everything_and_is_noted(come_in, database):
    mine, other = come_in("a", "b"), come_in("c")
    got = mine.open("/mine/data.json")
    assert (
        got.headers["Content-Disposition"].startswith("attachment")
        and got.headers["Cache-Control"] == "private, no-store"
    )
    copy = json.loads(got.content)
    assert {one["编号"] for one in copy["案件"]} == {one.number for one in mine.opened}
    assert copy["案件"][0]["电话"] == "13800000000" and copy["咨询"][0]["事实"] == {"事故日期": "2026-11-21"}
    assert [talk[0]["text"] for talk in copy["对话"]] == ["叫车撞了<b>"] * 2
    assert other.opened[0].number not in got.text
    assert events(database, mine.opened[0].number)[-1] == "本人下载了自己的信息"


def test_forgetting_asks_first_then_leaves_only_number_state_and_steps(come_in, database):
    mine = come_in("a", "b")
    first = mine.opened[0]
    asked = mine.open("/mine/forget")
    assert "编号、状态" in asked.text and "联系不上您" in asked.text
    done = mine.submit("/mine/forget", token=token(asked))
    assert done.status_code == 200 and first.number in done.text and "编号、状态" in done.text
    assert mine.cookies.get("fawen") is None
    with database.session() as session:
        for opened in mine.opened:
            case = session.query(tables.Case).filter_by(number=opened.number).one()
            assert case.applicant_name is None and case.applicant_phone is None and case.state == "待受理"
        assert conversations_left(session, mine.talks) == 0
        assert enquiries.case_status(session, first.number, first.code, NOON).status.history
    assert "还没有您的案件" in mine.open("/mine").text


def conversations_left(session, talks):
    return session.query(tables.Message).filter(tables.Message.conversation_id.in_(talks)).count()


def test_leaving_a_borrowed_device_deletes_nothing(come_in, database):
    mine = come_in("a")
    done = mine.submit("/mine/leave", token=token(mine.open("/mine/leave")))
    assert done.status_code == 303 and mine.cookies.get("fawen") is None
    assert "还没有您的案件" in mine.open(done.headers["Location"]).text
    with database.reading() as session:
        assert conversations_left(session, mine.talks) == 1


def test_one_address_is_slowed_down_kindly(database, known):
    limits = Limits(per_address="2/minute")
    with serving(lambda app: add_residents_pages(app, database, lambda: known, limits)) as url:
        pages = [Browser(url).open("/mediators") for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 429] and "12348" in pages[-1].text


@pytest.mark.parametrize(
    "written, links",
    [
        ("0374-1234567", [("0374-1234567", "tel:03741234567")]),
        (
            "0374-1234567转2、138 0000",
            [("0374-1234567转2", "tel:03741234567"), ("138", "tel:138"), ("0000", "tel:0000")],
        ),
        ("", []),
        ("无", []),
    ],
)
def test_telephones_are_dialled_one_by_one(written, links):
    assert telephones(written) == links
