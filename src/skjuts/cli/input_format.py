"""The formats by the names of the command line."""

from __future__ import annotations

from enum import StrEnum


class InputFormat(StrEnum):
    """What a day may be written in; `auto` looks at the file."""

    AUTO = "auto"
    SKJUTS = "skjuts"
    CORDEAU = "cordeau"
    HDARP = "hdarp"
    LILIM = "lilim"
    SARTORI = "sartori"
