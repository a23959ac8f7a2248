"""What of a page is hidden: panels that somebody opens are read, and what nobody can open is told."""

from __future__ import annotations

import pytest

from ingest.readers.parsed import Parsed
from ingest.readers.webpage import read_page


def page(content: str, sheet: str = "") -> Parsed:
    head = f"<head><style>{sheet}</style></head>"
    return read_page(f"<html>{head}<body><main><h1>Hamnen</h1>{content}</main></body></html>")


QUESTION = "<div class='item'><{tag} class='ask'>{words}?</{tag}><div class='answer'{style}>{words}!</div></div>"


@pytest.mark.parametrize("style", [" style='display:none'", " hidden"])
@pytest.mark.parametrize("tag", ["div", "span", "h3"])
def test_what_is_hidden_behind_several_elements_of_one_kind_is_what_they_open(
    tag: str, style: str
) -> None:
    questions = [QUESTION.format(tag=tag, words=words, style=style) for words in ("Ett", "Två")]
    marks = "###" if tag == "h3" else "##"

    assert page("".join(questions)).text == (
        f"# Hamnen\n\n{marks} Ett?\n\nEtt!\n\n{marks} Två?\n\nTvå!"
    )


def test_what_a_press_names_is_opened_by_it() -> None:
    hidden = (
        "<div id='mer' style='display:none'>Hamnen är djup.</div><div id='d' hidden>Utkast</div>"
    )

    told = page(f"<p onclick=\"show('mer')\">Visa</p><p>Text.</p>{hidden}")

    assert told.text == "# Hamnen\n\nVisa\n\nText.\n\nHamnen är djup."


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}",
        ".x{display:none} .x.open{display:block}",
        ".hidden{display:none} @media (min-width:768px){.md\\:block{display:block}}",
    ],
)
def test_what_a_sheet_in_the_page_hides_is_read(sheet: str) -> None:
    """Scripts and sheets at other addresses may show it."""
    assert page("<div class='x hidden md:block'>Kajen.</div>", sheet).text == "# Hamnen\n\nKajen."


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Djup?</h3><div style='display:none'>Nio meter. <a href='/x'>Läs</a><button>Ok</button></div>",
        "<p hidden>Nio meter.</p>",
        "<form><p>Nio meter.</p><label>Namn <input></label><button>Sänd</button></form>",
        "<section aria-hidden='true'>Nio meter.<template>Utkast</template></section>",
    ],
)
def test_words_that_are_hidden_amid_the_content_or_in_a_form_are_told(html: str) -> None:
    told = page(f"<p>Hamnen byggs.</p>{html}")

    assert "Nio meter" not in told.text
    assert told.left_out == "Nio meter."
    assert told.kept < 1


def test_a_caption_that_is_not_spoken_is_read() -> None:
    figure = "<figure><img alt='Kajen'><figcaption aria-hidden='true'>Kajen</figcaption></figure>"

    assert page(figure).text == "# Hamnen\n\nKajen"


ANSWERS = "<div><button>{}</button><div class='panel'><p>Ja.</p></div></div>"


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("Är den djup?", "Är den ny?"), "## Är den djup?\n\nJa.\n\n## Är den ny?\n\nJa."),
        (("Dela", "Dela"), "Ja.\n\nJa."),
        (("Sök",), "Ja."),
    ],
)
def test_buttons_of_one_kind_with_words_of_their_own_head_what_is_behind_them(
    labels: tuple[str, ...], told: str
) -> None:
    """Whose sheets and scripts are at other addresses."""
    assert page("".join(map(ANSWERS.format, labels))).text == f"# Hamnen\n\n{told}"


@pytest.mark.parametrize(
    "dialog", ["<dialog id='p'>", "<div id='p' role='dialog' aria-hidden='true'>"]
)
def test_a_dialog_that_a_link_opens_is_read_unless_it_asks_for_something(dialog: str) -> None:
    opened = "<main><h1>Rapport</h1><a data-toggle='modal' href='#p'>Läs om Anna</a>"
    closed = "<p>Anna Ek leder arbetet.</p><button>Stäng</button>"
    end = "</dialog>" if dialog.startswith("<dialog") else "</div>"

    told = read_page(f"{opened}{dialog}{closed}{end}</main>").text
    asked = read_page(f"{opened}{dialog}{closed}<input name='e'>{end}</main>").text
    unopened = read_page(f"{opened}{dialog.replace('id=', 'name=')}{closed}{end}</main>").text

    assert told.endswith("Anna Ek leder arbetet.")
    assert "Anna Ek" not in asked + unopened


