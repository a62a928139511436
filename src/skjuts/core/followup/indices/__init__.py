"""What a contract's price follows: baskets of published figures with base, lag, steps and revisions."""

from skjuts.core.followup.indices.basket import Component, IndexClause, list_objections
from skjuts.core.followup.indices.known_baskets import TAXI_INDEX_2016
from skjuts.core.followup.indices.level import IndexLevel, find_level, form_levels
from skjuts.core.followup.indices.series import IndexSeries, Publication

__all__ = [
    "TAXI_INDEX_2016",
    "Component",
    "IndexClause",
    "IndexLevel",
    "IndexSeries",
    "Publication",
    "find_level",
    "form_levels",
    "list_objections",
]
