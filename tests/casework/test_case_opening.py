"""Opening cases: once however often asked, whole or not at all; and the moves they may make."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import pytest
from sqlalchemy import select

from casework import cases, states, tables
from casework.database import Database
from casework.district import load_sample_if_empty
from casework.errors import CaseRefused
from casework.mediators import mediators_near

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)


def open_case(database, request_key, application, now=NOON):
    with database.session() as session:
        return cases.open_case(session, request_key, application, now)


def test_a_case_is_numbered_by_year_and_district(database, application):
    assert open_case(database, "a", application()).number == "2026法问0001"
    with database.session() as session:
        load_sample_if_empty(session)
    assert open_case(database, "b", application()).number == "2026示例0001"
    assert open_case(database, "c", application()).number == "2026示例0002"
    new_year_in_henan = datetime(2026, 12, 31, 16, 30, tzinfo=timezone.utc)
    assert open_case(database, "d", application(), new_year_in_henan).number == "2027示例0001"


def test_everything_handed_in_is_kept(database, application):
    with database.session() as session:
        load_sample_if_empty(session)
        mediator = mediators_near(session, "示例东岗村")["村"][0]
    given = application(place="示例东岗村", mediator_id=mediator.id, colour="橙", colour_reason="说要动手")
    opened = open_case(database, "a", given)
    assert len(opened.code) == 8 and opened.code.isdigit()
    with database.reading() as session:
        case = session.execute(select(tables.Case)).scalar_one()
        kept = {name: getattr(case, name) for name in vars(given) if hasattr(case, name)}
        assert kept == {name: value for name, value in vars(given).items() if name in kept} and len(kept) > 10
        assert session.get(tables.Place, case.place_id).name == "示例东岗村" and case.place_text == "示例东岗村"
        assert [(event.who, event.what, event.state) for event in case.events] == [("当事人", "提交", "待受理")]


def test_the_same_request_gets_the_same_case_and_code(database, application, counts):
    first = open_case(database, "a", application())
    again = open_case(database, "a", application(applicant_name="示例·别人"))
    other = open_case(database, "b", application())
    assert first.created and not again.created
    assert (again.number, again.code, again.case_id) == (first.number, first.code, first.case_id)
    assert other.number != first.number and other.code != first.code
    assert counts(database)["case_event"] == 2


def test_long_keys_fit_on_either_database(database, application):
    talk = "t" * 90
    assert open_case(database, f"{talk}:{'k' * 90}", application(conversation_id=talk)).created


@pytest.mark.parametrize("talks", [1, 8])
def test_eight_threads_with_one_request_open_one_case(database, application, counts, talks):
    def ask(n):
        return open_case(database, "same", application(conversation_id=f"talk-{n % talks}"))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask, range(24)))
    assert sum(opened.created for opened in results) == 1
    assert len({(opened.number, opened.code) for opened in results}) == 1
    assert counts(database)["casefile"] == counts(database)["case_event"] == 1


def test_eight_threads_with_different_requests_share_no_number(database, application):
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: open_case(database, f"r{n}", application()).number, range(24)))
    assert len(set(numbers)) == 24


def _ask(url, key_file, application, barrier, outcomes):
    database = Database(url, key_file=key_file)
    try:
        barrier.wait()
        outcomes.put([open_case(database, "same", application).number, open_case(database, "same", application).number])
    except Exception as trouble:
        outcomes.put([repr(trouble)])


def test_several_processes_with_one_request_open_one_case(url, database, application, counts):
    context = multiprocessing.get_context("spawn")
    barrier, outcomes = context.Barrier(2), context.Queue()
    job = (url, database.key_file, application(), barrier, outcomes)
    processes = [context.Process(target=_ask, args=job) for _ in range(2)]
    for process in processes:
        process.start()
    numbers = [number for _ in processes for number in outcomes.get(timeout=60)]
    for process in processes:
        process.join()
    assert numbers == ["2026法问0001"] * 4 and counts(database)["casefile"] == 1


@pytest.mark.parametrize("where", ["casework.cases.note_event", "casework.cases.insert_once"])
def test_a_case_is_never_half_written(database, application, counts, monkeypatch, where):
    def die(*args):
        raise ZeroDivisionError

    before = counts(database)
    with monkeypatch.context() as patch:
        patch.setattr(where, die)
        with pytest.raises(ZeroDivisionError):
            open_case(database, "a", application())
    assert counts(database) == before
    assert open_case(database, "a", application()).created


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"applicant_phone": " "}, "姓名和电话"),
        ({"applicant_name": ""}, "姓名和电话"),
        ({"consent_version": ""}, "同意"),
        ({"mediator_id": 404}, "另选一位"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(database, application, counts, wrong, reason):
    with pytest.raises(CaseRefused, match=reason):
        open_case(database, "a", application(**wrong))
    assert counts(database)["casefile"] == 0
    assert open_case(database, "a", application()).created


def test_a_mediator_who_stepped_back_takes_no_new_case(database, application):
    with database.session() as session:
        load_sample_if_empty(session)
        mediator = session.execute(select(tables.Mediator).limit(1)).scalar_one()
        mediator.active = False
    with pytest.raises(CaseRefused, match="另选一位"):
        open_case(database, "a", application(mediator_id=mediator.id))


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"colour": "紫"}])
def test_a_mistake_of_the_program_is_not_taken_either(database, application, wrong):
    with pytest.raises(ValueError):
        open_case(database, "a", application(**wrong))


def test_a_case_goes_its_way_and_no_other(database, application):
    opened = open_case(database, "a", application())

    def move(to, role="调解员", note=""):
        with database.session() as session:
            cases.move(session, opened.case_id, to, "示例·李调解员", role, note, NOON)

    for to, role, note, reason in [
        ("调解中", "调解员", "", "不能改成"),
        ("已受理", "当事人", "", "当事人不能"),
        ("不予受理", "调解员", " ", "写明原因"),
        ("睡着了", "调解员", "", "没有"),
    ]:
        with pytest.raises(CaseRefused, match=reason):
            move(to, role, note)
    for to in ("已受理", "调解中", "已办结"):
        move(to)
    with pytest.raises(CaseRefused, match="现在是「已办结」"):
        move("已撤回", "当事人")
    with database.reading() as session:
        case = session.get(tables.Case, opened.case_id)
        assert [event.state for event in case.events] == ["待受理", "已受理", "调解中", "已办结"]
    with pytest.raises(LookupError), database.session() as session:
        cases.move(session, 404, "已受理", "x", "调解员")


def test_the_table_of_states_is_whole():
    assert all(to in states.MOVES for moves in states.MOVES.values() for to in moves)
    reachable, edge = set(), {states.WAITING}
    while edge:
        reachable |= edge
        edge = {to for state in edge for to in states.MOVES[state]} - reachable
    assert reachable == set(states.MOVES)
    for state in states.MOVES:
        assert states.in_plain_words(state) and states.in_plain_words(state, states.CALLBACK)
        # Whatever is still open, the resident may take back.
        assert not states.is_open(state) or states.why_not(state, states.WITHDRAWN, states.RESIDENT) == ""
