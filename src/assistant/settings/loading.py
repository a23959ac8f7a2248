"""Reads the settings; the only module that reads the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError, first_of
from assistant.settings.sections import (
    AnsweringSettings,
    ContactSettings,
    IngestSettings,
    LimitsSettings,
    LogSettings,
    MaintenanceSettings,
    McpSettings,
    PrivacySettings,
    RetrievalSettings,
    SenderSettings,
    ServerSettings,
    WorkbenchSettings,
)
from assistant.settings.services import (
    EmbeddingsSettings,
    GenerationSettings,
    ReaderSettings,
    RerankingSettings,
    VectorsSettings,
)

PREFIX = "FORDONSDALEN_"
CONFIG_VARIABLE = PREFIX + "CONFIG"
DEFAULT_CONFIG = Path("fordonsdalen.toml")


class Settings(BaseSettings):
    """Everything that an operator can set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    data_dir: Path = Path("data")
    documents: Path = Path("documents")
    language: Literal["sv", "en"] = "sv"
    """The language of the pages, and of answers where the question does not tell."""
    contact: ContactSettings = ContactSettings()
    sender: SenderSettings = SenderSettings()
    ingest: IngestSettings = IngestSettings()
    embeddings: EmbeddingsSettings = EmbeddingsSettings()
    vectors: VectorsSettings = VectorsSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    reranking: RerankingSettings = RerankingSettings()
    reader: ReaderSettings = ReaderSettings()
    answering: AnsweringSettings = AnsweringSettings()
    generation: GenerationSettings = GenerationSettings()
    privacy: PrivacySettings = PrivacySettings()
    server: ServerSettings = ServerSettings()
    limits: LimitsSettings = LimitsSettings()
    maintenance: MaintenanceSettings = MaintenanceSettings()
    log: LogSettings = LogSettings()
    workbench: WorkbenchSettings = WorkbenchSettings()
    mcp: McpSettings = McpSettings()

    @property
    def answer_seconds(self) -> float:
        """How long a worker may think about one question, with what the language model may take."""
        waits = self.generation.seconds if self.generation.model else 0.0
        return self.limits.question_seconds + waits

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the TOML file."""
        toml = TomlConfigSettingsSource(settings_cls, toml_file=config_path())
        return init_settings, env_settings, toml


def config_path() -> Path:
    """The settings file in force, whether or not it exists."""
    return Path(os.environ.get(CONFIG_VARIABLE, DEFAULT_CONFIG))


def disable_telemetry() -> None:
    """Keep Gradio from looking up its makers' hosts; takes effect before it is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


def share_processors() -> None:
    """Let threads of native code sleep while they wait, unless the operator set it otherwise.

    By default they spin, which makes each of several busy processes five to ten times slower.
    Takes effect only before the library with the threads is loaded.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def load_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` win over the environment.

    Raises:
        SettingsError: a key is unknown, a value has the wrong form, or the file cannot be read or is
            not TOML.
    """
    _refuse_unknown_variables()
    path = config_path()
    try:
        if CONFIG_VARIABLE in os.environ and not path.is_file():
            raise SettingsError(f"{CONFIG_VARIABLE} names {path}, which is not there.")
        return Settings(**overrides)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        raise SettingsError(_refusal(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    except ValueError as error:
        raise SettingsError(f"The settings cannot be read: {error}.") from error


def _refusal(error: ValidationError) -> str:
    key, told = first_of(error)
    first = error.errors()[0]
    if first["type"] != "extra_forbidden":
        return f"Setting {key}: {told}."
    *sections, name = map(str, first["loc"])
    near = get_close_matches(name, _names_in(sections), n=1)
    meant = f" Perhaps {'.'.join([*sections, *near])} was meant." if near else ""
    return f"There is no setting {key}.{meant}"


def _names_in(sections: Sequence[str]) -> Sequence[str]:
    model: type[BaseModel] = Settings
    for section in sections:
        model = type(model.model_fields[section].default)
    return list(model.model_fields)


def _refuse_unknown_variables() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.split("__")[0].upper() not in known:
            raise SettingsError(f"Environment variable {name} is not a setting.")
