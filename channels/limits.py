"""How fast a session and an address may ask, so that one visitor cannot crowd out the others."""

from __future__ import annotations

import os
from collections.abc import Mapping

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

PER_SESSION = "30/minute"
PER_ADDRESS = "600/minute"
# Eight digits that live ten minutes: whoever tries them all would need longer than anybody has.
CODES_PER_ADDRESS = "10/minute"


class Limits:
    """Moving windows in this process's memory; a whole office behind one address has to fit into PER_ADDRESS."""

    def __init__(
        self, per_session: str = PER_SESSION, per_address: str = PER_ADDRESS, codes: str = CODES_PER_ADDRESS
    ) -> None:
        # The limiter holds its storage weakly only.
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._session, self._address, self._codes = parse(per_session), parse(per_address), parse(codes)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Limits:
        """FAWEN_LIMIT_SESSION and FAWEN_LIMIT_ADDRESS, written like ``30/minute``; a bad value fails at start."""
        try:
            return cls(
                environ.get("FAWEN_LIMIT_SESSION") or PER_SESSION, environ.get("FAWEN_LIMIT_ADDRESS") or PER_ADDRESS
            )
        except ValueError as error:
            raise SystemExit(
                f"FAWEN_LIMIT_SESSION 或 FAWEN_LIMIT_ADDRESS 写得不对，应当像「30/minute」：{error}"
            ) from error

    def allow_session(self, conversation: str) -> bool:
        return self._limiter.hit(self._session, "session", conversation)

    def allow_address(self, address: str) -> bool:
        return self._limiter.hit(self._address, "address", address)

    def allow_code(self, address: str) -> bool:
        """Whether an address may try another code of those that open somebody's talk."""
        return self._limiter.hit(self._codes, "code", address)
