"""The sections of the settings: what can be set, between which bounds, and what it means."""

from __future__ import annotations

import json
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from assistant.addresses import EmailAddress, WebAddress
from assistant.framing import frame_ancestors


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-f]{6}", text.lower()):
        raise ValueError("write the colour with six digits, as #0f4c5c")
    return text.lower()


Colour = Annotated[str, AfterValidator(_colour)]


class Section(BaseModel):
    """A part of the settings that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ContactSettings(Section):
    """Whom an answer points to when the documents are silent."""

    name: str = "Region Stockholm"
    email: EmailAddress | None = None
    url: WebAddress | None = None

    @property
    def can_be_reached(self) -> bool:
        """Whether there is more than a name; the statements of the site owe people an address."""
        return bool(self.email or self.url)


class SenderSettings(Section):
    """Who speaks on the pages; contrast and logo are checked when the server starts."""

    name: str = Field("", max_length=80)
    """In the header; `contact.name` when empty."""
    short_name: str = Field("", max_length=30)
    """For where there is little room; the name when empty."""
    logo: Path | None = None
    """An SVG or PNG file of at most 20 kB; a drawn mark when not set."""
    accent: Colour | None = None
    """`#0f4c5c`, for links, buttons and what has the focus."""
    accent_dark: Colour | None = None
    """Likewise where the reader's system is dark; `accent` when not set."""


class IngestSettings(Section):
    """How documents are read and cut, and what is kept of them when they change."""

    most_megabytes: int = Field(50, ge=1, le=2_000)
    """How large a file may be that is read."""
    ocr: bool = False
    """Whether pages of a PDF that are pictures are read by tesseract, which has to be installed;
    it takes some seconds a page, and reads wrong where the picture is poor."""
    ocr_languages: str = Field("swe", pattern=r"^[a-z_]{3,20}(\+[a-z_]{3,20}){0,9}$")
    """As tesseract calls them."""

    passage_characters: int = Field(600, ge=100, le=10_000)
    """A passage takes sentences until it is about this long; one longer sentence stays whole."""
    keep_generations: int = Field(2, ge=2, le=100)
    """How many generations stay on disk; at least two, so that open readers are not cut off."""
    earlier_versions: int = Field(5, ge=0, le=100)
    """How many earlier texts of each document are kept, so that old quotes can be checked."""
    keep_removed: bool = False
    """Whether texts stay when their document is removed: in older generations, to roll back to, and
    among the earlier versions. By default they are deleted with it."""
    request_seconds: float = Field(30.0, gt=0, le=600)
    """How long a site may take for one page or file of `sources.toml`, from first to last."""
    pause_seconds: float = Field(1.0, ge=0, le=60)
    """Between two requests to one site; a longer pause that its robots.txt asks for is kept."""
    allow_private_addresses: bool = False
    """Whether `sources.toml` may name this machine and those of its own network; whoever can make a
    site redirect could then read what they serve."""
    scheduler: str | None = None
    """`tcp://host:8786` of a Dask scheduler, whose workers embed what is ingested; whoever reaches one can
    let it run anything, so that it belongs on a network of its own."""
    watch_seconds: float = Field(3.0, ge=0.1, le=3600)
    """How often `ingest --watch` looks; what changed must stay as it is from one look to the next."""


class RetrievalSettings(Section):
    """How many passages are looked at."""

    candidates: int = Field(50, ge=1, le=1000)
    passages: int = Field(5, ge=1, le=50)


class AnsweringSettings(Section):
    """When and how the assistant answers."""

    threshold: float = Field(0.56, ge=0.0, le=1.0)
    """The least confidence at which an answer is given. From here on six questions in a hundred of our
    sets get a wrong answer, and ten on pages of others; see docs/evaluation.md."""
    maximum_question_characters: int = Field(2000, ge=10, le=10_000)


class PrivacySettings(Section):
    """What is kept of conversations, and for how long."""

    keep: Literal["nothing", "counts", "questions"] = "counts"
    """`counts` of answers by day, status and language; `questions` keeps in addition the text of
    those that had no answer, without personal data that are recognised. What was kept under an
    earlier setting and is not allowed any longer is deleted when the server starts."""
    feedback: bool = True
    """Whether people can say if an answer was useful; not where nothing is kept."""
    feedback_per_day: int = Field(500, ge=1, le=100_000)
    """How many opinions are taken on a day."""
    days: int = Field(90, ge=1, le=3650)
    """After how many days it is deleted."""

    @property
    def takes_feedback(self) -> bool:
        """Whether opinions are kept at all."""
        return self.feedback and self.keep != "nothing"


