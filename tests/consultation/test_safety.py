"""The safety cards: what must call for help, what must not, and rules an author could get wrong."""

from pathlib import Path

import pytest
import yaml
from opencc import OpenCC

from bot.consultation import safety
from bot.consultation.simplify import simplified
from bot.consultation.wording import plain

ROOT = Path(__file__).parents[2]
DATA = yaml.safe_load((ROOT / "knowledge/safety.yml").read_text(encoding="utf-8"))
CONTACTS = yaml.safe_load((ROOT / "knowledge/contacts.yml").read_text(encoding="utf-8"))
PHRASES = yaml.safe_load(Path(__file__).with_name("safety_phrases.yml").read_text(encoding="utf-8"))
CARDS = safety.load(DATA)


def called_for(text: str) -> str | None:
    card = safety.match(CARDS, text)
    return card and card.id


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(card, text) for card, texts in PHRASES[kind].items() for text in texts]


@pytest.mark.parametrize("card, text", pairs("danger"))
def test_danger_calls_for_its_card(card, text):
    assert called_for(text) == card


@pytest.mark.parametrize("card, text", pairs("soft"))
def test_a_middle_grade_adds_a_line_and_does_not_interrupt(card, text):
    assert called_for(text) == card
    assert CARDS[card].soft


@pytest.mark.parametrize("text", PHRASES["calm"])
def test_near_misses_are_left_alone(text):
    assert called_for(text) is None


def test_there_are_enough_phrases_of_either_kind():
    assert len(pairs("danger")) >= 1000
    assert len(PHRASES["calm"]) >= 1000
    assert {card for card, _ in pairs("danger")} == {card.id for card in CARDS if not card.soft}


def test_every_card_is_short_and_its_numbers_are_in_the_contacts():
    for card in CARDS:
        assert card.numbers and set(card.numbers) <= set(CONTACTS), card.id
        assert all(len(line) <= 70 for line in card.say.splitlines()), card.id
        assert any(number in card.say for number in card.numbers), card.id


def test_every_number_has_what_it_is_for_and_a_link():
    for number, contact in CONTACTS.items():
        assert isinstance(number, str) and contact["tel"] == f"tel:{number}"
        assert all(contact[key] for key in ("name", "short", "what_for", "hours", "checked_on"))


def test_no_emergency_offers_mediation_first():
    assert all("找调解员" not in card.say and "申请调解" not in card.say for card in CARDS)


def test_the_gravest_card_is_said_when_several_fit():
    assert called_for("他拿刀追着砍我，我不想活了，刚给骗子转了两万") == "threat_to_life"
    assert called_for("我不想活了，这日子没法过") == "self_harm"


@pytest.mark.parametrize(
    "text", ["俺不想活啦", "我 不 想 活 了", "我不，想，活，了", "我不想活了！！！", "我不想活瞭", "我.不.想.活.了"]
)
def test_spelling_does_not_hide_the_danger(text):
    assert called_for(text) == "self_harm"


def test_the_past_does_not_hide_the_present():
    assert called_for("去年他打过我") == "violence_before"
    assert called_for("他去年打过我，现在正在打我") == "violence_now"


def test_every_character_of_our_phrases_is_known_in_its_traditional_form():
    traditional = OpenCC("s2t").convert
    ours = [text for kind in ("danger", "soft") for _, text in pairs(kind)]
    for text in ours:
        assert called_for(traditional(text)) == called_for(text), traditional(text)
    groups = "".join(phrase for phrases in DATA["groups"].values() for phrase in phrases)
    assert simplified(traditional(groups)) == simplified(groups)


def test_plain_levels_spelling_and_keeps_sentences():
    assert plain("俺 要ＡＢＣ！！恁咋不、来呢？") == "我要abc。你怎么不，来呢。"


def test_the_message_has_a_link_per_number():
    sent = safety.message(CARDS["money_just_sent"], CONTACTS)
    assert sent["kind"] == "safety" and [link["href"] for link in sent["links"]] == ["tel:110", "tel:96110"]
    assert sent["text"].startswith(CARDS["money_just_sent"].title)


def small(**card) -> dict:
    one = {"id": "a", "title": "t", "say": "s", "numbers": ["110"], "triggers": [{"any": ["着火"]}], **card}
    return {"harmless": ["着火点"], "negations": ["没"], "groups": {"火": ["火", "烟"]}, "cards": [one]}


@pytest.mark.parametrize(
    "triggers, reason",
    [
        ([{"any": ["<水>"]}], "没有词组"),
        ([{"any": []}], "非空"),
        ([{"some": ["火"]}], "any 或 together"),
        ([{"any": ["火"], "together": [["火"]]}], "any 或 together"),
        ([{"any": ["到了着火点"]}], "永远对不上"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(triggers, reason):
    with pytest.raises(ValueError, match=reason):
        safety.load(small(triggers=triggers))


@pytest.mark.parametrize(
    "rule, fires, silent",
    [
        ({"any": ["屋…<火>"]}, "屋里着火", "屋里边，着火"),
        ({"any": ["屋……<火>"]}, "屋里边，着火", "屋里。着火"),
        ({"any": ["#天了"]}, "三天了", "天了"),
        ({"any": ["着火"]}, "没事，着火", "没着火"),
        ({"any": ["着火"]}, "着火", "这是着火点"),
        ({"any": ["着火"], "unless": ["去年"]}, "去年。着火", "着火。去年的事"),
        ({"any": ["着火"], "not_after": ["去年"]}, "着火的是去年的草", "去年着火"),
        ({"together": [["着火"], ["快来"]]}, "着火。快来", "着火。还有。快来"),
    ],
)
def test_rules_read_as_the_head_of_the_file_says(rule, fires, silent):
    cards = safety.load(small(triggers=[rule]))
    assert safety.match(cards, fires) and safety.match(cards, silent) is None


def test_a_plain_rule_is_not_silenced_by_what_silences_its_card():
    cards = safety.load(small(unless=["灭了"], triggers=[{"any": ["着火"]}, {"any": ["大火"], "even_so": True}]))
    assert safety.match(cards, "着火，灭了") is None and safety.match(cards, "大火，灭了")


def test_soft_cards_come_last_and_ids_are_unique():
    data = small(soft=True)
    data["cards"].append({**data["cards"][0], "id": "b", "soft": False})
    with pytest.raises(ValueError, match="soft"):
        safety.load(data)
    with pytest.raises(ValueError, match="同一个 id"):
        safety.load({**data, "cards": [data["cards"][0]] * 2})
