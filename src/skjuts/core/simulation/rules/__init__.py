"""Rule replay: a draft of a rule book over a past period."""

from skjuts.core.simulation.rules.matters import Behaviour, PastMatter
from skjuts.core.simulation.rules.proposing import Proposals, Proposed, propose_all
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
    "Direction",
    "Flow",
    "GroupChange",
    "PastMatter",
    "Proposals",
    "Proposed",
    "RuleReplay",
    "add_replays",
    "propose_all",
    "replay_rules",
]
