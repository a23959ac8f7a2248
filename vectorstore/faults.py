"""What can go wrong with files of the index."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import IndexMismatchError
from assistant.reasons import Reason
from assistant.system.private import closed_to_user, told_closed


class BrokenIndexError(Exception):
    """Chroma's or the lexical index's files cannot be used or made; the record is not touched.

    Nobody has to know, since they can be rebuilt.
    """


class UnusableError(IndexMismatchError):
    """A file of a generation, or `current`, cannot be used, so that another generation has to do."""

    def __init__(self, found: str, mend: str) -> None:
        """Take what was found, and what to do, both without a full stop."""
        super().__init__(found, mend)  # All of it, since processes hand errors on.
        self.found, self.mend = found, mend

    @property
    def reason(self) -> Reason:
        """What was found, and what to do."""
        return Reason(f"{self.found}. {self.mend}.")


class DamagedError(UnusableError):
    """It is missing or not as it was written."""


class ClosedError(UnusableError):
    """This user may not open it; what it holds may be well."""


def damaged(data_dir: Path, file: str) -> DamagedError:
    """What tells of a file that is damaged, by its path in `data_dir` or in its generations."""
    found = f"The index in {data_dir} is damaged ({file})"
    return DamagedError(found, "Run fordonsdalen ingest again")


def unusable(data_dir: Path, path: Path) -> UnusableError:
    """Why a file below `data_dir` that could not be used cannot be."""
    if closed := closed_to_user(path):
        return ClosedError(told_closed(closed), "Let this user open it")
    folder = data_dir if path.parent == data_dir else data_dir / "generations"
    return damaged(data_dir, str(path.relative_to(folder)))
