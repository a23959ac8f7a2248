"""How much of what a real language model writes the gate lets pass: `python -m bench.drafts FOLDER MOST`.

The model is the one of `tests/assistant/generation/test_real_model.py`, which tells what to install. FOLDER
holds `documents` and `questions.jsonl`, as the sets of `tests/data/questions` do. The model cites nothing,
so its claims are judged once more as if each cited every quote that the answer rests on.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from langchain_core.runnables import Runnable, RunnableGenerator

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.evaluation.files import json_lines
from assistant.generation.asked import Asked
from assistant.generation.checking import Checking
from assistant.generation.composer import Checked, ModelComposer
from assistant.generation.gate import Gate
from assistant.generation.model import TimedModel
from assistant.generation.usage import Usage
from assistant.ingesting import ingest
from assistant.models.drafts import Claim
from assistant.settings import Settings, load_settings
from vectorstore.langchain import as_retriever

SECONDS = 120.0
PASSAGES = 2


class _Noting(ModelComposer):
    """Words answers, and notes how far the last draft was checked."""

    last: Checked | None = None

    def way(self, asked: Asked) -> Runnable[str, Checked]:
        return super().way(asked) | RunnableGenerator(self._note)

    def _note(self, drafts: Iterator[Checked]) -> Iterator[Checked]:
        for self.last in drafts:
            yield self.last


def main(folder: Path, most: int) -> None:
    """Ask the questions until there are enough drafts, and print what came of their claims."""
    from tests.assistant.generation.test_real_model import serve  # noqa: PLC0415 - it may be missing

    server = serve()
    model = {"model": "openai:smollm2", "base_url": f"{server.listening_address}/v1"}
    with tempfile.TemporaryDirectory() as data:
        given = {**model, "seconds": SECONDS, "draft_tokens": 80, "rephrase": False}
        # The fewest passages: the model reads 100 tokens a second on one core.
        settings = load_settings(
            data_dir=Path(data), generation=given, retrieval={"passages": PASSAGES}
        )
        ingest([folder / "documents"], settings)
        _print(list(_drafts(settings, json_lines(folder / "questions.jsonl"), most)))


def _drafts(
    settings: Settings, cases: Sequence[dict[str, object]], most: int
) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """The claims of each draft, as they were judged and as if they cited what the answer rests on."""
    gate = Gate(bootstrap.open_reader, settings.generation.least_carried)
    model = TimedModel(settings.generation, Usage(settings.data_dir))
    composer = _Noting(as_retriever, model, gate)
    index = bootstrap.build_reader(settings).current
    assistant = Assistant(index, bootstrap.open_reader, settings, composer=composer)
    for case in cases:
        if most <= 0:
            return
        composer.last = None
        answer = assistant.ask(str(case["question"]))
        for draft in answer.explanation.drafts:
            if (last := composer.last) is None:
                continue
            cites = "".join(f" [{item.handle}]" for item in last.items if item.is_core)
            cited = "\n".join(f"{claim.text}{cites}" for claim in draft.claims)
            again = Checking(gate, last.items, answer.question.language)
            yield draft.claims, again.end(cited).claims
            most -= 1


def _print(drafts: Sequence[tuple[Sequence[Claim], Sequence[Claim]]]) -> None:
    for name, at in (("as written", 0), ("as if each cited what the answer rests on", 1)):
        claims = [claim for draft in drafts for claim in draft[at]]
        passed = [claim for claim in claims if not claim.objection]
        print(f"{name}: {len(drafts)} drafts, {len(claims)} claims, {len(passed)} pass")
        why = Counter(claim.objection.key for claim in claims if claim.objection)
        quoted = sum(claim.told.rstrip(".") != claim.text for claim in passed)
        print(f"  told as quoted: {quoted}")
        print("  dropped:", ", ".join(f"{key} {count}" for key, count in why.most_common()))
        for claim in passed:
            print(f"  passed at {claim.chance:.2f}: {claim.text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
