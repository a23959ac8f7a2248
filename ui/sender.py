"""Who speaks on the pages: the name, mark and colour that the settings give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from fastapi.responses import Response

from assistant.errors import SettingsError
from assistant.settings import Settings
from ui.assets import KEPT
from ui.colours import LEAST_CONTRAST, Scheme, accented, nearest_good, schemes, weakest

LARGEST_LOGO = 20_000
"""Bytes; the whole first page has 40,000 with it."""
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND"


@dataclass(frozen=True)
class File:
    """What is served of a sender, under a path that changes with it."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Sender:
    """The sender as the pages show it."""

    name: str
    short_name: str
    """For where there is little room."""
    accent: str
    """In light, for what stands on pages of others."""
    on_accent: str
    logo: File | None
    style: File | None
    """The tokens that differ from those of `page.css`."""


def read_sender(settings: Settings) -> Sender:
    """The sender that the settings give.

    Raises:
        SettingsError: the logo cannot be used, or a colour is hard to read.
    """
    given = settings.sender
    name = given.name or settings.contact.name
    light, dark = schemes()
    own = _own(light, given.accent, "accent")
    key = "accent_dark" if given.accent_dark else "accent_dark (not set, so sender.accent)"
    own_dark = _own(dark, given.accent_dark or given.accent, key)
    shown = {**light, **own}
    return Sender(
        name=name,
        short_name=given.short_name or name,
        accent=shown["accent"],
        on_accent=shown["on-accent"],
        logo=_logo(settings),
        style=_style(own, own_dark),
    )


def _own(scheme: Scheme, accent: str | None, key: str) -> Scheme:
    """What a scheme changes, once it is known to be readable."""
    if accent is None:
        return {}
    ratio, behind = weakest(scheme, accent)
    if ratio < LEAST_CONTRAST:
        told = f"Setting sender.{key}: {accent} has a contrast of {ratio:.1f} with --{behind}"
        better = nearest_good(scheme, accent)
        raise SettingsError(f"{told}; {LEAST_CONTRAST} is the least. {better} would do.")
    return accented(scheme, accent)


def _style(light: Scheme, dark: Scheme) -> File | None:
    if not light and not dark:
        return None
    rules = [f":root {{ {_tokens(light)} }}"] if light else []
    rules.append(f"@media (prefers-color-scheme: dark) {{ :root {{ {_tokens(dark)} }} }}")
    return _file("\n".join(rules).encode(), "css", "text/css")


def _tokens(scheme: Scheme) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in scheme.items())


def _logo(settings: Settings) -> File | None:
    path = settings.sender.logo
    if path is None:
        return None
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise SettingsError(
            f"Setting sender.logo: {path} cannot be read: {error.strerror}."
        ) from error
    if len(content) > LARGEST_LOGO:
        told = f"Setting sender.logo: {path} is larger than {LARGEST_LOGO} bytes."
        raise SettingsError(told)
    if content.startswith(_PNG) and _PNG_END in content:
        return _file(content, "png", "image/png")
    if _is_svg(content):
        return _file(content, "svg", "image/svg+xml")
    raise SettingsError(
        f"Setting sender.logo: {path} is neither a whole SVG, as files have it, nor a whole PNG."
    )


def _is_svg(content: bytes) -> bool:
    """Whether browsers show it: they show none without its namespace, or with an end missing."""
    from lxml import etree  # noqa: PLC0415 - only a logo that is no PNG needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return False
    return str(root.tag) == "{http://www.w3.org/2000/svg}svg"


def _file(content: bytes, ending: str, media_type: str) -> File:
    name = hashlib.sha256(content).hexdigest()[:12]
    return File(f"/avsandare/{name}.{ending}", content, media_type)


def add_sender(app: FastAPI, sender: Sender) -> None:
    """Serve the files of the sender."""
    router = APIRouter(include_in_schema=False)
    for file in (sender.logo, sender.style):
        if file:
            router.add_api_route(file.path, _answers(file))
    app.include_router(router)


def _answers(file: File) -> Callable[[], Response]:
    def answer() -> Response:
        return Response(file.content, media_type=file.media_type, headers=KEPT)

    return answer
