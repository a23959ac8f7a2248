"""What is told about a document beside its text: front matter and sidecar files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.decoding import decode, whole
from ingest.toml_matter import toml_entries

SIDECAR = ".yaml"
_LONGEST = 20_000
"""Characters of front matter or a sidecar: far more than its few lines take."""
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_UNQUOTED = re.compile(r"^([A-Za-z_][\w-]*:[ \t]+)([^\s\"'\[{&*!|>%@`#](?=.*:[ \t]).*)$", re.M)
"""A value that holds a colon and a space and should have stood in quotes."""
_KEY = re.compile(r"([A-Za-z_][\w-]{0,99}):(?=\s|$)")
_GOES_ON = re.compile(r"\s|#|-\s|$")
"""How a line begins that is of the entry above it."""
_RULES = frozenset({"---", "..."})
_LINES = "it must hold lines such as `title: …`"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?=$|[T ])")
_YEARS = range(1000, 2101)
"""In which a document may be published; programs write 0001 or 9999 where they know no date."""
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
    replaces: str | None = None
    """Id or address of the document that this one is a newer version of."""

    def over(self, other: Metadata) -> Metadata:
        """This, with what it lacks from the other."""
        lacking = [field.name for field in fields(self) if getattr(self, field.name) is None]
        return replace(self, **{name: getattr(other, name) for name in lacking})


KEYS = tuple(field.name for field in fields(Metadata))
_AS_SITES_SAY = {"date": "published", "lang": "language"}
"""What generators of sites (Hugo, Jekyll, Pandoc) call it, and what it is called here."""


def front_matter(text: str) -> tuple[Metadata, int, tuple[Reason, ...]]:
    """The metadata at the head of a text, where the text proper begins, and what cannot be used.

    `date` and `lang` stand for `published` and `language` where these are not there; other keys for other
    programs are passed over. A value that cannot be read is lost, and not the text: lines that are no
    entries are of the text where no key that is known stands among them.
    """
    match = _FRONT.match(text[:_LONGEST])
    problems: Sequence[Reason] = ()
    entries: Mapping[str, object] | None
    if match is None:
        entries, end = toml_entries(text[:_LONGEST])
    else:
        end = match.end()
        entries, problems = _entries(match["yaml"], first=2)
    is_unknown = entries is not None and entries.keys().isdisjoint((*KEYS, *_AS_SITES_SAY))
    if entries is None or (is_unknown and (problems or match is None)):
        return Metadata(), 0, ()
    named = {ours: entries[theirs] for theirs, ours in _AS_SITES_SAY.items() if theirs in entries}
    told, unusable = metadata(named | {key: entries[key] for key in KEYS if key in entries})
    return told, end, (*problems, *unusable)


def sidecar(path: Path) -> tuple[Metadata, tuple[Reason, ...]]:
    """The metadata in `NAME.yaml` beside a file, if there is one, and what of it cannot be used.

    Raises:
        OSError: it cannot be read.
    """
    beside = path.with_suffix(SIDECAR)
    if not beside.is_file():
        return Metadata(), ()
    try:
        told, problems = _sidecar(decode(beside.read_bytes()))
    except SourceError as error:
        told_of = "its sidecar {name} cannot be used: {why}"
        return Metadata(), (Reason(told_of, {"name": beside.name, "why": error.reason}),)
    named = (Reason("{why} (in {name})", {"name": beside.name, "why": why}) for why in problems)
    return told, tuple(named)


def _sidecar(source: str) -> tuple[Metadata, Sequence[Reason]]:
    if len(source) > _LONGEST:
        raise SourceError(Reason("it is longer than {most} characters", {"most": f"{_LONGEST:,}"}))
    entries, problems = _entries(source, first=1)
    if entries is None:
        raise SourceError(_LINES)
    told, unusable = metadata({key: entries[key] for key in KEYS if key in entries})
    unknown = [
        Reason("unknown key {key}; known are {keys}", {"key": str(key), "keys": ", ".join(KEYS)})
        for key in entries
        if key not in KEYS
    ]
    return told, (*problems, *unusable, *unknown)


def metadata(entries: Mapping[str, object]) -> tuple[Metadata, tuple[Reason, ...]]:
    """What entries tell, and why each of those that cannot be used is left out."""
    given: dict[str, str] = {}
    problems: list[Reason] = []
    for key, value in entries.items():
        try:
            plain = _plain(key, value)
            if plain is not None:
                given[key] = _CHECKS[key](plain)
        except SourceError as error:
            problems.append(error.reason)
    return Metadata(**given), tuple(problems)


def language_code(value: str) -> str | None:
    """The language of a tag such as `sv-SE`; None where no language is called so, as `xx`."""
    match = _LANGUAGE.fullmatch(value.strip())
    code = match[1].lower() if match else ""
    return code if code and _is_registered(code) else None


@lru_cache(maxsize=1_000)
def _is_registered(code: str) -> bool:
    # Of wordfreq, which tells languages apart; loaded where one is told.
    from langcodes import tag_is_valid  # noqa: PLC0415

    return tag_is_valid(code)


def _entries(source: str, first: int) -> tuple[Mapping[str, object] | None, Sequence[Reason]]:
    """The entries and what cannot be read, or None where a text is none of entries.

    Args:
        source: The text.
        first: The number of its first line in its file.
    """
    try:
        entries = _load(source, first)
    except SourceError:
        return _one_by_one(_UNQUOTED.sub(_quoted, source).splitlines(), first)
    if isinstance(entries, dict):
        return entries, ()
    return ({} if entries is None and not source.strip() else None), ()


def _one_by_one(
    lines: Sequence[str], first: int
) -> tuple[Mapping[str, object] | None, Sequence[Reason]]:
    """The entries that can be read each by itself, of one that cannot its first lines."""
    entries: dict[str, object] = {}
    problems: list[Reason] = []
    begins = [at for at, line in enumerate(lines) if not _GOES_ON.match(line)]
    for at, end in pairwise((*begins, len(lines))):
        key = _KEY.match(lines[at])
        if key is None:
            if lines[at].rstrip() not in _RULES:
                problems.append(_not_yaml(first + at, Reason(_LINES)))
            continue
        if key[1] in entries and key[1] in KEYS:
            told = "{key} stands twice, and the first is left out"
            problems.append(Reason(told, {"key": key[1]}))
        try:
            entry = _load("\n".join(lines[at:end]), first + at)
        except SourceError as error:
            entry = _first_line(lines[at], key[1])
            why: dict[str, str | Reason] = {"key": key[1], "why": error.reason}
            lost = Reason("{key} cannot be read: {why}", why) if not entry[key[1]] else error.reason
            problems += [lost] if key[1] in KEYS else []
        entries |= entry if isinstance(entry, dict) else {}
    return (entries if any(map(_KEY.match, lines)) else None), problems


def _first_line(line: str, key: str) -> dict[str, object]:
    """The entry that a line is without those below it, or one without a value."""
    try:
        entry = _load(line, 0)
    except SourceError:
        entry = None
    return entry if isinstance(entry, dict) else {key: ""}


def _quoted(match: re.Match[str]) -> str:
    """People write `title: News: today`, which YAML refuses without quotes."""
    value = match[2].rstrip(" \t").replace("'", "''")
    return f"{match[1]}'{value}'"


def _load(source: str, first: int) -> object:
    """YAML with every scalar a string, so that `2021-04` and `no` stay what they are.

    Args:
        source: The text.
        first: The number of its first line in its file.
    """
    try:
        return yaml.load(source, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # What is missing at the end is missing in the last line.
        line = min(mark.line, max(0, len(source.splitlines()) - 1)) if mark else 0
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise SourceError(_not_yaml(first + line, problem)) from error
    except RecursionError as error:
        raise SourceError("its metadata is not valid YAML: it is nested too deeply") from error


class _Loader(yaml.BaseLoader):
    """Refuses a key that stands twice, of which YAML takes the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        entries = super().construct_mapping(node, deep)
        if len(entries) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key twice", node.start_mark)
        return entries


