"""The description of the API as a page that needs nothing but itself."""

from __future__ import annotations

import json
import shlex
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from assistant.contract import fact_bodies
from assistant.errors import FordonsdalenError
from assistant.ports import AnsweringService

_TEMPLATES = Environment(loader=PackageLoader("assistant.api"), autoescape=select_autoescape())
_STYLE = Path(__file__).parent / "templates" / "reference.css"
reference = APIRouter(include_in_schema=False)


@reference.get("/api/docs.css")
def reference_style() -> FileResponse:
    """The style of the page, which its policy does not let it hold itself."""
    return FileResponse(_STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})


@reference.get("/api/docs")
def reference_page(request: Request) -> HTMLResponse:
    """Render the OpenAPI description: every route with what it takes and gives, and how it is asked."""
    description = request.app.openapi()
    given = _given(request.app.state.service)
    base = str(request.base_url).rstrip("/")
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
            "takes": _takes(operation),
            "gives": _gives(operation),
            "example": _example(f"{base}{path}", method, given),
        }
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = [
        {"name": name, "json": json.dumps(schema, indent=2, ensure_ascii=False), **schema}
        for name, schema in description["components"]["schemas"].items()
    ]
    page = _TEMPLATES.get_template("reference.html").render(
        info=description["info"], operations=operations, schemas=schemas
    )
    return HTMLResponse(page)


def _marked(text: str) -> Markup:
    """Text in which names stand between backticks, as Markdown has them."""
    parts = enumerate(text.split("`"))
    return Markup().join(Markup("<code>{}</code>").format(p) if n % 2 else p for n, p in parts)


_TEMPLATES.filters["marked"] = _marked


def _given(service: AnsweringService) -> dict[str, Any]:
    """What the examples ask for, as far as there is anything: a document, and a quote of it."""
    given: dict[str, Any] = {
        "/ask": {"question": "Vem leder högnivågruppen?"},
        "/ask/stream": {"question": "Hur länge pågår projektet?"},
        "/feedback": {"useful": True},
        "/verify": {"citations": []},
    }
    with suppress(FordonsdalenError):
        known = service.snapshot()
        given["{document_id}"] = next(iter(known.documents), "")
        bodies = fact_bodies(known.facts[:1], known.documents)
        wanted = {"document", "quote", "start", "end"}
        quotes = [b.citation.model_dump(include=wanted) for b in bodies if b.citation]
        given["/verify"] = {"citations": quotes}
    return given


def _example(address: str, method: str, given: dict[str, Any]) -> str:
    """A line for a shell that asks a route, and runs as it stands."""
    for name, value in given.items():
        if name.startswith("{"):
            address = address.replace(name, quote(str(value), safe=""))
    if method != "post":
        return f"curl {shlex.quote(address)}"
    body: Any = next((body for name, body in given.items() if address.endswith(name)), {})
    told = shlex.quote(json.dumps(body, ensure_ascii=False))
    return f"curl {shlex.quote(address)} --json {told}"


def _takes(operation: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    return [name for body in content.values() for name in _names(body["schema"])]


def _gives(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "status": status,
            "description": response["description"],
            "schemas": [
                name
                for body in response.get("content", {}).values()
                for name in _names(body.get("schema", {}))
            ],
        }
        for status, response in operation["responses"].items()
    ]


def _names(schema: dict[str, Any]) -> list[str]:
    options = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
    return [str(o["$ref"]).rsplit("/", 1)[-1] for o in options if "$ref" in o]
