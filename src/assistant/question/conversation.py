"""Makes a question standalone: what a follow-up leaves out is taken from the turns before it.

What stands in for something else is put in its place (`Och från Epiroc?` after `Vem kommer från
Veoneer?`), a pronoun is replaced by the person or thing that it stands for, and a further question is asked of
what the one before was about. A question for which nothing of this is sure stays as it was typed; where it
leans on what was said (`Vad händer sedan?`), it is searched for and read behind that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.statement_index import GENERIC
from assistant.facts.vocabulary import is_relation
from assistant.models.answers import MOST_TURNS, Question, Turn
from assistant.text.function_words import FUNCTION_WORDS, is_content
from assistant.text.words import Word, fold, indefinite, is_known, single_spaced, words

_NAME_WORD = r"[^\W\d_a-zåäöéü][\w&’'-]*"
NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|\d[\w.]*))*")
"""Words with capitals that stand together."""
_PREPOSITION = r"från|för|på|i|hos|vid|av|med|om|from|for|at|of|in|with|about|by"
_OPENER = (
    r"och|men|samt|så|and|but|so|what about|how about|hur är det med|nej|no|jag menade|jag menar|i meant?"
    r"|förlåt|sorry|oj|ursäkta|rättelse|jag skrev fel|fel av mig|my mistake|i mean"
)
_ELLIPSIS = re.compile(
    rf"\W*+(?P<openers>(?:(?:{_OPENER})\b[\s,.:;–-]*+)*+)(?P<preposition>(?:{_PREPOSITION})\b)?+\s*+",
    re.IGNORECASE,
)
"""How a question opens that leaves out the rest; no part of it gives back what it took."""
_THEN = re.compile(r"\s(?:då|then)$", re.IGNORECASE)
_LAST_LETTER = re.compile(r"\w(?=\W*$)")
_MOST_WORDS = 5
LONGEST_TURN = 2_000
"""Characters of a turn that are looked at, as many as a question may have; nor is a rewriting longer."""
_LETTERS = re.compile(r"\w+")
PERSONS = {"han", "hon", "honom", "henne", "he", "she", "him", "her"}
OWNERS = {"hans": "s", "hennes": "s", "his": "'s"}
THINGS = re.compile(
    r"(?<!finns )(?<!fanns )(?<!händer )(?<!is )(?<!are )\b(?!det finns|det fanns|there is|there are)"
    r"(den|det|de|dem|dess|deras|denna|detta|dessa|där|då|it|they|them|their|its|that|this|those|these|there)\b(?!\s+\d)",
    re.IGNORECASE,
)
"""Words that stand for a thing, but for those of `finns det`, `is there` and `den 20 april`."""
_PRONOUNS = {"den", "det", "de", "dem", "it", "they", "them"}
_MOST_WORDS_ABOUT_A_THING = 8
_DEFINITE = re.compile(r"(?<![\w-])[a-zåäö][\w-]{3,}(?:en|et|an|na)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\W*(?:och|men|så|and|but|so)\s+(?P<asks>(?P<who>vem|vilka|who)\b.*|(?:vad|vilk\w+|hur|när|varför|what|which|how"
    r"|when|why)\b.*)$",
    re.IGNORECASE,
)
"""A further question about the same."""
_ASKS_OF_ONE = re.compile(
    r"^(?P<asks>\W*(?:vem|vad|who|what)\s+(?:är|var|is|was)\s+)(?P<what>[\w&.-]+)\W*$",
    re.IGNORECASE,
)
"""Asks for one thing that a word tells: `Vem är stabschef?`."""
_POINTED = re.compile(
    r"\b(?:den|det|de|denna|detta|dessa|that|this|those|these)\s+(?:här\s+|där\s+)?(?P<noun>\w{4,})",
    re.IGNORECASE,
)
_SWEDISH = re.compile(r"\b(vem|vilka|vilk\w+|vad|hur|när|varför)\b", re.IGNORECASE)
_VERB_OR_QUESTION_WORD = re.compile(
    r"\b(är|var|har|hade|ska|kan|får|finns|heter|leder|pågår|kommer|gör|vem|vad|vilka|vilken|vilket|hur"
    r"|när|varför|is|are|was|were|has|have|does|do|did|who|what|which|how|when|where|why|will|can)\b",
    re.IGNORECASE,
)


_LEAST_QUESTION = 3
_FEW_WORDS = 2
"""Of a question that may only name something: `Et Laddgatan ?`."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}[.!])\s+(?=[A-ZÅÄÖ])")
"""Behind a word that is no abbreviation (`prof. Anna Ek`)."""
_QUESTION_WORD = re.compile(
    r"\b(?:vem|vilk\w+|vad|hur|när|var|varför|who|what|which|how|when|where|why)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:personen|han|hon|the person|he|she)\b", re.IGNORECASE)
