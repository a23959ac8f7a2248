"""Our scripts and styles, under a path that changes with them, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
_CONTENT = b"".join(path.read_bytes() for path in sorted(FOLDER.iterdir()))
ASSETS = f"/ui/{hashlib.sha256(_CONTENT).hexdigest()[:12]}"
"""The path of the folder in this version."""
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For what stands under a path that changes with it."""


class _Assets(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(KEPT)
        return response


def add_assets(app: FastAPI) -> None:
    """Serve the folder."""
    app.mount(ASSETS, _Assets(directory=FOLDER), name="ui")
