"""Rich Text Format: a small state machine over its control words."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from assistant.errors import SourceError
from ingest.decoding import whole
from ingest.plain import raised
from ingest.readers.parsed import Options, Parsed, assembled, unopened
from ingest.readers.properties import properties
from ingest.readers.rows import cell, tidy_lines
from ingest.readers.rtf_styles import heading_styles
from ingest.readers.rtf_tables import ROW_WORDS, Row, RowFormat, told_rows_of
from ingest.readers.rtf_words import GROUPS, SHOWN, SYMBOLS, WRITES
from ingest.structure import Parts

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_DELETED = "deleted"
_HIDES = frozenset({"v", _DELETED})
"""Words are hidden, or a tracked change took them away."""
_LEAST_RAISED = 4
"""Half points above the line of what is raised by hand, and not by chance."""
_MOVES = frozenset({"super", "sub", "nosupersub", "up", "dn"})
"""Words stand above the line, below, or on it."""
_DEEPEST = 200


@dataclass(slots=True)
class _State:
    """What holds until a group ends."""

    into: str = "text"
    """Where words go: `text`, `note`, `mark`, `head`, `title`, `remark` or nowhere."""
    hidden: frozenset[str] = frozenset()
    """Which of `_HIDES` hold."""
    is_raised: bool = False
    """Whether words stand above the line."""
    skip: int = 1
    """Characters behind a Unicode one that stand for it in old programs."""
    outer: _Paragraph | None = None
    """What goes on behind a box, if the group is one amid it."""


@dataclass(slots=True)
class _Paragraph:
    level: int | None = None
    in_table: bool = False
    depth: int = 0
    words: dict[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return tidy_lines(whole("".join(self.words.get(name, ()))))


def read(data: bytes, _: Options) -> Parsed:
    """A document as text.

    Raises:
        SourceError: it is no such document, or nested too deeply.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise SourceError("it is no document in Rich Text Format; save it anew")
    reader = _Reader(data.decode("latin-1"))
    told = properties(reader.title, {}, None)
    return assembled(
        reader.parts.all,
        told,
        MEDIA_TYPE,
        len(data),
        unopened("embedded files", reader.embedded),
        left_out=reader.left_out,
        heads=reader.heads,
    )


