"""The one command: `fawen serve · train · check · ask · guide · paper · new-issue · review · visualise · classify ·
evaluate · case · district · wechat`.

Each verb imports what it needs when it is called, so that checking the knowledge base does not load Rasa.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from bot.consultation.reading import KnowledgeError

VERBS = {
    "serve": ("bot.commands.serve", "启动服务：网页、数据库和机器人都在这一个进程里"),
    "train": ("bot.commands.train", "知识库或配置有变化时重新训练"),
    "check": ("bot.commands.check", "检查知识库，有错就指出文件和行号"),
    "ask": ("bot.commands.ask", "在终端里走一遍某个问题的问答（不需要 Rasa）"),
    "guide": ("bot.commands.guide", "由一份事实文件直接得出意见指南"),
    "paper": ("bot.commands.paper", "由一份事实直接写出一份文书（Word 文件或网页）"),
    "new-issue": ("bot.commands.new_issue", "建一个新问题的草稿目录"),
    "review": ("bot.commands.review", "打印审核单：每句话和它的依据，供律师审核签字"),
    "visualise": ("bot.commands.visualise", "把一类问题的问答和结论画成一张图"),
    "classify": ("bot.commands.classify", "从标准输入逐行读，逐行输出判断结果（JSON）"),
    "evaluate": ("bot.commands.evaluate", "用测试题量一量听得懂多少，写出质量卡"),
    "case": ("bot.commands.case", "看案件、改状态、和当事人说话（工作人员的页面做好以前先用它）"),
    "district": ("bot.commands.district", "导入本地的镇、村和调解员"),
    "wechat": ("bot.commands.wechat", "微信公众号：菜单、检查、二维码、排练"),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb and returns its exit code: 0 done, 1 the content is wrong, 2 the call is wrong."""
    parser = argparse.ArgumentParser(prog="fawen", description="法问：乡村法律咨询助手")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令")
    for verb, (module, about) in VERBS.items():
        own = verbs.add_parser(verb, help=about, description=about)
        own.set_defaults(module=module)
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in VERBS:
        try:
            verb_module = importlib.import_module(VERBS[given[0]][0])
        except KnowledgeError as error:  # a calculator without its article is found while it is imported
            print(error, file=sys.stderr)
            return 1
        own = argparse.ArgumentParser(prog=f"fawen {given[0]}", description=VERBS[given[0]][1])
        verb_module.add_arguments(own)
        try:
            return verb_module.run(own.parse_args(given[1:]))
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            sys.stderr.close()
            return 0
    parser.parse_args(given)
    return 2


if __name__ == "__main__":
    sys.exit(main())
