"""How rows of tables are shown in quotes and answers: cells without the bars between them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_BARS = re.compile(r"(?<!\s)\s*+\|[\s|]*+(?:[:-]{3,}[\s|]*+)*+")
"""What parts two cells, with the empty ones and rules between them."""


def cells_apart(text: str) -> Markup:
    """Words or HTML whose bars nobody sees: they stay in it, so that a quote is what its source has.

    The style sheet puts a dot in the place of what stands `between` and is no `edge` of a row.
    """
    html = escape(text)

    def hidden(run: re.Match[str]) -> str:
        is_edge = "\n" in run[0] or run.start() == 0 or run.end() == len(html)
        return f'<span class="between{" edge" * is_edge}">{run[0]}</span>'

    return Markup(_BARS.sub(hidden, html))
