"""Pages as editors and office programs save them: words cut in pieces, notes, words for one sense only."""

from __future__ import annotations

import pytest

from assistant.errors import SourceError
from ingest.readers.webpage import read_page


def main(content: str) -> str:
    return read_page(f"<html><body><main>{content}</main></body></html>").text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        # Exports of text editors put every change of style into a span.
        ("<p><span>Ans</span><span>varig: </span><span>Mona Ek</span></p>", "Ansvarig: Mona Ek"),
        ("<p>Se <span><a href='x'>planen</a></span><span>.</span></p>", "Se planen."),
        ("<li><span>Hamn</span><span>bolaget</span></li>", "Hamnbolaget"),
        # Style makes these stand apart.
        ("<p><span>Läs om </span><span>Mona Ek</span></p>", "Läs om Mona Ek"),
        ("<p><span></span><span>ny</span></p>", "ny"),
        ("<p><span>Vd</span><span>Mona Ek</span></p>", "| Vd | Mona Ek |"),
        ("<p>Antal <span>12</span><span>kommuner</span></p>", "Antal 12 kommuner"),
        ("<p>Om <a href='a'>hamnar</a><a href='b'>skog</a></p>", "Om hamnar skog"),
        ("<div>Om <span>hamnar</span><span>skog</span></div>", "Om hamnar skog"),
        # So does a class: a label with its value, tags, the line over a title.
        (
            "<td><span class='k'>Ordförande</span><span class='v'>vakant</span></td>",
            "Ordförande vakant",
        ),
        ("<p><span class='t'>energi</span><span class='t'>fordon</span></p>", "energi fordon"),
        ("<h2><span class='k'>Nyhet</span><span>vi söker</span></h2>Nu", "## Nyhet vi söker\n\nNu"),
    ],
)
def test_words_that_an_export_cut_are_whole(html: str, text: str) -> None:
    assert main(html) == text.replace("Hamn", "- Hamn")


NOTES = [
    # Word, Google Docs and LibreOffice: two links that lead to each other.
    (
        "<p>Beslut.<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a></p>",
        "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> Not.</p></div>",
    ),
    (
        "<p>Beslut.<sup><a href='#ftnt1' id='r1'>[1]</a></sup></p>",
        "<p><a href='#r1' id='ftnt1'>[1]</a><span>&nbsp;Not.</span></p>",
    ),
    (
        "<p>Beslut.<a name='n1anc' href='#n1sym'><sup>1</sup></a></p>",
        "<p><a name='n1sym' href='#n1anc'>1</a>Not.</p>",
    ),
    # Pandoc and books: a link that says what it is, and an arrow back.
    (
        "<p>Beslut.<a href='#fn1' role='doc-noteref'><sup>1</sup></a></p>",
        "<p id='fn1'>Not.<a href='#fnref1' role='doc-backlink'>tillbaka</a></p>",
    ),
    (
        "<p>Beslut.<a href='n.xhtml#fn1' epub:type='noteref'>1</a></p>",
        "<p id='fn1'>Not.<a href='#fnref1'>↩︎</a></p>",
    ),
]


@pytest.mark.parametrize(("sentence", "note"), NOTES)
def test_the_marks_of_notes_are_no_words(sentence: str, note: str) -> None:
    assert main(sentence + note) == "Beslut.\n\nNot."


def test_other_links_on_the_page_are_words() -> None:
    index = "<p><a href='#a'>A</a> <a href='#b'>B</a> <a href='#s2'>2</a></p><h2 id='a'>A</h2>"

    assert main(f"{index}<p>Abel.</p>") == "A B 2\n\n## A\n\nAbel."


@pytest.mark.parametrize(
    "page",
    [
        "<p>Se punkt <a href='#p3'>3</a> i planen.</p><p><a name='p3'></a>Punkt tre.</p>",
        "<p>Se punkt <a id='3' href='#3'>3</a> i planen.</p><p>Punkt tre.</p>",
    ],
)
def test_a_number_that_nothing_leads_back_to_is_a_word(page: str) -> None:
    assert main(page) == "Se punkt 3 i planen.\n\nPunkt tre."


CUT = "position:absolute;width:1px;height:1px;overflow:hidden"


