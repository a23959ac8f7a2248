"""Whether a form was sent from a page of this site, as browsers tell it themselves."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request


def is_from_here(request: Request) -> bool:
    """Whether no page of another site made a browser send this; needs no script, cookie or token.

    As `CrossOriginProtection` of Go's net/http does: `Sec-Fetch-Site` decides where a browser sends
    it, and else `Origin`, which must name the host that was asked. What sends neither is no browser
    of today, and no page can make it send anything.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False