COOKIES = "<dialog id='k'><h2>Kakor</h2><p>Vi räknar besök.</p><button>Godkänn</button></dialog>"


@pytest.mark.parametrize(
    "opener",
    [
        "<footer><a data-toggle='modal' href='#k'>Kakor</a></footer>",
        "<nav><button aria-controls='k'>Kakor</button></nav>",
        "<header><button onclick='k.showModal()'>Kakor</button></header>",
        "<div><p>Vi använder kakor.</p><button>Ja</button><button aria-controls='k'>Visa</button></div>",
    ],
)
@pytest.mark.parametrize("main", ["main", "div"])
def test_a_dialog_that_only_what_stands_around_the_content_opens_is_none_of_it(
    opener: str, main: str
) -> None:
    content = f"<{main}><h1>Rapport</h1><p>Hamnen byggs ut under 2025 och 2026.</p></{main}>"
    for page_ in (f"{opener}{content}{COOKIES}", f"{opener}{COOKIES}{content}"):
        assert read_page(page_).text == "# Rapport\n\nHamnen byggs ut under 2025 och 2026."


@pytest.mark.parametrize(
    "opening",
    [
        "<button commandfor='p' command='show-modal'>Mer</button>",
        "<button popovertarget='p'>Mer</button>",
        "<button data-micromodal-trigger='p'>Mer</button>",
        "<p>Läs <a href='#p'>mer</a></p>",
    ],
)
def test_a_dialog_is_read_by_whatever_attribute_the_content_opens_it(opening: str) -> None:
    dialog = "<div role='dialog' id='p'><p>Anna Ek leder arbetet.</p></div>"
    assert "Anna Ek" in read_page(f"<main><h1>Hamnen</h1>{opening}</main>{dialog}").text
    assert "Anna Ek" not in read_page(f"<main><h1>Hamnen</h1></main>{opening}{dialog}").text


def test_a_dialog_at_the_end_of_the_page_that_the_content_opens_is_read() -> None:
    content = "<main><h1>Rapport</h1><button data-bs-target='#p'>Läs</button><p>Kort.</p></main>"
    dialog = "<div role='dialog' id='p' style='display: none'><p>Anna Ek leder arbetet.</p></div>"
    told = read_page(f"{content}<footer>Adress</footer>{dialog}{COOKIES}").text
    assert told == "# Rapport\n\nKort.\n\nAnna Ek leder arbetet."


OPEN = "<dialog open>{}<p>Anna Ek leder arbetet.</p>{}</dialog>"
PORT = "<main><h1>Hamnen</h1><p>Byggs ut.</p>{}</main>"


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("", ""),
        ("", "<form method='dialog'><button>Stäng</button></form>"),
        ("<form method='DIALOG'>", "<button>Stäng</button></form>"),
    ],
)
@pytest.mark.parametrize("main", ["main", "div"])
def test_a_dialog_that_is_open_amid_the_content_is_read(begin: str, end: str, main: str) -> None:
    content = PORT.format(OPEN.format(begin, end)).replace("main>", f"{main}>")
    assert read_page(content).text == "# Hamnen\n\nByggs ut.\n\nAnna Ek leder arbetet."


@pytest.mark.parametrize("asks", ["<button>Ja</button><button>Nej</button>", "<input name='e'>"])
def test_a_dialog_that_is_open_and_asks_for_something_is_none_of_the_content(asks: str) -> None:
    found = read_page(PORT.format(OPEN.format("", asks)))
    assert found.text == "# Hamnen\n\nByggs ut."
    assert "Anna Ek leder arbetet." in found.left_out


@pytest.mark.parametrize("dialog", ["<dialog>", "<div role='dialog' style='display:none'>"])
@pytest.mark.parametrize("where", ["{}</main>", "</main>{}"])
def test_a_dialog_that_only_a_script_opens_is_told(dialog: str, where: str) -> None:
    end = "</dialog>" if dialog == "<dialog>" else "</div>"
    told = f"{dialog}<p>Anna Ek leder arbetet.</p><button>Stäng</button>{end}"
    found = read_page(PORT.format("").replace("</main>", where.format(told)))
    assert found.text == "# Hamnen\n\nByggs ut."
    assert found.left_out == "Anna Ek leder arbetet."


def test_a_dialog_around_the_content_that_asks_for_something_is_not_told() -> None:
    asks = COOKIES.replace("</button>", "</button><button>Neka</button>")
    assert read_page(PORT.format("") + asks).left_out == ""


