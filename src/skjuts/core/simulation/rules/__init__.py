"""Rule replay: a draft of a rule book over a past period."""

from skjuts.core.simulation.rules.deciding import Decided, Decisions, decide_all
from skjuts.core.simulation.rules.matters import Behaviour, PastMatter
from skjuts.core.simulation.rules.replay import (
    Direction,
    Flow,
    GroupChange,
    RuleReplay,
    add_replays,
    replay_rules,
)

__all__ = [
    "Behaviour",
    "Decided",
    "Decisions",
    "Direction",
    "Flow",
    "GroupChange",
    "PastMatter",
    "RuleReplay",
    "add_replays",
    "decide_all",
    "replay_rules",
]
