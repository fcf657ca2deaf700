"""The end of an interview: the guide, and what can be done with it."""

from __future__ import annotations

from bot.consultation import guide
from bot.consultation.careful import must_be_careful
from bot.consultation.render import chat_summary, papers_line
from bot.consultation.talk import controls, later, legal_aid
from bot.consultation.talk.state import Talk, Turn
from bot.consultation.talk.world import World


def conclude(turn: Turn, world: World) -> Turn:
    """Builds and keeps the guide, shows its short form with a link, and offers a person."""
    talk, library = turn.talk, world.library
    issue = library.issues[talk.issue]
    made = guide.build(issue, talk.facts, world.today, library)
    talk.page = world.keep_consultation(f"consultation-{talk.count}", talk.issue, talk.facts, made)
    talk.stage = "done"
    turn.say(
        library.words("guide", summary="\n".join(filter(None, (chat_summary(made), papers_line(made))))),
        kind="guide",
        links=[{"label": "打开完整指南", "href": talk.page}],
    )
    legal_aid.give_back(talk)
    return offer_next(turn, world)


def people_to_offer(talk: Talk, world: World) -> list[str]:
    """The two kinds of person, best first: where mediation has to wait, it is not the first offer."""
    trouble = talk.trouble
    issue = world.library.issues.get(trouble.issue)
    people = [controls.MEDIATOR, controls.HOTLINE]
    return people[::-1] if issue and must_be_careful(issue, trouble.facts) else people


def offer_next(turn: Turn, world: World) -> Turn:
    """What a resident can do after the guide."""
    people = people_to_offer(turn.talk, world)
    text = world.library.words("after_guide")
    if people[0] != controls.MEDIATOR:
        text = world.library.words("careful_mediation") + text
    aid = [controls.LEGAL_AID] if legal_aid.may_apply(turn.talk, world) else []
    if aid:
        text = world.library.words("legal_aid") + "\n" + text
    return turn.say(text, [*people, *aid, *later.labels(turn.talk, world), controls.ANOTHER])
