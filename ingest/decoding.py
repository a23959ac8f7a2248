"""From bytes to text.

The order of trials is fixed rather than statistical: a valid UTF-8 text of any length is UTF-8,
and what is neither that nor UTF-16 nor binary is Windows-1252 in the files of a Swedish office.
Guessing by letter statistics takes a short line such as `Åsa är på ön` for UTF-16 or nothing.
"""

from __future__ import annotations

import codecs
import re

from assistant.errors import SourceError
from assistant.reasons import Reason

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks of UTF-32 stand before those of UTF-16, which they begin with."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]+)", re.IGNORECASE
)
_BY_DEFAULT = frozenset({"iso8859-1", "ascii", "cp1252"})
_HEAD = 4096
_MOST_CONTROLS = 0.001
_LEAST_ZEROS = 0.25

BINARY = "it is not a text but binary data"
_OLD = "it is text in an encoding of old Mac or DOS programs, or in none; save it as UTF-8"
_TWICE = "its letters were encoded twice (`Ã¥` for `å`) and are read as they were meant; save it as UTF-8"
_BYTES = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""The bytes that Windows-1252 has for signs, but for those that stand for themselves."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file without its byte order mark; line breaks stay as they are.

    Args:
        data: The bytes of the whole file.
        declared: The encoding that the file itself names, tried after a byte order mark.

    Raises:
        SourceError: the bytes are no text in UTF-8, UTF-16, UTF-32 or Windows-1252.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if declared is not None and (text := _declared(data, declared)) is not None:
        return text
    if (wide := _utf16(data)) is not None:
        return _strictly(data, wide)
    try:
        return _checked(data.decode())
    except UnicodeDecodeError as error:
        return _windows_1252(data, error)


def whole(text: str) -> str:
    """A text without halves of signs, which no file can hold: two are put together, one alone is `�`.

    Some formats tell signs beyond 65,535, such as most pictures of moods, in two halves.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def as_meant(text: str) -> tuple[str, tuple[Reason, ...]]:
    """A text whose UTF-8 was taken for Windows-1252 and encoded again, as it was meant; what to tell of it.

    Only where all of it can be led back: then it holds no other letters that it may have meant.
    """
    if text.isascii():
        return text, ()
    try:
        meant = text.translate(_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return text, ()
    return meant, (Reason(_TWICE),)


def declared_charset(data: bytes) -> str | None:
    """The encoding that an HTML file names in its head."""
    match = _CHARSET.search(data, 0, _HEAD)
    return match[1].decode("ascii", "ignore") if match else None


def _declared(data: bytes, name: str) -> str | None:
    """As browsers do, read Latin-1 as Windows-1252 and doubt UTF-16 that can be read as ASCII.

    Servers call any page Latin-1 by default; one that is valid UTF-8 is that.
    """
    try:
        codec = codecs.lookup(name).name
        if codec.startswith(("utf-16", "utf-32")):
            return None
        if codec in _BY_DEFAULT:
            codec = "utf-8" if _is_utf8(data) else "cp1252"
        return _checked(whole(data.decode(codec)))
    except (LookupError, UnicodeError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every second byte of Latin text."""
    if len(data) < 2 or len(data) % 2:
        return None
    sample = data[:_HEAD]
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < _LEAST_ZEROS or min(even, odd) > 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows_1252(data: bytes, error: UnicodeDecodeError) -> str:
    damaged = data.decode(errors="replace").count("\ufffd")
    if len(_WIDE_UTF8.findall(data)) > 2 * damaged:
        told = "it is UTF-8 with a damaged byte at position {position}; save it as UTF-8 again"
        raise SourceError(Reason(told, {"position": error.start}))
    try:
        text = data.decode("cp1252")
    except UnicodeError:
        told = BINARY if _is_binary(data.decode("latin-1")) else _OLD
        raise SourceError(told) from None
    return _checked(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeError as error:
        raise SourceError(BINARY) from error


def _checked(text: str) -> str:
    if _is_binary(text):
        raise SourceError(BINARY)
    return text.removeprefix("\ufeff")


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)
