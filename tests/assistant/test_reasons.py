"""Words for all that an answer tells staff of itself, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from assistant.messages import Wording
from assistant.messages.answers import LANGUAGES
from assistant.messages.failures import FAILURES
from assistant.messages.notices import NOTICES
from assistant.messages.reasons import (
    COMPOSED,
    EXPECTED,
    REASONS,
    STATUS_WORDS,
    STEPS,
    reason_told,
)
from assistant.models.answers import ComposedBy, Language, Status
from assistant.reasons import NO_REASON, Reason
from assistant.text import kinds

HERE = Path(kinds.__file__).parents[1]
ROOT = Path(__file__).parents[2]
CODE = ("src", "ingest", "vectorstore", "ui")
SOURCE = "\n".join(path.read_text("utf-8") for path in HERE.rglob("*.py"))
MODEL = "".join(
    (HERE / "generation" / name).read_text("utf-8")
    for name in ("model.py", "streamed.py", "budget.py")
)
OF_DRAFTS = {
    "too slow",
    "others wait for it",
    "empty",
    "refused",
    "rate-limited",
    "broken off",
    "unreachable or malformed",
    "budget unknown",
    "budget of the day used up",
}
"""Reasons that code makes of what an endpoint does, or has taken."""


def test_every_reason_that_code_gives_has_words_and_no_other() -> None:
    given = {key for key in REASONS if re.search(rf'Reason\(\s*"{re.escape(key)}"', SOURCE)}
    given |= (
        set(re.findall(r'NoDraftError\("([^"]+)"', MODEL)) | OF_DRAFTS | {"below", "reaches", ""}
    )
    assert given == set(REASONS)
    assert all(f'"{key}"' in MODEL for key in OF_DRAFTS)
    told = [*REASONS, *FAILURES, *NOTICES]
    assert set(called()) - set(told) == set()
    assert len(told) == len(set(told)), "Each is worded in one place."


def called() -> Iterator[str]:
    """The keys of reasons that stand in code; `test_failures` looks for what is raised otherwise."""
    for file in chain.from_iterable((ROOT / name).rglob("*.py") for name in CODE):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Reason"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (STATUS_WORDS, set(Status)),
        (COMPOSED, set(get_args(ComposedBy))),
        (EXPECTED, {value for name, value in vars(kinds).items() if name[0] != "_" and isinstance(value, str) and name.isupper()}),
        (STEPS, {"total", "other", *re.findall(r'clock\("([^"]+)"\)', SOURCE)}),
    ],
)  # fmt: skip
def test_what_staff_see_has_words_in_both_languages(
    words: Mapping[str, Wording], keys: set[str]
) -> None:
    assert set(words) == keys
    assert all(set(told) == set(get_args(Language)) for told in words.values())
    assert all(set(told) == {"sv", "en", "other"} for told in LANGUAGES.values())


def test_a_reason_holds_another_and_a_failure_that_a_server_tells_stays_as_it_is() -> None:
    lacks = Reason("lacks", {"what": Reason("name", {"text": "React"})})
    assert reason_told(lacks, "sv") == "I citatet står inte namnet React."
    assert reason_told(lacks, "en") == "The quote does not hold the name React."
    assert (
        reason_told(Reason("no_draft", {"why": Reason("status 500")}), "sv")
        == "Inget utkast: status 500."
    )
    assert not NO_REASON
    assert reason_told(NO_REASON, "sv") == ""
