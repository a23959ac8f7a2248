"""No pattern takes more than linear time, whatever it is given.

Every pattern of the product is found, wherever it stands, and is given texts that are made to let it
fail late: runs that are the same for all, and runs of its own parts. One that is added later is
tried too.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import random
import re
import time
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any

import pytest

PACKAGES = ("assistant", "ingest", "vectorstore", "ui")
CALLS = frozenset("compile search match fullmatch split findall finditer sub subn".split())
SOMETHING = "Ekby"
"""Stands for what is known only at run time in a pattern that a function puts together."""
Pattern = re.Pattern[Any]
Attack = tuple[str, str, str]
"""What opens a text, what is repeated in it and how it ends."""


def modules() -> Iterator[types.ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield package
        for info in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not info.name.endswith("__main__"):
                yield importlib.import_module(info.name)


def all_patterns() -> dict[str, Pattern]:
    """The patterns by where they stand, each once."""
    found: dict[Pattern, str] = {}
    for module in modules():
        for name, value in vars(module).items():
            if not (inspect.ismodule(value) or name.startswith("__")):
                for where, pattern in held(value, f"{module.__name__}.{name}", module.__name__):
                    found.setdefault(pattern, where)
        source = Path(str(module.__file__)).read_text("utf-8")
        for line, pattern in inside_functions(source, vars(module)):
            found.setdefault(pattern, f"{module.__name__}, line {line}")
    return {where: pattern for pattern, where in found.items()}


def held(value: Any, where: str, module: str) -> Iterator[tuple[str, Pattern]]:
    """The patterns that a value is or holds."""
    parts: list[tuple[str, Any]] = []
    if isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, Mapping):
        parts = [(f"[{key!r}]", item) for key, item in value.items()]
    elif isinstance(value, tuple | list | set | frozenset):
        parts = [(f"[{number}]", item) for number, item in enumerate(value)]
    elif inspect.isclass(value) and value.__module__ == module:
        parts = [(f".{key}", item) for key, item in vars(value).items() if key[:2] != "__"]
    elif is_dataclass(value) and not inspect.isclass(value):
        parts = [(f".{field.name}", getattr(value, field.name)) for field in fields(value)]
    for name, part in parts:
        yield from held(part, where + name, module)


def inside_functions(source: str, names: Mapping[str, Any]) -> Iterator[tuple[int, Pattern]]:
    """The patterns that functions write down where they use them.

    Those that are nothing but a parameter are found where the function's result is kept.
    """
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and is_of_re(call.func):
                written = read(call.args[0], names)
                if written is not None:
                    flags = re.IGNORECASE if isinstance(written, str) else re.NOFLAG
                    yield call.lineno, re.compile(written, flags)


def is_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in CALLS
    )


def read(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """What a pattern reads as where it is written down; None for a parameter."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(filled_in(part, names)) for part in node.values)
    if isinstance(node, ast.BinOp):
        return f"{filled_in(node.left, names)}{filled_in(node.right, names)}"
    return None


def filled_in(node: ast.expr, names: Mapping[str, Any]) -> Any:
    written = read(node, names)
    if written is not None:
        return written
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    try:
        return eval(compile(ast.Expression(inner), "", "eval"), dict(names))
    except Exception:
        return SOMETHING


RUNS = (
    *" \t,a1A.-([|\"'*#_>é😀\n",
    *("Aa ", "a ", "och ", "1 ", "a, ", "A. ", "a-", " \n", ", ", ". ", "- ", "1,", "a.a.", "a: "),
    *("| ", "(a) ", "[a]", "Aa, Aa och ", "http://", "för ", "vad ", "1 000 ", "2020-01-", "? "),
)  # fmt: skip
BEHIND_AN_OPENING = (" ", "a", "1", "Aa ", ",", "a ")
ENDS = ("", "!", "\n\x01a")


