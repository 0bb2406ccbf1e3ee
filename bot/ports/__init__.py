"""What the core needs from outside; adapters implement these, bootstrap picks them."""

from bot.ports.acting import (
    AttachmentReader,
    Clock,
    Detection,
    Directory,
    Enforcer,
    EventHandler,
    Meter,
    Policies,
)
from bot.ports.keeping import (
    CaseStore,
    CoverageLog,
    EventQueue,
    MessageStore,
    Sealer,
    Vault,
)

__all__ = [
    "AttachmentReader",
    "CaseStore",
    "Clock",
    "CoverageLog",
    "Detection",
    "Directory",
    "Enforcer",
    "EventHandler",
    "EventQueue",
    "MessageStore",
    "Meter",
    "Policies",
    "Sealer",
    "Vault",
]
