"""Charts as numbers for a template: drawn on the server, told in words, and with the same in a table."""

from skjuts.web.charts.amounts import Amounts, choose_amounts
from skjuts.web.charts.bars import Bar, draw_bars
from skjuts.web.charts.control import ControlPoint, draw_control
from skjuts.web.charts.drawing import Basis, Caption, ChartTable, Drawing, Picture
from skjuts.web.charts.intervals import Estimate, draw_intervals
from skjuts.web.charts.lines import Series, draw_lines
from skjuts.web.charts.multiples import draw_multiples
from skjuts.web.charts.stacked import draw_stacked
from skjuts.web.charts.strip import UnitValue, draw_strip
from skjuts.web.charts.waterfall import Change, Total, draw_waterfall

__all__ = [
    "Amounts",
    "Bar",
    "Basis",
    "Caption",
    "Change",
    "ChartTable",
    "ControlPoint",
    "Drawing",
    "Estimate",
    "Picture",
    "Series",
    "Total",
    "UnitValue",
    "choose_amounts",
    "draw_bars",
    "draw_control",
    "draw_intervals",
    "draw_lines",
    "draw_multiples",
    "draw_stacked",
    "draw_strip",
    "draw_waterfall",
]
