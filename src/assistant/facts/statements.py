"""Answers with the sentences that state a fact: how long, what for, who runs or pays, how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.facts.rewording import rewordings
from assistant.facts.vocabulary import FILLERS, RELATIONS, folded, organisations_asked
from assistant.features import is_content
from assistant.kinds import AMOUNT, COUNT, DATE, KINDS, QUANTITY, REASON, SHARE, YES_NO
from assistant.models import Fact, Passage, Question, Sentence
from assistant.ports import SearchIndex
from assistant.words import Word, likeness, words


@dataclass(frozen=True)
class Request:
    """A way of asking for a kind of fact."""

    kinds: frozenset[str]
    """Of fact."""
    cue: re.Pattern[str]
    expects: frozenset[str] | None = None
    """The kinds of question that can ask so; any when None."""
    needs: str | None = None
    """The field that the fact has to have."""
    fillers: frozenset[str] = frozenset()
    """Words of such a question that set no condition."""


def _request(
    kinds: str,
    cue: str,
    expects: Iterable[str] | None = None,
    needs: str | None = None,
    fillers: str = "",
) -> Request:
    asked = None if expects is None else frozenset(expects)
    known = re.compile(cue, re.IGNORECASE)
    return Request(frozenset(kinds.split()), known, asked, needs, folded(fillers))


UNCOUNTED = frozenset(KINDS) - {AMOUNT, QUANTITY, COUNT, SHARE, DATE}
REQUESTS = (
    _request(
        "period",
        r"\btill när\b|\bslut\w*|\bavslut\w*|\bupphör\w*|\bfärdig\w*|\bends?\b|\bending\b|\bended\b|\bfinish\w*"
        r"|\buntil when\b|\bover\b",
        [DATE],
        "to",
    ),
    _request(
        "period",
        r"\bfrån när\b|\bstart\w*|\bbörja\w*|\binled\w*|\bbegin\w*|\bbegan\b|\bsince when\b",
        [DATE],
        "from",
    ),
    _request(
        "period",
        r"\bpågå\w*|\bpågick\b|\blänge\b|\bhåll\w*\b|\blöp\w*|\bvara[rt]?\b|\bperiod\w*|\w*tid(en)?\b|\bår\b"
        r"|\blast\w*|\bruns?\b|\bran\b|\bdurations?\b|\blong\b|\brunning\b",
        [DATE],
    ),
    _request("goal", r"\w*syfte\w*|\b\w*mål(et|en)?\b|\bändamål\w*|\bpurposes?\b|\bgoals?\b|\baims?\b|\bobjectives?\b"
        r"|\båstadkom\w*|\buppnå\w*|\bachieve\w*|\baccomplish\w*|\bgår\b.*\but på\b|\b(tanken|poängen|meningen|idén)\b"),
    _request(
        "goal",
        r"\b(bild|start|skap|inrätt|tillsat|behöv|finns|form|creat|need|exist|launch|set up)\w*",
        [REASON],
        fillers="bildades bildats bildas bilda startade startades startats startas skapades skapats skapas inrättades"
        " inrättats inrättas tillsattes tillsatts behövs behövdes finns fanns formed started created needed exist"
        " exists launched set up",
    ),
    _request("funder", r"\bfinansier\w*|\bbetala\w*|\bbekosta\w*|\w*pengar\b|\w*bidrag\b|\bstöd från\b|\bnotan\b|\bfund(s|ed|ing|er|ers)?\b|\bfinance[sd]?\b|\bpays?\b|\bpaid\b", UNCOUNTED),
    _request("owner", r"\bdriv(er|s|a|it)\b|\bäg(er|s|a|are)\b|\bhuvudm\w+|\bbakom\b|\bansvarar\b|\brunning\b|\bruns?\b|\bowns?\b|\bowners?\b|\bbehind\b"),
    _request("partner", r"\bsamarbeta\w*|\bsamverka\w*|\bpartners?\b|\bcooperat\w*|\bcollaborat\w*|\bpartnered\b"),
    _request("amount", r"", [AMOUNT]),
)  # fmt: skip
"""The first whose cue is found, and of whose kind there are facts, decides."""
GENERIC = folded(
    "projekt projektet project verksamheten samarbetet satsningen insatsen initiativet programmet project's"
    " initiative programme activities operations verksamhet"
)
"""Words for whatever a document is about."""
PARTIES = frozenset({"owner", "partner", "funder"})
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
    for text in rewordings(index, question.standalone):
        if found := _match(index, replace(question, standalone=text)):
            return found
    return []


def _match(index: SearchIndex, question: Question) -> list[Statement]:
    for request in REQUESTS:
        if request.expects is not None and question.expects not in request.expects:
            continue
        if request.cue.pattern and not request.cue.search(question.standalone):
            continue
        facts = [
            fact
            for fact in index.facts
            if fact.kind in request.kinds
            and (request.needs is None or request.needs in fact.fields)
        ]
        if found := _meeting(index, question, request, facts):
            return found
    return []


def _meeting(
    index: SearchIndex, question: Question, request: Request, facts: Sequence[Fact]
) -> list[Statement]:
    told_by_kind = RELATIONS if request.kinds <= PARTIES else FILLERS
    fillers = told_by_kind | request.fillers
    if organisations := organisations_asked(question.standalone):
        fillers |= organisations.words
    conditions = [
        word
        for word in words(question.standalone)
        if is_content(word) and word.folded not in fillers and not _is_cue(word, request)
    ]
    particular = [word for word in conditions if word.folded not in GENERIC]
    if not particular and len({fact.document for fact in facts}) > 1:
        return []
    statements = [s for fact in facts if (s := statement_of(index, fact, request.needs))]
    for wide in (False, True):
        if found := [s for s in statements if _meets(index, question, s, particular, wide=wide)]:
            return _apart(found)
    return []


def _apart(statements: Sequence[Statement]) -> list[Statement]:
    """One statement for each sentence, the first."""
    first: dict[tuple[str, int], Statement] = {}
    for statement in statements:
        first.setdefault((statement.sentence.document, statement.sentence.start), statement)
    return list(first.values())


def _is_cue(word: Word, request: Request) -> bool:
    if request.kinds == {"amount"}:
        return bool(
            re.match(
                r"(pengar|miljon|miljard|kron|stor|much|money|sek|kosta|cost)",
                word.folded,
            )
        )
    return bool(request.cue.pattern and request.cue.search(word.text)) or word.folded in {
        "ar",
        "year",
        "datum",
        "date",
    }


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
    """Whether each condition is met by the sentence, or its heading or the document's title."""
    document = index.documents[statement.fact.document]
    told = statement.sentence.text
    if wide:
        told = f"{told} {statement.passage.heading} {document.title}"
    vocabulary = sorted({word.text for word in words(told)})
    asked = [word.text for word in conditions]
    if not asked:
        return True
    enough = likeness(asked, vocabulary) >= MET
    if document.language != question.asked_in:
        plain = np.array([not word.is_name for word in conditions])[:, None]
        meant = index.word_vectors(asked) @ index.word_vectors(vocabulary).T
        enough |= plain & (meant >= MEANT)
    return bool(enough.any(1).all())


def disagree(statements: Sequence[Statement]) -> tuple[Statement, Statement] | None:
    """Two statements of different documents that give one period different ends or starts."""
    periods = [s for s in statements if s.fact.kind == "period"]
    for number, one in enumerate(periods):
        for other in periods[number + 1 :]:
            if one.fact.document != other.fact.document and _differ(one.fact, other.fact):
                return one, other
    return None


def _differ(one: Fact, other: Fact) -> bool:
    """Whether both give a date that the other denies; `2023` and `2023-10` agree."""
    for field in ("to", "from"):
        dates = sorted((one.fields.get(field, ""), other.fields.get(field, "")), key=len)
        if dates[0] and not dates[1].startswith(dates[0]):
            return True
    return False
