"""What every command shares."""

from __future__ import annotations

from typing import cast

import typer

from assistant.settings import Settings


def settings_of(context: typer.Context) -> Settings:
    """The settings that the command was called with."""
    return cast(Settings, context.obj)
