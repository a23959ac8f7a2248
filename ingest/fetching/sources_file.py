"""`sources.toml`: the folders, addresses, sitemaps and feeds that an operator lists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import SettingsError
from assistant.settings import config_path
from ingest.fetching.addresses import address, site_of
from ingest.fetching.errors import FetchError
from ingest.metadata import Metadata, language_code

NAME = "sources.toml"
_MOST_BYTES = 1_000_000
_EVERY = re.compile(r"([1-9][0-9]{0,3})(m|h|d)")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _is_language(value: str) -> str:
    code = language_code(value)
    if code is None:
        raise ValueError(f"{value!r} is no language; write a code such as sv or en")
    return code


def _is_address(value: str) -> str:
    try:
        return address(value)
    except FetchError as error:
        raise ValueError(f"{value!r} cannot be used: {error}") from error


def _is_every(value: str) -> str:
    if not _EVERY.fullmatch(value):
        raise ValueError(f"{value!r} is no schedule; write it as 30m, 6h or 7d")
    return value


def _is_selector(value: str) -> str:
    from ingest.web.without import selector  # noqa: PLC0415 - lxml takes a while to load

    selector(value)
    return value


Tag = Annotated[str, Field(min_length=1, max_length=60)]


class _Listed(BaseModel):
    """What every entry may tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, AfterValidator(_is_language)] | None = None
    """Of its documents, over what they say themselves."""
    tags: tuple[Tag, ...] = Field((), max_length=20)
    without: tuple[Annotated[str, Field(max_length=200), AfterValidator(_is_selector)], ...] = (
        Field((), max_length=50)
    )
    """CSS selectors of what is left out of web pages."""

    @property
    def told(self) -> Metadata:
        """What its documents are told to be."""
        return Metadata(language=self.language)


class Folder(_Listed):
    """A folder, or a file."""

    path: Path


class Remote(_Listed):
    """What is fetched."""

    url: Annotated[str, AfterValidator(_is_address)]
    every: Annotated[str, AfterValidator(_is_every)] = "24h"
    """How often `--watch` fetches it again."""
    megabytes: int | None = Field(None, ge=1, le=2_000)
    """How large a file may be, below `ingest.most_megabytes`."""

    @property
    def interval(self) -> timedelta:
        """Between two times that it is fetched."""
        number, unit = _EVERY.fullmatch(self.every).groups()  # type: ignore[union-attr]
        return int(number) * _UNITS[unit]


class Address(Remote):
    """One page or file."""

    title: str | None = Field(None, min_length=1, max_length=300)
    """Over what the page says itself."""

    @property
    def told(self) -> Metadata:
        """What its document is told to be."""
        return Metadata(title=self.title, language=self.language)


class Listed(Remote):
    """A sitemap or a feed with the pages that it lists."""

    title: str | None = Field(None, min_length=1, max_length=300)
    """What it is called where `ingest` tells of it."""
    pages: int = Field(500, ge=1, le=50_000)
    """How many of them are fetched at most."""
    hosts: tuple[str, ...] = Field((), max_length=50)
    """Where its pages may lie beside its own site."""

    @property
    def sites(self) -> frozenset[str]:
        """Where its pages may lie, as `site_of` tells sites."""
        return frozenset({site_of(self.url), *(h.lower().removeprefix("www.") for h in self.hosts)})

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.title}, {self.url}" if self.title else self.url


class Feed(Listed):
    """A feed: pages that it does not list any more stay as long as they are there."""


class Sources(BaseModel):
    """All of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: tuple[Folder, ...] = ()
    address: tuple[Address, ...] = ()
    sitemap: tuple[Listed, ...] = ()
    feed: tuple[Feed, ...] = ()

    @property
    def remote(self) -> tuple[Address | Listed, ...]:
        """All that is fetched."""
        return (*self.address, *self.sitemap, *self.feed)


def default_path() -> Path:
    """The sources file beside the settings file, whether or not it exists."""
    return config_path().parent / NAME


def what_to_read(
    paths: Sequence[Path], sources: Path | None, documents: Path
) -> tuple[Sequence[Path], Path | None]:
    """What is named; else the sources file beside the settings file or, without one, `documents`."""
    if paths or sources:
        return paths, sources
    if (default := default_path()).is_file():
        return [], default
    return [documents], None


def read_sources(path: Path) -> Sources:
    """Read a sources file; folders are taken from where it lies.

    Raises:
        SettingsError: it cannot be read, lists nothing, or a value cannot be used.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise SettingsError(f"{path} is larger than {_MOST_BYTES:,} bytes.")
        found = Sources.model_validate(tomllib.loads(text.decode()))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        raise SettingsError(f"{path}: {_first(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    if not found.folder and not found.remote:
        raise SettingsError(f"{path} lists nothing; see docs/sources.md.")
    _refuse_twice(path, found)
    folders = [each.model_copy(update={"path": path.parent / each.path}) for each in found.folder]
    return found.model_copy(update={"folder": tuple(folders)})


def _refuse_twice(path: Path, found: Sources) -> None:
    seen: set[str] = set()
    for each in found.remote:
        if each.url in seen:
            raise SettingsError(f"{path}: {each.url} is listed twice.")
        seen.add(each.url)


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no key {place}; docs/sources.md tells those that there are"
    told = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{place}: {told}" if place else told
