"""The commands that ask, in one line or in a conversation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli import batch, printing
from assistant.cli.context import settings_of
from assistant.contract import AskRequest, reply
from assistant.errors import InvalidInputError
from assistant.models.answers import Language, Turn

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

LanguageOption = Annotated[
    Literal["sv", "en"] | None,
    typer.Option("--language", "-l", help="Answer in this language; else in that of the question."),
]


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="The question; `-` or nothing with --json: from stdin.")
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the reply as JSON, as POST /api/ask gives it.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each step and score of the answer.")
    ] = False,
    batch_file: Annotated[
        Path | None,
        typer.Option("--batch", help="Questions, one JSON object a line with id and question."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the replies of --batch go.")] = None,
    language: LanguageOption = None,
) -> None:
    """Ask one question, or many with --batch.

    With --json the QUESTION may also be the JSON object that POST /api/ask takes, with a history.

    Examples:

    fordonsdalen ask "Vem leder högnivågruppen?"

    fordonsdalen ask --batch questions.jsonl --out replies.jsonl
    """
    if out is not None and batch_file is None:
        raise InvalidInputError("--out is where the replies of --batch go; give --batch as well.")
    assistant = _assistant(context)
    if batch_file is not None:
        if question is not None:
            raise InvalidInputError("Give either a question or --batch, not both.")
        printing.batch_done(batch.run(assistant, batch_file, out), out)
        return
    answer = assistant.ask(*_asked(question, language, as_json=as_json))
    if as_json:
        print(reply(answer).model_dump_json(indent=2))
    else:
        printing.answer(answer)
    if explain:
        printing.explanation(answer)


def _asked(
    question: str | None, language: Language | None, *, as_json: bool
) -> tuple[str, Language | None, tuple[Turn, ...]]:
    """The question, the language to answer in and the turns before it."""
    if question in (None, "-") and not sys.stdin.isatty():
        question = sys.stdin.read()
    if question is None or question == "-":
        raise InvalidInputError('Give a question, for example: ask "Vem leder högnivågruppen?"')
    if as_json and question.lstrip().startswith("{"):
        request = batch.parse(AskRequest, question, "The question")
        return request.question, language or request.language, request.turns()
    return question, language, ()


def chat(context: typer.Context, language: LanguageOption = None) -> None:
    """Hold a conversation in the terminal; follow-up questions are understood.

    End it with an empty line or Ctrl-D.
    """
    assistant = _assistant(context)
    history: list[Turn] = []
    printing.chat_welcome(language or settings_of(context).language)
    while question := printing.prompt():
        try:
            answer = assistant.ask(question, language, history)
        except InvalidInputError as error:
            printing.problem(str(error))
            continue
        printing.answer(answer)
        history += [Turn("user", question), Turn("assistant", answer.text)]


def _assistant(context: typer.Context) -> Assistant:
    from assistant.reader.onnx import FOLDER, PIECES  # noqa: PLC0415
    from assistant.reader.tokens import opening_pieces  # noqa: PLC0415

    with opening_pieces(FOLDER / PIECES):
        from assistant.bootstrap import build_assistant  # noqa: PLC0415

        return build_assistant(settings_of(context))
