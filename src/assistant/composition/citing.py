"""Turns what was chosen into numbered citations, in the order in which they are best read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.facts.people_index import PeopleIndex
from assistant.facts.statement_index import Statement
from assistant.models.answers import Citation, Evidence, Hit
from assistant.models.documents import Document, Fact, Passage, Sentence
from assistant.ports import SearchIndex
from assistant.spans import overlap
from assistant.text.kinds import COUNT, LIST
from assistant.views.places import Places

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

MOST_ITEMS = 12
_BULLET = re.compile(r"(?<!\s)\s++(?P<mark>[-*+•–]|\d{1,2}[.)])\s*")


def cite(
    evidence: Sequence[Evidence],
    documents: Mapping[str, Document],
    *,
    first: int = 1,
    keep_order: bool = False,
) -> tuple[Citation, ...]:
    """Numbered citations of the chosen evidence, in the order in which they are best read.

    Args:
        evidence: What was chosen.
        documents: All documents by id.
        first: The number of the first citation; in the other functions too.
        keep_order: Whether the evidence is in its order already.
    """
    if not keep_order:
        evidence = later_first(reading_order(with_antecedents(evidence)), documents)
    spans = [_with_what_it_heads(e, documents[e.span.document].text) for e in evidence]
    # An item that is chosen besides the list that it stands in is quoted with that.
    apart = [
        s
        for s in spans
        if not any(o.document == s.document and o.start < s.start < o.end for o in spans)
    ]
    return _cited(apart, documents, first)


def _cited(
    spans: Iterable[Fact | Sentence | Passage], documents: Mapping[str, Document], first: int = 1
) -> tuple[Citation, ...]:
    return tuple(
        Citation(number, documents[span.document], span.start, span.end, span.text)
        for number, span in enumerate(spans, first)
    )


def numbered(citations: Iterable[Citation], first: int = 1) -> tuple[Citation, ...]:
    """Citations that are numbered anew, in their order."""
    return tuple(replace(one, number=number) for number, one in enumerate(citations, first))


def _with_what_it_heads(evidence: Evidence, text: str) -> Sentence:
    """A line with the items that it introduces (`Tre kurser erbjuds:`), a name with the line below it."""
    span = evidence.span
    behind = [s for s in evidence.hit.passage.sentences if s.start >= span.end]
    if span.text.rstrip(" *_").endswith(":"):
        end = _end_of_items(span.end, behind, text)
    elif _is_heading(span, text):
        end = _end_of_line_below(span.end, behind, text)
    else:
        return span
    return replace(span, end=end, text=text[span.start : end])


def _end_of_items(end: int, behind: Sequence[Sentence], text: str) -> int:
    for item in behind[:MOST_ITEMS]:
        bullet = _BULLET.fullmatch(text[end : item.start])
        if bullet is None or "\n" not in bullet.string[: bullet.start("mark")]:
            break
        end = item.end
    return end


def _end_of_line_below(end: int, behind: Sequence[Sentence], text: str) -> int:
    """Where the first line of a card ends: it tells who somebody is."""
    if not behind or text[end : behind[0].start].strip():
        return end
    line = text.find("\n", behind[0].start)
    return max((s.end for s in behind if s.end <= line or line < 0), default=end)


def _is_heading(span: Sentence, text: str) -> bool:
    """Whether a line is marked as a heading and is no sentence: of those only names of cards are quoted."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return before.startswith("#") and span.text[-1] not in ".!…"


