"""Checks again: the quotes of saved replies, every span of the index, and its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.bootstrap import build_index
from assistant.cli.batch import parse
from assistant.errors import IndexMismatchError, InvalidInputError
from assistant.settings import Settings
from assistant.verdicts import QuoteClaim, recheck
from assistant.verification import spans_of, wrong_spans
from vectorstore.checking import index_problems, record_problems
from vectorstore.generations import generation_folder, generation_names
from vectorstore.in_force import InForce
from vectorstore.leftovers import leftovers
from vectorstore.manifest import read_manifest


def check_index(settings: Settings) -> tuple[int, list[str], list[str]]:
    """Compare every passage, sentence and fact with its document.

    Returns:
        How many were checked, what is wrong with which, and nothing.

    Raises:
        IndexMissingError, IndexMismatchError: there is no usable index, or a checksum is wrong.
    """
    index = build_index(settings)
    spans = spans_of(index.passages, index.facts)
    return len(spans), list(wrong_spans(index.documents, spans)), []


def check_files(settings: Settings, found: InForce) -> list[str]:
    """Check every generation in the data directory, and the indexes of the one that answers.

    Also that nothing is left of documents that were removed.

    Args:
        settings: Where they are.
        found: The generation that answers.

    Returns:
        What is wrong, a line for each.
    """
    wrong = [found.problem] if found.problem else []
    for name in generation_names(settings.data_dir):
        try:
            manifest = read_manifest(settings.data_dir, name)
        except IndexMismatchError as error:
            wrong.append(str(error))
            continue
        folder = generation_folder(settings.data_dir, name)
        problems = record_problems(folder, manifest)
        if manifest == found.manifest:
            problems += index_problems(folder, manifest, settings)
        wrong += [f"{name}: {problem}" for problem in problems]
    return [*wrong, *leftovers(settings.data_dir, found.manifest, settings)]


def check_replies(settings: Settings, path: Path) -> tuple[int, list[str], list[str]]:
    """Compare every citation of saved replies with its document.

    Returns:
        How many were checked, what is wrong with which, and which stood in an earlier version.

    Raises:
        InvalidInputError: the file is not there or holds no replies.
    """
    index = build_index(settings)
    wrong, changed = list[str](), list[str]()
    given = list(_citations(path))
    claims = [parse(QuoteClaim, json.dumps(citation), where) for where, citation in given]
    for (where, _), claim, found in zip(given, claims, recheck(index, claims), strict=True):
        if found.reason:
            line = f"{where}, {claim.document} {claim.start}–{claim.end}: {found.reason}"
            (changed if found.earlier_version else wrong).append(line)
    return len(claims), wrong, changed


def _citations(path: Path) -> Iterator[tuple[str, object]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{path} cannot be read: {error}.") from error
    for where, reply in _replies(path, text):
        if not isinstance(reply, dict) or not isinstance(reply.get("citations"), list):
            raise InvalidInputError(f"{where} is not a reply: it has no citations.")
        for citation in reply["citations"]:
            yield where, citation


def _replies(path: Path, text: str) -> list[tuple[str, object]]:
    """One JSON document, or one on each line."""
    try:
        return [(str(path), json.loads(text))]
    except (ValueError, RecursionError):
        pass
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    try:
        return [(f"{path}, line {number}", json.loads(line)) for number, line in lines]
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path} holds neither JSON nor JSON lines: {error}.") from error
