"""Answers as HTML. Everything that comes from documents, people or models is escaped here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from assistant.messages.interface import INTERFACE
from assistant.models import Answer, Citation, Document, Language
from assistant.settings import Settings
from ui.languages import Languages

TEMPLATES = Environment(
    loader=PackageLoader("ui"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.tests["web_address"] = lambda url: bool(re.match(r"https?://", url or ""))
REACH = 280
"""Characters shown on each side of a quote."""
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Surroundings:
    """A quote in what stands around it."""

    before: str
    quote: str
    after: str


def surroundings(document: Document, start: int, end: int, reach: int = REACH) -> Surroundings:
    """The text around a span, cut at words, within its section where that is near."""
    text = document.text
    first, last = max(0, start - reach), min(len(text), end + reach)
    first = max(first, text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[first:start] else first)
    gap = text.find("\n\n", end, last)
    last = gap if gap >= 0 else last
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = "… " + before.partition(" ")[2]
    if last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0] + " …"
    return Surroundings(before, text[start:end], after)


def answer_html(answer: Answer, settings: Settings, identifier: str) -> str:
    """An answer with its numbered sources, each of which opens where it stands.

    Args:
        answer: What was answered.
        settings: Where the site stands, and whether opinions are taken.
        identifier: Tells the answer from others on the page.
    """
    root_path = settings.server.root_path
    sources = [
        {
            "citation": citation,
            "where": surroundings(citation.document, citation.start, citation.end),
            "link": source_link(citation, root_path, answer.question.language),
        }
        for citation in answer.citations
    ]
    return TEMPLATES.get_template("answer.html").render(
        t=INTERFACE[answer.question.language],
        language=answer.question.language,
        paragraphs=_paragraphs(answer, identifier),
        sources=sources,
        related=[
            {"citation": near, "link": source_link(near, root_path, answer.question.language)}
            for near in answer.related
        ],
        identifier=identifier,
        feedback=feedback_link(answer, root_path) if settings.privacy.takes_feedback else "",
        plain=plain_text(answer),
    )


def _paragraphs(answer: Answer, identifier: str) -> list[tuple[str, list[Markup]]]:
    """Paragraphs and lists, in order, as safe HTML."""
    blocks: list[tuple[str, list[Markup]]] = []
    languages = Languages(answer)
    for number, line in enumerate(answer.text.splitlines()):
        tag = "ul" if line.startswith("- ") else "p"
        html = _linked(answer, languages.marked(line.removeprefix("- ")), identifier)
        if answer.question.bilingual and number % 2:  # Each Swedish line has its English one.
            html = Markup('<span lang="en">{}</span>').format(html)
        if tag == "ul" and blocks and blocks[-1][0] == "ul":
            blocks[-1][1].append(html)
        else:
            blocks.append((tag, [html]))
    return blocks


def _linked(answer: Answer, html: str, identifier: str) -> Markup:
    """Marks of citations as links to the sources below."""

    def link(mark: re.Match[str]) -> str:
        number = mark.group(1)
        if int(number) > len(answer.citations):
            return mark.group()
        label = f"{INTERFACE[answer.question.language].source} {number}"
        return f'<a class="cite" href="#{identifier}-{number}" aria-label="{label}">[{number}]</a>'

    return Markup(_MARK.sub(link, html))


def home(settings: Settings, language: Language) -> str:
    """The path of the chat page in a language."""
    own = language == settings.language
    return f"{settings.server.root_path}/{'' if own else language}"


def source_link(citation: Citation, root_path: str, language: Language) -> str:
    """Where the whole document stands with the quote marked."""
    place = urlencode({"start": citation.start, "end": citation.end, "language": language})
    return f"{root_path}/dokument/{quote(citation.document.id, safe='')}?{place}#citat"


def feedback_link(answer: Answer, root_path: str) -> str:
    """Where people say what they think of an answer; tells what sort it is, not what was asked."""
    documents = dict.fromkeys(citation.document.id for citation in answer.citations)
    about = {
        "language": answer.question.language,
        "status": answer.status.value,
        "document": list(documents),
    }
    return f"{root_path}/omdome?{urlencode(about, doseq=True)}"


def plain_text(answer: Answer) -> str:
    """Answer and sources as text, to be pasted into an e-mail."""
    language = answer.question.language
    sources = (f"[{one.number}] {source_text(one, language)}" for one in answer.citations)
    return "\n".join([answer.text, *sources])


def source_text(citation: Citation, language: Language) -> str:
    """A source with its quote as one line of text."""
    document = citation.document
    told = [document.title, document.published, document.url]
    about = ", ".join(part for part in told if part)
    return f"{INTERFACE[language].source}: {about}: “{citation.quote}”"


def question_html(text: str, language: str) -> str:
    """What a person wrote, as a heading that a screen reader can go to, with nothing of its own."""
    known = f' lang="{language}"' if language in INTERFACE else ""
    return f'<h2 class="asked"{known}>{escape(text.strip()).replace(chr(10), "<br>")}</h2>'
