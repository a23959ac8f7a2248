"""The last good copy of everything that was fetched.

DATA/fetched.lock           held from the first that is fetched until nothing of it is read any more
DATA/fetched/KEY.json       what is known of an address; KEY is made of it
DATA/fetched/KEY.pdf        its copy, with the ending that its reader takes
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import StorageError
from assistant.reasons import NO_REASON, StoredReason
from assistant.system.locking import held
from assistant.system.private import make_folder, replace_file

FOLDER = "fetched"
LOCK = "fetched.lock"


class Copy(BaseModel):
    """What is known of an address that was asked."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    # What a newer version of this program knows more must not cost the copy, which may be the last one.

    address: str
    asked: datetime
    """When it was asked last, with or without success."""
    listing: str = ""
    """The sitemap or feed that names it; empty where the operator does."""
    problem: StoredReason = NO_REASON
    """Why it could not be fetched when it was asked last."""
    file: str | None = None
    """The name of its copy; None where there is none."""
    sha256: str = ""
    """Of the copy."""
    fetched: datetime | None = None
    """When the site last sent it, or said that it is unchanged."""
    final: str = ""
    """Where redirects ended."""
    canonical: str | None = None
    """The address on the same site that it prefers."""
    etag: str = ""
    modified: str = ""

    @property
    def validators(self) -> Mapping[str, str]:
        """Headers that tell the site which copy there is."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Cache:
    """Reads and writes copies; each is replaced in one step."""

    def __init__(self, data_dir: Path) -> None:
        """Of a data directory; nothing is made before there is something to keep."""
        self._folder = data_dir / FOLDER

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one that fetches, reads and deletes copies.

        Raises:
            StorageError: another process does, or the data directory cannot be written.
        """
        data_dir = self._folder.parent
        told = f"Another ingest is reading for {data_dir}. Wait for it to finish."
        with ExitStack() as stack:
            try:
                make_folder(data_dir)
                stack.enter_context(held(data_dir / LOCK, told))
            except OSError as error:
                raise StorageError(f"{data_dir} cannot be written ({error.strerror}).") from error
            yield

    def about(self, address: str) -> Copy | None:
        """What is known of an address, whether or not its copy is whole."""
        with suppress(OSError, ValidationError):
            known = Copy.model_validate_json(self._about(address).read_bytes())
            return known if known.address == address else None
        return None

    def get(self, address: str) -> Copy | None:
        """What is known of an address; nothing where its copy is damaged or lost."""
        known = self.about(address)
        if known and known.file:
            data = self.data(known)
            if data is None or hashlib.sha256(data).hexdigest() != known.sha256:
                return None
        return known

    def data(self, known: Copy) -> bytes | None:
        """The bytes of a copy."""
        with suppress(OSError):
            return self.path(known).read_bytes() if known.file else None
        return None

    def path(self, known: Copy) -> Path:
        """Where a copy lies."""
        return self._folder / Path(known.file or "none").name

    def put(self, known: Copy, data: bytes | None = None, ending: str = "") -> Copy:
        """Keep what is known of an address, and its copy if there is a new one.

        Raises:
            OSError: it cannot be written.
        """
        make_folder(self._folder)
        about = self._about(known.address)
        if data is not None:
            file = about.with_suffix(ending)
            replace_file(file, data)
            digest = hashlib.sha256(data).hexdigest()
            known = known.model_copy(update={"file": file.name, "sha256": digest})
        replace_file(about, known.model_dump_json().encode())
        return known

    def listed_in(self, listing: str) -> list[Copy]:
        """The copies that a sitemap or feed once named, the newest first."""
        found = []
        for about in self._folder.glob("*.json"):
            with suppress(OSError, ValidationError):
                known = Copy.model_validate_json(about.read_bytes())
                if known.listing == listing and known.file:
                    found.append(known)
        return sorted(found, key=lambda known: (known.asked, known.address), reverse=True)

    def prune(self, keep: Collection[str]) -> None:
        """Delete all but the copies of some addresses.

        Raises:
            StorageError: they cannot be deleted.
        """
        names = {name for address in keep for name in self._names(address)}
        try:
            for path in list(self._folder.iterdir()) if self._folder.is_dir() else ():
                if path.name not in names:
                    path.unlink(missing_ok=True)
        except OSError as error:
            told = f"{self._folder} cannot be cleared of what is not needed ({error.strerror})."
            raise StorageError(told) from error

    def _names(self, address: str) -> tuple[str, ...]:
        known = self.about(address)
        return () if known is None else (self._about(address).name, known.file or "")

    def _about(self, address: str) -> Path:
        return self._folder / (hashlib.sha256(address.encode()).hexdigest()[:32] + ".json")
