"""The last look at an answer before anybody sees it: what it quotes, and what it states."""

from assistant.verification.quotations import verified
from assistant.verification.statements import Grounds, faults, markers, stands, unsupported

__all__ = ["Grounds", "faults", "markers", "stands", "unsupported", "verified"]
