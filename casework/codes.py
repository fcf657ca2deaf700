"""Tokens, resume codes and their hashes. Pure: everything is derived from the installation's pepper by HMAC.

Derived rather than drawn, so that a repeated request gets the very code it got before although only a hash is stored.
"""

import base64
import hashlib
import hmac
import re
import unicodedata

CODE_DIGITS = 8  # digits alone: nothing to mistake for a letter, and every phone and kiosk has a pad for them


def _digest(pepper: bytes, purpose: str, *parts: str) -> bytes:
    return hmac.new(pepper, "\x1f".join((purpose, *parts)).encode("utf-8"), hashlib.sha256).digest()


def consultation_token(pepper: bytes, key: str) -> str:
    """24 characters that fit in a link, 144 bits nobody can guess."""
    return base64.urlsafe_b64encode(_digest(pepper, "consultation", key)[:18]).decode("ascii")


def token_hash(pepper: bytes, token: str) -> str:
    return _digest(pepper, "token hash", token).hex()


def case_code(pepper: bytes, request_key: str) -> str:
    """Eight digits the resident keeps to look after a case. Guessing is made hopeless by throttling, see cases."""
    number = int.from_bytes(_digest(pepper, "case code", request_key), "big") % 10**CODE_DIGITS
    return f"{number:0{CODE_DIGITS}d}"


def code_hash(pepper: bytes, number: str, code: str) -> str:
    return _digest(pepper, "code hash", number, code).hex()


def openid_hash(pepper: bytes, openid: str) -> str:
    """By which a follower is found, since the openid itself lies sealed."""
    return _digest(pepper, "openid", openid).hex()


def incoming_key(pepper: bytes, key: str) -> str:
    """A door's own key of a message, which names the follower, as it is kept."""
    return _digest(pepper, "incoming", key).hex()


def continuation_hash(pepper: bytes, code: str) -> str:
    return _digest(pepper, "continuation", code).hex()


def same(one: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8"))


def tidy_number(text: str) -> str:
    """A case number as people type it, full width and spaces included: 「２０２６ 示例 ０００１」 → 2026示例0001."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text)).replace("号", "")


def tidy_code(text: str) -> str:
    """The digits of a code as people type it: 「3749-6362」, 「３７４９ ６３６２」."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