@pytest.mark.parametrize(
    "style",
    [
        CUT,
        "position: absolute !important; clip: rect(1px, 1px, 1px, 1px);",
        "POSITION:ABSOLUTE;CLIP:RECT(0 0 0 0)",
        "position:fixed;clip-path:inset(50%)",
        "position:absolute;left:-9999px",
        "position:absolute;top:-1000em",
        "display : none",
        "visibility:hidden",
    ],
)
def test_what_only_screen_readers_are_to_read_stands_in_no_quote(style: str) -> None:
    html = f"<p>Avgiften är 500 kr<span style='{style}'> med moms</span> om året.</p>"
    assert main(html) == "Avgiften är 500 kr om året."


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0",  # Until it scrolls into sight.
        "position:absolute;left:-20px",
        "position:relative;top:-9999in",
        "position:absolute;clip:rect(0, 90px, 20px, 0)",
        "position:absolute;clip-path:inset(10%)",
        "position:absolute;clip-path:inset(50% 0 0 0)",
        "position:absolute;clip:rect(0, auto, auto, 0)",
        "position:absolute;clip:rect(0)",
        "position:absolute;left:-1920px",  # A slide that waits.
        "position:absolute;overflow:hidden;width:100%;height:1px",
        "left:-9999px",
        "position:absolute;clip:auto;width:;height",
    ],
)
def test_what_style_only_moves_is_read(style: str) -> None:
    assert main(f"<p>A <span style='{style}'>och B</span></p>") == "A och B"


@pytest.mark.parametrize("style", ["top:-15000px", "clip:rect(0 0 0 0)"])
def test_the_page_itself_is_never_away(style: str) -> None:
    page = f"<div id='app' style='position:fixed;{style}'><main><p>Vi bygger.</p></main></div>"
    assert read_page(f"<body>{page}</body>").text == "Vi bygger."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            f"<p>Öppet <span aria-hidden='true'>mån–fre</span><span style='{CUT}'>måndag till fredag</span> 8–16.</p>",
            "Öppet måndag till fredag 8–16.",
        ),
        ("<p class='sr-only'>Pågår.</p><p aria-hidden='true'>Pågår.</p>", "Pågår."),
        ("<ul><li>Ett</li><li>Två</li><li aria-hidden='true'>Ett</li></ul>", "- Ett\n- Två"),
        (
            "<p><time aria-hidden='true'>1 maj</time><span>Den första maj</span></p>",
            "Den första maj",
        ),
        (
            "<h2>Styrgrupp <a aria-hidden='true' href='#s'>Permalink</a></h2><p>Mona Ek</p>",
            "## Styrgrupp\n\nMona Ek",
        ),
        (
            "<h2 aria-label='Vi bygger'><span aria-hidden='true'>Vi</span> <span aria-hidden='true'>"
            "bygger</span></h2><p>Nu.</p>",
            "Nu.",
        ),
        ("<p>Ring <span aria-hidden='true'>☎</span> oss.</p>", "Ring oss."),
        ("<p>Mer <span aria-hidden='true'>arrow_forward</span></p>", "Mer"),
        ("<p>Text.</p><section aria-hidden='true'><h2>Meny</h2></section>", "Text."),
    ],
)
def test_what_is_said_twice_is_read_once_as_it_is_told_to_all(html: str, text: str) -> None:
    assert main(html) == text


@pytest.mark.parametrize(
    "question",
    [
        "<h3 aria-expanded='false' tabindex='0'>Vem betalar?</h3>",
        "<h3 onclick='toggle()'>Vem betalar?</h3>",
        "<h3><a href='#'>Vem betalar?</a></h3>",
    ],
)
def test_a_heading_that_acts_as_a_button_opens_its_panel(question: str) -> None:
    panel = "<div style='display:none'><p>Staten.</p></div>"

    assert main(f"{question}{panel}") == "### Vem betalar?\n\nStaten."
    assert main(f"<h3>Vem betalar?</h3><p>Vi.</p>{panel}") == "### Vem betalar?\n\nVi."


@pytest.mark.parametrize(
    "control",
    [
        "<a href='#'>Dela sidan</a>",
        "<h2>Dela sidan <a href='#'>här</a></h2>",
        "<div onclick='go()'><h2>Dela sidan</h2></div>",
    ],
)
def test_what_acts_on_something_else_opens_no_draft_behind_it(control: str) -> None:
    for hidden in ("style='display:none'", "hidden"):
        assert "Utkast" not in main(f"<p>Text.</p>{control}<div {hidden}><p>Utkast</p></div>")


def test_a_caption_below_a_table_stands_over_it() -> None:
    table = "<table><tr><th>År</th><th>Kronor</th></tr><tr><td>2024</td><td>5</td></tr></table>"
    figure = (
        f"<h2>Stöd</h2><figure>{table}<figcaption>Stöd per år</figcaption></figure><p>Slut.</p>"
    )

    assert main(figure) == "## Stöd\n\n### Stöd per år\n\n| År | Kronor |\n| 2024 | 5 |\n\nSlut."