REST = "<span id='x' style='display:none'> i maj med tio parter.</span>"


@pytest.mark.parametrize(
    "shown",
    [
        f"<p>Arbetet börjar{REST}</p><button onclick='visa()'>Mer</button>",
        f"<p>Arbetet börjar{REST} <a href='#' onclick='visa()'>Mer</a></p>",
        f"<p>Arbetet <b>börjar</b>{REST}<button>Mer</button></p>".replace("</b>", "</b> nu"),
    ],
)
def test_the_end_of_a_sentence_that_a_button_shows_is_read(shown: str) -> None:
    assert "i maj med tio parter." in page(shown).text


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p>Arbetet börjar{REST}</p>",
        f"<p>Arbetet börjar{REST}</p><p>Sedan.</p><button>Mer</button>",
        f"<p>{REST}</p><button>Mer</button>",
        f"<div>{REST}<button>Mer</button></div>",
    ],
)
def test_words_hidden_in_a_sentence_that_nothing_shows_are_told(hidden: str) -> None:
    found = page(hidden)
    assert "tio parter" not in found.text
    assert "tio parter" in found.left_out


def test_what_explains_a_word_that_somebody_points_at_is_told_and_parts_no_sentence() -> None:
    tip = "<span>LOS<span role='tooltip'>Lagen om stöd</span></span>"
    found = page(f"<p>Enligt {tip} får bidrag ges.</p>")
    assert found.text == "# Hamnen\n\nEnligt LOS får bidrag ges."
    assert found.left_out == "Lagen om stöd"


WHOLE = "<form id='f' method='post'><input name='q'><div><h2>Nämnden</h2><p>Har 11 ledamöter.</p></div></form>"


@pytest.mark.parametrize("around", ["{}", "<div>{}</div><div><a href='/'>Hem</a></div>"])
def test_a_form_that_holds_the_whole_page_is_its_content(around: str) -> None:
    told = read_page(f"<html><body>{around.format(WHOLE)}</body></html>").text
    assert told.startswith("## Nämnden\n\nHar 11 ledamöter.")


def test_a_form_beside_the_words_of_a_page_is_none_of_its_content() -> None:
    words = "<div><p>Hamnen byggs ut med två kajer som ska stå klara i maj.</p></div>"
    assert "Nämnden" not in read_page(f"<html><body>{words}{WHOLE}</body></html>").text


FRAME = "<main><p>Ett.</p><iframe {} srcdoc='{}'>Nej.</iframe>Tre.</main>"


@pytest.mark.parametrize(
    ("told", "page", "text"),
    [
        ("", "<p>Anna Ek leder &lt;b&gt;arbetet&lt;/b&gt;.</p>", "Ett.\n\nAnna Ek leder arbetet.\n\nTre."),
        ("", "<script>a</script><main>Två.</main>", "Ett.\n\nTvå.\n\nTre."),
        ("hidden", "<p>Två.</p>", "Ett.\n\nTre."),
        ("", "", "Ett.\n\nTre."),
        ("", f"<p {' '.join(f'a{n}=1' for n in range(600))}>Två.</p>", "Ett.\n\nTre."),
    ],
)  # fmt: skip
def test_the_page_that_a_frame_shows_is_read_where_it_is_written_there(
    told: str, page: str, text: str
) -> None:
    assert read_page(FRAME.format(told, page)).text == text


def test_links_behind_the_words_of_a_page_are_told() -> None:
    links = "<ul><li><a href='/a'>{0} ett</a></li><li><a href='/b'>{0} två</a></li></ul>"
    around = [f"<{tag}>{links.format(tag.title())}</{tag}>" for tag in ("nav", "div", "footer")]
    words = "Nätverket samlar alla som bor här. " * 9
    found = read_page(
        f"<body>{links.format('Meny')}<div><h1>Nät</h1><p>{words}</p></div>{''.join(around)}</body>"
    )
    assert found.left_out == "Div ett Div två"


@pytest.mark.parametrize("around", ["{}", "<form action=/s>{}<button>Sök</button></form>"])
def test_what_may_be_chosen_or_written_anew_is_told_as_left_out(around: str) -> None:
    fields = (
        "<select><optgroup><option>Vik<option>Ås</select><textarea readonly>Antogs 1987.</textarea>"
    )
    unseen = "<select style='display:none'><option>Gömd</select>"

    read = read_page(f"<main><p>Välj förening.</p>{around.format(fields + unseen)}</main>")

    assert read.text == "Välj förening."
    assert read.left_out == "Vik Ås Antogs 1987. Gömd"
