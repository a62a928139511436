"""Finding the best pair of gaps: what is kept for later, and what is looked at as soon as it is found."""

from __future__ import annotations

from skjuts.core.planning.insertion.arrays import KEPT, MOST_PAIRS, PRICE, ROUTE, WAITING, aim, make_query
from skjuts.core.planning.insertion.fleet import begin_query, find_best, find_stride, survey_fleet
from skjuts.core.planning.insertion.index import make_outlook
from skjuts.core.planning.insertion.scan import scan_route
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.search.arrays import make_scratch
from tests.universe.plans import on_a_line, ride, taxi


def test_scan_when_no_more_pairs_can_be_kept_judges_them_at_once() -> None:
    """However many pairs there are, none is lost."""
    tables = Tables(on_a_line([], [taxi("bil")]), spare=1)
    outlook, query = make_outlook(tables, 4.0), make_query(tables.data)
    scratch = make_scratch(tables.data, tables.plan.stops.shape[1], seed=1)
    survey_fleet(tables.data, tables.plan, scratch, outlook)
    caller = ride("ny", 10, 20)
    tables.write(tables.asking, caller, *tables.tabulate([caller]))
    aim(query, tables.data, 10, 20)
    find_best(tables.data, tables.plan, scratch, outlook, query, 1)
    best = query.answer[0].tolist()
    begin_query(tables.data, query, 1)
    query.count[0, KEPT] = MOST_PAIRS
    scan_route(tables.data, tables.plan, scratch, outlook, query, 0, tables.asking)
    assert query.count[0, WAITING] == 0
    assert query.answer[0, [PRICE, ROUTE]].tolist() == [best[PRICE], best[ROUTE]] == [20_000, 0]


def test_find_stride_when_used_visits_every_route_once() -> None:
    """No vehicle is forgotten, whatever the size of the fleet."""
    for routes in (1, 2, 3, 10, 97, 1_206):
        assert len({k * find_stride(routes) % routes for k in range(routes)}) == routes
