"""Who is let in, by a signed value that needs no memory: every process of the server knows it."""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import b64decode

from assistant.settings import WorkbenchSettings
from ui.workbench.passwords import hashed, matches

LASTS = 12 * 3600
"""Seconds after which people log in again."""
STAFF = "personal"
"""Who comes with the token, which has no name."""


class Sessions:
    """Checks tokens and passwords, and issues and reads sessions."""

    def __init__(self, settings: WorkbenchSettings) -> None:
        """Take the users, and the token that also signs the sessions."""
        self._users = {name: kept.get_secret_value() for name, kept in settings.users.items()}
        self._token = settings.token.get_secret_value() if settings.token else secrets.token_hex()
        # Against which the password of an unknown name is checked, so that it takes as long.
        self._nobody = hashed(self._token) if self._users else ""

    @property
    def has_users(self) -> bool:
        """Whether people log in by name; the token opens nothing then."""
        return bool(self._users)

    def by_token(self, token: str) -> str | None:
        """The name to go by of whoever has the token."""
        known = hmac.compare_digest(token.encode(), self._token.encode())
        return STAFF if known and not self._users else None

    def by_password(self, name: str, password: str) -> str | None:
        """The name of a user with the right password."""
        if not self._users:
            return None
        right = matches(password, self._users.get(name, self._nobody))
        return name if right and name in self._users else None

    def by_authorization(self, header: str) -> str | None:
        """The name behind an `Authorization` header, as programs send it."""
        kind, _, value = header.partition(" ")
        if kind.lower() == "bearer":
            return self.by_token(value)
        if kind.lower() != "basic":
            return None
        try:
            name, _, password = b64decode(value, validate=True).decode().partition(":")
        except ValueError:
            return None
        return self.by_password(name, password)

    def issue(self, name: str) -> str:
        """A session for somebody: until when, who, and the signature of both."""
        said = f"{int(time.time()) + LASTS}.{name.encode().hex()}"
        return f"{said}.{self._signature(said)}"

    def by_session(self, session: str) -> str | None:
        """The name in a session that was issued here, has not ended, and is still a user's."""
        said, _, signature = session.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(said).encode()):
            return None
        until, _, name = said.partition(".")
        known = bytes.fromhex(name).decode()
        return known if time.time() < int(until) and known in (self._users or [STAFF]) else None

    def _signature(self, said: str) -> str:
        return hmac.digest(self._token.encode(), said.encode(), "sha256").hex()