class LimitsSettings(Section):
    """How much one client, and all of them together, may take."""

    questions: str = "60/minute"
    """Questions of one address, as `number/second`, `/minute`, `/hour` or `/day`."""
    count_this_machine: bool = False
    """Whether clients on this machine are held to `questions` too; a proxy that
    `server.trusted_proxies` does not name would make all of its clients one."""
    waiting: int = Field(32, ge=1, le=500)
    """Questions that wait for a free worker; a further one is told to come back."""
    wait_seconds: float = Field(5.0, gt=0, le=60)
    """How long a question waits for a free worker at most."""
    question_seconds: float = Field(5.0, gt=0, le=60)
    """How long a worker may think about one question; then it is stopped and replaced."""
    connections: int = Field(2000, ge=10, le=100_000)
    """Open connections; with more, the one that has been sending its request longest is closed."""
    request_seconds: float = Field(10.0, gt=0, le=600)
    """How long a client may take to send a request."""
    response_seconds: float = Field(60.0, gt=0, le=3600)
    """How long a client may take to receive a response, from the end of its request."""
    shutdown_seconds: int = Field(10, ge=1, le=600)
    """How long requests may go on after the server was told to stop."""

    @field_validator("questions")
    @classmethod
    def _is_rate(cls, rate: str) -> str:
        if not re.fullmatch(r"[1-9][0-9]{0,6}/(second|minute|hour|day)", rate):
            raise ValueError(f"{rate!r} is no rate; write it as 60/minute")
        return rate


class MaintenanceSettings(Section):
    """Turns the chat or the API off, with what is told instead; both are on while empty."""

    chat: str = Field("", max_length=1000)
    api: str = Field("", max_length=1000)


class LogSettings(Section):
    """What the server writes to its standard error; never a question, an answer or an address."""

    form: Literal["text", "json"] = "text"
    requests: bool = False
    """Whether each request gets a line, with its path, status and duration."""
    traces_to: str | None = None
    """`http://host:port` of an OpenTelemetry collector (OTLP over gRPC)."""


class ServerSettings(Section):
    """The web server."""

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)
    address: str = Field("", pattern=r"^(https?://[A-Za-z0-9.:\[\]-]{1,300})?$")
    """Where people find the site, such as `https://fraga.example.se`, without `root_path`; said to those
    who show links with a title and a picture."""
    root_path: str = ""
    """The path under which a reverse proxy offers the site, such as `/fraga`; often nothing."""
    frame_ancestors: Annotated[tuple[str, ...], NoDecode] = ("'self'",)
    """Who may frame `/embed`; in the environment with spaces between, as in the header."""
    maximum_request_bytes: int = Field(1_000_000, ge=10_000)
    workers: int = Field(2, ge=1, le=64)
    """Processes that answer questions; one that hangs or dies is replaced while others go on."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses or networks whose X-Forwarded-For and -Proto are believed; nobody by default."""
    metrics_for: Annotated[tuple[str, ...], NoDecode] = ("127.0.0.0/8", "::1/128")
    """Networks that may read /metrics."""

    @field_validator("root_path")
    @classmethod
    def _is_path(cls, path: str) -> str:
        if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*", path):
            raise ValueError(f"{path!r} is no path; it begins with a slash and ends without one")
        return path

    @field_validator("frame_ancestors", "trusted_proxies", "metrics_for", mode="before")
    @classmethod
    def _split(cls, sources: Any) -> Any:
        if isinstance(sources, str):
            # The environment gives text; a JSON list, as for other settings, is taken as well.
            return json.loads(sources) if sources.lstrip().startswith("[") else sources.split()
        return sources

    @field_validator("trusted_proxies", "metrics_for")
    @classmethod
    def _are_networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(ip_network(network)) for network in networks)

    @field_validator("frame_ancestors")
    @classmethod
    def _are_origins(cls, sources: tuple[str, ...]) -> tuple[str, ...]:
        return frame_ancestors(sources)


class McpSettings(Section):
    """Where `mcp --http` serves other assistants; its limits are those of the web server."""

    host: str = "127.0.0.1"
    port: int = Field(7861, ge=0, le=65535)
    name: str = Field("", pattern=r"^[A-Za-z0-9.-]{0,253}$")
    """The host name under which a proxy offers it; by others than it and this machine's it is not asked."""


class WorkbenchSettings(Section):
    """The staff's workbench under `/personal`."""

    enabled: bool = True
    users: dict[str, SecretStr] = {}
    """Names with hashed passwords, as `python -m ui.workbench.passwords` makes them."""
    token: SecretStr | None = None
    """What opens it where there are no users, and what signs sessions; made anew at each start."""
    evaluation: Path = Path("docs/evaluation.json")
    """The figures that `make eval` wrote, shown under Quality."""
    most_upload_megabytes: int = Field(20, ge=1, le=500)
    """How large a file may be that staff drop; it has to arrive within `limits.request_seconds`."""

    @property
    def most_upload_bytes(self) -> int:
        """Of a request that brings a file; none where there is no workbench."""
        return self.most_upload_megabytes * 1_000_000 if self.enabled else 0

    @field_validator("users")
    @classmethod
    def _are_hashed(cls, users: dict[str, SecretStr]) -> dict[str, SecretStr]:
        for name, kept in users.items():
            if not re.fullmatch(r"scrypt\$[0-9a-f]{32}\$[0-9a-f]{128}", kept.get_secret_value()):
                raise ValueError(
                    f"the password of {name} is not hashed; run python -m ui.workbench.passwords"
                )
        return users

    @field_validator("token")
    @classmethod
    def _is_long(cls, token: SecretStr | None) -> SecretStr | None:
        if token and len(token.get_secret_value()) < 20:
            raise ValueError("a token of fewer than 20 characters can be guessed")
        return token
