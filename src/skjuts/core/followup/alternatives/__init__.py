"""Ways to run assessment and booking, compared: in kronor where there are kronor, else in order only."""

from skjuts.core.followup.alternatives.book import (
    AMOUNTS,
    CRITERION_NAMES,
    Alternative,
    Contract,
    Criterion,
    Gate,
    Judgement,
    Operator,
    Question,
)
from skjuts.core.followup.alternatives.comparing import Comparison, Placing, compare, write_ranks
from skjuts.core.followup.alternatives.deadlines import Deadline, check_deadline
from skjuts.core.followup.alternatives.erlang import find_seats, service_level, waiting_probability
from skjuts.core.followup.alternatives.errors import BadAlternative
from skjuts.core.followup.alternatives.estimates import Estimate
from skjuts.core.followup.alternatives.form import read_alternatives
from skjuts.core.followup.alternatives.money import Swing, Terms, Value, find_break_even
from skjuts.core.followup.alternatives.staffing import (
    AnswerTerms,
    WorkTerms,
    count_posts,
    list_seats,
)

__all__ = [
    "AMOUNTS",
    "CRITERION_NAMES",
    "Alternative",
    "AnswerTerms",
    "BadAlternative",
    "Comparison",
    "Contract",
    "Criterion",
    "Deadline",
    "Estimate",
    "Gate",
    "Judgement",
    "Operator",
    "Placing",
    "Question",
    "Swing",
    "Terms",
    "Value",
    "WorkTerms",
    "check_deadline",
    "compare",
    "count_posts",
    "find_break_even",
    "find_seats",
    "list_seats",
    "read_alternatives",
    "service_level",
    "waiting_probability",
    "write_ranks",
]
