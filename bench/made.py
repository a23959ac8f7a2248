"""Makes documents for an index of any size, out of the parts of real ones.

People, periods and sums stand in them as facts, about three to a passage, as in the documents of our
questions; what is between is prose of those documents, with a number so that no two texts are the same.
Nothing is read or embedded: facts and spans are made with the text.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.models.documents import Document, Fact, Passage, ReadDocument, Sentence
from assistant.ports import Matrix
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents
from vectorstore.embeddings import TextEmbeddings

REAL = Path("tests/data/questions")
PEOPLE, LINES, PROSE = 25, 7, 5
"""Of a document: its people, how many facts share a passage, and its passages without facts."""
DIMENSIONS = 384
BATCH = 4096
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
    "Hur bakar man sockerkaka?",
)
BROAD = "Vilka deltar i gruppen?"
"""Names no group, so that everybody whom the documents tell of is an answer."""
Fields = dict[str, str]


@dataclass(frozen=True)
class Parts:
    """What real documents are made of."""

    firsts: Sequence[str]
    lasts: Sequence[str]
    roles: Sequence[str]
    groups: Sequence[str]
    organisations: Sequence[str]
    prose: Sequence[Passage]

    @classmethod
    def of_questions(cls) -> Parts:
        """Those of the documents of our questions."""
        read = read_documents(sorted(REAL.glob("*/documents")), IngestSettings()).documents
        told = [fact.fields for one in read for fact in one.facts if fact.kind == "person"]
        names = [fields["name"].split() for fields in told]

        def distinct(values: Iterator[str]) -> list[str]:
            return sorted(set(filter(None, values)))

        return cls(
            distinct(name[0] for name in names),
            distinct(name[-1] for name in names),
            distinct(fields.get("role", "") for fields in told),
            distinct(fields.get("group", "") for fields in told),
            distinct(fields.get("organisation", " ").split(" ")[0] for fields in told),
            [passage for one in read for passage in one.passages],
        )


class Maker:
    """Makes one document after another, and remembers what can be asked about them."""

    def __init__(self, parts: Parts, seed: int = 0) -> None:
        """Take what they are made of; the same seed makes the same."""
        self._parts, self._draw = parts, random.Random(seed)
        self._places = [*parts.organisations, *parts.lasts]
        self.told: list[Fields] = []
        """For each person what is said of it, and the project of its document."""

    def documents(self, passages: int) -> Iterator[ReadDocument]:
        """Documents with about that many passages in all."""
        made = 0
        while made < passages:
            document = self._document(f"d{len(self.told) // PEOPLE}")
            made += len(document.passages)
            yield document

    def _document(self, name: str) -> ReadDocument:
        draw, project = self._draw, self._name(self._places)
        group = f"{self._name(self._places)}s {draw.choice(self._parts.groups).split()[-1].lower()}"
        title = f"{project} möter {group}"
        lines = [*_about(project, draw), *(self._person(n, group, project) for n in range(PEOPLE))]
        text, passages, facts = "", [], []
        for start in range(0, len(lines), LINES):
            told = lines[start : start + LINES]
            passage = _passage(name, title, len(text), [line for line, _, _ in told], "\n")
            facts += [
                Fact(name, sentence.start, sentence.end, sentence.text, kind, fields)
                for sentence, (_, kind, fields) in zip(passage.sentences, told, strict=True)
            ]
            passages.append(passage)
            text += passage.text + "\n\n"
        for number, real in enumerate(draw.sample(self._parts.prose, PROSE)):
            sentences = [sentence.text for sentence in real.sentences]
            sentences.append(f"Diarienummer {name}-{number}.")
            passages.append(_passage(name, title, len(text), sentences, " "))
            text += passages[-1].text + "\n\n"
        return ReadDocument(
            Document(name, title, text, f"{name}.txt"), tuple(passages), tuple(facts)
        )

    def _person(self, number: int, group: str, project: str) -> tuple[str, str, Fields]:
        draw, parts = self._draw, self._parts
        kind = draw.choice(("AB", "kommun", "förbund"))
        fields = {
            "name": f"{draw.choice(parts.firsts)} {self._name(parts.lasts)}",
            "role": draw.choice(parts.roles),
            "organisation": f"{self._name(parts.organisations)} {kind}",
            "group": group,
            "capacity": "member" if number else "leader",
        }
        self.told.append({**fields, "project": project})
        line = f"{fields['name']}, {fields['role']}, {fields['organisation']}"
        return line, "person", fields

    def _name(self, names: Sequence[str]) -> str:
        """A new name out of the halves of two."""
        one, other = self._draw.choice(names), self._draw.choice(names)
        made = one[: max(2, len(one) * 2 // 3)] + other[len(other) // 2 :].lower()
        return made.replace("-", "")


def _about(project: str, draw: random.Random) -> list[tuple[str, str, Fields]]:
    begins, ends, sum_ = draw.randint(2015, 2021), draw.randint(2022, 2030), draw.randint(2, 90)
    period = {"subject": project, "from": str(begins), "to": str(ends)}
    amount = {"subject": project, "value": str(sum_ * 1_000_000), "unit": "SEK"}
    return [
        (f"{project} pågår från {begins} till {ends}.", "period", period),
        (f"{project} kostar totalt {sum_} miljoner kronor.", "amount", amount),
    ]


def _passage(name: str, title: str, start: int, texts: Sequence[str], between: str) -> Passage:
    """A passage of sentences, of which the first stands at an offset of the document."""
    sentences, at = [], start
    for text in texts:
        sentences.append(Sentence(name, at, at + len(text), text))
        at += len(text) + len(between)
    whole = between.join(texts)
    return Passage(name, start, start + len(whole), whole, title, title, tuple(sentences))


def questions(told: Sequence[Fields], count: int, seed: int = 1) -> list[str]:
    """Questions about some of the people."""
    draw = random.Random(seed)
    return [ASKED[number % len(ASKED)].format(**draw.choice(told)) for number in range(count)]


class MadeEncoder:
    """Random unit vectors; the same text has the same one. About as far from each other as can be."""

    def queries(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """As of an encoder."""
        return np.array([_vector(text) for text in texts], np.float32)


def _vector(text: str) -> Matrix:
    seed = zlib.crc32(text.casefold().encode())
    made: Matrix = np.random.default_rng(seed).standard_normal(DIMENSIONS, np.float32)
    return made


def made_embeddings() -> TextEmbeddings:
    """An embedding model that takes no time."""
    load: Callable[[], MadeEncoder] = MadeEncoder
    return TextEmbeddings("made", load, BATCH)
