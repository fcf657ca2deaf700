"""`fawen wechat menu show · check · push · delete`: the menu at the bottom of the account, from channels/wechat.yml."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.consultation.model import Library
    from channels.weixin.api import Api
    from channels.weixin.menu import WechatFile
    from channels.weixin.settings import Settings

LATER = "手机上最多五分钟以后看到；取消关注再关注，马上看到。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="act", required=True, metavar="做什么")
    verbs.add_parser("show", help="看公众号上现在的菜单，和文件比一比")
    verbs.add_parser("check", help="检查文件，有错就指出哪一行；不连微信")
    verbs.add_parser("push", help="发布文件里的菜单")
    verbs.add_parser("delete", help="把公众号上的菜单删掉").add_argument("--yes", action="store_true", help="确定要删")
    parser.add_argument("--file", type=Path, help="菜单文件（默认取 FAWEN_WECHAT_FILE，再默认 channels/wechat.yml）")


def run(arguments: argparse.Namespace) -> int:
    if arguments.act == "delete":
        return _delete(arguments.yes)
    content = _loaded(arguments.file)
    if content is None:
        return 1
    return _check(content) if arguments.act == "check" else _on_wechat(content, arguments.act)


def _on_wechat(content: WechatFile, act: str) -> int:
    from bot.commands.wechat_account import configured, with_api

    settings = configured()
    if settings is None:
        return 1

    async def push(api: Api) -> int:
        await api.create_menu(content.menu(settings.public_url))
        print(f"菜单发布了：{len(content.groups)} 组 {len(content.items)} 项。{LATER}")
        return 0

    async def show(api: Api) -> int:
        return await _show(api, content, settings)

    return with_api(settings, push if act == "push" else show)


def _delete(sure: bool) -> int:
    from bot.commands.wechat_account import configured, with_api

    if not sure:
        print("这会把公众号上的菜单整个删掉。确定的话，加 --yes 再运行一次。", file=sys.stderr)
        return 2
    settings = configured()
    if settings is None:
        return 1

    async def delete(api: Api) -> int:
        await api.delete_menu()
        print("菜单删掉了。")
        return 0

    return with_api(settings, delete)


def _loaded(file: Path | None) -> WechatFile | None:
    from channels.weixin.lines import FileWrong
    from channels.weixin.menu_file import load
    from channels.weixin.settings import MENU_FILE

    try:
        return load(file or Path(os.environ.get("FAWEN_WECHAT_FILE") or MENU_FILE))
    except FileWrong as wrong:
        print(wrong, file=sys.stderr)
        return None


def _check(content: WechatFile) -> int:
    """The file's own mistakes have been found by now; what is left is whether the talk will know the words."""
    from bot.consultation import library

    known = library.load(check=False)
    for group in content.groups:
        print(group.name)
        for item in group.items:
            doubt = "" if item.does != "say" or understood(item.what, known) else "（不是固定的说法，要看听不听得懂）"
            print(f"  {item.name}  →  {WHAT[item.does]}{item.what}{doubt}")
    for name, template in content.templates.items():
        print(f"通知 {name}：{'用模板 ' + template.id if template.id else '没有填模板ID，不发'}")
    return 0


def understood(words: str, known: Library) -> bool:
    """Whether the talk knows these words for certain when nothing else is being asked."""
    from bot.consultation import faq
    from bot.consultation.model import GROUPS
    from bot.consultation.talk import Heard, controls
    from channels.weixin.menu import ON_A_COMPUTER

    titles = {issue.title for issue in known.issues.values()}
    if controls.said(Heard(words)) or words in titles or words in GROUPS or words == ON_A_COMPUTER:
        return True
    return faq.match(known.faq, words) is not None


async def _show(api: Api, content: WechatFile, settings: Settings) -> int:
    from channels.weixin.menu import differences

    there = await api.get_menu()
    if there is None:
        print("公众号上还没有菜单。运行 fawen wechat menu push")
        return 1
    for group in there.get("button", []):
        print(group.get("name"))
        for one in group.get("sub_button", []):
            print(f"  {one.get('name')}  →  {one.get('key') or one.get('url') or one.get('type')}")
    if told := differences(content.menu(settings.public_url), there):
        print(f"\n和文件不一样：{'；'.join(told)}。运行 fawen wechat menu push")
        return 1
    print("\n和文件一样。")
    return 0


WHAT = {"say": "说：", "open": "打开 ", "ask": "请居民发来 "}