class _Reader:
    def __init__(self, source: str) -> None:
        self.parts = Parts()
        self.heads: list[str] = []
        self.left_out: list[str] = []
        self.title = ""
        self._objects = 0
        self._levels = dict(heading_styles(source))
        self._codepage = "cp1252"
        self._paragraph = _Paragraph()
        self._rows: list[Row] = []
        self._format = RowFormat()
        self._cells: list[str] = []
        self._lines: list[str] = []
        self._left_to_skip = 0
        self._read(source)
        self._end_paragraph()
        self._end_table()

    @property
    def embedded(self) -> list[str]:
        """What stands for the files that are embedded; they have no names."""
        return [f"number {number + 1}" for number in range(self._objects)]

    def _read(self, source: str) -> None:
        states, state, at, ignorable = list[_State](), _State(), 0, False
        while token := _TOKEN.match(source, at):
            at = token.end()
            word, number, byte, symbol, brace, text = token.groups()
            if brace == "{":
                states.append(replace(state))
                state.outer = None
                if len(states) > _DEEPEST:
                    raise SourceError("its groups are nested too deeply")
            elif brace == "}":
                self._end_group(state)
                state = states.pop() if states else _State()
            elif symbol == "*":
                ignorable = True
                continue
            elif word == "bin":
                at += max(0, int(number or 0))
            elif word:
                self._control(word, number, state, ignorable=ignorable)
            else:
                self._write(self._shown(byte, symbol, text), state)
            ignorable = False
        for each in (state, *reversed(states)):  # Groups that do not end.
            self._end_group(each)

    def _shown(self, byte: str | None, symbol: str | None, text: str | None) -> str:
        """What a token shows that is no word of control."""
        if byte:
            return self._decoded(byte)
        return text or SYMBOLS.get(symbol or "", "")

    def _decoded(self, byte: str) -> str:
        try:
            return bytes.fromhex(byte).decode(self._codepage)
        except UnicodeDecodeError:
            return ""

    def _write(self, text: str, state: _State) -> None:
        if self._left_to_skip:
            skipped = min(self._left_to_skip, len(text))
            self._left_to_skip -= skipped
            text = text[skipped:]
        into = "hidden" if state.hidden and state.into else state.into
        if text and into:
            text = raised(text) if state.is_raised else text
            self._paragraph.words.setdefault(into, []).append(text)

    def _control(self, word: str, number: str | None, state: _State, *, ignorable: bool) -> None:
        value = int(number) if number else None
        into = "" if ignorable and word not in SHOWN else GROUPS.get(word)
        self._objects += word == "object"
        if word == "shptxt" and state.into == "text" and not self._paragraph.in_table:
            state.outer, self._paragraph = self._paragraph, _Paragraph()
        elif into is not None:
            state.into = into if state.into or into == "title" else ""
        elif word == "u" and value is not None:
            self._left_to_skip = 0
            self._write(chr(value % 0x10000), state)
            self._left_to_skip = state.skip
        elif word in WRITES:
            self._write(WRITES[word], state)
        elif word in {"par", "sect", "page", "nestcell"}:
            self._end_line(state)
        elif word in {"cell", "row"} and state.into:
            self._end_cell() if word == "cell" else self._end_row()
        elif word in ROW_WORDS and state.into == "text":
            self._format.take(word, value)
        else:
            self._set(word, value, state)

    def _set(self, word: str, value: int | None, state: _State) -> None:
        if word == "plain":
            state.hidden, state.is_raised = frozenset(), False
        elif word in _MOVES:
            least = _LEAST_RAISED if word == "up" else 1
            is_lowered = word not in {"super", "up"}
            state.is_raised = not is_lowered and (value is None or value >= least)
        elif word in _HIDES:
            state.hidden = state.hidden - {word} if value == 0 else state.hidden | {word}
        else:
            self._set_rest(word, value, state)

    def _set_rest(self, word: str, value: int | None, state: _State) -> None:
        paragraph = self._paragraph
        if word == "uc":
            state.skip = min(value or 0, 9)
        elif word == "ansicpg" and value:
            self._codepage = _known(f"cp{value}")
        elif word == "pard" and state.into == "text":
            paragraph.level, paragraph.in_table, paragraph.depth = None, False, 0
        elif word == "s" and state.into == "text":
            paragraph.level = self._levels.get(value or 0)
        elif word == "outlinelevel" and value is not None and value < 9 and state.into == "text":
            paragraph.level = value + 1
        elif word == "intbl":
            paragraph.in_table = True
        elif word == "ilvl":
            paragraph.depth = min(value or 0, 9)

    def _end_group(self, state: _State) -> None:
        if state.outer is not None:
            self._end_paragraph()
            self._paragraph = state.outer
        elif state.into == "title":
            self.title = self.title or self._paragraph.text("title")
            self._paragraph.words.pop("title", None)
        elif state.into == "remark":
            self.left_out.append(self._paragraph.text("remark"))
            self._paragraph.words.pop("remark", None)

    def _end_line(self, state: _State) -> None:
        if state.into == "text" and _DELETED in state.hidden:
            return  # What follows goes on with the paragraph.
        if state.into == "text":
            if self._paragraph.in_table:
                self._lines.append(self._paragraph.text("text"))
                self._paragraph.words.pop("text", None)
            else:
                self._end_paragraph()
        elif state.into == "head":
            self.heads.append(self._paragraph.text("head"))
            self._paragraph.words.pop("head", None)
        elif state.into:
            self._write(" ", state)

    def _end_cell(self) -> None:
        paragraph = self._paragraph
        self._cells.append(cell([*self._lines, paragraph.text("text")]))
        self._lines = []
        paragraph.words.pop("text", None)
        paragraph.words.pop("mark", None)

    def _end_row(self) -> None:
        self._rows.append(self._format.row(self._cells))
        self._cells = []

    def _end_table(self) -> None:
        """Puts a table down, also one whose last row does not end."""
        if self._lines:
            self._cells.append(cell(self._lines))
        if self._cells:
            self._end_row()
        self._lines = []
        rows, self._rows = self._rows, []
        if rows:
            self.parts.end_lists()
            self.parts.put_table("", told_rows_of(rows))

    def _end_paragraph(self) -> None:
        paragraph = self._paragraph
        text, mark, note = map(paragraph.text, ("text", "mark", "note"))
        self.left_out += filter(None, [paragraph.text("hidden")])
        self._paragraph = replace(paragraph, words={})
        if text or note:
            self._end_table()
        if text and paragraph.level is not None:
            self.parts.end_lists()
            self.parts.put_heading(f"{mark} {text}".strip(), paragraph.level)
        elif text and mark:
            is_counted = mark[-1:] in ".)" or any(map(str.isdigit, mark))
            self.parts.put_item(paragraph.depth, mark if is_counted else "-", text)
        elif text:
            self.parts.end_lists()
            self.parts.put_paragraph(text)
        if note:
            self.parts.put_paragraph(note)


def _known(codepage: str) -> str:
    try:
        return codecs.lookup(codepage).name
    except LookupError:
        return "cp1252"
