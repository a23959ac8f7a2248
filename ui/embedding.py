"""The script with which editors of other sites put the assistant into their pages."""

from __future__ import annotations

from fastapi.responses import Response

from assistant.messages.interface import INTERFACE
from assistant.models.answers import Language
from ui.rendering import TEMPLATES
from ui.sender import Sender

HEADERS = {
    "Cache-Control": "public, max-age=3600",
    # Pages of other sites load it, also those that ask for CORS or isolate themselves.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def embed_script(language: Language, sender: Sender) -> Response:
    """`embed.js` with its words in every language, of which `language` is the last resort,
    and its button in the colour of the sender.

    Comments and indentation stay behind: other sites carry the weight.
    """
    words = {one: {"title": t.title, "close": t.close} for one, t in INTERFACE.items()}
    script = TEMPLATES.get_template("embed.js").render(
        words=words, language=language, sender=sender
    )
    lines = (line.strip() for line in script.splitlines())
    sent = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Response(sent, media_type="text/javascript", headers=HEADERS)
