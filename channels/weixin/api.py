"""WeChat's server API as far as we use it: messages, menu, QR codes and who a page's visitor is.

Every call ends well, in ApiError (WeChat refused: nothing was done) or in Unreachable (which says whether it may have
been done all the same). A token that WeChat refuses is replaced and the call tried once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from channels.weixin.calls import PATIENCE, RUBBISH, Answer, Calls
from channels.weixin.errors import NO_MENUS, TOKEN_REFUSED, ApiError, Unreachable
from channels.weixin.token import Fetch, TokenKeeper

if TYPE_CHECKING:
    from casework.database import Database
    from channels.weixin.settings import Settings

SEND = "/cgi-bin/message/custom/send"
LASTING = "QR_LIMIT_STR_SCENE"
PASSING = "QR_STR_SCENE"
LONGEST_QR = 30 * 24 * 3600


class Api:
    """One account's API. Belongs to the event loop it is used in; ``close`` it at the end.

    :param calls: the connections, where they are shared with whoever fetches tokens.
    """

    def __init__(self, settings: Settings, tokens: TokenKeeper, calls: Calls | None = None) -> None:
        self._settings, self._tokens = settings, tokens
        self._calls = calls or Calls(settings.api_url)

    @classmethod
    def opened(cls, database: Database, settings: Settings, patience: float = PATIENCE) -> Api:
        """The API with the token that all processes on this database share."""
        calls = Calls(settings.api_url, patience)
        return cls(settings, TokenKeeper(database, settings, fetching(settings, calls)), calls)

    async def send_text(self, openid: str, text: str) -> None:
        await self._post(SEND, {"touser": openid, "msgtype": "text", "text": {"content": text}})

    async def send_card(self, openid: str, part: Mapping[str, Any]) -> None:
        article = {
            "title": part["title"],
            "description": part.get("description", ""),
            "url": part["url"],
            "picurl": part.get("picture", ""),
        }
        await self._post(SEND, {"touser": openid, "msgtype": "news", "news": {"articles": [article]}})

    async def send_menu(self, openid: str, part: Mapping[str, Any]) -> None:
        """Options to tap; a tap comes back as text with the option's number as ``bizmsgmenuid``."""
        menu = {
            "head_content": part["head"],
            "list": [{"id": str(number), "content": label} for number, label in enumerate(part["options"], 1)],
            "tail_content": part.get("tail", ""),
        }
        await self._post(SEND, {"touser": openid, "msgtype": "msgmenu", "msgmenu": menu})

    async def send_part(self, openid: str, part: Mapping[str, Any]) -> None:
        """A part as speaking.py makes them, in the best form this account may send."""
        if part["type"] == "card":
            await self.send_card(openid, part)
            return
        if part["type"] == "menu" and self._settings.msgmenu:
            try:
                return await self.send_menu(openid, part)
            except ApiError as error:
                if error.code not in NO_MENUS:
                    raise
        await self.send_text(openid, part["text"])

    async def send_template(
        self, openid: str, template_id: str, data: Mapping[str, str], url: str = "", subscription: bool = False
    ) -> None:
        """A template message (模板消息), or a subscribed one (订阅通知); these need no window and use no quota."""
        body: dict[str, Any] = {
            "touser": openid,
            "template_id": template_id,
            "data": {name: {"value": value} for name, value in data.items()},
        }
        if subscription:
            await self._post("/cgi-bin/message/subscribe/bizsend", {**body, **({"page": url} if url else {})})
        else:
            await self._post("/cgi-bin/message/template/send", {**body, **({"url": url} if url else {})})

    async def templates(self) -> dict[str, str]:
        """The template messages this account has: id to title."""
        said = (await self._get("/cgi-bin/template/get_all_private_template")).said
        return {str(one.get("template_id")): str(one.get("title")) for one in said.get("template_list", [])}

    async def subscriptions(self) -> dict[str, str]:
        """The subscription templates this account has: id to title."""
        said = (await self._get("/wxaapi/newtmpl/gettemplate")).said
        return {str(one.get("priTmplId")): str(one.get("title")) for one in said.get("data", [])}

    async def create_menu(self, menu: Mapping[str, Any]) -> None:
        await self._post("/cgi-bin/menu/create", menu)

    async def get_menu(self) -> dict[str, Any] | None:
        """The menu as it is published; None where there is none."""
        try:
            return dict((await self._get("/cgi-bin/menu/get")).said.get("menu", {}))
        except ApiError as error:
            if error.code == 46003:
                return None
            raise

    async def delete_menu(self) -> None:
        await self._get("/cgi-bin/menu/delete")

    async def make_qr(self, scene: str, seconds: int = 0) -> str:
        """The address a QR code with this scene has to hold; it lasts for ever where ``seconds`` is 0."""
        body: dict[str, Any] = {"action_name": LASTING, "action_info": {"scene": {"scene_str": scene}}}
        if seconds:
            body |= {"action_name": PASSING, "expire_seconds": min(seconds, LONGEST_QR)}
        return _wanted(await self._post("/cgi-bin/qrcode/create", body), "url")

    async def openid_of(self, code: str) -> str:
        """Who opened a page inside WeChat (snsapi_base)."""
        query = {
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        return _wanted(await self._calls.get("/sns/oauth2/access_token", **query), "openid")

    async def callback_check(self) -> dict[str, Any]:
        """What WeChat sees when it looks for the callback's host: names (dns) and pings (ping)."""
        body = {"action": "all", "check_operator": "DEFAULT"}
        return (await self._post("/cgi-bin/callback/check", body)).said

    async def clock(self) -> str:
        """WeChat's own time, as its servers write it in the Date header; needs no token."""
        try:
            return (await self._calls.get("/cgi-bin/get_api_domain_ip", access_token="none")).date
        except ApiError as error:
            return error.date

    async def new_token(self) -> None:
        """Has a new token fetched for all processes: shows whether AppID, AppSecret and IP whitelist are right."""
        await self._tokens.renew()

    async def close(self) -> None:
        await self._calls.close()

    async def _get(self, path: str) -> Answer:
        return await self._with_token(lambda token: self._calls.get(path, access_token=token))

    async def _post(self, path: str, body: Mapping[str, Any]) -> Answer:
        return await self._with_token(lambda token: self._calls.post(path, dict(body), access_token=token))

    async def _with_token(self, call: Any) -> Answer:
        token = await self._tokens.token()
        try:
            return await call(token)
        except ApiError as error:
            if error.code not in TOKEN_REFUSED:
                raise
        await self._tokens.evict(token)
        return await call(await self._tokens.token())


def fetching(settings: Settings, calls: Calls) -> Fetch:
    """Asks WeChat for a token, in the old way or for the stable one."""

    async def fetch(force: bool) -> tuple[str, int]:
        body: dict[str, Any] = {
            "grant_type": "client_credential",
            "appid": settings.app_id,
            "secret": settings.secret,
        }
        if settings.stable_token:
            answer = await calls.post("/cgi-bin/stable_token", {**body, "force_refresh": force})
        else:
            answer = await calls.get("/cgi-bin/token", **body)
        seconds = answer.said.get("expires_in")
        if not isinstance(seconds, int) or seconds <= 0:
            raise Unreachable(True, RUBBISH)
        return _wanted(answer, "access_token"), seconds

    return fetch


def _wanted(answer: Answer, name: str) -> str:
    """A text that must be in the answer; one without it is as good as rubbish."""
    found = answer.said.get(name)
    if not isinstance(found, str) or not found:
        raise Unreachable(True, RUBBISH)
    return found
