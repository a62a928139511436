"""Published baskets, ready to be named in a contract.

Source: Statistics Sweden, Taxi-index for on-demand traffic, base January 2016 (no longer published).
"""

from __future__ import annotations

from typing import Final

from skjuts.core.followup.indices.basket import Component

TAXI_INDEX_2016: Final = (
    Component("rolling", 13.6),
    Component("personnel", 59.1),
    Component("fixed_vehicle", 2.4),
    Component("depreciation", 6.4),
    Component("interest", 0.5),
    Component("administration", 2.7),
    Component("organisation", 15.3),
)
