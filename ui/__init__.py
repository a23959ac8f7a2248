"""The pages: the Gradio chat, the light page for an iframe, and the documents."""

from ui.mount import mount

__all__ = ["mount"]
