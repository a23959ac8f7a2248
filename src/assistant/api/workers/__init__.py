"""Answers questions in processes of their own, so that none of them can stop the server.

The server hands a question to a free process and waits for a bounded time. A process that takes
too long is killed, one that dies is missed, and a new one takes its place; the others go on
meanwhile. ADR 6 tells why this is not a pool of a library.
"""

from assistant.api.workers.pool import InQuotes, Workers

__all__ = ["InQuotes", "Workers"]
