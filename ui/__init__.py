"""The pages for citizens."""

from ui.mount import mount

__all__ = ["mount"]
