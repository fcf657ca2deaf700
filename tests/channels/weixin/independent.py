"""WeChat's side of the envelope, written from its public description with AES alone: nothing of ours, nothing of wechatpy's.

msg_encrypt = Base64(AES-256-CBC(random 16 bytes + length as 4 bytes, high one first + message + AppID)), filled up to a
multiple of 32 with as many bytes of the value of their number; the vector is the key's first half.
msg_signature = SHA-1 of token, timestamp, nonce and msg_encrypt, sorted and joined.
"""

import base64
import hashlib
import os
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


@dataclass(frozen=True)
class Console:
    """An account as WeChat knows it."""

    app_id: str = "wx0123456789abcdef"
    token: str = "SampleToken1"
    aes_key: str = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
    account: str = "gh_0123456789ab"

    def post(self, xml: str, mode: str = "safe", timestamp: int = 1790000000, nonce: str = "20261126"):
        """The query and the body of one delivery."""
        time = str(timestamp)
        query = {"signature": sign(self.token, time, nonce), "timestamp": time, "nonce": nonce, "openid": "oSample"}
        if mode == "plain":
            return query, xml.encode()
        sealed = self.encrypt(xml.encode())
        query |= {"encrypt_type": "aes", "msg_signature": sign(self.token, time, nonce, sealed)}
        if mode == "compatible":
            return query, xml.replace("</xml>", f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>").encode()
        return query, (
            f"<xml>\n    <ToUserName><![CDATA[{self.account}]]></ToUserName>\n"
            f"    <Encrypt><![CDATA[{sealed}]]></Encrypt>\n</xml>\n"
        ).encode()

    def take(self, reply: bytes, nonce: str = "20261126") -> str:
        """The message in a sealed reply, after every check WeChat makes."""
        given = {one.tag: one.text for one in ElementTree.fromstring(reply)}
        assert set(given) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
        assert given["Nonce"] == nonce
        assert given["MsgSignature"] == sign(self.token, given["TimeStamp"], nonce, given["Encrypt"])
        message, app_id = self.decrypt(given["Encrypt"])
        assert app_id == self.app_id
        return message.decode()

    def encrypt(self, message: bytes, app_id: str | None = None) -> str:
        text = os.urandom(16) + len(message).to_bytes(4, "big") + message + (app_id or self.app_id).encode()
        filling = BLOCK - len(text) % BLOCK
        return base64.b64encode(self._run("encryptor", text + bytes([filling]) * filling)).decode()

    def decrypt(self, sealed: str) -> tuple[bytes, str]:
        text = self._run("decryptor", base64.b64decode(sealed, validate=True))
        filling = text[-1]
        assert 1 <= filling <= BLOCK and len(text) % BLOCK == 0
        assert text[-filling:] == bytes([filling]) * filling
        length = int.from_bytes(text[16:20], "big")
        return text[20 : 20 + length], text[20 + length : -filling].decode()

    def _run(self, way: str, text: bytes) -> bytes:
        key = base64.b64decode(self.aes_key + "=")
        machine = getattr(Cipher(algorithms.AES(key), modes.CBC(key[:16])), way)()
        return machine.update(text) + machine.finalize()


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()
