"""An assistant that the operator has turned off for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.errors import MaintenanceError
from assistant.models import Answer, Document, EarlierVersion, Fact, Language, Turn
from assistant.ports import AnsweringService, OnStep, unheard


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

    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""
        return self._service.documents()

    def facts(self) -> Sequence[Fact]:
        """All facts, in the order of their documents."""
        return self._service.facts()

    def earlier(self, document: str) -> Sequence[EarlierVersion]:
        """What a document said before it changed, the newest first."""
        return self._service.earlier(document)
