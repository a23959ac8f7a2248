"""Errors as problem documents (RFC 9457).

A `detail` that pages show as it is, since it says what to do about a question (too long, too many, still
starting), is in the language of the site or of the answer. All others are in English: only whoever writes
a program meets them, and the pages have words of their own.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from assistant.asgi import HttpMiddleware, looked_at, problem
from assistant.errors import (
    BusyError,
    FordonsdalenError,
    IndexMismatchError,
    IndexMissingError,
    InvalidInputError,
    UnavailableError,
)
from assistant.messages import Wording
from assistant.messages.tools import DAMAGED_INDEX, NO_INDEX, NO_SERVICE
from assistant.models.answers import Language

logger = logging.getLogger(__name__)
STATUS_OF: tuple[tuple[type[FordonsdalenError], HTTPStatus], ...] = (
    (InvalidInputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (IndexMissingError, HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexMismatchError, HTTPStatus.SERVICE_UNAVAILABLE),
    (UnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_OUTSIDE: tuple[tuple[type[FordonsdalenError], Wording], ...] = (
    (IndexMissingError, NO_INDEX),
    (IndexMismatchError, DAMAGED_INDEX),
    (UnavailableError, NO_SERVICE),
)


def told_outside(error: Exception, language: Language) -> str | None:
    """In the place of what names folders and machines, which only the operator has to know."""
    return next((told[language] for kind, told in _OUTSIDE if isinstance(error, kind)), None)


def problem_of(error: Exception, request: Request) -> JSONResponse:
    """The problem document of an error; one that nobody foresaw is logged and not told."""
    status = next((code for kind, code in STATUS_OF if isinstance(error, kind)), None)
    if status is None:
        logger.error("Unforeseen error", exc_info=error)
        return problem(500, "The question could not be answered. It has been noted.", request)
    if isinstance(error, IndexMismatchError):
        _log_once(str(error), request)
    elif isinstance(error, UnavailableError):  # Of an index that is missing the start has told.
        logger.error("%s", error)
    response = problem(status, told_outside(error, "en") or str(error), request)
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _log_once(told: str, request: Request) -> None:
    """Log what stays as it is until somebody mends it, however often it is met; `readyz` sees the end."""
    if request.app.state.unusable != told:
        request.app.state.unusable = told
        logger.error("%s", told)


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every error of the application into a problem document."""
    app.state.unusable = ""

    @app.exception_handler(FordonsdalenError)
    async def foreseen(request: Request, error: FordonsdalenError) -> JSONResponse:
        return problem_of(error, request)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body")
        if first["type"] == "json_invalid":
            return problem(400, "The body is not JSON.", request)
        sent_as = request.headers.get("content-type", "")
        if first["loc"] == ("body",) and error.body and "json" not in sent_as:
            return problem(422, "Send the body as Content-Type: application/json.", request)
        return problem(422, f"{where}: {first['msg']}.".removeprefix(": "), request)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        response = problem(error.status_code, str(error.detail), request)
        response.headers.update(error.headers or {})
        return response


class UnforeseenErrors(HttpMiddleware):
    """Answers where everything else failed, inside of what sets the headers of every response."""

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        def note(_: Message) -> None:
            nonlocal begun
            begun = True

        try:
            await self._app(scope, receive, looked_at(send, note))
        except Exception as error:
            if begun:
                raise
            logger.exception("Unforeseen error", exc_info=error)
            told = "Something went wrong here. It has been noted."
            await problem(500, told, Request(scope))(scope, receive, send)
