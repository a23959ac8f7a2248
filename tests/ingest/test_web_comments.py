"""Comments of readers are no words of a page's publisher; what looks like them is kept."""

from __future__ import annotations

import pytest

from assistant.errors import SourceError
from ingest.readers.parsed import Parsed
from ingest.readers.webpage import read_page

FORM = "<form id='f' action='/svar'><textarea name='t'></textarea><button>Skicka</button></form>"
TEXT = "<h1>Hamnen</h1><p>Hamnen byggs ut under 2025.</p>"


def page(beside: str, form: str = FORM) -> Parsed:
    return read_page(f"<main>{TEXT}{beside}<div id='svara'>{form}</div></main>")


def comment(number: int, words: str, below: str = "") -> str:
    """As WordPress writes one: a link to itself, and one that tells the form which one is answered."""
    return (
        f"<li id='comment-{number}'><article id='div-comment-{number}'><footer><b>Bo Ek</b> "
        f"<a href='https://hamnen.example/ny/#comment-{number}'><time>3 maj 2024</time></a></footer>"
        f"<p>{words}</p><a rel='nofollow' href='/ny/?replytocom={number}#svara'>Svara</a></article>"
        f"{below}</li>"
    )


def test_comments_are_left_out_with_all_that_answers_them_and_are_told() -> None:
    inner = f"<ol>{comment(12, 'Vem betalar?')}</ol>"
    pingback = "<li id='comment-13'>Bloggen skriver: fin hamn</li>"
    found = page(
        f"<ol>{comment(11, 'Hamnen kostar för mycket.', inner)}{pingback}</ol><p>Slut.</p>"
    )
    assert found.text == "# Hamnen\n\nHamnen byggs ut under 2025.\n\nSlut."
    for words in ("Hamnen kostar för mycket.", "Vem betalar?", "fin hamn"):
        assert words in found.left_out


def test_comments_in_the_same_article_leave_the_article_in_place() -> None:
    article = (
        f"<article id='post-5'>{TEXT}<a href='#post-5'>Länk</a><a href='?p=5#svara'>Svara</a>"
        f"<div id='svara'><ol>{comment(11, 'Dyrt.')}</ol>{FORM}</div></article>"
    )
    assert "Hamnen byggs ut under 2025." in read_page(article).text
    assert "Dyrt." not in read_page(article).text


@pytest.mark.parametrize(
    "mark",
    [
        "itemscope itemtype='https://schema.org/Comment'",
        "typeof='schema:Comment'",
        "typeof='sioc:Post sioct:Comment'",
    ],
)
def test_what_is_typed_as_a_comment_is_left_out(mark: str) -> None:
    found = page(f"<div {mark}><p>Dyrt.</p></div>", form="")
    assert "Dyrt." not in found.text
    assert "Dyrt." in found.left_out


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        # A member or contact with a link to the form for all of them.
        (
            "<ul><li id='person-7'><a href='#person-7'>Mona Ek</a> <a href='?p=1#svara'>Skriv</a></ul>",
            "Mona Ek",
        ),
        # A question with a link to itself, which leads on to the form and tells its number.
        (
            "<div id='fraga-7'><h3><a href='#fraga-7'>Vad kostar det?</a></h3><p>Ett öre.</p>"
            "<a href='?fraga=7#svara'>Fråga mer</a></div>",
            "Ett öre.",
        ),
        # Members, decisions, events and questions with links to themselves that tell a form their number.
        (
            "<li id='medlem-7'><a href='#medlem-7'>Länk</a> Hamn AB <a href='?till=7#svara'>Skriv</a></li>",
            "Hamn AB",
        ),
        (
            "<li id='beslut-7'><a href='#beslut-7'>§ 7/2024</a> <p>Avslag.</p>"
            "<a href='?arende=7#svara'>Tyck till</a></li>",
            "Avslag.",
        ),
        (
            "<div id='event-7'><p><a href='#event-7'>Möte den 3 maj 2024</a> i Järna.</p>"
            "<a href='?event=7#svara'>Anmäl dig</a></div>",
            "i Järna.",
        ),
        (
            "<div id='faq-7'><p>Pris? <a href='#faq-7'>#</a></p><p>Avgiften är 12 kr.</p>"
            "<a href='?faq=7#svara'>Fråga mer</a></div>",
            "Avgiften är 12 kr.",
        ),
        # A piece of news with its number, and with a link to the comments below it.
        (
            "<div id='post-7'><p>Den 3 maj.</p><a href='?p=7#svara'>Kommentera</a></div>",
            "Den 3 maj.",
        ),
    ],
)
def test_what_leads_to_a_form_and_is_no_comment_is_kept(beside: str, words: str) -> None:
    assert words in page(beside).text
    assert words in page(beside, form="").text


def test_a_comment_with_its_moment_in_words_is_left_out() -> None:
    moment = "<a href='#comment-7'>3 maj, 2024 kl. 10:15</a>"
    beside = (
        f"<div id='comment-7'>{moment}<p>Dyrt.</p><a href='?replytocom=7#svara'>Svara</a></div>"
    )
    assert "Dyrt." not in page(beside).text


def test_comments_without_a_form_on_the_page_are_not_known_and_stay() -> None:
    assert "Dyrt." in page(f"<ol>{comment(11, 'Dyrt.')}</ol>", form="<form><input></form>").text


def test_comments_are_read_where_a_page_has_little_else_such_as_a_forum_or_a_consultation() -> None:
    answers = "".join(
        f"<article itemscope itemtype='https://schema.org/Comment'><p>Kommun {number} avstyrker att"
        " hamnen byggs ut.</p></article>"
        for number in range(4)
    )
    found = read_page(f"<main>{TEXT}{answers}</main>")
    assert "Kommun 2 avstyrker" in found.text
    assert found.kept == 1
    longer = "<p>Hamnen har nya kranar, som lyfter tunga fordon.</p>" * 9
    assert "Kommun" not in read_page(f"<main>{TEXT}{longer}{answers * 9}</main>").text


def test_a_page_that_is_typed_as_a_comment_is_read_and_one_of_frames_is_refused_in_a_line() -> None:
    assert read_page("<body itemtype='x/Comment'><p>Hej.</p></body>").text == "Hej."
    with pytest.raises(SourceError):
        read_page("<html itemtype='x/Comment'><frameset><frame></frameset></html>")
