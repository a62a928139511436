"""Charts as numbers for a template: drawn on the server, told in words, and with the same in a table."""

from skjuts.web.charts.bars import Bar, draw_bars
from skjuts.web.charts.columns import Column, ColumnChart, Guide, choose_bounds, draw_histogram
from skjuts.web.charts.drawing import ChartTable, Drawing
from skjuts.web.charts.intervals import Estimate, draw_intervals
from skjuts.web.charts.lines import Series, draw_lines

__all__ = [
    "Bar",
    "ChartTable",
    "Column",
    "ColumnChart",
    "Drawing",
    "Estimate",
    "Guide",
    "Series",
    "choose_bounds",
    "draw_bars",
    "draw_histogram",
    "draw_intervals",
    "draw_lines",
]
