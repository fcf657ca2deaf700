"""The copy of everything kept about a visitor that they can take along, in words a person and a program can read."""

from __future__ import annotations

from typing import Any

from casework import clock, own_data
from casework.database import Database
from channels.turns import local


def copy_of(database: Database, talks: list[str]) -> dict[str, Any]:
    """Everything, as one document; that it was handed out is noted in each case."""
    with database.session() as session:
        own_data.note_downloaded(session, talks)
        kept = own_data.kept_about(session, talks)
        said = own_data.own_messages(session, talks)
    return {
        "说明": "法问（法律咨询和调解）里关于您的全部记录",
        "导出时间": local(clock.now()),
        "对话": [
            [{"时间": local(one.created_at), "谁": one.sender, **one.body} for one in messages]
            for messages in said.values()
        ],
        "咨询": [
            {"做成时间": local(one.created_at), "保存到": local(one.expires_at), "事实": one.facts, "指南": one.guide}
            for _, one in kept.consultations
        ],
        "案件": [_case(one) for one in kept.cases],
        "微信": {"从": local(kept.on_wechat), "地方": kept.place} if kept.on_wechat else None,
    }


def _case(one: own_data.OwnCase) -> dict[str, Any]:
    return {
        "编号": one.status.number,
        "类型": one.status.kind,
        "纠纷": one.issue,
        "状态": one.status.state,
        "承办": one.status.handled_by,
        "姓名": one.name,
        "电话": one.phone,
        "地方": one.place,
        "经过": one.summary,
        "同意时间": local(one.consent_at),
        "步骤": [{"时间": local(step.at), "内容": step.text} for step in one.status.history],
    }