_FULL_STOP = frozenset("?!.")
_REMARKS = frozenset("hej tack bra okej ok jaså inget hur varför vad jo ja nej".split())


def without_context(text: str, history: Sequence[Turn]) -> str:
    """The question at the end of a text, standalone, with what it needs of the sentences before it.

    `Jag ska presentera Johanna Engman. Vad är hennes titel?` asks for the title of Johanna Engman.
    """
    text = single_spaced(text)
    *before, asked = _SENTENCE.split(text)
    context = " ".join(before)
    short = len(words(asked)) < _LEAST_QUESTION  # `Vem är från Länsst. Stockholm?`
    if not before or short or not asked.endswith("?") or _QUESTION_WORD.search(context):
        return make_standalone(text, history)
    standalone = make_standalone(asked, [*history, Turn("user", context)])
    told = [name for name in names(context) if name.start > 0]
    says_nothing = all(map(is_relation, filter(is_content, words(asked))))
    if standalone == asked and told and says_nothing and _SOMEBODY.search(asked):
        return f"{asked.rstrip(' ?')} {told[-1].text}?"
    return standalone


def recent(history: Sequence[Turn]) -> list[Turn]:
    """The last turns as they are looked at: cut, and with single spaces."""
    return [
        Turn(turn.role, single_spaced(turn.content[:LONGEST_TURN]))
        for turn in history[-MOST_TURNS:]
    ]


