"""Paragraphs that tracked changes made one, which a Word document holds as several."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ingest.readers.archive import Element, local

_PASSED = frozenset(
    "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd".split()
)
"""What may stand between two paragraphs and is nothing that is read."""


def join_paragraphs(root: Element) -> None:
    """Puts what stands in front of a paragraph mark that was deleted or moved away into what follows.

    The mark that stays is that of the last paragraph, whose style the whole has, as in Word.
    """
    marks = root.iterfind(".//{*}pPr/{*}rPr/{*}del"), root.iterfind(".//{*}pPr/{*}rPr/{*}moveFrom")
    ended = {mark.getparent().getparent().getparent() for each in marks for mark in each}
    for around in dict.fromkeys(each.getparent() for each in ended):
        waiting: list[Element] = []
        for each in () if around is None else list(around):
            if each in ended:
                waiting.append(each)
            elif local(each) == "p":
                _join(waiting, each)
                waiting = []
            elif local(each) not in _PASSED:
                waiting = []


def _join(waiting: Sequence[Element], last: Element) -> None:
    """Moves the words of paragraphs to the beginning of another, each with a blank behind it."""
    if not waiting:
        return
    own = [each for each in last if local(each) != "pPr"]
    for paragraph in waiting:
        last.extend([each for each in paragraph if local(each) != "pPr"])
        run = etree.SubElement(last, str(last.tag)[:-1] + "r")
        etree.SubElement(run, str(last.tag)[:-1] + "t").text = " "
        paragraph.clear(keep_tail=True)
    last.extend(own)
