"""Opens the language model that the settings name."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError, in_a_line
from assistant.settings import GenerationSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_OPENAI = ("openai", "azure_openai")
"""Providers whose client is OpenAI's, which takes the connections that it is given."""


def open_chat_model(settings: GenerationSettings) -> BaseChatModel:
    """The model that the settings name.

    Raises:
        SettingsError: its provider is unknown or not installed, or fails in whatever way.
    """
    assert settings.model
    provider, _, name = settings.model.partition(":")
    given: dict[str, Any] = {"base_url": settings.base_url, "api_key": settings.api_key}
    if provider in _OPENAI:
        # A server of one's own needs none, and its client wants one.
        given["api_key"] = settings.api_key.get_secret_value() if settings.api_key else "none"
        given["stream_usage"] = True
    if provider == "azure_openai":
        given["azure_endpoint"] = given.pop("base_url")
    given = {key: value for key, value in given.items() if value is not None}
    try:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - some seconds

        if provider in _OPENAI:
            from assistant.endpoints.clients import async_client, client  # noqa: PLC0415 - a second

            given["http_client"] = client(settings.seconds)
            given["http_async_client"] = async_client(settings.seconds)
        # It repeats what an endpoint sent, which is no message of ours.
        warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
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
            " `generation`, and who is not `openai:` or `azure_openai:` a package of its own):"
            f" {in_a_line(error)}"
        ) from error
    return opened
