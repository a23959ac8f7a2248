"""What a file says about itself, as far as it is sensible."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.clock import today
from ingest.metadata import Metadata, language_code, metadata
from ingest.readers.archive import Archive, local

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_EARLIEST = 1990
"""Before, nobody made files of these formats: a clock was wrong."""
_OF_TEMPLATES = frozenset({"2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z", "2013-01-27T09:15:58Z"})
"""The moments that python-docx and python-pptx write into files of which they are told none."""


def properties(title: str | None, dates: Mapping[str, str], language: str | None) -> Metadata:
    """Metadata of what a file tells.

    Args:
        title: As told.
        dates: Of the file, ISO 8601 or as in PDF, by what they are of; the first sensible one
            counts. One in the future or long ago comes from a wrong clock.
        language: A tag such as `sv-SE`.
    """
    published = next(filter(None, map(_sensible_day, dates.values())), "")
    told, _ = metadata(
        {
            "title": " ".join((title or "").split()),
            "published": published,
            "language": language_code(language or "") or "",
        }
    )
    return told


def office_properties(archive: Archive, name: str, language: str | None = None) -> Metadata:
    """What `docProps/core.xml` or `meta.xml` tells.

    A file is often made from an older one, whose date of creation it keeps, so that the day of its
    last change comes first.
    """
    told: dict[str, str] = {}
    for element in archive.xml_if_there(name).iter():
        told.setdefault(local(element), (element.text or "").strip())
    dates = {key: told.get(key, "") for key in ("modified", "date", "created", "creation-date")}
    return properties(told.get("title"), dates, told.get("language") or language)


def _sensible_day(value: str) -> str:
    match = _DAY.match(value.removeprefix("D:").strip())
    if match is None or value in _OF_TEMPLATES:
        return ""
    day = "-".join(match.groups())
    return day if int(match[1]) >= _EARLIEST and day <= today().isoformat() else ""