def attacks(pattern: Pattern) -> list[Attack]:
    """The same runs for all, and each repeat of the pattern's own behind what leads up to it."""
    found = [("", run, end) for run in RUNS for end in ENDS]
    for opening, turn in Sampler(pattern).repeats():
        for run in (turn, turn + " ", opening + turn, opening + turn + " "):
            found += [(opening, run, end) for end in ENDS]
        found += [(opening, run, "!") for run in BEHIND_AN_OPENING if opening]
    return list(dict.fromkeys(found))


class Sampler:
    """Makes texts that a pattern matches, and notes its repeats on the way."""

    def __init__(self, pattern: Pattern) -> None:
        source = pattern.pattern
        text = source if isinstance(source, str) else source.decode("latin-1")
        flags = pattern.flags if isinstance(source, str) else pattern.flags & ~re.LOCALE
        self.tree = parser.parse(text, flags)
        self.draw = random.Random(text)
        self.groups: dict[int, str] = {}
        self.found: list[tuple[str, str]] = []

    def repeats(self, times: int = 2) -> list[tuple[str, str]]:
        """What leads up to each repeat, and one turn of it; the whole match likewise."""
        for _ in range(times):
            self.found.append(("", self.sequence(self.tree, "")))
        return [(before[-200:], turn) for before, turn in dict.fromkeys(self.found) if turn]

    def sequence(self, tree: Any, before: str) -> str:
        text = ""
        for code, value in tree:
            make: Callable[[Any, str], str] | None = getattr(self, code.name.lower(), None)
            text += make(value, before + text) if make else ""
        return text

    def literal(self, value: int, _: str) -> str:
        return chr(value)

    def not_literal(self, value: int, _: str) -> str:
        return "b" if value == ord("a") else "a"

    def any(self, *_: Any) -> str:
        return "a"

    def branch(self, value: Any, before: str) -> str:
        return self.sequence(self.draw.choice(value[1]), before)

    def subpattern(self, value: Any, before: str) -> str:
        text = self.sequence(value[3], before)
        if value[0] is not None:
            self.groups[value[0]] = text
        return text

    def atomic_group(self, value: Any, before: str) -> str:
        return self.sequence(value, before)

    def groupref(self, value: int, _: str) -> str:
        return self.groups.get(value, "")

    def max_repeat(self, value: Any, before: str) -> str:
        least, most, body = value
        turn = self.sequence(body, before)
        if most > 1:
            self.found.append((before, turn))
        return turn * min(int(least) or self.draw.choice((0, 1)), 5)

    min_repeat = possessive_repeat = max_repeat

    def in_(self, items: Any, _: str) -> str:
        if items[0][0] is codes.NEGATE:
            inside = re.compile(f"[{''.join(map(self.written, items[1:]))}]")
            usual = [character for character in "aA1 ,-.Éé\n_'" if not inside.match(character)]
            return self.draw.choice(usual or ["a"])
        code, value = self.draw.choice(items)
        if code is codes.CATEGORY:
            return {"DIGIT": "1", "SPACE": " ", "WORD": "a"}.get(value.name[9:], "a")
        return chr(value[0] if code is codes.RANGE else value)

    def written(self, item: Any) -> str:
        code, value = item
        if code is codes.CATEGORY:
            kind = value.name.removeprefix("CATEGORY_")
            letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[kind.removeprefix("NOT_")]
            return "\\" + (letter.upper() if kind.startswith("NOT_") else letter)
        if code is codes.RANGE:
            return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        return re.escape(chr(value))


setattr(Sampler, "in", Sampler.in_)

WAYS: Mapping[str, Callable[[Pattern, Any], object]] = {
    # `search`, `sub` and `split` go through a text as `finditer` does, which goes to its end. It begins
    # with what `match` does, and so takes as long at least.
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
}
GROWING = (16, 24, 32, 64, 256)
"""What explodes is stopped at the first of these that takes far too long, so they grow slowly at first."""
EXPLODED = 200e-6
"""Seconds a character; linear patterns take a thousandth to a twentieth of this."""
SIZE, TIMES = 2048, 4
WORTH_A_LOOK = 0.001
"""Seconds for a text of `SIZE`; what is faster is not measured again. A quadratic pattern takes more."""
MOST_GROWTH = 8
"""How much longer a text takes that is `TIMES` as long: 4 times where time is linear, 16 where it is
quadratic."""
SURELY_LINEAR = 6
"""What grows by less is not measured again."""


