"""What a carrier is handed: one letter to one address, whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    message_id: str
    to: str
    subject: str
    body: str  # Markdown
    sms: str
    repeated: bool  # possibly sent before
