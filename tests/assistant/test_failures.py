"""What is told of documents that cannot be read or fetched, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from pydantic import TypeAdapter

from assistant.errors import SourceError
from assistant.messages.failures import FAILURES, failure_told
from assistant.messages.notices import NOTICES
from assistant.reasons import Reason, StoredReason
from ingest.readers.parsed import ATTACHMENTS, EMBEDDED, unopened, unseen
from ingest.reading import one_by_one
from ingest.unread import why_not_read

ROOT = Path(__file__).parents[2]
RAISED = {"Reason", "SourceError", "FetchError", "SiteError", "GoneError"}
RAISED |= {"InvalidInputError", "BusyError", "UnavailableError"}
ENDINGS = (".doc", ".msg", ".png", ".mp3", ".zip", ".odd")


def modules() -> Iterator[tuple[str, ModuleType, ast.Module]]:
    own = [ROOT / "src/assistant" / name for name in ("library.py", "system/apart.py")]
    for file in sorted([*ROOT.glob("ingest/**/*.py"), *own]):
        path = str(file.relative_to(ROOT))
        name = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
        module = import_module(name.removesuffix(".__init__"))
        yield path, module, ast.parse(file.read_text("utf-8"))


def texts(path: str, module: ModuleType, tree: ast.Module) -> Iterator[str]:
    """What reasons are made of, as far as that stands fast before anything is read."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        if node.func.id not in RAISED:
            continue
        given = node.args[0]
        for one in (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,):
            try:
                told = eval(compile(ast.Expression(one), path, "eval"), vars(module))
            except (NameError, AttributeError):
                if isinstance(one, ast.Name):
                    yield from assigned(one.id, tree)
                # What else is put together holds a value, but for an error that nobody foresaw.
                else:
                    foreseen = is_put_together(one) and "__name__" not in ast.unparse(one)
                    assert not foreseen, ast.unparse(one)
                continue
            yield str(told.key if isinstance(told, Reason) else told)


def is_put_together(one: ast.expr) -> bool:
    """Whether a text is made of others, as by `"; ".join`, so that no table can hold it."""
    of_method = isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    return of_method or isinstance(one, ast.JoinedStr | ast.BinOp)


def assigned(name: str, tree: ast.Module) -> Iterator[str]:
    """The texts with values that a variable has anywhere."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and any(isinstance(to, ast.Name) and to.id == name for to in node.targets)
            and "{" in str(node.value.value)
        ):
            yield str(node.value.value)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_reason_is_told_in_swedish_with_the_same_values() -> None:
    told = {text for each in modules() for text in texts(*each)}
    told |= {why_not_read(Path("a" + ending)).key for ending in ENDINGS}
    told |= {ATTACHMENTS, EMBEDDED}
    assert FAILURES.keys() & NOTICES.keys() == set()
    known = {**FAILURES, **NOTICES}
    assert told - known.keys() == set()
    assert len(known.keys() - told) <= 2, "Those of a PDF, which are made of two parts."
    for english, swedish in known.items():
        assert fields(english) == fields(swedish)


def test_a_reason_within_a_reason_is_told_in_the_same_language() -> None:
    inner = Reason("language must be a code such as sv or en, not {value}", {"value": "{x}"})
    reason = Reason("its sidecar {name} cannot be used: {why}", {"name": "a.yaml", "why": inner})
    assert failure_told(reason, "sv") == (
        "filen a.yaml bredvid kan inte användas: language ska vara en kod som sv eller en, inte {x}"
    )
    assert failure_told(reason, "en") == str(reason) == str(SourceError(reason))
    assert SourceError(reason).reason is reason


def test_what_is_not_read_of_a_file_without_a_text_is_told_in_the_same_language() -> None:
    reason = one_by_one([Reason("it holds no text"), *unseen(["a"]), Reason("odd {x}")])
    assert failure_told(reason, "sv") == (
        "den innehåller ingen text; dess bild läses inte; skriv det som står på bilder i texten; odd {x}"
    )
    assert str(reason) == "; ".join(("it holds no text", str(*unseen(["a"])), "odd {x}"))
    assert one_by_one([Reason("it holds no text")]) == Reason("it holds no text")


def test_whole_numbers_and_names_are_told_as_each_language_does() -> None:
    cut = Reason(
        "its last {words} words are not read; split it into several files", {"words": 12345}
    )
    assert failure_told(cut, "sv") == (
        "dess sista 12\N{NO-BREAK SPACE}345 ord läses inte; dela den i flera filer"
    )
    assert failure_told(cut, "en") == (
        "its last 12,345 words are not read; split it into several files"
    )
    (within,) = unopened(ATTACHMENTS, [f"{number}.pdf" for number in range(8)])
    assert failure_told(within, "sv") == (
        "dess bilagor läses inte: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf och 3 till; spara dem bredvid"
    )
    assert str(within) == (
        "its attachments are not read: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 3 more; save them beside it"
    )


def test_a_reason_that_was_kept_in_a_file_is_the_same_with_its_numbers() -> None:
    kept = TypeAdapter(StoredReason)
    for reason in (Reason("{n} of {m}", {"n": 12345, "m": 0.5}), Reason("{n}", {"n": 2.0})):
        assert str(kept.validate_json(kept.dump_json(reason))) == str(reason)


@pytest.mark.parametrize("text", ["odd", "braces {that} are no field", ""])
def test_a_text_is_a_reason_as_it_stands(text: str) -> None:
    reason = SourceError(text).reason
    assert failure_told(reason, "sv") == failure_told(reason, "en") == text
