"""An assistant that the operator has turned off for a while."""

from __future__ import annotations

from typing import NoReturn

from assistant.errors import MaintenanceError
from assistant.ports import AnsweringService, PassingOn


class ClosedAssistant(PassingOn):
    """Refuses questions with the operator's words; what can only be looked at stays."""

    def __init__(self, service: AnsweringService, told: str) -> None:
        """Take the assistant, and what to say in its place."""
        super().__init__(service)
        self._told = told

    def ask(self, *_: object, **__: object) -> NoReturn:
        """Refuse.

        Raises:
            MaintenanceError: always.
        """
        raise MaintenanceError(self._told)
