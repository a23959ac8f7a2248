"""What every response carries, and how large a request may be. Plain ASGI, so that streams pass."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.asgi import EMBED, PERSONAL, HttpMiddleware, looked_at, path_of, problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors "
)
"""Nothing inline, and nothing from another host."""
GRADIO_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'self'; object-src 'none'; frame-ancestors 'none'"
)
"""Gradio needs inline scripts and styles."""
UPLOAD = f"{PERSONAL}/gradio_api/upload"
_MOST_COOKIE_BYTES = 4096


class SecurityHeaders(HttpMiddleware):
    """Adds the security headers; only `/embed` may be framed, and only by those on the list.

    Only the staff's workbench may set a cookie. What does not say how long it keeps is not kept.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: Sequence[str]) -> None:
        """Take the CSP sources that may frame `/embed`."""
        super().__init__(app)
        self._embed = POLICY + " ".join(frame_ancestors)
        self._other = POLICY + "'none'"

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = path_of(scope)
        framed = path == EMBED
        is_workbench = path == PERSONAL or path.startswith(PERSONAL + "/")

        def secure(start: Message) -> None:
            headers = MutableHeaders(scope=start)
            policy = self._embed if framed else self._other
            headers["Content-Security-Policy"] = GRADIO_POLICY if is_workbench else policy
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
            headers.setdefault("Cache-Control", "no-store")
            if scope["scheme"] == "https":
                headers["Strict-Transport-Security"] = "max-age=31536000"
            if not framed:
                headers["X-Frame-Options"] = "DENY"
            if not is_workbench:
                del headers["set-cookie"]

        await self._app(scope, receive, looked_at(send, secure))


class PlainRequests(HttpMiddleware):
    """Takes away what only the workbench has a use for, and what is dear to read.

    The citizens' pages have no cookies and take no files. Python 3.11 reads a cookie's value in
    quadratic time, and a form in parts in whatever character set it names.
    """

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = path_of(scope)
        is_workbench = path.startswith(PERSONAL + "/") and path != f"{PERSONAL}/login"
        headers = scope["headers"]
        in_parts = any(
            name == b"content-type" and b"multipart" in value.lower() for name, value in headers
        )
        if in_parts and not is_workbench:
            told = "Forms are taken as application/x-www-form-urlencoded."
            await problem(415, told, Request(scope))(scope, receive, send)
            return
        cookies = sum(len(value) for name, value in headers if name == b"cookie")
        if not is_workbench or cookies > _MOST_COOKIE_BYTES:
            headers = [header for header in headers if header[0] != b"cookie"]
        await self._app({**scope, "headers": headers}, receive, send)


class HeadAsGet(HttpMiddleware):
    """Answers HEAD as GET without the body, wherever GET is answered."""

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_without_body)


class SizeLimit(HttpMiddleware):
    """Refuses a body over a limit, by its announced length or as it arrives.

    What staff upload passes as it arrives: the door behind lets nobody else send it, and none of it
    waits in memory for that.
    """

    def __init__(self, app: ASGIApp, most: int, most_upload: int = 0) -> None:
        """Take the limits in bytes, the second that of a file for the workbench."""
        super().__init__(app)
        self._most = most
        self._most_upload = most_upload

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        announced = self._announced(scope)
        path = path_of(scope)
        if path == UPLOAD and self._most < announced <= self._most_upload:
            await self._app(scope, receive, send)
            return
        if announced > self._most:
            await self._refuse(scope, receive, send, more=True)
            return
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                await self._refuse(scope, receive, send, more=more)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)

    def _announced(self, scope: Scope) -> int:
        length = Headers(scope=scope).get("content-length", "")
        return int(length) if length.isascii() and length.isdecimal() and len(length) < 20 else 0

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, *, more: bool) -> None:
        told = f"The request is too large. The limit is {self._most} bytes."
        refusal = problem(413, told, Request(scope))
        start = {"type": "http.response.start", "status": 413, "headers": refusal.raw_headers}
        await send(start)
        await send({"type": "http.response.body", "body": refusal.body, "more_body": True})
        # To close a connection on which data is under way would take the answer away from a proxy;
        # how much may come, and for how long, is bounded there.
        while more:
            more = (await receive()).get("more_body", False)
        await send({"type": "http.response.body", "body": b""})
