"""A list of entries in a YAML file that people read and change, by hand or in the workbench.

DATA/NAME.yaml          the entries, below a comment of ours
DATA/NAME.yaml.before   the file as it was before the last change in the workbench
DATA/NAME.yaml.lock     held by whoever changes it

Every value is a string in the file, so that `no` and `2027-01` stay what was typed. A change is made
in one step and only to what the one who changes has seen; a file that cannot be used is never
written to.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import StorageError, first_of
from assistant.system.locking import in_turn
from assistant.system.private import make_folder, replace_file

MOST_BYTES = 1_000_000
MOST_ENTRIES = 1_000
logger = logging.getLogger(__name__)
Entry = TypeVar("Entry", bound=BaseModel)
Stamp = tuple[int, int, int] | None
"""What tells one state of a file from another: inode, time and size; None where there is no file."""


class EntriesError(StorageError):
    """The file cannot be used; the message says where and why, in one line."""


class ChangedMeanwhileError(StorageError):
    """The entry is no longer as it was when it was shown."""


class ClashError(StorageError):
    """The entry cannot stand beside the others."""


class EntriesFile(Generic[Entry]):
    """The entries of one file, in its order."""

    def __init__(
        self,
        path: Path,
        entry: type[Entry],
        head: str,
        once: Callable[[Entry], Mapping[Hashable, str]] = lambda _: {},
    ) -> None:
        """Take where it lies; nothing is made before the first change.

        Args:
            path: The file.
            entry: What each entry is.
            head: What the file says to whoever opens it, a line or more.
            once: What no other entry may have of one, and what to tell where it does.
        """
        self.path = path
        self.entry = entry
        self._head = "".join(f"# {line}\n" for line in head.splitlines())
        self._once = once

    def stamp(self) -> Stamp:
        """What changes with every change of the file."""
        try:
            now = self.path.stat()
        except OSError:
            return None
        return now.st_ino, now.st_mtime_ns, now.st_size

    def read(self) -> tuple[Entry, ...]:
        """All entries; none where there is no file.

        Raises:
            EntriesError: it cannot be read, or one of them cannot be used.
        """
        try:
            with self.path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise EntriesError(f"{self.path} cannot be read ({error.strerror}).") from error
        return self._parsed(content)

    def change(self, before: Entry | None, after: Entry | None) -> None:
        """Put an entry in the place of one; without the first it is added, without the second deleted.

        Raises:
            ChangedMeanwhileError: somebody else has changed or deleted that one.
            ClashError: they cannot stand together with it.
            EntriesError: the file cannot be used, now or with the change.
            StorageError: it cannot be written.
        """
        try:
            make_folder(self.path.parent)
            with in_turn(self._beside("lock")):
                self._write(_changed(self.read(), before, after))
        except OSError as error:
            raise StorageError(f"{self.path} cannot be written ({error.strerror}).") from error

    def _write(self, entries: Sequence[Entry]) -> None:
        if problem := self._clash(entries):
            raise ClashError(f"{self.path} cannot hold that: {problem}.")
        listed = [entry.model_dump(mode="json", exclude_defaults=True) for entry in entries]
        dumped = yaml.dump(listed, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
        content = (self._head + dumped).encode()
        if self._parsed(content) != tuple(entries):
            raise EntriesError(f"{self.path} would not hold what was written.")
        if self.path.exists():
            replace_file(self._beside("before"), self.path.read_bytes())
        replace_file(self.path, content)

    def _clash(self, entries: Sequence[Entry]) -> str:
        """Why entries cannot stand together; empty where they can."""
        seen: set[Hashable] = set()
        for entry in entries:
            own = self._once(entry)
            if problem := next((told for key, told in own.items() if key in seen), ""):
                return problem
            seen.update(own)
        return ""

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{ending}")

    def _parsed(self, content: bytes) -> tuple[Entry, ...]:
        try:
            if len(content) > MOST_BYTES:
                raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
            listed = yaml.load(content.decode(), Loader=yaml.BaseLoader) or []
            if not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
                raise ValueError(f"it must be a list of at most {MOST_ENTRIES:,} entries")
            entries = tuple(self._validated(number, each) for number, each in enumerate(listed, 1))
            if problem := self._clash(entries):
                raise ValueError(problem)
        except (ValueError, yaml.YAMLError, RecursionError) as error:
            told = " ".join(str(_place(error) or error).split())
            raise EntriesError(f"{self.path} cannot be used: {told}.") from error
        return entries

    def _validated(self, number: int, each: object) -> Entry:
        try:
            return self.entry.model_validate(each)
        except ValidationError as error:
            field, told = first_of(error)
            raise ValueError(f"entry {number}, {field or 'as a whole'}: {told}") from error


class Followed(Generic[Entry]):
    """What a file holds now; where it cannot be used, what it held last goes on."""

    def __init__(self, file: EntriesFile[Entry], name: str) -> None:
        """Take the file, and what the log calls its entries."""
        self._file = file
        self._name = name
        self._seen: tuple[Stamp] | None = None
        self._held: tuple[Entry, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """The entries; the same object for as long as the file is as it was."""
        now = (self._file.stamp(),)
        if now != self._seen:
            self._seen = now
            try:
                self._held = self._file.read()
            except EntriesError as error:
                logger.warning("%s stay as they were: %s", self._name, error)
        return self._held


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_block)


def _changed(
    entries: Sequence[Entry], before: Entry | None, after: Entry | None
) -> Sequence[Entry]:
    added = [] if after is None else [after]
    if before is None:
        return [*entries, *added]
    if before not in entries:
        raise ChangedMeanwhileError("Somebody else has changed this meanwhile. Open it anew.")
    at = entries.index(before)
    return [*entries[:at], *added, *entries[at + 1 :]]


def _place(error: Exception) -> str:
    """Where YAML ends, and why; empty for other errors."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    return f"line {mark.line + 1}: {problem}" if mark and problem else ""
