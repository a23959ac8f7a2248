from __future__ import annotations

import json
import re
from pathlib import Path

import torch

from assistant.reader.nano import NanoFile
from assistant.reader.onnx import MODEL, OnnxReader
from assistant.reader.reading import Context
from training.data import Sources, own_pages
from training.export import loss_by_cutting
from training.shipped import weights
from training.train import CHECKPOINT, LOG


def test_it_goes_on_from_the_checkpoint(work: Path) -> None:
    log = (work / LOG).read_text("utf-8")
    assert "from step 0," in log
    (later,) = re.findall(r"from step ([1-9]\d*),", log)
    steps = [json.loads(line[9:])["step"] for line in log.splitlines() if '"step"' in line]
    assert min(steps) <= int(later) < max(steps)


def test_it_tells_how_it_does_on_what_it_does_not_learn_from(work: Path) -> None:
    log = (work / LOG).read_text("utf-8")
    told = [json.loads(line[9:]) for line in log.splitlines() if "spans met" in line]
    assert told[-1]["spans met"] > told[0]["spans met"]
    assert all(0 <= told[-1][name] <= 1 for name in ("AUC answerable", "AUC claims"))


def test_it_learns_exports_and_reads(exported: Path, sources: Sources, nano: NanoFile) -> None:
    folder = exported
    assert (folder / MODEL).stat().st_size < 30_000_000
    pages = own_pages(sources.own).training
    reader = OnnxReader(folder)
    context = Context("Ljusgården", "", pages[0].passages[0].text)
    span = reader.read("Vem leder projektet?", [context]).spans[0]
    assert context.text[span.start : span.end] == "Karin Ahlgren"
    cut = loss_by_cutting(nano, pages, folder / MODEL, count=10)
    assert cut["span F1, int8"] > cut["span F1, fp32"] - 0.1


def test_a_training_can_go_on_from_what_was_exported(work: Path, exported: Path) -> None:
    trained = torch.load(work / CHECKPOINT, weights_only=True)["model"]
    recovered = weights(exported / MODEL)
    assert recovered.keys() == trained.keys()
    for name, told in recovered.items():
        assert told.shape == trained[name].shape
        assert (told - trained[name]).abs().max() <= trained[name].abs().max() / 127
    heads = [name for name in trained if name.startswith(("spans", "pool", "whole"))]
    assert heads
    assert all(torch.allclose(recovered[name], trained[name]) for name in heads)
