"""The reader as it runs: onnxruntime, here or at an endpoint, and sentencepiece; no torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from assistant.errors import SettingsError
from assistant.models.answers import Turn
from assistant.reader.calibration import (
    BESIDE_FEATURES,
    FACT_FEATURES,
    NO_SPAN,
    Calibration,
    chance,
    features_beside,
    load_calibration,
)
from assistant.reader.decoding import Candidate, best_span
from assistant.reader.nano import NanoFile
from assistant.reader.reading import NO_VERDICT, Ahead, AnswerSpan, Context, Reading, Verdict
from assistant.reader.tokens import Pair, Pieces, ask_after, open_pieces
from assistant.text.words import without_marks

FOLDER = Path(__file__).parent
MODEL, CARD, PIECES = "reader.onnx", "reader.json", "reader.pieces"
LONGEST_QUESTION, LONGEST_CONTEXT, LONGEST_TITLE, LONGEST_TURN = 2000, 4000, 300, 200
"""Characters; what is longer is cut before any work is done on it."""
READ_FIRST = 2
"""Contexts; a single one cannot tell a right span from the best of wrong ones."""
CLEAR = 4.0
"""The margin of what facts tell from which their quotes need not be read."""
_MOST_TURNS = 2
_KNOWN = (
    "Vem leder projektet?",
    Context("Projektet", "Ledning", "Projektet leds av Karin Ahlgren sedan 2024."),
)

Floats = NDArray[np.float32]
Logits = tuple[Floats, Floats]
"""By piece, shape (pieces, 3), and of the whole, shape (4,)."""


class Model(Protocol):
    """The trained encoder with its heads, wherever it runs."""

    def logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        """What it makes of each pair, by itself: its 8 bits are scaled by all that it is given at once."""

    def is_degraded(self) -> bool:
        """See `Reader.is_degraded`."""


class OnnxModel:
    """The model in this process."""

    def __init__(self, folder: Path = FOLDER, threads: int = 2) -> None:
        """Load it, in half a second.

        Args:
            folder: Holds `reader.onnx`.
            threads: Of onnxruntime; they sleep while they wait.

        Raises:
            SettingsError: the model is not there.
        """
        self._session = _open(folder / MODEL, threads)
        self._file = NanoFile()

    def logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        """See `Model.logits`."""
        return [self._run(pair) for pair in pairs]

    def is_degraded(self) -> bool:
        """It never is."""
        return False

    def _run(self, pair: Pair) -> Logits:
        words = self._file.embed(np.array([pair.numbers]))
        by_piece, whole = self._session.run(None, {"words": words})
        return by_piece[0], whole[0]


class OnnxReader:
    """Reads each passage by itself, so that none changes what is found in another."""

    def __init__(self, folder: Path = FOLDER, model: Model | None = None) -> None:
        """Load what reads, in about a second.

        Args:
            folder: Holds `reader.onnx`, `reader.json` and `reader.pieces`.
            model: What computes in the place of `reader.onnx` in this process.

        Raises:
            SettingsError: the model is not there or of another format.
        """
        self._model = model or OnnxModel(folder)
        self._calibration = load_calibration(folder / CARD)
        self._pieces = open_pieces(folder / PIECES)

    def with_model(self, model: Model) -> OnnxReader:
        """The same reader, for which another model computes."""
        other = copy(self)
        other._model = model
        return other

    def read(
        self,
        question: str,
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,
    ) -> Reading:
        """Read passages, those that retrieval ranked higher first; see `Reader.read`."""
        asked = ask_with(history, question)
        looks = self.look_at_all(asked, contexts[:READ_FIRST])
        reading = judge(self._calibration, *_apart(looks))
        if reading.spans and reading.spans[0].chance >= enough:
            return reading
        looks += self.look_at_all(asked, contexts[READ_FIRST:])
        return judge(self._calibration, *_apart(looks))

    def look(self, asked: str, context: Context) -> tuple[Candidate | None, Verdict]:
        """The best span of one passage, and what the passage says to yes or no."""
        (seen,) = self.look_at_all(asked, [context])
        return seen

    def look_at_all(
        self, asked: str, contexts: Sequence[Context]
    ) -> list[tuple[Candidate | None, Verdict]]:
        """The same of several passages, which the model is given at once."""
        windows = [self._pieces.pairs(asked, _bounded(context)) for context in contexts]
        logits = iter(self._model.logits([pair for some in windows for pair in some]))
        return [
            _seen([(pair, next(logits)) for pair in some], context)
            for some, context in zip(windows, contexts, strict=True)
        ]

    def settle(self, asked: str, quote: Context, history: Sequence[Turn] = ()) -> Verdict:
        """What a quote says to a question for yes or no, or to a claim; see `Reader.settle`."""
        pair, *_ = self._pieces.pairs(ask_with(history, asked), _bounded(quote))
        ((_, whole),) = self._model.logits([pair])
        return Verdict(*_softmax(whole[:4]))

    def weigh(self, question: str, told: Context, quoted: Context, fields: float) -> float:
        """The chance that an answer from facts answers; see `Reader.weigh`."""
        features = self.look_at_facts(question, told, quoted, fields)
        return chance(self._calibration.facts, features, FACT_FEATURES)

    def weigh_beside(self, alone: float, ahead: Ahead) -> float:
        """The same chance, once the passages were read; see `Reader.weigh_beside`."""
        features = features_beside(alone, ahead)
        return chance(self._calibration.facts_beside, features, BESIDE_FEATURES)

    def is_degraded(self) -> bool:
        """See `Reader.is_degraded`."""
        return self._model.is_degraded()

    def look_at_facts(
        self, question: str, told: Context, quoted: Context, fields: float
    ) -> Mapping[str, float]:
        """The `FACT_FEATURES` of an answer from facts."""
        margin = self._margin(question, told)
        if margin < CLEAR:
            margin = max(margin, self._margin(question, quoted))
        return {"margin": margin, "fields": fields}

    def _margin(self, question: str, text: Context) -> float:
        best, _ = self.look(ask_with((), question), text)
        return max(NO_SPAN, best.margin) if best else NO_SPAN


def _seen(
    windows: Sequence[tuple[Pair, Logits]], context: Context
) -> tuple[Candidate | None, Verdict]:
    """The best span of a passage by its windows, and what that one says to yes or no."""
    seen = [
        (best_span(by_piece, pair), Verdict(*_softmax(whole[:4])))
        for pair, (by_piece, whole) in windows
    ]
    best, verdict = max(seen, key=lambda one: one[0].margin if one[0] else -np.inf)
    if best is None:
        return None, verdict
    return replace(best, nearest=context.nearest, mentioned=context.mentioned), verdict


def _apart(
    looks: Sequence[tuple[Candidate | None, Verdict]],
) -> tuple[list[Candidate | None], list[Verdict]]:
    return [candidate for candidate, _ in looks], [verdict for _, verdict in looks]


def ask_with(history: Sequence[Turn], question: str) -> str:
    """A question behind the turns before it, both cut to what is read of them."""
    return ask_after(_turns(history), question[:LONGEST_QUESTION])


def judge(
    calibration: Calibration, found: Sequence[Candidate | None], verdicts: Sequence[Verdict]
) -> Reading:
    """A reading from what was found in each context, in the order of retrieval."""
    ranked = sorted(
        (at for at, candidate in enumerate(found) if candidate),
        key=lambda at: -calibration.score(found[at], at),  # type: ignore[arg-type]
    )
    if not ranked:
        return Reading((), NO_VERDICT)
    spans: list[AnswerSpan] = []
    for at in ranked:
        candidate = found[at]
        assert candidate is not None
        right = chance(calibration.right, calibration.features(found, at))
        spans.append(AnswerSpan(at, candidate.start, candidate.end, right))
        spans += [AnswerSpan(at, a, b, right * inside) for a, b, inside in candidate.others]
    return Reading(tuple(spans), verdicts[ranked[0]])


def known_reading(logits: Callable[[Sequence[Pair]], list[Logits]], pieces: Pieces) -> list[float]:
    """Seven of the logits of a text that is always the same, by which a model is known.

    All layers have their part in them, so that no other reader gives the same by chance.
    """
    ((by_piece, whole),) = logits(pieces.pairs(*_KNOWN))
    return [float(logit) for logit in (*whole, *by_piece[0])]


def _open(model: Path, threads: int) -> InferenceSession:
    if not model.is_file():
        raise SettingsError(
            f"The reader's model {model} is not there; `make train-reader` makes it."
        )
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _bounded(context: Context) -> Context:
    title, above = context.title[:LONGEST_TITLE], context.above[:LONGEST_TITLE]
    return Context(title, above, context.text[:LONGEST_CONTEXT])


def _turns(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """The last turns as what was asked and what was answered, without numbers of citations."""
    turns: list[tuple[str, str]] = []
    for turn in history[-2 * _MOST_TURNS :]:
        text = without_marks(turn.content[: 2 * LONGEST_TURN]).strip()[:LONGEST_TURN]
        if turn.role == "user":
            turns.append((text, ""))
        elif turns:
            turns[-1] = (turns[-1][0], text)
    return turns


def _softmax(logits: Floats) -> list[float]:
    powers = np.exp(logits - logits.max())
    chances: list[float] = (powers / powers.sum()).tolist()
    return chances
