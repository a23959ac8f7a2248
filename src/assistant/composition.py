"""Puts an answer together from verbatim sentences, each followed by the number of its citation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.facts.people import Match
from assistant.facts.statements import Statement
from assistant.kinds import COUNT, LIST, YES_NO
from assistant.messages.answers import (
    CONFLICT,
    MEMBERS,
    NO_DATE,
    ORGANISATIONS,
    PEOPLE,
    SUBSTITUTE,
    YES,
    quote_frame,
)
from assistant.models import (
    Citation,
    Document,
    Evidence,
    Fact,
    Language,
    Passage,
    Question,
    Sentence,
)

ANAPHOR = re.compile(
    r"^\W*(han|hon|den|det|de|dessa|detta|denna|där|då|därför|dock|också|samma|året därpå|he|she|it|they"
    r"|this|these|that|those|there|then|therefore|however|also)\b",
    re.IGNORECASE,
)
"""A sentence that begins so leans on the one before it."""
SOMEBODY = re.compile(
    r"^\W*(han|hon|hans|hennes|de|deras|he|she|his|her|they|their)\b", re.IGNORECASE
)
"""One that begins so does not even tell whom it is about."""


def cite(
    evidence: Sequence[Evidence], documents: Mapping[str, Document], *, keep_order: bool = False
) -> tuple[Citation, ...]:
    """Numbered citations of the chosen evidence, in the order in which they are best read."""
    ordered = evidence if keep_order else reading_order(with_antecedents(evidence))
    return tuple(
        Citation(number, documents[e.span.document], e.span.start, e.span.end, e.span.text)
        for number, e in enumerate(ordered, start=1)
    )


def with_antecedents(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, with the sentence before one that begins with `Han` or `She`."""
    complete = list(evidence)
    for weighed in evidence:
        before = [s for s in weighed.hit.passage.sentences if s.end <= weighed.span.start][-1:]
        known = {e.span.start for e in complete if e.span.document == weighed.span.document}
        if SOMEBODY.match(weighed.span.text) and before and before[0].start not in known:
            complete.append(replace(weighed, span=before[0]))
    return complete


def reading_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The likeliest first, but a sentence that leans on a chosen one stands right behind it."""
    ordered = sorted(evidence, key=lambda e: -e.score)
    for leaning in list(ordered):
        support = _support(leaning, ordered)
        if support and ordered.index(support) > ordered.index(leaning):
            ordered.remove(support)
            ordered.insert(ordered.index(leaning), support)
    return ordered


def _support(leaning: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    if not ANAPHOR.match(leaning.span.text):
        return None
    before = [
        sentence for sentence in leaning.hit.passage.sentences if sentence.end <= leaning.span.start
    ]
    return next((e for e in others if before and e.span.start == before[-1].start), None)


def compose(citations: Sequence[Citation], language: Language) -> str:
    """The quotes as they stand; framed and in quotation marks where they are in another language."""
    lines: list[str] = []
    framed = ""
    for citation in citations:
        quoted_in = citation.document.language
        if quoted_in == language:
            lines.append(f"{flat(citation.quote)} [{citation.number}]")
            continue
        if quoted_in != framed:
            lines.append(quote_frame(language, quoted_in))
            framed = quoted_in
        lines.append(f"“{flat(citation.quote)}” [{citation.number}]")
    return " ".join(lines)


def flat(quote: str) -> str:
    """A quote for running text: line breaks and indents of its source become spaces."""
    return re.sub(r"\s*\n\s*", " ", quote)


MOST_QUOTED_APART = 3
"""More people than these are quoted by the whole sentences that name them."""


def cite_people(
    facts: Sequence[Fact],
    expects: str,
    passages: Sequence[Passage],
    documents: Mapping[str, Document],
) -> tuple[Citation, ...]:
    """Citations of people: each person's own span, or the sentences that list them."""
    spans: list[Fact | Sentence] = list(facts)
    if expects in (LIST, COUNT) or len(facts) > MOST_QUOTED_APART:
        spans = [
            sentence
            for passage in passages
            for sentence in passage.sentences
            if any(_holds(sentence, fact) for fact in facts)
        ] or spans
    return tuple(
        Citation(number, documents[span.document], span.start, span.end, span.text)
        for number, span in enumerate(spans, start=1)
    )


def _holds(sentence: Sentence, fact: Fact) -> bool:
    return (
        sentence.document == fact.document
        and sentence.start < fact.end
        and fact.start < sentence.end
    )


