"""What is told about a document beside its text: front matter and sidecar files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

import yaml

from assistant.errors import SourceError
from ingest.decoding import decode

SIDECAR = ".yaml"
_LONGEST = 20_000
"""Characters of front matter or a sidecar: far more than its few lines take."""
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_UNQUOTED = re.compile(r"^([A-Za-z_][\w-]*:[ \t]+)([^\s\"'\[{&*!|>%@`#](?=.*:[ \t]).*)$", re.M)
"""A value that holds a colon and a space and should have stood in quotes."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=$|[T ])")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][^\W_]{1,20}){0,9}")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; `None` where nothing is told."""

    title: str | None = None
    url: str | None = None
    published: str | None = None
    """ISO 8601, as exact as it is known."""
    language: str | None = None
    """The language's code without a region: `sv`, `en`, `fi`."""

    def over(self, other: Metadata) -> Metadata:
        """This, with what it lacks from the other."""
        lacking = [field.name for field in fields(self) if getattr(self, field.name) is None]
        return replace(self, **{name: getattr(other, name) for name in lacking})


KEYS = tuple(field.name for field in fields(Metadata))


def front_matter(text: str) -> tuple[Metadata, int]:
    """The metadata at the head of a text, and the offset where the text proper begins.

    Keys for other programs are passed over.

    Raises:
        SourceError: the front matter is not YAML, or a value cannot be used.
    """
    match = _FRONT.match(text[:_LONGEST])
    if match is None:
        return Metadata(), 0
    entries = _front_entries(match["yaml"])
    if entries is None:
        return Metadata(), 0
    return metadata({key: entries[key] for key in KEYS if key in entries}), match.end()


def sidecar(path: Path) -> Metadata:
    """The metadata in `NAME.yaml` beside a file, if there is one.

    Raises:
        SourceError: the sidecar is not YAML, has an unknown key or an unusable value.
        OSError: it cannot be read.
    """
    beside = path.with_suffix(SIDECAR)
    if not beside.is_file():
        return Metadata()
    try:
        source = decode(beside.read_bytes())
        if len(source) > _LONGEST:
            raise SourceError(f"it is longer than {_LONGEST:,} characters")
        entries = _load(source)
        if not isinstance(entries, dict):
            raise SourceError("it must hold lines such as `title: …`")
        if unknown := sorted(set(entries) - set(KEYS)):
            raise SourceError(f"unknown key {unknown[0]}; known are {', '.join(KEYS)}")
        return metadata(entries)
    except SourceError as error:
        raise SourceError(f"its sidecar {beside.name} cannot be used: {error}") from error


def metadata(entries: Mapping[str, object]) -> Metadata:
    """Entries, all strings, checked.

    Raises:
        SourceError: a value cannot be used.
    """
    values = {key: _plain(key, value) for key, value in entries.items()}
    given = {key: _CHECKS[key](value) for key, value in values.items() if value is not None}
    return Metadata(**given)


def language_code(value: str) -> str | None:
    """The language of a tag such as `sv-SE`."""
    match = _LANGUAGE.fullmatch(value.strip())
    return match[1].lower() if match else None


def _front_entries(source: str) -> Mapping[str, object] | None:
    """The entries, or None where two rules merely enclose a text."""
    try:
        entries = _load(source)
    except SourceError:
        repaired = _UNQUOTED.sub(_quoted, source)
        if repaired == source:
            raise
        entries = _load(repaired)
    if isinstance(entries, dict):
        return entries
    return {} if entries is None and not source.strip() else None


def _quoted(match: re.Match[str]) -> str:
    """People write `title: News: today`, which YAML refuses without quotes."""
    value = match[2].rstrip(" \t").replace("'", "''")
    return f"{match[1]}'{value}'"


def _load(source: str) -> object:
    """YAML with every scalar a string, so that `2021-04` and `no` stay what they are."""
    try:
        return yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise SourceError(f"its metadata is not valid YAML{where}: {problem}") from error
    except RecursionError as error:
        raise SourceError("its metadata is not valid YAML: it is nested too deeply") from error


def _plain(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise SourceError(f"{key} must be a single value")
    text = " ".join(value.split())
    return None if text in _NOTHING else text


def _published(value: str) -> str:
    match = _DATE.match(value)
    try:
        if match is None:
            raise ValueError
        year, month, day = match.groups()
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise SourceError(
            f"published must be like 2021, 2021-04 or 2021-04-19, not {value}"
        ) from None
    return match.group()


def _url(value: str) -> str:
    if not re.match(r"https?://[^\s/]+", value) or " " in value:
        raise SourceError(f"url must be an address such as https://example.se/page, not {value}")
    return value


def _language(value: str) -> str:
    code = language_code(value)
    if code is None:
        raise SourceError(f"language must be a code such as sv or en, not {value}")
    return code


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": str,
    "url": _url,
    "published": _published,
    "language": _language,
}
