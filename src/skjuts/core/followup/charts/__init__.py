"""Whether a month is news: control charts in place of red and green on two points."""

from skjuts.core.followup.charts.control_chart import ChartPoint, ControlChart, Signal, chart_values
from skjuts.core.followup.charts.season import take_out_season

__all__ = ["ChartPoint", "ControlChart", "Signal", "chart_values", "take_out_season"]
