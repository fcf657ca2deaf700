"""A turn as WeChat shows it: whole talks over every issue, and whatever a turn may hold."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.consultation import answers
from bot.consultation.safety import message as safety_message
from bot.consultation.talk import Heard, Talk, asking, controls, respond
from channels.weixin.phrasing import EXAMPLES
from channels.weixin.speaking import LIMIT, as_text, parts
from channels.weixin.splitting import size
from tests.consultation.talk.test_numbers import stages
from tests.consultation.talk.test_talk import ISSUES, guided, opened, reply_to, say, walk
from tests.consultation.talk.world_of_paper import VILLAGES, Paper

OPTION = re.compile(r"^(\d{1,3})\. (.+)$", re.MULTILINE)


def link(path):
    return f"https://fawen.example.cn{path}"


@pytest.fixture
def world(known):
    return Paper(known)


def bare(text):
    return re.sub(r"\s", "", text)


def check(wires, made=None):
    """What holds for the parts of any turn."""
    made = parts(wires, link) if made is None else made
    said = bare("".join(part["text"] for part in made))
    assert all(size(part["text"]) <= 1800 and part["text"].strip() == part["text"] != "" for part in made)
    for wire in wires:
        for line in wire["text"].splitlines():
            assert bare(line.replace("<", "＜").replace(">", "＞")) in said, line
        for one in wire.get("links", []):
            href = one["href"]
            assert (href.removeprefix("tel:") if href.startswith("tel:") else f'href="{link(href)}"') in said
        for label in wire.get("buttons", []):
            shown = bare(label.replace("<", "＜").replace(">", "＞"))
            people = {person["label"]: person["name"] for person in wire.get("people", [])}
            assert bare(people.get(label, "")) in said if label in people else shown in said
        for person in wire.get("people", []):
            assert all(bare(person[what]) in said for what in ("name", "village", "level", "speciality", "phone"))
    if any(wire["kind"] == "safety" for wire in wires):
        first = next(wire for wire in wires if wire["kind"] == "safety")
        assert made[0]["text"].startswith(first["text"].splitlines()[0])
        assert all(
            line in made[0]["text"] for line in (*first["text"].splitlines(), *(one["label"] for one in first["links"]))
        )
    return made


def menu_of(made, labels):
    """The numbered lines at the foot of a turn, as number and words; the last run that counts up from one."""
    found = [(int(number), words) for number, words in OPTION.findall("\n".join(part["text"] for part in made))]
    return found[-len(labels) :]


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("seed", range(3))
def test_every_turn_of_every_walk_is_whole_and_short(name, seed, world):
    chance = random.Random(f"{name}{seed}")
    turn = opened(name, world)
    while True:
        made = check(turn.messages)
        assert len(made) <= 2
        if turn.talk.stage == "done":
            break
        if asking.AFTER_STOP in turn.messages[-1].get("buttons", []):
            text = asking.AFTER_STOP
        elif turn.talk.stage == "summary":
            text = asking.ALL_RIGHT
        else:
            text = reply_to(asking.current(turn.talk, world), chance)[0]
        turn = say(turn.talk, text, world)
    assert [part["type"] for part in made] == ["card", "text"]
    assert made[0]["url"] == link(turn.talk.page) and made[0]["url"] in made[0]["text"]
    assert world.library.messages["guide"].splitlines()[0] in made[0]["description"]
    assert len(as_text(made)) == 1, "and all of it can be one reply"


@pytest.mark.parametrize("name", ISSUES)
def test_the_number_shown_is_the_number_understood(name, world):
    for turn in stages(name, world):
        made = check(turn.messages)
        labels = turn.talk.offered
        if not labels:
            assert "不清楚」" in made[-1]["text"] or turn.talk.stage == "summary"
            assert turn.talk.stage == "summary" or not OPTION.search(made[-1]["text"])
            continue
        people = {person["label"]: person["name"] for wire in turn.messages for person in wire.get("people", [])}
        assert menu_of(made, labels) == [(at, people.get(label, label)) for at, label in enumerate(labels, 1)]
        for number, words in menu_of(made, labels):
            by_number, by_words = (say(turn.talk, text, world) for text in (str(number), words))
            assert by_number.talk == by_words.talk


def test_only_the_last_buttons_bear_numbers(world):
    wires = [
        {"text": "甲还是乙？", "kind": "question", "buttons": ["甲", "乙"]},
        {"text": "丙还是丁？", "kind": "question", "buttons": ["丙", "丁"]},
        {"text": "慢慢来。", "kind": "text"},
    ]
    [part] = check(wires)
    assert OPTION.findall(part["text"]) == [("1", "丙"), ("2", "丁")]
    assert "「甲」「乙」" in part["text"]


def test_what_may_be_typed_is_really_understood(known):
    """The examples beside a question are read by the reader of that question."""
    questions = [
        question for issue in known.issues.values() for question in issue.questions if question.kind in EXAMPLES
    ]
    for question in questions:
        for typed in re.findall("「(.+?)」", EXAMPLES[question.kind]):
            try:
                answers.read(question, typed, Paper(known).today)
            except answers.Unsure:
                pass
            except answers.Unclear as unclear:
                # Understood, and outside what this one question takes.
                assert "这里最" in unclear.hint or "还没到" in unclear.hint, (question.id, typed, unclear.hint)


@pytest.mark.parametrize("count", [28, 60, 150])
def test_a_long_menu_is_a_line_an_option_and_says_that_the_name_will_do(count, known):
    labels = [f"示例东{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{at}村" for at in range(count)]
    made = check([{"text": "您在示例东镇的哪个村（社区）？", "kind": "text", "buttons": labels}])
    assert menu_of(made, labels) == list(enumerate(labels, 1))
    assert "直接打上面的名字" in made[-1]["text"]
    assert len(made) <= 1 + sum(size(label) + 6 for label in labels) // 1500


def test_every_issue_and_every_group_in_one_menu_each(world):
    titles = [issue.title for issue in world.library.issues.values()]
    assert len(check([{"text": "是下面哪一种？", "kind": "menu", "buttons": titles}])) == 1
    turn = say(Talk(), "目录", world)
    [part] = check(turn.messages)
    assert len(menu_of([part], turn.talk.offered)) == 14


@pytest.mark.parametrize("villages", [1, 40, 120])
def test_many_villages_are_numbered_and_found_by_number_and_by_name(villages, known, monkeypatch):
    monkeypatch.setitem(VILLAGES, "示例东镇", [f"示例{at}组庄村" for at in range(1, villages + 1)])
    world = Paper(known)
    turn = say(say(Talk(), "找调解员", world).talk, "示例东镇", world)
    made = check(turn.messages)
    for number, words in menu_of(made, turn.talk.offered)[:: max(1, villages // 7)]:
        assert say(turn.talk, str(number), world).talk == say(turn.talk, words, world).talk


def test_danger_is_first_and_whole_on_every_card(world):
    library = world.library
    for card in library.safety:
        wire = safety_message(card, library.contacts)
        long = {"text": "这是一句很长的话，说了又说。" * 60, "kind": "text"}
        made = check([long, wire, {"text": "接下来？", "kind": "question", "buttons": ["甲", "乙"]}])
        assert OPTION.findall(made[-1]["text"]) == [("1", "甲"), ("2", "乙")]


@pytest.mark.parametrize("name", ISSUES)
def test_the_guide_is_one_card_and_the_next_steps(name, world):
    for seed in range(3):
        turn = guided(name, world, f"card{seed}")
        card, steps = check(turn.messages)
        assert card["type"] == "card" and size(card["description"]) <= 500 and size(card["title"]) <= 64
        assert steps["text"].endswith("（回复数字就行）")


def test_a_short_menu_may_be_tapped_and_reads_the_same_in_plain_text(world):
    turn = say(Talk(), "转人工", world)
    plain, tapped = parts(turn.messages, link), parts(turn.messages, link, menus=True)
    assert tapped[-1]["type"] == "menu" and tapped[-1]["options"] == turn.talk.offered
    assert [part["text"] for part in plain] == [part["text"] for part in tapped]
    assert tapped[-1]["head"] and not OPTION.search(tapped[-1]["head"])


@pytest.mark.parametrize("said", ["目录", "找调解员"])
def test_long_menus_people_and_several_are_never_to_be_tapped(said, world):
    assert all(part["type"] != "menu" for part in parts(say(Talk(), "目录", world).messages, link, menus=True))
    several = {"text": "有哪些？", "kind": "question", "input": "several", "buttons": ["甲", "乙", "丙"]}
    assert parts([several], link, menus=True)[-1]["type"] == "text"


def test_what_a_resident_typed_is_no_link(world):
    wire = {"text": '找：<a href="https://bad.example">点我</a>', "kind": "confirm", "buttons": ["<a>", "对"]}
    [part] = check([wire])
    assert "<a" not in part["text"]


def test_what_the_resident_said_is_not_said_back():
    assert parts([{"from": "resident", "text": "俺想问问"}], link) == []
    assert parts([], link) == []


TEXT = st.text(alphabet="您的事怎么办。，！？「」<>a1 \n😀", min_size=1, max_size=400).filter(str.strip)
LABELS = st.lists(st.text(alphabet="甲乙丙丁不清楚12<", min_size=1, max_size=12), max_size=40, unique=True)
WIRES = st.lists(
    st.fixed_dictionaries(
        {"text": TEXT, "kind": st.sampled_from(["text", "menu", "confirm", "question", "summary", "case"])},
        optional={
            "buttons": LABELS,
            "numbered": st.just(False),
            "input": st.sampled_from(["choice", "several", "date", "money", "text", "tel"]),
            "progress": st.fixed_dictionaries({"number": st.integers(1, 30), "left": st.integers(0, 30)}),
            "links": st.lists(
                st.sampled_from(
                    [{"label": "拨打 110（报警）", "href": "tel:110"}, {"label": "打开完整指南", "href": "/g/abc"}]
                ),
                max_size=3,
            ),
        },
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wires=WIRES, menus=st.booleans())
def test_any_turn_is_whole_and_in_few_messages(wires, menus):
    made = check(wires, parts(wires, link, menus=menus))
    total = sum(size(part["text"]) for part in made)
    assert len(made) <= 1 + 2 * total // LIMIT
    assert len(as_text(made)) <= len(made)
    assert all(size(text) <= LIMIT for text in as_text(made))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.sampled_from(
    ["1", "2", "不清楚", "上一步", "转人工", "找调解员", "打 12348", "请给我回电", "同意", "示例·张三", "13800000000", "确认提交", "重新来", "目录",
     "啥意思", "救命啊他拿着刀", "活不下去了", "查办理进度", "删除我的信息", "我也不知道咋说", "换个地方", "三四万吧", "1、3"]
), min_size=1, max_size=12), name=st.sampled_from(ISSUES), kinds=st.lists(st.sampled_from(["text", "text", "image"]), min_size=12, max_size=12))  # fmt: skip
def test_whatever_way_a_talk_takes_its_numbers_are_true(known, texts, name, kinds):
    world = Paper(known)
    talk = opened(name, world).talk
    for text, kind in zip(texts, kinds):
        turn = respond(talk, Heard(text, kind=kind), world)
        made = check(turn.messages)
        assert len(made) <= 3
        labels = next((wire["buttons"] for wire in reversed(turn.messages) if wire.get("buttons")), [])
        if labels and turn.talk.offered:
            assert turn.talk.offered == labels
            assert [number for number, _ in menu_of(made, labels)] == list(range(1, len(labels) + 1))
        talk = turn.talk


def test_a_consultation_and_a_hand_off_read_well_on_a_small_phone(world):
    """Short lines, the question just above its options, how to answer at the very end: from the first word to the case."""
    said = "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱"
    turn, turns, chance = (
        respond(Talk(), Heard(said, (("consult_traffic_accident", 0.95),)), world),
        [],
        random.Random("t3"),
    )
    while turn.talk.stage != "done":
        turns.append(turn)
        if turn.talk.stage == "interview" and asking.AFTER_STOP not in turn.messages[-1]["buttons"]:
            turn = say(turn.talk, reply_to(asking.current(turn.talk, world), chance)[0], world)
        else:
            turn = say(turn.talk, "对" if turn.talk.stage != "interview" else "1", world)
    turns.append(turn)
    for text in (controls.MEDIATOR, "1", "1", "1", "1", "示例·张三", "13800000000", "1"):
        turn = say(turn.talk, text, world)
        turns.append(turn)
    assert turn.talk.case and len(turns) > 15
    for turn in turns:
        made = check(turn.messages)
        wire, foot = turn.messages[-1], made[-1]["text"].splitlines()
        assert len(made) == (2 if turn.messages[0]["kind"] == "guide" else 1)
        if wire.get("buttons"):
            assert (
                foot[-1].startswith("（")
                or "不清楚」" in foot[-1]
                or "也可以回复" in foot[-1]
                or "回复数字" in wire["text"]
            )
        if wire.get("progress"):
            assert foot[0].startswith(f"【第{wire['progress']['number']}题")
            question = wire["text"].splitlines()[-1]
            assert foot[foot.index(question) + 1] == "", "an empty line between the question and its options"
        assert "\n\n\n" not in made[-1]["text"]
        assert not re.search("点一下|点开|按钮", "".join(part["text"] for part in made))


def test_walks_meet_every_kind_of_turn(world):
    """So that the tests above cannot pass by walking past what they are about."""
    kinds = {wire["kind"] for name in ISSUES for turn in stages(name, world) for wire in turn.messages}
    assert {"question", "safety", "guide", "people", "menu", "confirm"} <= kinds
    assert walk("traffic_accident", world, random.Random("t3")).messages[-1]["kind"] == "summary"
