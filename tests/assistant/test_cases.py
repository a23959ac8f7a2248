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
    "read rightly, at less than the threshold": "H13-2 H15-3 H16-1 P12-1",
    "a fact of another thing answers where the documents tell none of this one": "H30-2 P08-1 P08-2",
    "what a sentence calls `Projektet` is not known by the heading above it": "A02-13 K01-4",
    "the follow-up is not understood": "K03-5 M03-2 M03-3",
    "several documents are to be gone through and compared": "A08-3 A08-4",
    "another name, or number, is taken for the one that is asked for": "M10-2 M10-3 M10-4",
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
