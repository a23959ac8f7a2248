"""From the paths that an operator names to the files to read, each with a stable id."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from assistant.errors import SourceError
from assistant.reasons import NO_REASON, Reason
from ingest.metadata import Metadata

PAGES = frozenset({".html", ".htm"})
READERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(PAGES, "webpage"),
        ".txt": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".pdf": "pdf",
        **dict.fromkeys((".docx", ".docm"), "docx"),
        ".odt": "odt",
        ".rtf": "rtf",
        **dict.fromkeys((".pptx", ".pptm"), "pptx"),
        **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
        **dict.fromkeys((".csv", ".tsv"), "delimited"),
        ".eml": "mail",
        ".epub": "epub",
    }
)
"""The module of `ingest.readers` for each type of file."""
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Place:
    """Where there is something to read, and what the operator tells of all of it."""

    path: Path
    """A file, a folder, or the copy of what was fetched."""
    told: Metadata = field(default_factory=Metadata)
    """Over what the documents say themselves."""
    without: tuple[str, ...] = ()
    """CSS selectors of what is left out of web pages."""
    tags: tuple[str, ...] = ()
    address: str = ""
    """What was fetched; empty for files of the operator's own."""
    canonical: str | None = None
    """The address that a fetched page prefers."""
    problem: Reason = NO_REASON
    """Why there is no copy of what should have been fetched."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; `path` is as the operator named it, or below the folder so named."""

    path: Path
    id: str
    place: Place = field(default_factory=lambda: Place(Path()))
    """Where it was found."""

    @property
    def name(self) -> str:
        """What it is called in front of people: its address, or its path."""
        return self.place.address or shown(self.path)

    @property
    def stem(self) -> str:
        """Its name without what is around it."""
        return (_as_path(self.name) if self.place.address else Path(self.name)).stem


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    relative: Path
    """To the folder that was named, or the bare name of a named file; of what was fetched its address
    without a scheme."""
    place: Place


def find_sources(
    paths: Sequence[Path | Place], *, may_be_empty: bool = False
) -> tuple[Source, ...]:
    """All files that the paths name or hold, each once, those of a folder in sorted order.

    In folders, hidden files and files of types that are not read are passed over; `unread` tells
    of the latter. A file that is named itself is taken whatever it is, so that reading it can tell.

    Args:
        paths: Files, folders, and copies of what was fetched.
        may_be_empty: Whether a folder may hold nothing to read.

    Raises:
        SourceError: a path is not there, or a folder cannot be listed or is empty and must not be.
    """
    if not paths:
        raise SourceError("Name at least one file or folder to read.")
    found: dict[str | Path, _Found] = {}
    for path in paths:
        place = path if isinstance(path, Place) else Place(path)
        for each in _found(place, may_be_empty=may_be_empty):
            found.setdefault(place.address or _real(each.path), each)
    return _with_ids(list(found.values()))


def shown(path: Path) -> str:
    """A path in what is shown and kept, with `?` for each byte of it that is not UTF-8."""
    return str(path).encode(errors="replace").decode()


def slug(text: str) -> str:
    """Small letters a to z, digits and single hyphens: readable, and safe in an address."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].rstrip("-") or "document"


def _found(place: Place, *, may_be_empty: bool) -> list[_Found]:
    path = place.path
    if place.address:
        return [_Found(path, _as_path(place.told.url or place.address), place)]
    if not path.is_dir():
        if not path.exists() and not path.is_symlink():
            told = "{path} is not there; name a file or folder that exists."
            raise SourceError(Reason(told, {"path": shown(path)}))
        return [_Found(path, Path(path.name), place)]
    try:
        files = [file for file in walk(path) if file.suffix.lower() in READERS]
    except OSError as error:
        why = {"path": shown(path), "why": f"{error.strerror}"}
        raise SourceError(Reason("{path} cannot be listed ({why}).", why)) from error
    if not files and not may_be_empty:
        told = (
            "{path} holds no document to read; put files there that end in {endings}. "
            "If the index is to hold none any more, add --allow-empty; until then, what was "
            "ingested before goes on answering."
        )
        raise SourceError(
            Reason(told, {"path": shown(path), "endings": ", ".join(sorted(READERS))})
        )
    return [_Found(file, file.relative_to(path), place) for file in files]


def _as_path(url: str) -> Path:
    """An address as the path that it would have in a folder of sites."""
    parts = urlsplit(url)
    asked = f" {parts.query}" if parts.query else ""
    return Path(f"{parts.netloc}/{unquote(parts.path).strip('/')}".rstrip("/") + asked)


def walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those below that are not hidden, in sorted order.

    A symbolic link that leads out of it is not followed: who may put a file there could have any file of
    this machine read.

    Raises:
        OSError: a folder cannot be listed.
    """
    yield from (path for path, is_within in entries(folder) if is_within)


def entries(folder: Path) -> Iterator[tuple[Path, bool]]:
    """What `walk` goes through, each with whether it is followed: links that lead out are not.

    Raises:
        OSError: a folder cannot be listed.
    """
    return _walk(folder, _real(folder), set())


def _walk(folder: Path, root: Path, seen: set[Path]) -> Iterator[tuple[Path, bool]]:
    """Files, and links that lead out, each with whether it lies within `root`.

    `seen` breaks loops of symbolic links.
    """
    real = _real(folder)
    if real in seen:
        return
    seen.add(real)
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_symlink() and not _real(path).is_relative_to(root):
            yield path, False
        elif path.is_dir():
            yield from _walk(path, root, seen)
        else:  # What is no file, such as a pipe, is told when it is to be read.
            yield path, True


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return path.absolute()


def _with_ids(found: Sequence[_Found]) -> tuple[Source, ...]:
    """The shortest way of naming each file that tells it from the others."""
    ways: tuple[Callable[[_Found], str], ...] = (
        lambda each: slug(each.relative.stem),
        lambda each: slug(str(each.relative.with_suffix(""))),
        lambda each: slug(str(each.relative)),
    )
    ids = [ways[0](each) for each in found]
    for way in ways[1:]:
        counts = Counter(ids)
        ids = [
            way(each) if counts[known] > 1 else known
            for each, known in zip(found, ids, strict=True)
        ]
    return tuple(
        Source(each.path, identifier, each.place)
        for each, identifier in zip(found, _numbered(ids), strict=True)
    )


def _numbered(ids: Sequence[str]) -> Iterator[str]:
    known, numbers = set(ids), Counter[str]()
    for wanted in ids:
        numbers[wanted] += 1
        while numbers[wanted] > 1 and f"{wanted}-{numbers[wanted]}" in known:
            numbers[wanted] += 1
        yield wanted if numbers[wanted] == 1 else f"{wanted}-{numbers[wanted]}"
