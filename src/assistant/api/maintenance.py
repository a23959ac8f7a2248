"""An assistant that the operator has turned off for a while."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import MaintenanceError
from assistant.models.answers import Answer, Language, Turn
from assistant.ports import AnsweringService, OnStep, Snapshot, unheard


class ClosedAssistant:
    """Refuses questions with the operator's words; what can only be looked at stays."""

    def __init__(self, service: AnsweringService, told: str) -> None:
        """Take the assistant, and what to say in its place."""
        self._service = service
        self._told = told

    @property
    def generation(self) -> str:
        """Name of the generation of the index that would answer."""
        return self._service.generation

    def ask(
        self,
        question: str,  # noqa: ARG002 - the port's signature
        language: Language | None = None,  # noqa: ARG002
        history: Sequence[Turn] = (),  # noqa: ARG002
        on_step: OnStep = unheard,  # noqa: ARG002
    ) -> Answer:
        """Refuse.

        Raises:
            MaintenanceError: always.
        """
        raise MaintenanceError(self._told)

    def snapshot(self) -> Snapshot:
        """What is answered from right now."""
        return self._service.snapshot()
