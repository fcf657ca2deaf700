"""`fawen wechat qr 示例村`: a QR code for the wall of a village office or a station; who scans it need not say where."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import CaseworkError

if TYPE_CHECKING:
    from casework.places import Place
    from channels.weixin.api import Api

PIXELS = 12  # a module's side, so that a printed code reads from a step away


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", help="村或者镇的名字，重名的话把镇也写上，例如「示例镇 示例东岗村」")
    parser.add_argument("--days", type=int, default=0, help="几天以后作废，最多 30；不写就一直能用")
    parser.add_argument("--out", type=Path, help="另存成文件：.svg 或 .png")


def run(arguments: argparse.Namespace) -> int:
    from bot.commands.wechat_account import configured, with_api

    if not 0 <= arguments.days <= 30:
        print("--days 最多 30；要一直能用就不写。", file=sys.stderr)
        return 2
    if arguments.out and arguments.out.suffix.lower() not in (".svg", ".png"):
        print("--out 后面的文件名用 .svg 或 .png 结尾。", file=sys.stderr)
        return 2
    settings = configured()
    place = _place(arguments.place) if settings else None
    if settings is None or place is None:
        return 1

    async def make(api: Api) -> int:
        from channels.weixin.scenes import place_scene

        scene = place_scene(place.id)
        return _drawn(place.full_name, scene, await api.make_qr(scene, arguments.days * 86400), arguments.out)

    return with_api(settings, make)


def _place(words: str) -> Place | None:
    """The one place meant; None, said on stderr, where there is none or more than one."""
    from casework import places
    from casework.database import Database

    database = Database.from_environment()
    try:
        database.migrate()
        with database.reading() as session:
            everywhere, near = places.all_places(session), places.find_places(session, words)
    except CaseworkError as trouble:
        print(trouble.text, file=sys.stderr)
        return None
    finally:
        database.close()
    # What will hang on a wall must not be guessed at.
    found = [one for one in everywhere if words.strip() in (one.name, one.full_name)]
    if len(found) == 1:
        return found[0]
    if not found:
        like = f"您是不是要：{'、'.join(one.full_name for one in near)}？" if near else ""
        print(f"没有「{words}」这个地方。{like}没导入的先用 fawen district import 导入。", file=sys.stderr)
    else:
        print(f"「{words}」有几处，写全一点：{'、'.join(one.full_name for one in found)}", file=sys.stderr)
    return None


def _drawn(name: str, scene: str, url: str, out: Path | None) -> int:
    import segno

    code = segno.make(url, error="m", micro=False)
    print(f"{name}\n场景值：{scene}\n网址：{url}\n")
    code.terminal(compact=True)
    if out is None:
        return 0
    try:
        code.save(str(out), scale=PIXELS)
    except OSError:
        print(f"写不了 {out}：请检查文件夹在不在、有没有权限。", file=sys.stderr)
        return 1
    print(f"存好了：{out}")
    return 0
