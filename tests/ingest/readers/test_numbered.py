"""Numbers in front of items and headings are those that a reader of the file sees."""

from __future__ import annotations

import pytest

from ingest.list_numbers import numeral
from ingest.readers import docx, odt, rtf
from ingest.readers.parsed import Options
from ingest.readers.webpage import read_page
from tests.ingest.readers import files

STYLES = (
    "<list-style a:name='L'><list-level-style-number a:level='1' a:num-format='a' a:num-suffix=')'"
    " a:start-value='3'/><list-level-style-number a:level='2' a:num-format='1' a:num-suffix='.'"
    " a:display-levels='2'/></list-style>"
    "<list-style a:name='B'><list-level-style-bullet a:level='1'/></list-style>"
    "<outline-style><outline-level-style a:level='1' a:num-format='1'/>"
    "<outline-level-style a:level='2' a:num-format='1' a:display-levels='2'/></outline-style>"
)


def opendocument(body: str) -> str:
    content = f"<document xmlns:a='a'><styles>{STYLES}</styles><body><text>{body}</text></body></document>"
    return odt.read(files.archive({"content.xml": content}), Options()).text


def items(*words: str, more: str = "") -> str:
    told = "".join(f"<list-item><p>{each}</p></list-item>" for each in words)
    return f"<list a:style-name='L'{more}>{told}</list>"


def test_in_opendocument() -> None:
    inner = items("norr", "syd").replace(" a:style-name='L'", "")
    nested = items("Kajen", "Kranen").replace("</p>", f"</p>{inner}", 1)

    assert opendocument(nested) == "c) Kajen\n  c.1. norr\n  c.2. syd\nd) Kranen"


def test_a_list_of_opendocument_begins_anew_unless_it_goes_on() -> None:
    between = "<p>Text.</p>"
    goes_on = items("Tre", "Nio", more=" a:continue-numbering='true'").replace(
        "<list-item><p>Nio", "<list-item a:start-value='9'><p>Nio"
    )

    assert opendocument(items("Ett", "Två") + between + items("Ett")) == (
        "c) Ett\nd) Två\n\nText.\n\nc) Ett"
    )
    assert opendocument(items("Ett", "Två") + between + goes_on) == (
        "c) Ett\nd) Två\n\nText.\n\ne) Tre\ni) Nio"
    )


def test_letters_of_opendocument_behind_the_last_one() -> None:
    late = items("Ett").replace("<list-item>", "<list-item a:start-value='28'>")
    style = "<list-style a:name='L'><list-level-style-number a:level='1' a:num-format='A'"
    content = "<document xmlns:a='a'><styles>{}{}/></list-style></styles><body><text>{}</text></body></document>"
    told = [
        odt.read(files.archive({"content.xml": content.format(style, how, late)}), Options()).text
        for how in ("", " a:num-letter-sync='true'")
    ]
    assert told == ["AB Ett", "BB Ett"]


def test_the_head_of_a_list_of_opendocument_has_no_mark_and_counts_as_none() -> None:
    head = "<list-header><p>Orter</p></list-header><list-item>"
    assert opendocument(items("Ek", "Vik").replace("<list-item>", head, 1)) == (
        "Orter\n\nc) Ek\nd) Vik"
    )
    inner = items("norr").replace("<list-item>", head.replace("Orter", "Delar"), 1)
    assert opendocument(items("Ek").replace("</p>", f"</p>{inner}")) == (
        "c) Ek\n   Delar\n  c.1. norr"
    )


def test_headings_of_opendocument_that_are_counted() -> None:
    body = "".join(
        f"<h a:outline-level='{level}'>{words}</h>"
        for level, words in ((1, "Bakgrund"), (2, "Syfte"), (2, "Mål"), (1, "Beslut"))
    )
    bullets = "<list a:style-name='B'><list-item><p>Ett</p></list-item></list>"

    assert opendocument(body + bullets) == (
        "# 1 Bakgrund\n\n## 1.1 Syfte\n\n## 1.2 Mål\n\n# 2 Beslut\n\n- Ett"
    )


def test_a_list_of_word_that_begins_elsewhere_than_the_one_it_is_made_of() -> None:
    level = '<w:lvl><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    made_of = '<w:abstractNumId w:val="0"/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1">{made_of}</w:num>'
        f'<w:num w:numId="2">{made_of}{start}</w:num>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{number}</w:t></w:r></w:p>'
        for number in (1, 1, 2, 2)
    )

    read = docx.read(files.docx(body, numbering=numbering), Options())

    assert read.text == "I. 1\nII. 1\nIX. 2\nX. 2"


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ("", "1 2"),
        ("start='3'", "3 4"),
        ("type='a'", "a b"),
        ("type='I' start='4'", "IV V"),
        ("reversed", "2 1"),
        ("reversed start='9'", "9 8"),
        ("style='list-style-type: lower-alpha;'", "a b"),
        ("style='list-style: upper-roman inside'", "I II"),
        ("type='disc'", "1 2"),
        ("type='AA'", "1 2"),
        ("type='A' start='26'", "Z AA"),
        ("type='i' start='40'", "xl xli"),
    ],
)
def test_on_a_page(attributes: str, marks: str) -> None:
    first, second = marks.split()
    page = read_page(f"<main><ol {attributes}><li>Ett<li>Två</ol></main>")

    assert page.text == f"{first}. Ett\n{second}. Två"


def test_a_list_on_a_page_that_shows_no_numbers() -> None:
    page = read_page("<main><ol style='list-style:none'><li>Ett<li value='4'>Två</ol></main>")

    assert page.text == "- Ett\n- Två"


@pytest.mark.parametrize(
    ("count", "form", "told"),
    [
        (26, "a", "z"),
        (27, "A", "AA"),
        (28, "a", "ab"),
        (703, "a", "aaa"),
        (28, "aa", "bb"),
        (53, "AA", "AAA"),
        (781, "aa", "781"),
        (0, "a", "0"),
        (39, "i", "xxxix"),
        (40, "I", "XL"),
        (1994, "i", "mcmxciv"),
        (4000, "i", "4000"),
        (7, "", "7"),
    ],
)
def test_numerals(count: int, form: str, told: str) -> None:
    assert numeral(count, form) == told


def test_numbers_of_rich_text_that_end_in_another_sign() -> None:
    item = r"{{\listtext\pard {}\tab}}\ls1\ilvl0 {}\par"
    items = item.format(r"1. \'a7", "Val") + item.format("o", "Ek")
    found = rtf.read(rf"{{\rtf1\ansi {items}}}".encode(), Options())
    assert found.text == "1. § Val\n- Ek"


def test_what_rich_text_says_of_a_box_is_no_text() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\sp{\sn fHidden}{\sv 0}}"
        r"{\shptxt \pard Hamnen \'e4gs av Norrby.\par}}}"
    )

    assert rtf.read(rf"{{\rtf1\ansi {box}}}".encode(), Options()).text == "Hamnen ägs av Norrby."
