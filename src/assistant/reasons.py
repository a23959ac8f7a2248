"""Why something came out as it did, as a value, which people may read in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator


@dataclass(frozen=True, slots=True)
class Reason:
    """A key of `messages.reasons.REASONS`, with what goes into its words; false without a key.

    What cannot be read or done goes by its English words, with the names of values in braces:
    `messages.failures` has the Swedish ones. A whole number is grouped as the language does. A
    failure that a server tells, such as `status 500`, is a key of its own.
    """

    key: str = ""
    values: Mapping[str, str | int | float | Reason] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.key)

    def __str__(self) -> str:
        """The English words of what cannot be read or done."""
        values = {
            name: f"{value:,}" if isinstance(value, int) else value
            for name, value in self.values.items()
        }
        return self.key.format(**values) if values else self.key


NO_REASON = Reason()


class ReasonedError(Exception):
    """An error that is raised with a text, or with a reason that can be told in either language."""

    @property
    def reason(self) -> Reason:
        """What it was raised with."""
        told = self.args[0] if self.args else ""
        return told if isinstance(told, Reason) else Reason(str(told))

    def __str__(self) -> str:
        """In English."""
        return str(self.reason)


def _as_reason(told: object) -> object:
    return Reason(told) if isinstance(told, str) else told


StoredReason = Annotated[Reason, BeforeValidator(_as_reason)]
"""As it is kept in files, the older of which hold nothing but its English words."""
