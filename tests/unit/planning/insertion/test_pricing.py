"""What an insertion costs when only the orders that it touches are priced anew."""

from __future__ import annotations

from skjuts.core.planning.insertion.choice import price_by_all_rules, price_pair
from skjuts.core.planning.insertion.fleet import survey_fleet
from skjuts.core.planning.insertion.index import make_outlook
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.problem import PoolingRules, Window
from skjuts.core.planning.search.arrays import make_scratch
from skjuts.core.planning.search.route import store
from tests.universe.plans import DAY, on_a_line, ride, taxi

LATE = PoolingRules(unserved_ore={3: 300_000}, lateness_per_minute_ore=700)
ANNA = ride("anna", 20, 30, dropoff_window=Window(0, 1_800), late_tolerance_s=3_600)
BO = ride("bo", 10, 5, dropoff_window=DAY)


def test_price_when_a_later_order_is_delayed_counts_its_lateness() -> None:
    """The car is ten minutes late for Anna, who is an order of her own after Bo's.

    Bo's order costs 50 + 50 kronor, his way five kilometres more of empty driving, Anna's delay 70.
    """
    tables = Tables(on_a_line([ANNA], [taxi("bil")], rules=LATE), spare=1)
    scratch = make_scratch(tables.data, tables.plan.stops.shape[1], seed=1)
    scratch.sequence[:2] = [0, tables.room]
    assert store(tables.data, tables.plan, scratch, 0, 2)
    outlook = make_outlook(tables, cell_km=4.0)
    survey_fleet(tables.data, tables.plan, scratch, outlook)
    row = tables.asking
    tables.write(row, BO, *tables.tabulate([BO]))
    touched = price_pair(tables.data, tables.plan, scratch, outlook, 0, row, 0, 0, 0)
    whole = price_by_all_rules(tables.data, tables.plan, scratch, 0, row, 0, 0)
    assert touched == whole == 5_000 + 5 * 1_000 + 5 * 500 + 10 * 700
