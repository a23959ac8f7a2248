"""Measures an exported reader and calibrates it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from assistant.evaluation import questions
from assistant.evaluation.questions import Outcome
from assistant.ports import SearchIndex
from assistant.reader.calibration import FLAT, FORMAT, Calibration, load_calibration
from assistant.reader.onnx import CARD, MODEL, OnnxReader
from assistant.reader.reading import Context, Verdict
from assistant.settings import Settings
from training import figures
from training.calibrate import calibrate, calibrate_facts
from training.card import checksum, write_card
from training.data import Sources, VerdictName, own_pages, reading_pages
from training.facts import FactAnswer, told_by_facts
from training.figures import Judged
from training.looking import (
    Look,
    Query,
    kept,
    look,
    look_at_own_passage,
    open_pages,
    open_set,
    page_queries,
    set_queries,
    settled,
    swapped_queries,
)
from training.practice import outcome
from training.sites import Site, sites
from training.swapping import Names

Item = TypeVar("Item")
SEED = 14
OWN_QUESTIONS, READING_QUESTIONS = 300, 300
"""How many of the validation questions are read: reading all takes half an hour."""
SITE_QUESTIONS = 50
"""How many of each site the calibration is fitted to."""
LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
"""Thresholds beside the fitted one that question sets are judged at."""
_FLAT = Calibration(1.0, FLAT, 1.0)


class Report:
    """Figures of the reader in a folder, made of looks that are kept beside the checkpoints."""

    def __init__(
        self,
        sources: Sources,
        work: Path,
        folder: Path,
        settings: Settings,
        unlearnt: Sequence[str] = (),
    ) -> None:
        """Take where the data lies, where looks are kept, and the folder of the reader.

        `unlearnt` names files of pages that came after the reader: of these it learnt nothing either.
        """
        self._sources = sources
        self._work = work
        self._folder = folder
        self._settings = settings
        own = own_pages(sources.own)
        self._pages = own.validation
        later = (page for page in own.training if page.source in unlearnt)
        self._unlearnt = (*own.validation, *later)
        self._names = Names(self._pages)
        self._looks = work / "looks" / f"{checksum(folder / MODEL)[:12]}-{FORMAT}"

    def calibrate(self, names: Sequence[str]) -> Calibration:
        """Fit the calibration and write the reader's card.

        Args:
            names: Sets of questions to fit it to, beside the pages that nothing was learnt from; these
                alone without any.
        """
        if not (self._folder / CARD).is_file():
            write_card(self._folder, self._sources, _FLAT)
        pages = self._of_sites()
        looks = [one for name in names for one in self._set(name)] or pages
        swapped = [one for name in names for one in self._swapped(name)]
        calibration = calibrate(looks, swapped, pages)
        # By which the passages are read that facts are weighed beside.
        write_card(self._folder, self._sources, calibration)
        reader = OnnxReader(self._folder)

        def told(queries: Sequence[Query], index: SearchIndex) -> Iterator[FactAnswer]:
            return told_by_facts(reader, index, queries, self._settings)

        of_sets = [one for name in names for one in told(*self._opened(name))]
        of_pages = [one for index, queries in self._sites() for one in told(queries, index)]
        calibration = calibrate_facts(calibration, of_sets, of_pages)
        write_card(self._folder, self._sources, calibration)
        return calibration

    def _sites(self) -> Iterator[Site]:
        return sites(self._unlearnt, self._index("sites"), self._settings)

    def measure(self) -> dict[str, Any]:
        """All figures but those of the question sets."""
        own = self._own()
        reading = self._reading()
        documents = {page.id: page.document for page in self._pages}
        judged = {
            page.id: page.document for page in reading_pages(self._sources.reading).validation
        }
        told = figures.judged(own, load_calibration(self._folder / CARD))
        measured = {
            "own, span in the right passage": figures.given_the_passage(own, documents),
            "own, lists": figures.lists(told),
            "own, verdicts": figures.verdicts(self._verdicts()),
            "own, claims": self._claims(),
            "reading set, span in the right passage": figures.given_the_passage(reading, judged),
            "reading set, adversarial": {
                "AUC answerable": figures.auc(
                    [bool(k.asked and k.asked.answers) for k in reading],
                    [c.margin if (c := k.found[0]) else -99.0 for k in reading],
                )
            },
        }
        for name, some in self._groups(told).items():
            measured[f"own, five passages, {name}"] = figures.refusal(some)
        return measured

    def _groups(self, told: Sequence[Judged]) -> dict[str, list[Judged]]:
        """Questions about our own pages by language, by kind and by file."""
        pages = {page.id: page for page in self._pages}
        groups: dict[str, list[Judged]] = defaultdict(list)
        for one in told:
            asked, page = one.look.asked, pages[one.look.page]
            assert asked is not None
            groups["all"].append(one)
            groups[f"asked in {one.look.question.asked_in}"].append(one)
            groups[f"{page.language} pages"].append(one)
            groups[f"file {page.source}"].append(one)
            if asked.history:
                groups["follow-ups"].append(one)
            if asked.verdict:
                groups["yes or no"].append(one)
            if len(asked.answers) > 1:
                groups["lists"].append(one)
        return dict(sorted(groups.items()))

    def sets(self, names: Sequence[str]) -> dict[str, Any]:
        """Figures of question sets, end to end, each under a calibration fitted to the others."""
        looks = {name: self._set(name) for name in names}
        swapped = {name: self._swapped(name) for name in names}
        pages = self._of_sites()
        measured: dict[str, Any] = {}
        every: dict[float | None, list[Outcome]] = defaultdict(list)
        for name in names:
            rest = [other for other in names if other != name]
            others = calibrate(
                [one for other in rest for one in looks[other]],
                [one for other in rest for one in swapped[other]],
                pages,
            )
            levels = {None: others} | {level: replace(others, threshold=level) for level in LEVELS}
            for level, at in levels.items():
                every[level] += [outcome(one, at) for one in looks[name]]
            measured[name] = _summary(every[None][-len(looks[name]) :])
        for level, outcomes in every.items():
            measured[f"all at {level or 'their thresholds'}"] = _summary(outcomes)
        measured["right answers by confidence"] = questions.reliability(every[LEVELS[0]])
        return measured

    def _set(self, name: str) -> list[Look]:
        queries, index = self._opened(name)
        return self._kept(name, partial(self._look, index, queries))

    def _swapped(self, name: str) -> list[Look]:
        queries, index = self._opened(name)
        swapped = swapped_queries(queries, index, self._names)
        return self._kept(f"{name}-swapped", partial(self._look, index, swapped))

    def _opened(self, name: str) -> tuple[list[Query], SearchIndex]:
        (chosen,) = (s for s in questions.own_sets(Path("tests/data/questions")) if s[0] == name)
        return set_queries(chosen), open_set(chosen[1], self._index(name), self._settings)

    def _of_sites(self) -> list[Look]:
        """At a part of what is asked about each site."""

        def make(reader: OnnxReader) -> list[Look]:
            return [
                one
                for index, queries in self._sites()
                for one in self._look(index, _sample(queries, SITE_QUESTIONS), reader)
            ]

        return self._kept("sites", make)

    def _own(self) -> list[Look]:
        index = open_pages(self._pages, self._index("validation"), self._settings)
        queries = _sample(page_queries(self._pages), OWN_QUESTIONS)
        return self._kept("own", partial(self._look, index, queries))

    def _look(self, index: SearchIndex, queries: Sequence[Query], reader: OnnxReader) -> list[Look]:
        return look(reader, index, queries, self._settings)

    def _reading(self) -> list[Look]:
        pages = reading_pages(self._sources.reading).validation
        pairs = _sample(
            [(page, asked) for page in pages for asked in page.asked], READING_QUESTIONS
        )
        return self._kept("reading", lambda reader: look_at_own_passage(reader, pairs))

    def _verdicts(self) -> list[tuple[VerdictName, Verdict]]:
        """Of the questions for yes or no: what is known, and what is made of what would be quoted."""
        reader = OnnxReader(self._folder)
        pairs = [(page, asked) for page in self._pages for asked in page.asked if asked.verdict]
        return [
            (asked.verdict, settled(reader, look))
            for (_, asked), look in zip(pairs, look_at_own_passage(reader, pairs), strict=True)
            if asked.verdict
        ]

    def _claims(self) -> dict[str, float]:
        reader = OnnxReader(self._folder)
        claims = [claim for page in self._pages for claim in page.claims]
        chances = [reader.settle(claim.text, Context("", "", claim.quote)).yes for claim in claims]
        right = [(c >= 0.5) == claim.carried for c, claim in zip(chances, claims, strict=True)]
        return {
            "claims": len(claims),
            "right": sum(right) / len(right),
            "AUC": figures.auc([claim.carried for claim in claims], chances),
        }

    def _kept(self, name: str, make: Callable[[OnnxReader], list[Look]]) -> list[Look]:
        return kept(self._looks / f"{name}.pickle", lambda: make(OnnxReader(self._folder)))

    def _index(self, name: str) -> Path:
        return self._work / "indexes" / name


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    summary = questions.summarise(outcomes)
    return {name: summary[name] for name in ("right", "wrong answers given", "needless refusals")}


def _sample(items: Sequence[Item], count: int) -> list[Item]:
    return random.Random(SEED).sample(list(items), min(count, len(items)))
