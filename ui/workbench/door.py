"""Lets only staff into the workbench, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from assistant.asgi import PERSONAL, path_of, problem
from assistant.messages.workbench import WORKBENCH
from assistant.settings import Settings
from ui.pages import Pages
from ui.workbench.sessions import LASTS, Sessions

COOKIE = "workbench"
CLOSED = "The workbench is for staff. Log in, or send the token as a bearer."


class Door:
    """Answers for everything under `/personal` until somebody is known."""

    def __init__(self, app: ASGIApp, pages: Pages, settings: Settings) -> None:
        """Take the application, what renders the page to log in on, and who may come in."""
        self._app = app
        self._pages = pages
        self._sessions = Sessions(settings.workbench)
        self._words = WORKBENCH[settings.language]
        self._hashing = CapacityLimiter(1)
        self._home = f"{settings.server.root_path}{PERSONAL}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = path_of(scope)
        if path != PERSONAL and not path.startswith(f"{PERSONAL}/"):
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await WebSocketClose()(scope, receive, send)
        else:
            refusal = await self._met(Request(scope, receive), path)
            await (refusal or self._app)(scope, receive, send)

    async def _met(self, request: Request, path: str) -> Response | None:
        """What to say to somebody at the door; nothing to those who are known."""
        if path == f"{PERSONAL}/logout":
            response: Response = RedirectResponse(self._home, 303)
            response.delete_cookie(COOKIE, path=self._home.rstrip("/"))
            return response
        if path == f"{PERSONAL}/login" and request.method == "POST":
            return await self._log_in(request)
        token = request.query_params.get("token", "")
        if name := self._sessions.by_token(token):
            return self._welcome(request, name)
        header = request.headers.get("authorization", "")
        cookie = request.cookies.get(COOKIE, "")
        if self._sessions.by_session(cookie) or await self._checked(
            self._sessions.by_authorization, header
        ):
            return None
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            is_wrong = token and not self._sessions.has_users
            return self._page(self._words.wrong_address if is_wrong else "")
        refusal = problem(401, CLOSED, request)
        refusal.headers["WWW-Authenticate"] = "Bearer"
        return refusal

    async def _log_in(self, request: Request) -> Response:
        try:
            sent = await request.form(max_files=0, max_fields=10)
        except HTTPException:
            return self._page(self._words.wrong)
        form = {name: str(value) for name, value in sent.items()}
        if self._sessions.has_users:
            given = form.get("name", ""), form.get("password", "")
            name = await self._checked(self._sessions.by_password, *given)
        else:
            name = self._sessions.by_token(form.get("token", ""))
        return self._welcome(request, name) if name else self._page(self._words.wrong)

    async def _checked(self, check: Callable[..., str | None], *given: str) -> str | None:
        """What a check finds, beside the event loop and one at a time: hashing takes long."""
        return await to_thread.run_sync(check, *given, limiter=self._hashing)

    def _welcome(self, request: Request, name: str) -> Response:
        response = RedirectResponse(self._home, 303)
        response.set_cookie(
            COOKIE,
            self._sessions.issue(name),
            max_age=LASTS,
            path=self._home.rstrip("/"),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return response

    def _page(self, problem: str = "") -> HTMLResponse:
        """Where people log in, with a name or with the token."""
        return self._pages.render(
            "login.html",
            None,
            401,
            words=self._words,
            by_name=self._sessions.has_users,
            problem=problem,
            action=f"{self._home}login",
        )