def _not_yaml(line: int, problem: str | Reason) -> Reason:
    told = "its metadata is not valid YAML in line {line}: {problem}"
    return Reason(told, {"line": str(line), "problem": problem})


def _plain(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise SourceError(Reason("{key} must be a single value", {"key": key}))
    text = " ".join(whole(value).split())
    return None if text in _NOTHING else text


def _published(value: str) -> str:
    match = _DATE.match(value)
    try:
        if match is None:
            raise ValueError
        year, month, day = match.groups()
        if date(int(year), int(month or 1), int(day or 1)).year not in _YEARS:
            raise ValueError
    except ValueError:
        told = "published must be like 2021, 2021-04 or 2021-04-19, not {value}"
        raise SourceError(Reason(told, {"value": value})) from None
    return match.group()


def _url(value: str) -> str:
    try:
        if not re.match(r"https?://[^\s/]+", value) or " " in value:
            raise ValueError
        _ = urlsplit(value).port  # Refuses brackets with words in them, and a port that is none.
    except ValueError:
        told = "url must be an address such as https://example.se/page, not {value}"
        raise SourceError(Reason(told, {"value": value})) from None
    return value


def _language(value: str) -> str:
    code = language_code(value)
    if code is None:
        told = "language must be a code such as sv or en, not {value}"
        raise SourceError(Reason(told, {"value": value}))
    return code


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": str,
    "url": _url,
    "published": _published,
    "language": _language,
    "replaces": str,
}
