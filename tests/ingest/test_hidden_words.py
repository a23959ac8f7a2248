"""What of a page is hidden: panels that somebody opens are read, and what nobody can open is told."""

from __future__ import annotations

import time

import pytest

from ingest.readers.webpage import WebPage, read_page


def page(content: str, sheet: str = "", script: str = "") -> WebPage:
    head = f"<head><style>{sheet}</style><script>{script}</script></head>"
    return read_page(f"<html>{head}<body><main><h1>Hamnen</h1>{content}</main></body></html>")


QUESTION = "<div class='item'><{tag} class='ask'>{words}?</{tag}><div class='answer'{style}>{words}!</div></div>"


@pytest.mark.parametrize(
    ("style", "sheet"),
    [(" style='display:none'", ""), (" hidden", ""), ("", ".answer { display: none }")],
)
@pytest.mark.parametrize("tag", ["div", "span", "h3"])
def test_what_is_hidden_behind_several_elements_of_one_kind_is_what_they_open(
    tag: str, style: str, sheet: str
) -> None:
    questions = [QUESTION.format(tag=tag, words=words, style=style) for words in ("Ett", "Två")]
    marks = "###" if tag == "h3" else "##"

    assert page("".join(questions), sheet).text == (
        f"# Hamnen\n\n{marks} Ett?\n\nEtt!\n\n{marks} Två?\n\nTvå!"
    )


def test_what_a_press_names_is_opened_by_it() -> None:
    hidden = (
        "<div id='mer' style='display:none'>Hamnen är djup.</div><div id='d' hidden>Utkast</div>"
    )

    told = page(f"<p onclick=\"show('mer')\">Visa</p><p>Text.</p>{hidden}")

    assert told.text == "# Hamnen\n\nVisa\n\nText.\n\nHamnen är djup."


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".x{display:none}", "div class='a x'"),
        (".a,\n.x { color: red; display : NONE }", "div class='x'"),
        ("#x{display:none}", "p id='x'"),
        ("p.x.y{display:none}", "p class='y x'"),
        ("/* .x{display:block} */ .x{display:none}", "p class='x'"),
        ("@media print{.b{color:red}} .x{display:none}", "p class='x'"),
        (".card{display:flex} .x{display:none!important}", "div class='card x'"),
        (".x{position:absolute;clip:rect(0 0 0 0)}", "span class='x'"),
    ],
)
def test_what_a_sheet_in_the_page_hides_stands_in_no_quote(sheet: str, element: str) -> None:
    tag = element.split(maxsplit=1)[0]

    assert page(f"<p>Text.</p><{element}>Utkast</{tag}>", sheet).text == "# Hamnen\n\nText."


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".x{display:none} .x.open{display:block}", "div class='x'"),
        (".x{display:none} :checked ~ .x{display:block}", "div class='x'"),
        (".x{display:none} @media screen{.x{display:block}}", "div class='x'"),
        ("@media print{.x{display:none}}", "div class='x'"),
        (".js .x{display:none}", "div class='x'"),
        (".x:not(.open){display:none}", "div class='x'"),
        ("p.x{display:none}", "div class='x'"),
        (".x.y{display:none}", "div class='x'"),
        (".x{display:none} .card{display:flex}", "div class='card x'"),
        (".x{display:none}", "div class='x' style='display:block'"),
        (".x{color:red} }}{{ .y{", "div class='x'"),
    ],
)
def test_what_something_may_show_is_read(sheet: str, element: str) -> None:
    assert page(f"<{element}>Kajen.</div>", sheet).text == "# Hamnen\n\nKajen."


def test_what_a_script_names_or_holds_the_page_is_read() -> None:
    script = "document.querySelector('.late').style.display = 'block'"
    hidden = ".late{display:none} .app{display:none}"

    assert "Kajen" in page("<div class='late'>Kajen.</div>", hidden, script).text
    whole = f"<style>{hidden}</style><body><div class='app'><main>Kajen.</main></div></body>"
    assert read_page(whole).text == "Kajen."


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


@pytest.mark.parametrize(
    "sheet", ["}" * 400_000, "{" * 400_000, ".a{" * 150_000, "/*" * 200_000, ".a{clip:x}" * 50_000]
)
def test_a_sheet_without_end_takes_no_time(sheet: str) -> None:
    begin = time.process_time()
    page("<div class='a'>" * 500 + "Kajen.", sheet)

    assert time.process_time() - begin < 4


@pytest.mark.parametrize(
    "shows", [".open .panel { display: block }", ".panel.open { display: block }"]
)
def test_a_button_heads_what_a_sheet_hides_and_shows_in_turn(shows: str) -> None:
    panel = "<div><button>Vem leder den?</button><div class='panel'><p>Karin Ström.</p></div></div>"

    told = page(panel, f".panel {{ display: none }} {shows}")

    assert told.text == "# Hamnen\n\n## Vem leder den?\n\nKarin Ström."


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