def test_an_element_is_what_its_role_says() -> None:
    html = (
        "<div role='heading' aria-level='3'>Medlemmar</div>"
        "<div role='list'><div role='listitem'>Norrgas</div><div role='listitem'>Sydel</div></div>"
        "<div role='heading'>Styrelse</div>"
        "<div role='table'><div role='row'><span role='columnheader'>Namn</span><span role='columnheader'>"
        "Roll</span></div><div role='row'><span role='cell'>Ada Lo</span><span role='cell'>Vd</span></div></div>"
    )
    assert main(html) == (
        "### Medlemmar\n\n- Norrgas\n- Sydel\n\n## Styrelse\n\n| Namn | Roll |\n| Ada Lo | Vd |"
    )
    assert main("<div role='heading' aria-level='9'>A</div><p>B</p>") == "## A\n\nB"


def test_what_stands_beside_the_title_above_the_content_is_read() -> None:
    main_text = "<main><p>Vi samverkar om hamnen.</p></main>"
    hero = "<div><p>Projekt</p><h1>Hamnen</h1><p>Ett samarbete mellan 8 kommuner</p></div>"
    menu = "<div><ul><li><a href='/'>Hem</a></li><li><a href='/om'>Om oss</a></li></ul><h1>Hamnen</h1></div>"

    notice = f"<div><p>{'Vi använder kakor. ' * 21}</p><h1>Hamnen</h1></div>"

    read = read_page(f"<body>{hero}{main_text}</body>")
    assert read.text.startswith("Projekt\n\n# Hamnen\n\nEtt samarbete mellan 8 kommuner\n\nVi")
    for around in (menu, notice):
        assert read_page(f"<body>{around}{main_text}</body>").text.startswith("# Hamnen\n\nVi")


def test_what_a_browser_shows_of_numbers_and_templates() -> None:
    assert main("<ol><li>A</li><li value='7'>B</li><li>C</li></ol>") == "1. A\n7. B\n8. C"
    assert main("<p>Avgift<sup>1)</sup> och m<sup>2</sup></p>") == "Avgift¹⁾ och m²"
    assert main("<a-card><template shadowrootmode='open'><p>Syns</p></template></a-card>") == "Syns"
    for unseen in ("<template>{}</template>", "<script shadowrootmode='open'>{}</script>"):
        with pytest.raises(SourceError):
            main(unseen.format("Utkast"))


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<div><time>1 maj</time> - <time>3 maj</time></div>", "1 maj - 3 maj"),
        ("<div><span>Öppet</span> (<span>10–12</span>)</div>", "Öppet (10–12)"),
        ("<div><b>Pris</b>: <span>20</span></div>", "Pris: 20"),
        ("<div><span>Öppet</span><span>10–12</span></div>", "| Öppet | 10–12 |"),
        ("<div><div>Öppet</div>–<div>10–12</div></div>", "| Öppet | 10–12 |"),
    ],
)
def test_what_signs_join_on_a_line_is_no_row(html: str, read: str) -> None:
    assert main(html) == read


CARD = "<e-card><strong>Ida Falk</strong><span>Vd</span></e-card>"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        (
            "<e-list><e-card><e-name>Ida Falk</e-name><e-role>Ordförande</e-role></e-card>"
            "<e-card><e-name>Bo Lind</e-name><e-role>Vd</e-role></e-card></e-list>",
            "| Ida Falk | Ordförande |\n\n| Bo Lind | Vd |",
        ),
        ("<e-box><p>Ett.</p></e-box><e-box>Två.</e-box>", "Ett.\n\nTvå."),
        ("<e-box><b>Ett.</b></e-box>", "Ett."),
        ("<p>Se <e-link><a href='x'>planen</a></e-link> och <e-tip>kartan</e-tip>.</p>", 0),
        ("<div>Se <e-link><a href='x'>planen</a></e-link> och <e-tip>kartan</e-tip>.</div>", 0),
        (
            "<div><span>Se</span> <e-link><a href='x'>planen</a></e-link> <b>och</b>"
            " <e-tip>kartan.</e-tip></div>",
            0,
        ),
        (
            "<div><b>Ett.</b><e-box><p>Två.</p></e-box><e-box>Tre.</e-box></div>",
            "Ett.\n\nTvå.\n\nTre.",
        ),
        ("<div><style>b {}</style><e-box>Ett.</e-box><e-box>Två.</e-box></div>", "Ett.\n\nTvå."),
        *(
            (f"<div>{CARD}{CARD}{beside}</div>", f"| Ida Falk | Vd |\n\n| Ida Falk | Vd |{words}")
            for beside, words in {
                "<a>Visa alla</a>": "\n\nVisa alla",
                "<small>Ny</small>": "\n\nNy",
                "<button>Visa alla</button>": "",
                "<span hidden>Ny</span>": "",
                "<svg><title>Ny</title></svg>": "",
            }.items()
        ),
        (f"<div>{CARD}<a>Visa alla</a></div>", "| Ida Falk | Vd |\n\nVisa alla"),
        ("<div><e-box>Ett.</e-box><e-box>Två.</e-box><i>Ny.</i></div>", "Ett.\n\nTvå.\n\nNy."),
    ],
)
def test_elements_that_a_page_names_itself(html: str, read: str | int) -> None:
    assert main(html) == (read or "Se planen och kartan.")


