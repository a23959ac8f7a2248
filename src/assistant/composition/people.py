"""Answers with people: a sentence for each, or a list with its count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.composition.citing import MOST_QUOTED_APART
from assistant.composition.quotes import compose, flat
from assistant.facts.people import Match
from assistant.messages.answers import (
    LISTED,
    MEMBERS,
    ORGANISATION,
    ORGANISATIONS,
    PEOPLE,
    PERSONS,
    SUBSTITUTE,
    SUBSTITUTES,
    SUCCEEDS,
)
from assistant.messages.corrections import CORRECTED
from assistant.models.answers import Citation, Language, Question
from assistant.models.documents import Fact, Sentence
from assistant.spans import overlap
from assistant.text.kinds import COUNT, LIST

_SENTENCE_END = re.compile(r"[.!?]\s+(?=Hon|Han|She|He)")


def compose_people(
    match: Match,
    about: Sequence[Sentence | None],
    citations: Sequence[Citation],
    question: Question,
) -> str:
    """One sentence for each person, or a list with its count where a group is asked for.

    Args:
        match: The people.
        about: What `people_in_text.sentences_about` made of them.
        citations: What `citing.cite_people` made of both.
        question: What was asked.
    """
    language = question.language
    if match.organisations:
        return _organisations(match, citations, language)
    if _is_group(match, question):
        return _group(match, citations, question)
    if question.expects == COUNT:
        return _counted(match, citations, language)
    if any(about):
        said = _in_text(match.facts, about, citations, language)
    else:
        alike: dict[tuple[str, str], list[Fact]] = {}
        for fact in _read(match.facts):
            alike.setdefault((_capacity(fact), fact.fields.get("group", "")), []).append(fact)
        told = [_told(facts, citations, language) for facts in alike.values()]
        said = ("\n" if any("\n" in said for said in told) else " ").join(told)
    # On lines of their own, so that the marks of what was read are not taken for theirs.
    own = [state(fact, language) for fact in match.facts if fact.correction]
    return "\n".join(filter(None, (said, *dict.fromkeys(own))))


def _in_text(
    facts: Sequence[Fact],
    about: Sequence[Sentence | None],
    citations: Sequence[Citation],
    language: Language,
) -> str:
    """The sentence about each, or who they are, in their order and each once."""
    told: list[tuple[Fact, str]] = []
    for fact, sentence in zip(facts, about, strict=True):
        quote = next((c for c in citations if overlap(c.place, fact)), None)
        if sentence and quote:
            told.append((fact, compose([quote], language).removesuffix(f" [{quote.number}]")))
        elif not fact.correction:
            told.append((fact, state(fact, language)))
    return _marked(_each_once(told, citations))


def _each_once(
    told: Iterable[tuple[Fact, str]], citations: Sequence[Citation]
) -> dict[str, dict[str, None]]:
    """What is said of people, with the marks of all of whom it is said."""
    marks: dict[str, dict[str, None]] = {}
    for fact, said in told:
        marks.setdefault(said, {}).update(dict.fromkeys(_marks(fact, citations).split()))
    return marks


def _marked(marks: Mapping[str, Iterable[str]]) -> str:
    """What is said, each with its marks."""
    return " ".join(f"{said} {' '.join(numbers)}".strip() for said, numbers in marks.items())


def _read(facts: Sequence[Fact]) -> list[Fact]:
    """Those that are as they were read."""
    return [fact for fact in facts if not fact.correction]


def _told(facts: Sequence[Fact], citations: Sequence[Citation], language: Language) -> str:
    """What is to be said of people: in a sentence each, or of many at once before their list."""
    marks = _each_once(((fact, state(fact, language)) for fact in facts), citations)
    if len(marks) <= MOST_QUOTED_APART:
        return _marked(marks)
    head = LISTED.get(_capacity(facts[0]), LISTED[""])[language]
    all_ = " ".join(dict.fromkeys(number for numbers in marks.values() for number in numbers))
    people = dict.fromkeys(describe(fact, language) for fact in facts)
    listed = "".join(f"\n- {person}" for person in people)
    return f"{head.format(group=facts[0].fields.get('group', ''))} {all_}{listed}"


def _capacity(fact: Fact) -> str:
    """In which capacity somebody belongs to a group, if they do."""
    return fact.fields.get("capacity", "") if fact.fields.get("group") else ""


def _is_group(match: Match, question: Question) -> bool:
    """Whether the members of a group are asked for, and not single people."""
    several = question.expects in (LIST, COUNT) or len(match.facts) > MOST_QUOTED_APART
    return several and bool(match.members) and match.fields <= {"group", "document", "span"}


def _group(match: Match, citations: Sequence[Citation], question: Question) -> str:
    """How many a group has, and who they are where that is asked."""
    language = question.language
    members = match.members
    leaders = [fact for fact in match.facts if fact not in members]
    substitutes = all(fact.fields.get("capacity") == "substitute" for fact in members)
    head = (SUBSTITUTES if substitutes else MEMBERS)[language].format(
        count=len(members), group=members[0].fields["group"]
    )
    told = next(filter(None, (_marks(fact, citations) for fact in members)), "")
    leaders.sort(key=lambda fact: fact.correction is not None)
    leading = " ".join(
        f"{state(fact, language)} {_marks(fact, citations)}".rstrip() for fact in leaders
    )
    if question.expects == COUNT:
        return " ".join(filter(None, (f"{head}.", told, leading)))
    listed = "".join(f"\n- {_in_list(fact, language)}" for fact in members)
    return f"{head}: {told}".rstrip() + f"{listed}\n{leading}".rstrip()


def _counted(match: Match, citations: Sequence[Citation], language: Language) -> str:
    """How many people meet the question, and who they are."""
    count = PERSONS[language].format(count=len(match.facts))
    marks = " ".join(f"[{citation.number}]" for citation in citations)
    return f"{count}: {marks}".rstrip() + "".join(
        f"\n- {_in_list(f, language)}" for f in match.facts
    )


def _organisations(match: Match, citations: Sequence[Citation], language: Language) -> str:
    """The organisations of people, each once."""
    names = match.organisations
    several = ORGANISATIONS[language].format(count=len(names))
    head = several if len(names) > 1 else ORGANISATION[language]
    marks = " ".join(f"[{citation.number}]" for citation in citations)
    return f"{head} {marks}".rstrip() + "".join(f"\n- {name}" for name in names)


def _marks(fact: Fact, citations: Sequence[Citation]) -> str:
    if fact.correction:
        return ""
    here = [c for c in citations if c.document.id == fact.document]
    near = [c for c in here if overlap(c.place, fact)]
    own = [c for c in near if (c.start, c.end) == (fact.start, fact.end)] or near[:1]
    group = fact.fields.get("group")
    introducing = [c for c in here if group and c.end <= fact.start and group in c.quote]
    told = [*own, *(c for c in introducing[-1:] if not any(group in o.quote for o in own if group))]
    return " ".join(f"[{citation.number}]" for citation in told)


def _in_list(fact: Fact, language: Language) -> str:
    """A person in a list, for which the marks above it stand, unless staff corrected it."""
    told = describe(fact, language)
    return f"{told} ({CORRECTED[language]})" if fact.correction else told


def state(fact: Fact, language: Language) -> str:
    """A person in a sentence."""
    group = fact.fields.get("group", "")
    if _is_sentence(fact) and language == "sv":
        return f"{flat(fact.text)}."
    said = PEOPLE.get(_capacity(fact), PEOPLE[""])[language]
    who = describe(fact, language)
    if "," not in who:
        said = said.replace("{who},", "{who}")
    return said.format(who=who, group=group)


def _is_sentence(fact: Fact) -> bool:
    """Whether the source itself says it in a sentence: `Gustav Hemming leder högnivågruppen`."""
    group = fact.fields.get("group")
    if _spans_sentences(fact):
        return False
    is_prose = fact.text.startswith(fact.fields["name"]) and "|" not in fact.text
    return group is not None and is_prose and group in fact.text


def _spans_sentences(fact: Fact) -> bool:
    """Whether a pronoun of the next sentence tells whom somebody succeeds."""
    return "succeeds" in fact.fields and _SENTENCE_END.search(fact.text) is not None


def describe(fact: Fact, language: Language) -> str:
    """A person as the source has it, where it begins with the name; else put together."""
    fields = fact.fields
    substitute = fields.get("substitute_for")
    is_prose = fact.text.startswith(fields["name"]) and "|" not in fact.text
    if is_prose and language == "sv" and not _is_sentence(fact) and not _spans_sentences(fact):
        return flat(fact.text)
    party = f" ({fields['party']})" if "party" in fields else ""
    parts = [fields["name"] + party, fields.get("role"), fields.get("organisation")]
    if substitute:
        parts.append(SUBSTITUTE[language].format(name=substitute))
    if before := fields.get("succeeds"):
        parts.append(SUCCEEDS[language].format(name=before))
    return ", ".join(part for part in parts if part)
