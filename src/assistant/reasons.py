"""Why something came out as it did, as a value, which people may read in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """A key of `messages.reasons.REASONS`, with what goes into its words; false without a key.

    A failure that a server tells, such as `status 500`, is a key of its own.
    """

    key: str = ""
    values: Mapping[str, str | float | Reason] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self.key)


NO_REASON = Reason()
