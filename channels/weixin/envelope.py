"""Opens what WeChat posts and seals what goes back: the signature, the clock, and the AES envelope.

Whatever does not fit is Refused, with a word for the log and nothing for the sender.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from wechatpy.crypto import PrpCrypto

from channels.weixin.fields import NotAMessage, fields
from channels.weixin.replies import cdata
from channels.weixin.settings import SAFE, Settings

# In compatible mode WeChat sends the message both open and sealed, about three times its length.
LARGEST_BODY = 256 * 1024
REMEMBERED = 20_000
TIMESTAMP, NONCE, ECHO = (re.compile(one) for one in ("[0-9]{10}", "[!-~]{1,128}", "[0-9A-Za-z_.+/=-]{1,256}"))


class Refused(Exception):
    """Not from WeChat, not for us, or not in time; the word is for our log only."""


class Crypt(PrpCrypto):
    """WeChat's AES. The vector is fixed by the protocol, so these 16 characters are all that tells equal replies apart."""

    def get_random_string(self) -> str:
        return secrets.token_hex(8)


class Envelope:
    """The envelope of one account. It remembers lately seen signatures, in this process only."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._settings, self._clock = settings, clock
        self._crypt = Crypt(base64.b64decode(settings.aes_key + "=")) if settings.aes_key else None
        self._seen: OrderedDict[tuple[str, str, str], tuple[float, bytes]] = OrderedDict()
        self._looking = threading.Lock()

    def echo(self, query: Mapping[str, str]) -> str:
        """What WeChat wants to hear back when the address is entered in its console."""
        self._check(query, "signature")
        echo = query.get("echostr") or ""
        if not ECHO.fullmatch(echo):
            raise Refused("echo")
        return echo

    def sealed(self, query: Mapping[str, str]) -> bool:
        """Whether this request came sealed, and so wants a sealed reply."""
        return query.get("encrypt_type") == "aes"

    def open(self, query: Mapping[str, str], body: bytes) -> bytes:
        """The message's own XML. Of a body in compatible mode only the sealed part counts: the open one is not signed."""
        if len(body) > LARGEST_BODY:
            raise Refused("size")
        # WeChat signs the address of sealed messages, too; a stranger's body is not worth reading for the other signature.
        self._check(query, "signature")
        if self.sealed(query):
            return self._open_sealed(query, body)
        if query.get("encrypt_type") not in (None, "", "raw") or self._settings.mode == SAFE:
            raise Refused("mode")
        self._refuse_other_body(query, "signature", body)
        return body

    def seal(self, xml: str, nonce: str, sealed: bool | None = None) -> bytes:
        """A reply as it goes out.

        :param sealed: whether the request was sealed; None for what the account's mode says.
        """
        inner = xml.encode("utf-8", "replace")
        if sealed is None:
            sealed = self._settings.mode == SAFE
        if not sealed:
            return inner
        if self._crypt is None:
            raise Refused("no key")
        nonce = nonce if NONCE.fullmatch(nonce) else secrets.token_hex(8)
        timestamp = str(int(self._clock()))
        encrypted = self._crypt.encrypt(inner, self._settings.app_id).decode("ascii")
        signature = signed(self._settings.token, timestamp, nonce, encrypted)
        return (
            f"<xml><Encrypt>{cdata(encrypted)}</Encrypt><MsgSignature>{cdata(signature)}</MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>"
        ).encode()

    def _open_sealed(self, query: Mapping[str, str], body: bytes) -> bytes:
        if self._crypt is None:
            raise Refused("no key")
        try:
            encrypted = fields(body, LARGEST_BODY).get("Encrypt", "").strip()
        except NotAMessage:
            raise Refused("body") from None
        self._check(query, "msg_signature", encrypted)
        self._refuse_other_body(query, "msg_signature", body)
        try:
            return self._crypt.decrypt(encrypted, self._settings.app_id).encode("utf-8")
        except Exception:
            # Another app's id, a key that does not fit, or no ciphertext at all: the library has an exception for each.
            raise Refused("seal") from None

    def _check(self, query: Mapping[str, str], name: str, *more: str) -> None:
        timestamp, nonce = query.get("timestamp") or "", query.get("nonce") or ""
        if not TIMESTAMP.fullmatch(timestamp) or not NONCE.fullmatch(nonce):
            raise Refused("query")
        right = signed(self._settings.token, timestamp, nonce, *more)
        if not hmac.compare_digest(right.encode(), (query.get(name) or "").encode("utf-8", "replace")):
            raise Refused("signature")
        if abs(self._clock() - int(timestamp)) > self._settings.clock_error:
            raise Refused("time")

    def _refuse_other_body(self, query: Mapping[str, str], name: str, body: bytes) -> None:
        """The signature of an open message does not cover it, so it must not do for a second one; WeChat's resends are equal."""
        now, digest = self._clock(), hashlib.sha256(body).digest()
        key = (query[name], query["timestamp"], query["nonce"])
        with self._looking:
            while self._seen and next(iter(self._seen.values()))[0] < now - 2 * self._settings.clock_error:
                self._seen.popitem(last=False)
            first = self._seen.setdefault(key, (now, digest))[1]
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        if first != digest:
            raise Refused("replay")


def signed(*parts: str) -> str:
    """WeChat's signature: SHA-1 of the parts in order of their bytes."""
    return hashlib.sha1(b"".join(sorted(part.encode("utf-8", "replace") for part in parts))).hexdigest()
