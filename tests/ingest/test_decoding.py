from __future__ import annotations

import random

import pytest

from assistant.errors import SourceError
from ingest.decoding import as_meant, declared_charset, decode

TEXTS = [
    "Åsa är på ön",
    "Läs mer",
    "Vem leder högnivågruppen?",
    "Köp nu – 5 € ”citat”",
    "Kista",
    "Rad ett\r\nRad två\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_short_swedish_texts_come_out_as_they_went_in(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_even_a_single_letter(encoding: str) -> None:
    assert decode("å".encode(encoding)) == "å"


def test_utf16_with_a_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + "Åsa".encode("utf-16-be")) == "Åsa"


def test_only_the_mark_at_the_beginning_is_taken_off() -> None:
    assert decode("\ufeffett \ufeff två".encode()) == "ett \ufeff två"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20,
        b"%PDF-1.7\n" + random.Random(1).randbytes(4000),
        random.Random(2).randbytes(4000),
        bytes(range(256)),
        b"text\x00with zeros\x00",
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\xd8\x00\xd8",
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(data)


def test_damaged_utf8_is_not_read_as_gibberish() -> None:
    data = "Högnivågruppen möts på Åsö i år.".encode().replace(b"\xc3\x85", b"\x85")

    with pytest.raises(SourceError, match="damaged byte at position"):
        decode(data)


def test_a_declared_encoding_is_believed_if_the_bytes_allow_it() -> None:
    assert decode("Žižkov".encode("iso-8859-2"), "iso-8859-2") == "Žižkov"
    assert decode("Åsö – ”ja”".encode("cp1252"), "iso-8859-1") == "Åsö – ”ja”"
    assert decode("Åsö".encode("cp1252"), "utf-8") == "Åsö"
    assert decode("Åsö".encode(), "utf-16") == "Åsö"
    assert decode("Åsö".encode(), "no-such-encoding") == "Åsö"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<META http-equiv=x content='text/html; charset=ISO-8859-1'>", "ISO-8859-1"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_finds_the_declared_encoding(head: bytes, expected: str | None) -> None:
    assert declared_charset(b"<html><head>" + head) == expected


TWICE = "Hållplatsen vid Älvö är öppen – för alla"


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
def test_letters_that_were_encoded_twice_are_read_as_meant_and_told(taken_for: str) -> None:
    text, notes = as_meant(decode(TWICE.encode().decode(taken_for).encode()))

    assert text == TWICE
    assert len(notes) == 1


@pytest.mark.parametrize(
    "text",
    [TWICE, "Ett enda Ã¥ bland åäö", "SÃO PAULO", "plain", "naïve café – 25 °C", "Ã", "日本"],
)
def test_other_letters_stay_as_they_are(text: str) -> None:
    assert as_meant(text) == (text, ())


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_text_of_old_programs_is_refused_as_that(encoding: str) -> None:
    with pytest.raises(SourceError, match="old Mac or DOS"):
        decode("Åkern är blå, Ängen Öde".encode(encoding))


def test_bytes_of_a_picture_are_no_text() -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(bytes(range(256)) * 8)
