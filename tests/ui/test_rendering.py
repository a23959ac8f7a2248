from __future__ import annotations

from assistant.answering import Assistant
from ui.rendering import answer_html


def test_an_answer_in_two_languages_marks_the_english_lines(assistant: Assistant) -> None:
    html = answer_html(assistant.ask("Kuka johtaa ryhmää?"), "", "a0")
    assert '<span lang="en">The source says (in Swedish):</span>' in html
    assert html.count('lang="en"') == 1
    refused = answer_html(assistant.ask("Jak upiec ciasto czekoladowe?"), "", "a0")
    assert '<span lang="en">I only answer questions' in refused


def test_what_people_write_is_escaped(assistant: Assistant) -> None:
    html = answer_html(
        assistant.ask("Hur gammal är <img src=x onerror=alert(1)> Hemming?"), "", "a0"
    )
    assert "<img" not in html
