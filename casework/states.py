"""The states of a case, who may move it where, and how each is said to the resident. Pure."""

WAITING, TAKEN, MEDIATING, CLOSED = "待受理", "已受理", "调解中", "已办结"
WITHDRAWN, DECLINED, REFERRED = "已撤回", "不予受理", "已转送"

MEDIATION, CALLBACK = "调解", "回电"
KINDS = (MEDIATION, CALLBACK)

RESIDENT, MEDIATOR, OFFICER = "当事人", "调解员", "工作人员"
_STAFF = frozenset({MEDIATOR, OFFICER})
_ANYONE = _STAFF | {RESIDENT}

MOVES: dict[str, dict[str, frozenset[str]]] = {
    WAITING: {TAKEN: _STAFF, DECLINED: _STAFF, REFERRED: _STAFF, WITHDRAWN: _ANYONE},
    TAKEN: {MEDIATING: _STAFF, CLOSED: _STAFF, REFERRED: _STAFF, WITHDRAWN: _ANYONE},
    MEDIATING: {CLOSED: _STAFF, REFERRED: _STAFF, WITHDRAWN: _ANYONE},
    CLOSED: {},
    WITHDRAWN: {},
    DECLINED: {},
    REFERRED: {},
}
# A resident must be able to read why.
NEEDS_A_NOTE = frozenset({DECLINED, REFERRED})

COLOURS = {"蓝": "刚有苗头", "黄": "一般", "橙": "可能闹大", "红": "很严重，要几家一起处理"}

_WORDS = {
    WAITING: "已经递上去了，还在等调解员接手。",
    TAKEN: "调解员已经接手，会跟您联系。",
    MEDIATING: "正在调解。",
    CLOSED: "已经办完了。",
    WITHDRAWN: "已经撤回，不再办了。",
    DECLINED: "没有受理，原因写在下面。您还可以打 12348 问别的办法。",
    REFERRED: "已经转给别的单位办，转到哪里写在下面。",
}
_CALLBACK_WORDS = {
    WAITING: "已经登记，等工作人员给您回电话。着急可以自己打 12348。",
    TAKEN: "工作人员已经接手，会给您打电话。",
    CLOSED: "电话已经回过，办完了。",
}


def is_open(state: str) -> bool:
    return bool(MOVES[state])


def why_not(state: str, to: str, role: str, note: str = "") -> str:
    """Why `role` may not move a case from `state` to `to`, in Chinese; empty when it may."""
    if to not in MOVES:
        return f"没有「{to}」这个状态。"
    if to not in MOVES[state]:
        return f"现在是「{state}」，不能改成「{to}」。"
    if role not in MOVES[state][to]:
        return f"{role}不能把「{state}」改成「{to}」。"
    if to in NEEDS_A_NOTE and not note.strip():
        return f"改成「{to}」要写明原因，当事人看得到。"
    return ""


def in_plain_words(state: str, kind: str = MEDIATION) -> str:
    """The state as the resident is told it."""
    if kind == CALLBACK and state in _CALLBACK_WORDS:
        return _CALLBACK_WORDS[state]
    return _WORDS[state]