def compose_people(match: Match, citations: Sequence[Citation], question: Question) -> str:
    """One sentence for each person, or a list with its count where a group is asked for."""
    language = question.language
    if match.organisations:
        return _organisations(match, citations, language)
    if _is_group(match, question):
        return _group(match, citations, question)
    answer = " ".join(
        f"{state(fact, language)} {_marks(fact, citations)}".strip() for fact in match.facts
    )
    return YES[language].format(answer=answer) if question.expects == YES_NO else answer


def _is_group(match: Match, question: Question) -> bool:
    """Whether the members of a group are asked for, and not single people."""
    several = question.expects in (LIST, COUNT) or len(match.facts) > MOST_QUOTED_APART
    has_members = any(fact.fields.get("capacity") != "leader" for fact in match.facts)
    return several and has_members and match.fields <= {"group", "document"}


def _group(match: Match, citations: Sequence[Citation], question: Question) -> str:
    """How many a group has, and who they are where that is asked."""
    language = question.language
    members = [fact for fact in match.facts if fact.fields.get("capacity") != "leader"]
    leaders = [fact for fact in match.facts if fact not in members]
    head = MEMBERS[language].format(count=len(members), group=members[0].fields["group"])
    told = " ".join(_marks(fact, citations) for fact in members[:1])
    if question.expects == COUNT:
        return f"{head}. {told}"
    first = "".join(f"{state(fact, language)} {_marks(fact, citations)} " for fact in leaders)
    return f"{first}{head}: {told}" + "".join(f"\n- {describe(f, language)}" for f in members)


def _organisations(match: Match, citations: Sequence[Citation], language: Language) -> str:
    """The organisations of people, each once."""
    names = dict.fromkeys(
        f.fields["organisation"] for f in match.facts if "organisation" in f.fields
    )
    head = ORGANISATIONS[language].format(count=len(names))
    marks = " ".join(f"[{citation.number}]" for citation in citations)
    return f"{head} {marks}" + "".join(f"\n- {name}" for name in names)


def _marks(fact: Fact, citations: Sequence[Citation]) -> str:
    near = [
        c
        for c in citations
        if c.document.id == fact.document and c.start < fact.end and fact.start < c.end
    ]
    own = [c for c in near if (c.start, c.end) == (fact.start, fact.end)]
    return " ".join(f"[{citation.number}]" for citation in own or near)


def state(fact: Fact, language: Language) -> str:
    """A person in a sentence."""
    group = fact.fields.get("group", "")
    if _is_sentence(fact) and language == "sv":
        return f"{flat(fact.text)}."
    capacity = fact.fields.get("capacity", "") if group else ""
    said = PEOPLE.get(capacity, PEOPLE[""])[language]
    who = describe(fact, language)
    if "," not in who:
        said = said.replace("{who},", "{who}")
    return said.format(who=who, group=group)


def _is_sentence(fact: Fact) -> bool:
    """Whether the source itself says it in a sentence: `Gustav Hemming leder högnivågruppen`."""
    group = fact.fields.get("group")
    is_prose = fact.text.startswith(fact.fields["name"]) and "|" not in fact.text
    return group is not None and is_prose and group in fact.text


def describe(fact: Fact, language: Language) -> str:
    """A person as the source has it, where it begins with the name; else put together."""
    fields = fact.fields
    substitute = fields.get("substitute_for")
    is_prose = fact.text.startswith(fields["name"]) and "|" not in fact.text
    if is_prose and language == "sv" and not _is_sentence(fact):
        return flat(fact.text)
    party = f" ({fields['party']})" if "party" in fields else ""
    parts = [fields["name"] + party, fields.get("role"), fields.get("organisation")]
    if substitute:
        parts.append(SUBSTITUTE[language].format(name=substitute))
    return ", ".join(part for part in parts if part)


def cite_statements(
    statements: Sequence[Statement], documents: Mapping[str, Document]
) -> tuple[Citation, ...]:
    """Citations of the sentences that state facts."""
    spans = [statement.sentence for statement in statements]
    return tuple(
        Citation(number, documents[span.document], span.start, span.end, span.text)
        for number, span in enumerate(spans, start=1)
    )


def compose_conflict(citations: Sequence[Citation], language: Language) -> str:
    """Quotes that disagree, each with its date."""
    lines = [
        f"\n- {c.document.published or NO_DATE[language]}: “{flat(c.quote)}” [{c.number}]"
        for c in citations
    ]
    return CONFLICT[language] + "".join(lines)
