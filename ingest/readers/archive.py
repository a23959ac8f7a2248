"""Files that are ZIP archives of XML: opened within limits, and never trusted."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from assistant.errors import SourceError
from assistant.reasons import Reason

Element: TypeAlias = Any
"""An element of lxml, which tells no types."""

_TEXTS = (".xml", ".rels")
_MOST_MEMBERS = 20_000
_LEAST_UNPACKED, _MOST_GROWTH = 12_000_000, 8
"""Bytes that are unpacked of one file, in all, and of a large one how many for each of its own: the
XML of a hundred pages has about a million."""
_DAMAGED = "it is damaged and cannot be unpacked; save it anew in the program that made it"
_UNOPENED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
FAULTS = (*_UNOPENED, RuntimeError)
"""What the standard library raises for a member that is damaged, or locked."""
_ENCRYPTED = 0x1
_DIAGRAM = re.compile(r"(?:word|ppt|xl)/diagrams/data\d{1,4}\.xml")
_REMARKS = re.compile(r"(?:word|xl|ppt)/comments(?:\d{0,4}|/[^/]{1,80})\.xml")
NOTHING = etree.Element("nothing")
"""Stands for what is not there: it holds nothing, and is never changed."""
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old Office files begin, and new ones that are locked with a password."""


class Archive:
    """The members of an archive. Macros, pictures and embedded files are never opened."""

    def __init__(self, data: bytes) -> None:
        """Look at its list of members.

        Raises:
            SourceError: it is no archive, or one with more members than any document has.
        """
        if data.startswith(COMPOUND):
            raise SourceError(
                "it is locked with a password or of an older format; save it without a password"
                " in today's format"
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _UNOPENED as error:
            raise SourceError(_DAMAGED) from error
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > _MOST_MEMBERS:
            raise SourceError(
                Reason("it holds more than {most} files", {"most": f"{_MOST_MEMBERS:,}"})
            )
        self._most = self._left = max(_LEAST_UNPACKED, _MOST_GROWTH * len(data))

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def size(self, name: str) -> int:
        """How many bytes a member says that it unpacks to; none where it is not there.

        What it holds beyond is cut off by whoever unpacks it.
        """
        return self._infos[name].file_size if name in self else 0

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            SourceError: it is missing, damaged, locked, or unpacks to more than all may.
        """
        info = self._infos.get(name)
        if info is None:
            raise SourceError(
                Reason(
                    "it is no document of its kind: {name} is missing in it", {"name": name[:80]}
                )
            )
        if info.flag_bits & _ENCRYPTED:
            raise SourceError("it is locked with a password; save it without one")
        try:
            with self._zip.open(info) as member:
                data = member.read(self._left + 1)
        except FAULTS as error:
            raise SourceError(_DAMAGED) from error
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        return data

    def check_size(self) -> None:
        """Refuse an archive that unpacks to too much, before another reads it.

        Raises:
            SourceError: its members are larger than all may be. A member that tells less than it
                holds is cut off there by whoever unpacks it.
        """
        texts = (info.file_size for info in self._infos.values() if info.filename.endswith(_TEXTS))
        if sum(texts) > self._most:
            raise self._too_large()

    def _too_large(self) -> SourceError:
        told = "it unpacks to more than {most} MB of text; split it into several files"
        return SourceError(Reason(told, {"most": self._most // 1_000_000}))

    def rewritten(self, names: Mapping[bytes, bytes]) -> bytes:
        """The same archive, only its XML, with other names in place of some.

        Raises:
            SourceError: as for `read`.
        """
        written = BytesIO()
        with zipfile.ZipFile(written, "w") as other:
            for member in filter(lambda name: name.endswith(_TEXTS), self._infos):
                text = self.read(member)
                for name, new in names.items():
                    text = text.replace(name, new)
                other.writestr(member, text)
        self._left = self._most
        return written.getvalue()

    def xml(self, name: str) -> Element:
        """The root element of a member.

        Raises:
            SourceError: as for `read`, or it is not XML or declares entities.
        """
        return parse_xml(self.read(name))

    def xml_if_there(self, name: str) -> Element:
        """The root element of a member that need not be there; else one that holds nothing."""
        return self.xml(name) if name in self else NOTHING

    def remarks(self) -> list[str]:
        """What people noted in the margins of an Office document, in pieces."""
        roots = (self.xml(name) for name in self._infos if _REMARKS.fullmatch(name))
        return [each.text for root in roots for each in root.iter("{*}t", "{*}text") if each.text]

    def diagrams(self, name: str) -> Iterator[str]:
        """The words of each box of the diagrams that a member shows, in their order."""
        for other in dict.fromkeys(self.relations(name).values()):
            if _DIAGRAM.fullmatch(other) and other in self:
                boxes: list[list[str]] = []
                for each in self.xml(other).iter("{*}pt", "{*}t"):
                    if local(each) == "pt":
                        boxes.append([])
                    elif boxes and each.text:
                        boxes[-1].append(each.text)
                yield from filter(None, (" ".join("".join(box).split()) for box in boxes))

    def embedded(self, name: str) -> list[str]:
        """The names of the files that stand embedded in a member; they are never opened."""
        others = dict.fromkeys(self.relations(name).values())
        return [posixpath.basename(other) for other in others if "/embeddings/" in other]

    def pictures(self, name: str) -> set[str]:
        """The names of the pictures that a member shows; they are never opened."""
        return {other for other in self.relations(name).values() if "/media/" in other}

    def relations(self, name: str) -> dict[str, str]:
        """The names of the members that one refers to, by the identifier that it uses for them."""
        folder, file = posixpath.split(name)
        return {
            each.get("Id", ""): joined(name, each.get("Target", ""))
            for each in self.xml_if_there(f"{folder}/_rels/{file}.rels")
            if each.get("TargetMode") != "External"
        }


def reference(element: Element) -> str:
    """The identifier of the member that an element refers to, which stands beside its own."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def joined(name: str, target: str) -> str:
    """The name of a member that another refers to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def parse_xml(data: bytes) -> Element:
    """The root element of an XML text without entities of its own.

    Raises:
        SourceError: it is not XML, or declares entities or the like.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("it is damaged: a part of it is not XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("it declares a document type, which no document of its kind does")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def whole_number(text: str, default: int, digits: int) -> int:
    """A number without a sign of so many digits at most; the default where a text is none."""
    return int(text) if text.isdecimal() and len(text) <= digits else default


def inner(element: Element, path: str) -> Element:
    """The first element at a path in another; where there is none, one that holds nothing."""
    found = element.find(path)
    return NOTHING if found is None else found


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return str(value)
    return default


def is_on(element: Element | None, name: str, default: str = "0") -> bool:
    """Whether an attribute switches something on in an Office document."""
    return attribute(element, name, default).casefold() in {"1", "true", "on"}
