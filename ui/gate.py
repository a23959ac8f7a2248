"""Closes the ways into Gradio that the chat does not use."""

from __future__ import annotations

import re

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_GRADIO = "/gradio_api/"
_USED = re.compile(_GRADIO + r"(queue/join|queue/data|heartbeat/\w+|app_id)/?")


class GradioGate:
    """Answers 404 on Gradio's other routes: with them, anyone could for example upload files."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application with Gradio mounted."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = str(scope.get("path", ""))
        inside = path[path.index(_GRADIO) :] if _GRADIO in path else ""
        if inside and not _USED.fullmatch(inside):
            body = {
                "type": "about:blank",
                "title": "Not Found",
                "status": 404,
                "detail": "The chat does not offer this. Programs use /api, see /api/docs.",
                "instance": path,
            }
            response = JSONResponse(body, 404, media_type="application/problem+json")
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)
