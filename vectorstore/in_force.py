"""Which generation answers: the one that `current` names, or else the newest whole one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexMismatchError, IndexMissingError, InvalidInputError
from vectorstore.faults import UnusableError, damaged
from vectorstore.generations import (
    CURRENT,
    current_name,
    generation_names,
    read_current,
    switch,
    writing,
)
from vectorstore.manifest import Manifest, check_contents, read_manifest


@dataclass(frozen=True)
class InForce:
    """The generation to answer from."""

    manifest: Manifest
    problem: str | None = None
    """Why it is not the one that `current` names, as one line for the operator."""


def in_force(data_dir: Path) -> InForce:
    """The generation that `current` names, or the newest whole one if that one cannot be used.

    Raises:
        IndexMissingError: nothing was ingested here.
        UnusableError: no generation is whole and may be opened.
        IndexMismatchError: the one that is named has another format.
    """
    while True:
        seen = read_current(data_dir)
        try:
            return InForce(whole(data_dir, current_name(data_dir)))
        except (UnusableError, IndexMissingError) as error:
            if read_current(data_dir) != seen:
                # A writer put the next one in force and deleted this one between two looks.
                continue
            manifest = next(whole_generations(data_dir), None)
            if manifest is None:
                raise
            missing = damaged(data_dir, f"{CURRENT} is missing")
            fault = error if isinstance(error, UnusableError) else missing
            return InForce(
                manifest,
                f"{fault.found}, and the newest whole generation, {manifest.name}, answers. "
                f"{fault.mend}, or run fordonsdalen rollback.",
            )


def whole(data_dir: Path, name: str) -> Manifest:
    """The manifest of a generation of which every byte of the record is as it was written.

    Raises:
        UnusableError: there is one that is not, or that may not be opened.
        IndexMismatchError: it has another format.
    """
    manifest = read_manifest(data_dir, name)
    check_contents(data_dir, manifest)
    return manifest


def whole_generations(data_dir: Path) -> Iterator[Manifest]:
    """The manifests of those that can be read, the newest first; each is checked when asked for."""
    for name in reversed(generation_names(data_dir)):
        try:
            yield whole(data_dir, name)
        except IndexMismatchError:
            continue


def roll_back(data_dir: Path, model: str, to: str | None = None) -> Manifest:
    """Put an older generation in force, or the one that answers in the place of a damaged one.

    Nothing is deleted, so that one can go back again.

    Args:
        data_dir: Where generations lie.
        model: The embedding model of the settings, which a generation must be of.
        to: The name of the generation; the newest older one when not given.

    Raises:
        IndexMissingError: there is none to put in force.
        IndexMismatchError: that one is damaged or of another format or model.
        InvalidInputError: there is none of that name.
        StorageError: the directory cannot be written, or another process is writing it.
    """
    if not (data_dir / "generations").is_dir():
        current_name(data_dir)
    with writing(data_dir):
        manifest = _named(data_dir, model, to) if to else _previous(data_dir, model)
        switch(data_dir, manifest.name)
        return manifest


def _named(data_dir: Path, model: str, name: str) -> Manifest:
    if name not in generation_names(data_dir):
        there = ", ".join(generation_names(data_dir)) or "none"
        raise InvalidInputError(f"There is no generation {name} in {data_dir}, only: {there}.")
    manifest = whole(data_dir, name)
    if manifest.model != model:
        raise IndexMismatchError(
            f"The generation {name} was made with the embedding model {manifest.model}, the "
            f"settings name {model}."
        )
    return manifest


def _previous(data_dir: Path, model: str) -> Manifest:
    found = in_force(data_dir)
    if found.problem and found.manifest.model == model:
        return found.manifest
    for manifest in whole_generations(data_dir):
        if manifest.name < found.manifest.name and manifest.model == model:
            return manifest
    raise IndexMissingError(f"There is no older whole generation in {data_dir}.")
