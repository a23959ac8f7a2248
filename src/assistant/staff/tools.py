"""What the workbench works with beside what answers."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.staff.corrections import FactsDesk
from assistant.staff.documents import Library
from assistant.staff.inbox import Inbox
from assistant.staff.trials import Trials


@dataclass(frozen=True)
class StaffTools:
    """The parts that are wired elsewhere; a tab that lacks its part is left out."""

    library: Library | None = None
    inbox: Inbox | None = None
    trials: Trials | None = None
    desk: FactsDesk | None = None
