"""What browsers and robots look for on every site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import FileResponse, PlainTextResponse

from assistant.settings import ContactSettings, Settings
from ui.assets import FOLDER

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /embed
Disallow: /omdome
Disallow: /personal
"""
VALID = timedelta(days=180)
"""How long whoever reads `security.txt` may go by it; less than a year, as RFC 9116 asks."""
WEEK = {"Cache-Control": "public, max-age=604800"}


def security_txt(contact: ContactSettings, now: datetime) -> str:
    """Whom to tell of a weakness, as RFC 9116 has it; empty where nobody is named.

    Args:
        contact: Of whom the address and a page, the latter only with https, are told.
        now: An aware time.
    """
    ways = [f"mailto:{contact.email}"] if contact.email else []
    if contact.url and contact.url.startswith("https://"):
        ways.append(contact.url)
    if not ways:
        return ""
    expires = (now + VALID).astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {way}" for way in ways]
    return "\n".join([*lines, f"Expires: {expires}", "Preferred-Languages: sv, en", ""])


def add_well_known(app: FastAPI, settings: Settings) -> None:
    """Serve `/robots.txt`, `/favicon.ico` and `/.well-known/security.txt`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/robots.txt")
    def robots() -> PlainTextResponse:
        return PlainTextResponse(ROBOTS, headers=WEEK)

    @router.get("/favicon.ico")
    def favicon() -> FileResponse:
        return FileResponse(FOLDER / "icon.svg", media_type="image/svg+xml", headers=WEEK)

    @router.get("/.well-known/security.txt")
    def security() -> PlainTextResponse:
        told = security_txt(settings.contact, datetime.now(UTC))
        if not told:
            raise HTTPException(404, "No address is set to which weaknesses can be told.")
        return PlainTextResponse(told)

    app.include_router(router)
