"""Looks an official account over from outside and inside, and says for each thing whether it is right and what to do.

It changes nothing, except that it has a new access token fetched for everybody, to know that the credentials are right.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from casework import clock
from channels.weixin.api import Api
from channels.weixin.errors import WeixinTrouble
from channels.weixin.lines import FileWrong
from channels.weixin.menu import Template, WechatFile, differences
from channels.weixin.menu_file import load
from channels.weixin.outcomes import OPEN, RIGHT, WRONG, Outcome
from channels.weixin.reachability import address, callback, seen_by_wechat
from channels.weixin.settings import COMPATIBLE, SAFE, Settings

SKEW = 60
MODES = {SAFE: "安全模式", COMPATIBLE: "兼容模式"}
NO_TOKEN = "没有拿到凭据，没法看。"


async def examine(
    settings: Settings, api: Api, now: Callable[[], datetime] = clock.now, patience: float = 5.0
) -> AsyncIterator[Outcome]:
    """Everything in the order in which it would have to be mended."""
    rehearsing = urlsplit(settings.api_url).hostname != "api.weixin.qq.com"
    yield configuration(settings)
    yield address(settings.public_url, rehearsing)
    yield await time_of_day(settings, api, now)
    yield (credentials := await token(api))
    content, outcome = menu_file(settings)
    yield outcome
    known = credentials.mark == RIGHT
    yield await published(settings, api, content) if known else Outcome(OPEN, "公众号上的菜单", NO_TOKEN)
    for outcome in await notices(api, content, known):
        yield outcome
    for outcome in await callback(settings, patience):
        yield outcome
    yield await seen_by_wechat(api) if known else Outcome(OPEN, "微信看回调", NO_TOKEN)


def configuration(settings: Settings) -> Outcome:
    said = [MODES.get(settings.mode, "明文模式")]
    said.append("稳定版凭据" if settings.stable_token else "普通凭据")
    said.append("能主动发客服消息" if settings.customer_service else "不发客服消息")
    text = f"AppID、AppSecret、Token、网址都写了；{'、'.join(said)}。"
    if settings.mode not in MODES:
        return Outcome(
            OPEN, "配置", text + "明文模式下消息不加密，正式使用请在公众平台选「安全模式」，填 FAWEN_WECHAT_AES_KEY。"
        )
    return Outcome(RIGHT, "配置", text)


async def time_of_day(settings: Settings, api: Api, now: Callable[[], datetime]) -> Outcome:
    title = "时间"
    try:
        theirs = parsedate_to_datetime(await api.clock())
    except WeixinTrouble as trouble:
        return Outcome(WRONG, title, f"问不到微信的时间。{trouble.text}")
    except (TypeError, ValueError):
        return Outcome(OPEN, title, "微信的回答里没有写时间，没法比。")
    off = round((now() - theirs).total_seconds())
    if abs(off) <= SKEW:
        return Outcome(RIGHT, title, "和微信的一致。")
    worse = "，微信发来的消息会被当成过期的拒收" if abs(off) > settings.clock_error else ""
    text = f"这台机器{'快' if off > 0 else '慢'}了 {abs(off)} 秒{worse}。打开自动对时：timedatectl set-ntp true"
    return Outcome(WRONG, title, text)


async def token(api: Api) -> Outcome:
    try:
        await api.new_token()
    except WeixinTrouble as trouble:
        return Outcome(WRONG, "凭据", trouble.text)
    return Outcome(RIGHT, "凭据", "拿到了，所有进程共用；AppID、AppSecret、IP 白名单都对。")


def menu_file(settings: Settings) -> tuple[WechatFile | None, Outcome]:
    try:
        content = load(settings.file)
    except FileWrong as wrong:
        return None, Outcome(WRONG, "菜单文件", "要改这几处：\n  " + "\n  ".join(wrong.problems))
    return content, Outcome(RIGHT, "菜单文件", f"{len(content.groups)} 个一级菜单，{len(content.items)} 项。")


async def published(settings: Settings, api: Api, content: WechatFile | None) -> Outcome:
    title = "公众号上的菜单"
    if content is None:
        return Outcome(OPEN, title, "先把菜单文件改好。")
    try:
        there = await api.get_menu()
    except WeixinTrouble as trouble:
        return Outcome(WRONG, title, trouble.text)
    if there is None:
        return Outcome(WRONG, title, "还没有发布。运行 fawen wechat menu push")
    if told := differences(content.menu(settings.public_url), there):
        return Outcome(WRONG, title, f"和文件不一样：{'；'.join(told)}。运行 fawen wechat menu push")
    return Outcome(RIGHT, title, "和文件一样。")


async def notices(api: Api, content: WechatFile | None, known: bool) -> list[Outcome]:
    """Whether each notice's template is one of the account's."""
    outcomes = []
    for name, template in (content.templates if content else {}).items():
        title = f"通知模板 {name}"
        if not template.id:
            outcomes.append(
                Outcome(OPEN, title, "没有填模板ID：办理进展能发客服消息就发，发不了的，居民下次说话时先告诉他。")
            )
        elif not known:
            outcomes.append(Outcome(OPEN, title, NO_TOKEN))
        else:
            outcomes.append(await _template(api, title, template))
    return outcomes


async def _template(api: Api, title: str, template: Template) -> Outcome:
    try:
        there = await (api.subscriptions() if template.subscription else api.templates())
    except WeixinTrouble as trouble:
        return Outcome(WRONG, title, trouble.text)
    if template.id not in there:
        return Outcome(WRONG, title, f"公众号里没有这个模板（文件第 {template.line} 行）：在公众平台里照抄模板ID。")
    return Outcome(RIGHT, title, f"是「{there[template.id]}」。")
