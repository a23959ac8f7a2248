"""Many questions in one process: JSON lines in, JSON lines out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.contract import BatchReply, BatchRequest, reply
from assistant.errors import InvalidInputError, StorageError, first_of
from assistant.models.answers import Status

if TYPE_CHECKING:
    from assistant.ports import AnsweringService

Body = TypeVar("Body", bound=BaseModel)


def run(service: AnsweringService, questions: Path, out: Path | None) -> int:
    """Answer every line of a file; all lines are read before the first is answered.

    Returns:
        How many were answered.

    Raises:
        InvalidInputError: the file is not there, or a line is not a question; names the line.
        StorageError: `out` cannot be written.
    """
    try:
        lines = questions.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{questions} cannot be read: {error}.") from error
    requests = [
        parse(BatchRequest, line, f"{questions}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    with _output(out) as file:
        for number, request in enumerate(requests, start=1):
            print(_answer(service, request).model_dump_json(), file=file)
            _tell(number, len(requests))
    return len(requests)


def _answer(service: AnsweringService, request: BatchRequest) -> BatchReply:
    """One reply; a question that cannot be used is rejected and does not stop the others."""
    try:
        answer = service.ask(request.question, request.language, request.turns())
    except InvalidInputError as error:
        return BatchReply(
            id=request.id,
            question=request.question,
            standalone_question=request.question,
            language=request.language or "sv",
            status=Status.REJECTED.value,
            answer=str(error),
            citations=[],
            confidence=0.0,
            generation=service.generation,
            timings_ms={"total": 0.0},
        )
    return BatchReply(id=request.id, **reply(answer).model_dump())


def parse(body: type[Body], text: str, where: str) -> Body:
    """Read one JSON object.

    Raises:
        InvalidInputError: it has another form; says where and what is wrong.
    """
    try:
        return body.model_validate_json(text)
    except ValidationError as error:
        key, told = first_of(error)
        raise InvalidInputError(f"{where}: {key}: {told}.".replace(": :", ":")) from error


@contextmanager
def _output(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise StorageError(f"{out} cannot be written: {error.strerror}.") from error


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True)
