"""WeChat's signature and AES envelope, written from its documents for the rehearsal.

On purpose it shares nothing with the door's own envelope: two readings of one document check each other.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import struct
import time
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SAFE, COMPATIBLE, PLAIN = MODES = ("safe", "compatible", "plain")
BLOCK = 32


class Broken(Exception):
    """An answer WeChat could not read; `str(error)` says in Chinese what is wrong with it."""


@dataclass(frozen=True)
class Account:
    """What the platform and the server both know of one official account."""

    app_id: str
    token: str
    aes_key: str = ""
    name: str = "gh_000000000000"
    mode: str = SAFE

    @property
    def key(self) -> bytes:
        return base64.b64decode(self.aes_key + "=")


def signature(*words: str) -> str:
    """SHA-1 of the words in alphabetical order, as the platform signs everything."""
    return hashlib.sha1("".join(sorted(words)).encode("utf-8")).hexdigest()


def cdata(text: str) -> str:
    """Text inside CDATA, whatever is in it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def encrypt(account: Account, inner: bytes) -> str:
    """random(16) + length(4) + message + app id, padded to 32, AES-256-CBC with the key's first half for IV."""
    plain = os.urandom(16) + struct.pack(">I", len(inner)) + inner + account.app_id.encode("ascii")
    missing = BLOCK - len(plain) % BLOCK
    plain += bytes([missing]) * missing
    worker = Cipher(algorithms.AES(account.key), modes.CBC(account.key[:16])).encryptor()
    return base64.b64encode(worker.update(plain) + worker.finalize()).decode("ascii")


def decrypt(account: Account, sealed: str) -> bytes:
    """The message in a sealed text; raises Broken."""
    try:
        worker = Cipher(algorithms.AES(account.key), modes.CBC(account.key[:16])).decryptor()
        plain = worker.update(base64.b64decode(sealed, validate=True)) + worker.finalize()
    except ValueError as error:
        raise Broken("密文解不开") from error
    filled = plain[-1] if plain else 0
    if not 1 <= filled <= BLOCK or plain[-filled:] != bytes([filled]) * filled or len(plain) - filled < 20:
        raise Broken("密文的填充不对，EncodingAESKey 两边多半不一样")
    plain = plain[:-filled]
    end = 20 + int(struct.unpack(">I", plain[16:20])[0])
    if plain[end:] != account.app_id.encode("ascii"):
        raise Broken("密文里的 AppID 不对")
    return plain[20:end]


def query(account: Account, sealed: str = "", openid: str = "") -> dict[str, str]:
    """What the platform puts into the address of one delivery: signed anew every time."""
    moment, nonce = str(int(time.time())), str(secrets.randbelow(10**10))
    signed = {"signature": signature(account.token, moment, nonce), "timestamp": moment, "nonce": nonce}
    if openid:
        signed["openid"] = openid
    if sealed:
        signed |= {"encrypt_type": "aes", "msg_signature": signature(account.token, moment, nonce, sealed)}
    return signed


def seal(account: Account, inner: str, openid: str = "") -> tuple[dict[str, str], bytes]:
    """One delivery: the query and the body, as the account's mode wants them."""
    if account.mode == PLAIN:
        return query(account, openid=openid), inner.encode("utf-8")
    sealed = encrypt(account, inner.encode("utf-8"))
    envelope = f"<Encrypt>{cdata(sealed)}</Encrypt>"
    if account.mode == COMPATIBLE:
        body = inner.replace("</xml>", f"{envelope}</xml>")
    else:
        body = f"<xml><ToUserName>{cdata(account.name)}</ToUserName>{envelope}</xml>"
    return query(account, sealed, openid), body.encode("utf-8")


def parse(xml: bytes) -> Element:
    """The root of an answer; raises Broken."""
    try:
        root: Element = fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Broken("不是 XML") from error
    if root.tag != "xml":
        raise Broken("最外层不是 <xml>")
    return root


def unseal(account: Account, body: bytes) -> Element:
    """The answer inside an envelope, its signature checked; raises Broken. Safe mode takes no plain answer."""
    root = parse(body)
    sealed = root.findtext("Encrypt")
    if sealed is None:
        if account.mode == SAFE:
            raise Broken("安全模式下回了明文")
        return root
    if account.mode == PLAIN:
        raise Broken("明文模式下回了密文")
    moment, nonce = root.findtext("TimeStamp") or "", root.findtext("Nonce") or ""
    right = signature(account.token, moment, nonce, sealed)
    if not hmac.compare_digest(right, root.findtext("MsgSignature") or ""):
        raise Broken("回答的签名不对")
    return parse(decrypt(account, sealed))
