"""Whether WeChat's servers can come to our door: its address, what it answers, and what WeChat itself sees of it."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import secrets
from urllib.parse import urlsplit

import aiohttp

from casework import clock
from channels.weixin.api import Api
from channels.weixin.errors import WeixinTrouble
from channels.weixin.outcomes import OPEN, RIGHT, WRONG, Outcome
from channels.weixin.settings import Settings

CALLBACK = "/wechat"


def address(public_url: str, rehearsing: bool = False) -> Outcome:
    """Whether WeChat's servers and residents' phones could come to this address at all."""
    title, parts = "网址", urlsplit(public_url)
    if rehearsing:
        return Outcome(OPEN, title, "在排练（接口不是微信的），不检查。")
    if parts.scheme != "https":
        return Outcome(WRONG, title, "FAWEN_PUBLIC_URL 要用 https:// 开头：给网站装上证书，前面用 nginx 转发。")
    if parts.port not in (None, 443):
        return Outcome(
            WRONG, title, f"微信只认 80 和 443 端口，现在是 {parts.port}：用 nginx 在 443 上转发，网址里不写端口。"
        )
    if _is_inside(parts.hostname or ""):
        return Outcome(WRONG, title, "这是内网的地址，微信从外面进不来：要用外网打得开的域名。")
    return Outcome(RIGHT, title, "HTTPS，端口对。")


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal", ".lan"))


async def callback(settings: Settings, patience: float) -> list[Outcome]:
    """Knocks at our own door from outside as WeChat would: once rightly, once with a wrong signature."""
    echo = secrets.token_hex(8)
    right = await _knock(settings, settings.token, echo, patience)
    outcomes = [_answered(settings.public_url, right, echo)]
    if isinstance(right, str):
        outcomes.append(Outcome(OPEN, "回调拒绝假消息", "回调打不开，没法看。"))
        return outcomes
    wrong = await _knock(settings, secrets.token_hex(8), echo, patience)
    if isinstance(wrong, str) or wrong[0] != 403 or echo in wrong[1]:
        outcomes.append(
            Outcome(WRONG, "回调拒绝假消息", "签名不对的请求没有被拒绝（应当是 403）：看看前面的 nginx 有没有改动它。")
        )
    else:
        outcomes.append(Outcome(RIGHT, "回调拒绝假消息", "签名不对的请求被拒绝了。"))
    return outcomes


def _answered(public_url: str, answer: tuple[int, str] | str, echo: str) -> Outcome:
    title = "回调"
    if isinstance(answer, str):
        return Outcome(WRONG, title, answer)
    status, text = answer
    if status == 200 and text == echo:
        return Outcome(
            RIGHT, title, f"{public_url}{CALLBACK} 回答得对，填进「域名与消息推送配置」的服务器地址（URL）。"
        )
    if status == 403:
        return Outcome(
            WRONG, title, "正在运行的程序不认这个签名：它的 FAWEN_WECHAT_TOKEN 和这里的不一样，改好以后重新启动。"
        )
    if status == 404:
        return Outcome(
            WRONG, title, f"{public_url}{CALLBACK} 没有这一页：程序启动时没有配置公众号，或者 nginx 没有把它转过来。"
        )
    if status in (301, 302, 307, 308):
        return Outcome(WRONG, title, "被转到别的网址去了，微信不跟着走：FAWEN_PUBLIC_URL 写最后那个网址。")
    if status in (502, 503, 504):
        return Outcome(WRONG, title, f"nginx 后面的程序没有运行（HTTP {status}）：先运行 make run。")
    return Outcome(WRONG, title, f"回答不对（HTTP {status}）：看看网址和 nginx 的转发。")


async def _knock(settings: Settings, token: str, echo: str, patience: float) -> tuple[int, str] | str:
    """Status and text, or what went wrong, in words."""
    stamp, nonce = str(round(clock.now().timestamp())), secrets.token_hex(8)
    signature = hashlib.sha1("".join(sorted((token, stamp, nonce))).encode()).hexdigest()
    query = {"signature": signature, "timestamp": stamp, "nonce": nonce, "echostr": echo}
    url, timeout = settings.public_url + CALLBACK, aiohttp.ClientTimeout(total=patience)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, params=query, allow_redirects=False) as response,
        ):
            return response.status, (await response.content.read(2000)).decode("utf-8", "replace")
    except aiohttp.ClientConnectorCertificateError:
        return "网站的证书不对（过期、域名不符，或者缺中间证书），微信也不认：换好证书。"
    except asyncio.TimeoutError:
        return f"{patience:g} 秒没有回答，微信也只等 5 秒：看看程序在不在运行、防火墙放没放行。"
    except (aiohttp.ClientError, OSError, ValueError):
        return f"{settings.public_url} 打不开：检查域名解析、防火墙、nginx，再看程序在不在运行（make run）。"


async def seen_by_wechat(api: Api) -> Outcome:
    """What WeChat's own network test of the callback's host says."""
    title = "微信看回调"
    try:
        seen = await api.callback_check()
    except WeixinTrouble as trouble:
        return Outcome(OPEN, title, f"没看成。{trouble.text}")
    pings = [one for one in seen.get("ping") or [] if isinstance(one, dict)]
    if not seen.get("dns"):
        return Outcome(WRONG, title, "微信解析不到回调的域名：先在「域名与消息推送配置」里填好并启用，再检查域名解析。")
    lost = [str(one.get("package_loss")) for one in pings if one.get("package_loss") not in ("0%", "0", None)]
    if lost:
        return Outcome(OPEN, title, f"微信 ping 服务器丢了 {'、'.join(lost)} 的包（禁 ping 也会这样）。")
    return Outcome(RIGHT, title, "域名解析得到，网络通。")
