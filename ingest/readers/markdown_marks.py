"""Marks that some programs add to Markdown: highlights (`==`), kinds of boxes, and commands of Hugo."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

_HIGHLIGHT = "=="
_KIND, _END = "[!", "]"
_LONGEST_KIND = 30
_FOLDS = "+-"
_BREAK = "  \n"
_COMMAND = re.compile(r"\{\{([<%][^{}\n]{1,500}+)\}\}")
"""Of Hugo: `{{< figure src="a.png" title="Bron" >}}`, `{{% notice %}}`."""
_ENDS = (">", "%")
_TITLE = 'title="'
_PARAGRAPH = ("blockquote_open", "paragraph_open", "inline")


def without_commands(source: str) -> str:
    """A text with the title of each command that Hugo puts something in the place of, if it has one."""
    return _COMMAND.sub(_title, source)


def _title(command: re.Match[str]) -> str:
    told = command[1]
    if not told.endswith(_ENDS):
        return command.group()
    return told.partition(_TITLE)[2].partition('"')[0].strip()


def without_kinds(tokens: Sequence[Token]) -> None:
    """Leave out the kind of a box, with which its first paragraph begins; a title behind it stays."""
    for at, token in enumerate(tokens[2:]):
        if token.type != _PARAGRAPH[-1]:
            continue
        if tuple(each.type for each in tokens[at : at + 3]) == _PARAGRAPH:
            token.content = _without_kind(token.content)


def _without_kind(text: str) -> str:
    kind, end, rest = text.partition(_END)
    name = kind.removeprefix(_KIND)
    is_kind = end and name != kind and len(name) <= _LONGEST_KIND and name.isalpha()
    if not is_kind or rest[:1].strip(_FOLDS).strip():  # `[!](address)` is a link.
        return text
    title, _, told = rest.lstrip(_FOLDS).partition("\n")
    return _BREAK.join(filter(None, (title.strip(), told)))


def without_highlights(tokens: Sequence[Token]) -> None:
    """Take the marks off words that are highlighted, `==so==`, in the pieces of a paragraph.

    Marks amid a word or between spaces are signs of equality and stay.
    """
    texts = [each for each in tokens if each.type == "text" and _HIGHLIGHT in each.content]
    if not texts:
        return
    marks = defaultdict[int, list[int]](list)
    """Behind which pieces of a text marks stand that are taken off, by the place of the text."""
    opened: tuple[int, int] | None = None
    cut = [each.content.split(_HIGHLIGHT) for each in texts]
    for number, pieces in enumerate(cut):
        within = [
            each or _HIGHLIGHT for each in pieces[1:-1]
        ]  # A longer line of such signs is none.
        for at, (before, after) in enumerate(pairwise([pieces[0], *within, pieces[-1]])):
            if opened is not None and _touches(before[-1:], after[:1]):
                marks[opened[0]].append(opened[1])
                marks[number].append(at)
                opened = None
            elif _touches(after[:1], before[-1:]):
                opened = number, at
    for number, places in marks.items():
        pieces, off = cut[number], set(places)
        told = (f"{piece}{'' if at in off else _HIGHLIGHT}" for at, piece in enumerate(pieces[:-1]))
        texts[number].content = "".join((*told, pieces[-1]))


def _touches(near: str, far: str) -> bool:
    """Whether a mark stands at a word, or at other marks of one, and with nothing of one beyond."""
    return not near.isspace() and near != _HIGHLIGHT[0] and not far.isalnum()
