"""The command that measures the product, under some settings and beside a run under others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.__main__ import main
from assistant.evaluation.swapped import swapped

PAGE = "# Elbåtarna\n\nElbåtarna leds av Anna Ek. Projektet kostar 12 miljoner kronor.\n"
ASKED = {
    **{"id": "1", "category": "amount", "question": "Vad kostar Elbåtarna?", "history": []},
    **{"status": "answered", "expect": [["12 miljoner"]], "forbid": [], "cite": []},
}


def test_a_run_is_shown_beside_another_with_what_was_set_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("documents", "evaluation", "own"):
        (tmp_path / folder).mkdir()
    (tmp_path / "documents" / "boats.md").write_text(PAGE, "utf-8")
    (tmp_path / "evaluation" / "seed_questions.jsonl").write_text(json.dumps(ASKED), "utf-8")
    folders = (tmp_path / "evaluation", tmp_path / "own", tmp_path / "work")
    main(*folders, tmp_path / "plain", ["seed"])
    told = json.loads((tmp_path / "plain" / "figures.json").read_text("utf-8"))
    assert told["figures"]["seed"]["right"] == "1 of 1"
    assert told["figures"]["names that no text holds"]["answered"].endswith(" of 1")
    assert "before" not in capsys.readouterr().out
    monkeypatch.setenv("FORDONSDALEN_CONTACT__EMAIL", "anna@example.se")
    monkeypatch.setenv("FORDONSDALEN_ANSWERING__THRESHOLD", "1.0")
    main(*folders, tmp_path / "strict", ["seed"], tmp_path / "plain" / "figures.json")
    lines = capsys.readouterr().out.splitlines()
    right = next(line for line in lines if " right " in line)
    assert [cell.strip() for cell in right.split("│")[2:5]] == ["right", "1 of 1", "1 of 1"]
    assert "answering.threshold: 0.56 before, 1.0 now" in lines


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("Vad kostar Elbåtarna?", ("Vad kostar Norrbåtarna?", "Norrbåtarna")),
        ("Vem leder Norrkrafts grupp?", ("Vem leder Söderkrafts grupp?", "Söderkrafts")),
        ("Batterilyftet slutar när?", None),
        ("Vem är Anna Ek?", None),
    ],
)
def test_a_name_is_swapped_for_another_of_its_kind(
    question: str, instead: tuple[str, str] | None
) -> None:
    assert swapped(question) == instead
