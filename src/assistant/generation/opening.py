"""Opens the language model that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError, in_a_line
from assistant.settings import GenerationSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def open_chat_model(settings: GenerationSettings) -> BaseChatModel:
    """The model that the settings name.

    Raises:
        SettingsError: its provider is unknown or not installed, or fails in whatever way.
    """
    assert settings.model
    provider, _, name = settings.model.partition(":")
    given: dict[str, Any] = {"base_url": settings.base_url, "api_key": settings.api_key}
    if provider == "openai":
        # A server of one's own needs none, and its client wants one.
        given["api_key"] = settings.api_key.get_secret_value() if settings.api_key else "none"
        given["stream_usage"] = True
    given = {key: value for key, value in given.items() if value is not None}
    try:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - some seconds

        if provider == "openai":
            from assistant.endpoints.clients import async_client, client  # noqa: PLC0415 - a second

            given["http_client"] = client(settings.seconds)
            given["http_async_client"] = async_client(settings.seconds)
        opened: BaseChatModel = init_chat_model(
            name,
            model_provider=provider,
            temperature=0,
            max_tokens=settings.draft_tokens,
            timeout=settings.seconds,
            max_retries=0,
            **given,
        )
    except Exception as error:
        # Some look for a model on the network already, or for a key, and fail in ways of their own.
        raise SettingsError(
            f"The language model {settings.model} cannot be opened (it needs the extra"
            f" `generation`, and who is not `openai:` a package of its own): {in_a_line(error)}"
        ) from error
    return opened
