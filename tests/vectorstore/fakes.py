"""Documents and a model that is quick, deterministic and counts what it is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from assistant.models.documents import Document, Fact, Passage, ReadDocument, Sentence
from assistant.ports import Matrix
from vectorstore.embeddings import TextEmbeddings

DIMENSIONS = 16


class RecordingEncoder:
    """Vectors from checksums: the same text has the same one in every process."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def queries(self, texts: Sequence[str]) -> Matrix:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        self.texts += texts
        return np.array([_vector(text) for text in texts], np.float32)


def _vector(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    return [float(value) for value in np.random.default_rng(seed).normal(size=DIMENSIONS)]


class RecordingEmbeddings(TextEmbeddings):
    """`texts` holds all that was ever embedded."""

    def __init__(self, name: str = "fake") -> None:
        self.recorder = RecordingEncoder()
        super().__init__(name, lambda: self.recorder, batch_size=32)

    @property
    def texts(self) -> list[str]:
        return self.recorder.texts


def read_document(identifier: str, *paragraphs: str, title: str = "Titel") -> ReadDocument:
    """A document with a passage for each paragraph, a sentence for each full stop, and a fact."""
    text = "\n\n".join(paragraphs)
    document = Document(
        identifier, title, text, f"{identifier}.txt", "text/plain", None, "2021-04", "sv"
    )
    passages, start = [], 0
    for paragraph in paragraphs:
        sentences, at = [], start
        for part in paragraph.split(". "):
            end = min(at + len(part) + 1, start + len(paragraph))
            sentences.append(Sentence(identifier, at, end, text[at:end]))
            at = end + 1
        end = start + len(paragraph)
        heading = f"{title} §"
        passages.append(
            Passage(identifier, start, end, paragraph, heading, heading, tuple(sentences))
        )
        start = end + 2
    fact = Fact(identifier, 0, 5, text[:5], "partner", {"organisation": "KTH"})
    return ReadDocument(document, tuple(passages), (fact,))


GROUP = read_document(
    "group",
    "Åsa leder gruppen 🚗 för fordon. Hon företräder KTH.",
    "Gruppen består av åtta personer.",
)
PROJECT = read_document("project", "Projektet pågår till 2023. Regionen driver det.", title="Mål")


def many(count: int, version: str = "") -> list[ReadDocument]:
    """Documents of three passages each."""
    return [
        read_document(
            f"d{number}",
            *(f"Dokument {number} del {part} {version}. En mening till." for part in range(3)),
        )
        for number in range(count)
    ]
