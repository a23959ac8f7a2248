"""Who may frame the embedded page: the entries of a `frame-ancestors` list, checked one by one.

A browser skips an entry that it does not understand, without a word to anybody, so a slip would
show first as an empty frame on somebody's page. Here it stops the start instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SELF, NONE = "'self'", "'none'"
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_ORIGIN = re.compile(
    rf"(?P<scheme>https?)://(?P<host>(\*\.{_LABEL}\.)?{_LABEL}(\.{_LABEL})*)(:(?P<port>[0-9]{{1,5}}|\*))?"
)
_FORM = "Write 'self', 'none' or https://host[:port]."


def frame_ancestors(sources: Sequence[str]) -> tuple[str, ...]:
    """The entries as browsers compare them: in lower case, without the port that goes unsaid.

    Args:
        sources: `'self'`, `'none'`, or origins such as `https://www.example.se`, where
            `https://*.example.se` stands for all hosts under a domain and `:*` for any port.

    Raises:
        ValueError: an entry is none of these, or `'none'` does not stand alone.
    """
    entries = tuple(_entry(source) for source in sources)
    if NONE in entries and len(entries) > 1:
        raise ValueError("'none' forbids all framing, so nothing may stand beside it.")
    return entries or (NONE,)


def _entry(source: str) -> str:
    source = source.strip()
    if not source.isascii():
        raise ValueError(f"{source!r} has letters beyond a to z. Write the host in its xn-- form.")
    source = source.lower()
    if source in (SELF, NONE):
        return source
    match = _ORIGIN.fullmatch(source)
    if match is None:
        raise ValueError(f"{source!r} {_reason(source)} {_FORM}")
    scheme, host, port = match["scheme"], match["host"], match["port"]
    if port is None or port == _DEFAULT_PORTS[scheme]:
        return f"{scheme}://{host}"
    if port != "*" and not 0 < int(port) < 65536:
        raise ValueError(f"{source!r} has a port that does not exist. {_FORM}")
    return f"{scheme}://{host}:{port}"


def _reason(source: str) -> str:
    scheme, separator, rest = source.partition("://")
    if source in ("self", "none"):
        return "needs its single quotes."
    if source == "*" or re.fullmatch(r"\*(\.[^./:]+)?(:.*)?", rest):
        return "would let in sites of anybody."
    if not separator or scheme not in _DEFAULT_PORTS:
        return "does not begin with https:// or http://."
    if "," in source:
        return "has a comma; between entries stand spaces."
    if "/" in rest:
        return "has a path; an origin ends with the host or the port, without a slash."
    return "is no origin."
