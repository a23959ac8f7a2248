"""Puts into words what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.composition import fact_text
from assistant.composition.citing import cite, cite_people, cite_related, cite_statements, is_quoted
from assistant.composition.glosses import glosses
from assistant.composition.naming import untold
from assistant.composition.people import compose_people
from assistant.composition.people_in_text import sentences_about
from assistant.composition.quotes import compose, compose_bilingual, compose_conflict
from assistant.evidence.disagreement import disagreeing
from assistant.evidence.findings import Findings
from assistant.facts.people import Match
from assistant.facts.statement_index import Statement, is_day
from assistant.facts.statements import disagree
from assistant.facts.still import Settled, has_passed
from assistant.messages.answers import (
    CURATED,
    CURATED_AT,
    DATED,
    HAS_PASSED,
    LANGUAGES_OF_ANSWERS,
    NO,
    ON_DAY,
    OVERDUE,
    THANKED,
    UNSUPPORTED,
    YES,
    YES_DESPITE,
    status_message,
)
from assistant.messages.dates import human_date
from assistant.models.answers import Citation, Language, Question, Status
from assistant.models.curators import Curator
from assistant.models.documents import Fact
from assistant.models.drafts import Draft, Rephrasing
from assistant.ports import SearchIndex
from assistant.question.understanding import is_small_talk, is_thanks
from assistant.reasons import Reason
from assistant.settings import ContactSettings
from assistant.staff.curated import CuratedAnswer
from assistant.text.kinds import DATE
from assistant.text.personal import holds_personal_data
from assistant.text.words import NEGATION

MOST_STATEMENTS = 5
MOST_RELATED = 2
Citations = tuple[Citation, ...]


@dataclass(frozen=True)
class Response:
    """What is said to a question, or to one part of it."""

    status: Status
    text: str
    citations: Citations = ()
    related: Citations = ()
    drafts: tuple[Draft, ...] = ()
    """What a language model wrote to it, shown or not."""
    curator: Curator | None = None
    corrected: tuple[Fact, ...] = ()
    """What it says that staff corrected."""
    rephrasing: Rephrasing | None = None
    """What a language model made of the question to find it, used or not."""
    worded_in: str | None = None
    """The BCP 47 tag of a language other than Swedish and English that a model worded it in."""


def respond(
    question: Question,
    findings: Findings,
    index: SearchIndex,
    contact: ContactSettings,
    today: date,
    first: int,
) -> Response:
    """The answer, or that there is none.

    Args:
        question: What was asked.
        findings: What was found for it.
        index: Where it was found.
        contact: Whom to point to when the documents are silent.
        today: Tells whether a period is over.
        first: The number of the first citation.
    """
    telling = _Telling(question, findings, index, today, first)
    if findings.curated:
        return telling.curated(findings.curated)
    if findings.answers:
        response = telling.answer()
        if question.bilingual and response.status is Status.ANSWERED and not response.corrected:
            response = replace(
                response, text=compose_bilingual(response.citations, question.language)
            )
    else:
        response = decline(findings.silence, question, contact, comes_near=findings.comes_near)
    near = findings.near if response.status is not Status.OUT_OF_SCOPE else ()
    related = cite_related(near, response.citations, index.documents, MOST_RELATED)
    return replace(response, related=related)


def unanswerable(
    question: Question, index: SearchIndex, *, is_curated: bool
) -> tuple[Status, Reason] | None:
    """How, and why, to meet what is not to be searched for."""
    if holds_personal_data(question.text):
        return Status.REJECTED, Reason("personal_data")
    if is_curated:
        return None
    if is_small_talk(question):
        return Status.SMALL_TALK, Reason("small_talk")
    if not index.passages:
        return Status.NOT_FOUND, Reason("no_documents")
    return None


def decline(
    status: Status, question: Question, contact: ContactSettings, *, comes_near: bool = False
) -> Response:
    """The fixed wording of a status without evidence.

    It repeats what was typed: where nothing is found, a question may have been read wrongly.
    """
    if status is Status.SMALL_TALK and is_thanks(question):
        return Response(status, THANKED[question.language])
    languages: tuple[Language, ...] = (
        LANGUAGES_OF_ANSWERS if question.bilingual else (question.language,)
    )
    told = (
        status_message(status, each, contact, question.text, comes_near=comes_near)
        for each in languages
    )
    return Response(status, "\n".join(told))


@dataclass(frozen=True)
class _Telling:
    """What puts into words what was found for a question; `first` numbers the first citation."""

    question: Question
    findings: Findings
    index: SearchIndex
    today: date
    first: int

    def curated(self, entry: CuratedAnswer) -> Response:
        """What somebody wrote, who that is, and what may be wrong with it by now."""
        language = self.question.language
        citations = entry.cited(self.index.documents, self.first)
        overdue = entry.is_overdue(self.today)
        day = human_date(entry.review_by.isoformat(), language)
        lines = [entry.answer + "".join(f" [{one.number}]" for one in citations)]
        if entry.url:
            lines.append(CURATED_AT[language].format(url=entry.url))
        lines.append((OVERDUE if overdue else CURATED)[language].format(owner=entry.owner, day=day))
        if entry.quote and not citations:
            lines.append(UNSUPPORTED[language])
        curator = Curator(entry.owner, entry.review_by.isoformat(), overdue, entry.url or None)
        return Response(Status.ANSWERED, "\n".join(lines), citations, curator=curator)

    def answer(self) -> Response:
        """What was found, behind yes or no where that is sure: the word before a quote is what sticks."""
        response, is_so = self._told(), self.findings.is_so
        if is_so is None or response.status is Status.CONFLICTING:
            return response
        denied = NEGATION.search(self.question.text) is not None
        frame = ((YES_DESPITE if denied else YES) if is_so else NO)[self.question.language]
        return replace(response, text=frame.format(answer=response.text))

    def _told(self) -> Response:
        findings = self.findings
        if findings.people:
            return self._from_people(findings.people)
        if findings.settled and findings.settled.yes is not None:
            return self._from_settled(findings.settled)
        said = self._from_statements if findings.statements else self._from_sentences
        return self._conflict() or said()

    def _from_people(self, match: Match) -> Response:
        expects, index = self.question.expects, self.index
        about = sentences_about(match.facts, expects, index)
        citations = cite_people(match.facts, about, expects, index, first=self.first)
        text = compose_people(match, about, citations, self.question)
        return Response(Status.ANSWERED, text, citations, corrected=_corrected(match.facts))

    def _stated(self, statements: Sequence[Statement]) -> Response:
        """The sentences that state facts, below what staff say in the place of some."""
        language = self.question.language
        own = _corrected(s.fact for s in statements if not is_quoted(s))
        citations = cite_statements(statements, self.index.documents, first=self.first)
        quoted = list(filter(is_quoted, statements))
        glossed = glosses(quoted, citations, self.index, language)
        about = {} if glossed else untold(quoted, citations, self.question)
        response = _with_own(own, citations, language, about)
        lines = [f"{gloss} [{number}]" for number, gloss in glossed.items()]
        return replace(response, text=" ".join([*lines, response.text]))

    def _from_settled(self, settled: Settled) -> Response:
        response, language = self._stated(settled.statements), self.question.language
        text, citations = response.text, response.citations
        if settled.has_ended:
            text += f" {HAS_PASSED[language]}"
        if citations and (published := citations[0].document.published):
            text += f" {DATED[language].format(published=human_date(published, language))}"
        return replace(response, text=text)

    def _from_statements(self) -> Response:
        chosen = self.findings.statements[:MOST_STATEMENTS]
        response, language = self._stated(chosen), self.question.language
        text = response.text
        end = chosen[0].fact.fields.get("to") if len(chosen) == 1 else None
        if self.question.expects == DATE and end:
            if response.citations:
                text += _reckoned(chosen[0], response.citations[0], language)
            if has_passed(end, self.today):
                text += f" {HAS_PASSED[language]}"
        return replace(response, text=text)

    def _from_sentences(self) -> Response:
        choice = self.findings.choice
        citations = cite(choice.chosen, self.index.documents, first=self.first)
        return _with_own(choice.corrected, citations, self.question.language, {})

    def _conflict(self) -> Response | None:
        """Both quotes, the newer first, where sources disagree."""
        findings, documents, language = self.findings, self.index.documents, self.question.language

        def published(document: str) -> str:
            return documents[document].published or ""

        told = findings.settled.statements if findings.settled else findings.statements
        rivals = () if told or findings.choice.corrected else findings.choice.rivals
        if statements := disagree(told):
            newest = sorted(statements, key=lambda s: published(s.fact.document), reverse=True)
            citations = cite_statements(newest, documents, first=self.first)
            glossed = glosses(filter(is_quoted, newest), citations, self.index, language)
        elif pair := disagreeing(self.question, rivals):
            glossed = {}
            ordered = sorted(pair, key=lambda e: published(e.span.document), reverse=True)
            citations = cite(ordered, documents, first=self.first, keep_order=True)
        else:
            return None
        text = compose_conflict(citations, language, glossed)
        return Response(Status.CONFLICTING, text, citations)


def _corrected(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.correction)


def _with_own(
    own: tuple[Fact, ...],
    citations: Citations,
    language: Language,
    about: Mapping[int, str],
) -> Response:
    lines = [f"{fact_text.told(fact, language)}." for fact in own]
    text = "\n".join(filter(None, (*dict.fromkeys(lines), compose(citations, language, about))))
    return Response(Status.ANSWERED, text, citations, corrected=own)


def _reckoned(statement: Statement, citation: Citation, language: Language) -> str:
    """The day itself, where the source tells it by its distance: `i går`."""
    end = statement.fact.fields["to"]
    if not is_day(statement.fact) or str(int(end[-2:])) in re.findall(r"\d+", citation.quote):
        return ""
    published = human_date(citation.document.published or "", language)
    return " " + ON_DAY[language].format(published=published, day=human_date(end, language))
