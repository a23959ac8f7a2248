"""What a browser or a script that every page knows puts in the place of other elements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ingest.plain import exponent
from ingest.web.tree import Element, walk

_MAIL = "data-cfemail"
"""An address as hexadecimal numbers of two digits, each but the first combined with that."""
_LONGEST_MAIL = 1_000
_RAISED = {"msup": (1,), "msubsup": (2,)}
"""Which children of an element of a formula stand above the line."""
_LOWERED = {"msub": (1,), "msubsup": (1,)}
_FEW = 4
"""Elements of a number at most."""
_MODES = frozenset({"open", "closed"})


def draw(tree: Element) -> None:
    """Put into a page what is shown of shadow trees, of hidden addresses and of powers in formulas."""
    _fill_slots(tree)
    for element in tree.iter("*"):
        if element.get(_MAIL) and (address := _decoded(element.get(_MAIL))):
            _put_text(element, address)
        elif element.tag in _RAISED or element.tag in _LOWERED:
            _put_exponents(element)


def is_shadow(element: Element) -> bool:
    """Whether a template is shown at once, as the inside of the element that holds it."""
    return bool(element.tag == "template" and element.get("shadowrootmode") in _MODES)


def _decoded(code: str) -> str:
    """The address; empty where it is none."""
    try:
        key, *signs = bytes.fromhex(code[:_LONGEST_MAIL])
        address = bytes(sign ^ key for sign in signs).decode()
    except ValueError:
        return ""
    return address if "@" in address and address.isprintable() else ""


def _put_exponents(element: Element) -> None:
    """Make of numbers above and below the line what they are elsewhere on a page."""
    for tag, places in (("sup", _RAISED), ("sub", _LOWERED)):
        for place in places.get(element.tag, ()):
            if (
                place >= len(element)
                or len(list(islice(element[place].iter("*"), _FEW + 1))) > _FEW
            ):
                continue
            text = "".join(element[place].itertext())
            if number := exponent("".join(text.split())):
                element[place].tag = tag
                _put_text(element[place], number)


def _put_text(element: Element, text: str) -> None:
    for each in list(element):
        element.remove(each)
    element.text = text


def _fill_slots(tree: Element) -> None:
    """Put what an element with a shadow tree holds into its slots, in the place of what these hold."""
    for template, slots in _shadows(tree):
        host = template.getparent()
        if not slots and "-" not in host.tag:
            continue
        given: dict[str, list[Element]] = {}
        for each in _as_elements(host, template):
            given.setdefault(each.get("slot", ""), []).append(each)
        for slot in slots:
            if nodes := given.pop(slot.get("name", ""), []):
                _put_text(slot, "")
                slot.extend(nodes)
        for each in (each for unseen in given.values() for each in unseen):
            each.set("hidden", "")
            host.append(each)


def _shadows(tree: Element) -> Iterator[tuple[Element, list[Element]]]:
    """The shadow trees of a page with their slots, the outer ones before those that they hold."""
    found: dict[Element, list[Element]] = {}
    inside: list[Element] = []
    if next(tree.iter("template"), None) is None:
        return
    for event, element, _ in walk(tree):
        if is_shadow(element):
            if event == "start":
                found[element] = []
                inside.append(element)
            else:
                inside.pop()
        elif element.tag == "slot" and event == "start" and inside:
            found[inside[-1]].append(element)
    yield from found.items()


def _as_elements(host: Element, template: Element) -> Iterator[Element]:
    """What an element holds beside its shadow tree, taken out of it; bare words in elements of their own."""
    texts = [(host.text, 0), *((each.tail, at + 1) for at, each in enumerate(host))]
    children = list(host)
    host.text = None
    order: list[Element] = []
    for text, at in texts:
        if text and not text.isspace():
            order.append(template.makeelement("slot"))
            order[-1].text = text
        if at < len(children) and children[at] is not template:
            order.append(children[at])
    for each in children:
        each.tail = None
        if each is not template:
            host.remove(each)
    yield from order