def seconds(way: str, pattern: Pattern, text: str | bytes, tries: int = 1) -> float:
    took = []
    for _ in range(tries):
        begun = time.thread_time()
        WAYS[way](pattern, text)
        took.append(time.thread_time() - begun)
    return min(took)


def made(pattern: Pattern, attack: Attack, size: int) -> str | bytes:
    opening, run, end = attack
    text = opening + run * (size // len(run) + 1) + end
    return text if isinstance(pattern.pattern, str) else text.encode()


def grows_too_fast(pattern: Pattern) -> str | None:
    """How a pattern can be made to take more than linear time, or None."""
    for attack in attacks(pattern):
        growing = [(size, made(pattern, attack, size)) for size in GROWING]
        whole = made(pattern, attack, SIZE)
        for way in WAYS:
            for size, text in growing:
                if seconds(way, pattern, text) > max(EXPLODED * size, 0.005):
                    return f"{way} explodes on {attack}"
            once = seconds(way, pattern, whole)
            if once < WORTH_A_LOOK:
                continue
            longer = seconds(way, pattern, made(pattern, attack, SIZE * TIMES))
            if longer < SURELY_LINEAR * once:
                continue
            once = seconds(way, pattern, whole, tries=2)
            if once > WORTH_A_LOOK / 2 and longer > MOST_GROWTH * once:
                return f"{way} takes {longer / once:.0f} times as long on 4 times {attack}"
    return None


def test_every_pattern_takes_linear_time() -> None:
    slow = {
        where: told
        for where, pattern in all_patterns().items()
        # Whoever else uses the processor can make one try slow, and not each of them.
        if (told := grows_too_fast(pattern)) and all(grows_too_fast(pattern) for _ in range(3))
    }
    assert not slow, "\n".join(f"{where}: {told}" for where, told in slow.items())


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*x",
        r"\s+$",
        r"(a+)+b",
        r"\w+verket\b",
        r"\bvad\b.*\bkosta",
        r"^\W*(?:och\s*)*\s*(?P<rest>[^?!.]*?)(?P<then>\s+då)?\W*$",
        r"(?:den|det)\s*,?\s*som",
        r"\(([^)]*)\]",
    ],
)
def test_a_pattern_that_is_not_linear_is_found_out(pattern: str) -> None:
    assert grows_too_fast(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern", [r"(?<!\s)\s*x", r"a{0,9}b", r"^(?>.*?vad).*kosta", r"\d++(?:[.,]\d++)*+"]
)
def test_a_linear_pattern_is_let_through(pattern: str) -> None:
    assert grows_too_fast(re.compile(pattern)) is None


def test_patterns_are_found_wherever_they_stand() -> None:
    found = all_patterns()
    for where in (
        "assistant.text.words.WORD",
        "assistant.question.everyday.PLAINER[0][0]",
        "assistant.facts.requests.REQUESTS[0].cue",
        "assistant.facts.vocabulary.PHRASES['member']",
    ):
        assert where in found
    assert any(where.startswith("assistant.facts.vocabulary, line ") for where in found)
    assert len(found) > 300


def test_patterns_inside_of_functions_are_read() -> None:
    source = 'def f(a):\n    re.sub(rf"\\b{_KNOWN}{a}", "", a)\n    re.search(a + "x*", a)\n    re.compile(a)'
    found = [pattern.pattern for _, pattern in inside_functions(source, {"_KNOWN": "y+"})]
    assert found == [rf"\by+{SOMETHING}", f"{SOMETHING}x*"]