def make_standalone(text: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked without the conversation before it.

    Only recent turns are looked at. Where the rewriting gets too long, the text stays as it is.
    """
    turns = recent(history)
    previous: str | None = None
    for at, turn in enumerate(turns):
        if turn.role == "user":
            previous = _after(turn.content, previous, turns[:at])
    return _after(text, previous, turns)


def _after(text: str, previous: str | None, history: Sequence[Turn]) -> str:
    """A question standalone, given the one before it in the same form."""
    if previous is None or not text.strip():
        return text
    standalone = (
        _fill_ellipsis(text, previous)
        or _replace_person(text, history)
        or _replace_thing(text, previous, history)
        or _keep_topic(text, previous)
        or text
    )
    return standalone if len(standalone) <= LONGEST_TURN else text


def _fill_ellipsis(text: str, previous: str) -> str | None:
    told = _told_alone(text)
    if told is None:
        return None
    preposition, rest = told
    if preposition:
        place = re.compile(rf"\b(?i:{preposition})\s+(?P<what>{NAME.pattern}|\w+)")
        if found := _last(place, previous):
            return previous[: found.start("what")] + rest + previous[found.end("what") :]
    later = [name for name in names(previous) if name.start > 0]
    if later:
        return previous[: later[-1].start] + rest + previous[later[-1].end :]
    if (asked := _ASKS_OF_ONE.match(previous)) and len(words(rest)) == 1:
        return f"{asked['asks']}{rest}?"
    return None


def _told_alone(text: str) -> tuple[str, str] | None:
    """The preposition, if any, and the few words of a follow-up that leaves out all else."""
    opening = _ELLIPSIS.match(text.strip())
    last = opening and _LAST_LETTER.search(opening.string, opening.end())
    if not opening or not last or _VERB_OR_QUESTION_WORD.search(text):
        return None
    told = opening.string[opening.end() : last.end()]
    rest = _THEN.sub("", told)
    said = words(rest)
    if not said or len(said) >= _MOST_WORDS or not _FULL_STOP.isdisjoint(told):
        return None
    is_remark = not text.rstrip().endswith("?") or any(word.folded in _REMARKS for word in said)
    then = rest != told and not is_remark
    if not (opening["openers"] or opening["preposition"] or then):
        return None
    return opening["preposition"] or "", rest.strip()


def _replace_person(text: str, history: Sequence[Turn]) -> str | None:
    name = _last_person(history)
    if name is None:
        return None
    replaced = _LETTERS.sub(
        lambda word: (
            name
            if fold(word.group()) in PERSONS
            else name + OWNERS[fold(word.group())]
            if fold(word.group()) in OWNERS
            else word.group()
        ),
        text,
    )
    return replaced if replaced != text else None


def _last_person(history: Sequence[Turn]) -> str | None:
    """The first full name of the latest turn that has one: an answer begins with its subject."""
    for turn in reversed(history):
        full = [name.text for name in names(turn.content) if " " in name.text]
        if full:
            return full[0]
    return None


def _replace_thing(text: str, previous: str, history: Sequence[Turn]) -> str | None:
    if pointed := _POINTED.search(text):
        noun = fold(pointed["noun"])
        for turn in reversed(history):
            for word in words(turn.content):
                if word.folded.endswith(noun) and word.folded != noun:
                    return text[: pointed.start()] + word.text + text[pointed.end() :]
    is_long = len(words(text)) > _MOST_WORDS_ABOUT_A_THING
    if not (thing := THINGS.search(text)) or is_long or topic(text) is not None:
        return None
    if thing.group().casefold() in _PRONOUNS and (named := topic(previous)):
        return text[: thing.start()] + named + text[thing.end() :]
    return None


def _keep_topic(text: str, previous: str) -> str | None:
    """`Och vem är ordförande?` asks about what was talked of, unless it names something itself."""
    goes_on, named = _GOES_ON.match(text), topic(previous)
    if not goes_on or named is None or topic(f"- {goes_on['asks']}") is not None:
        return None
    asks = goes_on["asks"].rstrip(" ?!.")
    relation = ("i" if goes_on["who"] else "för") if _SWEDISH.search(asks) else "of"
    return f"{asks[0].upper()}{asks[1:]} {relation} {named}?"


def leans(question: Question) -> bool:
    """Whether a follow-up leaves out what was said before it, or may: no rule knows its language."""
    if not question.turns or question.asked_in == "other":
        return bool(question.turns)
    alone = without_context(question.text, ())
    if _stands_for_others(alone) or _told_alone(alone) is not None or _says_little(alone):
        return True
    return without_context(question.text, question.turns) != alone


def _stands_for_others(text: str) -> bool:
    """Whether a text holds a pronoun for a person or thing."""
    return any(word.folded in PERSONS or word.folded in OWNERS for word in words(text)) or (
        THINGS.search(text) is not None
    )


def _says_little(text: str) -> bool:
    """Whether a question tells hardly anything of what it is about: `När startade projektet?`."""
    every = words(text)
    told = [word for word in every if is_content(word) and word.folded not in GENERIC]
    is_named = any(name.start > 0 for name in names(text))
    return len(every) <= _FEW_WORDS or (len(told) <= 1 and not is_named)


def topic(question: str) -> str | None:
    """What a question is about: the last of its names and its nouns in the definite form."""
    named = [name for name in names(question) if name.start > 0]
    nouns = [word for word in words(question) if _is_definite(word)]
    return max((*named, *nouns), key=lambda word: word.start).text if named or nouns else None


def _is_definite(word: Word) -> bool:
    """Whether a word looks like a noun in the definite form; `budget` and `vilket` only end like one."""
    if not _DEFINITE.fullmatch(word.text) or not is_content(word):
        return False
    return is_known(indefinite(word.text.casefold())) or not is_known(word.text)


def names(text: str) -> list[Word]:
    """The names of a text; a word that only opens a sentence (`Är Ericsson med?`) is part of none."""
    found = []
    for match in NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if rest and fold(first) in FUNCTION_WORDS:
            found.append(Word(rest, match.end() - len(rest), match.end()))
        elif fold(name) not in FUNCTION_WORDS:
            found.append(Word(name, match.start(), match.end()))
    return found


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)
