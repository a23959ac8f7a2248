"""Many questions in one process: JSON lines in, JSON lines out."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
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
MOST_NAMED = 10
"""Lines that are wrong; the others are counted."""


def run(service: AnsweringService, questions: Path, out: Path | None) -> int:
    """Answer every line of a file; all lines are read before the first is answered.

    Returns:
        How many were answered.

    Raises:
        InvalidInputError: the file is not there, or is `out` too, or lines are not questions; names
            these.
        StorageError: `out` cannot be written.
    """
    if out and out.exists() and questions.exists() and out.samefile(questions):
        raise InvalidInputError(f"{questions} holds the questions; name another file for --out.")
    requests = _read(questions)
    with _output(out) as file:
        for number, request in enumerate(requests, start=1):
            print(_answer(service, request).model_dump_json(), file=file)
            _tell(number, len(requests))
    return len(requests)


def _read(questions: Path) -> list[BatchRequest]:
    try:
        lines = questions.read_bytes().removeprefix(BOM_UTF8).split(b"\n")
    except OSError as error:
        raise InvalidInputError(f"{questions} cannot be read: {error}.") from error
    requests, wrong = list[BatchRequest](), list[str]()
    for number, line in enumerate(lines, start=1):
        where = f"{questions}, line {number}"
        try:
            if text := line.decode().strip():
                requests.append(parse(BatchRequest, text, where))
        except UnicodeDecodeError:
            wrong.append(f"{where}: It is not UTF-8.")
        except InvalidInputError as error:
            wrong.append(str(error))
    if wrong:
        more = len(wrong) - MOST_NAMED
        raise InvalidInputError(
            " ".join(wrong[:MOST_NAMED]) + (f" And {more} more lines." if more > 0 else "")
        )
    return requests


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
