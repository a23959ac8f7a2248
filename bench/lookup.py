"""Times looking up facts in a made index of many people, without the time of any model."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from assistant.findings import VIEWS, look_up
from assistant.models import Document, EarlierVersion, Fact, Passage, Question, Sentence
from assistant.ports import Matrix, SearchIndex, Vector, View
from assistant.question import understand
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents

REAL = Path("tests/data/questions")
PEOPLE = 25
"""Of a document."""
DIMENSIONS = 384
TODAY = date(2026, 1, 1)
ASKED = (
    "Vem är {name}?",
    "Vem kommer från {organisation}?",
    "Vem är {role} på {organisation}?",
    "Vilka deltar i {group}?",
    "Hur många sitter i {group}?",
    "Är {name} {role}?",
    "Är {name} med i {group}?",
    "Who represents {organisation}?",
    "Vem leder {group}?",
    "När slutar {project}?",
    "Vad kostar {project}?",
    "Vilka deltar i gruppen?",
    "Vem är ordförande?",
    "Hur bakar man sockerkaka?",
)


class MadeIndex:
    """People, periods and sums in documents of their own; see `assistant.ports.SearchIndex`."""

    generation = "made"

    def __init__(self, people: int, seed: int = 0) -> None:
        """Make that many people out of the parts of real ones."""
        self.told: list[dict[str, str]] = []
        self.documents: dict[str, Document] = {}
        self.passages: list[Passage] = []
        self.facts: list[Fact] = []
        self.withdrawn: list[Fact] = []
        self._views: dict[Callable[[SearchIndex], Any], Any] = {}
        draw, parts = random.Random(seed), _parts()
        for number in range(people // PEOPLE):
            self._write(f"d{number}", draw, parts)

    def _write(self, name: str, draw: random.Random, parts: dict[str, list[str]]) -> None:
        group = f"{_name(draw, parts['place'])}s {draw.choice(parts['group']).split()[-1].lower()}"
        project = _name(draw, parts["place"])
        begins, ends, sum_ = draw.randint(2015, 2021), draw.randint(2022, 2030), draw.randint(2, 90)
        lines: list[tuple[str, str, dict[str, str]]] = [
            (f"{project} pågår från {begins} till {ends}.", "period",
             {"subject": project, "from": str(begins), "to": str(ends)}),
            (f"{project} kostar totalt {sum_} miljoner kronor.", "amount",
             {"subject": project, "value": str(sum_ * 1_000_000), "unit": "SEK"}),
        ]  # fmt: skip
        for member in range(PEOPLE):
            kind_of_firm = draw.choice(("AB", "kommun", "förbund"))
            fields = {
                "name": f"{draw.choice(parts['first'])} {_name(draw, parts['last'])}",
                "role": draw.choice(parts["role"]),
                "organisation": f"{_name(draw, parts['organisation'])} {kind_of_firm}",
                "group": group,
                "capacity": "leader" if member == 0 else "member",
            }
            self.told.append({**fields, "project": project})
            line = f"{fields['name']}, {fields['role']}, {fields['organisation']}"
            lines.append((line, "person", fields))
        title = f"{project} möter {group}"
        text = "\n".join([f"I {group} sitter:", *(line for line, _, _ in lines)])
        self.documents[name] = Document(name, title, text, f"{name}.txt")
        sentences, at = [], text.index("\n") + 1
        for line, kind, fields in lines:
            sentences.append(Sentence(name, at, at + len(line), line))
            self.facts.append(Fact(name, at, at + len(line), line, kind, fields))
            at += len(line) + 1
        passage = Passage(name, 0, len(text), text, title, title, tuple(sentences))
        self.passages.append(passage)

    def earlier(self, document: str) -> Sequence[EarlierVersion]:  # noqa: ARG002
        """None."""
        return ()

    def view(self, build: Callable[[SearchIndex], View]) -> View:
        """Built once."""
        if build not in self._views:
            self._views[build] = build(self)
        view: View = self._views[build]
        return view

    def embed_query(self, text: str) -> Vector:
        """The same vector for the same text, about as near to any other as to the next."""
        made = np.random.default_rng(zlib.crc32(text.casefold().encode())).normal(size=DIMENSIONS)
        unit: Vector = (made / np.linalg.norm(made)).astype(np.float32)
        return unit

    def word_vectors(self, words: Sequence[str]) -> Matrix:
        """Likewise."""
        return np.array([self.embed_query(word) for word in words]).reshape(-1, DIMENSIONS)

    def dense(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """Nothing is searched."""
        raise NotImplementedError

    def passage_vectors(self, rows: Sequence[int]) -> Matrix:
        """Nothing is searched."""
        raise NotImplementedError

    def sentence_vectors(self, row: int) -> Matrix:
        """Nothing is searched."""
        raise NotImplementedError

    def lexical(self, text: str) -> Vector:
        """Nothing is searched."""
        raise NotImplementedError


def questions(index: MadeIndex, count: int, seed: int = 1) -> Iterator[Question]:
    """Questions about some of the people."""
    draw = random.Random(seed)
    for number in range(count):
        text = ASKED[number % len(ASKED)].format(**draw.choice(index.told))
        yield understand(text, None, (), default="sv", maximum=2000)


def looking_up(people: int, count: int = 280) -> tuple[float, list[float]]:
    """Seconds to build the views of a made index, and to look up each of some questions."""
    index = MadeIndex(people)
    start = perf_counter()
    for view in VIEWS:
        index.view(view)
    built, spent = perf_counter() - start, []
    for question in questions(index, count):
        start = perf_counter()
        look_up(index, question, TODAY)
        spent.append(perf_counter() - start)
    return built, spent


def _parts() -> dict[str, list[str]]:
    """The parts that names, roles and organisations of the documents of our questions are made of."""
    read = read_documents(sorted(REAL.glob("*/documents")), IngestSettings())
    told = [fact.fields for one in read.documents for fact in one.facts if fact.kind == "person"]
    names = [fields["name"].split() for fields in told]
    parts = {field: [f[field] for f in told if f.get(field)] for field in ("role", "group")}
    parts["first"] = [name[0] for name in names]
    parts["last"] = [name[-1] for name in names]
    firms = [fields["organisation"] for fields in told if fields.get("organisation")]
    parts["organisation"] = [firm.split()[0] for firm in firms]
    parts["place"] = [*parts["organisation"], *parts["last"]]
    return {name: sorted(set(values)) for name, values in parts.items()}


def _name(draw: random.Random, names: Sequence[str]) -> str:
    """A new name out of the halves of two."""
    one, other = draw.choice(names), draw.choice(names)
    return (one[: max(2, len(one) * 2 // 3)] + other[len(other) // 2 :].lower()).replace("-", "")
