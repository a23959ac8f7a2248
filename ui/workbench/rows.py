"""Answers, facts and documents as rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from assistant.composition.fact_text import told
from assistant.composition.notices import notice
from assistant.messages.answers import LANGUAGES
from assistant.messages.dates import human_date
from assistant.messages.facts_page import KINDS
from assistant.messages.library import LIBRARY
from assistant.messages.reasons import COMPOSED, EXPECTED, STATUS_WORDS, STEPS, reason_told
from assistant.messages.workbench import WORKBENCH
from assistant.models.answers import Answer, Language
from assistant.models.documents import Document, Fact

Rows = list[list[str | float]]


def outcome(answer: Answer, language: Language) -> Rows:
    """What came of a question, and why."""
    question, explanation = answer.question, answer.explanation
    values: tuple[str | float, ...] = (
        STATUS_WORDS[answer.status][language],
        COMPOSED[answer.composed_by][language],
        round(answer.confidence, 3),
        explanation.threshold,
        reason_told(explanation.reason, language),
        question.standalone,
        LANGUAGES[language][question.language],
        LANGUAGES[language][question.asked_in],
        EXPECTED[question.expects][language] if question.expects else "",
        answer.generation,
    )
    names = WORKBENCH[language].outcome_rows
    return [[name, value] for name, value in zip(names, values, strict=True)]


def passages(answer: Answer, language: Language) -> Rows:
    """What was retrieved, with its scores."""
    return [
        [
            WORKBENCH[language].yes if hit.kept else "",
            round(hit.score, 3),
            hit.passage.text,
            round(hit.dense, 3),
            round(hit.nearest, 3),
            round(hit.lexical, 3),
            hit.passage.document,
        ]
        for hit in answer.explanation.hits
    ]


def evidence(answer: Answer, language: Language) -> Rows:
    """What was read, and how likely it answers."""
    return [
        [
            WORKBENCH[language].yes if weighed.chosen else "",
            round(weighed.score, 3),
            weighed.span.text,
        ]
        for weighed in answer.explanation.evidence
    ]


def drafts(answer: Answer, language: Language) -> Rows:
    """What a language model wrote, statement by statement, and why some or all of it was dropped."""
    rows: Rows = []
    for draft in answer.explanation.drafts:
        for claim in draft.claims:
            handles = ", ".join(map(str, claim.handles))
            objection = reason_told(claim.objection, language)
            rows.append([claim.explained, handles, round(claim.chance, 3), objection])
        if ended := draft.fallback or draft.cut:
            rows.append(["", "", "", reason_told(ended, language)])
    return rows


def timings(answer: Answer, language: Language) -> Rows:
    """How long each step took."""
    spent = answer.timings_ms.items()
    return [[STEPS[step][language], round(milliseconds, 1)] for step, milliseconds in spent]


def facts_used(answer: Answer, facts: Iterable[Fact]) -> list[Fact]:
    """The facts that stand within the quotes of an answer, and those that staff corrected in it."""
    language = answer.question.language
    return [
        fact
        for fact in facts
        if (fact.correction and notice(fact, language) in answer.text)
        or any(
            fact.document == one.document.id and one.start <= fact.start and fact.end <= one.end
            for one in answer.citations
        )
    ]


def fact_rows(facts: Iterable[Fact], documents: Mapping[str, Document], language: Language) -> Rows:
    """Facts with where they stand, or who stands behind them."""
    rows: Rows = []
    for fact in facts:
        document = documents[fact.document]
        date = human_date(document.published, language)
        kind = KINDS[fact.kind][language]
        quote = fact.text or notice(fact, language)
        rows.append([kind, told(fact, language), quote, document.title, date])
    return rows


def document_rows(
    documents: Iterable[Document],
    facts: Sequence[Fact],
    changed: Mapping[str, datetime],
    language: Language,
) -> Rows:
    """What is in the index, with when its sources were last fetched or written."""
    count = Counter(fact.document for fact in facts)
    return [
        [
            document.id,
            document.title,
            human_date(document.published, language),
            document.language,
            len(document.text),
            count[document.id],
            _state(document, changed.get(document.source), language),
            document.source,
            document.url or "",
            document.sha256,
        ]
        for document in documents
    ]


def _state(document: Document, changed: datetime | None, language: Language) -> str:
    """Whether it is the newest of its kind, and how old its source is."""
    t = LIBRARY[language]
    state = t.replaced.format(name=document.replaced_by) if document.replaced_by else t.in_force
    day = human_date(f"{changed:%Y-%m-%d}", language) if changed else t.gone
    return f"{state}, {day}"
