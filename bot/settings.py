"""What an operator may set in the environment, and what is said where a value cannot be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What an operator may set; every value has a default that works on one machine."""

    host: str = "0.0.0.0"
    port: int = 8080
    secure_cookies: bool = False
    proxies: int = 0
    keep_days: int = 90

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """HOST, PORT, FAWEN_HTTPS, FAWEN_PROXIES and FAWEN_KEEP_DAYS; raises SystemExit with the remedy."""
        return cls(
            environ.get("HOST") or "0.0.0.0",
            number(environ, "PORT", 8080, 1, 65535),
            environ.get("FAWEN_HTTPS") == "1",
            number(environ, "FAWEN_PROXIES", 0, 0, 10),
            number(environ, "FAWEN_KEEP_DAYS", 90, 1, 3650),
        )


def number(environ: Mapping[str, str], name: str, usual: int, low: int, high: int) -> int:
    """A whole number from the environment; raises SystemExit saying what was wrong and what would be right."""
    given = environ.get(name) or str(usual)
    if not given.isdigit() or not low <= int(given) <= high:
        raise SystemExit(
            f"环境变量 {name} 应当是 {low} 到 {high} 的整数，现在是「{given}」。例如：{name}={usual} make run"
        )
    return int(given)
