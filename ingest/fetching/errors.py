"""Why something could not be fetched, in words that complete `ADDRESS: …`."""

from __future__ import annotations


class FetchError(Exception):
    """It could not be fetched this time; the last copy stays."""


class SiteError(FetchError):
    """The site did not answer, or not by the rules; its other pages will hardly do better."""


class GoneError(FetchError):
    """The site says that there is nothing at the address."""
