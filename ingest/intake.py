"""Files that are added beside what an ingest is told to read.

DATA/staged/NAME        waits until somebody has looked at it
DATA/added/NAME         is read by every ingest
NAME.yaml               beside either: where it was fetched
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import yaml

from assistant.errors import InvalidInputError, SourceError
from assistant.reasons import Reason
from assistant.system.private import make_folder, replace_file
from ingest.metadata import SIDECAR
from ingest.sources import READERS
from ingest.unread import why_not_read

STAGED, ADDED = "staged", "added"
LONGEST_NAME = 180
"""Bytes of a name without its ending: file systems take 255, with what marks files that are written."""


def readable_files(folder: Path) -> list[str]:
    """The names of the files to read in a folder, sorted; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix in READERS)


def _plain(stem: str) -> str:
    """A name that every system takes; one that had to be changed ends in a checksum of what it was.

    So no two files come to the same name that were called differently.
    """
    stem = unicodedata.normalize("NFC", stem)
    shown = "".join(sign if sign.isprintable() else " " for sign in stem).strip(" .")
    plain = shown.encode()[:LONGEST_NAME].decode(errors="ignore")
    if plain == stem:
        return plain
    checksum = hashlib.sha256(stem.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{plain}-{checksum}".lstrip("-")


class Intake:
    """The files of a data directory that staff added."""

    def __init__(self, data_dir: Path) -> None:
        """Take the data directory; nothing is made before the first file."""
        self.staged = data_dir / STAGED
        self.added = data_dir / ADDED

    def stage(self, name: str, data: bytes, url: str | None = None) -> str:
        """Keep a file until somebody has looked at it; one that has its name is replaced.

        Args:
            name: As it was called elsewhere.
            data: What it holds.
            url: Where it was fetched.

        Returns:
            The name that it goes by here.

        Raises:
            SourceError: files of this type are not read.
            OSError: it cannot be written.
        """
        given = Path(name)
        ending = given.suffix.lower()
        if ending not in READERS:
            raise SourceError(why_not_read(given))
        path = self.staged / f"{self._stem(_plain(given.stem), ending)}{ending}"
        make_folder(self.staged)
        path.with_suffix(SIDECAR).unlink(missing_ok=True)
        if url:
            told = yaml.safe_dump({"url": url}, allow_unicode=True)
            replace_file(path.with_suffix(SIDECAR), told.encode())
        replace_file(path, data)
        return path.name

    def discard(self, name: str) -> None:
        """Throw a file away that waits."""
        path = self._named(self.staged, name)
        path.unlink(missing_ok=True)
        path.with_suffix(SIDECAR).unlink(missing_ok=True)

    def admit(self, name: str) -> None:
        """Have every ingest read a file that waits; the one that it replaces waits in its place."""
        self._exchange(self._named(self.staged, name), self.added / name)

    def undo_admit(self, name: str) -> None:
        """Have it wait again, and the one that it replaced read."""
        self._exchange(self._named(self.added, name), self.staged / name)

    def withdraw(self, name: str) -> None:
        """Have no ingest read a file any more; it waits again.

        Raises:
            InvalidInputError: it is not there, or another one of its name waits.
        """
        path = self._named(self.added, name)
        if name in readable_files(self.staged):
            raise InvalidInputError(
                Reason("Another {name} waits. Throw that away first.", {"name": name})
            )
        self._exchange(path, self.staged / name)

    def waiting(self, name: str) -> Path:
        """A file that waits; raises `InvalidInputError` where there is none."""
        return self._named(self.staged, name)

    def _exchange(self, path: Path, other: Path) -> None:
        """Let two files with what is told beside them change places, as far as they are there."""
        make_folder(other.parent)
        for ending in (SIDECAR, path.suffix):
            here, there = path.with_suffix(ending), other.with_suffix(ending)
            between = there.with_name(f".{there.name}")
            for source, target in ((there, between), (here, there), (between, here)):
                if source.exists():
                    source.replace(target)

    def _named(self, folder: Path, name: str) -> Path:
        if name not in readable_files(folder):
            raise InvalidInputError(Reason("{name} is not there any more.", {"name": name}))
        return folder / name

    def _stem(self, stem: str, ending: str) -> str:
        """A name that no file of another type has, which would share what is told beside it."""
        names = [Path(name) for name in (*readable_files(self.staged), *readable_files(self.added))]
        taken = any(name.stem == stem and name.suffix != ending for name in names)
        return f"{stem}-{ending[1:]}" if taken else stem
