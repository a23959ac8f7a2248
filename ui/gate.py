"""Closes the ways into Gradio that the chat does not use."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/gradio/"
"""Before the paths of everything that is Gradio's."""
_USED = re.compile(PREFIX + r"\w+/(assets/[\w.-]+|theme\.css)")
_CACHE = "public, max-age=31536000, immutable"
"""Gradio's files have their version in their names."""


class GradioGate:
    """Answers 404 on Gradio's other routes: with them, anyone could for example upload files."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application with Gradio mounted."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        if not path.startswith(PREFIX):
            await self._app(scope, receive, send)
        elif _USED.fullmatch(path):
            await self._app(scope, receive, _caching(send))
        else:
            await _refusal(path)(scope, receive, send)


def _caching(send: Send) -> Send:
    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            MutableHeaders(scope=message)["Cache-Control"] = _CACHE
        await send(message)

    return send_with_header


def _refusal(path: str) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "The chat does not offer this. Programs use /api, see /api/docs.",
        "instance": path,
    }
    return JSONResponse(body, 404, media_type="application/problem+json")
