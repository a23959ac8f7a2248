"""The styles of a Word document: which paragraphs are headings, and in which language it is."""

from __future__ import annotations

from ingest.readers.archive import Element, attribute

_DEEPEST = 10
"""Styles that are based on each other."""
_BODY_LEVEL = 9
"""The outline level of text that is no heading."""
_TITLE = "title"


class Styles:
    """What a style says, or the one that it is based on."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles of a document, if it has any."""
        styles = () if root is None else root.findall("{*}style")
        self._styles = {attribute(each, "styleId"): each for each in styles}
        language = None if root is None else root.find("{*}docDefaults//{*}lang")
        self.language = attribute(language, "val") or None
        """A tag such as `sv-SE`."""

    def name(self, style: str) -> str:
        """How Word calls it, in small letters and in English in every version."""
        found = self._styles.get(style)
        return attribute(None if found is None else found.find("{*}name"), "val").casefold()

    def level(self, style: str, properties: Element | None) -> int | None:
        """The level of the headings that look so, from 1; None for text."""
        own = None if properties is None else properties.find("{*}outlineLvl")
        found = own if own is not None else self._inherited(style, "outlineLvl")
        if found is not None:
            value = attribute(found, "val")
            level = int(value) if value.isdecimal() and len(value) == 1 else _BODY_LEVEL
            return level + 1 if level < _BODY_LEVEL else None
        return 1 if self.name(style) == _TITLE else None

    def numbering(self, style: str) -> Element | None:
        """The list that paragraphs of a style stand in."""
        return self._inherited(style, "numPr")

    def _inherited(self, style: str, name: str) -> Element | None:
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return None
            told = found.find(f"{{*}}pPr/{{*}}{name}")
            if told is not None:
                return told
            style = attribute(found.find("{*}basedOn"), "val")
        return None
