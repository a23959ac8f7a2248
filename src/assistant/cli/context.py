"""What every command shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import typer

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant


def settings_of(context: typer.Context) -> Settings:
    """The settings that the command was called with."""
    return cast(Settings, context.obj)


def assistant_of(context: typer.Context) -> Assistant:
    """The assistant, for a command that asks it and nothing else."""
    from assistant.reader.onnx import FOLDER, PIECES  # noqa: PLC0415
    from assistant.reader.tokens import opening_pieces  # noqa: PLC0415

    with opening_pieces(FOLDER / PIECES):
        from assistant.bootstrap import build_assistant  # noqa: PLC0415

        return build_assistant(settings_of(context))
