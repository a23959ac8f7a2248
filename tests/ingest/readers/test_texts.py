"""Formats that are text: messages, tables, Rich Text Format, and HTML amid Markdown."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from types import ModuleType

import pytest

from assistant.errors import SourceError
from ingest.blocks import Kind
from ingest.readers import delimited, mail, markdown, rtf, text, webpage
from ingest.readers.parsed import Options, Parsed


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Anna Sjögren <anna@example.se>"
    made["Subject"] = "Studiebesök i Göteborg"
    made["Date"] = "Mon, 4 Mar 2024 10:00:00 +0100"
    return made


def test_a_message_with_an_attachment() -> None:
    made = message()
    made.set_content("Hej,\n\n> Besöket äger rum den 17 april\n> klockan nio.\n\nAnna")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="program.pdf")

    parsed = mail.read(bytes(made), Options())

    assert parsed.text == (
        "Från: Anna Sjögren <anna@example.se>\nDatum: 2024-03-04\nÄmne: Studiebesök i Göteborg\n\n"
        "Hej,\n\nBesöket äger rum den 17 april\nklockan nio.\n\nAnna"
    )
    assert (parsed.metadata.title, parsed.metadata.published) == (
        "Studiebesök i Göteborg",
        "2024-03-04",
    )
    assert tuple(map(str, parsed.unread)) == (
        "its attachments are not read: program.pdf; save them beside it",
    )


def test_a_message_that_is_a_page_is_read_as_one() -> None:
    made = message()
    made.set_content("Se webbversionen.")
    made.add_alternative("<h2>Program</h2><ul><li>Klockan nio<li>Lunch</ul>", subtype="html")

    assert mail.read(bytes(made), Options()).text.endswith(
        "\n\n## Program\n\n- Klockan nio\n- Lunch"
    )


@pytest.mark.parametrize("page", ["<!-- -->", "<p><img src='a.png'></p>", " "])
def test_a_page_that_says_nothing_leaves_a_message_its_plain_text(page: str) -> None:
    made = message()
    made.set_content("Vi ses klockan nio.")
    made.add_alternative(page, subtype="html")
    made.make_mixed()
    made.attach(message())

    parsed = mail.read(bytes(made), Options())

    assert parsed.text.endswith("\n\nVi ses klockan nio.")
    assert parsed.left_out == ""


def test_a_page_that_cannot_be_read_does_not_cost_the_rest_of_a_message() -> None:
    made = message()
    made.set_content("Vi ses klockan nio.")
    made.add_attachment("<!-- -->", subtype="html", disposition="inline")

    parsed = mail.read(bytes(made), Options())

    assert parsed.text.endswith("\n\nVi ses klockan nio.")
    assert parsed.left_out == "(it is not HTML)"


def test_each_part_of_a_message_is_read_once_or_told() -> None:
    made = message()
    made.set_content("Hej i brevet.")
    made.add_alternative("<p>Hej på sidan.</p>", subtype="html")
    made.make_mixed()
    for kind, words in (("plain", "Sist i listan."), ("calendar", "BEGIN:VCALENDAR")):
        part = EmailMessage()
        part.set_content(words, subtype=kind)
        made.attach(part)
    made.add_attachment(message())

    parsed = mail.read(bytes(made), Options())

    assert parsed.text.endswith("\n\nHej på sidan.\n\nSist i listan.")
    assert tuple(map(str, parsed.unread)) == (
        "its attachments are not read: text/calendar, message/rfc822; save them beside it",
    )


def test_of_a_message_of_very_many_parts_the_first_are_read_and_the_rest_is_told() -> None:
    heads = b"Content-Type: multipart/mixed; boundary=b\n\n"
    part = b"--b\nContent-Type: text/%s\n\n%s\n"
    parts = [part % (b"html", b""), part % (b"plain", b"Hej"), part % (b"plain", b"da") * 2_000]

    parsed = mail.read(heads + b"".join(parts), Options())

    assert parsed.text.count("da") == 998
    assert tuple(map(str, parsed.unread)) == (
        "its parts behind number 1,000 are not read; save them beside it",
    )


def test_a_cell_of_several_lines_and_a_separator_that_is_told() -> None:
    data = b'sep=,\r\nNamn,Ort\r\nBo; Ek,"Lule\xe5\r\nnorr"\r\n'
    assert delimited.read(data, Options()).text == "| Namn | Ort |\n| Bo; Ek | Luleå; norr |"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_with_any_separator(separator: str) -> None:
    rows = [["Kommun", "Platser", "Kontakt"], ['"Nacka; norra, del\t2"', "77", "Olof Berg"]]
    data = "\r\n".join(separator.join(row) for row in rows).encode("cp1252")

    assert delimited.read(data, Options()).text == (
        "| Kommun | Platser | Kontakt |\n| Nacka; norra, del 2 | Platser: 77 | Olof Berg |"
    )


def test_a_cell_that_never_ends_is_told() -> None:
    with pytest.raises(SourceError, match=r"^it cannot be read as a table: "):
        delimited.read(b'"' + b"a;b\n" * 100_000, Options())


def test_rich_text() -> None:
    source = (
        r"{\rtf1\ansi\ansicpg1252{\stylesheet{\s1\outlinelevel0 Heading 1;}}"
        r"{\info{\title Om gruppen}}{\fonttbl{\f0 Arial;}}"
        r"\pard\s1 Om gruppen\par\pard Gruppen leds av \'c5sa \u214?berg.{\*\footnote Sedan 2024.}"
        r" {\v dolt}{\*\generator X}{\field{\*\fldinst PAGE}{\fldrslt 1}}\par"
        r"\pard\ilvl0{\listtext\tab 1.\tab}ett\par\pard\ilvl1{\listtext\'95\tab}under\par"
        r"\pard\intbl a\cell b\cell\row\pard Slut.\par}"
    )

    assert rtf.read(source.encode("ascii"), Options()).text == (
        "# Om gruppen\n\nGruppen leds av Åsa Öberg. 1\n\nSedan 2024.\n\n1. ett\n  - under\n\n"
        "| a | b |\n\nSlut."
    )


def test_nothing_of_a_table_without_an_end_is_lost_in_rich_text() -> None:
    source = (
        r"{\rtf1\pard\intbl Grupp\cell Namn\cell\row\intbl Norr\cell Bo Ek\par"
        r"\intbl\itap2 vd\nestcell sedan 2024\nestcell{\*\nesttableprops\trowd\nestrow}"
        r"{\nonesttables\par}\pard Slut{\*\annotation Stämmer det?}.\par}"
    )

    parsed = rtf.read(source.encode("cp1252"), Options())

    assert parsed.text == "| Grupp | Namn |\n| Norr | Bo Ek; vd; sedan 2024 |\n\nSlut."
    assert parsed.left_out == "Stämmer det?"


def test_a_number_of_rich_text_stands_behind_no_head_of_another_column() -> None:
    rows = (
        ("Post", "Budget", "Utfall"),
        ("El", "40", "50"),
        ("Summa", "90"),
        ("Hyra", "7", "8", "9"),
    )
    source = "".join("".join(f"{told}\\cell " for told in row) + "\\row " for row in rows)

    assert rtf.read(f"{{\\rtf1\\pard\\intbl {source}}}".encode(), Options()).text == (
        "| Post | Budget | Utfall |\n| El | Budget: 40 | Utfall: 50 |\n| Summa | 90 |\n| Hyra | 7 | 8 | 9 |"
    )


def quoted(parsed: Parsed) -> list[tuple[Kind, str]]:
    return [(block.kind, parsed.text[block.start : block.end]) for block in parsed.blocks]


def test_html_in_markdown_is_read_as_what_it_shows() -> None:
    source = (
        "---\ntitle: Om gruppen\n---\n# Om gruppen\n\nFörst **text**.\n\n"
        '<div class="fakta">\n<h3>Fakta</h3><p>Leds av <b>Signe Dahl</b>.</p><!-- nej -->\n</div>\n\n'
        "<table><tr><th>År<th>Antal<tr><td>2024<td>7</table>\n\n<!-- bort -->\n\nSist.\n"
    )

    parsed = markdown.read(source.encode(), Options())

    assert quoted(parsed) == [
        (Kind.HEADING, "Om gruppen"),
        (Kind.TEXT, "Först text."),
        (Kind.HEADING, "Fakta"),
        (Kind.TEXT, "Leds av Signe Dahl."),
        (Kind.ROW, "År | Antal"),
        (Kind.ROW, "2024 | 7"),
        (Kind.TEXT, "Sist."),
    ]
    assert parsed.metadata.title == "Om gruppen"


def test_a_line_of_markdown_that_two_spaces_end_stays_one() -> None:
    assert markdown.read(b"Norrby hamn,  \nkaj tolv", Options()).text == "Norrby hamn,\nkaj tolv"


def test_markdown_is_read_without_its_marks() -> None:
    source = (
        "# Rubrik *med* `tecken`\r\n\r\nLeds av **[Bo Ek](https://x.example)**[^1], <b>ra</b>tt &amp; hårt\r\n"
        "brutet.  \r\nHård rad.\r\n\r\n[^1]: Sedan *2024*.\r\n[^x]: Ensam.\r\n\r\n"
        "**Budget:** 4 mkr\r\n**Slut:** 2027\r\n\r\n- [Norrlast](https://n.example)\r\n- [x] två\r\n"
        "  rader\r\n  - under\r\n\r\n> Citat\r\n\r\n| a | b |\r\n|---|---|\r\n| **c** | d |\r\n\r\n"
        "```\r\nkod\r\n```\r\n\r\n<div></main></body></div>\r\n\r\n![bild](b.png)\r\n\r\n\\# nr ett\r\n"
    )

    parsed = markdown.read(source.encode(), Options())

    assert parsed.text == (
        "# Rubrik med tecken\n\nLeds av Bo Ek, ratt & hårt brutet.\nHård rad.\n\nSedan 2024.\n\n"
        "Budget: 4 mkr\n\nSlut: 2027\n\n- Norrlast\n- två rader\n  - under\n\nCitat\n\n"
        "| a | b |\n| c | d |\n\n# nr ett\n\nEnsam."
    )
    assert parsed.left_out == "kod"


@pytest.mark.parametrize("read", [text.read, markdown.read])
def test_lines_beyond_count_are_told(
    read: Callable[[bytes, Options], Parsed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.parsed._LEAST_LINES", 2)
    found = read(b"En.\n\nTre.\n\n\nSist.\n", Options())
    assert [told for _, told in quoted(found)] == ["En.", "Tre."]
    assert tuple(map(str, found.unread)) == (
        "what follows its first 2 lines is not read; split it into several files",
    )
    assert read("Några ord på en rad.\n".encode() * 3, Options()).unread == ()


MAIL = b"Subject: a\nContent-Type: text/html\n\n"


@pytest.mark.parametrize(
    ("read", "source", "most"),
    [
        (webpage.read, b"<p>En.<p>Tre.<p>Sist.", 2),
        (mail.read, MAIL + b"<p>En.<p>Tre.<p>Sist.", 2),
        (markdown.read, b"En.\n\nTre.\n\nSist.", 2),
        (webpage.read, b"<table><tr><td>En<td>Tre.<tr><td>Sist.<td>A", 4),
    ],
)
def test_elements_beyond_count_are_told(
    read: Callable[[bytes, Options], Parsed],
    source: bytes,
    most: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ingest.readers.parsed._LEAST_ELEMENTS", most)
    found = read(source, Options())
    assert "Tre." in found.text
    assert "Sist." not in found.text
    assert str(*found.unread).endswith("elements is not read; split it into several files")
    monkeypatch.setattr("ingest.readers.parsed._LEAST_ELEMENTS", 9)
    assert read(source, Options()).unread == ()


@pytest.mark.parametrize(("more", "word"), [("; delsp=yes", "fortsätter"), ("", "fort sätter")])
def test_lines_that_a_mail_program_cut_are_whole(more: str, word: str) -> None:
    heads = f"Subject: Hamnen\nContent-Type: text/plain; charset=utf-8; format=Flowed{more}\n\n"
    body = "En lång rad som fort \nsätter här.\nNy rad.\n-- \nEva Ek\n"

    told = mail.read((heads + body).encode(), Options()).text
    assert told.endswith(f"En lång rad som {word} här.\nNy rad.\n--\nEva Ek")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("> Anna Ek som är chef \n> på Norrgas AB", "Anna Ek som är chef på Norrgas AB"),
        ("> > Anna Ek \n>> är chef", "Anna Ek är chef"),
        ("rad ett \n> citat \nrad två", "rad ett\ncitat\nrad två"),
        ("> citat \n> > äldre", "citat\näldre"),
        ("Mål: \n >5 procent\n  inryckt", "Mål: >5 procent\n inryckt"),
    ],
)
def test_quotes_in_lines_that_a_mail_program_cut(body: str, told: str) -> None:
    heads = "Subject: Hamnen\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"

    assert mail.read((heads + body).encode(), Options()).text == f"Ämne: Hamnen\n\n{told}"


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_below_a_title_and_empty_lines_is_one(separator: str, between: str) -> None:
    rows = [["Bad", "Maj", "Juni"], ["Lillsjön", "12", "40"]]
    table = "\n".join(separator.join(row) for row in rows)
    given = f"Badgäster{between}Hämtat i juli{between}Av Eva{between}{table}\n"

    assert "| Lillsjön | Maj: 12 | Juni: 40 |" in delimited.read(given.encode(), Options()).text


@pytest.mark.parametrize(
    ("reader", "page"),
    [(text, "{}"), (markdown, "# {}"), (delimited, "{};1\nb;2")],
)
def test_what_was_encoded_twice_is_told(reader: ModuleType, page: str) -> None:
    parsed = reader.read(
        page.format("Fågelsjön är öppen").encode().decode("cp1252").encode(), Options()
    )

    assert "Fågelsjön är öppen" in parsed.text
    assert "encoded twice" in str(parsed.unread)


def test_a_comma_in_a_sentence_cuts_no_column() -> None:
    source = "Rubrik\nKommunen bygger hamnen, badet och gymmet.\nDet blir dyrt.\nMen bra.\n"

    assert "hamnen, badet och gymmet." in delimited.read(source.encode(), Options()).text


def test_commands_of_hugo_tell_their_title_alone() -> None:
    source = (
        '{{< bild src="a.png" title="Bron i Vik" >}}\n\n{{% ruta %}}\nBron är ny.\n{{% /ruta %}}\n\n'
        "Skriv {{namn}} och {{< >\n"
    )

    told = markdown.read(source.encode(), Options()).text

    assert told == "Bron i Vik\n\nBron är ny.\n\nSkriv {{namn}} och {{< >"
