"""The web server: the JSON API, with the pages of `ui` beside it."""

from assistant.api.app import build_app
from assistant.api.server import serve

__all__ = ["build_app", "serve"]