def test_words_of_a_drawing_are_told() -> None:
    drawn = "<svg><title>Ikon</title><text>Utsläpp <tspan>2030</tspan> halverade</text></svg>"
    page = read_page(f"<main><p>Så går det.</p>{drawn}<nav>{drawn}</nav></main>{drawn}")

    assert page.text == "Så går det."
    assert page.left_out == "Utsläpp 2030 halverade"


SEARCH = "<input type=hidden name=state><div>Sök</div><input name=q><input type=submit>"
TEXT = "<div>Nätverket leds av Kim Öberg och samlar sex kommuner kring bussar.</div>"


@pytest.mark.parametrize("around", ["{}", "<div><div>{}</div></div>"])
def test_a_page_in_a_form_needs_no_heading(around: str) -> None:
    page = around.format(f"{SEARCH}{TEXT}<div>De möts i maj.</div>")
    told = read_page(f"<html><body><form>{page}</form><p>Fot</p></body></html>").text
    assert "Nätverket leds av Kim Öberg och samlar sex kommuner kring bussar." in told
    assert "De möts i maj." in told
    assert read_page(f"<body><form>{SEARCH}<p>Bo leder ett nät här.</p></form>").text


@pytest.mark.parametrize(
    "page",
    [
        f"<form>{SEARCH}</form>",
        f"<form>{TEXT}{'<input>' * 3}<button>Sänd</button></form>",
        f"<main></main><form>{SEARCH}{TEXT}</form>",
    ],
)
def test_what_is_only_filled_in_is_no_page(page: str) -> None:
    with pytest.raises(SourceError):
        read_page(f"<html><body>{page}</body></html>")


BARE = "<!doctype html><html lang=sv><meta charset=utf-8><title>Solnavet</title>"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("<main><h1>Sol</h1><p>Bo leder.</main>", "# Sol\n\nBo leder."),
        ("<article>Bo <b>leder</b>.</article> Slut.", "Bo leder."),
        ("<section><h1>Sol</h1><p>Bo.</section> och <i>du</i>.", "# Sol\n\nBo.\n\noch du."),
        (
            "<header><a href=/>Hem</a></header><main><h1>Sol</h1><p>Bo leder.</main>"
            "<div><p>Kontakta växeln.</div>",
            "# Sol\n\nBo leder.",
        ),
    ],
)
def test_a_page_may_leave_out_the_tags_of_its_head_and_body(content: str, read: str) -> None:
    assert read_page(f"{BARE}{content}").text == read
    assert read_page(f"<html><head><title>P</title></head><body>{content}").text == read


NAMES = ("Norrbo", "Sydbo", "Ekbo", "Vikbo", "Älvbo", "Åsbo")
LINKS = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in NAMES)
CARDS = "".join(
    f"<a href='/{name}'><h3>{name}</h3><p>Bygger bussar som går på el.</p></a>" for name in NAMES
)


@pytest.mark.parametrize(
    "listed",
    [f"<ul>{LINKS}</ul>", f"<section><h2>Företag</h2><ul>{LINKS}</ul></section>", CARDS],
)
def test_what_a_page_without_main_lists_behind_few_words_is_no_menu(listed: str) -> None:
    menu = "<div><ul><li><a href='/a'>Om oss</a></li><li><a href='/b'>Jobb</a></li></ul></div>"
    intro = "<div><h1>Medlemmar</h1><p>Nätverket har sex medlemmar som bygger bussar.</p></div>"
    told = read_page(f"<body>{menu}<div>{intro}<div>{listed}</div></div>{menu}</body>").text
    assert all(name in told for name in NAMES)
    assert "Om oss" not in told
    article = intro.replace("bussar.", "bussar. " + "De möts ofta för att tala om laddning. " * 5)
    aside = f"<div><ul>{LINKS}</ul></div>"
    assert "Vikbo" not in read_page(f"<body>{menu}<div>{article}{aside}</div></body>").text
