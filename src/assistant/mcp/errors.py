"""What is told where a tool cannot do what it is asked for: one line, in the language of the settings."""

from __future__ import annotations

import logging

import mcp_types as protocol
from pydantic import ValidationError

from assistant.api.problems import told_outside
from assistant.errors import BusyError, IndexMissingError, InvalidInputError
from assistant.messages.tools import (
    NO_JSON,
    NO_MESSAGE,
    OR,
    UNFORESEEN,
    WRONG_ARGUMENT,
    WRONG_ARGUMENTS,
)
from assistant.models.answers import Language

logger = logging.getLogger(__name__)
_LONGEST = 500


def told(error: Exception, language: Language) -> str:
    """An error for whoever called a tool; what only the operator can act on goes to the log as well."""
    if isinstance(error, ValidationError):
        return one_line(_wrong_argument(error, language))
    if isinstance(error, InvalidInputError | BusyError):
        return one_line(str(error))
    if outside := told_outside(error, language):
        if not isinstance(error, IndexMissingError):
            logger.error("%s", error)
        return outside
    logger.error("Unforeseen error", exc_info=error)
    return UNFORESEEN[language]


def not_understood(error: ValidationError, language: Language) -> protocol.JSONRPCError | None:
    """The reply to a line that is no message; none where it is empty."""
    first = error.errors(include_url=False)[0]
    if first["type"] != "json_invalid":
        code, words = protocol.INVALID_REQUEST, NO_MESSAGE
    elif str(first["input"]).strip():
        code, words = protocol.PARSE_ERROR, NO_JSON
    else:
        return None
    data = protocol.ErrorData(code=code, message=words[language])
    return protocol.JSONRPCError(jsonrpc="2.0", id=None, error=data)


def one_line(text: str) -> str:
    """A text that may hold what was sent, so that it may be of any length and hold anything."""
    flat = " ".join(text[: 2 * _LONGEST].split())[:_LONGEST]
    return flat.encode(errors="replace").decode()


def _wrong_argument(error: ValidationError, language: Language) -> str:
    """The first thing that is wrong with the arguments."""
    first = error.errors(include_url=False, include_input=False)[0]
    kind = "int_type" if first["type"].startswith("int_") else first["type"]
    where = ".".join(str(part) for part in first["loc"])
    known: dict[str, object] = {**first.get("ctx", {}), "where": where}
    if "expected" in known:
        known["expected"] = str(known["expected"]).replace(" or ", OR[language])
    return WRONG_ARGUMENTS.get(kind, WRONG_ARGUMENT)[language].format(**known)
