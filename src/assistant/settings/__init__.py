"""All settings.

Values come from `fordonsdalen.toml` in the working directory (or the file that `FORDONSDALEN_CONFIG`
names) and, over it, from environment variables: `FORDONSDALEN_SERVER__PORT=8000` sets `server.port`.
An unknown key is an error, since a misspelt setting that is silently ignored is worse.
"""

from assistant.settings.loading import (
    CONFIG_VARIABLE,
    DEFAULT_CONFIG,
    PREFIX,
    Settings,
    config_path,
    disable_telemetry,
    load_settings,
    share_processors,
)
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

__all__ = [
    "CONFIG_VARIABLE",
    "DEFAULT_CONFIG",
    "PREFIX",
    "AnsweringSettings",
    "ContactSettings",
    "EmbeddingsSettings",
    "GenerationSettings",
    "IngestSettings",
    "LimitsSettings",
    "LogSettings",
    "MaintenanceSettings",
    "McpSettings",
    "PrivacySettings",
    "ReaderSettings",
    "RerankingSettings",
    "RetrievalSettings",
    "SenderSettings",
    "ServerSettings",
    "Settings",
    "VectorsSettings",
    "WorkbenchSettings",
    "config_path",
    "disable_telemetry",
    "load_settings",
    "share_processors",
]
