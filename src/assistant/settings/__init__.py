"""All settings.

Values come from `fordonsdalen.toml` in the working directory (or the file that `FORDONSDALEN_CONFIG`
names) and, over it, from environment variables: `FORDONSDALEN_SERVER__PORT=8000` sets `server.port`.
An unknown key is an error, since a misspelt setting that is silently ignored is worse.
"""

from assistant.settings.loading import (
    DEFAULT_CONFIG,
    Settings,
    config_path,
    disable_telemetry,
    load_settings,
    share_processors,
)
from assistant.settings.sections import (
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
    "DEFAULT_CONFIG",
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
