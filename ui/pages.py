"""Renders the pages: where people ask, the documents, the statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.asgi import EMBED
from assistant.contract import AskRequest
from assistant.errors import FordonsdalenError
from assistant.lookup import document_named
from assistant.messages.answers import contact_message
from assistant.messages.interface import INTERFACE
from assistant.messages.privacy import Part
from assistant.messages.service import EMPTY_QUESTION
from assistant.models.answers import Language
from assistant.ports import AnsweringService, OnStep, unheard
from assistant.settings import Settings
from assistant.suggestions import Suggestions
from ui.assets import ASSETS
from ui.document_text import DocumentText, Outline
from ui.exchange import (
    AskForm,
    Exchange,
    can_answer,
    continued,
    exchange,
    read_history,
    told,
    write_history,
)
from ui.opinions import Opinion, Opinions
from ui.rendering import TEMPLATES, home, original_link
from ui.sender import read_sender

_OTHER: Mapping[Language, Language] = {"sv": "en", "en": "sv"}
"""The language that a page offers beside its own."""


class Sent(AskForm, Opinion):
    """The form as it is sent without scripts, with an opinion where one of its buttons was pressed."""


class Pages:
    """Renders the pages around one assistant."""

    def __init__(
        self,
        service: AnsweringService,
        settings: Settings,
        opinions: Opinions | None = None,
        suggestions: Suggestions | None = None,
        outline: Outline = lambda _: (),
    ) -> None:
        """Take what answers and the settings, and what else there may be.

        Args:
            service: Answers.
            settings: Of the site.
            opinions: Takes opinions.
            suggestions: Knows what to ask.
            outline: Finds the headings, lists and tables of a document.
        """
        self.outline = outline
        self.opinions = opinions
        self.suggestions = suggestions
        self.service = service
        self.settings = settings
        self.root_path = settings.server.root_path
        self.sender = read_sender(settings)

    def render(
        self, template: str, language: Language | None, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page in a language, that of the site by default."""
        chosen = language or self.settings.language
        html = TEMPLATES.get_template(template).render(
            t=INTERFACE[chosen],
            language=chosen,
            other=_OTHER[chosen],
            root_path=self.root_path,
            static=self.root_path + ASSETS,
            home=home(self.settings, chosen),
            site=self.settings.server.address,
            sender=self.sender,
            **values,
        )
        return HTMLResponse(html, status)

    def chat(self, language: Language | None, *, compact: bool, **values: Any) -> HTMLResponse:
        """Where people ask, if there is anything to answer from, by default anew; compact in a frame."""
        chosen = language or self.settings.language
        given: dict[str, Any] = {
            "compact": compact,
            "conversation": "",
            "problem": "",
            "history": "[]",
            "asked": "",
            "empty": EMPTY_QUESTION[chosen],
            "maximum": self.settings.answering.maximum_question_characters,
            "action": self._asking(chosen, compact=compact),
            "switch": self._asking(_OTHER[chosen], compact=compact),
            "frame_ancestors": " ".join(self.settings.server.frame_ancestors),
            "elsewhere": True,
            "suggested": self.suggestions.first(chosen) if self.suggestions else [],
            "takes_opinions": self.opinions is not None,
            "contact": contact_message(chosen, self.settings.contact),
        }
        template = "chat.html" if can_answer(self.service) else "nothing_yet.html"
        return self.render(template, chosen, **(given | values))

    def _asking(self, language: Language, *, compact: bool) -> str:
        """The path of the page to ask on in a language."""
        if compact:
            return f"{self.root_path}{EMBED}?language={language}"
        return home(self.settings, language)

    def exchange(self, request: AskRequest, on_step: OnStep = unheard) -> Exchange:
        """Ask, and render question and answer."""
        question, history = request.question, request.history
        return exchange(self.service, self.settings, question, history, self.suggestions, on_step)

    def without_script(
        self, sent: Sent, request: Request, language: Language | None, *, compact: bool
    ) -> HTMLResponse:
        """The whole page with the answer, or thanks, for browsers that run no scripts."""
        if not sent.useful or self.opinions is None:
            return self.exchange_without_script(sent, language, compact=compact)
        chosen = language or self.settings.language
        outcome = self.opinions.take(sent, request, INTERFACE[chosen])
        if not outcome.kept:
            kept = {"problem": outcome.told, "history": sent.history, "asked": sent.question}
            return self.chat(language, compact=compact, **kept)
        thanks = Markup('<p class="thanks" role="status">{}</p>').format(outcome.told)
        return self.chat(language, compact=compact, conversation=thanks, history=sent.history)

    def exchange_without_script(
        self, asked: AskForm, language: Language | None, *, compact: bool
    ) -> HTMLResponse:
        """The whole page with the answer."""
        question, kept = asked.suggestion or asked.question, asked.history
        try:
            history = read_history(kept)
            said = self.exchange(AskRequest(question=question, history=history))
        except (FordonsdalenError, ValueError) as error:
            problem = told(error, language or self.settings.language)
            values = {"problem": problem, "history": kept, "asked": question}
            return self.chat(language, compact=compact, **values)
        kept = write_history(continued(history, question, said.text))
        return self.chat(language, compact=compact, conversation=Markup(said.html), history=kept)

    def documents(self, language: Language | None) -> HTMLResponse:
        """The documents that answers rest on."""
        try:
            documents = list(self.service.snapshot().documents.values())
        except FordonsdalenError as error:
            return self.trouble(503, told(error, language or self.settings.language), language)
        return self.render("documents.html", language, documents=documents)

    def document(
        self, identifier: str, start: int, end: int, language: Language | None
    ) -> HTMLResponse:
        """A document with a span of it marked."""
        chosen = language or self.settings.language
        try:
            found = document_named(self.service.snapshot().documents, identifier)
        except FordonsdalenError as error:
            return self.trouble(503, told(error, chosen), language)
        if found is None:
            return self.trouble(404, INTERFACE[chosen].no_document, language)
        marked = 0 <= start < end <= len(found.text)
        start, end = (start, end) if marked else (0, 0)
        page = found.page(start) if marked else None
        parts: dict[str, Any] = {
            "pieces": DocumentText(found, start, end).pieces(self.outline),
            "page": page,
            "original": original_link(found, page),
            "kept": f"start={start}&end={end}&" if marked else "",
        }
        return self.render("document.html", language, document=found, **parts)

    def statement(self, title: str, parts: Sequence[Part], language: Language) -> HTMLResponse:
        """What the site says of itself."""
        return self.render("statement.html", language, title=title, parts=parts)

    def trouble(self, status: int, told: str, language: Language | None) -> HTMLResponse:
        """A page that says why there is nothing to see, and whom to ask."""
        contact = contact_message(language or self.settings.language, self.settings.contact)
        return self.render("trouble.html", language, status, told=told, contact=contact)
