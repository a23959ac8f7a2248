"""The handed cases: small pages, texts and conversations, with what must be read and answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.evaluation.cases import Case, Ingested, faults, ingested, load_cases
from assistant.settings import load_settings

FOLDER = Path(__file__).parents[3] / "shared" / "evaluation" / "cases"
CASES = load_cases(FOLDER)
KNOWN = {
    "the reader finds the right words, and is less sure of them than the threshold asks": (
        "H13-2 M10-4 P12-1"
    ),
    "the reader gives the second row of the list .4 of being inside the answer, and .5 is asked": (
        "H06-1"
    ),
    "`Vem finansierar?` names nothing, and the reader takes what two projects say for one answer": (
        "K01-4"
    ),
    "`det första projektet` is taken for the last name of the conversation, not for the first": (
        "K03-5"
    ),
    "what ends in a year, or two budgets, would have to be gathered from several documents": (
        "A08-3 A08-4"
    ),
    "found as a fact, and not believed by the reader": "A02-13",
    "`12 miljoner`, which is right, holds `2 miljoner`, which is forbidden": "A02-9",
}
"""What is not right yet: the reason, and the cases."""

pytestmark = pytest.mark.skipif(not CASES, reason="../shared/evaluation/cases is not there")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Ingested]:
    """What gives the ingested inputs of a case; the same files are ingested once."""
    found: dict[str, Ingested] = {}

    def find(case: Case) -> Ingested:
        if case.content not in found:
            data_dir = tmp_path_factory.mktemp("cases") / "data"
            found[case.content] = ingested(case, load_settings(data_dir=data_dir))
        return found[case.content]

    return find


def _marked(case: Case) -> object:
    reasons = [reason for reason, ids in KNOWN.items() if case.id in ids.split()]
    marks = [pytest.mark.xfail(strict=True, reason=reason) for reason in reasons]
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_a_case(case: Case, inputs: Callable[[Case], Ingested]) -> None:
    assert faults(case, inputs(case)) == []
