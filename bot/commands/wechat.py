"""`fawen wechat …`: the official account from the operator's side.

Each sub-verb is a module of its own beside this one, with ``add_arguments`` and ``run`` like every verb.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util

SUBVERBS = {
    "menu": ("bot.commands.wechat_menu", "菜单：看、检查、发布、删除"),
    "doctor": ("bot.commands.wechat_doctor", "从配置到回调逐项检查，有问题就说怎么办"),
    "qr": ("bot.commands.wechat_qr", "给一个村或站点做二维码，扫了就知道是哪里的"),
    "simulate": ("bot.commands.wechat_simulate", "不用公众号，在终端里演一遍微信（给开发和运维的人）"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, metavar="做什么")
    for verb, (module, about) in SUBVERBS.items():
        if importlib.util.find_spec(module):
            own = verbs.add_parser(verb, help=about, description=about)
            importlib.import_module(module).add_arguments(own)


def run(arguments: argparse.Namespace) -> int:
    return importlib.import_module(SUBVERBS[arguments.what][0]).run(arguments)
