"""The pages for citizens."""

from ui.mount import mount, with_token, workbench_address

__all__ = ["mount", "with_token", "workbench_address"]
