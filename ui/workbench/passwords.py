"""Passwords as the settings keep them: `python -m ui.workbench.passwords` makes one."""

from __future__ import annotations

import hmac
import secrets
from getpass import getpass
from hashlib import scrypt

KIND = "scrypt"
_COST = {"n": 2**14, "r": 8, "p": 5, "maxmem": 64 * 1024 * 1024}
"""As OWASP advises for scrypt with 16 MiB."""


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as it can be kept, with a new salt unless one is given: `scrypt$salt$key`."""
    salt = salt or secrets.token_bytes(16)
    return f"{KIND}${salt.hex()}${scrypt(password.encode(), salt=salt, **_COST).hex()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; takes as long either way."""
    salt = bytes.fromhex(kept.split("$")[1])
    return hmac.compare_digest(hashed(password, salt), kept)


if __name__ == "__main__":
    print(hashed(getpass("Password: ")))
