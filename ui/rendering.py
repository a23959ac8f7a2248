"""Answers as HTML. Everything that comes from documents, people or models is escaped here."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, select_autoescape

from assistant.contract import LONGEST_OPINION
from assistant.evidence.findings import NEARLY, SURE
from assistant.messages.answers import LANGUAGES_OF_ANSWERS, quoted
from assistant.messages.dates import human_date
from assistant.messages.interface import INTERFACE, told_outdated
from assistant.models.answers import Answer, Citation, Language, Status
from assistant.models.documents import Document
from assistant.settings import Settings
from assistant.suggestions import Suggestions
from ui.answer_text import AnswerText
from ui.rows import cells_apart

TEMPLATES = Environment(
    loader=PackageLoader("ui"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters["dated"] = human_date
TEMPLATES.filters["cells_apart"] = cells_apart
TEMPLATES.filters["shortened"] = lambda title: shorten(
    title, LONGEST_TITLE, placeholder="\N{NO-BREAK SPACE}…"
)
TEMPLATES.tests["web_address"] = lambda url: bool(re.match(r"https?://", url or ""))
REACH = 280
"""Characters shown on each side of a quote."""
LONGEST_QUOTE = 240
"""Characters of a quote that is shown whole; of a longer one the first lines are seen."""
SHOWN = 6
"""Entries of a list that are seen at once."""
LONGEST_TITLE = 52
"""Characters of a title below its quotes; whoever wants the rest is a link away."""


@dataclass(frozen=True)
class Surroundings:
    """A quote in what stands around it."""

    before: str
    quote: str
    after: str


def surroundings(document: Document, start: int, end: int) -> Surroundings:
    """The text around a span, cut at words, within its section where that is near."""
    text = document.text
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    first = max(first, text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[first:start] else first)
    gap = text.find("\n\n", end, last)
    last = gap if gap >= 0 else last
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = "… " + before.partition(" ")[2]
    if last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0] + " …"
    return Surroundings(before, text[start:end], after)


def answer_html(
    answer: Answer,
    settings: Settings,
    identifier: str,
    asked: Collection[str] = (),
    suggestions: Suggestions | None = None,
) -> str:
    """A question with its answer, and the quotes behind it, in a card for each document.

    Args:
        answer: What was answered.
        settings: Where the site stands, and whether opinions are taken.
        identifier: Tells the answer from others on the page.
        asked: Earlier questions, which are not suggested again.
        suggestions: Knows what to ask next.
    """
    root_path, language = settings.server.root_path, answer.question.language
    t = INTERFACE[language]
    return TEMPLATES.get_template("answer.html").render(
        t=t,
        language=language,
        identifier=identifier,
        question=answer.question.text.strip(),
        asked_in=answer.question.asked_in if answer.question.asked_in in INTERFACE else "",
        conflicting=answer.status is Status.CONFLICTING,
        nearly=not answer.status.has_evidence and answer.confidence >= NEARLY,
        rephrased=answer.rephrased,
        worded=_how_worded(answer),
        outdated=told_outdated(answer.outdated, language),
        paragraphs=AnswerText(answer, settings.contact).paragraphs(),
        shown=SHOWN,
        cards=_cards(answer, root_path),
        related=[] if _is_sure(answer) else _linked(answer.related, root_path, language),
        meant=suggestions.meant(answer) if suggestions else "",
        suggested=suggestions.after(answer, asked) if suggestions else [],
        next=_heading(answer, suggestions) if suggestions else "",
        about=_about(answer) if _is_judged(answer, settings) else {},
        root_path=root_path,
        longest=LONGEST_OPINION,
        plain=plain_text(answer),
    )


def _how_worded(answer: Answer) -> dict[Language, str]:
    """What is said, by language, of an answer that a language model worded."""
    if answer.composed_by != "model":
        return {}
    if not answer.worded_in:
        return {answer.question.language: INTERFACE[answer.question.language].worded}
    return {language: INTERFACE[language].translated for language in LANGUAGES_OF_ANSWERS}


def _heading(answer: Answer, suggestions: Suggestions) -> str:
    """What stands over questions to go on with: what can be answered, where this could not."""
    t = INTERFACE[answer.question.language]
    topics = suggestions.topics(answer.question.language)
    if answer.status.has_evidence or not topics:
        return t.next
    return t.can_answer.format(topics=topics)


def _is_sure(answer: Answer) -> bool:
    return answer.status is Status.ANSWERED and answer.confidence >= SURE


def _cards(answer: Answer, root_path: str) -> list[dict[str, Any]]:
    """The quotes by document, in the order in which they are cited."""
    cards: dict[str, dict[str, Any]] = {}
    for one in _linked(answer.citations, root_path, answer.question.language):
        document = one["citation"].document
        card = cards.setdefault(document.id, {"document": document, "quotes": []})
        card["quotes"].append(one)
    return list(cards.values())


def _linked(
    citations: Sequence[Citation], root_path: str, language: Language
) -> list[dict[str, Any]]:
    return [
        {
            "citation": citation,
            "where": surroundings(citation.document, citation.start, citation.end),
            "long": len(citation.quote) > LONGEST_QUOTE,
            "link": source_link(citation, root_path, language),
            "original": original_link(citation.document, citation.page),
        }
        for citation in citations
    ]


def home(settings: Settings, language: Language) -> str:
    """The path of the chat page in a language."""
    own = language == settings.language
    return f"{settings.server.root_path}/{'' if own else language}"


def source_link(citation: Citation, root_path: str, language: Language) -> str:
    """Where the whole document stands with the quote marked."""
    place = urlencode({"start": citation.start, "end": citation.end, "language": language})
    return f"{root_path}/dokument/{quote(citation.document.id, safe='')}?{place}#citat"


def original_link(document: Document, page: int | None) -> str:
    """Where the document was published, at a page of it where that can be told; empty if nowhere."""
    if not re.match(r"https?://", document.url or ""):
        return ""
    at_page = page is not None and document.media_type == "application/pdf"
    return f"{document.url}#page={page}" if at_page else f"{document.url}"


def _is_judged(answer: Answer, settings: Settings) -> bool:
    """Whether people are asked what they think of it; not of a greeting."""
    return settings.privacy.takes_feedback and answer.status is not Status.SMALL_TALK


def _about(answer: Answer) -> dict[str, list[str]]:
    """What goes with an opinion: what sort of answer it is about, and not what was asked."""
    documents = dict.fromkeys(citation.document.id for citation in answer.citations)
    return {"status": [answer.status.value], "document": list(documents)}


def plain_text(answer: Answer) -> str:
    """Answer and sources as text, to be pasted into an e-mail."""
    language = answer.question.language
    old = told_outdated(answer.outdated, language)
    sources = (f"[{one.number}] {source_text(one, language)}" for one in answer.citations)
    return "\n".join(filter(None, [answer.text, *sources, old]))


def source_text(citation: Citation, language: Language) -> str:
    """A source with its quote as one line of text."""
    document = citation.document
    published = human_date(document.published, language)
    page = citation.page and INTERFACE[language].page.format(number=citation.page)
    addresses = [original_link(document, citation.page), *(a.url for a in document.also)]
    told = [document.title, page, published, *addresses]
    about = ", ".join(part for part in told if part)
    return f"{INTERFACE[language].source}: {about}: {quoted(citation.quote, language)}"
