"""E-mail: who wrote what to whom, and the words of the message; attachments are named, not opened."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice, pairwise
from typing import TypeAlias

from assistant.errors import SourceError
from assistant.reasons import Reason
from assistant.text.language import detect_language
from ingest.decoding import decode
from ingest.headings import tidy
from ingest.plain import plain_blocks
from ingest.readers.parsed import ATTACHMENTS, Options, Parsed, begin_of_elements, unopened
from ingest.readers.properties import properties
from ingest.structure import written
from ingest.web.reader import Reader
from ingest.web.tree import parse_page

MEDIA_TYPE = "message/rfc822"
_HEADS = {
    "From": {"sv": "Från", "en": "From"},
    "To": {"sv": "Till", "en": "To"},
    "Cc": {"sv": "Kopia", "en": "Copy"},
    "Date": {"sv": "Datum", "en": "Date"},
    "Subject": {"sv": "Ämne", "en": "Subject"},
}
_PLAIN = "text/plain"
_READ = frozenset({"text/html", _PLAIN})
_PAGES = frozenset({"text/html", "multipart/related", "multipart/mixed"})
_LONGEST_HEAD = 2_000
_MOST_PARTS = 1_000
"""Of a message; an ordinary one has a dozen."""
_SIGNATURE = "-- "
_QUOTED = re.compile(r"^(?:>[ \t]?){1,20}", re.MULTILINE)


def read(data: bytes, _: Options) -> Parsed:
    """A message as text, below its heads.

    Raises:
        SourceError: its parts are nested too deeply.
    """
    try:
        message = email.message_from_bytes(data)
        parts = list(islice(_parts(message), _MOST_PARTS + 1))
    except RecursionError as error:
        raise SourceError("its parts are nested too deeply") from error
    unread: tuple[Reason, ...] = ()
    if len(parts) > _MOST_PARTS:
        told_of = "its parts behind number {most} are not read; save them beside it"
        unread = (Reason(told_of, {"most": _MOST_PARTS}),)
        del parts[_MOST_PARTS:]
    attached = [part for part, _ in parts if _is_attached(part)]
    shown = [_told(part, plain) for part, plain in parts if not _is_attached(part)]
    body = "\n\n".join(words for words, _, _ in shown if words)
    left_out = " ".join(words for _, words, _ in shown if words)
    unread += tuple(reason for _, _, cut in shown for reason in cut)
    heads = _header_fields(message, body)
    text = "\n".join([*heads, "", body])
    names = [part.get_filename() or part.get_content_type() for part in attached]
    told = properties(_head(message, "Subject"), {"sent": _day(message)}, None)
    return Parsed(
        text,
        tuple(tidy(text, plain_blocks(text, 0))),
        told,
        MEDIA_TYPE,
        unread=unread + unopened(ATTACHMENTS, names),
        left_out=left_out,
    )


def _parts(
    message: Message, plain: Message | None = None
) -> Iterator[tuple[Message, Message | None]]:
    """What a message is made of; of its ways to tell the same, that which is a page is told best.

    Beside it comes the plain text that tells the same, where there is one.
    """
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message, plain
        return
    inner: list[Message] = message.get_payload()  # type: ignore[assignment]
    if message.get_content_subtype() == "alternative":
        pages = [each for each in inner if each.get_content_type() in _PAGES]
        plain = next((each for each in inner if each.get_content_type() == _PLAIN), plain)
        inner = pages[-1:] or inner[:1]
    for each in inner:
        yield from _parts(each, plain)
        plain = None  # It is told once at most.


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() not in _READ


_Told: TypeAlias = tuple[str, str, tuple[Reason, ...]]
"""The words of a part of a message, those of it that are left out, and why some are not read."""


def _told(part: Message, plain: Message | None) -> _Told:
    """What a part tells or, where that cannot be read or has no words, the plain text beside it."""
    told: _Told = ("", "", ())
    for each in filter(None, (part, plain)):
        try:
            told = _read_part(each)
        except SourceError as error:
            told = "", f"({error})", ()
        if told[0]:
            break
    return told


def _read_part(part: Message) -> _Told:
    source = _decoded(part)
    if part.get_content_subtype() == "html" and source.strip():
        begin, unread = begin_of_elements(source, len(source))
        reader = Reader(parse_page(begin))
        return written(reader.parts.all).text, " ".join(reader.left_out), unread
    source = source.replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        space = " " if str(part.get_param("delsp", "")).lower() != "yes" else ""
        return _unfolded(source, space).strip(), "", ()
    return _QUOTED.sub("", source).strip(), "", ()


def _unfolded(source: str, space: str) -> str:
    """A text whose lines were cut behind spaces, which count or not, in whole lines (RFC 3676).

    The marks of quotes are taken off; nobody's words are joined with what they quote.
    """
    depths: list[int] = []
    lines: list[str] = []
    for line in source.split("\n"):
        marks = _QUOTED.match(line)
        depths.append(marks[0].count(">") if marks else 0)
        lines.append(line[marks.end() :] if marks else line.removeprefix(" "))
    told: list[str] = []
    for line, (depth, next_depth) in zip(lines, pairwise([*depths, -1]), strict=True):
        goes_on = line.endswith(" ") and line != _SIGNATURE and depth == next_depth
        told += [line.removesuffix(" "), space if goes_on else "\n"]
    return "".join(told)


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _header_fields(message: Message, body: str) -> Iterator[str]:
    language = "en" if detect_language(body[:20_000]) == "en" else "sv"
    for name, told in _HEADS.items():
        value = _day(message) if name == "Date" else _head(message, name)
        if value:
            yield f"{told[language]}: {value}"


def _head(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:_LONGEST_HEAD]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (ValueError, LookupError):
        return " ".join(raw.split())


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
