"""Answers with the sentences that state a fact: how long, what for, who runs or pays, how much."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.coverage import is_content
from assistant.facts.organisations import organisations_asked
from assistant.facts.requests import REQUESTS, Request
from assistant.facts.rewording import rewordings
from assistant.facts.vocabulary import FILLERS, MEETINGS, RELATIONS
from assistant.kinds import YES_NO
from assistant.models import Document, Fact, Passage, Question, Sentence
from assistant.ports import SearchIndex
from assistant.words import Word, folded, likeness, side_by_side, spelt_out, words

GENERIC = folded(
    "projekt projektet project verksamheten samarbetet satsningen insatsen initiativet programmet project's"
    " initiative programme activities operations verksamhet arbetet arbete work allt everything"
)
"""Words for whatever a document is about."""
MEMBERSHIP = re.compile(r"\bmedlem|\bmember", re.IGNORECASE)
ENDS = folded(
    "år year datum date börjar startar slutar pågår pågick löper varar håller starts ends begins start end begin run runs last until since"
)
"""Words for when something begins or ends, of which one question may hold two."""
_OF_A_PROJECT = re.compile(r"(?<=\w{3})s?(projekt|satsning|samarbete|initiativ|program)(et|en|t)?$")
"""What `bredbandsprojektet` says besides `bredband`."""
PARTIES = frozenset({"owner", "partner", "funder"})
PERIODS = frozenset({"period"})
AMOUNTS, GOALS = frozenset({"amount"}), frozenset({"goal"})
TOLD_BY_LABEL = frozenset({"period", "amount"})
MONEY = re.compile(r"pengar|prislapp|miljon|miljard|kron|stor|much|money|sek|big|large|rora|hela")
TOTAL = re.compile(
    r"\bprislapp|\b(total|samman(lagt|taget)|samla[dt]|slutnot|not(a|an)\b|slutsumm|slutkostnad|kosta|satsa|ram(en)?\b|cost)"
    r"|budget|kostnad",
    re.IGNORECASE,
)
"""Words for what something costs as a whole, in a question and in the sentence that answers it."""
_COSTS = re.compile(r"\b(kosta|cost|betala|pay)", re.IGNORECASE)
_ACCORDING = re.compile(
    r"(?<!\s)\s*\b(?:enligt|according to) (?:the )?(?P<source>(?:(?-i:[A-ZÅÄÖ])[\w-]*+\s?)++)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[*_]{0,3}[^\W\d_][\w /-]{1,40}[*_]{0,3}:")
"""A line that tells something of what its whole page is about."""
MOST_FROM_PAGE = 2
"""Conditions that a labelled line may leave to the rest of its page."""
MET = 0.65
MEANT = 0.5
"""As in `people`, but lower: the sentence is quoted whole, and a subject is often said in part."""


@dataclass(frozen=True)
class Statement:
    """A fact that answers, with the sentence that states it and the passage that holds this."""

    fact: Fact
    sentence: Sentence
    passage: Passage
    needs: str | None = None
    """The field of the fact that was asked for, if any."""


def match_statements(index: SearchIndex, question: Question) -> list[Statement]:
    """The facts that answer a question, best first; none where no fact meets its conditions."""
    if question.expects == YES_NO:
        return []
    asked, sources = _sources_named(index, question.standalone)
    for text in rewordings(index, asked):
        if found := _match(index, replace(question, standalone=text), sources):
            return found
    return []


def _sources_named(index: SearchIndex, text: str) -> tuple[str, Collection[str]]:
    """A question without `enligt KTH`, and the documents of that source: all where none is named."""
    if named := _ACCORDING.search(text):
        source = folded(named["source"])
        titles = {name: f"{d.title} {d.url or ''}" for name, d in index.documents.items()}
        if of_source := [name for name, title in titles.items() if source <= folded(title)]:
            return text[: named.start()] + text[named.end() :], of_source
    return text, index.documents.keys()


def _match(index: SearchIndex, question: Question, sources: Collection[str]) -> list[Statement]:
    for request in REQUESTS:
        if request.expects is not None and question.expects not in request.expects:
            continue
        if request.cue.pattern and not request.cue.search(question.standalone):
            continue
        facts = [
            fact
            for fact in index.facts
            if fact.kind in request.kinds
            and fact.document in sources
            and (request.needs is None or request.needs in fact.fields)
            and request.day == is_day(fact)
        ]
        if found := _meeting(index, question, request, facts):
            return found
    return []


def _meeting(
    index: SearchIndex, question: Question, request: Request, facts: Sequence[Fact]
) -> list[Statement]:
    statements = [s for fact in facts if (s := statement_of(index, fact, request.needs))]
    if request.kinds == AMOUNTS and MEMBERSHIP.search(question.standalone):  # is no turnover
        statements = [s for s in statements if MEMBERSHIP.search(s.sentence.text)]
    elif request.kinds == AMOUNTS and TOTAL.search(question.standalone):
        whole = [s for s in statements if TOTAL.search(s.sentence.text)]
        asked = _conditions(question, request, TOTAL)
        if found := _those_that_meet(index, question, asked, whole):
            return found
    conditions = _conditions(question, request, _COSTS)
    # Sums that are no totals are of many things; only those of the very same contradict.
    apart = request.kinds == AMOUNTS
    return _those_that_meet(index, question, conditions, statements, apart=apart)


def _conditions(question: Question, request: Request, cues: re.Pattern[str]) -> list[Word]:
    """The words that a sentence has to meet, which say more than what is asked for."""
    fillers = (FILLERS if request.kinds == GOALS else RELATIONS) | request.fillers
    if request.kinds == PERIODS and not request.day:  # How long a meeting took is another thing.
        fillers -= MEETINGS
    if organisations := organisations_asked(question.standalone):
        fillers |= organisations.words
    return [
        word
        for word in words(question.standalone)
        if is_content(word)
        and word.folded not in fillers | GENERIC
        and not _is_cue(word, request, cues)
    ]


def _those_that_meet(
    index: SearchIndex,
    question: Question,
    conditions: Sequence[Word],
    statements: Sequence[Statement],
    *,
    apart: bool = False,
) -> list[Statement]:
    if not conditions and len({s.fact.document for s in statements}) > 1:
        return []
    statements = _with_whole_names(index, conditions, statements)
    narrow = [s for s in statements if _meets(index, question, s, conditions, wide=False)]
    wide = [s for s in statements if _meets(index, question, s, conditions, wide=True)]
    # What another document says of its subject as a whole may contradict.
    general = [s for s in wide if not apart and _is_general(s)]
    if narrow and narrow[0].fact.kind in GOALS:  # One goal of a list may name what all are about.
        narrow += [s for s in wide if s not in narrow and s.passage == narrow[0].passage]
    names = [word for word in conditions if word.is_name]
    near = [s for s in wide if names and _meets(index, question, s, names, wide=False)]
    return list(disagree([*narrow, *general]) or _apart(narrow or near or wide))


def _is_general(statement: Statement) -> bool:
    """Whether a fact is of `Projektet` or the like; a period of nothing is of anything, but for
    that of a line such as `Projekttid: …`."""
    subject = folded(statement.fact.fields.get("subject", ""))
    told = bool(subject) or _LABEL.match(statement.sentence.text) is not None
    return subject <= GENERIC and (told or statement.fact.kind != "period")


def _with_whole_names(
    index: SearchIndex, conditions: Sequence[Word], statements: Sequence[Statement]
) -> Sequence[Statement]:
    """Those that hold a name of several words as it stands, where some do.

    `Fordonsdalen Stockholm` is not `Fordonsdalen React`, in which Region Stockholm takes part.
    """
    for name in side_by_side([word for word in conditions if word.is_name]):
        holding = [s for s in statements if name in _told(index, s)]
        statements = holding or statements
    return statements


def _told(index: SearchIndex, statement: Statement) -> str:
    """What a statement says and stands under, folded."""
    title, heading = index.documents[statement.fact.document].title, statement.passage.heading
    subject = statement.fact.fields.get("subject", "")
    told = f"{title} {heading} {_before(statement)} {subject} {statement.sentence.text}"
    return spelt_out(words(told))


def _apart(statements: Sequence[Statement]) -> list[Statement]:
    """One statement for each sentence, the first."""
    first: dict[tuple[str, int], Statement] = {}
    for statement in statements:
        first.setdefault((statement.sentence.document, statement.sentence.start), statement)
    return list(first.values())


def _is_cue(word: Word, request: Request, cues: re.Pattern[str]) -> bool:
    if request.kinds == AMOUNTS:
        return MONEY.match(word.folded) is not None or cues.search(word.text) is not None
    is_told = request.cue.pattern and request.cue.search(word.text)
    return bool(is_told) or (request.kinds == PERIODS and word.folded in ENDS)


def is_day(fact: Fact) -> bool:
    """Whether a period is a single day, as that of a meeting."""
    return fact.kind == "period" and fact.fields.get("from") == fact.fields.get("to")


def statement_of(index: SearchIndex, fact: Fact, needs: str | None = None) -> Statement | None:
    """A fact with the sentence that states it; None where the passages do not hold it."""
    for passage in index.passages:
        if passage.document == fact.document and passage.start <= fact.start < passage.end:
            for sentence in passage.sentences:
                if sentence.start <= fact.start < sentence.end:
                    return Statement(fact, sentence, passage, needs)
    return None


def _meets(
    index: SearchIndex,
    question: Question,
    statement: Statement,
    conditions: Sequence[Word],
    *,
    wide: bool,
) -> bool:
    """Whether each condition is met by the sentence, which is about what `Projektet` stands for
    there, or, `wide`, by what stands around it."""
    document = index.documents[statement.fact.document]
    told = f"{statement.fact.fields.get('subject', '')} {statement.sentence.text}"
    if not wide:
        return bool(_met(index, question, document, conditions, told).all())
    told = f"{_before(statement)} {told} {statement.passage.heading} {document.title}"
    met = _met(index, question, document, conditions, told)
    is_label = _LABEL.match(statement.sentence.text) is not None
    if is_label and statement.fact.kind in TOLD_BY_LABEL and (~met).sum() <= MOST_FROM_PAGE:
        met |= _met(index, question, document, conditions, statement.passage.text)
    return bool(met.all())


def _before(statement: Statement) -> str:
    """The sentence that another may lean on (`X är avslutat. Den totala kostnaden blev …`)."""
    before = [s.text for s in statement.passage.sentences if s.end <= statement.sentence.start]
    return before[-1] if before else ""


def _met(
    index: SearchIndex,
    question: Question,
    document: Document,
    conditions: Sequence[Word],
    told: str,
) -> NDArray[np.bool_]:
    """Whether a text meets each condition, by its letters or, across languages, its meaning."""
    vocabulary = sorted({word.text for word in words(told)})
    asked = [_OF_A_PROJECT.sub("", word.text) for word in conditions]
    if not asked or not vocabulary:
        return np.zeros(len(asked), bool)
    enough = likeness(asked, vocabulary) >= MET
    if document.language != question.asked_in:
        plain = np.array([not word.is_name for word in conditions])[:, None]
        meant = index.word_vectors(asked) @ index.word_vectors(vocabulary).T
        enough |= plain & (meant >= MEANT)
    met: NDArray[np.bool_] = np.any(enough, axis=1)
    return met


def disagree(statements: Sequence[Statement]) -> tuple[Statement, Statement] | None:
    """Two statements of different documents that give one thing different dates or sums."""
    for number, one in enumerate(statements):
        for other in statements[number + 1 :]:
            if one.fact.document != other.fact.document and _differ(one.fact, other.fact):
                return one, other
    return None


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two facts of a kind cannot both be so; `2023` and `2023-10` agree."""
    if one.kind == other.kind == "amount":
        return one.fields["unit"] == other.fields["unit"] and (
            one.fields["value"] != other.fields["value"]
        )
    if not one.kind == other.kind == "period":
        return False
    for field in ("to", "from"):
        dates = sorted((one.fields.get(field, ""), other.fields.get(field, "")), key=len)
        if dates[0] and not dates[1].startswith(dates[0]):
            return True
    return False
