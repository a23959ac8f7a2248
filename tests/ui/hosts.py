"""Pages of another site, which have the assistant in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from bench.in_thread import serving

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
EXAMPLE = "https://assistant.example"
"""The assistant's address in the documentation."""


def snippet(number: int, site: str) -> str:
    """A snippet of HTML from the documentation, for the assistant at an address."""
    found = re.findall(r"```html\n(.*?)```", DOCUMENTED, re.DOTALL)
    return str(found[number]).replace(EXAMPLE, site)


def policy(site: str) -> str:
    """The content security policy that the documentation asks of the page around, and no more."""
    found = re.search(r"```text\n(.*?)```", DOCUMENTED, re.DOTALL)
    assert found
    lines = found.group(1).replace(EXAMPLE, site).split("\n")
    return "default-src 'none'; style-src 'self'; " + " ".join(lines).strip()


def page_of(body: str, language: str = "sv") -> str:
    """A page with something in it, in words enough for axe."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Kommunens sida</title></head>'
        f'<body><main><h1>Kommunens sida</h1><p><a href="#slut">Till slutet</a></p>{body}'
        '<p id="slut">Slut.</p></main></body></html>'
    )


@contextmanager
def host(pages: Mapping[str, str], csp: str) -> Iterator[str]:
    """Serve pages by their paths on another origin than the assistant; gives the address."""
    app = FastAPI()

    @app.get("/{path:path}")
    def page(path: str) -> HTMLResponse:
        return HTMLResponse(
            pages.get(f"/{path}", ""), headers={"Content-Security-Policy": csp} if csp else None
        )

    with serving(app) as address:
        yield address.replace("127.0.0.1", "localhost")
