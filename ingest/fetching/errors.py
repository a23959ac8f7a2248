"""Why something could not be fetched, in words that complete `ADDRESS: …`."""

from __future__ import annotations

from assistant.reasons import ReasonedError


class FetchError(ReasonedError):
    """It could not be fetched this time; the last copy stays."""


class SiteError(FetchError):
    """The site did not answer, or not by the rules; its other pages will hardly do better."""


class HostError(SiteError):
    """The machine cannot be asked, whatever is wanted of it."""


class GoneError(FetchError):
    """The site says that there is nothing at the address."""