def with_antecedents(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, with the sentence before one that begins with `Han` or `She`."""
    complete = list(evidence)
    for weighed in evidence:
        before = weighed.hit.passage.before(weighed.span.start)
        known = {e.span.start for e in complete if e.span.document == weighed.span.document}
        if SOMEBODY.match(weighed.span.text) and before and before.start not in known:
            complete.append(replace(weighed, span=before))
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


def later_first(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> list[Evidence]:
    """What is of the last document of a title before the first of an earlier one; the rest as it stands."""
    earlier: dict[str | None, int] = {}
    for at, each in enumerate(evidence):
        earlier.setdefault(documents[each.span.document].followed_by, at)
    places = (
        min(at, earlier.get(each.span.document, at + 1) - 0.5) for at, each in enumerate(evidence)
    )
    ordered = sorted(zip(places, evidence, strict=True), key=lambda placed: placed[0])
    return [each for _, each in ordered]


def _support(leaning: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    if not ANAPHOR.match(leaning.span.text):
        return None
    before = leaning.hit.passage.before(leaning.span.start)
    return next((e for e in others if before and e.span.start == before.start), None)


MOST_QUOTED_APART = 3
"""More people than these are quoted by the whole sentences that name them."""


def cite_people(
    facts: Sequence[Fact],
    about: Sequence[Sentence | None],
    expects: str,
    index: SearchIndex,
    *,
    first: int = 1,
) -> tuple[Citation, ...]:
    """Citations of people, and of the words that tell which group they are listed in.

    The sentence about each is quoted, or their own words where there is none; where they are many, the
    sentences that list them. Nothing is for those whom staff corrected.

    Args:
        facts: The people.
        about: What `people_in_text.sentences_about` made of them.
        expects: What kind of answer is asked for.
        index: Where they were found.
        first: The number of the first citation.
    """
    told = [span for fact, span in zip(facts, about, strict=True) if not fact.correction]
    facts = [fact for fact in facts if not fact.correction]
    spans: Sequence[Fact | Sentence]
    if expects in (LIST, COUNT) or len(facts) > MOST_QUOTED_APART:
        held = (_holding(fact, index.view(Places)) for fact in facts)
        spans = [sentence for sentence in dict.fromkeys(held) if sentence] or facts
    else:
        spans = _widest([span or fact for span, fact in zip(told, facts, strict=True)])
    missing = [
        before
        for before in introductions(facts, index)
        if not any(before.text in span.text for span in spans)
    ]
    apart = [span for span in spans if not any(_lies_in(span, before) for before in missing)]
    return _cited((*apart, *missing), index.documents, first)


def _widest(spans: Sequence[Fact | Sentence]) -> list[Fact | Sentence]:
    """Each place once, and none that lies in another."""
    each = {(span.document, span.start, span.end): span for span in spans}.values()
    return [
        one for one in each if not any(_lies_in(one, other) for other in each if other is not one)
    ]


LONGEST_INTRODUCTION = 200
"""Characters from the name of a group to the first of its list; of more only the name's own
sentence is quoted."""


def introductions(people: Sequence[Fact], index: SearchIndex) -> list[Sentence]:
    """The words before lists of people that name their groups, where the people's own do not.

    `Anna Ek ingår i rådet` is not to be read in `Anna Ek, rektor` alone, but with `I rådet sitter`.
    """
    named: dict[tuple[str, int], None] = {}
    for fact in people:
        group, text = fact.fields.get("group"), index.documents[fact.document].text
        if group and group not in fact.text and (at := text.rfind(group, 0, fact.start)) >= 0:
            named[fact.document, at] = None
    return [_introduction(document, at, index) for document, at in named]


def _introduction(document: str, named: int, index: SearchIndex) -> Sentence:
    """From the sentence that names a group to the first person behind it."""
    start, end = _sentence_at(document, named, index)
    listed = [fact.start for fact in index.view(PeopleIndex).facts.of(document)]
    first = min(at for at in listed if at > named)
    if first - start <= LONGEST_INTRODUCTION:
        end = first
    said = index.documents[document].text[start:end].rstrip()
    return Sentence(document, start, start + len(said), said)


def _sentence_at(document: str, place: int, index: SearchIndex) -> tuple[int, int]:
    """The span of the sentence that holds a place; of its line where no passage holds it."""
    if placed := index.view(Places).at(document, place):
        return placed[0].start, placed[0].end
    text = index.documents[document].text
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    marks = len(text[begin:place]) - len(text[begin:place].lstrip("# "))
    return begin + marks, end if end > place else len(text)


def _lies_in(span: Fact | Sentence, other: Fact | Sentence) -> bool:
    return span.document == other.document and other.start <= span.start and span.end <= other.end


def _holding(fact: Fact, places: Places) -> Sentence | None:
    """The sentence in which a fact begins, or else ends."""
    placed = places.at(fact.document, fact.start) or places.at(fact.document, fact.end - 1)
    return placed[0] if placed else None


def is_quoted(statement: Statement) -> bool:
    """Whether its sentence carries what answers: of a quotation it does, whoever is said to speak."""
    return statement.fact.correction is None or statement.fact.kind == "person"


def cite_statements(
    statements: Sequence[Statement], documents: Mapping[str, Document], *, first: int = 1
) -> tuple[Citation, ...]:
    """Citations of the sentences that state facts, unless staff corrected these."""
    return _cited((one.sentence for one in statements if is_quoted(one)), documents, first)


def cite_related(
    hits: Iterable[Hit], quoted: Sequence[Citation], documents: Mapping[str, Document], most: int
) -> tuple[Citation, ...]:
    """Whole passages that an answer does not quote from, best first, numbered from 1."""
    places = [citation.place for citation in quoted]
    near = [hit.passage for hit in hits if not any(overlap(hit.passage, place) for place in places)]
    return _cited(near[:most], documents)
