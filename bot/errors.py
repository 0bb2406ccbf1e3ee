"""Every error the house raises; the docstring is the message a person reads."""

from __future__ import annotations


class ChatwardenError(Exception):
    """Something went wrong in Chatwarden."""

    def __init__(self, detail: str = "") -> None:
        message = (self.__doc__ or "").strip()
        super().__init__(f"{message} {detail}".strip() if detail else message)


class SettingsError(ChatwardenError):
    """The settings cannot be used."""


class PolicyFaults(ChatwardenError):
    """The policy files have faults; nothing was loaded."""


class PipelineError(ChatwardenError):
    """The spaCy pipeline cannot be loaded."""


class StoreError(ChatwardenError):
    """The store cannot be opened."""


class SealError(ChatwardenError):
    """A sealed value cannot be opened with the keys at hand."""


class UnknownCase(ChatwardenError):
    """There is no such case."""


class UnknownMessage(ChatwardenError):
    """There is no such message."""


class CaseMoved(ChatwardenError):
    """Somebody else changed this case meanwhile; look again before deciding."""


class NotAllowed(ChatwardenError):
    """That is not allowed."""


class MalformedEvent(ChatwardenError):
    """The event does not have the shape its platform documents."""


class TryLater(ChatwardenError):
    """The platform asked to be called again later."""

    def __init__(self, detail: str = "", *, after: float = 1.0) -> None:
        super().__init__(detail)
        self.after = after


class ScanInputError(ChatwardenError):
    """The input of the scan cannot be read."""


class AttachmentError(ChatwardenError):
    """The file could not be fetched."""


class ConfinementError(ChatwardenError):
    """Attachments cannot be read in confinement."""


class NotInstalled(ChatwardenError):
    """Chatwarden is not installed in that workspace."""


class PlatformRefused(ChatwardenError):
    """The platform refused the call."""

    def __init__(self, detail: str = "", *, code: str) -> None:
        super().__init__(detail or f"It said: {code}.")
        self.code = code
