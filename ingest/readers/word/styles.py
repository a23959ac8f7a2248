"""The styles of a Word document: which paragraphs are headings, what is hidden, and its language."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from ingest.plain import exponent, is_raised, raised
from ingest.readers.archive import Element, attribute, inner, is_on, local, whole_number

_DEEPEST = 10
"""Styles that are based on each other."""
_BODY_LEVEL = 9
"""The outline level of text that is no heading."""
_TITLE = "title"
_LEAST_RAISED = 4
"""Half points."""
_POWERS = frozenset({"sSup", "sSubSup"})
"""Parts of formulas with something above the line, which are no sums up to a number."""
_MOST_TEXTS = 4
"""Of a number."""


class Styles:
    """What a style says, or the one that it is based on."""

    def __init__(self, root: Element) -> None:
        """Take the styles of a document, if it has any."""
        self._styles = {attribute(each, "styleId"): each for each in root.findall("{*}style")}
        self._known: dict[tuple[str, str], Element | None] = {}
        self.language = attribute(root.find("{*}docDefaults//{*}lang"), "val") or None
        """A tag such as `sv-SE`."""

    def name(self, style: str) -> str:
        """How Word calls it, in small letters and in English in every version."""
        return attribute(self._find(style, "{*}name"), "val").casefold()

    def level(self, style: str, properties: Element) -> int | None:
        """The level of the headings that look so, from 1; None for text."""
        own = properties.find("{*}outlineLvl")
        found = own if own is not None else self._inherited(style, "pPr", "outlineLvl")
        if found is not None:
            level = whole_number(attribute(found, "val"), _BODY_LEVEL, 1)
            return level + 1 if level < _BODY_LEVEL else None
        return 1 if self.name(style) == _TITLE else None

    def numbering(self, style: str) -> Element | None:
        """The list that paragraphs of a style stand in."""
        return self._inherited(style, "pPr", "numPr")

    def raise_numbers(self, root: Element) -> None:
        """Writes the numbers of a part that stand above the line so that they go on none before."""
        for run in root.iter("{*}r"):
            if self._is_raised(run.find("{*}rPr")):
                for text in run.iterchildren("{*}t"):
                    text.text = raised(text.text or "")
        for above in root.iter("{*}sup"):
            if local(above.getparent()) in _POWERS:
                _raise_power(above)

    def _is_raised(self, own: Element | None) -> bool:
        if own is None:
            return False
        told = own.find("{*}vertAlign")
        if told is None:
            told = self._inherited(attribute(own.find("{*}rStyle"), "val"), "rPr", "vertAlign")
        height = attribute(own.find("{*}position"), "val")
        return attribute(told, "val") == "superscript" or is_raised(height, _LEAST_RAISED)

    def hide(self, root: Element) -> list[str]:
        """Empties the runs of a part that are not shown; returns their words."""
        hidden: list[str] = []
        paragraph, style = None, ""
        for run in root.iter("{*}r"):
            if run.getparent() is not paragraph:  # One may have any number of runs.
                paragraph = run.getparent()
                style = attribute(paragraph.find("{*}pPr/{*}pStyle"), "val")
            if self._is_hidden(run, style):
                hidden += [each.text for each in run.iter("{*}t") if each.text]
                run.clear(keep_tail=True)
        hidden += _prompts(root)
        return hidden

    def _is_hidden(self, run: Element, paragraph_style: str) -> bool:
        own = inner(run, "{*}rPr")
        told = own.find("{*}vanish")
        if told is None and len(own):
            told = self._inherited(attribute(own.find("{*}rStyle"), "val"), "rPr", "vanish")
        if told is None:
            told = self._inherited(paragraph_style, "rPr", "vanish")
        return told is not None and is_on(told, "val", "1")

    def _inherited(self, style: str, properties: str, name: str) -> Element | None:
        for _ in range(_DEEPEST):
            if style not in self._styles:
                break
            told = self._find(style, f"{{*}}{properties}/{{*}}{name}")
            if told is not None:
                return told
            style = attribute(self._find(style, "{*}basedOn"), "val")
        return None

    def _find(self, style: str, path: str) -> Element | None:
        """What a style holds; it may hold anything, and each paragraph asks for it."""
        if (style, path) not in self._known:
            found = self._styles.get(style)
            self._known[style, path] = None if found is None else found.find(path)
        return self._known[style, path]


def _prompts(root: Element) -> list[str]:
    """Empties the fields that nobody has filled in; returns the words that ask for it."""
    asked: list[str] = []
    fields = etree.iterwalk(root, events=("start",), tag="{*}sdt")
    for _, field in fields:
        prompts = field.find("{*}sdtPr/{*}showingPlcHdr")
        if prompts is None or not is_on(prompts, "val", "1"):
            continue
        # What holds the words stays, as a field may stand around a cell of a table.
        for each in field.iterfind("{*}sdtContent//{*}t"):
            asked += [each.text] if each.text else []
            each.text = ""
        fields.skip_subtree()
    return asked


def _raise_power(above: Element) -> None:
    """Writes a number above the line of a formula as raised, whose sign may be a text of its own."""
    texts = list(islice(above.iter("{*}t"), _MOST_TEXTS + 1))
    if not 0 < len(texts) <= _MOST_TEXTS:
        return
    if number := exponent("".join(text.text or "" for text in texts)):
        texts[0].text = raised(number)
        for text in texts[1:]:
            text.text = ""
