"""Everything that the assistant and its pages say, in each language, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.models.answers import Language

Wording = Mapping[Language, str]
"""One thing that is said, in each language; values go where the braces are."""
